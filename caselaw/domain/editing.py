"""Facts as editors correct them: each in one plain form, its changes with their source, and how two hands are joined.

A fact stands here as JSON would hold it (a text, a list of texts, a list of records), so that the form of a page, the
API, the history and the comparison of two states all speak of the same thing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from caselaw.domain.document import Document
from caselaw.domain.order import Order
from caselaw.domain.term import Term

Value = Any
"""A fact in the types of JSON; None where it is not known."""
State = Mapping[str, Value]
"""The facts of a document at one time, by field."""

TEXTS = ("title", "case_name", "headline")
RECORDS = ("identifiers", "parties", "orders", "allegations", "terms")
FIELDS = (
    "title", "case_name", "headline", "court", "country", "kind", "stages", "outcome", "decided", "status",
    "identifiers", "parties", "judges", "respondents", "orders", "terms", "allegations",
)  # fmt: skip
"""What editors correct, in the order of the page."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    field: ("decided", "decided_order") if field == "decided" else (field,)
    for field in FIELDS
    if field not in ("identifiers", "orders", "terms", "allegations")
}
"""The fields that stand in the document's own row, with their columns."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "identifiers": ("scheme", "value"),
    "parties": ("name", "role"),
    "orders": ("kind", "number", "text", "addressee", "deadline", "due", "paragraph"),
    "allegations": ("company", "statement", "status", "source", "role", "home_state", "body"),
    "terms": ("vocabulary", "id", "status"),
}
"""What a record of a list holds."""

VEILED: Mapping[str, str] = {"case_name": "title"}
"""The field of a restriction that a fact belongs to, where it is called otherwise: `title` is every name."""

SourceKind = Literal["paragraph", "link", "publication", "knowledge", "reading", "revert"]
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
GIVEN: tuple[SourceKind, ...] = ("paragraph", "link", "publication", "knowledge")
"""What an editor says a correction rests on; the others say that a file was read again, or a change taken back."""
LONGEST_SOURCE = 500
Origin = Literal["editor", "reading"]


@dataclass(frozen=True)
class Source:
    """What a correction rests on: a `paragraph` of the document (its anchor), or words: an address, a publication, how
    the editor knows."""

    kind: SourceKind
    text: str = ""
    paragraph: str | None = None


@dataclass(frozen=True)
class Change:
    """One fact that was changed: from what to what, by whom (an account's id, or "operator"), and on what it rests.
    `revision` is the document's that it made; `reverts` the change that it takes back."""

    id: str
    field: str
    before: Value
    after: Value
    revision: int
    by: str
    at: datetime
    source: Source
    origin: Origin = "editor"
    reverts: str | None = None


@dataclass(frozen=True)
class Collision:
    """A fact that two people changed at once: what it was before, what it is now, and what the second one wants."""

    field: str
    base: Value
    theirs: Value
    mine: Value


@dataclass(frozen=True)
class Merged:
    """What is to be written, by field, and what cannot be without somebody's choice."""

    wanted: Mapping[str, Value]
    collisions: tuple[Collision, ...] = ()


def state(document: Document, rejected: Collection[tuple[str, str]] = ()) -> dict[str, Value]:
    """The facts of a document, and the terms (vocabulary, id) that an editor turned down."""
    facts = document.facts
    return {
        "title": facts.title or None,
        "case_name": facts.case_name,
        "headline": facts.headline,
        "court": facts.court,
        "country": facts.country,
        "kind": facts.kind,
        "stages": list(facts.stages),
        "outcome": facts.outcome,
        "decided": str(facts.decided) if facts.decided else None,
        "status": document.status,
        "identifiers": [{"scheme": one.scheme, "value": one.value} for one in facts.identifiers],
        "parties": [{"name": one.name, "role": one.role} for one in facts.parties],
        "judges": list(facts.judges),
        "respondents": list(facts.respondents),
        "orders": [_order(one) for one in facts.orders],
        "terms": _terms(facts.terms, rejected),
        "allegations": [{key: getattr(one, key) for key in KEYS["allegations"]} for one in facts.allegations],
    }


def merge(base: State, now: State, mine: State) -> Merged:
    """Join what one editor wants (`mine`, the fields of her form, made from `base`) with what stands `now`.

    A field that she left alone stays as it is now; one that nobody else touched is hers; both at once is a collision,
    unless both want the same.
    """
    wanted: dict[str, Value] = {}
    collisions: list[Collision] = []
    for field, value in mine.items():
        if value in (base[field], now[field]):
            continue
        if now[field] == base[field]:
            wanted[field] = value
        else:
            collisions.append(Collision(field, base[field], now[field], value))
    return Merged(wanted, tuple(collisions))


def at_revision(now: State, changes: Iterable[Change], revision: int) -> dict[str, Value]:
    """The facts as they stood at a revision: every later change undone. `changes` come newest first."""
    found = dict(now)
    for change in changes:
        if change.revision > revision:
            found[change.field] = change.before
    return found


def differing(one: State, other: State) -> tuple[str, ...]:
    """The fields in which two states differ, in the order of the page."""
    return tuple(field for field in FIELDS if one[field] != other[field])


def _order(order: Order) -> dict[str, Value]:
    return {key: getattr(order, key) for key in KEYS["orders"]} | {"due": str(order.due) if order.due else None}


def _terms(terms: Iterable[Term], rejected: Collection[tuple[str, str]]) -> list[dict[str, str]]:
    """In the order of their names, for their place means nothing."""
    given: list[tuple[str, str, str]] = [(one.vocabulary, one.id, one.status) for one in terms]
    given += [(vocabulary, term, "rejected") for vocabulary, term in rejected]
    return [{"vocabulary": vocabulary, "id": term, "status": status} for vocabulary, term, status in sorted(given)]
