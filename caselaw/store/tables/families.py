"""What ties decisions: relations inside one case, what became of a decision later, and how others treat it.

A relation leads from one document to another, so that it is read only by those who may read both.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Relations(TypedColumns):
    source_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    target_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True)
    relation: Named[str] = Column(Text)
    status: Named[str] = Column(Text)
    rule: Named[str] = Column(Text)
    # The passage that says so: an anchor of the source; none where the facts of both say it.
    paragraph: Named[str | None] = Column(Text)
    decided_by: Named[str | None] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)


class _History(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    event: Named[str] = Column(Text)
    status: Named[str] = Column(Text)
    by_id: Named[str | None] = Column(Text, ForeignKey("documents.id", ondelete="SET NULL"), index=True)
    date: Named[str | None] = Column(Text)
    note: Named[str] = Column(Text)
    source: Named[str] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)


class _Treatments(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    target_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    treatment: Named[str] = Column(Text)
    paragraph: Named[str | None] = Column(Text)
    note: Named[str] = Column(Text)
    source: Named[str] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)


document_relations = Table("document_relations", metadata, _Relations)
later_history = Table("later_history", metadata, _History)
treatments = Table("treatments", metadata, _Treatments)
