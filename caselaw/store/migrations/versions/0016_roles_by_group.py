"""Roles are held in a group too; a group has a name and a purpose in four languages, may be seen by all members, and
may ask for a second factor. An account can be closed.

Revision: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("memberships", sa.Column("roles", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    for name in ("names", "purposes"):
        op.add_column("groups", sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    for name in ("listed", "second_factor"):
        op.add_column("groups", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("accounts", sa.Column("closed", UtcDateTime(), nullable=True))
