"""A heading keeps how deep it stands, and a note the paragraph that calls it.

Revision: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("paragraphs", sa.Column("level", sa.Integer(), nullable=True))
    op.add_column("paragraphs", sa.Column("called_by", sa.Text(), nullable=True))
