"""A report of many cases keeps the parts it was cut into, and its cases keep their tie to its pages and paragraphs.

Revision: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_splits",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("strategy", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_report_splits_document_id_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_report_splits"),
    )
    op.create_table(
        "split_drafts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first_paragraph", sa.Integer(), nullable=False),
        sa.Column("last_paragraph", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report_splits.document_id"],
            name="fk_split_drafts_report_id_report_splits",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["documents.id"], name="fk_split_drafts_case_id_documents", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_split_drafts"),
    )
    op.create_index("ix_split_drafts_report_id", "split_drafts", ["report_id"], unique=False)
    op.create_index("ix_split_drafts_case_id", "split_drafts", ["case_id"], unique=False)
    op.create_table(
        "report_ties",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=True),
        sa.Column("last_page", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_report_ties_document_id_documents", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["documents.id"], name="fk_report_ties_report_id_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_report_ties"),
    )
    op.create_index("ix_report_ties_report_id", "report_ties", ["report_id"], unique=False)
    op.create_table(
        "report_tie_paragraphs",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("report_anchor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["report_ties.document_id"],
            name="fk_report_tie_paragraphs_document_id_report_ties",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "anchor", name="pk_report_tie_paragraphs"),
    )
