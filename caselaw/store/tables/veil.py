"""What of a document is for fewer people than the document, and its content, kept apart from all other tables.

The tables of documents hold what everybody reads who may read the document: what is restricted is not in them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import metadata


class _Restrictions(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    audience: Named[str] = Column(Text)
    field: Named[str | None] = Column(Text)
    anchor: Named[str | None] = Column(Text)
    starts: Named[int | None] = Column(Integer)
    ends: Named[int | None] = Column(Integer)
    mark: Named[str | None] = Column(Text)
    origin: Named[str] = Column(Text)
    unsure: Named[bool] = Column(Boolean)


class _Sealed(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    # The table and the place of a row that is not there, or there with marks in it; `payload` is the row in full.
    relation: Named[str] = Column(Text, primary_key=True)
    place: Named[int] = Column(Integer, primary_key=True)
    removed: Named[bool] = Column(Boolean)
    payload: Named[Any] = Column(JSON, nullable=False)
    shown: Named[Any] = Column(JSON, nullable=False)


restrictions = Table("restrictions", metadata, _Restrictions)
sealed = Table("sealed", metadata, _Sealed)
