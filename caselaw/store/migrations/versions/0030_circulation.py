"""How selection tables go round: links, letters, files that came back.

Revision: 0030
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "selection_links",
        sa.Column("sha256", sa.Text(), primary_key=True),
        _of_table(),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("expires", UtcDateTime(), nullable=False),
        sa.Column("opened", UtcDateTime()),
        sa.Column("revoked", UtcDateTime()),
    )
    op.create_index("ix_selection_links_table_id", "selection_links", ["table_id"])
    op.create_table(
        "selection_letters",
        sa.Column("id", sa.Text(), primary_key=True),
        _of_table(),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("posted", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("enclosed", sa.Text(), nullable=False),
        sa.Column("before", sa.Integer()),
    )
    op.create_index("ix_selection_letters_table_id", "selection_letters", ["table_id"])
    op.create_table(
        "selection_returns",
        sa.Column("id", sa.Text(), primary_key=True),
        _of_table(),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("applied", sa.JSON(), nullable=False),
        sa.Column("settled", UtcDateTime()),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.UniqueConstraint(
            "table_id", "organisation", "sha256", name="uq_selection_returns_table_id_organisation_sha256"
        ),
    )
    op.create_index("ix_selection_returns_table_id", "selection_returns", ["table_id"])


def _of_table() -> sa.Column[str]:
    return sa.Column(
        "table_id", sa.Text(), sa.ForeignKey("selection_tables.id", ondelete="CASCADE"), nullable=False
    )  # fmt: skip
