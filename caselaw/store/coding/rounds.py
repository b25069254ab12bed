"""Rounds of coding, in and out of their tables: for these audiences, and with the records alone that they may read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.coding.round import Round, RoundState, Step
from caselaw.domain.identifiers import DocumentId
from caselaw.store.documents import readable
from caselaw.store.tables import (
    coding_rounds,
    codings,
    documents,
    paragraphs,
    round_coders,
    round_documents,
    round_finished,
    round_steps,
)
from caselaw.store.tables.base import now


def add(connection: Connection, new: Round) -> None:
    """Keep a new round with its records and coders."""
    row = {"id": new.id, "revision": 1, "made": now(), "made_by": new.made_by, **_row(new)}
    connection.execute(insert(coding_rounds).values(**row))
    add_documents(connection, new.id, new.documents)
    add_coders(connection, new.id, new.coders)


def save(connection: Connection, changed: Round) -> int:
    """Write what is said of a round; its new revision. Records and coders are kept by verbs of their own."""
    return connection.execute(
        update(coding_rounds)
        .where(coding_rounds.c.id == changed.id)
        .values(**_row(changed), revision=coding_rounds.c.revision + 1)
        .returning(coding_rounds.c.revision)
    ).scalar_one()


def load(
    connection: Connection, round_id: str, audiences: Collection[Audience], *, lock: bool = False
) -> Round | None:  # fmt: skip
    """The round, where it is for these audiences. `lock` keeps other writers away until the transaction ends."""
    query = select(coding_rounds).where(coding_rounds.c.id == round_id, coding_rounds.c.access.in_(audiences))
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        return None
    return _round(row, documents_of(connection, round_id, audiences), coders_of(connection, round_id))


def all_rounds(
    connection: Connection, audiences: Collection[Audience], *, start: int = 0, size: int | None = None
) -> tuple[Round, ...]:  # fmt: skip
    """The rounds for these audiences, the latest first, with the records that they may read: all of them, or `size`
    from the place `start`."""
    query = select(coding_rounds).where(coding_rounds.c.access.in_(audiences))
    ordered = query.order_by(coding_rounds.c.made.desc(), coding_rounds.c.id).offset(start).limit(size)
    rows = connection.execute(ordered).all()
    wanted = coding_rounds.c.access.in_(audiences)
    if size is not None:
        wanted = coding_rounds.c.id.in_([row.id for row in rows])
    records, coders = _documents(connection, wanted, audiences), _coders(connection, wanted)
    return tuple(_round(row, records.get(row.id, ()), coders.get(row.id, ())) for row in rows)


def count(connection: Connection, audiences: Collection[Audience]) -> int:
    """How many rounds there are for these audiences."""
    query = select(func.count()).select_from(coding_rounds).where(coding_rounds.c.access.in_(audiences))
    return connection.execute(query).scalar_one()


def hiding(connection: Connection) -> tuple[str, ...]:
    """The blind rounds that are not opened for comparison (`Round.hides_others`)."""
    column = coding_rounds.c
    blind = column.blind.is_(True) & column.state.in_(("preparing", "coding"))
    return tuple(connection.scalars(select(column.id).where(blind)))


def with_document(connection: Connection, document: DocumentId, audiences: Collection[Audience]) -> tuple[str, ...]:
    """The rounds for these audiences in which this record is coded, the latest first."""
    query = (
        select(coding_rounds.c.id)
        .join(round_documents, round_documents.c.round_id == coding_rounds.c.id)
        .where(round_documents.c.document_id == document, coding_rounds.c.access.in_(audiences))
    )
    return tuple(connection.execute(query.order_by(coding_rounds.c.made.desc())).scalars())


def calibrations_of(connection: Connection, round_id: str, audiences: Collection[Audience]) -> tuple[Round, ...]:
    """The rounds in which people practise for this one."""
    query = select(coding_rounds).where(
        coding_rounds.c.calibrates == round_id, coding_rounds.c.access.in_(audiences)
    )  # fmt: skip
    return tuple(_round(row, (), ()) for row in connection.execute(query.order_by(coding_rounds.c.made)))


def documents_of(
    connection: Connection, round_id: str, audiences: Collection[Audience]
) -> tuple[DocumentId, ...]:  # fmt: skip
    return _documents(connection, coding_rounds.c.id == round_id, audiences).get(round_id, ())


def coders_of(connection: Connection, round_id: str) -> tuple[str, ...]:
    return _coders(connection, coding_rounds.c.id == round_id).get(round_id, ())


def add_documents(connection: Connection, round_id: str, ids: Iterable[DocumentId]) -> int:
    """Put records behind those of a round; how many were not in it yet."""
    known = set(
        connection.scalars(select(round_documents.c.document_id).where(round_documents.c.round_id == round_id))
    )  # fmt: skip
    last = select(func.max(round_documents.c.position)).where(round_documents.c.round_id == round_id)
    behind = connection.execute(last).scalar()
    first = 0 if behind is None else behind + 1
    new = [one for one in dict.fromkeys(ids) if one not in known]
    rows = [{"round_id": round_id, "document_id": one, "position": first + at} for at, one in enumerate(new)]
    if rows:
        connection.execute(insert(round_documents), rows)
    return len(rows)


def drop_documents(connection: Connection, round_id: str, ids: Collection[DocumentId]) -> None:
    own = round_documents.c.round_id == round_id
    connection.execute(delete(round_documents).where(own, round_documents.c.document_id.in_(ids)))


def add_coders(connection: Connection, round_id: str, accounts: Iterable[str]) -> None:
    known = set(coders_of(connection, round_id))
    rows = [{"round_id": round_id, "account_id": one} for one in dict.fromkeys(accounts) if one not in known]
    if rows:
        connection.execute(insert(round_coders), rows)


def drop_coder(connection: Connection, round_id: str, account: str) -> None:
    own = round_coders.c.round_id == round_id
    connection.execute(delete(round_coders).where(own, round_coders.c.account_id == account))


def has_codings(connection: Connection, round_id: str, coder: str | None = None) -> bool:
    """Somebody (this coder) has coded something in the round, whatever became of it."""
    query = select(codings.c.id).where(codings.c.round_id == round_id)
    query = query if coder is None else query.where(codings.c.coder == coder)
    return connection.execute(query.limit(1)).first() is not None


def finish(connection: Connection, round_id: str, account: str, document: DocumentId, *, done: bool) -> None:
    """This coder has finished a record of the round, or has not after all."""
    of = round_finished.c
    own = (of.round_id == round_id) & (of.account_id == account) & (of.document_id == document)
    connection.execute(delete(round_finished).where(own))
    if done:
        row = {"round_id": round_id, "account_id": account, "document_id": document, "at": now()}
        connection.execute(insert(round_finished).values(**row))


def finish_whole(connection: Connection, round_id: str, account: str, *, done: bool) -> None:
    own = (round_coders.c.round_id == round_id) & (round_coders.c.account_id == account)
    connection.execute(update(round_coders).where(own).values(finished=now() if done else None))


def finished(connection: Connection, round_id: str) -> Mapping[str, frozenset[DocumentId]]:
    """For each coder the records that she has finished."""
    found: dict[str, set[DocumentId]] = {one: set() for one in coders_of(connection, round_id)}
    query = select(round_finished.c.account_id, round_finished.c.document_id)
    for row in connection.execute(query.where(round_finished.c.round_id == round_id)):
        found.setdefault(row.account_id, set()).add(DocumentId(row.document_id))
    return {coder: frozenset(ids) for coder, ids in found.items()}


def whole_finished(connection: Connection, round_id: str) -> Mapping[str, datetime]:
    """The coders who have finished the whole round, and when."""
    query = select(round_coders.c.account_id, round_coders.c.finished)
    own = query.where(round_coders.c.round_id == round_id, round_coders.c.finished.is_not(None))
    return {row.account_id: row.finished for row in connection.execute(own)}


def step(connection: Connection, round_id: str, state: RoundState, by: str, reason: str) -> int:
    """Bring a round into a state; its new revision."""
    of_round = round_steps.c.round_id == round_id
    last = connection.execute(select(func.max(round_steps.c.number)).where(of_round)).scalar() or 0
    row = {"round_id": round_id, "number": last + 1, "state": state, "at": now(), "by": by, "reason": reason}
    connection.execute(insert(round_steps).values(**row))
    return connection.execute(
        update(coding_rounds)
        .where(coding_rounds.c.id == round_id)
        .values(state=state, revision=coding_rounds.c.revision + 1)
        .returning(coding_rounds.c.revision)
    ).scalar_one()


def steps(connection: Connection, round_id: str) -> tuple[Step, ...]:
    """How the round came to where it is, from its beginning."""
    query = select(round_steps).where(round_steps.c.round_id == round_id).order_by(round_steps.c.number)
    return tuple(Step(row.number, row.state, row.at, row.by, row.reason) for row in connection.execute(query))


def paragraph_anchors(
    connection: Connection, ids: Collection[DocumentId]
) -> Mapping[DocumentId, tuple[str, ...]]:  # fmt: skip
    """The paragraphs of these records by anchor, in reading order."""
    found: dict[DocumentId, list[str]] = {one: [] for one in ids}
    query = select(paragraphs.c.document_id, paragraphs.c.anchor).where(paragraphs.c.document_id.in_(ids))
    rows = connection.execute(query.order_by(paragraphs.c.document_id, paragraphs.c.position)).all()
    for document, anchor in rows:  # ten thousands: by their places
        found[DocumentId(document)].append(anchor)
    return {one: tuple(anchors) for one, anchors in found.items()}


def _documents(
    connection: Connection, wanted: ColumnElement[bool], audiences: Collection[Audience]
) -> dict[str, tuple[DocumentId, ...]]:
    """By round, in the order in which they are coded, the records that these audiences may read."""
    query = (
        select(round_documents.c.round_id, round_documents.c.document_id)
        .join(coding_rounds, coding_rounds.c.id == round_documents.c.round_id)
        .join(documents, documents.c.id == round_documents.c.document_id)
        .where(wanted, readable(audiences, few=True))
        .order_by(round_documents.c.round_id, round_documents.c.position)
    )
    found: dict[str, list[DocumentId]] = {}
    for row in connection.execute(query):
        found.setdefault(row.round_id, []).append(DocumentId(row.document_id))
    return {round_id: tuple(ids) for round_id, ids in found.items()}


def _coders(connection: Connection, wanted: ColumnElement[bool]) -> dict[str, tuple[str, ...]]:
    query = (
        select(round_coders.c.round_id, round_coders.c.account_id)
        .join(coding_rounds, coding_rounds.c.id == round_coders.c.round_id)
        .where(wanted)
        .order_by(round_coders.c.round_id, round_coders.c.account_id)
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.round_id, []).append(row.account_id)
    return {round_id: tuple(accounts) for round_id, accounts in found.items()}


def _row(of: Round) -> dict[str, Any]:
    return {
        "title": of.title, "purpose": of.purpose, "access": of.access, "codebook": of.codebook, "version": of.version,
        "blind": of.blind, "calibrates": of.calibrates, "state": of.state,
    }  # fmt: skip


def _round(row: Row[Any], ids: tuple[DocumentId, ...], coders: tuple[str, ...]) -> Round:
    return Round(
        row.id, row.title, row.codebook, row.version, Audience(row.access), row.purpose, row.blind, row.calibrates,
        row.state, ids, coders, row.revision, row.made, row.made_by,
    )  # fmt: skip
