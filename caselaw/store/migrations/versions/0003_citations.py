"""Citations are kept, and the keys that documents are cited by; those of documents stored before are made here.

Revision: 0003
"""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from caselaw.domain.citing.citation import citable_keys
from caselaw.domain.identifiers import Identifier

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "citations",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_citations_document_id_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "position", name="pk_citations"),
    )
    op.create_table(
        "citation_readings",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id", "position"],
            ["citations.document_id", "citations.position"],
            name="fk_citation_readings_document_id_citations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "position", "rank", name="pk_citation_readings"),
    )
    op.create_index("ix_citation_readings_key", "citation_readings", ["key"], unique=False)
    op.create_table(
        "document_keys",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_document_keys_document_id_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "key", name="pk_document_keys"),
    )
    op.create_index("ix_document_keys_key", "document_keys", ["key"], unique=False)
    _keys_of_those_stored()


def _keys_of_those_stored() -> None:
    connection = op.get_bind()
    numbers: dict[tuple[str, str, str | None], list[Identifier]] = defaultdict(list)
    rows = connection.execute(
        sa.text(
            "SELECT d.id, d.kind, d.court, i.scheme, i.value"
            " FROM documents d JOIN identifiers i ON i.document_id = d.id"
        )
    )
    for row in rows:
        numbers[row.id, row.kind, row.court].append(Identifier(row.scheme, row.value))
    keys = [
        {"document_id": document, "key": key}
        for (document, kind, court), identifiers in numbers.items()
        for key in sorted(citable_keys(kind, tuple(identifiers), court))
    ]
    if keys:
        connection.execute(sa.text("INSERT INTO document_keys (document_id, key) VALUES (:document_id, :key)"), keys)
