"""What somebody sees of the vaults of her groups: where she stands, who has a key, and what was done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Standing = Literal["none", "outside", "inside"]
"""A group's vault, as one member sees it: there is none yet, she has not been given its key, or she has."""

_DIGITS = re.compile(r"\d")


@dataclass(frozen=True)
class GroupStanding:
    """One of the viewer's groups: how she stands to its vault, and whether she may begin one."""

    group: str
    standing: Standing
    may_begin: bool


@dataclass(frozen=True)
class Standings:
    """The viewer's own: whether she has a second factor and a key, what her key is called by voice, her groups."""

    factor: bool
    key: bool
    fingerprint: tuple[str, ...]
    groups: tuple[GroupStanding, ...]


@dataclass(frozen=True)
class Person:
    """An account, by its id and what it is called."""

    account: str
    name: str


@dataclass(frozen=True)
class Keepers:
    """Of a vault: who has its key, who of the group has a key of her own and waits, who has it and is no longer in the
    group, and how many records still wait to be wrapped with the newest key."""

    inside: tuple[Person, ...]
    waiting: tuple[Person, ...]
    gone: tuple[Person, ...]
    behind: int


@dataclass(frozen=True)
class Line:
    """A line of a vault's journal: on which day who did what to which id."""

    day: str
    account: str
    action: str
    subject: str


def digits_of(typed: str) -> str:
    """The digits of what was typed, of any script (an Arabic keyboard types ٠–٩) as those of ASCII."""
    return "".join(str(int(sign)) for sign in _DIGITS.findall(typed))
