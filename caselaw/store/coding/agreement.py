"""What a round came to, in and out of its tables: decisions on what was disputed, each kept for ever, and the agreed
codes of closed rounds, with which the index follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from caselaw.domain.audience import Audience
from caselaw.domain.codebook.listed import listed
from caselaw.domain.coding.adjudication import Agreed, AgreedHere, Compared, Decision, compare, outcome
from caselaw.domain.coding.agreement_units import Unit
from caselaw.domain.identifiers import DocumentId
from caselaw.store import jobs
from caselaw.store.coding import codebooks, codings, rounds
from caselaw.store.insertion import insert_new
from caselaw.store.tables import adjudications, agreed_codes, coding_rounds, round_documents


def decide(connection: Connection, round_id: str, decision: Decision) -> bool:
    """Keep a decision behind those before it; False where another with its number is there already."""
    row = {
        "round_id": round_id, "document_id": decision.unit.document, "anchor": decision.unit.anchor,
        "code": decision.code, "number": decision.number, "given": decision.given, "reason": decision.reason,
        "by": decision.by, "own": decision.own, "at": decision.at,
    }  # fmt: skip
    return insert_new(connection, adjudications, row)


def decisions(connection: Connection, round_id: str) -> tuple[Decision, ...]:
    """All decisions of a round, those on one code and unit in their order."""
    query = select(adjudications).where(adjudications.c.round_id == round_id).order_by(adjudications.c.number)
    return tuple(_decision(row) for row in connection.execute(query))


def compared(
    connection: Connection, round_id: str, *, document: DocumentId | None = None
) -> tuple[Compared, ...]:  # fmt: skip
    """What the coders of a round said (of one record), whoever may read it: for what holds for all, never to be
    shown."""
    every = select(round_documents.c.document_id).where(round_documents.c.round_id == round_id)
    wanted = set(connection.execute(every).scalars())
    given = codings.of_round(connection, round_id, document=document, moments=False)
    coded = (one for one in given if one.document in wanted)
    return compare(coded, rounds.finished(connection, round_id), decisions(connection, round_id))


def take_over(connection: Connection, round_id: str) -> int:
    """Make the codes that a round came to its agreed codes; how many there are. The index follows."""
    gone = _clear(connection, round_id)
    found = outcome(round_id, compared(connection, round_id))
    rows = [
        {
            "round_id": round_id, "document_id": one.document, "anchor": one.anchor or "", "code": one.code,
            "decided_by": one.decided_by, "reason": one.reason,
        }
        for one in found
    ]  # fmt: skip
    if rows:
        connection.execute(insert(agreed_codes), rows)
    _follow(connection, gone | {one.document for one in found})
    return len(rows)


def take_out(connection: Connection, round_id: str) -> None:
    """A round has no agreed codes any more. The index follows."""
    _follow(connection, _clear(connection, round_id))


def _clear(connection: Connection, round_id: str) -> set[str]:
    own = agreed_codes.c.round_id == round_id
    gone = set(connection.execute(select(agreed_codes.c.document_id).where(own)).scalars())
    connection.execute(delete(agreed_codes).where(own))
    return gone


def agreed(connection: Connection, round_id: str) -> tuple[Agreed, ...]:
    """The agreed codes of a round, whoever may read them."""
    query = select(agreed_codes).where(agreed_codes.c.round_id == round_id)
    return tuple(
        Agreed(row.round_id, DocumentId(row.document_id), row.anchor or None, row.code, row.decided_by, row.reason)
        for row in connection.execute(query.order_by(agreed_codes.c.document_id, agreed_codes.c.anchor))
    )


def coded_documents(connection: Connection, audiences: Collection[Audience], codebook: str) -> tuple[DocumentId, ...]:
    """The documents to which a closed round gave codes of this codebook, of rounds that these audiences may read;
    whether they read the documents is not asked here."""
    query = (
        select(agreed_codes.c.document_id)
        .join(coding_rounds, coding_rounds.c.id == agreed_codes.c.round_id)
        .where(coding_rounds.c.access.in_(audiences), coding_rounds.c.codebook == codebook)
        .distinct()
    )
    return tuple(DocumentId(one) for one in connection.execute(query).scalars())


def agreed_here(
    connection: Connection, ids: Collection[DocumentId], audiences: Collection[Audience] | None = None
) -> Mapping[DocumentId, tuple[AgreedHere, ...]]:
    """The agreed codes of these documents by round, for these audiences or, where None, whoever may read them."""
    query = (
        select(agreed_codes, coding_rounds)
        .join(coding_rounds, coding_rounds.c.id == agreed_codes.c.round_id)
        .where(agreed_codes.c.document_id.in_(ids))
        .order_by(coding_rounds.c.made, coding_rounds.c.id, agreed_codes.c.anchor, agreed_codes.c.code)
    )
    if audiences is not None:
        query = query.where(coding_rounds.c.access.in_(audiences))
    rows: dict[tuple[DocumentId, str], list[Row[Any]]] = {}
    for row in connection.execute(query):
        rows.setdefault((DocumentId(row.document_id), row.round_id), []).append(row)
    found: dict[DocumentId, tuple[AgreedHere, ...]] = {}
    for (document, round_id), some in rows.items():
        first = some[0]
        here = AgreedHere(
            round_id, first.title, Audience(first.access), first.codebook, first.version, _by_anchor(some)
        )  # fmt: skip
        found[document] = (*found.get(document, ()), here)
    return found


def for_index(connection: Connection, ids: Collection[DocumentId]) -> Mapping[DocumentId, tuple[AgreedHere, ...]]:
    """The agreed codes of these documents, each with all that are broader than it, whoever may read them."""
    found = agreed_here(connection, ids)
    books = {(one.codebook, one.version) for some in found.values() for one in some}
    broader = {book: _broader(connection, *book) for book in books}
    return {
        document: tuple(
            replace(one, codes={at: _with_broader(some, broader[one.codebook, one.version])
                                for at, some in one.codes.items()})
            for one in here
        )
        for document, here in found.items()
    }  # fmt: skip


def _broader(connection: Connection, slug: str, number: int) -> Mapping[str, str]:
    """For each code of a version the one it lies under, where there is one."""
    versions = listed().get(slug)
    if versions:
        codes = next((one.codes for one in versions if one.number == number), ())
    else:
        book = codebooks.load(connection, slug)
        version = codebooks.version(connection, book, number) if book else None
        codes = version.codes if version else ()
    return {one.key: one.broader for one in codes if one.broader}


def _with_broader(codes: Iterable[str], broader: Mapping[str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code in codes:
        at: str | None = code
        while at is not None and at not in found:
            found[at] = None
            at = broader.get(at)
    return tuple(found)


def _by_anchor(rows: Iterable[Row[Any]]) -> dict[str | None, tuple[str, ...]]:
    found: dict[str | None, tuple[str, ...]] = {}
    for row in rows:
        anchor = row.anchor or None
        found[anchor] = (*found.get(anchor, ()), row.code)
    return found


def _follow(connection: Connection, ids: Collection[str]) -> None:
    """Let their rows be made anew. The documents themselves are unchanged, and so is their revision, which all may read
    who read them: it would tell them that somebody coded."""
    for document in sorted(ids):
        jobs.add(connection, jobs.RECOUNT, DocumentId(document))


def _decision(row: Row[Any]) -> Decision:
    unit = Unit(DocumentId(row.document_id), row.anchor)
    return Decision(unit, row.code, row.given, row.reason, row.by, row.own, row.at, row.number)
