"""Courts that editors add beside the reviewed list, and the place in a decision that a citation points to.

Revision: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "courts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("original", sa.Text(), nullable=True),
        sa.Column("acronyms", sa.JSON(), nullable=False),
        sa.Column("binding", sa.Text(), nullable=True),
        sa.Column("pattern", sa.Text(), nullable=True),
        sa.Column("pinpoint", sa.Text(), nullable=True),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_courts"),
    )
    op.add_column("citations", sa.Column("pinpoint", sa.Text(), nullable=True))
