"""Orders are followed until they are carried out, and interventions are kept with what came of them.

Revision: 0025
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measures",
        *_kept(),
        *_texts("document_id", "paragraph", "number", nullable=True),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("lost", sa.Boolean(), nullable=False),
        *_texts("form", "what"),
        *_texts("nature", nullable=True),
        *_texts("addressee", "deadline"),
        *_texts("due", "country", "body", nullable=True),
        *_texts("source", "cycle"),
        sa.Column("terms", sa.JSON(), nullable=False),
        *_texts("next_step"),
        *_texts("next_by", nullable=True),
        *_texts("responsible", "stopped"),
        _of("measures", "document_id", "documents"),
        sa.PrimaryKeyConstraint("id", name="pk_measures"),
    )
    op.create_index("ix_measures_document_id", "measures", ["document_id"])
    op.create_index("ix_measures_access", "measures", ["access"])
    op.create_table(
        "measure_entries",
        *_texts("id", "measure_id", "line", "grade"),
        *_texts("assessment", nullable=True),
        *_texts("day", "words", "access"),
        sa.Column("consent", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        *_texts("by"),
        sa.Column("at", UtcDateTime(), nullable=False),
        *_texts("withdrawn_by", nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *_texts("withdrawn_why", nullable=True),
        _of("measure_entries", "measure_id", "measures"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_entries"),
    )
    op.create_index("ix_measure_entries_measure_id", "measure_entries", ["measure_id"])
    _changes("measure_changes", "measure_id", "measures")
    op.create_table(
        "interventions",
        *_kept(),
        *_texts("case"),
        *_texts("document_id", "body", "country", nullable=True),
        *_texts("leave"),
        *_texts("asked", "decided", "deadline", "filed", nullable=True),
        sa.Column("signatories", sa.JSON(), nullable=False),
        *_texts("arguments"),
        *_texts("text_document", "file_sha256", "file_name", "selection_table", nullable=True),
        _of("interventions", "document_id", "documents", "SET NULL"),
        _of("interventions", "text_document", "documents", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_interventions"),
    )
    op.create_index("ix_interventions_document_id", "interventions", ["document_id"])
    op.create_index("ix_interventions_access", "interventions", ["access"])
    op.create_table(
        "intervention_passages",
        *_texts("intervention_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts("anchor"),
        sa.Column("marks", sa.JSON(), nullable=False),
        *_texts("words"),
        sa.Column("lost", sa.Boolean(), nullable=False),
        _of("intervention_passages", "intervention_id", "interventions"),
        sa.PrimaryKeyConstraint("intervention_id", "position", name="pk_intervention_passages"),
    )
    _changes("intervention_changes", "intervention_id", "interventions")


def _changes(table: str, column: str, of: str) -> None:
    op.create_table(
        table,
        *_texts("id", "field", column),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_texts("by"),
        sa.Column("at", UtcDateTime(), nullable=False),
        _of(table, column, of),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_{column}", table, [column])


def _kept() -> list[sa.Column[Any]]:
    """What both begin with: whose they are, for whom, and since when."""
    return [
        *_texts("id", "keeper", "access"),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_texts("by"),
        sa.Column("made", UtcDateTime(), nullable=False),
    ]


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _of(table: str, column: str, of: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}_{of}", ondelete=gone)
