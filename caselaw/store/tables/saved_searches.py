"""Searches that people keep, each its owner's alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Columns(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    name: Named[str] = Column(Text)
    address: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)


saved_searches = Table("saved_searches", metadata, _Columns)
