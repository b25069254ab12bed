"""What the product says, in four languages, wherever it says it: command line, API, pages and exports.

The domain returns codes with parameters; the sentences stand in `caselaw/translations/LANGUAGE/*.po`, where the
message id is the code. A code without a sentence in the reader's language is a failing check, never English on an
Arabic page; a code no catalogue knows is a `KeyError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import Any

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from caselaw.domain.errors import CaselawError
from caselaw.domain.problems import Problem

DEFAULT_LANGUAGE = "en"
DATED = {"en": "en_GB"}
"""By which habit a language writes days: most of those who write English in courts put the day first."""


@dataclass(frozen=True)
class _Message:
    """The forms of one message, and which of them a number takes (the catalogue's own rule)."""

    forms: tuple[str, ...]
    plural: Callable[[Any], int]


def say(code: str, language: str, /, **params: object) -> str:
    """The sentence of `code` in `language` with its parameters filled in; raises `KeyError` for an unknown code.

    A message with plural forms takes its form from the parameter `count`.
    """
    message = _sentences(language)[code]
    form = message.forms[message.plural(params["count"]) if len(message.forms) > 1 else 0]
    return form.format_map(params)


def name_problem(code: str, language: str) -> str:
    """What a problem is called, in a few words without the particulars of a file."""
    name = f"short.{code}"
    return say(name, language) if has(name, language) else code


def say_problem(problem: Problem, language: str) -> str:
    """What went wrong with a file, in `language`."""
    return say(problem.code, language, **problem.params)


def say_error(error: CaselawError, language: str) -> str:
    """What was refused and what to do, in `language`."""
    return say(error.code, language, **error.params)


def say_day(day: date, language: str) -> str:
    """A day written out: 5 December 2007. The first of a month is an ordinal in French."""
    said = format_date(day, "long", locale=DATED.get(language, language))
    return f"1er{said[1:]}" if language == "fr" and day.day == 1 else said


def known_codes(language: str) -> frozenset[str]:
    """Every code that has a sentence in `language`."""
    return frozenset(_sentences(language))


def has(code: str, language: str) -> bool:
    return code in _sentences(language)


@cache
def _sentences(language: str) -> Mapping[str, _Message]:
    messages: dict[str, _Message] = {}
    folder = files("caselaw") / "translations" / language
    for resource in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if resource.name.endswith(".po"):
            with resource.open("rb") as stream:
                messages |= _read(read_po(stream, locale=language))
    return messages


def _read(catalog: Catalog) -> dict[str, _Message]:
    plural = c2py(catalog.plural_expr)
    result: dict[str, _Message] = {}
    for message in catalog:
        if message.id:
            code = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if forms and all(forms):
                result[code] = _Message(forms, plural)
    return result
