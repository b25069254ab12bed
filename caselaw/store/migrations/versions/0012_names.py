"""The names of documents and where they can begin to be typed; those of documents stored before are made here.

Revision: 0012
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from caselaw.domain.document import Facts, Party
from caselaw.domain.documentation.abuse import AbuseCase, Company
from caselaw.domain.identifiers import Identifier
from caselaw.domain.searching.naming import names, starts

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_AT_ONCE = 500
_DOCUMENTS = sa.table(
    "documents",
    *(sa.column(name) for name in ("id", "title", "case_name", "access", "kind")),
    sa.column("parties", sa.JSON), sa.column("judges", sa.JSON), sa.column("abuse", sa.JSON(none_as_null=True)),
)  # fmt: skip


def upgrade() -> None:
    names_table = op.create_table(
        "document_names",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_document_names_document_id_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "position", name="pk_document_names"),
    )
    starts_table = op.create_table(
        "name_starts",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column("start", _PLAIN, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "position"],
            ["document_names.document_id", "document_names.position"],
            name="fk_name_starts_document_id_position_document_names",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "position", "place", name="pk_name_starts"),
    )
    op.create_index(
        "ix_name_starts_access_inside_start_document_id_position",
        "name_starts",
        ["access", "inside", "start", "document_id", "position"],
        unique=False,
    )
    _names_of_those_stored(names_table, starts_table)


def _names_of_those_stored(names_table: sa.Table, starts_table: sa.Table) -> None:
    connection = op.get_bind()
    numbers: dict[str, list[Identifier]] = defaultdict(list)
    for row in connection.execute(
        sa.text("SELECT document_id, scheme, value FROM identifiers ORDER BY document_id, position")
    ):
        numbers[row.document_id].append(Identifier(row.scheme, row.value))
    after = ""
    while True:
        page = sa.select(_DOCUMENTS).where(_DOCUMENTS.c.id > after).order_by(_DOCUMENTS.c.id).limit(_AT_ONCE)
        rows = connection.execute(page).all()
        if not rows:
            return
        after = rows[-1].id
        named: list[dict[str, Any]] = []
        started: list[dict[str, Any]] = []
        for row in rows:
            for position, name in enumerate(names(_facts(row, numbers[row.id]))):
                of = {"document_id": row.id, "position": position}
                named.append({**of, "kind": name.kind, "name": name.text})
                started += [
                    {**of, "place": place, "access": row.access, "inside": start.inside, "start": start.text}
                    for place, start in enumerate(starts(name.text))
                ]
        if named:
            connection.execute(sa.insert(names_table), named)
            connection.execute(sa.insert(starts_table), started)


def _facts(row: Any, identifiers: list[Identifier]) -> Facts:
    """What of the facts has names in it."""
    abuse = row.abuse and AbuseCase(
        companies=tuple(Company(one["name"]) for one in row.abuse["companies"]), at_risk=row.abuse["at_risk"]
    )
    return Facts(
        kind=row.kind,
        title=row.title,
        case_name=row.case_name,
        identifiers=tuple(identifiers),
        parties=tuple(Party(party["name"], party["role"]) for party in row.parties),
        judges=tuple(row.judges),
        abuse=abuse or None,
    )
