"""Courts and other bodies that decide: one reviewed list, and those that editors of an installation added to it.

The reviewed list is `mappings/courts.csv`: a court that everybody needs is added there, in one line. What editors add
stands in the database; services hand it over with `learn`, in every process, and from then on nobody can tell the two
apart. An added court never takes the place of a reviewed one.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from types import MappingProxyType
from typing import ParamSpec, TypeVar

import mappings
from caselaw.domain.languages import LANGUAGES

P = ParamSpec("P")
T = TypeVar("T")

_MOST_KEPT = 10_000


@dataclass(frozen=True)
class Court:
    """A body that decides: `country` is ISO 3166-1 alpha-3, None for an international or regional body.

    `names` maps a language to the name in use there (English always stands); `original` is the name the body gives
    itself, where it is not one of these languages' own; `acronyms` are the short forms used in citations. `binding`
    says what its decisions are to those they are addressed to, `pattern` how it numbers its cases
    (`caselaw.domain.case_number`), `pinpoint` by which unit its texts are cited; each is None where that is not known.
    `caselaw.domain.court_rules` holds the choices and says what is wrong with a court.
    """

    id: str
    country: str | None
    level: str
    type: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    original: str | None = None
    acronyms: tuple[str, ...] = ()
    binding: str | None = None
    pattern: str | None = None
    pinpoint: str | None = None

    def name(self, language: str) -> str:
        """The name in `language`; where none is in use, the court's own, else the English one."""
        return self.names.get(language) or self.original or self.names["en"]

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name it goes by in full, each once."""
        return tuple(dict.fromkeys((*self.names.values(), *([self.original] if self.original else []))))


@dataclass(frozen=True)
class _Edition:
    """The list as it stands: a new number whenever what editors added has changed."""

    number: int
    courts: Mapping[str, Court]
    added: tuple[Court, ...]


def courts() -> Mapping[str, Court]:
    """Every court by its id: the reviewed list in its order, then those added; `ValueError` for a row that breaks the
    rules of the file."""
    return _edition().courts


@cache
def reviewed() -> Mapping[str, Court]:
    """The courts of `mappings/courts.csv` alone."""
    found: dict[str, Court] = {}
    for row in csv.DictReader(mappings.open_text("courts.csv").splitlines()):
        court = _court(row)
        if court.id in found:
            raise ValueError(f"court listed twice: {court.id}")
        found[court.id] = court
    return MappingProxyType(found)


def added() -> tuple[Court, ...]:
    """The courts that this process was told of, for another process to learn."""
    return _edition().added


def learn(found: Iterable[Court]) -> None:
    """From now on these, and no others, stand beside the reviewed list in this process."""
    global _now  # noqa: PLW0603 - the list is one for the whole process, like the file it continues
    courts = tuple(found)
    if courts == _edition().added:
        return
    beside = {court.id: court for court in courts if court.id not in reviewed()}
    _now = _Edition(_edition().number + 1, MappingProxyType({**reviewed(), **beside}), courts)


def court_name(id: str, language: str) -> str:  # noqa: A002 - the domain's word
    """The court's name in `language`; the id itself for a court the list does not have."""
    court = courts().get(id)
    return court.name(language) if court else id


def while_listed(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what a function of the list of courts gave, for as long as the list stays as it is."""

    @lru_cache(maxsize=_MOST_KEPT)
    def kept(_edition: int, *args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    @wraps(function)
    def now(*args: P.args, **kwargs: P.kwargs) -> T:
        return kept(_edition().number, *args, **kwargs)  # type: ignore[arg-type] # hashable, as for any cache

    return now


_now: _Edition | None = None


def _edition() -> _Edition:
    return _now or _first()


@cache
def _first() -> _Edition:
    return _Edition(0, reviewed(), ())


def _court(row: Mapping[str, str]) -> Court:
    names = {language: row[f"name_{language}"] for language in LANGUAGES if row[f"name_{language}"]}
    if "en" not in names:
        raise ValueError(f"court without an English name: {row['id']}")
    return Court(
        id=row["id"],
        country=row["country"] or None,
        level=row["level"],
        type=row["type"],
        names=names,
        original=row["name_original"] or None,
        acronyms=tuple(part for part in row["acronyms"].split("|") if part),
        binding=row["binding"] or None,
        pattern=row["pattern"] or None,
        pinpoint=row["pinpoint"] or None,
    )
