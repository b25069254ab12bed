"""A report of corporate abuse keeps where the harm was done, which companies it names and what they answered.

Revision: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("abuse", sa.JSON(), nullable=True))
