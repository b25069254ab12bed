"""Rounds of coding, and what people coded, with all that it was before.

Revision: 0028
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rounds()
    op.create_table(
        "codings",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("round_id", sa.Text(), sa.ForeignKey("coding_rounds.id", ondelete="CASCADE"), nullable=True),
        sa.Column("document_id", sa.Text(), sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("coder", "access", "codebook")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("starts", "ends")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("quote", "prefix", "suffix", "note")),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("nearness", sa.Float(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
        sa.Column("changed", UtcDateTime(), nullable=False),
        sa.Column("withdrawn", UtcDateTime(), nullable=True),
    )
    op.create_index("ix_codings_document_id", "codings", ["document_id"])
    op.create_index("ix_codings_round_id", "codings", ["round_id"])
    op.create_table(
        "coding_changes",
        sa.Column("coding_id", sa.Text(), sa.ForeignKey("codings.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
    )


def _rounds() -> None:
    op.create_table(
        "coding_rounds",
        sa.Column("id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "purpose", "access", "codebook")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("calibrates", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
    )
    op.create_index("ix_coding_rounds_access", "coding_rounds", ["access"])
    op.create_table(
        "round_documents",
        sa.Column("round_id", sa.Text(), sa.ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("document_id", sa.Text(), sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_index("ix_round_documents_document_id", "round_documents", ["document_id"])
    op.create_table(
        "round_coders",
        sa.Column("round_id", sa.Text(), sa.ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account_id", sa.Text(), sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("finished", UtcDateTime(), nullable=True),
    )
    op.create_index("ix_round_coders_account_id", "round_coders", ["account_id"])
    op.create_table(
        "round_finished",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("round_id", "account_id", "document_id")),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id", "document_id"], ["round_documents.round_id", "round_documents.document_id"],
            name="fk_round_finished_document", ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "account_id"], ["round_coders.round_id", "round_coders.account_id"],
            name="fk_round_finished_coder", ondelete="CASCADE",
        ),
    )  # fmt: skip
    op.create_table(
        "round_steps",
        sa.Column("round_id", sa.Text(), sa.ForeignKey("coding_rounds.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("by", "reason")),
    )
