"""Measures that are followed and interventions, with what was said of them and how they changed.

Both hang on a document where there is one, and are left alone when it is read again; which order or paragraph of it
they mean is found anew then (`caselaw.store.tracking.ties`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Measures(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    keeper: Named[str] = Column(Text)
    access: Named[str] = Column(Text)
    revision: Named[int] = Column(Integer)
    by: Named[str] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)
    document_id: Named[str | None] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    paragraph: Named[str | None] = Column(Text)
    number: Named[str | None] = Column(Text)
    marks: Named[Any] = Column(JSON, nullable=False)
    lost: Named[bool] = Column(Boolean)
    form: Named[str] = Column(Text)
    what: Named[str] = Column(Text)
    nature: Named[str | None] = Column(Text)
    addressee: Named[str] = Column(Text)
    deadline: Named[str] = Column(Text)
    due: Named[str | None] = Column(Text)
    country: Named[str | None] = Column(Text)
    body: Named[str | None] = Column(Text)
    source: Named[str] = Column(Text)
    cycle: Named[str] = Column(Text)
    terms: Named[Any] = Column(JSON, nullable=False)
    next_step: Named[str] = Column(Text)
    next_by: Named[str | None] = Column(Text)
    responsible: Named[str] = Column(Text)
    stopped: Named[str] = Column(Text)


class _Entries(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    measure_id: Named[str] = Column(Text, ForeignKey("measures.id", ondelete="CASCADE"), index=True)
    line: Named[str] = Column(Text)
    grade: Named[str] = Column(Text)
    assessment: Named[str | None] = Column(Text)
    day: Named[str] = Column(Text)
    words: Named[str] = Column(Text)
    access: Named[str] = Column(Text)
    consent: Named[bool] = Column(Boolean)
    evidence: Named[Any] = Column(JSON, nullable=False)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)
    withdrawn_by: Named[str | None] = Column(Text)
    withdrawn_at: Named[datetime | None] = Column(UtcDateTime)
    withdrawn_why: Named[str | None] = Column(Text)


class _Changes(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    field: Named[str] = Column(Text)
    before: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    after: Named[Any] = Column(JSON(none_as_null=True), nullable=True)
    revision: Named[int] = Column(Integer)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcDateTime)


class _MeasureChanges(_Changes):
    measure_id: Named[str] = Column(Text, ForeignKey("measures.id", ondelete="CASCADE"), index=True)


class _Interventions(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    keeper: Named[str] = Column(Text)
    access: Named[str] = Column(Text)
    revision: Named[int] = Column(Integer)
    by: Named[str] = Column(Text)
    made: Named[datetime] = Column(UtcDateTime)
    case: Named[str] = Column(Text)
    document_id: Named[str | None] = Column(Text, ForeignKey("documents.id", ondelete="SET NULL"), index=True)
    body: Named[str | None] = Column(Text)
    country: Named[str | None] = Column(Text)
    leave: Named[str] = Column(Text)
    asked: Named[str | None] = Column(Text)
    decided: Named[str | None] = Column(Text)
    deadline: Named[str | None] = Column(Text)
    filed: Named[str | None] = Column(Text)
    signatories: Named[Any] = Column(JSON, nullable=False)
    arguments: Named[str] = Column(Text)
    text_document: Named[str | None] = Column(Text, ForeignKey("documents.id", ondelete="SET NULL"))
    file_sha256: Named[str | None] = Column(Text)
    file_name: Named[str | None] = Column(Text)
    # The selection table in which the case was chosen.
    selection_table: Named[str | None] = Column(Text)


class _TakenUp(TypedColumns):
    intervention_id: Named[str] = Column(Text, ForeignKey("interventions.id", ondelete="CASCADE"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    anchor: Named[str] = Column(Text)
    marks: Named[Any] = Column(JSON, nullable=False)
    words: Named[str] = Column(Text)
    lost: Named[bool] = Column(Boolean)


class _InterventionChanges(_Changes):
    intervention_id: Named[str] = Column(Text, ForeignKey("interventions.id", ondelete="CASCADE"), index=True)


measures = Table("measures", metadata, _Measures, Index(None, "access"))
measure_entries = Table("measure_entries", metadata, _Entries)
measure_changes = Table("measure_changes", metadata, _MeasureChanges)
interventions = Table("interventions", metadata, _Interventions, Index(None, "access"))
intervention_passages = Table("intervention_passages", metadata, _TakenUp)
intervention_changes = Table("intervention_changes", metadata, _InterventionChanges)
