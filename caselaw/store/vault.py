"""Wrapped keys and sealed bytes, in and out of the tables. Nothing is opened here, and nothing here could be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from caselaw.store.insertion import insert_new
from caselaw.store.tables import (
    vault_admissions,
    vault_journal,
    vault_keys,
    vault_record_keys,
    vault_recoveries,
    vault_sealed,
    vault_unlocks,
    vaults,
)
from caselaw.store.tables.base import now


@dataclass(frozen=True)
class Vault:
    """A group's vault: the generation of its key, and what is public of its recovery and its journal."""

    group: str
    generation: int
    recovery_public: bytes = field(repr=False)
    recovery_proof: bytes = field(repr=False)
    journal_public: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyPair:
    """A member's keys: the public half, and the private one, wrapped with a key made of her password."""

    account: str
    public: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    passes: int
    memory: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Admission:
    """The group's key of one generation, for one member."""

    group: str
    generation: int
    account: str
    sealed: bytes = field(repr=False)
    proof: bytes = field(repr=False)


@dataclass(frozen=True)
class Sealed:
    """Sealed bytes: of which record, in which revision."""

    id: str
    record: str
    revision: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Unlock:
    """A browser that is unlocked: whose, her private half wrapped with the browser's secret, and when it is over."""

    account: str
    sealed: bytes = field(repr=False)
    idle: datetime
    ends: datetime


def load(connection: Connection, group: str, *, lock: bool = False) -> Vault | None:
    """The vault of a group; `lock` holds it until the end of the transaction, so that its key is not made anew."""
    query = select(vaults).where(vaults.c.group_slug == group)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return (
        Vault(row.group_slug, row.generation, row.recovery_public, row.recovery_proof, row.journal_public)
        if row
        else None
    )


def there(connection: Connection, groups: Collection[str]) -> frozenset[str]:
    """Those of these groups that have a vault."""
    return frozenset(connection.scalars(select(vaults.c.group_slug).where(vaults.c.group_slug.in_(groups))))


def add(connection: Connection, vault: Vault) -> bool:
    """A new vault; False where the group has one."""
    return insert_new(connection, vaults, {**_of_vault(vault), "group_slug": vault.group, "day": today()})


def renew(connection: Connection, vault: Vault, before: int) -> bool:
    """Put a new generation in the place of the one before; False where somebody was faster."""
    fits = (vaults.c.group_slug == vault.group, vaults.c.generation == before)
    return connection.execute(update(vaults).where(*fits).values(**_of_vault(vault))).rowcount == 1


def keys(connection: Connection, accounts: Collection[str]) -> Mapping[str, KeyPair]:
    """The keys of those of these accounts that have some."""
    rows = connection.execute(select(vault_keys).where(vault_keys.c.account_id.in_(accounts)))
    return {
        row.account_id: KeyPair(row.account_id, row.public, row.salt, row.passes, row.memory, row.sealed)
        for row in rows
    }


def set_key(connection: Connection, pair: KeyPair) -> None:
    """Keep the keys of an account; earlier ones, and all that was given to them, are gone."""
    drop_key(connection, pair.account)
    connection.execute(insert(vault_keys).values(account_id=pair.account, day=today(), **_of_pair(pair)))


def rewrap_key(connection: Connection, pair: KeyPair) -> bool:
    """The same private half, wrapped anew; False where the account has other keys by now."""
    same = (vault_keys.c.account_id == pair.account, vault_keys.c.public == pair.public)
    return connection.execute(update(vault_keys).where(*same).values(**_of_pair(pair))).rowcount == 1


def drop_key(connection: Connection, account: str) -> bool:
    """Forget the keys of an account, what was given to them, and where it is unlocked; False where it has none."""
    connection.execute(delete(vault_unlocks).where(vault_unlocks.c.account_id == account))
    return connection.execute(delete(vault_keys).where(vault_keys.c.account_id == account)).rowcount == 1


def admit(connection: Connection, admission: Admission) -> None:
    """Give a member the key of a generation; what she was given of it before is replaced."""
    row = {
        "group_slug": admission.group, "generation": admission.generation, "account_id": admission.account,
        "sealed": admission.sealed, "proof": admission.proof,
    }  # fmt: skip
    dismiss(connection, admission.group, admission.account, admission.generation)
    connection.execute(insert(vault_admissions).values(row))


def dismiss(connection: Connection, group: str, account: str, generation: int) -> None:
    """Take a generation of the group's key from a member."""
    table = vault_admissions.c
    hers = (table.group_slug == group, table.account_id == account, table.generation == generation)
    connection.execute(delete(vault_admissions).where(*hers))


def admissions(connection: Connection, group: str, generation: int) -> tuple[Admission, ...]:
    """Who has this generation of the group's key."""
    asked = (vault_admissions.c.group_slug == group, vault_admissions.c.generation == generation)
    rows = connection.execute(select(vault_admissions).where(*asked).order_by(vault_admissions.c.account_id))
    return tuple(_admission(row) for row in rows)


