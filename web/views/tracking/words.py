"""Words of the tracker in the reader's language: grades, lines, standings, a body's own terms, what changed."""

from __future__ import annotations

from typing import Any

from caselaw.domain.taxonomy.terms import taxonomies, term_name
from caselaw.domain.tracking.assessment import assessments
from caselaw.domain.tracking.measure import TERMS, StatusEntry
from caselaw.messages import say
from web.i18n import language


def said(kind: str, value: str) -> str:
    """A word of the tracker in the reader's language: of a grade, a line, a standing …"""
    return say(f"measure.{kind}.{value}", language())


def body_term(entry: StatusEntry) -> tuple[str, str] | None:
    """The body's own term in the reader's language, or in one in which the body has it, and that language."""
    term = assessments().get(entry.assessment or "")
    return term.said(language()) if term else None


def term_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The terms by which measures are grouped, by vocabulary, each by its name."""
    found = []
    for name in TERMS:
        offered = [
            (f"{name}:{one.id}", term_name(name, one.id, language()))
            for one in taxonomies()[name].values()
            if one.offered
        ]
        found.append((name, sorted(offered, key=lambda pair: pair[1].casefold())))
    return found


def change_words(field: str, value: Any) -> str:
    """A former or a present value of a field, for people to read."""
    if field == "terms":
        return " · ".join(term_name(one["vocabulary"], one["id"], language()) for one in value or ())
    if isinstance(value, list):
        return " · ".join(str(one) for one in value)
    if value and field in ("form", "nature"):
        return said(field, value)
    return "" if value is None else str(value)
