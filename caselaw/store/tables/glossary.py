"""What editors of this installation changed in the glossary, and what they decided of proposals of the lexicon.

The listed concepts stand in files: a row here is a concept that was added, or changes to a listed one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Concepts(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    revision: Named[int] = Column(Integer)  # of the changes: a listed concept that nobody touched has no row
    subject: Named[str | None] = Column(Text)  # given for a concept that was added here
    sense: Named[str | None] = Column(Text)
    changed: Named[datetime] = Column(UtcDateTime)


class _Terms(TypedColumns):
    concept: Named[str] = Column(Text, ForeignKey("glossary_concepts.id", ondelete="CASCADE"), primary_key=True)
    language: Named[str] = Column(Text, primary_key=True)
    key: Named[str] = Column(Text, primary_key=True)  # the folded term
    position: Named[int] = Column(Integer)
    text: Named[str] = Column(Text)
    used: Named[bool] = Column(Boolean)
    added: Named[bool] = Column(Boolean)  # False: of a listed term, of which something was changed
    learned: Named[bool] = Column(Boolean)  # proposed by the lexicon, accepted by an editor
    source: Named[str | None] = Column(Text)  # the official text in which it stands
    changed_by: Named[str] = Column(Text)
    changed: Named[datetime] = Column(UtcDateTime)
    reviewed_by: Named[str | None] = Column(Text)
    reviewed: Named[datetime | None] = Column(UtcDateTime)


class _Relations(TypedColumns):
    one: Named[str] = Column(Text, ForeignKey("glossary_concepts.id", ondelete="CASCADE"), primary_key=True)
    other: Named[str] = Column(Text, ForeignKey("glossary_concepts.id", ondelete="CASCADE"), primary_key=True)
    relation: Named[str | None] = Column(Text)  # empty: not related here, whatever the lists say


class _Decisions(TypedColumns):
    # The audience whose lexicon proposed it: what a group's texts taught is decided for that group alone.
    audience: Named[str] = Column(Text, primary_key=True)
    language: Named[str] = Column(Text, primary_key=True)
    word: Named[str] = Column(Text, primary_key=True)
    target_language: Named[str] = Column(Text, primary_key=True)
    target: Named[str] = Column(Text, primary_key=True)
    concept: Named[str | None] = Column(Text)  # that took it in; empty: dismissed
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)


class _Edition(TypedColumns):
    one: Named[int] = Column(Integer, primary_key=True, autoincrement=False)  # always 1: there is one row
    stamp: Named[str] = Column(Text)  # another one after every change: by it a process sees that it must read again


glossary_concepts = Table("glossary_concepts", metadata, _Concepts)
glossary_terms = Table("glossary_terms", metadata, _Terms)
glossary_relations = Table("glossary_relations", metadata, _Relations, Index(None, "other"))
glossary_decisions = Table("glossary_decisions", metadata, _Decisions)
glossary_edition = Table("glossary_edition", metadata, _Edition)
