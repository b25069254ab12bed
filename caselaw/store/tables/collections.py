"""Collections: documents that came together, with the level they are read at unless a document says otherwise."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Column, Named, Table, Text, TypedColumns, false

from caselaw.store.tables.base import UtcDateTime, metadata


class _Columns(TypedColumns):
    slug: Named[str] = Column(Text, primary_key=True)
    title: Named[str] = Column(Text)
    access: Named[str] = Column(Text)
    # About people who are in danger: what comes in is for the group of who brings it, unless she says otherwise.
    sensitive: Named[bool] = Column(Boolean, server_default=false())
    added: Named[datetime] = Column(UtcDateTime)


collections = Table("collections", metadata, _Columns)
