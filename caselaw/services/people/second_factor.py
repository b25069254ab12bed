"""The second factor: codes of an app (TOTP, RFC 6238) and recovery codes, each good once.

The secret is kept encrypted with a key made of the installation's secret key; of recovery codes (120 bits each) only
the SHA-256 is kept. A factor is removed by its owner, who has a code, or as `services/people/lost_factor.py` says.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Conflict, Invalid, LoginRefused, NotFound
from caselaw.services.people import keys
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.sessions import end_all, token_hash
from caselaw.store import Store, UnitOfWork
from caselaw.store.people import factors as stored
from caselaw.store.tables.base import now

STEP = 30  # seconds that a code stands, by the standard
AROUND = 1  # steps before and after in which it is taken: clocks differ
CODES = 10
MOST_FAILURES = 10
PAUSE = timedelta(hours=1)
"""How long no code is taken after so many wrong ones in a row: guessing a million codes would take years."""
_PURPOSE = "second factor"
_DIGITS = re.compile(r"\d{6}")


@dataclass(frozen=True)
class Standing:
    """What somebody sees of her own factor: `waiting` are groups whose records open once she has one."""

    on: bool
    codes_left: int
    waiting: frozenset[str]


@dataclass(frozen=True)
class Offered:
    """A secret to put into an app: by hand, or by an `otpauth:` address as a picture."""

    secret: str
    address: str


class SecondFactorService:
    """Sets second factors up, checks their codes, and removes them for their owner."""

    def __init__(self, store: Store, accounts: AccountService, key: keys.Key, site_name: str) -> None:
        self._store = store
        self._accounts = accounts
        self._key = key
        self._site = site_name

    def standing(self, viewer: Viewer) -> Standing:
        """The viewer's own. `Forbidden` for who has no account."""
        account = self._accounts.own(viewer)
        with self._store.reading() as connection:
            factor = stored.load(connection, account.id)
            left = stored.codes_left(connection, account.id)
        return Standing(factor is not None and factor.confirmed, left, account.waiting)

    def offer(self, viewer: Viewer) -> None:
        """Make a secret that waits for its first code. `Forbidden`; `Conflict` where a factor is in use."""
        account = self._accounts.own(viewer)
        secret = keys.close(self._key, _PURPOSE, f"{account.id} {pyotp.random_base32()}")
        with self._store.begin(account.id) as work:
            factor = stored.load(work.connection, account.id)
            if factor and factor.confirmed:
                raise Conflict("factor.there")
            stored.offer(work.connection, account.id, secret, now())

    def offered(self, viewer: Viewer) -> Offered | None:
        """The secret that waits for its first code; None where none does."""
        account = self._accounts.own(viewer)
        with self._store.reading() as connection:
            factor = stored.load(connection, account.id)
        secret = self._secret(account.id, factor.secret) if factor and not factor.confirmed else None
        if secret is None:
            return None
        return Offered(secret, pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=self._site))

    def confirm(self, password: str, code: str, *, viewer: Viewer) -> tuple[str, ...]:
        """Put the offered secret into use, with the password, so that whoever finds a session open cannot make the
        account hers, and a code that shows the app has it; every session of the account ends. Gives the recovery
        codes, this once. `LoginRefused`, `Invalid` for a wrong code, `NotFound` where nothing was offered."""
        account = self._accounts.own(viewer)
        self._accounts.login(account.email, password)
        with self._store.begin(account.id) as work:
            factor = stored.load(work.connection, account.id)
            if factor is None or factor.confirmed:
                raise NotFound("factor.not_offered")
            if not self._right(work, account.id, factor, code):
                raise Invalid("factor.refused", {"code": ["factor.refused"]})
            stored.confirm(work.connection, account.id, now())
            work.record("set second factor", account.id)
            end_all(work, account.id)
            return _new_codes(work, account.id)

    def renew_codes(self, code: str, *, viewer: Viewer) -> tuple[str, ...]:
        """New recovery codes in the place of all others, for who gives a code. `LoginRefused`."""
        account = self._accounts.own(viewer)
        self.check(account.id, code)
        with self._store.begin(account.id) as work:
            work.record("renew recovery codes", account.id)
            return _new_codes(work, account.id)

    def remove(self, password: str, code: str, *, viewer: Viewer) -> None:
        """Take one's own factor away, knowing the password and a code; every session of the account ends.
        `LoginRefused`."""
        account = self._accounts.own(viewer)
        self._accounts.login(account.email, password)
        self.check(account.id, code)
        with self._store.begin(account.id) as work:
            if not stored.remove(work.connection, account.id):
                raise NotFound("factor.none")
            work.record("remove second factor", account.id)
            end_all(work, account.id)

    def asked_of(self, account: str) -> bool:
        """True where this account signs in with a second factor."""
        with self._store.reading() as connection:
            factor = stored.load(connection, account)
        return factor is not None and factor.confirmed

    def check(self, account: str, code: str) -> None:
        """Take a code of the app, or a recovery code, and use it up. `LoginRefused`; a wrong one is counted, and after
        many in a row none is taken for a while. `NotFound` where the account has no factor."""
        moment = now()
        with self._store.begin(account) as work:
            factor = stored.load(work.connection, account)
            if factor is None or not factor.confirmed:
                raise NotFound("factor.none")
            factor = _after_pause(work, account, factor, moment)
            right = self._right(work, account, factor, code) or _take_recovery(work, account, code)
            if not right:
                stored.fail(work.connection, account, moment)
                work.record("second factor.refused", account)
        if not right:
            raise LoginRefused("factor.refused")

    def _right(self, work: UnitOfWork, account: str, factor: stored.Factor, code: str) -> bool:
        digits = "".join(code.split())
        secret = self._secret(account, factor.secret)
        if secret is None or not _DIGITS.fullmatch(digits):
            return False
        step, made = int(now().timestamp()) // STEP, pyotp.TOTP(secret)
        near = range(step - AROUND, step + AROUND + 1)
        found = [one for one in near if hmac.compare_digest(made.generate_otp(one), _ascii(digits))]
        return bool(found) and stored.take_step(work.connection, account, found[0])

    def _secret(self, account: str, closed: str) -> str | None:
        """The secret of this account; None where it was closed with another key, or for another account."""
        whose, _, secret = (keys.reveal(self._key, _PURPOSE, closed) or "").partition(" ")
        return secret if whose == account else None


