"""One document of an export, in the reader's words, and the columns that can be chosen of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from caselaw.exchange.text import cut, readable

LONGEST_CELL = 32_000
"""UTF-16 units; a spreadsheet takes 32,767 and drops what is longer without a word."""


@dataclass(frozen=True)
class Passage:
    """A paragraph that answered: how it is cited (None: it cannot be), its text, and its address."""

    pinpoint: str | None
    text: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A document as it is exported. Names are in the reader's language; codes stand beside them for programs.

    `citation` is the decision as its body cites it; of a summary it is empty, and `summary_of` names the decision.
    `date` is ISO 8601 of any precision; `terms` are the labels by vocabulary, those proposed by a program left out.
    """

    id: str
    url: str
    title: str
    kind: str
    kind_name: str
    language: str
    language_name: str
    case_name: str = ""
    headline: str = ""
    citation: str = ""
    summary_of: str = ""
    court: str = ""
    court_id: str = ""
    country: str = ""
    country_code: str = ""
    across_countries: bool = False
    date: str = ""
    numbers: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    outcome: str = ""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()

    @property
    def known_as(self) -> str:
        """The line by which it stands in a list of authorities."""
        return self.citation or self.title


@dataclass(frozen=True)
class Layout:
    """How an export is laid out: in which language, with which columns, and what is said above it.

    `title` names the list, `notes` are lines below it (the query in words, how many of how many).
    """

    language: str
    columns: tuple[str, ...]
    title: str
    notes: tuple[str, ...] = ()


Entries = Iterable[Entry]


def _vocabulary(name: str) -> Callable[[Entry], str]:
    return lambda entry: _many(entry.terms.get(name, ()))


def _many(values: Iterable[str]) -> str:
    return "; ".join(value for value in values if value)


COLUMNS: Mapping[str, Callable[[Entry], str]] = {
    "id": lambda entry: entry.id,
    "link": lambda entry: entry.url,
    "title": lambda entry: entry.title,
    "citation": lambda entry: entry.citation,
    "court": lambda entry: entry.court,
    "country": lambda entry: entry.country,
    "date": lambda entry: entry.date,
    "kind": lambda entry: entry.kind_name,
    "language": lambda entry: entry.language_name,
    "numbers": lambda entry: _many(entry.numbers),
    "case_name": lambda entry: entry.case_name,
    "headline": lambda entry: entry.headline,
    "parties": lambda entry: _many(entry.parties),
    "judges": lambda entry: _many(entry.judges),
    "respondents": lambda entry: _many(entry.respondents),
    "stages": lambda entry: _many(entry.stages),
    "outcome": lambda entry: entry.outcome,
    "right": _vocabulary("right"),
    "theme": _vocabulary("theme"),
    "group": _vocabulary("group"),
    "summary_of": lambda entry: entry.summary_of,
    "pinpoints": lambda entry: _many(one.pinpoint or "" for one in entry.passages),
    "passages": lambda entry: "\n\n".join(
        f"{one.pinpoint}: {one.text}" if one.pinpoint else one.text for one in entry.passages
    ),
}
"""Every column that can be chosen, in the order in which they stand."""

ALWAYS = ("id", "link")
"""Without these a row cannot be found again."""
USUAL = (
    "id", "link", "title", "citation", "court", "country", "date", "kind", "language", "numbers", "summary_of",
    "pinpoints",
)  # fmt: skip


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The columns of these names in their order, with those that always stand; the usual ones where none is named."""
    wanted = set(names) & set(COLUMNS)
    return tuple(name for name in COLUMNS if name in wanted or name in ALWAYS) if wanted else USUAL


def cells(entry: Entry, columns: Iterable[str]) -> list[str]:
    """The row of an entry: nothing in it that XML forbids, and no cell longer than a spreadsheet takes."""
    return [cut(readable(COLUMNS[name](entry)), LONGEST_CELL) for name in columns]
