"""What is kept of sealed records: public keys, keys that are wrapped, and sealed bytes. No title, state, date, name of
a file or size stands here in clear: only random ids, the group, and the day (ISO 8601) on which a row was written.

Whoever reads these tables learns that a group has a vault, which accounts have a key to it, and how many rows it has.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, LargeBinary, Named, Table, Text
from sqlalchemy import TypedColumns as Columns

from caselaw.store.tables.base import UtcDateTime, metadata


class _Vaults(Columns):
    group_slug: Named[str] = Column(Text, ForeignKey("groups.slug"), primary_key=True)
    generation: Named[int] = Column(Integer)  # of the group's key: one more whenever it is made anew
    recovery_public: Named[bytes] = Column(LargeBinary)
    recovery_proof: Named[bytes] = Column(LargeBinary)  # by the newest key: nobody slips another public key in
    journal_public: Named[bytes] = Column(LargeBinary)
    day: Named[str] = Column(Text)


class _Keys(Columns):
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    public: Named[bytes] = Column(LargeBinary)
    salt: Named[bytes] = Column(LargeBinary)
    passes: Named[int] = Column(Integer)
    memory: Named[int] = Column(Integer)
    sealed: Named[bytes] = Column(LargeBinary)  # the private half, with the key of the password
    day: Named[str] = Column(Text)


class _Admissions(Columns):
    group_slug: Named[str] = Column(Text, ForeignKey("vaults.group_slug", ondelete="CASCADE"), primary_key=True)
    generation: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    account_id: Named[str] = Column(
        Text, ForeignKey("vault_keys.account_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    sealed: Named[bytes] = Column(LargeBinary)  # the group's key, to the member's public key
    proof: Named[bytes] = Column(LargeBinary)  # of that public key, by the group's key


class _Recoveries(Columns):
    group_slug: Named[str] = Column(Text, ForeignKey("vaults.group_slug", ondelete="CASCADE"), primary_key=True)
    generation: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    sealed: Named[bytes] = Column(LargeBinary)  # the group's key, to the recovery key on paper


class _RecordKeys(Columns):
    group_slug: Named[str] = Column(Text, ForeignKey("vaults.group_slug", ondelete="CASCADE"), primary_key=True)
    record: Named[str] = Column(Text, primary_key=True)
    generation: Named[int] = Column(Integer)
    sealed: Named[bytes] = Column(LargeBinary)  # the record's key, with the group's


class _Sealed(Columns):
    id: Named[str] = Column(Text, primary_key=True)
    group_slug: Named[str] = Column(Text)
    record: Named[str] = Column(Text)
    revision: Named[int] = Column(Integer)
    sealed: Named[bytes] = Column(LargeBinary)
    day: Named[str] = Column(Text)


class _Unlocks(Columns):
    digest: Named[bytes] = Column(LargeBinary, primary_key=True)  # of the secret in the cookie
    session: Named[str] = Column(Text, ForeignKey("sessions.sha256", ondelete="CASCADE"), index=True)
    account_id: Named[str] = Column(Text, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    sealed: Named[bytes] = Column(LargeBinary)  # the member's private half, with the secret in the cookie
    idle: Named[datetime] = Column(UtcDateTime)  # over at this moment unless used before
    ends: Named[datetime] = Column(UtcDateTime)


class _Journal(Columns):
    group_slug: Named[str] = Column(Text, ForeignKey("vaults.group_slug", ondelete="CASCADE"), primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    sealed: Named[bytes] = Column(LargeBinary)


vaults = Table("vaults", metadata, _Vaults)
vault_keys = Table("vault_keys", metadata, _Keys)
vault_admissions = Table("vault_admissions", metadata, _Admissions)
vault_recoveries = Table("vault_recoveries", metadata, _Recoveries)
vault_record_keys = Table("vault_record_keys", metadata, _RecordKeys)
vault_sealed = Table(
    "vault_sealed",
    metadata,
    _Sealed,
    ForeignKeyConstraint(
        ["group_slug", "record"], ["vault_record_keys.group_slug", "vault_record_keys.record"], ondelete="CASCADE",
        name="fk_vault_sealed_record_vault_record_keys",
    ),
    Index("ix_vault_sealed_record", "group_slug", "record"),
)  # fmt: skip
vault_unlocks = Table("vault_unlocks", metadata, _Unlocks)
vault_journal = Table("vault_journal", metadata, _Journal)
