"""How a selection table goes round: links for organisations without an account, letters, and files that came back.

A link is a secret of which only a digest is kept; it opens one organisation's answers on one table, for a while, and is
good for nothing once it was taken back. A table that is confidential has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from caselaw.domain.errors import Invalid
from caselaw.domain.people.account import normal_email

LINK_DAYS, MOST_LINK_DAYS = 30, 180
"""How long a link is good where nobody says, and at most."""
MOST_LETTERS = 20
"""Addresses that one sending goes to."""
MOST_LINKS = 200
"""Links of one table that are good at a time."""
REMINDED = (7, 2)
"""Days before the last day on which those who were written to, and whose organisation is not done, are reminded."""
_ADDRESS = re.compile(r"[^@\s,;:<>\"()\[\]\\]+@[^@\s,;:<>\"()\[\]\\]+")
PATIENCE = timedelta(minutes=10)
"""After which a letter that is still being sent is one whose process has ended."""
LetterKind = Literal["asks", "reminds"]
LetterState = Literal["sending", "sent", "kept", "failed", "unknown"]
"""Being sent; given to a server, kept as a file, or neither; or nobody knows, for the process ended meanwhile."""
ReturnState = Literal["kept", "applied", "set_aside"]


@dataclass(frozen=True)
class TableLink:
    """A link as those who manage the table see it: by its handle, never by its secret."""

    handle: str
    table: str
    organisation: str
    language: str
    added: datetime
    added_by: str
    expires: datetime
    opened: datetime | None = None
    revoked: datetime | None = None

    def good(self, at: datetime) -> bool:
        return self.revoked is None and at < self.expires


@dataclass(frozen=True)
class TableLetter:
    """A letter about a table that was written to an address; `posted` says what became of it. `before`: of a reminder
    that nobody sent by hand, how many days before the last it went; `link` is the handle of the link it carried."""

    id: str
    table: str
    organisation: str
    email: str
    language: str
    kind: LetterKind
    posted: LetterState
    at: datetime
    by: str
    enclosed: str = ""
    before: int | None = None
    link: str = ""

    @property
    def errand(self) -> tuple[str, str, str, str, int | None]:
        """What it is to do: the same of a letter that is written once more."""
        return (self.table, self.organisation, self.email, self.kind, self.before)


@dataclass(frozen=True)
class Kept:
    """A file that came back: who brought it and when, and what became of it. `applied` are the cells that were taken
    over."""

    id: str
    table: str
    organisation: str
    sha256: str
    form: str
    name: str
    size: int
    at: datetime
    by: str
    state: ReturnState = "kept"
    applied: tuple[str, ...] = ()
    settled: datetime | None = None
    settled_by: str = ""


def sent_twice(letters: Iterable[TableLetter]) -> frozenset[str]:
    """The ids of those that were written because nobody knew whether the one before them had gone out."""
    kept = sorted(letters, key=lambda one: one.at)
    lost = [(place, one) for place, one in enumerate(kept) if one.posted == "unknown"]
    following = (next((one for one in kept[place + 1 :] if one.errand == lone.errand), None) for place, lone in lost)
    return frozenset(one.id for one in following if one)


def read_addresses(text: str) -> list[str]:
    """The addresses in a field: one on each line, or with commas between. Raises `Invalid`."""
    found: dict[str, None] = {}
    for part in re.split(r"[\s,;]+", text):
        if part:
            if not _ADDRESS.fullmatch(part) or len(part) > 254:
                raise Invalid("circulation.address", {"emails": ["circulation.address"]}, address=part[:100])
            found[normal_email(part)] = None
    if not 1 <= len(found) <= MOST_LETTERS:
        code = "circulation.many_addresses" if found else "circulation.no_address"
        raise Invalid(code, {"emails": [code]}, most=MOST_LETTERS)
    return list(found)


def expiry(at: datetime, days: int) -> datetime:
    return at + timedelta(days=min(max(days, 1), MOST_LINK_DAYS))


def to_remind(due: date | None, today: date) -> int | None:
    """Which of the reminders is to be sent today: the latest whose day has come, None where none has or the last day is
    over."""
    if due is None or today > due:
        return None
    left = (due - today).days
    return min((one for one in REMINDED if left <= one), default=None)
