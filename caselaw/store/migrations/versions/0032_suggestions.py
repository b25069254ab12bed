"""Which suggested passages a coder has turned down.

Revision: 0032
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rejected_suggestions",
        sa.Column("round_id", sa.Text(), sa.ForeignKey("coding_rounds.id", ondelete="CASCADE"), nullable=False),
        sa.Column("account_id", sa.Text(), sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint(
            "round_id", "account_id", "code", "document_id", "anchor", name="pk_rejected_suggestions"
        ),
    )
    op.create_index("ix_rejected_suggestions_document_id", "rejected_suggestions", ["document_id"])
    op.create_index("ix_rejected_suggestions_account_id", "rejected_suggestions", ["account_id"])
