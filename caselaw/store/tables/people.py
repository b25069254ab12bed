"""Who belongs together: member organisations and their people; and who has been invited and has not come yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Organisations(TypedColumns):
    slug: Named[str] = Column(Text, primary_key=True)
    short_name: Named[str] = Column(Text)
    names: Named[Any] = Column(JSON, nullable=False)  # by language
    country: Named[str] = Column(Text)  # ISO 3166-1 alpha-3, or nothing
    website: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)


class _Affiliations(TypedColumns):
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    organisation_slug: Named[str] = Column(
        Text, ForeignKey("organisations.slug", ondelete="CASCADE"), primary_key=True, index=True
    )


class _Invitations(TypedColumns):
    sha256: Named[str] = Column(Text, primary_key=True)
    email: Named[str] = Column(Text)
    roles: Named[Any] = Column(JSON, nullable=False)  # held everywhere
    groups: Named[Any] = Column(JSON, nullable=False)  # slug → roles held in it
    organisation: Named[str | None] = Column(Text, ForeignKey("organisations.slug", ondelete="SET NULL"))
    language: Named[str] = Column(Text)
    invited_by: Named[str] = Column(Text)
    added: Named[datetime] = Column(UtcDateTime)
    expires: Named[datetime] = Column(UtcDateTime, index=True)


organisations = Table("organisations", metadata, _Organisations)
affiliations = Table("affiliations", metadata, _Affiliations)
invitations = Table("invitations", metadata, _Invitations)
