"""Documentation records: a case of corporate abuse as a researcher keeps it, which lives on while documents about it
come and go.

What a report or a judgment says stays in that document; the record says what its keepers hold to be the case, each
name with the passage that it was taken from. A record of a case in which a person is in danger is for one group alone,
and lists never name anybody of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal, get_args

from caselaw.domain.audience import Audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.documentation.abuse import AbuseCase
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.term import Term

FIELDS = (
    "title", "places", "began", "ended", "companies", "state_actors", "terms", "response", "sources", "events",
    "notes", "at_risk", "access",
)  # fmt: skip
"""What people write, in the order of the page."""
VOCABULARIES = ("capture", "mechanism", "right", "group", "industry", "harm")
DocumentTie = Literal["judgment", "report", "filing", "response", "other"]
DOCUMENT_TIES: tuple[DocumentTie, ...] = get_args(DocumentTie)
CaseTie = Literal["same_company", "same_place", "follows", "other"]
CASE_TIES: tuple[CaseTie, ...] = get_args(CaseTie)
MOST_ROWS, MOST_EVENTS = 100, 500
LONGEST_SPAN = 60
"""Years: a case that went on for longer counts in the last of them."""


@dataclass(frozen=True)
class Place:
    """Where harm was done: a State (ISO 3166-1 alpha-3), and the place in words."""

    country: str | None = None
    words: str = ""


@dataclass(frozen=True)
class CaseCompany:
    """A company of a case, with its parent; States are home States. `passage` is "DOCUMENT#ANCHOR" or "DOCUMENT", what
    the name was taken from, None where a person wrote it."""

    name: str
    role: str | None = None
    home_state: str | None = None
    parent: str = ""
    parent_state: str | None = None
    passage: str | None = None


@dataclass(frozen=True)
class CaseActor:
    """An authority that took part or stood by; `kind` is a term of `state_actor`."""

    name: str
    kind: str | None = None
    passage: str | None = None


@dataclass(frozen=True)
class CaseResponse:
    """Whether and when the companies were asked for their view, whether and when they answered, and what."""

    asked: bool | None = None
    asked_on: str | None = None
    received: bool | None = None
    received_on: str | None = None
    words: str = ""
    passage: str | None = None


@dataclass(frozen=True)
class Event:
    """What happened on a day, in a month or in a year; `source` says who says so."""

    day: PartialDate
    words: str
    source: str = ""


@dataclass(frozen=True)
class DocumentedCase:
    """One case, for `access` to read and write; texts are in the language in which they were written."""

    id: str
    access: Audience
    revision: int
    by: str
    made: datetime
    title: str = ""
    places: tuple[Place, ...] = ()
    began: PartialDate | None = None
    ended: PartialDate | None = None
    companies: tuple[CaseCompany, ...] = ()
    state_actors: tuple[CaseActor, ...] = ()
    terms: tuple[Term, ...] = ()
    response: CaseResponse = CaseResponse()
    sources: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    notes: str = ""
    at_risk: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.country for one in self.places if one.country))

    @property
    def years(self) -> tuple[int, ...]:
        return years(self.began, self.ended)

    def of(self, vocabulary: str) -> tuple[str, ...]:
        """The terms of a vocabulary, by id."""
        return tuple(one.id for one in self.terms if one.vocabulary == vocabulary)


@dataclass(frozen=True)
class LinkedDocument:
    """A document that bears on a case, and how."""

    document: DocumentId
    kind: DocumentTie


@dataclass(frozen=True)
class LinkedCase:
    """Another case that this one is tied to. `follows`: this case came of the other, unless it is `turned`."""

    case: str
    kind: CaseTie
    turned: bool = False


def years(began: PartialDate | None, ended: PartialDate | None) -> tuple[int, ...]:
    """Every year in which the harm was done, as far as it is told: without an end, the one in which it began."""
    first, last = began or ended, ended or began
    if first is None or last is None:
        return ()
    return tuple(range(max(first.year, last.year - LONGEST_SPAN), last.year + 1))


def state(case: DocumentedCase) -> dict[str, Any]:
    """The fields that people write, in the types of JSON."""
    return {
        "title": case.title,
        "places": [asdict(one) for one in case.places],
        "began": str(case.began) if case.began else None,
        "ended": str(case.ended) if case.ended else None,
        "companies": [asdict(one) for one in case.companies],
        "state_actors": [asdict(one) for one in case.state_actors],
        "terms": [{"vocabulary": one.vocabulary, "id": one.id} for one in case.terms],
        "response": asdict(case.response),
        "sources": list(case.sources),
        "events": [{"day": str(one.day), "words": one.words, "source": one.source} for one in case.events],
        "notes": case.notes,
        "at_risk": case.at_risk,
        "access": case.access,
    }


def taken_over(document: DocumentId, facts: Facts) -> dict[str, Any]:
    """What a document says of its case, as fields of a record: each name with the passage that it stands in. Terms
    that a parser only proposed come over too, for a person to look at before the record is saved."""
    case = facts.abuse or AbuseCase(country=facts.country)
    response = case.response
    parties = [one.company for one in facts.allegations]
    named = {one.name for one in case.companies}
    companies = [
        {"name": one.name, "role": one.role, "home_state": one.home_state, "passage": _passage(document, one.paragraph)}
        for one in case.companies
    ] + [{"name": name, "passage": str(document)} for name in dict.fromkeys(parties) if name not in named]
    return {
        "title": facts.title,
        "places": [{"country": case.country, "words": case.place or ""}] if case.country or case.place else [],
        "began": str(case.began) if case.began else None,
        "ended": str(case.ended) if case.ended else None,
        "companies": companies,
        "state_actors": [
            {"name": one.name, "kind": one.kind, "passage": _passage(document, one.paragraph)}
            for one in case.state_actors
        ],
        "terms": [
            {"vocabulary": one.vocabulary, "id": one.id} for one in facts.terms if one.vocabulary in VOCABULARIES
        ],
        "response": {
            "asked": response.asked, "received": response.received, "words": response.text or "",
            "passage": _passage(document, response.paragraph),
        } if response else {},
        "sources": list(case.sources),
        "at_risk": case.at_risk is True,
    }  # fmt: skip


def without_names(case: DocumentedCase) -> DocumentedCase:
    """The record as lists show one in which a person is in danger: States, years and terms alone."""
    return replace(
        case, title="", companies=(), state_actors=(), response=CaseResponse(), sources=(), events=(), notes="",
        places=tuple(replace(one, words="") for one in case.places),
    )  # fmt: skip


def without_closed(case: DocumentedCase, is_open: Callable[[str], bool]) -> DocumentedCase:
    """The record without what was taken from a passage that is not open to whoever reads the record: what a document
    says no longer to somebody, a record does not say in its place."""

    def stays(passage: str | None) -> bool:
        return passage is None or is_open(passage)

    return replace(
        case,
        companies=tuple(one for one in case.companies if stays(one.passage)),
        state_actors=tuple(one for one in case.state_actors if stays(one.passage)),
        response=case.response if stays(case.response.passage) else CaseResponse(),
    )


def passages(case: DocumentedCase) -> frozenset[str]:
    """The ids of the documents that names of the record were taken from."""
    named = (one.passage for one in case.companies), (one.passage for one in case.state_actors)
    found = [*named[0], *named[1], case.response.passage]
    return frozenset(one.partition("#")[0] for one in found if one)


def _passage(document: DocumentId, anchor: str | None) -> str:
    return f"{document}#{anchor}" if anchor else str(document)
