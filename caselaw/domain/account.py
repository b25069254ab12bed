"""An account: a person who can sign in, with what the policy asks of her — roles and groups."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Role = Literal["reader", "member", "coder", "editor", "curator", "administrator", "operator"]
ROLES: tuple[Role, ...] = ("reader", "member", "coder", "editor", "curator", "administrator", "operator")


@dataclass(frozen=True)
class Account:
    """`email` is in the form of `normal_email`, which tells accounts apart; `groups` are slugs."""

    id: str
    email: str
    added: datetime
    name: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    groups: frozenset[str] = field(default_factory=frozenset)


def normal_email(text: str) -> str:
    """The one spelling of an address (NFKC, no case, no space around); `ValueError` for what is no address."""
    email = unicodedata.normalize("NFKC", text).casefold().strip()
    name, at, domain = email.rpartition("@")
    if not (name and at and domain) or any(character.isspace() or ord(character) < 32 for character in email):
        raise ValueError(f"not an e-mail address: {text!r}")
    return email
