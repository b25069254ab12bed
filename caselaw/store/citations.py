"""Citations in the tables: what a document cites, what cites it, and what each citation may lead to.

A target is never stored. It is found by a shared key when somebody asks, among what that viewer may read: so a document
that comes later is cited at once, one that is taken away leaves nothing, and a restricted one leaves no trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, tuple_

from caselaw.domain.citing.citation import Citation, Pinpoint, Reading, citable_keys
from caselaw.domain.citing.who_cites import Place
from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.record import Record
from caselaw.store.documents import EVERYONE, Audiences, readable
from caselaw.store.tables import citation_readings, citations, document_keys, documents
from caselaw.store.withholding import veil

Where = tuple[DocumentId, int]
"""A citation's document and its position in it."""

READINGS = "readings"
"""Under which the readings of a citation lie that is kept apart."""
_AT_ONCE = 400  # pairs in one statement
_SOURCE, _TARGET = documents.alias("source"), documents.alias("target")


def add(connection: Connection, document: DocumentId, record: Record) -> None:
    """Keep a new document's citations and the keys it is cited by."""
    facts = record.facts
    keys = sorted(citable_keys(facts.kind, facts.identifiers, facts.court))
    _insert(connection, document_keys, [{"document_id": document, "key": key} for key in keys])
    rows, readings = [], []
    for position, one in enumerate(record.citations):
        place = {"document_id": document, "position": position}
        rows.append(
            {
                **place, "anchor": one.paragraph, "starts": one.start, "ends": one.end, "text": one.text,
                "pinpoint": str(one.pinpoint) if one.pinpoint else None,
            }
        )  # fmt: skip
        readings += [
            {
                **place, "rank": rank, "scheme": reading.scheme, "value": reading.value, "authority": reading.authority,
                "key": reading.key,
            }
            for rank, reading in enumerate(one.readings)
        ]  # fmt: skip
    _insert(connection, citations, rows)
    _insert(connection, citation_readings, readings)


def of_document(
    connection: Connection, document: DocumentId, audiences: Audiences, *, after: int = -1, size: int | None = None
) -> dict[int, Citation]:
    """The citations of a document that these audiences may read, by position, those behind `after`, at most `size`."""
    asked = (
        select(citations)
        .join(documents, documents.c.id == citations.c.document_id)
        .where(readable(audiences), citations.c.document_id == document)
        .order_by(citations.c.position)
    )
    if audiences is not EVERYONE and veil.veiled_among(connection, [document]):
        opening = veil.openings(connection, [document], audiences)[document]
        if opening.shown:
            every = _opened(connection, connection.execute(asked).all(), opening)
            return dict([one for one in every.items() if one[0] > after][:size])
    rows = connection.execute(asked.where(citations.c.position > after).limit(size)).all()
    found = _with_readings(connection, rows)
    return {row.position: found[DocumentId(row.document_id), row.position] for row in rows}


def targets(connection: Connection, wanted: Collection[Where], audiences: Audiences) -> dict[Where, tuple[Place, ...]]:
    """What each of these citations may lead to among what the audiences may read: documents of other works."""
    found: dict[Where, list[Place]] = defaultdict(list)
    source = _SOURCE
    query = (
        select(
            citation_readings.c.document_id.label("source_id"), citation_readings.c.position, *_place_columns()
        )
        .join(document_keys, document_keys.c.key == citation_readings.c.key)
        .join(documents, documents.c.id == document_keys.c.document_id)
        .join(source, source.c.id == citation_readings.c.document_id)
        .where(readable(audiences), documents.c.work_id != source.c.work_id)
        .order_by(documents.c.id)
        .distinct()
    )  # fmt: skip
    for some in _portions(wanted):
        where = tuple_(citation_readings.c.document_id, citation_readings.c.position).in_(some)
        for row in connection.execute(query.where(where)):
            found[DocumentId(row.source_id), row.position].append(_place(row))
    return {where: tuple(places) for where, places in found.items()}


def leading_to(connection: Connection, work_id: str, audiences: Audiences) -> dict[Where, Place]:
    """The citations that may lead to a work, each with its document, among what these audiences may read on both
    sides; the newest decision first."""
    target = _TARGET
    rows = connection.execute(
        select(citation_readings.c.position, *_place_columns())
        .join(document_keys, document_keys.c.key == citation_readings.c.key)
        .join(target, target.c.id == document_keys.c.document_id)
        .join(documents, documents.c.id == citation_readings.c.document_id)
        .where(
            readable(audiences),
            readable(audiences, target),
            target.c.work_id == work_id,
            documents.c.work_id != work_id,
        )
        .order_by(documents.c.decided_order.desc(), documents.c.id, citation_readings.c.position)
    )
    return {(DocumentId(row.id), row.position): _place(row) for row in rows}


