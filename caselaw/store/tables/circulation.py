"""How selection tables go round: links of which a digest is kept, letters that were written, files that came back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Integer, Named, Table, Text, TypedColumns, UniqueConstraint

from caselaw.store.tables.base import UtcDateTime, metadata

_TABLE = "selection_tables.id"


class _Links(TypedColumns):
    sha256: Named[str] = Column(Text, primary_key=True)
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), index=True)
    organisation: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)
    added_by: Named[str] = Column(Text)
    expires: Named[datetime] = Column(UtcDateTime)
    opened: Named[datetime | None] = Column(UtcDateTime)
    revoked: Named[datetime | None] = Column(UtcDateTime)


class _Letters(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), index=True)
    organisation: Named[str] = Column(Text)
    email: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    kind: Named[str] = Column(Text)
    posted: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)
    enclosed: Named[str] = Column(Text)
    before: Named[int | None] = Column(Integer)
    link: Named[str] = Column(Text, server_default="")


class _Returns(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), index=True)
    organisation: Named[str] = Column(Text)
    sha256: Named[str] = Column(Text)
    form: Named[str] = Column(Text)
    name: Named[str] = Column(Text)
    size: Named[int] = Column(Integer)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)
    state: Named[str] = Column(Text)
    applied: Named[Any] = Column(JSON, nullable=False)  # cells that were taken over: candidate and column
    settled: Named[datetime | None] = Column(UtcDateTime)
    settled_by: Named[str] = Column(Text)


selection_links = Table("selection_links", metadata, _Links)
selection_letters = Table("selection_letters", metadata, _Letters)
selection_returns = Table(
    "selection_returns", metadata, _Returns, UniqueConstraint("table_id", "organisation", "sha256")
)  # fmt: skip
