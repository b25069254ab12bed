"""Versions of one decision, decisions of one case, later history and treatment; what is stored already is looked at.

Revision: 0008
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_marks",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        _leads_to("document_marks", "document_id"),
        sa.PrimaryKeyConstraint("document_id", "mark", name="pk_document_marks"),
    )
    op.create_index("ix_document_marks_mark", "document_marks", ["mark"], unique=False)
    op.create_table(
        "document_pairs",
        *_pair("document_pairs"),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("made", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_document_pairs_right_id", "document_pairs", ["right_id"], unique=False)
    op.create_table(
        "alignments",
        *_pair("alignments"),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.Column("left_revision", sa.Integer(), nullable=False),
        sa.Column("right_revision", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_alignments_right_id", "alignments", ["right_id"], unique=False)
    _create_relations()
    _create_history()
    _look_at_those_stored()


def _create_relations() -> None:
    op.create_table(
        "document_relations",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("made", UtcDateTime(), nullable=False),
        _leads_to("document_relations", "source_id"),
        _leads_to("document_relations", "target_id"),
        sa.PrimaryKeyConstraint("source_id", "target_id", name="pk_document_relations"),
    )
    op.create_index("ix_document_relations_target_id", "document_relations", ["target_id"], unique=False)


def _create_history() -> None:
    op.create_table(
        "later_history",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
        _leads_to("later_history", "document_id"),
        _leads_to("later_history", "by_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_later_history"),
    )
    op.create_index("ix_later_history_document_id", "later_history", ["document_id"], unique=False)
    op.create_index("ix_later_history_by_id", "later_history", ["by_id"], unique=False)
    op.create_table(
        "treatments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
        _leads_to("treatments", "document_id"),
        _leads_to("treatments", "target_id"),
        sa.PrimaryKeyConstraint("id", name="pk_treatments"),
    )
    op.create_index("ix_treatments_document_id", "treatments", ["document_id"], unique=False)
    op.create_index("ix_treatments_target_id", "treatments", ["target_id"], unique=False)


def _pair(table: str) -> tuple[sa.Column[str] | sa.Constraint, ...]:
    return (
        sa.Column("left_id", sa.Text(), nullable=False),
        sa.Column("right_id", sa.Text(), nullable=False),
        _leads_to(table, "left_id"),
        _leads_to(table, "right_id"),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=f"pk_{table}"),
    )


def _leads_to(table: str, column: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["documents.id"], name=f"fk_{table}_{column}_documents", ondelete=gone
    )  # fmt: skip


def _look_at_those_stored() -> None:
    """Each document gets the job that a new one gets: to look for its versions and its case."""
    op.get_bind().execute(
        sa.text(
            "INSERT INTO jobs (kind, subject, added, due, attempts)"
            " SELECT 'relate', id, :moment, :moment, 0 FROM documents"
        ).bindparams(sa.bindparam("moment", type_=UtcDateTime())),
        {"moment": datetime.now(UTC)},
    )
