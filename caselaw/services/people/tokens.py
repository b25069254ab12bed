"""Tokens for programs: made, listed and revoked by their owner or those who manage accounts; each has an end."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from caselaw.access.viewer import Viewer, viewer_of
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.people.token import HANDLE, SCOPES, Scope, Token
from caselaw.services.intake.records import one_line
from caselaw.services.people.accounts import managed
from caselaw.services.people.sessions import token_hash
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store.people import accounts, tokens
from caselaw.store.tables.base import now

USUAL_DAYS, MOST_DAYS = 365, 3 * 365
LONGEST_NAME = 200
_PREFIX = "cl_"  # so that a token found in a wrong place is known for what it is


class TokenService:
    """Makes tokens and knows whose they are. Of a token its SHA-256 is kept; it cannot be read back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(
        self, email: str, name: str, *, viewer: Viewer, scopes: Collection[Scope] = SCOPES, days: int = USUAL_DAYS
    ) -> str:
        """A new token of this account, shown this once, good for so many days. `Forbidden`, `NotFound`, `Invalid`."""
        if not 1 <= days <= MOST_DAYS:
            raise Invalid("token.days", {"days": ["token.days"]}, most=MOST_DAYS)
        if not set(scopes) & set(SCOPES):
            raise Invalid("token.scopes", {"scopes": ["token.scopes"]}, known=", ".join(SCOPES))
        text, moment = _PREFIX + secrets.token_urlsafe(32), now()
        with self._store.begin(actor(viewer)) as work:
            account = managed(work, email, viewer)
            end = moment + timedelta(days=days)
            called = one_line(name)[:LONGEST_NAME]
            tokens.add(work.connection, account.id, called, token_hash(text), {"read", *scopes}, moment, end)
            work.record("add token", account.id)
        return text

    def of(self, email: str, *, viewer: Viewer) -> tuple[Token, ...]:
        """The tokens of an account, the latest first. `Forbidden`, `NotFound`."""
        with self._store.begin(actor(viewer)) as work:
            return tokens.of_account(work.connection, managed(work, email, viewer).id)

    def revoke(self, email: str, handle: str, *, viewer: Viewer) -> None:
        """From now on this token is good for nothing. `Forbidden`; `NotFound` where the account has no such token."""
        with self._store.begin(actor(viewer)) as work:
            account = managed(work, email, viewer)
            if len(handle) != HANDLE or not tokens.remove(work.connection, account.id, handle):
                raise NotFound("token.not_found", handle=handle)
            work.record("revoke token", account.id)

    def viewer_for_token(self, text: str) -> Viewer | None:
        """The viewer whose token this is, without her roles where it is for reading alone; None for a token that nobody
        has or that is past its time. One made before the second factor was set up, with a password alone, opens no
        group that asks for one."""
        moment, key = now(), token_hash(text)
        with self._store.reading() as connection:
            found = tokens.find(connection, key, moment)
            account = accounts.load(connection, found[0]) if found else None
            shut = tokens.shut_groups(connection, found[0], found[1].added) if found else frozenset()
        if found is None or account is None:
            return None
        token, day = found[1], _day(moment)
        if token.seen != day:
            with self._store.writing() as connection:
                tokens.see(connection, key, day)
        viewer = viewer_of(account)
        if shut:
            roles = {slug: held for slug, held in viewer.group_roles.items() if slug not in shut}
            viewer = replace(viewer, groups=viewer.groups - shut, group_roles=roles)
        return viewer if "write" in token.scopes else replace(viewer, roles=frozenset(), group_roles={})


def _day(moment: datetime) -> datetime:
    """How exactly the use of a token is known: a program's hours are a person's hours."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
