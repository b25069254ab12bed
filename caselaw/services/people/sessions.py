"""Sessions: who is signed in, known by a token of which only the SHA-256 is kept, and ended here, not in a browser.

A session holds no address and no name of a device, its use is known to the hour only, and when it is over it is
deleted. The trail says that an account signed in or out; for both the subject is the account.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from caselaw.access.viewer import Viewer, viewer_of
from caselaw.domain.errors import NotFound
from caselaw.domain.people.token import HANDLE
from caselaw.store import Store, UnitOfWork, vault
from caselaw.store.people import accounts, factors, sessions, tokens
from caselaw.store.tables.base import now

LIFETIME = timedelta(hours=12)
IDLE = timedelta(hours=3)
"""A session that was not used for so long is over; use is known to the hour, so it may last up to one more."""
_TOKEN_BYTES = 32


@dataclass(frozen=True)
class OpenSession:
    """Where an account is signed in: since when and used last, both to the hour; `here` is the session that asks."""

    handle: str
    began: datetime
    seen: datetime
    here: bool


class SessionService:
    """Begins and ends sessions, and knows whose they are."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, account: str) -> str:
        """A new session of this account, which the caller has seen to be hers; returns its token, kept nowhere here."""
        token, moment = secrets.token_urlsafe(_TOKEN_BYTES), now()
        with self._store.begin(account) as work:
            sessions.remove_expired(work.connection, moment)
            sessions.add(
                work.connection, token_hash(token), account, at=moment, seen=_hour(moment), expires=moment + LIFETIME
            )
            work.record("session.begin", account)
        return token

    def viewer_for_session(self, token: str) -> Viewer | None:
        """The viewer whose session this is, as her account is now; None where it has ended or never was."""
        moment, key = now(), token_hash(token)
        with self._store.reading() as connection:
            found = sessions.find(connection, key, moment)
            account = accounts.load(connection, found[0]) if found else None
        if found is None or account is None or found[1] < _hour(moment) - IDLE:
            return None
        if found[1] != _hour(moment):
            with self._store.writing() as connection:
                sessions.see(connection, key, _hour(moment))
        return viewer_of(account)

    def end(self, token: str) -> None:
        """Sign out: this token is good for nothing from now on, wherever copies of it lie. Safe to repeat."""
        with self._store.reading() as connection:
            found = sessions.find(connection, token_hash(token), now())
        if found is None:
            return
        with self._store.begin(found[0]) as work:
            if sessions.remove(work.connection, token_hash(token)):
                work.record("session.end", found[0])

    def open_for(self, viewer: Viewer, token: str) -> tuple[OpenSession, ...]:
        """Where this viewer is signed in, the latest first; `token` is that of the session that asks."""
        if viewer.account is None:
            return ()
        with self._store.reading() as connection:
            found = sessions.of_account(connection, viewer.account, now())
        found = [one for one in found if one.seen >= _hour(now()) - IDLE]
        return tuple(
            OpenSession(one.sha256[:HANDLE], _hour(one.added), one.seen, one.sha256 == token_hash(token))
            for one in found
        )

    def end_one(self, viewer: Viewer, handle: str) -> None:
        """Sign the viewer out where one of her sessions is; `NotFound` for one that is not hers or is over."""
        with self._store.begin(viewer.account or "") as work:
            if (
                not viewer.account
                or len(handle) != HANDLE
                or not sessions.remove_named(work.connection, viewer.account, handle)
            ):
                raise NotFound()
            work.record("session.end", viewer.account)

    def end_others(self, viewer: Viewer, token: str) -> None:
        """Sign the viewer out everywhere but in the session of this token."""
        if viewer.account is None:
            return
        with self._store.begin(viewer.account) as work:
            if sessions.remove_all(work.connection, viewer.account, but=token_hash(token)):
                work.record("session.end", viewer.account)

    def forget_expired(self) -> None:
        """Delete the sessions whose time is over, or that nobody uses any more, and what is over of unlocked browsers:
        a cookie that a browser still keeps finds nothing then on a disk that is taken later."""
        with self._store.writing() as connection:
            vault.forget_over(connection, now())
            sessions.remove_expired(connection, now())
            sessions.remove_idle(connection, _hour(now()) - IDLE)


def end_all(work: UnitOfWork, account: str) -> None:
    """Sign an account out everywhere, and end what was half signed in, in the transaction that makes it needful: a new
    password, say."""
    factors.end_all(work.connection, account)
    if sessions.remove_all(work.connection, account):
        work.record("session.end", account)


def revoke_all(work: UnitOfWork, account: str) -> None:
    """No token for programs of this account is good any more: whoever knew the old password may have made one."""
    if tokens.remove_all(work.connection, account):
        work.record("revoke token", account)


def token_hash(token: str) -> str:
    """What is kept of a token. It is random and long: nothing can be guessed from its hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
