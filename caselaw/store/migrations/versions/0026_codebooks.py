"""Codebooks: versions, codes, and which of their texts people have reviewed.

Revision: 0026
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "codebooks",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("slug", name="uq_codebooks_slug"),
    )
    op.create_table(
        "codebook_versions",
        sa.Column("codebook_id", sa.Text(), sa.ForeignKey("codebooks.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("vocabularies", sa.JSON(), nullable=False),
        sa.Column("maps", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("published", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("codebook_id", "number", name="pk_codebook_versions"),
    )
    op.create_table(
        "codebook_codes",
        sa.Column("codebook_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["codebook_id", "number"], ["codebook_versions.codebook_id", "codebook_versions.number"],
            name="fk_codebook_codes_version", ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("codebook_id", "number", "key", name="pk_codebook_codes"),
    )  # fmt: skip
    op.create_table(
        "codebook_reviews",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("slug", "key", "digest", "reviewed_by")),
        sa.Column("reviewed", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "key", "digest", name="pk_codebook_reviews"),
    )
