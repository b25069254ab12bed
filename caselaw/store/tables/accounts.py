"""Who signs in: accounts, named groups, who is in which, tokens for the API, and who is signed in now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Accounts(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    email: Named[str] = Column(Text, unique=True)
    name: Named[str] = Column(Text)
    password: Named[str] = Column(Text)
    roles: Named[Any] = Column(JSON, nullable=False)
    added: Named[datetime] = Column(UtcDateTime)
    closed: Named[datetime | None] = Column(UtcDateTime)


class _Groups(TypedColumns):
    slug: Named[str] = Column(Text, primary_key=True)
    name: Named[str] = Column(Text)
    names: Named[Any] = Column(JSON, nullable=False, default=dict)  # by language
    purposes: Named[Any] = Column(JSON, nullable=False, default=dict)  # by language
    listed: Named[bool] = Column(Boolean, nullable=False, default=False)  # all members may know of it
    second_factor: Named[bool] = Column(Boolean, nullable=False, default=False)
    added: Named[datetime] = Column(UtcDateTime)


class _Memberships(TypedColumns):
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    group_slug: Named[str] = Column(Text, ForeignKey("groups.slug", ondelete="CASCADE"), primary_key=True)
    roles: Named[Any] = Column(JSON, nullable=False, default=list)


class _Tokens(TypedColumns):
    sha256: Named[str] = Column(Text, primary_key=True)
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    name: Named[str] = Column(Text)
    scopes: Named[Any] = Column(JSON, nullable=False)
    added: Named[datetime] = Column(UtcDateTime)
    expires: Named[datetime | None] = Column(UtcDateTime)  # None: made before tokens had an end
    seen: Named[datetime | None] = Column(UtcDateTime)  # to the day


# Where somebody signed in from is not here, and never will be: readers of this collection are sought for.
class _Sessions(TypedColumns):
    sha256: Named[str] = Column(Text, primary_key=True)
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    added: Named[datetime] = Column(UtcDateTime)
    seen: Named[datetime] = Column(UtcDateTime)  # to the hour
    expires: Named[datetime] = Column(UtcDateTime, index=True)


accounts = Table("accounts", metadata, _Accounts)
groups = Table("groups", metadata, _Groups)
memberships = Table("memberships", metadata, _Memberships)
api_tokens = Table("api_tokens", metadata, _Tokens)
sessions = Table("sessions", metadata, _Sessions)
