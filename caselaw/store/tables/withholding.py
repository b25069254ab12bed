"""Names of persons withheld in all versions of a decision, and versions whose names an editor has looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Names(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    work_id: Named[str] = Column(Text, ForeignKey("works.id", ondelete="CASCADE"), index=True)
    audience: Named[str] = Column(Text)  # who still reads the name
    forms: Named[Any] = Column(JSON, nullable=False)
    alone: Named[Any] = Column(JSON, nullable=False)
    capital: Named[Any] = Column(JSON, nullable=False)
    letters: Named[str] = Column(Text)
    by: Named[str] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)


class _Reviewed(TypedColumns):
    # An editor let this version print its names although another version of the work does not.
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    work_id: Named[str] = Column(Text, ForeignKey("works.id", ondelete="CASCADE"), primary_key=True)
    by: Named[str] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)


withheld_names = Table("withheld_names", metadata, _Names)
names_reviewed = Table("names_reviewed", metadata, _Reviewed)
