"""What becomes of a member's key when her password changes: wrapped anew by who knows both passwords, lost otherwise.

A password that is set by a letter, or by who manages accounts, opens nothing that the old one did: the key is forgotten
and she asks to be let in anew. So nobody who can set a password, or read a mail, comes to sealed records by it.
"""

from __future__ import annotations

from dataclasses import replace

from nacl.utils import random

from caselaw.domain.errors import Invalid, VaultDamaged
from caselaw.services.vault import boxes
from caselaw.services.vault.keys import from_password
from caselaw.services.vault.parameters import SALT, SHORTEST_PASSWORD, Cost
from caselaw.store import Store, UnitOfWork
from caselaw.store import vault as stored


def require_long(password: str) -> None:
    """`Invalid` for a password that is too short to stand alone before sealed records."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid("vault.password_short", {"password": ["vault.password_short"]}, least=SHORTEST_PASSWORD)


def rewrapped(store: Store, account: str, old: str, new: str) -> stored.KeyPair | None:
    """The key of this account wrapped with the new password, for `keep`; None where it has none, or the old password
    does not open it. `Invalid` for a new one that is too short. Takes long: call it outside a transaction."""
    with store.reading() as connection:
        pair = stored.keys(connection, [account]).get(account)
    if pair is None:
        return None
    require_long(new)
    cost, names = Cost(pair.passes, pair.memory), ("private", account, pair.public.hex())
    try:
        private = boxes.unwrap(from_password(old, pair.salt, cost), pair.sealed, *names)
    except VaultDamaged:
        return None
    salt = random(SALT)
    return replace(pair, salt=salt, sealed=boxes.wrap(from_password(new, salt, cost), private, *names))


def keep(work: UnitOfWork, account: str, pair: stored.KeyPair | None) -> None:
    """In the transaction that sets a password: the key as it is wrapped now, or no key any more."""
    if pair is None or not stored.rewrap_key(work.connection, pair):
        stored.drop_key(work.connection, account)