def admission(connection: Connection, group: str, generation: int, account: str) -> Admission | None:
    """What a member was given of a generation; None where she was not."""
    table = vault_admissions.c
    asked = (table.group_slug == group, table.generation == generation, table.account_id == account)
    row = connection.execute(select(vault_admissions).where(*asked)).first()
    return _admission(row) if row else None


def generations(connection: Connection, group: str, account: str) -> tuple[int, ...]:
    """The generations of the group's key that a member has."""
    asked = (vault_admissions.c.group_slug == group, vault_admissions.c.account_id == account)
    return tuple(connection.scalars(select(vault_admissions.c.generation).where(*asked)))


def dismiss_wholly(connection: Connection, group: str, account: str) -> None:
    """Take every generation of the group's key from a member, and end where she is unlocked."""
    hers = (vault_admissions.c.group_slug == group, vault_admissions.c.account_id == account)
    connection.execute(delete(vault_admissions).where(*hers))
    lock(connection, [account])


def open_to(connection: Connection, account: str) -> frozenset[str]:
    """The groups whose newest key this account has been given."""
    joined = vault_admissions.join(
        vaults,
        (vaults.c.group_slug == vault_admissions.c.group_slug) & (vaults.c.generation == vault_admissions.c.generation),
    )
    asked = select(vaults.c.group_slug).select_from(joined).where(vault_admissions.c.account_id == account)
    return frozenset(connection.scalars(asked))


def set_recovery(connection: Connection, group: str, generation: int, sealed: bytes) -> None:
    """Keep the key of a generation for the recovery key; what was kept of it before is replaced."""
    table = vault_recoveries.c
    connection.execute(delete(vault_recoveries).where(table.group_slug == group, table.generation == generation))
    row = {"group_slug": group, "generation": generation, "sealed": sealed}
    connection.execute(insert(vault_recoveries).values(row))


def recoveries(connection: Connection, group: str) -> Mapping[int, bytes]:
    """What the recovery key opens, by generation."""
    rows = connection.execute(select(vault_recoveries).where(vault_recoveries.c.group_slug == group))
    return {row.generation: row.sealed for row in rows}


def forget_generations(connection: Connection, group: str, below: int) -> None:
    """Nobody has a key of the group of an earlier generation any more, on paper or off it."""
    for table in (vault_admissions, vault_recoveries):
        gone = (table.c.group_slug == group, table.c.generation < below)
        connection.execute(delete(table).where(*gone))


def set_record_key(connection: Connection, group: str, record: str, generation: int, sealed: bytes) -> bool:
    """Keep the key of a new record; False where there is one of this name."""
    row = {"group_slug": group, "record": record, "generation": generation, "sealed": sealed}
    return insert_new(connection, vault_record_keys, row)


def record_keys(
    connection: Connection, group: str, records: Collection[str] | None = None
) -> Mapping[str, tuple[int, bytes]]:
    """Generation and wrapped key of these records of a group, or of all."""
    query = select(vault_record_keys).where(vault_record_keys.c.group_slug == group)
    if records is not None:
        query = query.where(vault_record_keys.c.record.in_(records))
    return {row.record: (row.generation, row.sealed) for row in connection.execute(query)}


def behind(connection: Connection, group: str, generation: int, limit: int) -> Mapping[str, tuple[int, bytes]]:
    """Some records whose key is wrapped with an earlier generation, with it and the wrapped key."""
    old = (vault_record_keys.c.group_slug == group, vault_record_keys.c.generation < generation)
    rows = connection.execute(select(vault_record_keys).where(*old).limit(limit))
    return {row.record: (row.generation, row.sealed) for row in rows}


def count_behind(connection: Connection, group: str, generation: int) -> int:
    """How many records have a key that is wrapped with an earlier generation."""
    old = (vault_record_keys.c.group_slug == group, vault_record_keys.c.generation < generation)
    return connection.execute(select(func.count()).select_from(vault_record_keys).where(*old)).scalar_one()


def rewrap_record(connection: Connection, group: str, record: str, generation: int, sealed: bytes) -> None:
    """Put the wrapped key of a record in the place of the one before."""
    table = vault_record_keys.c
    this = (table.group_slug == group, table.record == record)
    connection.execute(update(vault_record_keys).where(*this).values(generation=generation, sealed=sealed))


def forget_record(connection: Connection, group: str, record: str) -> bool:
    """Forget a record's key and all that was sealed with it in the tables; False where there was none."""
    table = vault_record_keys.c
    gone = delete(vault_record_keys).where(table.group_slug == group, table.record == record)
    return connection.execute(gone).rowcount == 1


