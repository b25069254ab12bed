"""An account: a person who can sign in, with what the policy asks of her — roles and groups."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Role = Literal["reader", "member", "coder", "editor", "curator", "administrator", "operator"]
ROLES: tuple[Role, ...] = ("reader", "member", "coder", "editor", "curator", "administrator", "operator")
GROUP_ROLES: tuple[Role, ...] = ROLES[:-1]
"""What somebody can be in one group, from the least to the most; the operator is whoever sits at the machine."""


@dataclass(frozen=True)
class Account:
    """`email` is in the form of `normal_email`, which tells accounts apart; `groups` are slugs, of groups whose records
    are open to her; `waiting` those of hers that ask for a second factor which she has not set up."""

    id: str
    email: str
    added: datetime
    name: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    groups: frozenset[str] = field(default_factory=frozenset)
    group_roles: Mapping[str, frozenset[Role]] = field(default_factory=dict, hash=False)
    waiting: frozenset[str] = field(default_factory=frozenset)
    closed: datetime | None = None


def normal_email(text: str) -> str:
    """The one spelling of an address (NFKC, no case, no space around); `ValueError` for what is no address."""
    email = unicodedata.normalize("NFKC", text).casefold().strip()
    name, at, domain = email.rpartition("@")
    if not (name and at and domain) or any(character.isspace() or ord(character) < 32 for character in email):
        raise ValueError(f"not an e-mail address: {text!r}")
    return email


def password_bytes(password: str) -> bytes:
    """The same password from every keyboard: NFKC, as bytes."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
