"""A new password by a link: asked for by whoever says she owns an address, or made by those who manage accounts.

Whether an address has an account shows in nothing, not even in time: asking only puts a closed note on a queue in the
database, and all that differs happens after the answer. A process that dies loses none of them: the worker sends what
is left, and what a mail server did not take, for as long as a link is good. A link is good once, for an hour; it never
touches the second factor, which is asked for at the next sign-in as before.
"""

from __future__ import annotations

import logging
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import CaselawError, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.account import normal_email
from caselaw.services.people.accounts import AccountService, existing, require_below_operator
from caselaw.services.people.keys import Key, close, reveal
from caselaw.services.people.sessions import end_all, revoke_all, token_hash
from caselaw.services.signing import actor
from caselaw.services.site.mail import Mail
from caselaw.services.vault import passwords
from caselaw.store import Store, UnitOfWork, jobs
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.people import resets as stored
from caselaw.store.tables.base import now

log = logging.getLogger(__name__)
PATIENCE = timedelta(hours=1)
_PURPOSE = "asked for a link"
_AT_ONCE = 20


class ResetService:
    """Links for a new password."""

    def __init__(self, store: Store, accounts: AccountService, mail: Mail, key: Key) -> None:
        self._store = store
        self._accounts = accounts
        self._mail = mail
        self._key = key
        self._later = ThreadPoolExecutor(1, "mail")

    @property
    def by_mail(self) -> bool:
        """Links can be asked for: the site sends mails."""
        return self._mail.on

    def ask(self, email: str, language: str) -> None:
        """Send a link to this address where it has an account, and in every case answer at once, with nothing."""
        if self._mail.on:
            with self._store.writing() as connection:
                jobs.add(connection, jobs.RESET, close(self._key, _PURPOSE, f"{language} {email}"))
            self.send_later()

    def send_later(self) -> None:
        """Send what waits, whoever put it there, while the caller goes on."""
        self._later.submit(self._send_waiting)

    def make(self, account: str, language: str, *, viewer: Viewer) -> str:
        """The address of a link for this account, to be passed on by who manages accounts. `Forbidden`, `NotFound`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        with self._store.begin(actor(viewer)) as work:
            found = existing(work, account)
            require_below_operator(found.roles, viewer)
            if found.closed:
                raise NotFound()
            return self._mail.address(language, f"reset/{_link(work, account)}")

    def good(self, token: str) -> bool:
        """True where this link can be used."""
        with self._store.reading() as connection:
            return stored.find(connection, token_hash(token), now()) is not None

    def use(self, token: str, password: str) -> None:
        """Set the password and sign the account out everywhere. `NotFound` for a link that is over; `Invalid` for a
        password that is too short, which leaves the link as it was."""
        hashed = self._accounts.hashed(password)
        with self._store.begin("link") as work:
            account = stored.find(work.connection, token_hash(token), now())
            if account is None or not stored.take(work.connection, token_hash(token)):
                raise NotFound("reset.over")
            stored_accounts.set_password(work.connection, account, hashed)
            passwords.keep(work, account, None)  # whoever reads the mail is not let in
            work.record("reset password", account)
            end_all(work, account)
            revoke_all(work, account)

    def close(self) -> None:
        """Send what waits, and stop."""
        self._later.shutdown(wait=True)

    def _send_waiting(self) -> None:
        try:
            with self._store.writing() as connection:
                jobs.forget(connection, jobs.RESET, now() - PATIENCE)
            while self._send_some():
                pass
        except CaselawError as fault:
            log.error("a link for a new password could not be made: %s", fault.code)

    def _send_some(self) -> bool:
        """Send some of what is due; False where nothing is left, or another process sends it."""
        with self._store.take_jobs(jobs.RESET, _AT_ONCE) as taken:
            if taken is None or not taken.jobs:
                return False
            for job in taken.jobs:
                asked = reveal(self._key, _PURPOSE, job.subject) or " "
                sent = self._send(asked.partition(" ")[2], asked.partition(" ")[0])
                with taken.writing() as connection:
                    if sent:
                        jobs.settle(connection, [job.id])
                    else:
                        jobs.postpone(connection, [job], {DocumentId(job.subject): "mail"})
        return True

    def _send(self, email: str, language: str) -> bool:
        """Send a link where there is an account; False where the mail server did not take it."""
        try:
            address = normal_email(email)
        except ValueError:
            return True
        with self._store.reading() as connection:
            account = stored_accounts.by_email(connection, address)
        if account is None or account.closed:
            return True
        with self._store.begin("public") as work:
            link = self._mail.address(language, f"reset/{_link(work, account.id)}")
        return self._mail.send(account.email, "reset", language, link=link)


def _link(work: UnitOfWork, account: str) -> str:
    token, moment = secrets.token_urlsafe(32), now()
    stored.add(work.connection, token_hash(token), account, moment, moment + PATIENCE)
    work.record("make reset link", account)
    return token
