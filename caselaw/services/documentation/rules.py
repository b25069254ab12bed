"""What may be written in a documentation record: each field read from the types of JSON, its fault named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caselaw.domain.dates import PartialDate
from caselaw.domain.documentation.records import (
    FIELDS,
    MOST_EVENTS,
    MOST_ROWS,
    VOCABULARIES,
    CaseActor,
    CaseCompany,
    CaseResponse,
    DocumentedCase,
    Event,
    Place,
)
from caselaw.domain.errors import Invalid
from caselaw.domain.taxonomy.terms import taxonomies
from caselaw.domain.term import Term
from caselaw.domain.tracking.measure import LONGEST_TEXT
from caselaw.services.tracking.rules import Faults, country, day, line, readers, text

INVALID = "documentation.invalid"


def changed(case: DocumentedCase, wanted: Mapping[str, Any]) -> DocumentedCase:
    """The record with these fields. Passages are never written: a name keeps the one that it was taken from, and loses
    it when it becomes another name. Raises `Invalid` that names each faulty field."""
    faults: Faults = {}
    read: dict[str, Any] = {}
    for field, value in wanted.items():
        if field in FIELDS:
            try:
                read[field] = _READ[field](value)
            except ValueError as fault:
                code = str(fault)
                faults[field] = [code if code.startswith(("measure.", "documentation.")) else "measure.choice"]
            except (AttributeError, TypeError, KeyError):
                faults[field] = ["measure.choice"]
    found = with_passages(replace(case, **read), case)
    if "title" not in faults and not found.title:
        faults["title"] = ["documentation.title"]
    if found.began and found.ended and found.ended.last < found.began.first:
        faults["ended"] = ["documentation.order"]
    if found.at_risk and not found.access.startswith("group:"):
        faults["access"] = ["documentation.risk"]
    if faults:
        raise Invalid(INVALID, faults)
    return found


def with_passages(case: DocumentedCase, source: DocumentedCase) -> DocumentedCase:
    """The record with each name's passage as `source` has it for the same name."""
    companies = {one.name: one.passage for one in source.companies}
    actors = {one.name: one.passage for one in source.state_actors}
    response = source.response.passage if source.response.words == case.response.words else None
    return replace(
        case,
        companies=tuple(replace(one, passage=companies.get(one.name)) for one in case.companies),
        state_actors=tuple(replace(one, passage=actors.get(one.name)) for one in case.state_actors),
        response=replace(case.response, passage=response),
    )


def _rows(value: Any, most: int = MOST_ROWS) -> Sequence[Mapping[str, Any]]:
    found = [one for one in value or () if any(one.values())]
    if len(found) > most:
        raise ValueError("measure.too_many")
    return found


def _places(value: Any) -> tuple[Place, ...]:
    return tuple(
        Place(country(one.get("country") or None), line(one.get("words"))) for one in _rows(value)
    )  # fmt: skip


def _companies(value: Any) -> tuple[CaseCompany, ...]:
    found = []
    for one in _rows(value):
        name = line(one.get("name"))
        if not name:
            raise ValueError("documentation.company")
        found.append(
            CaseCompany(
                name, _known("company_role", one.get("role")), country(one.get("home_state") or None),
                line(one.get("parent")), country(one.get("parent_state") or None),
            )
        )  # fmt: skip
    if len({one.name for one in found}) < len(found):
        raise ValueError("documentation.twice")
    return tuple(found)


def _actors(value: Any) -> tuple[CaseActor, ...]:
    found = []
    for one in _rows(value):
        name = line(one.get("name"))
        if not name:
            raise ValueError("documentation.actor")
        found.append(CaseActor(name, _known("state_actor", one.get("kind"))))
    return tuple(found)


def _terms(value: Any) -> tuple[Term, ...]:
    found = set()
    for one in _rows(value, 200):
        vocabulary, known = one.get("vocabulary"), one.get("id")
        if vocabulary not in VOCABULARIES or known not in taxonomies()[vocabulary]:
            raise ValueError("measure.choice")
        found.add(Term(str(vocabulary), str(known), "confirmed"))
    return tuple(sorted(found))


def _response(value: Any) -> CaseResponse:
    given = value or {}
    asked_on, received_on = day(given.get("asked_on")), day(given.get("received_on"))
    words = text(given.get("words"), LONGEST_TEXT)
    asked, received = _yes(given.get("asked")), _yes(given.get("received"))
    if asked_on and asked is None:
        asked = True
    if (received_on or words) and received is None:
        received = True
    if (asked_on and asked is False) or (received_on and received is False):
        raise ValueError("documentation.response")
    if asked_on and received_on and received_on.last < asked_on.first:
        raise ValueError("documentation.answered_before")
    return CaseResponse(
        asked, str(asked_on) if asked_on else None, received, str(received_on) if received_on else None, words
    )


def _sources(value: Any) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(kept for one in value or () if (kept := _source(one))))
    if len(found) > MOST_ROWS:
        raise ValueError("measure.too_many")
    return found


def _source(value: Any) -> str:
    return " ".join(text(value, 2_000).split())


def _events(value: Any) -> tuple[Event, ...]:
    found = []
    for one in _rows(value, MOST_EVENTS):
        on, words = day(one.get("day")), text(one.get("words"), LONGEST_TEXT)
        if on is None or not words:
            raise ValueError("documentation.event")
        found.append(Event(on, words, _source(one.get("source"))))
    return tuple(sorted(found, key=_in_time))


def _in_time(event: Event) -> tuple[int, int]:
    return event.day.first, event.day.last


def _known(vocabulary: str, value: Any) -> str | None:
    if value and value not in taxonomies()[vocabulary]:
        raise ValueError("measure.choice")
    return str(value) if value else None


def _yes(value: Any) -> bool | None:
    if value not in (True, False, None):
        raise ValueError("measure.choice")
    return None if value is None else bool(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("measure.choice")
    return value


def _date(value: Any) -> PartialDate | None:
    return day(value)


_READ: Mapping[str, Callable[[Any], Any]] = {
    "title": line, "places": _places, "began": _date, "ended": _date, "companies": _companies,
    "state_actors": _actors, "terms": _terms, "response": _response, "sources": _sources, "events": _events,
    "notes": lambda value: text(value, LONGEST_TEXT), "at_risk": _truth, "access": readers,
}  # fmt: skip
