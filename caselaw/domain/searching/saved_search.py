"""A search that somebody keeps under her account, to ask it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LONGEST_NAME = 120
LONGEST_ADDRESS = 8_000
MOST = 200
"""Searches that one account may keep."""


@dataclass(frozen=True)
class SavedSearch:
    """`address` is what stands behind the question mark of the address of a search."""

    id: str
    name: str
    address: str
    added: datetime
