"""Works and documents: a decision, and each language version of it with the facts that are known."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Named,
    Table,
    Text,
    TypedColumns,
    false,
)

from caselaw.store.tables.base import UtcDateTime, metadata


class _Works(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    key: Named[str | None] = Column(Text, unique=True)


class _SourceFiles(TypedColumns):
    sha256: Named[str] = Column(Text, primary_key=True)
    format: Named[str] = Column(Text)
    size: Named[int] = Column(BigInteger)
    pages: Named[int | None] = Column(Integer)
    text_layer: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)


class _Documents(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    work_id: Named[str] = Column(Text, ForeignKey("works.id"), index=True)
    key: Named[str] = Column(Text, unique=True)
    language: Named[str] = Column(Text)
    status: Named[str] = Column(Text)
    kind: Named[str] = Column(Text)
    title: Named[str] = Column(Text)
    case_name: Named[str | None] = Column(Text)
    headline: Named[str | None] = Column(Text)
    court: Named[str | None] = Column(Text)
    country: Named[str | None] = Column(Text)
    decided: Named[str | None] = Column(Text)
    decided_order: Named[int | None] = Column(Integer)
    summary_of: Named[str | None] = Column(Text)
    of_kind: Named[str | None] = Column(Text)
    stages: Named[Any] = Column(JSON, nullable=False, server_default="[]")
    outcome: Named[str | None] = Column(Text)
    respondents: Named[Any] = Column(JSON, nullable=False, server_default="[]")
    abuse: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    parties: Named[Any] = Column(JSON, nullable=False)
    judges: Named[Any] = Column(JSON, nullable=False)
    languages: Named[Any] = Column(JSON, nullable=False)
    access: Named[str] = Column(Text)
    collection: Named[str | None] = Column(Text, ForeignKey("collections.slug"), index=True)
    source_sha256: Named[str | None] = Column(Text, ForeignKey("source_files.sha256"), index=True)
    # The name of a file is its sender's and may tell something: it stays with the document and its access,
    # not with the bytes, which two documents of different access may share.
    source_name: Named[str | None] = Column(Text)
    # Something of it is restricted: then what stands here has marks in it, and `sealed` holds what they stand for.
    veiled: Named[bool] = Column(Boolean, server_default=false(), default=False)
    revision: Named[int] = Column(Integer)
    added: Named[datetime] = Column(UtcDateTime)


works = Table("works", metadata, _Works)
source_files = Table("source_files", metadata, _SourceFiles)
documents = Table(
    "documents",
    metadata,
    _Documents,
    Index(None, "access", "added", "id"),  # the list of what a viewer may read, newest first
)
