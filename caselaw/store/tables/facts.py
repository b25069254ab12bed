"""What hangs on a document: identifiers, claims with their source, allegations, orders, terms, and faults."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _OfDocument(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)


class _Identifiers(_OfDocument):
    scheme: Named[str] = Column(Text)
    value: Named[str] = Column(Text)


class _Claims(_OfDocument):
    field: Named[str] = Column(Text)
    value: Named[str] = Column(Text)
    source: Named[str] = Column(Text)
    paragraph: Named[str | None] = Column(Text)
    confidence: Named[float] = Column(Float)
    rank: Named[int] = Column(Integer)
    made: Named[datetime] = Column(UtcDateTime)


class _Allegations(_OfDocument):
    company: Named[str] = Column(Text)
    statement: Named[str] = Column(Text)
    status: Named[str] = Column(Text)
    source: Named[str] = Column(Text)
    role: Named[str | None] = Column(Text)
    home_state: Named[str | None] = Column(Text)
    body: Named[str | None] = Column(Text)


class _Orders(_OfDocument):
    kind: Named[str] = Column(Text)
    number: Named[str | None] = Column(Text)
    text: Named[str] = Column(Text)
    addressee: Named[str | None] = Column(Text)
    deadline: Named[str | None] = Column(Text)
    due: Named[str | None] = Column(Text)
    paragraph: Named[str | None] = Column(Text)


class _Terms(_OfDocument):
    vocabulary: Named[str] = Column(Text)
    term: Named[str] = Column(Text)
    status: Named[str] = Column(Text)


class _Problems(_OfDocument):
    code: Named[str] = Column(Text)
    severity: Named[str] = Column(Text)
    place: Named[str] = Column(Text)
    params: Named[Any] = Column(JSON, nullable=False)


identifiers = Table("identifiers", metadata, _Identifiers, Index(None, "scheme", "value"))
claims = Table("claims", metadata, _Claims)
allegations = Table("allegations", metadata, _Allegations)
orders = Table("orders", metadata, _Orders)
document_terms = Table("document_terms", metadata, _Terms, Index(None, "vocabulary", "term"))
problems = Table("problems", metadata, _Problems, Index(None, "code"))
