"""What a round came to: what a third person decided where coders disagreed, and the codes that were agreed when it was
closed.

A decision is never changed: a later one on the same unit and code stands behind it with the next number. Agreed codes
are there while a round is closed and no longer; they are made anew when it is closed again.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Adjudications(TypedColumns):
    round_id: Named[str] = Column(Text, ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True)
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    anchor: Named[str] = Column(Text, primary_key=True)  # empty: the record as a whole
    code: Named[str] = Column(Text, primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    given: Named[bool] = Column(Boolean)
    reason: Named[str] = Column(Text)
    by: Named[str] = Column(Text)
    own: Named[bool] = Column(Boolean)  # she had coded the unit herself, since there was nobody else
    at: Named[datetime] = Column(UtcDateTime)


class _Agreed(TypedColumns):
    round_id: Named[str] = Column(Text, ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True)
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    anchor: Named[str] = Column(Text, primary_key=True)
    code: Named[str] = Column(Text, primary_key=True)
    decided_by: Named[str | None] = Column(Text)  # none: the coders themselves agreed
    reason: Named[str] = Column(Text)


adjudications = Table("adjudications", metadata, _Adjudications, Index(None, "document_id"))
agreed_codes = Table("agreed_codes", metadata, _Agreed, Index(None, "document_id"))
