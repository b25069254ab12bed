"""What all our shapes share: nothing unknown is let in, and what is wrong is a code, said in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from caselaw.messages import has, say

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_Messages = dict[str, str | list[Any] | dict[Any, Any]]
_NEEDED: _Messages = {"required": "field.required", "null": "field.required"}
_TEXT: _Messages = {**_NEEDED, "invalid": "field.text", "invalid_utf8": "field.text"}
_NUMBER: _Messages = {**_NEEDED, "invalid": "field.whole", "too_large": "field.whole"}
_FORM = {"unknown": "field.unknown", "type": "field.object"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one value: a message code and what fills it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


class Form(Schema):
    """Base of every shape; a key it does not know is refused."""

    error_messages = _FORM

    class Meta:
        unknown = RAISE


class Text(fields.String):
    default_error_messages = _TEXT


class Whole(fields.Integer):
    """A whole number in plain digits, nothing else that Python would take for one."""

    default_error_messages = _NUMBER

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if isinstance(value, bool) or not _WHOLE.fullmatch(str(value)):
            raise self.make_error("invalid", input=value)
        return int(value)


class Among(validate.OneOf):
    """One of these values."""

    def _format_error(self, value: Any) -> Any:
        return [Fault("field.choice", {"choices": self.choices_text})]


class Between(validate.Range):
    """A number from `min` to `max`, both allowed."""

    def _format_error(self, value: Any, message: str) -> Any:
        return [Fault("field.range", {"min": str(self.min), "max": str(self.max)})]


class AtMost(validate.Length):
    """No more than `max` letters in a text, or values in a list."""

    def _format_error(self, value: Any, message: str) -> Any:
        return [Fault("field.length" if isinstance(value, str) else "field.values", {"max": str(self.max)})]


class Pattern(validate.Regexp):
    """A whole value of one form; `code` is the sentence that describes it."""

    def __init__(self, regex: str, code: str) -> None:
        super().__init__(regex, error=code)
        self._whole = re.compile(regex)

    def __call__(self, value: Any) -> Any:
        if not self._whole.fullmatch(value):  # `$` alone would let a last newline in
            raise ValidationError(self._format_error(value))
        return value


def said(errors: object, language: str) -> dict[str, list[str]]:
    """marshmallow's nested messages as sentences in `language`, by field ("a.b" for b inside a)."""
    result: dict[str, list[str]] = {}
    for path, fault in _leaves(errors, ()):
        sentence = _sentence(fault, language)
        sentences = result.setdefault(".".join(path) or "_schema", [])
        if sentence not in sentences:
            sentences.append(sentence)
    return result


def faults(error: ValidationError, language: str) -> dict[str, list[str]]:
    """What is wrong with a form, by field, in `language`."""
    return said(error.messages, language)


def _leaves(errors: object, path: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], object]]:
    if isinstance(errors, Mapping):
        for key, inner in errors.items():
            step = () if isinstance(key, int) else (str(key),)  # the third language is still "language" to its reader
            yield from _leaves(inner, (*path, *step))
    elif isinstance(errors, (list, tuple)):
        for inner in errors:
            yield from _leaves(inner, path)
    else:
        yield path, errors


def _sentence(fault: object, language: str) -> str:
    if isinstance(fault, Fault):
        return say(fault.code, language, **fault.params)
    text = str(fault)
    return say(text, language) if has(text, language) else say("field.invalid", language)
