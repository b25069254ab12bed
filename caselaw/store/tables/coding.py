"""Rounds of coding, and what people coded. What a coding was before each change stays in `coding_changes`.

Codings hang on their documents and are no part of what is read of these: reading a document anew leaves them, and finds
their places again (`caselaw.store.coding.moving`). The words that are kept here are never shown: what a person is shown
is cut from the text that she may read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Named,
    Table,
    Text,
    TypedColumns,
)

from caselaw.store.tables.base import UtcDateTime, metadata


class _Rounds(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    title: Named[str] = Column(Text)
    purpose: Named[str] = Column(Text)
    access: Named[str] = Column(Text, index=True)
    codebook: Named[str] = Column(Text)  # a slug: the codebook of the product lies in files
    version: Named[int] = Column(Integer)
    blind: Named[bool] = Column(Boolean)
    calibrates: Named[str | None] = Column(Text)
    state: Named[str] = Column(Text)
    revision: Named[int] = Column(Integer)
    made: Named[datetime] = Column(UtcDateTime)
    made_by: Named[str] = Column(Text)


class _Documents(TypedColumns):
    round_id: Named[str] = Column(Text, ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True)
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Named[int] = Column(Integer)


class _Coders(TypedColumns):
    round_id: Named[str] = Column(Text, ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True)
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True)
    finished: Named[datetime | None] = Column(UtcDateTime)  # the whole round


class _Finished(TypedColumns):
    round_id: Named[str] = Column(Text, primary_key=True)
    account_id: Named[str] = Column(Text, primary_key=True)
    document_id: Named[str] = Column(Text, primary_key=True)
    at: Named[datetime] = Column(UtcDateTime)


class _Steps(TypedColumns):
    round_id: Named[str] = Column(Text, ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    state: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)
    reason: Named[str] = Column(Text)


class _Codings(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    round_id: Named[str | None] = Column(Text, ForeignKey("coding_rounds.id", ondelete="CASCADE"))
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"))
    coder: Named[str] = Column(Text)
    access: Named[str] = Column(Text)
    codebook: Named[str] = Column(Text)
    version: Named[int] = Column(Integer)
    code: Named[str] = Column(Text)
    anchor: Named[str | None] = Column(Text)
    starts: Named[int] = Column(Integer)
    ends: Named[int] = Column(Integer)
    quote: Named[str] = Column(Text)
    prefix: Named[str] = Column(Text)
    suffix: Named[str] = Column(Text)
    note: Named[str] = Column(Text)
    confidence: Named[int] = Column(Integer)
    place: Named[str] = Column(Text)
    nearness: Named[float] = Column(Float)
    revision: Named[int] = Column(Integer)
    made: Named[datetime] = Column(UtcDateTime)
    changed: Named[datetime] = Column(UtcDateTime)
    withdrawn: Named[datetime | None] = Column(UtcDateTime)


class _Changes(TypedColumns):
    coding_id: Named[str] = Column(Text, ForeignKey("codings.id", ondelete="CASCADE"), primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    act: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str] = Column(Text)
    after: Named[Any] = Column(JSON, nullable=False)  # the coding as it was from then on


coding_rounds = Table("coding_rounds", metadata, _Rounds)
round_documents = Table("round_documents", metadata, _Documents)
round_coders = Table("round_coders", metadata, _Coders)
round_finished = Table(
    "round_finished",
    metadata,
    _Finished,
    ForeignKeyConstraint(
        ["round_id", "document_id"], ["round_documents.round_id", "round_documents.document_id"],
        name="fk_round_finished_document", ondelete="CASCADE",
    ),
    ForeignKeyConstraint(
        ["round_id", "account_id"], ["round_coders.round_id", "round_coders.account_id"],
        name="fk_round_finished_coder", ondelete="CASCADE",
    ),
)  # fmt: skip
round_steps = Table("round_steps", metadata, _Steps)
codings = Table("codings", metadata, _Codings, Index(None, "document_id"), Index(None, "round_id"))
coding_changes = Table("coding_changes", metadata, _Changes)
