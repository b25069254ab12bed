"""Which documents are versions of one decision: what they share, what was judged of each pair, and their alignment.

Of a pair the smaller id stands on the left, so that it is there once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Float, ForeignKey, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Marks(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    mark: Named[str] = Column(Text, primary_key=True, index=True)


class _OfPair(TypedColumns):
    left_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    right_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True)


class _Pairs(_OfPair):
    relation: Named[str] = Column(Text)
    status: Named[str] = Column(Text)
    reasons: Named[Any] = Column(JSON, nullable=False)
    rules: Named[str] = Column(Text)
    decided_by: Named[str | None] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)


class _Alignments(_OfPair):
    method: Named[str] = Column(Text)
    likeness: Named[float] = Column(Float)
    # The revisions that were aligned: another one means that it is to be made again.
    left_revision: Named[int] = Column(Integer)
    right_revision: Named[int] = Column(Integer)
    pairs: Named[Any] = Column(JSON, nullable=False)
    made: Named[datetime] = Column(UtcDateTime)


document_marks = Table("document_marks", metadata, _Marks)
document_pairs = Table("document_pairs", metadata, _Pairs)
alignments = Table("alignments", metadata, _Alignments)
