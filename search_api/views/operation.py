"""How each operation is described, in the words that the page for people uses too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask_smorest import Blueprint

from caselaw.messages import say
from caselaw.schemas.error import ErrorSchema

_View = TypeVar("_View", bound=Callable[..., Any])


def operation(
    blueprint: Blueprint, name: str, schema: type, *refusals: int, kept: bool = True
) -> Callable[[_View], _View]:
    """Describe a view: its id, what it answers, and the refusals beside 401, 422 and 500; `kept`: who holds its answer
    may ask whether it is still good."""

    def describe(view: _View) -> _View:
        for status in sorted({401, 422, 500, *refusals}):
            view = blueprint.alt_response(status, schema=ErrorSchema, description=_said(f"api.answer.{status}"))(view)
        if kept:
            view = blueprint.alt_response(304, description=_said("api.answer.304"))(view)
        view = blueprint.response(200, schema, description=_said("api.answer.200"))(view)
        about = {"operationId": name, "summary": _said(f"api.op.{name}"), "description": _said(f"api.op.{name}.more")}
        described: _View = blueprint.doc(**about)(view)
        return described

    return describe


def _said(code: str) -> str:
    return say(code, "en")
