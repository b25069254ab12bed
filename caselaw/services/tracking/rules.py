"""What may be written of a measure: each field read from the types of JSON, its fault named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar, cast, get_args

import pycountry

from caselaw.domain.audience import PUBLIC, Audience, audience, includes
from caselaw.domain.court import courts
from caselaw.domain.dates import PartialDate
from caselaw.domain.errors import Invalid
from caselaw.domain.taxonomy.terms import taxonomies
from caselaw.domain.term import Term, TermStatus
from caselaw.domain.tracking.assessment import assessments
from caselaw.domain.tracking.measure import (
    FIELDS,
    FORMS,
    GRADES,
    LINES,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_EVIDENCE,
    NAMED,
    NATURES,
    TERMS,
    Evidence,
    Grade,
    Line,
    Measure,
    StatusEntry,
)
from caselaw.services.intake.records import storable

_LONGEST_LINK = 2_000
_MOST_TERMS = 40
Faults = dict[str, list[str]]
Value = TypeVar("Value")


def changed(measure: Measure, wanted: Mapping[str, Any]) -> Measure:
    """The measure with these fields. Raises `Invalid` that names each faulty one."""
    faults: Faults = {}
    values = {field: value for field, value in wanted.items() if field in FIELDS}
    read = {field: _caught(field, value, faults) for field, value in values.items()}
    if faults:
        raise Invalid("measure.invalid", faults)
    found = replace(measure, **read)
    if not (found.what or found.is_tied):
        faults["what"] = ["measure.what"]
    if found.document is None and not found.source:
        faults["source"] = ["measure.source"]
    if found.document is None and not found.country:
        faults["country"] = ["measure.country"]
    if faults:
        raise Invalid("measure.invalid", faults)
    return found


def entry(
    wanted: Mapping[str, Any], base: StatusEntry, *, most_public: Audience, keeper: Audience, usual: Audience,
    sent: tuple[Evidence, ...] = (),
) -> StatusEntry:  # fmt: skip
    """The entry that was written. A body's term says its grade; where a body has none its words are asked for, and
    whatever is said to be so rests on evidence. The community's line is for its keepers, unless it agreed.

    Raises `Invalid` that names each faulty field; `most_public` is for whom the measure is, `usual` for whom the body's
    line is where nothing is said of it, `sent` what came with it as files."""
    faults: Faults = {}
    line = cast("Line", _caught_with(lambda: choice(wanted.get("line"), LINES), "line", faults))
    on = _caught_with(lambda: _past(wanted.get("on")), "on", faults)
    words = _caught_with(lambda: text(wanted.get("words"), LONGEST_TEXT), "words", faults) or ""
    term = _caught_with(lambda: _term(wanted.get("assessment"), line), "assessment", faults)
    grade = assessments()[term].counts_as if term else wanted.get("grade")
    grade = cast("Grade", _caught_with(lambda: choice(grade, GRADES), "grade", faults))
    if line == "body" and term is None and not words and "words" not in faults:
        faults["words"] = ["measure.own_terms"]
    default = usual if line == "body" else keeper
    access = _caught_with(lambda: readers(wanted.get("access") or default), "access", faults)
    consent = wanted.get("consent") is True
    if access is not None and not includes(most_public, access):
        faults["access"] = ["measure.access"]
    elif access is not None and line == "community" and not includes(keeper, access) and not consent:
        faults["consent"] = ["measure.consent"]
    evidence = _caught_with(lambda: proofs(wanted.get("evidence") or ()), "evidence", faults) or ()
    evidence = (*evidence, *sent)
    if not evidence and grade != "unknown" and "evidence" not in faults:
        faults["evidence"] = ["measure.evidence"]
    if faults or on is None or access is None:
        raise Invalid("measure.invalid", faults)
    return replace(
        base, line=line, grade=grade, on=on, words=words, assessment=term, access=access,
        consent=consent and line == "community", evidence=evidence,
    )  # fmt: skip


def proofs(given: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """What an assessment rests on. `ValueError` with the code of what is wrong."""
    found = []
    for one in given:
        kind = choice(one.get("kind"), NAMED)
        value = text(one.get("value"), LONGEST_TEXT if kind == "words" else _LONGEST_LINK)
        if not value:
            continue
        if kind == "link" and not value.startswith(("https://", "http://")):
            raise ValueError("measure.link")
        found.append(Evidence(kind, value, line(one.get("label"))))
    if len(found) > MOST_EVIDENCE:
        raise ValueError("measure.too_many")
    return tuple(found)


def text(value: Any, longest: int) -> str:
    """Words in NFC, their lines kept. `ValueError` for what is too long or no text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError("measure.choice")
    found = "\n".join(" ".join(part.split()) for part in storable(value).splitlines()).strip()
    if len(found) > longest:
        raise ValueError("measure.too_long")
    return found


