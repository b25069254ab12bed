"""What editors of this installation changed in the taxonomies. The listed terms stand in files: a row here is a term
that was added, or what was changed about a listed one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Terms(TypedColumns):
    vocabulary: Named[str] = Column(Text, primary_key=True)
    id: Named[str] = Column(Text, primary_key=True)
    revision: Named[int] = Column(Integer)
    added: Named[bool] = Column(Boolean)
    moved: Named[bool] = Column(Boolean)  # broader counts, even where it is none
    broader: Named[str | None] = Column(Text)
    merged: Named[str | None] = Column(Text)  # the term that took its place
    retired: Named[bool] = Column(Boolean)
    changed: Named[datetime] = Column(UtcDateTime)


class _Texts(TypedColumns):
    vocabulary: Named[str] = Column(Text, primary_key=True)
    id: Named[str] = Column(Text, primary_key=True)
    kind: Named[str] = Column(Text, primary_key=True)  # name, definition
    language: Named[str] = Column(Text, primary_key=True)
    text: Named[str] = Column(Text)  # empty: none, whatever the lists say
    changed_by: Named[str] = Column(Text)
    changed: Named[datetime] = Column(UtcDateTime)


class _Edition(TypedColumns):
    one: Named[int] = Column(Integer, primary_key=True, autoincrement=False)  # always 1: there is one row
    stamp: Named[str] = Column(Text)  # another one after every change


taxonomy_terms = Table("taxonomy_terms", metadata, _Terms)
taxonomy_texts = Table(
    "taxonomy_texts",
    metadata,
    _Texts,
    ForeignKeyConstraint(
        ["vocabulary", "id"], ["taxonomy_terms.vocabulary", "taxonomy_terms.id"],
        name="fk_taxonomy_texts_term", ondelete="CASCADE",
    ),
)  # fmt: skip
taxonomy_edition = Table("taxonomy_edition", metadata, _Edition)
