"""The codebooks of this installation: their versions and codes, and which texts people have reviewed. The codebook that
comes with the product stands in files; of it only reviews are kept here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, ForeignKeyConstraint, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Codebooks(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    slug: Named[str] = Column(Text, unique=True)
    access: Named[str] = Column(Text)
    titles: Named[Any] = Column(JSON, nullable=False)  # by language
    about: Named[Any] = Column(JSON, nullable=False)  # by language
    revision: Named[int] = Column(Integer)
    added: Named[datetime] = Column(UtcDateTime)


class _Versions(TypedColumns):
    codebook_id: Named[str] = Column(Text, ForeignKey("codebooks.id", ondelete="CASCADE"), primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    state: Named[str] = Column(Text)
    vocabularies: Named[Any] = Column(JSON, nullable=False)  # names
    maps: Named[Any] = Column(JSON, nullable=False)  # code of the version before → the codes it became
    revision: Named[int] = Column(Integer)
    published: Named[datetime | None] = Column(UtcDateTime)


class _Codes(TypedColumns):
    codebook_id: Named[str] = Column(Text, primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    key: Named[str] = Column(Text, primary_key=True)
    position: Named[int] = Column(Integer)
    body: Named[Any] = Column(JSON, nullable=False)  # its texts by part and language, where it lies, where from


class _Reviews(TypedColumns):
    slug: Named[str] = Column(Text, primary_key=True)
    key: Named[str] = Column(Text, primary_key=True)
    digest: Named[str] = Column(Text, primary_key=True)  # of the text that was reviewed
    reviewed_by: Named[str] = Column(Text)  # an account
    reviewed: Named[datetime] = Column(UtcDateTime)


codebooks = Table("codebooks", metadata, _Codebooks)
codebook_versions = Table("codebook_versions", metadata, _Versions)
codebook_codes = Table(
    "codebook_codes",
    metadata,
    _Codes,
    ForeignKeyConstraint(
        ["codebook_id", "number"], ["codebook_versions.codebook_id", "codebook_versions.number"],
        name="fk_codebook_codes_version", ondelete="CASCADE",
    ),
)  # fmt: skip
codebook_reviews = Table("codebook_reviews", metadata, _Reviews)
