"""The names of documents, and where each can begin to be typed: for completing what a reader begins.

Made from the facts of a document whenever these are written. `access` stands here once more, so that a beginning
is looked up among what a reader may read and nothing else, however much there is beside it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Named,
    Table,
    Text,
    TypedColumns,
)

from caselaw.store.tables.base import metadata

# Beginnings are compared as code points: on PostgreSQL that needs the C collation, or no index can be used.
_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")


class _DocumentNames(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    kind: Named[str] = Column(Text)
    name: Named[str] = Column(Text)


class _NameStarts(TypedColumns):
    document_id: Named[str] = Column(Text, primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    place: Named[int] = Column(Integer, primary_key=True)
    access: Named[str] = Column(Text)
    inside: Named[bool] = Column(Boolean)
    start: Named[str] = Column(_PLAIN)


document_names = Table("document_names", metadata, _DocumentNames)
name_starts = Table(
    "name_starts",
    metadata,
    _NameStarts,
    ForeignKeyConstraint(
        ["document_id", "position"], ["document_names.document_id", "document_names.position"], ondelete="CASCADE",
    ),
    Index(None, "access", "inside", "start", "document_id", "position"),
)  # fmt: skip
