"""Case selection tables: criteria, candidates, answers of organisations, decisions.

Revision: 0027
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "selection_tables",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("committee", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("scored", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("due", sa.Text()),
        sa.Column("decides", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
    )
    op.create_index("ix_selection_tables_access", "selection_tables", ["access"])
    op.create_table(
        "selection_criteria",
        sa.Column("table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("definitions", sa.JSON(), nullable=False),
        sa.Column("scale", sa.JSON()),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("must_have", sa.Integer()),
    )
    op.create_table(
        "selection_candidates",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Text()),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("mentioned", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_selection_candidates_document_id", "selection_candidates", ["document_id"])
    op.create_index("ix_selection_candidates_table_id", "selection_candidates", ["table_id"])
    op.create_table(
        "selection_invited",
        sa.Column("table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("organisation", sa.Text(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("finished", UtcDateTime()),
        sa.Column("seen", UtcDateTime()),
    )
    op.create_index("ix_selection_invited_organisation", "selection_invited", ["organisation"])
    op.create_table(
        "selection_answers",
        sa.Column("table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("organisation", sa.Text(), primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("candidate", sa.Text(), primary_key=True),
        sa.Column("criterion", sa.Text(), primary_key=True),
        sa.Column("score", sa.Integer()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
    )
    op.create_table(
        "selection_declarations",
        sa.Column("table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("organisation", sa.Text(), primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("candidate", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
    )
    op.create_table(
        "selection_comments",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), nullable=False),
        sa.Column("candidate", sa.Text()),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("translations", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_selection_comments_table_id", "selection_comments", ["table_id"])
    op.create_table(
        "selection_decisions",
        sa.Column("table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("candidate", sa.Text(), primary_key=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("consensus", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("dissents", sa.JSON(), nullable=False),
        sa.Column("absent", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
    )
    op.create_table(
        "selection_steps",
        sa.Column("table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("frozen", sa.JSON()),
    )
