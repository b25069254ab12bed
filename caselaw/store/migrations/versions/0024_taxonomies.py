"""What editors change in the taxonomies: terms added, named, defined, moved, merged, retired.

Revision: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taxonomy_terms",
        sa.Column("vocabulary", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("broader", sa.Text(), nullable=True),
        sa.Column("merged", sa.Text(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("changed", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("vocabulary", "id", name="pk_taxonomy_terms"),
    )
    op.create_table(
        "taxonomy_texts",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("vocabulary", "id", "kind", "language")),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vocabulary", "id"], ["taxonomy_terms.vocabulary", "taxonomy_terms.id"],
            name="fk_taxonomy_texts_term", ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("vocabulary", "id", "kind", "language", name="pk_taxonomy_texts"),
    )  # fmt: skip
    op.create_table(
        "taxonomy_edition",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_taxonomy_edition"),
    )
