"""Facts have a history, terms can be turned down, and decisions have summaries in several languages.

Revision: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fact_changes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Text(), nullable=True),
        sa.Column("reverts", sa.Text(), nullable=True),
        _of_document("fact_changes"),
        sa.PrimaryKeyConstraint("id", name="pk_fact_changes"),
    )
    op.create_index("ix_fact_changes_document_id_revision", "fact_changes", ["document_id", "revision"])
    op.create_table(
        "rejected_terms",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("document_id", "vocabulary", "term")),
        _of_document("rejected_terms"),
        sa.PrimaryKeyConstraint("document_id", "vocabulary", "term", name="pk_rejected_terms"),
    )
    op.create_table(
        "case_summaries",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("source_language", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=True),
        _of_document("case_summaries"),
        sa.PrimaryKeyConstraint("document_id", name="pk_case_summaries"),
    )
    op.create_table(
        "summary_texts",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_from", sa.Integer(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed", UtcDateTime(), nullable=False),
        sa.Column("published", sa.JSON(), nullable=True),
        sa.Column("published_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["case_summaries.document_id"],
            name="fk_summary_texts_document_id_case_summaries",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "language", name="pk_summary_texts"),
    )
    op.create_table(
        "summary_changes",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "document_id", "language", "field")),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _of_document("summary_changes"),
        sa.PrimaryKeyConstraint("id", name="pk_summary_changes"),
    )
    op.create_index("ix_summary_changes_document_id_language", "summary_changes", ["document_id", "language"])


def _of_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_id"], ["documents.id"], name=f"fk_{table}_document_id_documents", ondelete="CASCADE"
    )
