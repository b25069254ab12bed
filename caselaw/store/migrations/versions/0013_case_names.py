"""What decisions are called, by which a query that names a case finds it; those of documents stored before are made
here.

Revision: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.cite.names import NUMBER, bare_number, keys_of_names
from caselaw.domain.document import Facts, Party
from caselaw.domain.identifiers import CASE_NUMBERS

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_DOCUMENTS = sa.table(
    "documents", *(sa.column(name) for name in ("id", "kind", "title", "case_name")), sa.column("parties", sa.JSON)
)
_PARAGRAPHS = sa.table("paragraphs", sa.column("document_id"), sa.column("text"))
_IDENTIFIERS = sa.table("identifiers", sa.column("document_id"), sa.column("scheme"), sa.column("value"))


def upgrade() -> None:
    names = op.create_table(
        "case_names",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_case_names_document_id_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "name", name="pk_case_names"),
    )
    op.create_index("ix_case_names_name", "case_names", ["name"], unique=False)
    connection = op.get_bind()
    for row in connection.execute(sa.select(_DOCUMENTS)).all():
        rows = [{"document_id": row.id, "name": name} for name in sorted(_names(connection, row))]
        if rows:
            connection.execute(sa.insert(names), rows)


def _names(connection: sa.Connection, row: sa.Row[tuple[str, ...]]) -> set[str]:
    facts = Facts(
        kind=row.kind,
        title=row.title,
        case_name=row.case_name,
        parties=tuple(Party(party["name"], party["role"]) for party in row.parties),
    )
    texts = connection.execute(sa.select(_PARAGRAPHS.c.text).where(_PARAGRAPHS.c.document_id == row.id)).scalars()
    numbers = connection.execute(
        sa.select(_IDENTIFIERS.c.value).where(
            _IDENTIFIERS.c.document_id == row.id, _IDENTIFIERS.c.scheme.in_(sorted(CASE_NUMBERS | {"neutral"}))
        )
    ).scalars()
    bare = {NUMBER + number for value in numbers if (number := bare_number(value))}
    return bare | keys_of_names(facts, texts)
