"""The audit trail: each line carries the hash of the one before, and one row remembers the last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Events(TypedColumns):
    number: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    at: Named[datetime] = Column(UtcDateTime)
    actor: Named[str] = Column(Text)
    action: Named[str] = Column(Text)
    subject: Named[str] = Column(Text)
    revision_from: Named[int | None] = Column(Integer)
    revision_to: Named[int | None] = Column(Integer)
    previous: Named[str] = Column(Text)
    hash: Named[str] = Column(Text, unique=True)


class _Head(TypedColumns):
    one: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    number: Named[int] = Column(BigInteger)
    hash: Named[str] = Column(Text)


audit_events = Table("audit_events", metadata, _Events)
# The one row of `audit_head` is what a writer locks, and what shows that lines were cut off at the end.
audit_head = Table("audit_head", metadata, _Head)
