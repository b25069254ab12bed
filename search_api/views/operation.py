"""How each operation is described, in the words that the page for people uses too; and what is asked before anything
that was sent is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask_smorest import Blueprint

from caselaw.messages import say
from caselaw.schemas.error import ErrorSchema

_View = TypeVar("_View", bound=Callable[..., Any])
Answer = tuple[dict[str, Any], int, dict[str, str]]
"""A body, its status and its headers."""


def in_path(name: str, code: str) -> dict[str, Any]:
    """A part of the address, told in the words of this code."""
    return {"name": name, "in": "path", "description": _said(code)}


def if_match(code: str) -> dict[str, Any]:
    """The header in which a writer says which revision she has read, told in the words of this code."""
    revision = {"type": "string", "pattern": '^"[0-9]{1,9}(-[0-9a-f]*)?"$'}
    return {"name": "If-Match", "in": "header", "required": True, "description": _said(code), "schema": revision}


def allowed_first(check: Callable[..., object]) -> Callable[[_View], _View]:
    """Ask, by what the address names, whether the viewer may, before what she sent is read: what is not for her is not
    there, whatever she sends. To stand above the arguments of the body."""

    def guard(view: _View) -> _View:
        @wraps(view)
        def asked(*arguments: Any, **named: str) -> Any:
            check(**named)
            return view(*arguments, **named)

        return cast(_View, asked)

    return guard


def operation(
    blueprint: Blueprint, name: str, schema: type, *refusals: int, kept: bool = True, status: int = 200
) -> Callable[[_View], _View]:
    """Describe a view: its id, what it answers, and the refusals beside 401, 422 and 500; `kept`: who holds its answer
    may ask whether it is still good."""

    def describe(view: _View) -> _View:
        for refusal in sorted({401, 422, 500, *refusals}):
            said = _said(f"api.answer.{refusal}")
            view = blueprint.alt_response(refusal, schema=ErrorSchema, description=said)(view)
        if kept:
            view = blueprint.alt_response(304, description=_said("api.answer.304"))(view)
        view = blueprint.response(status, schema, description=_said(f"api.answer.{status}"))(view)
        about = {"operationId": name, "summary": _said(f"api.op.{name}"), "description": _said(f"api.op.{name}.more")}
        described: _View = blueprint.doc(**about)(view)
        return described

    return describe


def _said(code: str) -> str:
    return say(code, "en")


DOCUMENT = in_path("document_id", "api.param.id")
