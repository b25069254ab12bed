"""Courts that editors of this installation added beside the reviewed list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Courts(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    country: Named[str | None] = Column(Text)
    level: Named[str] = Column(Text)
    type: Named[str] = Column(Text)
    names: Named[Any] = Column(JSON, nullable=False)  # language → name
    original: Named[str | None] = Column(Text)
    acronyms: Named[Any] = Column(JSON, nullable=False)
    binding: Named[str | None] = Column(Text)
    pattern: Named[str | None] = Column(Text)
    pinpoint: Named[str | None] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)


courts = Table("courts", metadata, _Courts)
