"""An opened vault: what a request holds while a member of the group has it open, and nothing outlives the request.

For whoever keeps records in it. `services.vault.opened(viewer, secret, group)` gives an `OpenVault`; within one
transaction of the store (`connection`):

- `new_record(connection, record)` makes the record's own key and gives its `RecordBox`; `record(connection, record)`
  and `records(connection)` give those that are there;
- `RecordBox.seal(kind, id, plain)` and `unseal` for bytes, `seal_file` and `unseal_file` for streams. `kind` and `id`
  are authenticated, so that a box opens only as what it was sealed as. Put a revision into `id` (`f"{id} {revision}"`)
  where an older box must not be put back in the place of a newer;
- `caselaw.store.vault.put`, `get`, `scan`, `remove` keep sealed bytes by opaque ids and revisions;
- `forget(connection, record)` forgets the key and removes what was sealed with it in the tables: what lies elsewhere
  (files) opens to nobody any more, but remove it too. A backup made earlier still has the key, wrapped;
- `note(work, action, subject)` writes the group's sealed journal and one line of the trail, which names nobody; `work`
  is `store.begin(TRAIL)`, never a person's. Ids alone go in, as into any line of the trail.

Never put what is unsealed into a log, an error, a job, a file or an index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, NoReturn

from sqlalchemy import Connection

from caselaw.domain.errors import Conflict, NotFound, VaultLocked
from caselaw.domain.vault import Line
from caselaw.services.vault import boxes
from caselaw.services.vault.keys import Secret, key_pair
from caselaw.store import UnitOfWork
from caselaw.store import vault as stored

HOME = "home"
"""The record whose key is the group's own: for what is of no record. No record of the group may be called so."""
TRAIL = "vault"
"""Under whose name everything in a vault stands in the trail: `store.begin(TRAIL)`."""


class RecordBox:
    """The key of one record of one group."""

    __slots__ = ("_group", "_key", "record")

    def __init__(self, group: str, record: str, key: Secret) -> None:
        self._group, self.record, self._key = group, record, key

    def seal(self, kind: str, id: str, plain: bytes) -> bytes:  # noqa: A002
        """Seal bytes as this thing of the record."""
        return boxes.seal(self._key, plain, "thing", self._group, self.record, kind, id)

    def unseal(self, kind: str, id: str, sealed: bytes) -> bytes:  # noqa: A002
        """What was sealed as this thing. `VaultDamaged` for anything else."""
        return boxes.unseal(self._key, sealed, "thing", self._group, self.record, kind, id)

    def seal_file(self, kind: str, id: str, source: BinaryIO, target: BinaryIO) -> None:  # noqa: A002
        """Seal a file as this thing, chunk by chunk; its length is rounded."""
        boxes.seal_file(self._key, source, target, "file", self._group, self.record, kind, id)

    def unseal_file(self, kind: str, id: str, source: BinaryIO) -> Iterator[bytes]:  # noqa: A002
        """The file in pieces; `VaultDamaged`, for a file that was cut off only when the end is reached."""
        return boxes.unseal_file(self._key, source, "file", self._group, self.record, kind, id)

    def seed(self) -> Secret:
        """The key itself, for a key pair to be made of it."""
        return self._key

    def __repr__(self) -> str:
        return "<RecordBox>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written down")


