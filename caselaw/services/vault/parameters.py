"""Every parameter of the vault's cryptography in one place, each with its source. All of it is done by libsodium, as
PyNaCl gives it; nothing here is of our own making but how names are bound to boxes and how lengths are hidden.

| what | with | source |
|---|---|---|
| records, wrapped keys | XChaCha20-Poly1305 (IETF), random nonce | draft-irtf-cfrg-xchacha-03; libsodium, "AEAD" |
| files | secretstream XChaCha20-Poly1305, chunks in order, the last one marked | libsodium, "Encrypted streams" |
| a key given to a person | sealed box: X25519, XSalsa20-Poly1305 | RFC 7748; libsodium, "Sealed boxes" |
| a key from a password | argon2id, version 1.3 | RFC 9106; libsodium, "Password hashing" |
| proofs, fingerprints, look-up names | BLAKE2b, with a key or a personal string | RFC 7693 |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

FORM = b"\x01"
"""The first byte of everything that is sealed: another form of sealing gets another."""

KEY = 32
"""Bytes of every symmetric key, of X25519 keys, of proofs and of the secret of an unlocked browser: 256 bits."""

SALT = 16
"""crypto_pwhash_SALTBYTES."""


@dataclass(frozen=True)
class Cost:
    """What one try of a password costs: passes over the memory, and bytes of it. It is kept beside each wrapped key, so
    that a later release can ask for more."""

    passes: int
    memory: int


COST = Cost(passes=3, memory=256 * 1024 * 1024)
"""libsodium's MODERATE; four times the memory that RFC 9106 (section 4) gives its second choice, six that of the OWASP
Password Storage Cheat Sheet. About half a second; one at a time in a process, so that memory has a bound."""

LEAST = Cost(passes=1, memory=8 * 1024 * 1024)
"""Below this the library's own MIN: a wrapped key that names less was tampered with (crypto_pwhash_MEMLIMIT_MIN)."""

SHORTEST_PASSWORD = 15
"""Characters of a password that opens sealed records. It is all that stands between a seized disk and them, since the
second factor is asked by the server: what NIST SP 800-63B-4 (3.1.1.2) asks of a password that stands alone."""

IDLE = timedelta(minutes=15)
WHOLE = timedelta(hours=8)
"""How long a browser stays unlocked unused, and at most (OWASP Session Management Cheat Sheet: 15 to 30 minutes, 4 to 8
hours)."""

CHUNK = 64 * 1024
"""Bytes of a file that are sealed together."""

LEAST_PADDED = 256
"""No sealed record shows that it is shorter. Above, lengths are rounded as PADMÉ does: at most 12 % more, and
O(log log n) bits known of a length (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PoPETs 2019)."""

REWRAPPED_AT_ONCE = 200
"""Record keys that are wrapped anew in one transaction."""

FINGERPRINT_GROUPS = 6
"""Groups of five digits that are compared by voice: 30 digits, 99 bits, as one half of Signal's safety number."""
