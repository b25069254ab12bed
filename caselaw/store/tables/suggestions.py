"""Suggested passages that a coder has turned down: hers alone, and nothing that anybody coded."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Rejected(TypedColumns):
    round_id: Named[str] = Column(Text, ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True)
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True)
    code: Named[str] = Column(Text, primary_key=True)
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True)
    anchor: Named[str] = Column(Text, primary_key=True)
    length: Named[int] = Column(Integer)  # of the paragraph then: after another reading its anchor may be another's
    at: Named[datetime] = Column(UtcDateTime)


rejected_suggestions = Table("rejected_suggestions", metadata, _Rejected)