def put(connection: Connection, group: str, row: Sealed, *, before: int | None) -> bool:
    """Keep sealed bytes in the place of the revision `before`, or as new where that is None; False where somebody was
    faster: nothing is written then."""
    kept = {"revision": row.revision, "sealed": row.sealed, "day": today()}
    if before is None:
        return insert_new(
            connection, vault_sealed, {"id": row.id, "group_slug": group, "record": row.record, **kept}
        )  # fmt: skip
    table = vault_sealed.c
    fits = (table.id == row.id, table.group_slug == group, table.record == row.record, table.revision == before)
    return connection.execute(update(vault_sealed).where(*fits).values(**kept)).rowcount == 1


def get(connection: Connection, group: str, row_id: str) -> Sealed | None:
    """Sealed bytes of this group by their id."""
    asked = select(vault_sealed).where(vault_sealed.c.id == row_id, vault_sealed.c.group_slug == group)
    row = connection.execute(asked).first()
    return Sealed(row.id, row.record, row.revision, row.sealed) if row else None


def scan(connection: Connection, group: str, record: str | None = None) -> Iterator[Sealed]:
    """All sealed bytes of a group, or of one record of it, by their ids."""
    query = select(vault_sealed).where(vault_sealed.c.group_slug == group).order_by(vault_sealed.c.id)
    if record is not None:
        query = query.where(vault_sealed.c.record == record)
    for row in connection.execution_options(yield_per=200).execute(query):
        yield Sealed(row.id, row.record, row.revision, row.sealed)


def remove(connection: Connection, group: str, row_id: str) -> bool:
    """Remove sealed bytes; False where there are none of this id."""
    gone = delete(vault_sealed).where(vault_sealed.c.id == row_id, vault_sealed.c.group_slug == group)
    return connection.execute(gone).rowcount == 1


def unlock(connection: Connection, digest: bytes, session: str, kept: Unlock) -> None:
    """Keep that a browser is unlocked, as long as its session; those that are over are deleted."""
    forget_over(connection, now())
    row = {
        "digest": digest, "session": session, "account_id": kept.account, "sealed": kept.sealed, "idle": kept.idle,
        "ends": kept.ends,
    }  # fmt: skip
    connection.execute(insert(vault_unlocks).values(row))


def unlocked(connection: Connection, digest: bytes, account: str, at: datetime) -> Unlock | None:
    """What is kept of an unlocked browser of this account, unless it is over."""
    table = vault_unlocks.c
    alive = (table.digest == digest, table.account_id == account, table.idle > at, table.ends > at)
    row = connection.execute(select(vault_unlocks).where(*alive)).first()
    return Unlock(row.account_id, row.sealed, row.idle, row.ends) if row else None


def used(connection: Connection, digest: bytes, idle: datetime) -> None:
    """An unlocked browser was used: it stays so until this moment."""
    connection.execute(update(vault_unlocks).where(vault_unlocks.c.digest == digest).values(idle=idle))


def lock(connection: Connection, accounts: Collection[str]) -> None:
    """No browser of these accounts is unlocked any more."""
    connection.execute(delete(vault_unlocks).where(vault_unlocks.c.account_id.in_(accounts)))


def lock_one(connection: Connection, digest: bytes) -> None:
    """This browser is not unlocked any more."""
    connection.execute(delete(vault_unlocks).where(vault_unlocks.c.digest == digest))


def forget_over(connection: Connection, at: datetime) -> None:
    """Delete what is kept of unlocked browsers whose time is over."""
    over = (vault_unlocks.c.idle <= at) | (vault_unlocks.c.ends <= at)
    connection.execute(delete(vault_unlocks).where(over))


def note(connection: Connection, group: str, sealed: bytes) -> None:
    """Add a sealed line to the journal of a group, whose vault the caller holds."""
    last = select(func.coalesce(func.max(vault_journal.c.number), 0)).where(vault_journal.c.group_slug == group)
    number = connection.execute(last).scalar_one() + 1
    connection.execute(insert(vault_journal).values(group_slug=group, number=number, sealed=sealed))


def journal(connection: Connection, group: str, size: int) -> tuple[bytes, ...]:
    """The sealed lines of a group's journal, the newest first."""
    asked = select(vault_journal.c.sealed).where(vault_journal.c.group_slug == group)
    return tuple(connection.scalars(asked.order_by(vault_journal.c.number.desc()).limit(size)))


def today() -> str:
    """The day, all that is kept of a time."""
    return now().date().isoformat()


def _admission(row: Row[object]) -> Admission:
    return Admission(row.group_slug, row.generation, row.account_id, row.sealed, row.proof)


def _of_vault(vault: Vault) -> dict[str, object]:
    return {
        "generation": vault.generation, "recovery_public": vault.recovery_public,
        "recovery_proof": vault.recovery_proof, "journal_public": vault.journal_public,
    }  # fmt: skip


def _of_pair(pair: KeyPair) -> dict[str, object]:
    return {
        "public": pair.public, "salt": pair.salt, "passes": pair.passes, "memory": pair.memory, "sealed": pair.sealed,
    }  # fmt: skip
