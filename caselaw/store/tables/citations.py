"""Citations as they stand in the text, the keys of what each may mean, and the keys that documents are cited by."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import metadata


class _Citations(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    anchor: Named[str] = Column(Text)
    starts: Named[int] = Column(Integer)
    ends: Named[int] = Column(Integer)
    text: Named[str] = Column(Text)
    # Unit and numbers of the passage that is cited ("paragraph 44-46"); none where the whole decision is.
    pinpoint: Named[str | None] = Column(Text)


class _Readings(TypedColumns):
    document_id: Named[str] = Column(Text, primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    rank: Named[int] = Column(Integer, primary_key=True)
    scheme: Named[str] = Column(Text)
    value: Named[str] = Column(Text)
    authority: Named[str | None] = Column(Text)
    # What a reading has in common with the document it means (`Reading.key`); none where it can mean no single one.
    key: Named[str | None] = Column(Text, index=True)


class _DocumentKeys(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    key: Named[str] = Column(Text, primary_key=True, index=True)


class _Counts(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    # Whose reading it was counted for: a count for members says nothing to others.
    audience: Named[str] = Column(Text)
    cited: Named[int] = Column(Integer)


citations = Table("citations", metadata, _Citations)
citation_readings = Table(
    "citation_readings",
    metadata,
    _Readings,
    ForeignKeyConstraint(
        ["document_id", "position"], ["citations.document_id", "citations.position"], ondelete="CASCADE",
    ),
)  # fmt: skip
document_keys = Table("document_keys", metadata, _DocumentKeys)
citation_counts = Table("citation_counts", metadata, _Counts)
