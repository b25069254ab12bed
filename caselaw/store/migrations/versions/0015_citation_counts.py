"""How often each decision is cited, as those may know who read it: kept as the index was given it, to be said of a hit.

Revision: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "citation_counts",
        sa.Column(
            "document_id",
            sa.Text(),
            sa.ForeignKey("documents.id", name=op.f("fk_citation_counts_document_id_documents"), ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("cited", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_citation_counts")),
    )
