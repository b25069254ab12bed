"""Documentation records of cases, and decisions on names of companies.

Revision: 0031
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documented_cases",
        *_texts("id", "access"),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_texts("by"),
        sa.Column("made", UtcDateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documented_cases"),
    )
    op.create_index("ix_documented_cases_access", "documented_cases", ["access"])
    op.create_table(
        "case_documents",
        *_texts("case_id", "document_id", "kind"),
        _of("case_documents", "case_id", "documented_cases"),
        _of("case_documents", "document_id", "documents"),
        sa.PrimaryKeyConstraint("case_id", "document_id", name="pk_case_documents"),
    )
    op.create_index("ix_case_documents_document_id", "case_documents", ["document_id"])
    op.create_table(
        "case_ties",
        *_texts("case_id", "other_id", "kind"),
        _of("case_ties", "case_id", "documented_cases"),
        _of("case_ties", "other_id", "documented_cases"),
        sa.PrimaryKeyConstraint("case_id", "other_id", name="pk_case_ties"),
    )
    op.create_index("ix_case_ties_other_id", "case_ties", ["other_id"])
    op.create_table(
        "case_changes",
        *_texts("id", "case_id", "field"),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_texts("by"),
        sa.Column("at", UtcDateTime(), nullable=False),
        _of("case_changes", "case_id", "documented_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_case_changes"),
    )
    op.create_index("ix_case_changes_case_id", "case_changes", ["case_id"])
    op.create_table(
        "company_decisions",
        *_texts("id", "keeper", "first", "second"),
        sa.Column("same", sa.Boolean(), nullable=False),
        *_texts("reason", "by"),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_company_decisions"),
    )
    op.create_index("ix_company_decisions_keeper", "company_decisions", ["keeper"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _of(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}_{of}", ondelete="CASCADE")
