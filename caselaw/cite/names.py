"""Names of cases: what a decision is called where no number is given ("Grootboom", "Ríos c. Chile", "فلان ضد فلان").

A word tells a case when it is written with a capital in the case's name, never in small letters in the decision's own
text, and is none of the words that our subjects, bodies, countries and parties are made of. By such words a decision
is looked for; what is found is then compared word by word (`caselaw.cite.sought`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from caselaw.cite.countries import country_names
from caselaw.cite.name_parts import LONGEST, Words, behind_leading, initials_closed, is_country, trimmed, words_in
from caselaw.cite.name_words import AGAINST, BETWEEN, JOINED, PUBLIC, common_words
from caselaw.domain.citing.citation import key
from caselaw.domain.document import Facts
from caselaw.domain.text import fold

NUMBER = "#"
"""Before a number that stands without the body that gave it out, among the names of a case."""
_LONGEST_TITLE = 300  # code points
_NOT_CALLED = frozenset({
    "law", "treaty", "declaration", "dataset", "official_gazette", "separate_opinion", "pleading", "general_comment",
    "circular", "concluding_observations", "country_report", "report",
})  # fmt: skip
_SPOKEN_FOR = frozenset({"judge", "counsel", "amicus", "company"})  # roles of those whose case it is not
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,120})[)\]]")
# Where a name ends: a citation, the subject of the suit (Argentina: "s/ amparo"), a new sentence or line.
_END = re.compile(r"(?<=[^\W\d_]{4})[.]\s|(?<=[^\W\d_]{4})[.]$|[;|\n:]|,\s(?=[\d(\[])|\ss/\s| [—–-] ")
_INVERTED = re.compile(r"((?:[^\W\d_]+[ -]?){1,2}),\s[^\W\d_]")
_AS_WRITTEN = re.compile(r"[^\W\d_]{3,}")
_LONG_NUMBER = 5  # figures of a number that needs no year


@dataclass(frozen=True)
class Party:
    """One side of a case: the ways to say it, the whole one first, then those in brackets or joined by "and"; the
    countries it names, and whether it is a State or one of its bodies."""

    said: tuple[Words, ...]
    countries: frozenset[str]
    public: bool


@dataclass(frozen=True)
class Name:
    """A name of a case: its two parties, or the one it is called by."""

    parties: tuple[Party, ...]


@lru_cache(maxsize=4096)
def parse(text: str) -> Name | None:
    """The name of a case as a document bears it; None for a title that names none."""
    text = text[:_LONGEST_TITLE]
    plain = _BRACKETS.sub(" ", text)
    aliases = _BRACKETS.findall(text)
    led = behind_leading(words_in(plain))
    first, second = _sides(plain)
    if not first or not (second or led):
        return None
    found = [_party(side) for side in (first, second) if side]
    if not all(found):
        return None
    if inverted := _INVERTED.match(plain):  # "Quintana, Rosa Elvira y otros c/ …"
        aliases.append(inverted[1])
    more = tuple(said for alias in aliases if (said := trimmed(words_in(alias))) and not is_country(said))
    parties = [one for one in found if one]
    parties[0] = Party((*parties[0].said, *more), parties[0].countries, parties[0].public)
    return Name(tuple(parties))


def names_in(facts: Facts) -> tuple[Name, ...]:
    """The names that a document's facts give its case, in its name, its title and its parties."""
    return said_names(facts.kind, facts.case_name, facts.title, [(one.name, one.role) for one in facts.parties])


def said_names(
    kind: str, case_name: str | None, title: str, parties: Iterable[tuple[str, str]]
) -> tuple[Name, ...]:  # fmt: skip
    """The names of a case by what is stored of a document of this kind; none for a kind that no name leads to."""
    if kind in _NOT_CALLED:
        return ()
    texts = [case_name or "", *title.split(" — ")]
    found = [name for text in texts if (name := parse(text))]
    for person, role in parties:
        if role not in _SPOKEN_FOR and (party := _party(words_in(_BRACKETS.sub(" ", person)))):
            found.append(Name((party,)))
    return tuple(dict.fromkeys(found))


