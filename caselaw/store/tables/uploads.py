"""Files that people sent by the site or the API: each upload, and what became of each of its files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Named,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from caselaw.store.tables.base import UtcDateTime, metadata


class _Uploads(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    by: Named[str] = Column(Text)
    access: Named[str] = Column(Text)
    collection: Named[str | None] = Column(Text)
    kind: Named[str | None] = Column(Text)
    language: Named[str | None] = Column(Text)
    note: Named[str] = Column(Text)
    state: Named[str] = Column(Text)
    revision: Named[int] = Column(Integer)
    added: Named[datetime] = Column(UtcDateTime)


class _Files(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    upload_id: Named[str] = Column(Text, ForeignKey("uploads.id", ondelete="CASCADE"))
    position: Named[int] = Column(Integer)
    name: Named[str] = Column(Text)
    # The file whose bytes hold this one, and the names on the way: empty where it was sent by itself.
    sha256: Named[str] = Column(Text, index=True)
    inside: Named[Any] = Column(JSON, nullable=False, default=list)
    size: Named[int] = Column(BigInteger)
    format: Named[str] = Column(Text)
    state: Named[str] = Column(Text)
    document_id: Named[str | None] = Column(Text, ForeignKey("documents.id", ondelete="SET NULL"), index=True)
    problem: Named[str | None] = Column(Text)
    params: Named[Any] = Column(JSON, nullable=False, default=dict)
    reason: Named[str | None] = Column(Text)  # why an editor sent it back, in her words
    tries: Named[int] = Column(Integer)


uploads = Table("uploads", metadata, _Uploads, Index(None, "by", "added"))
upload_files = Table("upload_files", metadata, _Files, UniqueConstraint("upload_id", "position"))
