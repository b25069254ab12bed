"""Counts of corporate capture and abuse: by form, country, year, industry and company, from three sources that are
never added up, since a record, the report that it was taken from and the codes of that report tell of one case.

What was not told is counted as unknown, what has no date as undated. A count says how often something was documented
here: it is no measure of how often it happens, and where there is none nothing is shown to be absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args

from caselaw.domain.audience import Audience
from caselaw.domain.documentation.company_decision import CompanyDecision, joined
from caselaw.domain.errors import Invalid

Source = Literal["cases", "documents", "codes"]
"""Documentation records; documents that tell of a case of abuse; documents to which closed rounds gave a code."""
SOURCES: tuple[Source, ...] = get_args(Source)
Grouping = Literal["form", "country", "year", "industry", "company"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
UNKNOWN = "none"
"""The value of what has none: not told, or undated."""
MOST_ROWS = 200
"""Rows and columns of one table; the names of companies are many."""


@dataclass(frozen=True)
class Told:
    """One thing that is counted, as one viewer reads it. `values` by grouping: a term with all that is broader, every
    year in which the harm was done. `title` is empty where nobody may be named; `versions` of the codebook that its
    codes are of."""

    source: Source
    id: str
    access: Audience
    values: Mapping[Grouping, tuple[str, ...]]
    title: str = ""
    language: str | None = None
    versions: tuple[int, ...] = ()

    def of(self, grouping: Grouping) -> tuple[str, ...]:
        """Its values, UNKNOWN where it has none."""
        return self.values.get(grouping) or (UNKNOWN,)


@dataclass(frozen=True)
class Asked:
    """What is counted; an empty field asks nothing, UNKNOWN for what has no value. `across` breaks the counts of one
    `source` down a second time. Raises `Invalid` for a choice that is none."""

    form: str = ""
    country: str = ""
    year: str = ""
    industry: str = ""
    company: str = ""
    source: str = ""
    by: Grouping = "form"
    across: str = ""

    def __post_init__(self) -> None:
        wrong = {
            name: ["trends.choice"]
            for name, choices in (("source", ("", *SOURCES)), ("by", GROUPINGS), ("across", ("", *GROUPINGS)))
            if getattr(self, name) not in choices
        }
        if wrong:
            raise Invalid("trends.invalid", wrong)


NAMES = tuple(one.name for one in fields(Asked))


@dataclass(frozen=True)
class Row:
    """How many things have this `value`, by column."""

    value: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Trends:
    """What was asked for: the things themselves, how many of each source, and the table. `columns` are sources or,
    where it was asked for `across` a second grouping, its values; `left_out`: rows and columns beyond MOST_ROWS;
    `names`: all by which the company that was asked for is called."""

    asked: Asked
    things: tuple[Told, ...]
    totals: Mapping[Source, int]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    choices: Mapping[Grouping, tuple[str, ...]]
    left_out: int = 0
    names: tuple[str, ...] = ()

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions of the codebook that the counted codes are of."""
        return tuple(sorted({number for one in self.things for number in one.versions}))


def asked_of(given: Mapping[str, str]) -> Asked:
    """What an address asks for; other names are passed over. `Invalid`."""
    return replace(Asked(), **{name: given[name] for name in NAMES if given.get(name)})  # type: ignore[arg-type]


def trends(told: Sequence[Told], asked: Asked, decisions: Iterable[CompanyDecision] = ()) -> Trends:
    """The counts of what is `told`, names of companies as people decided of them."""
    asked, every, names = _joined(told, replace(asked, across="") if asked.across == asked.by else asked, decisions)
    things = tuple(one for one in every if _matches(one, asked))
    totals = {source: sum(one.source == source for one in things) for source in SOURCES}
    if across := asked.across:
        source = asked.source or next((one for one in SOURCES if totals[one]), SOURCES[0])
        asked = replace(asked, source=source)
        things = tuple(one for one in things if one.source == source)
        totals = {one: len(things) if one == source else 0 for one in SOURCES}
    by, columns = asked.by, _columns(things, totals, across)
    counts: dict[str, dict[str, int]] = {}
    for one in things:
        for value in one.of(by):
            row = counts.setdefault(value, {})
            for column in _of(one, across):
                row[column] = row.get(column, 0) + 1
    rows = [Row(value, counts[value]) for value in _ordered(by, {value: _most(row) for value, row in counts.items()})]
    left_out = max(0, len(rows) - MOST_ROWS) + max(0, len(columns) - MOST_ROWS)
    choices = {one: _choices(every, one) for one in GROUPINGS}
    return Trends(asked, things, totals, columns[:MOST_ROWS], tuple(rows[:MOST_ROWS]), choices, left_out, names)


def _joined(
    told: Sequence[Told], asked: Asked, decisions: Iterable[CompanyDecision]
) -> tuple[Asked, tuple[Told, ...], tuple[str, ...]]:  # fmt: skip
    """Every company under one name, that which is asked for too; and all names of that one."""
    names = [name for one in told for name in one.values.get("company", ())]
    wanted = [asked.company] if asked.company not in ("", UNKNOWN) else []
    leads = joined((*sorted(set(names)), *wanted), decisions)
    every = tuple(
        replace(one, values={**one.values, "company": _unique(leads[name] for name in one.values["company"])})
        if one.values.get("company")
        else one
        for one in told
    )
    if not wanted:
        return asked, every, ()
    lead = leads[wanted[0]]
    return replace(asked, company=lead), every, tuple(name for name in leads if leads[name] == lead)


def _matches(one: Told, asked: Asked) -> bool:
    return asked.source in ("", one.source) and all(
        not (wanted := getattr(asked, grouping)) or wanted in one.of(grouping) for grouping in GROUPINGS
    )


def _columns(things: Sequence[Told], totals: Mapping[Source, int], across: str) -> tuple[str, ...]:
    if not across:
        return tuple(source for source in SOURCES if totals[source])
    found: dict[str, int] = {}
    for one in things:
        for column in _of(one, across):
            found[column] = found.get(column, 0) + 1
    return _ordered(across, found)


def _of(one: Told, across: str) -> tuple[str, ...]:
    return one.of(across) if across in GROUPINGS else (one.source,)


def _ordered(by: str, totals: Mapping[str, int]) -> tuple[str, ...]:
    """Years in their order, all else the most frequent first; what is unknown last."""
    key = (lambda value: (value == UNKNOWN, 0, value)) if by == "year" else (
        lambda value: (value == UNKNOWN, -totals[value], value)
    )  # fmt: skip
    return tuple(sorted(totals, key=key))


def _most(row: Mapping[str, int]) -> int:
    return max(row.values())


def _choices(every: Sequence[Told], by: Grouping) -> tuple[str, ...]:
    found: dict[str, int] = {}
    for one in every:
        for value in one.values.get(by, ()):
            found[value] = found.get(value, 0) + 1
    return _ordered(by, found)[:MOST_ROWS]


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
