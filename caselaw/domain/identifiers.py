"""What a decision is called by others: typed identifiers beside our own opaque ids."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import NewType

from caselaw.domain.errors import NotFound

DocumentId = NewType("DocumentId", str)

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
"""The form of the short names that people give, of groups and of collections."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter that is taken for a digit
_ID_LENGTH = 16


def new_id() -> str:
    """A new opaque id: 16 letters of base 32, 80 random bits, never reused and never meaningful."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))


def as_id(text: str) -> DocumentId | None:
    """The text as one of our ids; None for what can be none and need not be looked for."""
    well_formed = len(text) == _ID_LENGTH and all(character in _ALPHABET for character in text)
    return DocumentId(text) if well_formed else None


def id_in(address: str) -> str:
    """The last part of an address, where the id of a thing stands there; a bare id is its own."""
    return address.strip().partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]


def require_id(text: str) -> DocumentId:
    """The text as one of our ids; `NotFound` for what can be none, before any database sees it."""
    found = as_id(text)
    if found is None:
        raise NotFound()
    return found


SCHEMES = frozenset(
    {
        "ecli", "neutral", "application", "communication", "complaint", "un_symbol", "series_c", "docket", "petition",
        "report", "resolution", "law", "reporter", "other",
    }
)  # fmt: skip
CASE_NUMBERS = frozenset({"docket", "application", "communication", "complaint", "petition"})
"""The schemes of a case's number. One case is a petition, a case or an application by turns: under one body its number
is the same."""


@dataclass(frozen=True, order=True)
class Identifier:
    """One identifier under its scheme; `ValueError` for a scheme we do not know."""

    scheme: str
    value: str

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES:
            raise ValueError(f"unknown identifier scheme: {self.scheme}")
