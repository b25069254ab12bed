"""Paragraphs: the unit that is found, linked and cited."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Named, Table, Text, TypedColumns, UniqueConstraint

from caselaw.store.tables.base import metadata


class _Columns(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    anchor: Named[str] = Column(Text)
    number: Named[str | None] = Column(Text)
    page: Named[int | None] = Column(Integer)
    language: Named[str] = Column(Text)
    kind: Named[str] = Column(Text)
    section: Named[str | None] = Column(Text)
    voice: Named[str] = Column(Text, server_default="body")
    level: Named[int | None] = Column(Integer)
    called_by: Named[str | None] = Column(Text)
    text: Named[str] = Column(Text)


paragraphs = Table("paragraphs", metadata, _Columns, UniqueConstraint("document_id", "anchor"))
