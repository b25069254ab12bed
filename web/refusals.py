"""A refusal as a page answers it that keeps its form: with which status, and in which words beside each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caselaw.domain.errors import CaselawError, Changed, Invalid
from caselaw.messages import say, say_error
from web.i18n import language


def status(refusal: CaselawError) -> int:
    """422 for what breaks a rule, 409 for what does not fit what stands now."""
    return 422 if isinstance(refusal, Invalid) else 409


def by_field(refusal: CaselawError | None) -> Mapping[str, list[str]]:
    """What is wrong with each field, in the reader's language."""
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    params = dict(refusal.params) if refusal else {}
    return {field: [say(code, language(), **params) for code in codes] for field, codes in fields.items()}


def for_form(refusal: CaselawError | None) -> dict[str, Any]:
    """What a form of fields says of a refusal: the sentence above it, what is wrong with each field, and whether
    somebody else was faster, which the form says in words of its own."""
    changed = isinstance(refusal, Changed)
    return {
        "refusal": say_error(refusal, language()) if refusal and not changed else None,
        "changed": changed,
        "wrong": by_field(refusal),
    }