def line(value: Any) -> str:
    """Words on one line."""
    return " ".join(text(value, LONGEST_LINE).split())


def day(value: Any) -> PartialDate | None:
    """A day, a month or a year. `ValueError` for what is none."""
    if not value:
        return None
    try:
        return PartialDate.parse(value)
    except (ValueError, TypeError, AttributeError):
        raise ValueError("measure.day") from None


def choice(value: Any, choices: Sequence[Any]) -> Any:
    if value not in choices:
        raise ValueError("measure.choice")
    return value


def readers(value: Any) -> Audience:
    """For whom something is. `ValueError` for what is no audience, or one that waits for editors."""
    try:
        found = audience(value)
    except (ValueError, TypeError, AttributeError):
        raise ValueError("measure.access") from None
    if found.startswith("editors"):
        raise ValueError("measure.access")
    return found


def keeper_of(value: str, invalid: str) -> Audience:
    """Those whose work something is to be: the members, or a group. Raises `Invalid`, by the name `invalid`, for what
    is no audience, one that waits for editors, and everyone."""
    try:
        found = readers(value)
    except ValueError:
        found = PUBLIC
    if found == PUBLIC:
        raise Invalid(invalid, {"keeper": ["measure.keeper"]})
    return found


def country(value: Any) -> str | None:
    if value and not pycountry.countries.get(alpha_3=value):
        raise ValueError("measure.choice")
    return value or None


def court(value: Any) -> str | None:
    found: str | None = choice(value, tuple(courts())) if value else None
    return found


def _term(value: Any, line: Line | None) -> str | None:
    """A term of a body, which only the body's own line has."""
    found: str | None = choice(value, tuple(assessments())) if value else None
    if found and line != "body":
        raise ValueError("measure.choice")
    return found


def _past(value: Any) -> PartialDate:
    """The day on which something was found to be so. It is not to come."""
    found = day(value)
    today = datetime.now(UTC).date()
    if found is None or found.first > today.year * 10000 + today.month * 100 + today.day:
        raise ValueError("measure.day")
    return found


def _terms(value: Any) -> tuple[Term, ...]:
    found: list[Term] = []
    for one in value or ():
        vocabulary, known = one.get("vocabulary"), one.get("id")
        if vocabulary not in TERMS or known not in taxonomies()[vocabulary]:
            raise ValueError("measure.choice")
        status = cast("TermStatus", choice(one.get("status") or "confirmed", get_args(TermStatus)))
        found.append(Term(vocabulary, known, status))
    if len(found) > _MOST_TERMS:
        raise ValueError("measure.too_many")
    return tuple(sorted({(one.vocabulary, one.id): one for one in found}.values()))


def _long(value: Any) -> str:
    return text(value, LONGEST_TEXT)


_READ: Mapping[str, Callable[[Any], Any]] = {
    "form": lambda value: choice(value, FORMS),
    "nature": lambda value: choice(value, NATURES) if value else None,
    "due": day,
    "next_by": day,
    "country": country,
    "body": court,
    "terms": _terms,
    "access": readers,
    **dict.fromkeys(("what", "next_step", "stopped"), _long),
}


def _caught(field: str, value: Any, faults: Faults) -> Any:
    read: Callable[[Any], Any] = _READ.get(field, line)
    return _caught_with(lambda: read(value), field, faults)


def _caught_with(read: Callable[[], Value], field: str, faults: Faults) -> Value | None:
    try:
        return read()
    except ValueError as fault:
        faults[field] = [str(fault)]
    except (AttributeError, TypeError):  # no record where one belongs
        faults[field] = ["measure.choice"]
    return None
