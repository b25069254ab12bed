"""What editors say of a document: each change of a fact with its source, terms that they turned down, and summaries.

The values of restricted documents stand here and in no audit line. All of it hangs on the document: it goes with it,
and reading the file again leaves it alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _FactChanges(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"))
    field: Named[str] = Column(Text)
    before: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    after: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    # The document's revision that this change made.
    revision: Named[int] = Column(Integer)
    origin: Named[str] = Column(Text)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    source_kind: Named[str] = Column(Text)
    source: Named[str] = Column(Text)
    paragraph: Named[str | None] = Column(Text)
    reverts: Named[str | None] = Column(Text)


class _RejectedTerms(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    vocabulary: Named[str] = Column(Text, primary_key=True)
    term: Named[str] = Column(Text, primary_key=True)


class _Summaries(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    source_language: Named[str] = Column(Text)
    # Fewer readers than the document has; none where they are the same.
    access: Named[str | None] = Column(Text)


class _SummaryTexts(TypedColumns):
    document_id: Named[str] = Column(
        Text, ForeignKey("case_summaries.document_id", ondelete="CASCADE"), primary_key=True
    )
    language: Named[str] = Column(Text, primary_key=True)
    fields: Named[Any] = Column(JSON, nullable=False)
    revision: Named[int] = Column(Integer)
    # The revision of the source text that a translation was made from; none for the source text itself.
    made_from: Named[int | None] = Column(Integer)
    reviewed_by: Named[str | None] = Column(Text)
    changed_by: Named[str] = Column(Text)
    changed: Named[datetime] = Column(UtcDateTime)
    # What readers see until it is published anew, and the revision that it is.
    published: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    published_revision: Named[int | None] = Column(Integer)


class _SummaryChanges(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"))
    language: Named[str] = Column(Text)
    field: Named[str] = Column(Text)
    before: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    after: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    revision: Named[int] = Column(Integer)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)


fact_changes = Table("fact_changes", metadata, _FactChanges, Index(None, "document_id", "revision"))
rejected_terms = Table("rejected_terms", metadata, _RejectedTerms)
case_summaries = Table("case_summaries", metadata, _Summaries)
summary_texts = Table("summary_texts", metadata, _SummaryTexts)
summary_changes = Table("summary_changes", metadata, _SummaryChanges, Index(None, "document_id", "language"))
