"""What editors change in the glossary, and what they decide of proposals of the lexicon.

Revision: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "glossary_concepts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("sense", sa.Text(), nullable=True),
        sa.Column("changed", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_glossary_concepts"),
    )
    op.create_table(
        "glossary_terms",
        sa.Column("concept", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("learned", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed", UtcDateTime(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["concept"], ["glossary_concepts.id"], name="fk_glossary_terms_concept_glossary_concepts",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("concept", "language", "key", name="pk_glossary_terms"),
    )  # fmt: skip
    op.create_table(
        "glossary_relations",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [side], ["glossary_concepts.id"], name=f"fk_glossary_relations_{side}_glossary_concepts",
                ondelete="CASCADE",
            )
            for side in ("one", "other")
        ),
        sa.PrimaryKeyConstraint("one", "other", name="pk_glossary_relations"),
    )  # fmt: skip
    op.create_index("ix_glossary_relations_other", "glossary_relations", ["other"])
    op.create_table(
        "glossary_decisions",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("audience", "language", "word", "target_language", "target")
        ),
        sa.Column("concept", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint(
            "audience", "language", "word", "target_language", "target", name="pk_glossary_decisions"
        ),
    )
    op.create_table(
        "glossary_edition",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_glossary_edition"),
    )
