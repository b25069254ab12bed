"""Who belongs where: member organisations, working groups and their members, and invitations into them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from caselaw.domain.audience import Audience, group_audience
from caselaw.domain.people.account import GROUP_ROLES, Role

LONGEST_NAME, LONGEST_PURPOSE, LONGEST_ADDRESS = 200, 1_000, 500
Words = Mapping[str, str]
"""The same words by language: in up to four, whichever somebody has written."""


@dataclass(frozen=True)
class Group:
    """A working group. `listed`: all members may know that it is there; otherwise its own alone do, and those who
    manage accounts. `second_factor`: its records are open to nobody who signs in with a password alone."""

    slug: str
    names: Words
    purposes: Words = field(default_factory=dict)
    listed: bool = False
    second_factor: bool = False

    @property
    def access(self) -> Audience:
        return group_audience(self.slug)


@dataclass(frozen=True)
class Member:
    """Somebody in a group, and as what; `factor`: she has a second factor."""

    account: str
    name: str
    email: str
    roles: frozenset[Role]
    factor: bool


@dataclass(frozen=True)
class Organisation:
    """A member organisation; `country` is ISO 3166-1 alpha-3 or empty, `website` its own address or empty."""

    slug: str
    short_name: str
    names: Words
    country: str = ""
    website: str = ""


@dataclass(frozen=True)
class Person:
    """An account as those who manage people see it."""

    id: str
    name: str
    email: str
    roles: frozenset[Role]
    groups: Mapping[str, frozenset[Role]]
    organisations: frozenset[str]
    factor: bool
    closed: bool = False


@dataclass(frozen=True)
class Invited:
    """An invitation that waits; `handle` names it among others and is good for nothing else."""

    handle: str
    email: str
    roles: frozenset[Role]
    groups: Mapping[str, frozenset[Role]]
    organisation: str | None
    language: str
    invited_by: str
    expires: datetime
    added: datetime | None = field(default=None, compare=False)


def in_words(words: Words, language: str, otherwise: str) -> str:
    """The words in this language, else in whichever they were written first, else what stands otherwise."""
    return words.get(language) or next((text for text in words.values() if text), otherwise)


def up_to(roles: Collection[Role], own: Collection[Role]) -> bool:
    """Nobody gives or takes what is more than her own: the greatest of `roles` is not above the greatest of `own`."""
    return _rank(roles) <= _rank(own)


def _rank(roles: Collection[Role]) -> int:
    return max((GROUP_ROLES.index(role) if role in GROUP_ROLES else len(GROUP_ROLES) for role in roles), default=-1)


def is_website(text: str) -> bool:
    """An address that a link may lead to: http(s), with a host, without a name or password in it."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
