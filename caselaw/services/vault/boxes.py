"""Boxes: bytes sealed with a key and bound to what they are, so that none opens in the place of another.

What a box is bound to (a group, a record, a kind, an id) is authenticated and not kept in it: whoever opens it must
name the same. One changed byte, and it does not open at all.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from nacl import bindings
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random

from caselaw.domain.errors import VaultDamaged
from caselaw.services.vault.keys import Secret
from caselaw.services.vault.parameters import CHUNK, FORM, KEY, LEAST_PADDED

_NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_ADDED = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_LENGTH = struct.Struct(">Q")


def seal(key: Secret, plain: bytes, *names: str) -> bytes:
    """Seal what is for one key alone, its length rounded, bound to these names."""
    nonce, whole = random(_NONCE), _LENGTH.pack(len(plain)) + plain
    whole += bytes(padded(len(whole)) - len(whole))
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(whole, bound(*names), nonce, key.reveal())
    return FORM + nonce + sealed


def unseal(key: Secret, sealed: bytes, *names: str) -> bytes:
    """What `seal` was given. `VaultDamaged` for another key, other names, or a byte that was changed."""
    if sealed[:1] != FORM:
        raise VaultDamaged()
    nonce, rest = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        whole = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(rest, bound(*names), nonce, key.reveal())
    except (CryptoError, ValueError, TypeError):
        raise VaultDamaged() from None
    return _without_padding(whole)


def wrap(key: Secret, inner: Secret, *names: str) -> bytes:
    """One key sealed with another."""
    return seal(key, inner.reveal(), *names)


def unwrap(key: Secret, sealed: bytes, *names: str) -> Secret:
    """The key that `wrap` was given. `VaultDamaged`."""
    return Secret(unseal(key, sealed, *names))


def give(public: bytes, inner: Secret, *names: str) -> bytes:
    """A key sealed so that only the owner of this public key opens it (the library's sealed box binds nothing: the
    names go into it)."""
    return FORM + SealedBox(PublicKey(public)).encrypt(bound(*names) + inner.reveal())


def take(seed: Secret, given: bytes, *names: str) -> Secret:
    """The key that `give` was given, by who has the private half. `VaultDamaged`."""
    try:
        plain = SealedBox(PrivateKey.from_seed(seed.reveal())).decrypt(given[1:])
    except (CryptoError, ValueError, TypeError):
        raise VaultDamaged() from None
    named, inner = plain[:-KEY], plain[-KEY:]
    if given[:1] != FORM or named != bound(*names):
        raise VaultDamaged()
    return Secret(inner)


def tell(public: bytes, plain: bytes) -> bytes:
    """Bytes for the owner of this public key alone, their length rounded."""
    whole = _LENGTH.pack(len(plain)) + plain
    return FORM + SealedBox(PublicKey(public)).encrypt(whole + bytes(padded(len(whole)) - len(whole)))


def hear(seed: Secret, told: bytes) -> bytes:
    """What `tell` was given. `VaultDamaged`."""
    try:
        whole = SealedBox(PrivateKey.from_seed(seed.reveal())).decrypt(told[1:])
    except (CryptoError, ValueError, TypeError):
        raise VaultDamaged() from None
    return _without_padding(whole)


def proof(key: Secret, plain: bytes, *names: str) -> bytes:
    """Shows that somebody who had this key stands for these bytes under these names."""
    made: bytes = blake2b(bound(*names) + plain, KEY, key.reveal(), person=b"caselaw proof", encoder=RawEncoder)
    return made


def is_proof(given: bytes, key: Secret, plain: bytes, *names: str) -> bool:
    """True where `proof` gave this; after the same time in every case."""
    return bindings.sodium_memcmp(given, proof(key, plain, *names))


def digest(plain: bytes, person: bytes) -> bytes:
    """A name of these bytes, other than that of the same bytes for another purpose (`person`, up to 16 bytes)."""
    made: bytes = blake2b(plain, KEY, person=person, encoder=RawEncoder)
    return made


def seal_file(key: Secret, source: BinaryIO, target: BinaryIO, *names: str) -> None:
    """Seal a file chunk by chunk, its length rounded; the source is read from where it stands to its end and must be
    one in which one can go back. Memory does not grow with the file."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    target.write(FORM + bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key.reveal()))
    start = source.tell()
    length = source.seek(0, 2) - start
    source.seek(start)
    left = padded(length + _LENGTH.size)
    held, names_once = bytearray(_LENGTH.pack(length)), bound(*names)
    while left:
        size = min(CHUNK, left)
        held += source.read(size - len(held))
        held += bytes(size - len(held))
        left -= size
        tag = _MORE if left else _LAST
        pushed = bindings.crypto_secretstream_xchacha20poly1305_push(state, bytes(held), names_once, tag)
        target.write(pushed)
        held.clear()


def unseal_file(key: Secret, source: BinaryIO, *names: str) -> Iterator[bytes]:
    """The file that `seal_file` sealed, in pieces: each is known to be right and in its place when it comes.
    `VaultDamaged` for a changed, missing or added piece, which for what is missing at the end is known at the end."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    head = source.read(1 + _HEADER)
    if head[:1] != FORM or len(head) != 1 + _HEADER:
        raise VaultDamaged()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, head[1:], key.reveal())
    names_once, left, tag = bound(*names), -1, _MORE
    while tag != _LAST:
        try:
            plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                state, source.read(CHUNK + _ADDED), names_once
            )
        except (CryptoError, ValueError, TypeError):
            raise VaultDamaged() from None
        if left < 0:
            left, plain = _LENGTH.unpack_from(plain)[0], plain[_LENGTH.size :]
        piece = plain[:left]
        left -= len(piece)
        if piece:
            yield piece
    if left or source.read(1):
        raise VaultDamaged()


def _without_padding(whole: bytes) -> bytes:
    if len(whole) < _LENGTH.size:
        raise VaultDamaged()
    return whole[_LENGTH.size : _LENGTH.size + _LENGTH.unpack_from(whole)[0]]


def padded(length: int) -> int:
    """The length that is shown in the place of this one (PADMÉ; `LEAST_PADDED` at least)."""
    if length <= LEAST_PADDED:
        return LEAST_PADDED
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def bound(*names: str) -> bytes:
    """Names as bytes, each with its length before it: no two lists of names are the same bytes."""
    spelled = [name.encode() for name in ("caselaw vault", *names)]
    return b"".join(len(one).to_bytes(4, "big") + one for one in spelled)