def _after_pause(work: UnitOfWork, account: str, factor: stored.Factor, moment: datetime) -> stored.Factor:
    if factor.failures < MOST_FAILURES or factor.failed is None:
        return factor
    if moment - factor.failed < PAUSE:
        raise LoginRefused("factor.pause")
    stored.forgive(work.connection, account)
    return factor


def _take_recovery(work: UnitOfWork, account: str, code: str) -> bool:
    if not stored.take_code(work.connection, account, _digest(code)):
        return False
    stored.forgive(work.connection, account)
    work.record("use recovery code", account)
    return True


def _new_codes(work: UnitOfWork, account: str) -> tuple[str, ...]:
    codes = tuple(_code() for _ in range(CODES))
    stored.set_codes(work.connection, account, [_digest(code) for code in codes])
    return codes


def _code() -> str:
    """120 bits in letters that are not mistaken for each other, six groups of four: so many that of their digests none
    can be found by trying (ASVS 6.5.2)."""
    text = base64.b32encode(secrets.token_bytes(15)).decode("ascii").lower()
    return "-".join(text[start : start + 4] for start in range(0, 24, 4))


def _digest(code: str) -> str:
    return token_hash("".join(sign for sign in code.casefold() if sign.isalnum()))


def _ascii(digits: str) -> str:
    """Digits of any script (an Arabic keyboard types ٠–٩) as those of the standard."""
    return "".join(str(int(sign)) for sign in digits)
