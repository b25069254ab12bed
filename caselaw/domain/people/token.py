"""A token for the API: how a program signs in as a person, for how long, and with how much of her rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Scope = Literal["read", "write"]
SCOPES: tuple[Scope, ...] = ("read", "write")
HANDLE = 12
"""Letters of its hash by which a token or a session is named to its owner: enough to tell them apart, and no key."""


@dataclass(frozen=True)
class Token:
    """`handle` names it, `name` says what it is for; with the scope `read` alone it does nothing but read. `expires` is
    None for tokens made before tokens expired; `seen` is the day it was used last."""

    handle: str
    name: str
    scopes: frozenset[Scope]
    added: datetime
    expires: datetime | None = None
    seen: datetime | None = None
