"""Collections: documents that came together, with the level they are read at unless a document says otherwise."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Columns(TypedColumns):
    slug: Named[str] = Column(Text, primary_key=True)
    title: Named[str] = Column(Text)
    access: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)


collections = Table("collections", metadata, _Columns)
