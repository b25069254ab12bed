"""Suggested passages that a coder has turned down, in and out of their table. Each coder's are her own: no verb here
reads another's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from caselaw.domain.coding.suggestion import Spot
from caselaw.domain.identifiers import DocumentId
from caselaw.store.tables import rejected_suggestions
from caselaw.store.tables.base import now


def reject(connection: Connection, round_id: str, account: str, code: str, spot: Spot) -> None:
    """Keep that this coder does not want this paragraph for this code; once more changes its length and day."""
    restore(connection, round_id, account, code, spot)
    row = {"round_id": round_id, "account_id": account, "code": code, "at": now()}
    place = {"document_id": spot.document, "anchor": spot.anchor, "length": spot.length}
    connection.execute(insert(rejected_suggestions).values(**row, **place))


def restore(connection: Connection, round_id: str, account: str, code: str, spot: Spot) -> bool:
    """Forget that it was turned down; whether it was."""
    of = rejected_suggestions.c
    own = (of.round_id == round_id) & (of.account_id == account) & (of.code == code)
    found = connection.execute(
        delete(rejected_suggestions).where(own, of.document_id == spot.document, of.anchor == spot.anchor)
    )
    return bool(found.rowcount)


def rejected(connection: Connection, round_id: str, account: str, code: str) -> Mapping[Spot, datetime]:
    """What this coder has turned down for this code in this round, the latest first."""
    of = rejected_suggestions.c
    query = (
        select(of.document_id, of.anchor, of.length, of.at)
        .where(of.round_id == round_id, of.account_id == account, of.code == code)
        .order_by(of.at.desc(), of.document_id, of.anchor)
    )
    return {Spot(DocumentId(row.document_id), row.anchor, row.length): row.at for row in connection.execute(query)}
