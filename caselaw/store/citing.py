"""What the index needs of citations: what each document cites, how often it is cited, and whose count has changed.

All of it is read for many documents at once. A decision is counted for the readers of its own row: what cites it counts
only where all of them may read that too, so that no number tells of a text that somebody may not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from caselaw.domain.audience import Audience, includes
from caselaw.domain.citing.citation import Reading
from caselaw.domain.citing.who_cites import Place, meant, one_decision
from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import DocumentId
from caselaw.store import jobs
from caselaw.store.tables import citation_counts, citation_readings, document_keys, documents
from caselaw.store.tables.base import now
from caselaw.store.tables.jobs import jobs as waiting

Readings = tuple[tuple[Reading, ...], ...]
"""Of each citation what it may mean, each once."""


def readings(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, Readings]:
    """What these documents cite; one that cites nothing is not there."""
    table = citation_readings.c
    rows = connection.execute(
        select(table.document_id, table.position, table.scheme, table.value, table.authority)
        .where(table.document_id.in_(ids))
        .order_by(table.document_id, table.position, table.rank)
    )
    cited: dict[tuple[DocumentId, int], list[Reading]] = defaultdict(list)
    for row in rows:
        cited[DocumentId(row.document_id), row.position].append(Reading(row.scheme, row.value, row.authority))
    found: dict[DocumentId, dict[tuple[Reading, ...], None]] = defaultdict(dict)
    for (document, _), some in cited.items():
        found[document][tuple(some)] = None
    return {document: tuple(each) for document, each in found.items()}


def times_cited(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, int]:
    """How many decisions cite each of these documents or another version of it, as those may know who read it."""
    asked = connection.execute(
        select(documents.c.id, documents.c.work_id, documents.c.access).where(documents.c.id.in_(ids))
    ).all()
    leading = _leading(connection, {row.work_id for row in asked})
    return {DocumentId(row.id): _count(leading.get(row.work_id, {}), row.work_id, row.access) for row in asked}


def keep_counts(connection: Connection, counts: Mapping[DocumentId, int]) -> None:
    """Keep how often these documents are cited, for `caselaw.store.finding`; nothing is written that stands already."""
    if not counts:
        return
    among = select(documents.c.id, documents.c.access).where(documents.c.id.in_(counts)).order_by(documents.c.id)
    now_for = among.with_for_update(read=True)
    kept = select(citation_counts).where(citation_counts.c.document_id.in_(counts))
    known = {row.document_id: (row.audience, row.cited) for row in connection.execute(kept)}
    rows = [
        {"document_id": row.id, "audience": row.access, "cited": counts[row.id]}
        for row in connection.execute(now_for)
        if known.get(row.id, (row.access, 0)) != (row.access, counts[row.id])
    ]
    if rows:
        put = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(citation_counts)
        new = {"audience": put.excluded.audience, "cited": put.excluded.cited}
        connection.execute(put.on_conflict_do_update(index_elements=["document_id"], set_=new), rows)


def recount(connection: Connection, document: DocumentId) -> None:
    """Ask for the rows of the documents that this one cites to be made anew: to be called in the transaction that
    changes what it cites or who may read it, before its citations go and after they came."""
    cited = (
        select(document_keys.c.document_id)
        .join(citation_readings, citation_readings.c.key == document_keys.c.key)
        .where(citation_readings.c.document_id == document, document_keys.c.document_id != document)
        .distinct()
        .subquery()
    )
    moment = now()
    rows = select(literal(jobs.RECOUNT), cited.c.document_id, literal(moment), literal(moment), literal(0))
    names = ["kind", "subject", "added", "due", "attempts"]
    connection.execute(insert(waiting).from_select(names, rows))


@dataclass(frozen=True)
class _Lead:
    """A document that a citation may lead to, and who may read it."""

    place: Place
    access: Audience


_Source = tuple[str, str, int, Audience]
"""A citation: the work and the document that cite, its place there, and who may read it."""


def _leading(connection: Connection, works: Collection[str]) -> dict[str, dict[_Source, list[_Lead]]]:
    """The citations that may lead to each of these works, and all that each of them may lead to."""
    target, source, other = documents.alias("target"), documents.alias("source"), citation_readings.alias("other")
    reading, key, other_key = citation_readings, document_keys, document_keys.alias("other_key")
    wanted = (
        select(target.c.work_id.label("wanted"), reading.c.document_id, reading.c.position)
        .join(key, key.c.document_id == target.c.id)
        .join(reading, reading.c.key == key.c.key)
        .where(target.c.work_id.in_(works))
        .distinct()
        .subquery()
    )
    lead = documents.alias("lead")
    rows = connection.execute(
        select(
            wanted.c.wanted, wanted.c.position, source.c.id.label("source_id"), source.c.work_id.label("source_work"),
            source.c.access.label("source_access"), lead.c.id, lead.c.work_id, lead.c.title, lead.c.language,
            lead.c.kind, lead.c.court, lead.c.decided, lead.c.access,
        )
        .join(source, source.c.id == wanted.c.document_id)
        .join(other, (other.c.document_id == wanted.c.document_id) & (other.c.position == wanted.c.position))
        .join(other_key, other_key.c.key == other.c.key)
        .join(lead, lead.c.id == other_key.c.document_id)
        .where(source.c.work_id != wanted.c.wanted, lead.c.work_id != source.c.work_id)
        .distinct()
    )  # fmt: skip
    found: dict[str, dict[_Source, list[_Lead]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        citation = (row.source_work, row.source_id, row.position, row.source_access)
        found[row.wanted][citation].append(_Lead(_place(row), row.access))
    return found


def _count(leading: Mapping[_Source, Sequence[_Lead]], work: str, audience: str) -> int:
    """Works that cite `work`, as the readers of `audience` may know: by the rule of `caselaw.services.citing`."""
    reader = Audience(audience)
    citing: set[str] = set()
    for (source, _, _, access), leads in leading.items():
        if source not in citing and includes(access, reader):
            decisions = meant([lead.place for lead in leads if includes(lead.access, reader)])
            if any(place.work_id == work for place in decisions) and one_decision(decisions):
                citing.add(source)
    return len(citing)


def _place(row: Row[Any]) -> Place:
    decided = PartialDate.parse(row.decided) if row.decided else None
    return Place(DocumentId(row.id), row.work_id, row.title, row.language, row.kind, row.court, decided)
