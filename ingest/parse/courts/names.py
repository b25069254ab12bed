"""All names under which a court of the list is found in text: official, original, without its country, and aliases."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import mappings
from caselaw.domain.court import Court, courts, while_listed
from caselaw.domain.text import fold
from ingest.parse.any_of import any_of
from ingest.parse.countries import find_countries

# Small words make no difference: "Tribunal de Justiça do Distrito Federal e Territórios", "… e dos Territórios".
_SMALL = frozenset({
    "a", "al", "an", "and", "aux", "d", "da", "das", "de", "del", "des", "do", "dos", "du", "e", "el", "en", "et",
    "for", "in", "l", "la", "las", "le", "les", "los", "of", "on", "the", "to", "y",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_BEFORE_COUNTRY = re.compile(r"\W+(?:of|de|del|du|des|do|da|d|for|في|ل)?\W*(?:the|la|el|los|l)?\W*$")
_SHORTEST = 5


@dataclass(frozen=True)
class Meaning:
    """The courts a name may stand for: `own` are those whose whole name it is, `short` those it names but for the
    country, `rivals` those of them that call themselves so in their own language.

    `beside` is what the opening of a document must also hold before the name counts ("united nations").
    """

    own: tuple[str, ...]
    short: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    beside: str = ""


@dataclass(frozen=True)
class Word:
    """A word of a folded text, and where it begins."""

    text: str
    start: int


def words(folded: str) -> list[Word]:
    """The words of a folded text that tell names apart; numbers (marks of notes among them) are no words."""
    return [Word(m.group(), m.start()) for m in _WORD.finditer(folded) if m.group() not in _SMALL]


def joined(found: Sequence[Word]) -> str:
    return " ".join(word.text for word in found)


@while_listed
def names() -> Mapping[str, Meaning]:
    """Every name, as its words joined by spaces."""
    own: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    rivals: dict[str, set[str]] = defaultdict(set)
    for court in courts().values():
        for name in {*court.names.values(), *([court.original] if court.original else [])}:
            plain = _IN_BRACKETS.sub("", name)
            own[_key(plain)].add(court.id)
            shorter = _without_country(plain, court)
            if shorter:
                short[_key(shorter)].add(court.id)
                if name == court.original:
                    rivals[_key(shorter)].add(court.id)
    beside: dict[str, str] = {}
    for row in csv.DictReader(mappings.open_text("court_aliases.csv").splitlines()):
        own[_key(row["name"])].add(row["id"])
        beside[_key(row["name"])] = fold(row["beside"])
    return {
        name: Meaning(
            own=tuple(sorted(own[name])),
            short=tuple(sorted(short[name] - own[name])),
            rivals=tuple(sorted(rivals[name] - own[name])),
            beside=beside.get(name, ""),
        )
        for name in {*own, *short}
        if len(name) > _SHORTEST
    }


@while_listed
def name_pattern() -> re.Pattern[str]:
    """Finds the longest name at each place of joined words."""
    return re.compile(rf"(?<!\S)(?:{any_of(names())})(?!\S)")


@while_listed
def acronyms() -> Mapping[str, str]:
    """Acronyms that stand for one court alone, long enough not to be a word."""
    found: dict[str, list[str]] = defaultdict(list)
    for court in courts().values():
        for acronym in court.acronyms:
            found[acronym].append(court.id)
    return {acronym: ids[0] for acronym, ids in found.items() if len(ids) == 1 and len(acronym) >= 3}


@while_listed
def acronym_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?:{any_of(acronyms())})(?![\w/])")


def court_called(text: str) -> str | None:
    """The one court that a text names in full, or by acronym; None for none or several."""
    code = re.split(r"[-\s]", text)[0]
    if code in acronyms():
        return acronyms()[code]
    match = name_pattern().search(joined(words(fold(text))))
    if match is None:
        return None
    own = names()[match.group()].own
    return own[0] if len(own) == 1 else None


def _key(name: str) -> str:
    return joined(words(fold(name)))


def _without_country(name: str, court: Court) -> str | None:
    """The name up to its country, where that leaves at least two words."""
    folded = fold(name)
    cut = min((at for at, code in find_countries(folded) if code == court.country), default=None)
    if cut is None:
        return None
    rest = _BEFORE_COUNTRY.sub("", folded[:cut]).strip()
    return rest if len(words(rest)) >= 2 else None
