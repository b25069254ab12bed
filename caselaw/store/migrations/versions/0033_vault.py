"""Keys of people and groups, wrapped, and what is sealed with them.

Revision: 0033
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _keys()
    _groups()
    _records()


def _keys() -> None:
    op.create_table(
        "vault_keys",
        sa.Column("account_id", sa.Text(), sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.Column("memory", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
    )
    op.create_table(
        "vault_unlocks",
        sa.Column("digest", sa.LargeBinary(), primary_key=True),
        sa.Column("session", sa.Text(), sa.ForeignKey("sessions.sha256", ondelete="CASCADE"), nullable=False),
        sa.Column("account_id", sa.Text(), sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("idle", UtcDateTime(), nullable=False),
        sa.Column("ends", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_vault_unlocks_session", "vault_unlocks", ["session"])
    op.create_index("ix_vault_unlocks_account_id", "vault_unlocks", ["account_id"])


def _groups() -> None:
    op.create_table(
        "vaults",
        sa.Column("group_slug", sa.Text(), sa.ForeignKey("groups.slug"), primary_key=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("recovery_public", sa.LargeBinary(), nullable=False),
        sa.Column("recovery_proof", sa.LargeBinary(), nullable=False),
        sa.Column("journal_public", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
    )
    account = sa.ForeignKey("vault_keys.account_id", ondelete="CASCADE")
    op.create_table(
        "vault_admissions",
        _group(),
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.Text(), account, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("group_slug", "generation", "account_id", name="pk_vault_admissions"),
    )
    op.create_index("ix_vault_admissions_account_id", "vault_admissions", ["account_id"])
    op.create_table(
        "vault_recoveries",
        _group(),
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("group_slug", "generation", name="pk_vault_recoveries"),
    )
    op.create_table(
        "vault_journal",
        _group(),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("group_slug", "number", name="pk_vault_journal"),
    )


def _records() -> None:
    op.create_table(
        "vault_record_keys",
        _group(),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("group_slug", "record", name="pk_vault_record_keys"),
    )
    op.create_table(
        "vault_sealed",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("group_slug", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_slug", "record"],
            ["vault_record_keys.group_slug", "vault_record_keys.record"],
            ondelete="CASCADE",
            name="fk_vault_sealed_record_vault_record_keys",
        ),
    )
    op.create_index("ix_vault_sealed_record", "vault_sealed", ["group_slug", "record"])


def _group() -> sa.Column[str]:
    return sa.Column("group_slug", sa.Text(), sa.ForeignKey("vaults.group_slug", ondelete="CASCADE"), nullable=False)