class OpenVault:
    """The vault of a group while one of its members has it open."""

    __slots__ = ("_home", "_keys", "_private", "account", "generation", "group")

    def __init__(self, vault: stored.Vault, account: str, private: Secret, home: RecordBox, key: Secret) -> None:
        self.group, self.generation, self.account = vault.group, vault.generation, account
        self._private, self._home = private, home
        self._keys = {vault.generation: key}

    def seal(self, kind: str, id: str, plain: bytes) -> bytes:  # noqa: A002
        """Seal bytes that are of no record, with the group's own key."""
        return self._home.seal(kind, id, plain)

    def unseal(self, kind: str, id: str, sealed: bytes) -> bytes:  # noqa: A002
        """What `seal` was given. `VaultDamaged`."""
        return self._home.unseal(kind, id, sealed)

    def new_record(self, connection: Connection, record: str) -> RecordBox:
        """The box of a new record, its key kept in this transaction. `Conflict` where there is one of this name."""
        newest = stored.load(connection, self.group, lock=True)  # its key is not made anew before we have committed
        if newest is None:
            raise NotFound()
        key, box = self._key(connection, newest.generation), Secret.new()
        wrapped = boxes.wrap(key, box, *record_names(self.group, record, newest.generation))
        if not stored.set_record_key(connection, self.group, record, newest.generation, wrapped):
            raise Conflict()
        return RecordBox(self.group, record, box)

    def record(self, connection: Connection, record: str) -> RecordBox:
        """The box of a record. `NotFound` where there is none, or its key was forgotten."""
        return self._box(connection, record, *_one(stored.record_keys(connection, self.group, [record]), record))

    def records(self, connection: Connection) -> Mapping[str, RecordBox]:
        """The boxes of all records of the group, for reading them through."""
        found = stored.record_keys(connection, self.group)
        return {one: self._box(connection, one, *kept) for one, kept in found.items() if one != HOME}

    def forget(self, connection: Connection, record: str) -> bool:
        """Forget a record: its key, and what was sealed with it in the tables. False where there is none."""
        return record != HOME and stored.forget_record(connection, self.group, record)

    def note(self, work: UnitOfWork, action: str, subject: str) -> None:
        """Write down what this member did: sealed in the group's journal, and in the trail as a digest of that line, by
        which the group can show that none was taken away."""
        vault = stored.load(work.connection, self.group, lock=True)
        if vault is None:
            raise NotFound()
        note(work, replace(vault, journal_public=self.journal_public), self.account, action, subject)

    @property
    def journal_public(self) -> bytes:
        """The public key of the journal, made of the private half that is held: the one in the database could be that
        of whoever writes there, and wants to read along."""
        return key_pair(self._home.seed())

    def journal(self, connection: Connection, size: int) -> tuple[Line, ...]:
        """What was done last, the newest first."""
        told = stored.journal(connection, self.group, size)
        return tuple(Line(*json.loads(boxes.hear(self._home.seed(), one))) for one in told)

    def key(self, connection: Connection) -> Secret:
        """The newest key of the group, for the verbs that pass it on."""
        return self._key(connection, self.generation)

    def all_keys(self, connection: Connection) -> Mapping[int, Secret]:
        """The keys of all generations that this member has: while records are wrapped anew there is more than one."""
        found = stored.generations(connection, self.group, self.account)
        return {one: self._key(connection, one) for one in found}

    def rewrap(self, connection: Connection, record: str, generation: int, sealed: bytes, newest: int) -> None:
        """Wrap the key of a record with a newer key of the group."""
        key = self._key(connection, generation)
        inner = boxes.unwrap(key, sealed, *record_names(self.group, record, generation))
        again = boxes.wrap(self._key(connection, newest), inner, *record_names(self.group, record, newest))
        stored.rewrap_record(connection, self.group, record, newest, again)

    def close(self) -> None:
        """Overwrite the keys that are held. Safe to repeat."""
        for held in (self._private, self._home.seed(), *self._keys.values()):
            held.wipe()

    def _box(self, connection: Connection, record: str, generation: int, sealed: bytes) -> RecordBox:
        key = self._key(connection, generation)
        return RecordBox(self.group, record, boxes.unwrap(key, sealed, *record_names(self.group, record, generation)))

    def _key(self, connection: Connection, generation: int) -> Secret:
        if generation not in self._keys:
            self._keys[generation] = group_key(connection, self.group, generation, self.account, self._private)
        return self._keys[generation]

    def __repr__(self) -> str:
        return "<OpenVault>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written down")


def open_vault(connection: Connection, vault: stored.Vault, account: str, private: Secret) -> OpenVault:
    """Open a vault with the private half of a member's key. `VaultLocked` where she has not been given its key."""
    key = group_key(connection, vault.group, vault.generation, account, private)
    generation, sealed = _one(stored.record_keys(connection, vault.group, [HOME]), HOME)
    around = key if generation == vault.generation else None
    if around is None:
        around = group_key(connection, vault.group, generation, account, private)
    home = boxes.unwrap(around, sealed, *record_names(vault.group, HOME, generation))
    return OpenVault(vault, account, private, RecordBox(vault.group, HOME, home), key)


def group_key(connection: Connection, group: str, generation: int, account: str, private: Secret) -> Secret:
    """The group's key of a generation, as it was given to a member. `VaultLocked` where it was not."""
    given = stored.admission(connection, group, generation, account)
    if given is None:
        raise VaultLocked("vault.outside")
    return boxes.take(private, given.sealed, *given_names(group, generation, account))


def note(work: UnitOfWork, vault: stored.Vault, account: str, action: str, subject: str) -> None:
    """Write a line of the journal, for which only its public key is needed, and its digest into the trail. `ValueError`
    in a transaction of anybody but `TRAIL`: the line of the trail would say who."""
    if work.actor != TRAIL:
        raise ValueError("what is done in a vault is done in `store.begin(TRAIL)`")
    line = json.dumps([stored.today(), account, action, subject], ensure_ascii=False).encode()
    sealed = boxes.tell(vault.journal_public, line)
    stored.note(work.connection, vault.group, sealed)
    work.record("vault", boxes.digest(sealed, b"caselaw journal").hex()[:24])


def record_names(group: str, record: str, generation: int) -> tuple[str, ...]:
    """What the wrapped key of a record is bound to."""
    return ("record key", group, record, str(generation))


def given_names(group: str, generation: int, account: str) -> tuple[str, ...]:
    """What the group's key is bound to as a member has it."""
    return ("group key", group, str(generation), account)


def _one(found: Mapping[str, tuple[int, bytes]], record: str) -> tuple[int, bytes]:
    if record not in found:
        raise NotFound()
    return found[record]
