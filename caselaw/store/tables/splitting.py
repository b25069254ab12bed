"""A report of many cases: the parts it was cut into, and the ties from its cases back to its pages and paragraphs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Splits(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    strategy: Named[str] = Column(Text)
    # How many paragraphs the report had when it was cut: read anew with others, its parts mean nothing.
    paragraphs: Named[int] = Column(Integer)
    pages: Named[int | None] = Column(Integer)
    revision: Named[int] = Column(Integer)
    added: Named[datetime] = Column(UtcDateTime)


class _Drafts(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    report_id: Named[str] = Column(Text, ForeignKey("report_splits.document_id", ondelete="CASCADE"), index=True)
    kind: Named[str] = Column(Text)
    first_paragraph: Named[int] = Column(Integer)
    last_paragraph: Named[int] = Column(Integer)
    title: Named[str] = Column(Text)
    country: Named[str | None] = Column(Text)
    status: Named[str] = Column(Text)
    reason: Named[str | None] = Column(Text)
    # A record was made once. Taken away since, it does not come back by itself: `case_id` is empty then.
    made: Named[bool] = Column(Boolean)
    case_id: Named[str | None] = Column(Text, ForeignKey("documents.id", ondelete="SET NULL"), index=True)


class _Ties(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    report_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    first_page: Named[int | None] = Column(Integer)
    last_page: Named[int | None] = Column(Integer)


class _TiedParagraphs(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("report_ties.document_id", ondelete="CASCADE"), primary_key=True)
    anchor: Named[str] = Column(Text, primary_key=True)
    report_anchor: Named[str] = Column(Text)


report_splits = Table("report_splits", metadata, _Splits)
split_drafts = Table("split_drafts", metadata, _Drafts)
report_ties = Table("report_ties", metadata, _Ties)
report_tie_paragraphs = Table("report_tie_paragraphs", metadata, _TiedParagraphs)
