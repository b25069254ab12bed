"""Keys while they are in memory, and the key that is made of a password.

`Secret` is never printed, pickled or compared by chance, and is overwritten when it is let go. Python and the library
make copies on the way (bytes cannot be overwritten), and the system may swap: who reads this machine's memory while a
group is unlocked reads its keys. The threat model says so.
"""

from __future__ import annotations

import threading
from typing import NoReturn

from nacl.bindings import crypto_box_seed_keypair, sodium_memcmp
from nacl.pwhash import argon2id
from nacl.utils import random

from caselaw.domain.errors import VaultDamaged
from caselaw.domain.people.account import password_bytes
from caselaw.services.vault.parameters import KEY, LEAST, Cost

_ONE_AT_A_TIME = threading.Lock()
_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_PASSES = 12


class Secret:
    """A key. What it is comes out by `reveal` alone."""

    __slots__ = ("_kept",)

    def __init__(self, kept: bytes) -> None:
        self._kept = bytearray(kept)

    @classmethod
    def new(cls) -> Secret:
        """A random key, from the system's generator."""
        return cls(random(KEY))

    def reveal(self) -> bytes:
        """The key itself, as the library wants it. `ValueError` after `wipe`."""
        if not self._kept:
            raise ValueError("this key was let go")
        return bytes(self._kept)

    def wipe(self) -> None:
        """Overwrite the key; it is good for nothing afterwards. Safe to repeat."""
        self._kept[:] = bytes(len(self._kept))
        self._kept.clear()

    def is_same(self, other: Secret) -> bool:
        """True for the same key, after the same time in every case."""
        return sodium_memcmp(self.reveal(), other.reveal())

    def __repr__(self) -> str:
        return "<Secret>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written down")

    def __del__(self) -> None:
        self.wipe()


def key_pair(seed: Secret) -> bytes:
    """The public half of the X25519 pair that this seed makes."""
    public: bytes = crypto_box_seed_keypair(seed.reveal())[0]
    return public


def from_password(password: str, salt: bytes, cost: Cost) -> Secret:
    """The key that a password makes: argon2id, one at a time in this process. `VaultDamaged` for a cost that nobody
    here ever wrote: it would ask for all memory, or make guessing cheap."""
    if not (LEAST.passes <= cost.passes <= _MOST_PASSES and LEAST.memory <= cost.memory <= _MOST_MEMORY):
        raise VaultDamaged()
    with _ONE_AT_A_TIME:
        return Secret(argon2id.kdf(KEY, password_bytes(password), salt, opslimit=cost.passes, memlimit=cost.memory))
