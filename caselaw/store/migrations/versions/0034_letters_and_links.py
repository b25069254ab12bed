"""Which link a letter about a selection table carried.

Revision: 0034
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("selection_letters", sa.Column("link", sa.Text(), nullable=False, server_default=""))
