"""API tokens have an end and a scope. Those made before keep the rights they had and no end: they can be revoked.

Revision: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "api_tokens", sa.Column("scopes", sa.JSON(), nullable=False, server_default=sa.text('\'["read", "write"]\''))
    )
    op.add_column("api_tokens", sa.Column("expires", UtcDateTime(), nullable=True))
    op.add_column("api_tokens", sa.Column("seen", UtcDateTime(), nullable=True))