def by_keys(connection: Connection, keys: Collection[str], audiences: Audiences) -> dict[str, tuple[Place, ...]]:
    """The documents that these audiences may read under each of these keys: what a text that is not stored cites."""
    wanted = sorted(keys)
    bearing: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(wanted), _AT_ONCE):
        some = document_keys.c.key.in_(wanted[start : start + _AT_ONCE])
        for row in connection.execute(select(document_keys).where(some)):
            bearing[row.document_id].append(row.key)
    found: dict[str, list[Place]] = defaultdict(list)
    ids = sorted(bearing)
    for start in range(0, len(ids), _AT_ONCE):
        some = documents.c.id.in_(ids[start : start + _AT_ONCE])
        for row in connection.execute(select(*_place_columns()).where(some, readable(audiences, few=True))):
            for key in bearing[row.id]:
                found[key].append(_place(row))
    return {key: tuple(sorted(places, key=lambda place: place.id)) for key, places in found.items()}


def of_works(connection: Connection, works: Collection[str], audiences: Audiences) -> dict[str, tuple[Place, ...]]:
    """The versions of these works that these audiences may read."""
    found: dict[str, list[Place]] = defaultdict(list)
    wanted = sorted(works)
    for start in range(0, len(wanted), _AT_ONCE):
        some = documents.c.work_id.in_(wanted[start : start + _AT_ONCE])
        for row in connection.execute(
            select(*_place_columns()).where(readable(audiences, few=True), some).order_by(documents.c.id)
        ):
            found[row.work_id].append(_place(row))
    return {work: tuple(places) for work, places in found.items()}


def load(connection: Connection, wanted: Collection[Where]) -> dict[Where, Citation]:
    """These citations; who may read them has been asked before."""
    rows: list[Row[Any]] = []
    for some in _portions(wanted):
        where = tuple_(citations.c.document_id, citations.c.position).in_(some)
        rows += connection.execute(select(citations).where(where)).all()
    return _with_readings(connection, rows)


def _opened(connection: Connection, rows: Collection[Row[Any]], opening: veil.Opening) -> dict[int, Citation]:
    """The citations of a document of which something is restricted, as far as its reader is let through: they stand in
    the text as she reads it. Where one leads that others do not see is told to nobody."""
    kept = _with_readings(connection, rows)
    apart = opening.sealed.rows.get("citations", {})
    over, found = opening.veil(), dict[int, Citation]()
    for row in opening.sealed.completed("citations", rows):
        known = kept.get((DocumentId(row.document_id), row.position))
        said = tuple(
            Reading(r["scheme"], r["value"], r["authority"]) for r in apart.get(row.position, {}).get(READINGS, ())
        )
        citation = over.citation(_citation(row, known.readings if known else said))
        if citation is not None:
            found[row.position] = citation
    return found


def _with_readings(connection: Connection, rows: Collection[Row[Any]]) -> dict[Where, Citation]:
    readings: dict[Where, list[Reading]] = defaultdict(list)
    for some in _portions([(DocumentId(row.document_id), row.position) for row in rows]):
        chosen = tuple_(citation_readings.c.document_id, citation_readings.c.position).in_(some)
        for row in connection.execute(select(citation_readings).where(chosen).order_by(citation_readings.c.rank)):
            readings[DocumentId(row.document_id), row.position].append(Reading(row.scheme, row.value, row.authority))
    found: dict[Where, Citation] = {}
    for row in rows:
        where = DocumentId(row.document_id), row.position
        found[where] = _citation(row, tuple(readings[where]))
    return found


def _citation(row: Any, readings: tuple[Reading, ...]) -> Citation:
    pinpoint = Pinpoint.parse(row.pinpoint) if row.pinpoint else None
    return Citation(row.text, row.starts, row.ends, readings, row.anchor, pinpoint)


def _place_columns() -> tuple[Any, ...]:
    of = documents.c
    return of.id, of.work_id, of.title, of.language, of.kind, of.court, of.decided, of.decided_order


def _place(row: Row[Any]) -> Place:
    decided = PartialDate.parse(row.decided) if row.decided else None
    return Place(DocumentId(row.id), row.work_id, row.title, row.language, row.kind, row.court, decided)


def _portions(wanted: Collection[Where]) -> Iterable[list[Where]]:
    ordered = list(wanted)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))


def _insert(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
