"""Documentation records with their history, what they are tied to, and what was decided of names of companies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Cases(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    access: Named[str] = Column(Text)
    revision: Named[int] = Column(Integer)
    by: Named[str] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)
    # The fields that people write, in the types of JSON; who may read it stands apart, for every read asks that.
    content: Named[Any] = Column(JSON, nullable=False)


class _Documents(TypedColumns):
    case_id: Named[str] = Column(Text, ForeignKey("documented_cases.id", ondelete="CASCADE"), primary_key=True)
    document_id: Named[str] = Column(
        Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True
    )  # fmt: skip
    kind: Named[str] = Column(Text)


class _Ties(TypedColumns):
    case_id: Named[str] = Column(Text, ForeignKey("documented_cases.id", ondelete="CASCADE"), primary_key=True)
    other_id: Named[str] = Column(
        Text, ForeignKey("documented_cases.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    kind: Named[str] = Column(Text)


class _Changes(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    case_id: Named[str] = Column(Text, ForeignKey("documented_cases.id", ondelete="CASCADE"), index=True)
    field: Named[str] = Column(Text)
    before: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    after: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    revision: Named[int] = Column(Integer)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)


class _Decisions(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    keeper: Named[str] = Column(Text, index=True)
    first: Named[str] = Column(Text)
    second: Named[str] = Column(Text)
    same: Named[bool] = Column(Boolean)
    reason: Named[str] = Column(Text)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    undone_by: Named[str | None] = Column(Text)
    undone_at: Named[datetime | None] = Column(UtcDateTime)


documented_cases = Table("documented_cases", metadata, _Cases, Index(None, "access"))
case_documents = Table("case_documents", metadata, _Documents)
case_ties = Table("case_ties", metadata, _Ties)
case_changes = Table("case_changes", metadata, _Changes)
company_decisions = Table("company_decisions", metadata, _Decisions)