def words_of(names: Iterable[Name]) -> frozenset[str]:
    """Every word of these names, those that tell nothing left out."""
    said = (word for name in names for party in name.parties for words in party.said for word in words)
    return frozenset(said) - BETWEEN - JOINED


def keys_of_names(facts: Facts, texts: Iterable[str]) -> frozenset[str]:
    """By what a document is looked for: the telling words of its names, and the whole names of its parties of more
    than one word. `texts` are those of its paragraphs."""
    names = names_in(facts)
    if not names:
        return frozenset()
    as_written = " ".join((facts.case_name or "", facts.title, *(one.name for one in facts.parties)))
    said = {word for name in names for party in name.parties for words in party.said for word in words}
    telling = _telling(as_written, said, "\n".join(texts))
    whole = {
        " ".join(words) for name in names for party in name.parties for words in party.said if 1 < len(words) <= LONGEST
    }
    return frozenset(telling | whole)


def _telling(as_written: str, wanted: set[str], text: str) -> set[str]:
    """The words of `wanted` that tell a case: those that the name writes with a capital and the text never in small
    letters. Arabic has no capitals: there the list of common words alone decides."""
    telling = set()
    for written in dict.fromkeys(_AS_WRITTEN.findall(initials_closed(as_written))):
        word = fold(written)
        if word not in wanted or _is_common(word) or len(word) < 3 or written[0].islower():
            continue
        if written[0].isupper() and _in_small_letters(written.lower(), text):
            continue
        telling.add(word)
    return telling


def _is_common(word: str) -> bool:
    """It names no case by itself; with the Arabic "and" before it neither."""
    return word in common_words() or (word.startswith("و") and word[1:] in common_words())


def _in_small_letters(word: str, text: str) -> bool:
    """The word stands in small letters in the text, and not in an address of the web."""
    if word not in text:
        return False
    return re.search(rf"(?<![\w@./-]){re.escape(word)}(?![\w@/]|\.\w)", text) is not None


def _sides(text: str) -> tuple[Words, Words]:
    """The words of the two parties, by the surest sign between them; the second is empty where there is none."""
    words = words_in(text)
    for signs in AGAINST:
        places = [at for at, word in enumerate(words) if word in signs and 0 < at < len(words) - 1]
        if places:
            at = places[0]
            return behind_leading(words[:at]) or words[:at], _until_end(text, words, at)
    return behind_leading(words) or words, ()


def _until_end(text: str, words: Words, at: int) -> Words:
    """The words of the second party, up to where its name ends in the text."""
    if ends := [end.start() for end in _END.finditer(text)]:
        for end in ends:
            kept = len(words_in(text[:end]))
            if kept > at + 1:
                return words[at + 1 : kept]
    return words[at + 1 :]


def _party(words: Words) -> Party | None:
    whole = trimmed(words)
    if not whole or len(whole) > 2 * LONGEST:
        return None
    said = [whole[:LONGEST]]
    parts = _parts(whole)
    said += parts if len(parts) > 1 else []
    countries = frozenset(_countries(whole))
    return Party(tuple(said), countries, not PUBLIC.isdisjoint(whole) or is_country(whole))


def _parts(words: Words) -> list[Words]:
    """The parties that "and" joins, each by itself."""
    parts: list[Words] = []
    start = 0
    for at, word in enumerate(words):
        if word in JOINED:
            parts.append(trimmed(words[start:at]))
            start = at + 1
    return [part for part in (*parts, trimmed(words[start:])) if part]


def _countries(words: Words) -> Iterator[str]:
    names = country_names()
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 6) + 1):
            if code := names.get(" ".join(words[start:end])):
                yield code


def bare_number(value: str) -> str | None:
    """A case's number without the body that gave it out ("T-025/04", "12.051"), as it is compared; None for one that is
    too short to stand alone."""
    found = key("docket", value, "any")
    number = found.removeprefix("number:any:").removeprefix("cnj:") if found else ""
    figures = [part for part in number.split("/") if part.isdigit()]
    if len(figures) > 1 or any(len(part) >= _LONG_NUMBER for part in figures):
        return number
    return None
