"""What is carried out and what is not, over all that a viewer may read: lists, and counts that lead to their lists.

Everything is counted from the measures as this viewer reads them, so that no count tells of what she may not know. What
nothing was said of is counted as unknown, never as not carried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from caselaw.access.viewer import ANYONE, Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.errors import Invalid
from caselaw.domain.taxonomy.terms import broader_terms, current
from caselaw.domain.tracking.measure import GRADES, LINES, STANDINGS, TERMS, Grade, Line, counted
from caselaw.services.signing import actor
from caselaw.services.tracking import followed
from caselaw.services.tracking.followed import Followed
from caselaw.store import Store
from caselaw.store.tracking import measures

GROUPINGS = ("country", "body", "right", "group", "theme", "nature", "document", "keeper", "cycle")
"""By what measures can be counted; `keeper` is the group that is responsible."""
_NEWS = 30


@dataclass(frozen=True)
class Asked:
    """Which measures are wanted; an empty one asks nothing. `grade` is what `line` says; `standing` where they stand in
    time; `lost`: those alone whose order was not found again."""

    form: str = ""
    country: str = ""
    body: str = ""
    right: str = ""
    group: str = ""
    theme: str = ""
    nature: str = ""
    document: str = ""
    keeper: str = ""
    cycle: str = ""
    standing: str = ""
    line: Line = "ours"
    grade: str = ""
    lost: str = ""

    def __post_init__(self) -> None:
        wrong = {
            name: ["measure.choice"]
            for name, choices in (("line", LINES), ("grade", ("", *GRADES)), ("standing", ("", *STANDINGS)))
            if getattr(self, name) not in choices
        }
        if wrong:
            raise Invalid("measure.invalid", wrong)


NAMES = tuple(one.name for one in fields(Asked))


@dataclass(frozen=True)
class Tally:
    """One row of a count: of `total` measures with this `value`, how many of each grade; an empty value: of those that
    have none."""

    value: str
    counts: Mapping[Grade, int]
    total: int


@dataclass(frozen=True)
class Overview:
    """The measures asked for, the most urgent first; how much of them is carried out, by each line (whatever grade was
    asked for); where they stand in time (whatever standing was); and a count of one grouping by the line that was asked
    for. `choices` are the values that each filter may take, of all she reads; `lost` those whose order is missing."""

    asked: Asked
    measures: tuple[Followed, ...]
    lines: Mapping[Line, Mapping[Grade, int]]
    standings: Mapping[str, int]
    by: str
    tallies: tuple[Tally, ...]
    choices: Mapping[str, tuple[str, ...]]
    lost: int


@dataclass(frozen=True)
class PublicNews:
    """A measure of which something was said, as the public reads it."""

    followed: Followed
    at: datetime


class TrackingService:
    """Lists and counts of measures under a viewer's rights."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def overview(self, asked: Asked, by: str = "country", *, viewer: Viewer) -> Overview:
        """What the viewer may read of what was asked for. Raises `Invalid` for a grouping that is none."""
        if by not in GROUPINGS:
            raise Invalid("measure.invalid", {"by": ["measure.choice"]})
        with self._store.reading() as connection:
            every = followed.load(connection, viewer)
        found = tuple(sorted((one for one in every if _matches(one, asked)), key=_urgency))
        ungraded = replace(asked, grade="")
        standings = {name: replace(asked, standing=name) for name in STANDINGS}
        graded = [one for one in every if _matches(one, ungraded)]
        return Overview(
            asked,
            found,
            {line: counted([one.grade(line) for one in graded]) for line in LINES},
            {name: sum(_matches(one, standing) for one in every) for name, standing in standings.items()},
            by,
            tuple(row for row in tally(found, by, asked.line) if _within(row.value, by, getattr(asked, by))),
            {name: _values(every, name) for name in GROUPINGS if name != "document"},
            sum(one.measure.lost and one.keeps for one in every),
        )

    def taken(self, found: Iterable[Followed], *, viewer: Viewer) -> None:
        """Write down that a table of these measures was taken along, where not everybody may read them all."""
        if all(one.measure.access == PUBLIC for one in found):
            return
        with self._store.begin(actor(viewer)) as work:
            work.record("export measures", "measures")

    def news(self) -> tuple[PublicNews, ...]:
        """Of which public measures something public was said last, whoever asks."""
        with self._store.reading() as connection:
            newest = measures.newest_entries(connection, ANYONE.audiences, _NEWS)
            found = followed.load(connection, ANYONE, ids={one for one, _at in newest})
        by_id = {one.measure.id: one for one in found}
        return tuple(PublicNews(by_id[one], at) for one, at in newest if one in by_id)


def tally(found: Iterable[Followed], by: str, line: Line) -> tuple[Tally, ...]:
    """How many of each grade, by the values of a grouping, the most frequent first and what has no value last."""
    grades: dict[str, list[Grade]] = {}
    for one in found:
        for value in values(one, by) or ("",):
            grades.setdefault(value, []).append(one.grade(line))
    rows = [Tally(value, counted(of), len(of)) for value, of in grades.items()]
    return tuple(sorted(rows, key=lambda row: (not row.value, -row.total, row.value)))


def values(one: Followed, by: str) -> tuple[str, ...]:
    """The values that a measure has in a grouping: a term and all that it lies under; a keeper only for her who is one
    of them."""
    if by == "country":
        return one.countries
    if by in ("right", "group", "theme"):
        under = (broader_terms(by, current(by, term.id)) for term in one.terms if term.vocabulary == by)
        return tuple(dict.fromkeys(id_ for ids in under for id_ in ids))
    if by == "keeper":
        return (one.measure.keeper,) if one.keeps else ()
    found: Any = one.body if by == "body" else getattr(one.measure, by)
    return (found,) if found else ()


def _values(every: Sequence[Followed], by: str) -> tuple[str, ...]:
    return tuple(sorted({value for one in every for value in values(one, by)}))


def _matches(one: Followed, asked: Asked) -> bool:
    measure = one.measure
    if asked.lost and not (measure.lost and one.keeps):
        return False
    for by in GROUPINGS:
        wanted = getattr(asked, by)
        if wanted and (values(one, by) != () if wanted == "none" else wanted not in values(one, by)):
            return False
    if one.standing != asked.standing if asked.standing else one.standing == "stopped":
        return False  # what nobody follows any more is in no list but its own
    return asked.form in ("", measure.form) and asked.grade in ("", one.grade(asked.line))


def _within(value: str, by: str, wanted: str) -> bool:
    """The row leads to a list that is no longer than what was counted: it lies in what was asked for."""
    if not wanted:
        return True
    return wanted in (broader_terms(by, value) if by in TERMS and value else (value or "none",))


def _urgency(one: Followed) -> tuple[int, int, str]:
    """What is overdue the longest first, then by its day, then what has none; done and stopped last."""
    order = ("overdue", "upcoming", "later", "undated", "done", "stopped")
    due = one.due.last if one.due else 99999999
    return order.index(one.standing), due, one.measure.id


def asked_of(given: Mapping[str, str]) -> Asked:
    """What an address asks for; other names are passed over. `Invalid` for a choice that is none."""
    known = {name: given[name] for name in NAMES if given.get(name)}
    return replace(Asked(), **known) if known else Asked()  # type: ignore[arg-type]
