"""What decisions are called, in the tables: found by a word or a number of somebody's query, for those who may read
the decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select

from caselaw.cite.names import NUMBER, Name, bare_number, keys_of_names, said_names
from caselaw.domain.audience import Audience
from caselaw.domain.document import Facts, Party
from caselaw.domain.identifiers import CASE_NUMBERS, DocumentId
from caselaw.store.tables import case_names, documents, identifiers, paragraphs

MOST = 60
"""Documents that are looked at, those with most of what was asked first."""


@dataclass(frozen=True)
class Candidate:
    """A document that may be meant: the names of its case, and those words of what was asked that tell it."""

    id: DocumentId
    work_id: str
    names: tuple[Name, ...]
    telling: frozenset[str]
    court: str | None


def add(connection: Connection, document: DocumentId) -> None:
    """Keep what a document is called, from its facts and its text as they are stored; what was kept before has been
    taken away."""
    row = connection.execute(_FACTS, {"id": document}).one()
    parties = tuple(Party(one["name"], one["role"]) for one in row.parties)
    facts = Facts(kind=row.kind, title=row.title, case_name=row.case_name, parties=parties)
    found = set(keys_of_names(facts, connection.execute(_TEXTS, {"id": document}).scalars()))
    for number in connection.execute(_NUMBERS, {"id": document}).scalars():
        if bare := bare_number(number):
            found.add(NUMBER + bare)
    if found:
        connection.execute(insert(case_names), [{"document_id": document, "name": name} for name in sorted(found)])


def called(
    connection: Connection, keys: Collection[str], audiences: Collection[Audience]
) -> tuple[Candidate, ...]:  # fmt: skip
    """The documents that these audiences may read and that have most of these words or names, or half as many as those
    that have most: at most MOST. How many a document has that they may not read counts for nothing, or else a name that
    leads nowhere would tell that somebody is called so."""
    asked = {"keys": list(keys), "audiences": list(audiences)}
    times = {row.document_id: row.times for row in connection.execute(_MATCHED, asked)}
    ids = [document for document, count in times.items() if 2 * count >= max(times.values())]
    rows = list(connection.execute(_CALLED, {"ids": ids, "audiences": list(audiences)})) if ids else []
    rows = sorted(rows, key=lambda row: (-times[row.id], -(row.decided_order or 0), row.id))
    telling: dict[str, set[str]] = {}
    for word in connection.execute(_TELLING, {"ids": [row.id for row in rows]}) if rows else ():
        telling.setdefault(word.document_id, set()).add(word.name)
    return tuple(
        Candidate(
            DocumentId(row.id),
            row.work_id,
            said_names(row.kind, row.case_name, row.title, tuple((one["name"], one["role"]) for one in row.parties)),
            frozenset(telling[row.id]),
            row.court,
        )
        for row in rows
    )


def numbered(connection: Connection, number: str, audiences: Collection[Audience]) -> tuple[Candidate, ...]:
    """The documents that these audiences may read and that bear this number of some body (`bare_number`)."""
    return called(connection, [NUMBER + number], audiences)


_FACTS = select(documents.c.kind, documents.c.title, documents.c.case_name, documents.c.parties).where(
    documents.c.id == bindparam("id")
)
_TEXTS = select(paragraphs.c.text).where(paragraphs.c.document_id == bindparam("id")).order_by(paragraphs.c.position)
_NUMBERS = select(identifiers.c.value).where(
    identifiers.c.document_id == bindparam("id"), identifiers.c.scheme.in_(sorted(CASE_NUMBERS | {"neutral"}))
)
# The statements are made once: making one takes longer than running it.
_NEWEST = func.coalesce(func.max(documents.c.decided_order), 0)
_MATCHED = (
    select(case_names.c.document_id, func.count().label("times"))
    .join(documents, documents.c.id == case_names.c.document_id)
    .where(
        case_names.c.name.in_(bindparam("keys", expanding=True)),
        # joined to nothing, so that SQLite begins with the few that bear a name, not with all that the public may read
        documents.c.access.concat("").in_(bindparam("audiences", expanding=True)),
    )
    .group_by(case_names.c.document_id)
    .order_by(func.count().desc(), _NEWEST.desc(), case_names.c.document_id)
    .limit(MOST)
)
_CALLED = select(
    documents.c.id, documents.c.work_id, documents.c.kind, documents.c.title, documents.c.case_name,
    documents.c.parties, documents.c.court, documents.c.decided_order,
).where(
    documents.c.id.in_(bindparam("ids", expanding=True)),
    documents.c.access.concat("").in_(bindparam("audiences", expanding=True)),
)  # fmt: skip
_TELLING = select(case_names.c.document_id, case_names.c.name).where(
    case_names.c.document_id.in_(bindparam("ids", expanding=True))
)
