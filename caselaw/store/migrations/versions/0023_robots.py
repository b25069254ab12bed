"""What an editor said of a document to the robots of other search engines: that they may list it, or may not.

Revision: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "robot_choices",
        sa.Column(
            "document_id",
            sa.Text(),
            sa.ForeignKey("documents.id", name=op.f("fk_robot_choices_document_id_documents"), ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_robot_choices")),
    )
