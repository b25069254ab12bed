"""Documents may wait for an editor's look, and people send files by the site.

Revision: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holds",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_holds_document_id_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "reason", name="pk_holds"),
    )
    op.create_table(
        "uploads",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "by", "access")),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("collection", "kind", "language")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("note", "state")),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_by_added", "uploads", ["by", "added"])
    op.create_table(
        "upload_files",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("upload_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("inside", sa.JSON(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name="fk_upload_files_upload_id_uploads", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_upload_files_document_id_documents", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_upload_files"),
        sa.UniqueConstraint("upload_id", "position", name="uq_upload_files_upload_id_position"),
    )
    op.create_index("ix_upload_files_sha256", "upload_files", ["sha256"])
    op.create_index("ix_upload_files_document_id", "upload_files", ["document_id"])
