"""Case selection tables: what is asked, of which cases, of whom; each answer with its revision; what was decided.

Answers and declarations are never changed: a later one stands beside the earlier, under the revision of its save.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata

_TABLE = "selection_tables.id"


class _Tables(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    access: Named[str] = Column(Text, index=True)
    said: Named[Any] = Column(JSON, nullable=False)  # titles, purposes, guidelines: each by language
    languages: Named[Any] = Column(JSON, nullable=False)
    template: Named[str] = Column(Text)
    committee: Named[Any] = Column(JSON, nullable=False)  # accounts
    state: Named[str] = Column(Text)
    blind: Named[bool] = Column(Boolean)
    scored: Named[bool] = Column(Boolean)
    confidential: Named[bool] = Column(Boolean)
    due: Named[str | None] = Column(Text)  # ISO 8601
    decides: Named[str | None] = Column(Text)
    revision: Named[int] = Column(Integer)
    made: Named[datetime] = Column(UtcDateTime)
    made_by: Named[str] = Column(Text)


class _Criteria(TypedColumns):
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), primary_key=True)
    id: Named[str] = Column(Text, primary_key=True)
    place: Named[int] = Column(Integer)
    labels: Named[Any] = Column(JSON, nullable=False)
    definitions: Named[Any] = Column(JSON, nullable=False)
    scale: Named[Any] = Column(JSON(none_as_null=True), nullable=True)  # value and labels of each level
    weight: Named[int] = Column(Integer)
    must_have: Named[int | None] = Column(Integer)


class _Candidates(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), index=True)
    place: Named[int] = Column(Integer)
    document_id: Named[str | None] = Column(Text, index=True)  # stays when the record goes: so does its audience
    titles: Named[Any] = Column(JSON, nullable=False)
    sheet: Named[Any] = Column(JSON, nullable=False)
    access: Named[str] = Column(Text)
    mentioned: Named[bool] = Column(Boolean)


class _Invited(TypedColumns):
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), primary_key=True)
    organisation: Named[str] = Column(Text, primary_key=True, index=True)
    revision: Named[int] = Column(Integer)
    finished: Named[datetime | None] = Column(UtcDateTime)
    seen: Named[datetime | None] = Column(UtcDateTime)


class _Answers(TypedColumns):
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), primary_key=True)
    organisation: Named[str] = Column(Text, primary_key=True)
    revision: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    candidate: Named[str] = Column(Text, primary_key=True)
    criterion: Named[str] = Column(Text, primary_key=True)
    score: Named[int | None] = Column(Integer)
    words: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)


class _Declarations(TypedColumns):
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), primary_key=True)
    organisation: Named[str] = Column(Text, primary_key=True)
    revision: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    candidate: Named[str] = Column(Text, primary_key=True)
    kind: Named[str] = Column(Text)
    words: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)


class _Comments(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), index=True)
    candidate: Named[str | None] = Column(Text)
    account: Named[str] = Column(Text)
    words: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    translations: Named[Any] = Column(JSON, nullable=False)  # language → text and account
    at: Named[datetime] = Column(UtcDateTime)


class _Decisions(TypedColumns):
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    candidate: Named[str] = Column(Text, primary_key=True)
    outcome: Named[str] = Column(Text)
    consensus: Named[bool] = Column(Boolean)
    reason: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    dissents: Named[Any] = Column(JSON, nullable=False)
    absent: Named[Any] = Column(JSON, nullable=False)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)


class _Steps(TypedColumns):
    table_id: Named[str] = Column(Text, ForeignKey(_TABLE, ondelete="CASCADE"), primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    state: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)
    reason: Named[str] = Column(Text)
    frozen: Named[Any] = Column(JSON(none_as_null=True), nullable=True)


selection_tables = Table("selection_tables", metadata, _Tables)
selection_criteria = Table("selection_criteria", metadata, _Criteria)
selection_candidates = Table("selection_candidates", metadata, _Candidates)
selection_invited = Table("selection_invited", metadata, _Invited)
selection_answers = Table("selection_answers", metadata, _Answers)
selection_declarations = Table("selection_declarations", metadata, _Declarations)
selection_comments = Table("selection_comments", metadata, _Comments)
selection_decisions = Table("selection_decisions", metadata, _Decisions)
selection_steps = Table("selection_steps", metadata, _Steps)
