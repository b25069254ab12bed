"""Second factors, recovery codes, half-done sign-ins and removals that wait, in and out of the tables."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from caselaw.store.insertion import insert_new
from caselaw.store.tables import factor_removals, recovery_codes, second_factors, sign_ins


@dataclass(frozen=True)
class Factor:
    """A second factor as it is kept: its secret closed, and what is known of the last tries."""

    secret: str
    confirmed: bool
    last_step: int
    failures: int
    failed: datetime | None


@dataclass(frozen=True)
class Removal:
    """Somebody asked that the factor of an account be removed; another has to agree before this is over."""

    account: str
    asked_by: str
    expires: datetime


def load(connection: Connection, account: str) -> Factor | None:
    row = connection.execute(select(second_factors).where(second_factors.c.account_id == account)).first()
    return Factor(row.secret, row.confirmed is not None, row.last_step, row.failures, row.failed) if row else None


def offer(connection: Connection, account: str, secret: str, at: datetime) -> None:
    """A secret that counts for nothing until a code of it has been given; one offered before is forgotten."""
    connection.execute(
        delete(second_factors).where(second_factors.c.account_id == account, second_factors.c.confirmed.is_(None))
    )
    row = {"account_id": account, "secret": secret, "added": at, "confirmed": None, "last_step": 0, "failures": 0}
    insert_new(connection, second_factors, {**row, "failed": None})


def confirm(connection: Connection, account: str, at: datetime) -> None:
    connection.execute(update(second_factors).where(second_factors.c.account_id == account).values(confirmed=at))


def take_step(connection: Connection, account: str, step: int) -> bool:
    """The code of this half minute is used up, with all before it; False where it was already, by whomever."""
    later = update(second_factors).where(second_factors.c.account_id == account, second_factors.c.last_step < step)
    return connection.execute(later.values(last_step=step, failures=0, failed=None)).rowcount == 1


def fail(connection: Connection, account: str, at: datetime) -> None:
    """One more wrong code in a row."""
    hers = update(second_factors).where(second_factors.c.account_id == account)
    connection.execute(hers.values(failures=second_factors.c.failures + 1, failed=at))


def forgive(connection: Connection, account: str) -> None:
    """Wrong codes are counted from nothing again."""
    hers = update(second_factors).where(second_factors.c.account_id == account)
    connection.execute(hers.values(failures=0, failed=None))


def remove(connection: Connection, account: str) -> bool:
    """No second factor, no codes, no request that waits; False where there was no factor in use."""
    for table in (recovery_codes, factor_removals, sign_ins):
        connection.execute(delete(table).where(table.c.account_id == account))
    gone = delete(second_factors).where(second_factors.c.account_id == account).returning(second_factors.c.confirmed)
    return any(row.confirmed for row in connection.execute(gone))


def set_codes(connection: Connection, account: str, digests: Collection[str]) -> None:
    """These recovery codes and no others."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account))
    connection.execute(insert(recovery_codes), [{"account_id": account, "sha256": one} for one in digests])


def take_code(connection: Connection, account: str, digest: str) -> bool:
    """Use a recovery code up; False where there is none such."""
    gone = delete(recovery_codes).where(recovery_codes.c.account_id == account, recovery_codes.c.sha256 == digest)
    return connection.execute(gone).rowcount == 1


def codes_left(connection: Connection, account: str) -> int:
    left = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.account_id == account)
    return connection.execute(left).scalar_one()


def begin(connection: Connection, sha256: str, account: str, at: datetime, expires: datetime) -> None:
    """A sign-in whose password was right and whose code is to come; those past their time are deleted."""
    connection.execute(delete(sign_ins).where(sign_ins.c.expires <= at))
    row = {"sha256": sha256, "account_id": account, "tries": 0, "expires": expires}
    connection.execute(insert(sign_ins).values(row))


def begun(connection: Connection, sha256: str, at: datetime) -> str | None:
    """Whose half-done sign-in has this hash."""
    alive = select(sign_ins.c.account_id).where(sign_ins.c.sha256 == sha256, sign_ins.c.expires > at)
    return connection.execute(alive).scalar()


def try_once(connection: Connection, sha256: str, most: int, at: datetime) -> str | None:
    """One more try of this sign-in: whose it is; None where it is over or has had so many."""
    alive = (sign_ins.c.sha256 == sha256, sign_ins.c.expires > at, sign_ins.c.tries < most)
    counted = update(sign_ins).where(*alive).values(tries=sign_ins.c.tries + 1).returning(sign_ins.c.account_id)
    return connection.execute(counted).scalar()


def end(connection: Connection, sha256: str) -> bool:
    """The sign-in is done: it is good once; False where another was first."""
    return connection.execute(delete(sign_ins).where(sign_ins.c.sha256 == sha256)).rowcount == 1


def end_all(connection: Connection, account: str) -> None:
    """No half-done sign-in of this account goes on."""
    connection.execute(delete(sign_ins).where(sign_ins.c.account_id == account))


def ask_removal(connection: Connection, removal: Removal, at: datetime) -> None:
    """Keep a request; an earlier one for the account is forgotten."""
    connection.execute(delete(factor_removals).where(factor_removals.c.account_id == removal.account))
    row = {"account_id": removal.account, "asked_by": removal.asked_by, "added": at, "expires": removal.expires}
    connection.execute(insert(factor_removals).values(row))


def removals(connection: Connection, at: datetime) -> tuple[Removal, ...]:
    """The requests that wait at this moment."""
    alive = select(factor_removals).where(factor_removals.c.expires > at).order_by(factor_removals.c.added)
    return tuple(Removal(row.account_id, row.asked_by, row.expires) for row in connection.execute(alive))


def drop_removal(connection: Connection, account: str) -> bool:
    """Forget a request; False where there was none."""
    return connection.execute(delete(factor_removals).where(factor_removals.c.account_id == account)).rowcount == 1
