"""What a third person decided where coders disagreed, and the agreed codes of closed rounds.

Revision: 0029
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "adjudications",
        *_unit(),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "document_id", "anchor", "code", "number", name="pk_adjudications"),
    )
    op.create_index("ix_adjudications_document_id", "adjudications", ["document_id"])
    op.create_table(
        "agreed_codes",
        *_unit(),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "document_id", "anchor", "code", name="pk_agreed_codes"),
    )
    op.create_index("ix_agreed_codes_document_id", "agreed_codes", ["document_id"])


def _unit() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("round_id", sa.Text(), sa.ForeignKey("coding_rounds.id", ondelete="CASCADE"), nullable=False),
        sa.Column("document_id", sa.Text(), sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
    )
