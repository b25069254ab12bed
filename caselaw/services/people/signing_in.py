"""Signing in: a password, and where the account has a second factor a code after it. Between the two stands a token of
its own, good for five tries and ten minutes and for nothing else; who has only the password is nobody yet."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from caselaw.domain.errors import LoginRefused
from caselaw.domain.people.account import normal_email
from caselaw.services.people import keys
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.second_factor import SecondFactorService
from caselaw.services.people.sessions import token_hash
from caselaw.store import Store
from caselaw.store.people import factors as stored
from caselaw.store.tables.base import now

TRIES = 5
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Entered:
    """Whose password it was; `half` is the token of a sign-in that waits for its code, None where none is asked."""

    account: str
    half: str | None = None


class SignInService:
    """Both halves of signing in. What is refused stands in the trail, by a keyed digest of what was typed."""

    def __init__(self, store: Store, accounts: AccountService, factors: SecondFactorService, key: keys.Key) -> None:
        self._store = store
        self._accounts = accounts
        self._factors = factors
        self._key = key

    def enter(self, email: str, password: str) -> Entered:
        """The first half. `LoginRefused`, which never says what was wrong."""
        try:
            account = self._accounts.login(email, password)
        except LoginRefused:
            self._note(email)
            raise
        if not self._factors.asked_of(account.id):
            return Entered(account.id)
        half, moment = secrets.token_urlsafe(32), now()
        with self._store.writing() as connection:
            stored.begin(connection, token_hash(half), account.id, moment, moment + PATIENCE)
        return Entered(account.id, half)

    def waits(self, half: str) -> bool:
        """True where this token is of a sign-in that waits for its code."""
        with self._store.reading() as connection:
            return stored.begun(connection, token_hash(half), now()) is not None

    def complete(self, half: str, code: str) -> str:
        """The second half: the account that is signed in. `LoginRefused`; `factor.over` where one begins anew."""
        with self._store.writing() as connection:
            account = stored.try_once(connection, token_hash(half), TRIES, now())
        if account is None:
            raise LoginRefused("factor.over")
        self._factors.check(account, code)
        with self._store.writing() as connection:
            if not stored.end(connection, token_hash(half)):
                raise LoginRefused("factor.over")
        return account

    def _note(self, email: str) -> None:
        try:
            typed = normal_email(email)
        except ValueError:
            typed = email
        with self._store.begin("public") as work:
            work.record("session.refused", f"digest:{keys.digest(self._key, 'sign-in', typed)}")
