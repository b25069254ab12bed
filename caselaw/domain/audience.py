"""Who a document is for: everyone, all members, or the members of one named group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from caselaw.domain.identifiers import SLUG

Audience = NewType("Audience", str)
"""`public`, `members` or `group:SLUG`, the one spelling used in tables, index rows and on the command line."""

PUBLIC = Audience("public")
MEMBERS = Audience("members")
DEFAULT = MEMBERS  # anything not stated is for members only


@dataclass(frozen=True)
class Readable:
    """A group or level by name, for people to read: `level` is public, members or group; `group` its slug."""

    level: str
    group: str | None = None


def audience(text: str) -> Audience:
    """Read `public`, `members` or `group:SLUG`; `ValueError` for anything else."""
    if text in (PUBLIC, MEMBERS):
        return Audience(text)
    level, _, slug = text.partition(":")
    if level == "group" and SLUG.fullmatch(slug):
        return Audience(text)
    raise ValueError(f"not an access level: {text!r}")


def group_audience(slug: str) -> Audience:
    return audience(f"group:{slug}")


def includes(wide: Audience, narrow: Audience) -> bool:
    """All who may read what is for `narrow` may also read what is for `wide`."""
    return wide in (narrow, PUBLIC) or (wide == MEMBERS and narrow != PUBLIC)


def narrower(one: Audience, other: Audience) -> Audience | None:
    """Those who may read what is for `one` and also what is for `other`, where they have a name; None for two groups:
    nobody may read both for certain."""
    if includes(one, other):
        return other
    return one if includes(other, one) else None


def readable(value: Audience) -> Readable:
    level, _, slug = value.partition(":")
    return Readable(level, slug or None)
