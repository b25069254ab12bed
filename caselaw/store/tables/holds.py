"""Documents that wait for an editor's look, and why: until then the editors among their readers alone may read them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Holds(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    reason: Named[str] = Column(Text, primary_key=True)
    wanted: Named[str] = Column(Text)  # the audience it is for once no reason is left
    by: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)


holds = Table("holds", metadata, _Holds)
