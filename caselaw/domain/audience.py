"""Who a document is for: everyone, all members, the members of one named group; or, until an editor has looked at it,
the editors among those alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from caselaw.domain.identifiers import SLUG

Audience = NewType("Audience", str)
"""`public`, `members`, `group:SLUG`, `editors` or `editors:SLUG`, the one spelling used in tables, index rows and on
the command line."""

PUBLIC = Audience("public")
MEMBERS = Audience("members")
EDITORS = Audience("editors")  # those who edit what is for all
DEFAULT = MEMBERS  # anything not stated is for members only


@dataclass(frozen=True)
class Readable:
    """A group or level by name, for people to read: `level` is public, members, group or editors; `group` its slug."""

    level: str
    group: str | None = None


def audience(text: str) -> Audience:
    """Read `public`, `members`, `group:SLUG`, `editors` or `editors:SLUG`; `ValueError` for anything else."""
    if text in (PUBLIC, MEMBERS, EDITORS):
        return Audience(text)
    level, _, slug = text.partition(":")
    if level in ("group", EDITORS) and SLUG.fullmatch(slug):
        return Audience(text)
    raise ValueError(f"not an access level: {text!r}")


def group_audience(slug: str) -> Audience:
    return audience(f"group:{slug}")


def editors_of(readers: Audience) -> Audience:
    """The editors among these readers, who alone read what nobody has looked at yet."""
    level, _, slug = readers.partition(":")
    if level == EDITORS:
        return readers
    return Audience(f"{EDITORS}:{slug}") if slug else EDITORS


def includes(wide: Audience, narrow: Audience) -> bool:
    """All who may read what is for `narrow` may also read what is for `wide`."""
    if wide in (narrow, PUBLIC):
        return True
    return narrow != PUBLIC and (wide == MEMBERS or narrow == editors_of(wide))


def narrower(one: Audience, other: Audience) -> Audience | None:
    """Those who may read what is for `one` and also what is for `other`, where they have a name; None for two groups:
    nobody may read both for certain."""
    if includes(one, other):
        return other
    return one if includes(other, one) else None


def readable(value: Audience) -> Readable:
    level, _, slug = value.partition(":")
    return Readable(level, slug or None)
