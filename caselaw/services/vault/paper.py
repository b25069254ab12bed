"""The recovery key as it stands on paper: fourteen groups of four letters and digits that are not mistaken for each
other (base32 of RFC 4648 has no 0, 1, 8 or 9), the last of them a check of the others against slips of the pen."""

from __future__ import annotations

import base64
import binascii

from caselaw.domain.errors import Invalid
from caselaw.services.vault import boxes
from caselaw.services.vault.keys import Secret
from caselaw.services.vault.parameters import FINGERPRINT_GROUPS, KEY

_GROUP = 4
_CHECKED = 3  # bytes of the check: 32 + 3 bytes are 56 signs without a rest
_LOOKS_LIKE = str.maketrans({"0": "o", "1": "i", "8": "b"})


def written(seed: Secret) -> str:
    """A recovery key as people write it down."""
    plain = seed.reveal()
    text = base64.b32encode(plain + _check(plain)).decode("ascii").lower()
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def read(typed: str) -> Secret:
    """The recovery key that was typed, in any case, with any signs between. `Invalid` for a slip."""
    signs = "".join(sign for sign in typed.casefold().translate(_LOOKS_LIKE) if sign.isalnum())
    try:
        plain = base64.b32decode(signs.upper().encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        plain = b""
    if len(plain) != KEY + _CHECKED or plain[KEY:] != _check(plain[:KEY]):
        raise Invalid("vault.paper", {"paper": ["vault.paper"]})
    return Secret(plain[:KEY])


def fingerprint(public: bytes) -> tuple[str, ...]:
    """A public key as groups of five digits, to be read to each other: the same in every language."""
    number = int.from_bytes(boxes.digest(public, b"caselaw voice"), "big")
    digits = str(number % 10 ** (5 * FINGERPRINT_GROUPS)).zfill(5 * FINGERPRINT_GROUPS)
    return tuple(digits[start : start + 5] for start in range(0, len(digits), 5))


def _check(plain: bytes) -> bytes:
    return boxes.digest(plain, b"caselaw paper")[:_CHECKED]
