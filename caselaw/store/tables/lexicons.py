"""What the collection has taught itself: one lexicon for each audience, learned from texts that all of it may read.

Nothing here is the truth: all of it can be learned again from the alignments.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Lexicons(TypedColumns):
    audience: Named[str] = Column(Text, primary_key=True)
    version: Named[str] = Column(Text)
    lessons: Named[int] = Column(Integer)
    # False from the moment that a text it was learned from is for fewer readers, or gone, until it is learned again.
    trusted: Named[bool] = Column(Boolean)
    made: Named[datetime] = Column(UtcDateTime)


class _Entries(TypedColumns):
    audience: Named[str] = Column(Text, ForeignKey("lexicons.audience", ondelete="CASCADE"), primary_key=True)
    language: Named[str] = Column(Text, primary_key=True)
    word: Named[str] = Column(Text, primary_key=True)
    target_language: Named[str] = Column(Text, primary_key=True)
    target: Named[str] = Column(Text, primary_key=True)
    probability: Named[float] = Column(Float)
    times: Named[int] = Column(Integer)
    together: Named[int] = Column(Integer)
    evidence: Named[Any] = Column(JSON, nullable=False)  # [document, anchor, other document, its anchor], some times


lexicons = Table("lexicons", metadata, _Lexicons)
lexicon_entries = Table("lexicon_entries", metadata, _Entries)
