"""Lexicons that the collection teaches itself, one for each audience.

Revision: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lexicons",
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("audience", name="pk_lexicons"),
    )
    op.create_table(
        "lexicon_entries",
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("target_language", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("together", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience"], ["lexicons.audience"], name="fk_lexicon_entries_audience_lexicons", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("audience", "language", "word", "target_language", "target", name="pk_lexicon_entries"),
    )
