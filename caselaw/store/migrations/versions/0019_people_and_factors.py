"""Organisations and their people, invitations, second factors with recovery codes, links for a new password.

Revision: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from caselaw.store.tables.base import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _factors()


def _people() -> None:
    op.create_table(
        "organisations",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_organisations"),
    )
    op.create_table(
        "affiliations",
        _account("affiliations"),
        sa.Column("organisation_slug", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_slug"], ["organisations.slug"], ondelete="CASCADE",
            name="fk_affiliations_organisation_slug_organisations",
        ),
        sa.PrimaryKeyConstraint("account_id", "organisation_slug", name="pk_affiliations"),
    )  # fmt: skip
    op.create_index("ix_affiliations_organisation_slug", "affiliations", ["organisation_slug"])
    op.create_table(
        "invitations",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.Column("expires", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.slug"], ondelete="SET NULL",
            name="fk_invitations_organisation_organisations",
        ),
        sa.PrimaryKeyConstraint("sha256", name="pk_invitations"),
    )  # fmt: skip
    op.create_index("ix_invitations_expires", "invitations", ["expires"])


def _factors() -> None:
    op.create_table(
        "second_factors",
        _account("second_factors"),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.Column("confirmed", UtcDateTime(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", name="pk_second_factors"),
    )
    op.create_table(
        "recovery_codes",
        _account("recovery_codes"),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "sha256", name="pk_recovery_codes"),
    )
    for name, more in (("sign_ins", [sa.Column("tries", sa.Integer(), nullable=False)]), ("password_resets", [])):
        op.create_table(
            name,
            sa.Column("sha256", sa.Text(), nullable=False),
            _account(name),
            *more,
            sa.Column("expires", UtcDateTime(), nullable=False),
            sa.PrimaryKeyConstraint("sha256", name=f"pk_{name}"),
        )
        for column in ("account_id", "expires"):
            op.create_index(f"ix_{name}_{column}", name, [column])
    op.create_table(
        "factor_removals",
        _account("factor_removals"),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("added", UtcDateTime(), nullable=False),
        sa.Column("expires", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_factor_removals"),
    )


def _account(table: str) -> sa.Column[str]:
    """Whose row this is; gone with the account."""
    key = sa.ForeignKey("accounts.id", ondelete="CASCADE", name=f"fk_{table}_account_id_accounts")
    return sa.Column("account_id", sa.Text(), key, nullable=False)
