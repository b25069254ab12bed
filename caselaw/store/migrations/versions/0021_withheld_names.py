"""Names of persons may be withheld in all versions of a decision; a collection may be sensitive.

Revision: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "withheld_names",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "work_id", "audience")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("forms", "alone", "capital")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("letters", "by")),
        sa.Column("made", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_withheld_names_work_id_works", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_withheld_names"),
    )
    op.create_index("ix_withheld_names_work_id", "withheld_names", ["work_id"])
    op.create_table(
        "names_reviewed",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("document_id", "work_id", "by")),
        sa.Column("made", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_names_reviewed_document_id_documents", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_names_reviewed_work_id_works", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "work_id", name="pk_names_reviewed"),
    )
    op.add_column("collections", sa.Column("sensitive", sa.Boolean(), nullable=False, server_default=sa.false()))
