"""Facts and passages of a document can be restricted: what they hold is kept apart from what all its readers read.

Revision: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("veiled", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "restrictions",
        sa.Column(
            "document_id",
            sa.Text(),
            sa.ForeignKey("documents.id", name=op.f("fk_restrictions_document_id_documents"), ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_restrictions")),
    )
    op.create_table(
        "sealed",
        sa.Column(
            "document_id",
            sa.Text(),
            sa.ForeignKey("documents.id", name=op.f("fk_sealed_document_id_documents"), ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "relation", "place", name=op.f("pk_sealed")),
    )
