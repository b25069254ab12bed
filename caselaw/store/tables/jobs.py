"""Work to be done after a commit, and the sign of life of those who do it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata

_Serial = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself in SQLite


class _Jobs(TypedColumns):
    id: Named[int] = Column(_Serial, primary_key=True)
    kind: Named[str] = Column(Text)
    subject: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)
    due: Named[datetime] = Column(UtcDateTime)
    attempts: Named[int] = Column(Integer)
    reason: Named[str | None] = Column(Text)


class _Heartbeats(TypedColumns):
    worker: Named[str] = Column(Text, primary_key=True)
    seen: Named[datetime] = Column(UtcDateTime)


# No foreign key from a job to its document: the job that takes a document out of the index outlives it.
jobs = Table("jobs", metadata, _Jobs, Index(None, "kind", "due", "id"), Index(None, "kind", "subject"))
heartbeats = Table("heartbeats", metadata, _Heartbeats)
