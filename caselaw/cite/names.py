"""Names of cases: what a decision is called where no number is given ("Grootboom", "Ríos c. Chile", "فلان ضد فلان").

A word tells a case when it is written with a capital in the case's name, never in small letters in the decision's own
text, and is none of the words that our subjects, bodies, countries and parties are made of. By such words a decision
is looked for; what is found is then compared word by word. Where that leaves a doubt there is no name: to lead a reader
to a wrong decision is worse than to let her search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caselaw.cite.countries import country_names
from caselaw.cite.name_words import AGAINST, ARTICLES, BETWEEN, JOINED, LEADING, PUBLIC, TRAILING, common_words, split
from caselaw.domain.citation import key
from caselaw.domain.document import Facts
from caselaw.domain.text import fold

Words = tuple[str, ...]

NUMBER = "#"
"""Before a number that stands without the body that gave it out, among the names of a case."""
LONGEST = 10
"""Words of a party's name that are compared."""
_LONGEST_TITLE = 300  # code points
_NOT_CALLED = frozenset({
    "law", "treaty", "declaration", "dataset", "official_gazette", "separate_opinion", "pleading", "general_comment",
    "circular", "concluding_observations", "country_report", "report",
})  # fmt: skip
_SPOKEN_FOR = frozenset({"judge", "counsel", "amicus", "company"})  # roles of those whose case it is not
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,}")
_POSSESSIVE = re.compile(r"['’](?=s\b)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,120})[)\]]")
# Where a name ends: a citation, the subject of the suit (Argentina: "s/ amparo"), a new sentence or line.
_END = re.compile(r"(?<=[^\W\d_]{4})[.]\s|(?<=[^\W\d_]{4})[.]$|[;|\n:]|,\s(?=[\d(\[])|\ss/\s| [—–-] ")
_INVERTED = re.compile(r"((?:[^\W\d_]+[ -]?){1,2}),\s[^\W\d_]")
_AS_WRITTEN = re.compile(r"[^\W\d_]{3,}")
_ARABIC = re.compile("[\u0600-\u06ff]")
_SHORTEST = 4  # letters of a name of one word
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
    led = _led(_words(plain))
    first, second = _sides(plain)
    if not first or not (second or led):
        return None
    found = [_party(side) for side in (first, second) if side]
    if not all(found):
        return None
    if inverted := _INVERTED.match(plain):  # "Quintana, Rosa Elvira y otros c/ …"
        aliases.append(inverted[1])
    more = tuple(said for alias in aliases if (said := _trimmed(_words(alias))) and not _is_country(said))
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
        if role not in _SPOKEN_FOR and (party := _party(_words(_BRACKETS.sub(" ", person)))):
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
    for written in dict.fromkeys(_AS_WRITTEN.findall(_INITIALS.sub(_closed, as_written))):
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


@dataclass(frozen=True)
class Sought:
    """What a text may name: `whole`, if all of it may be the name of a party, and the words around each "v."."""

    whole: Words
    pairs: tuple[tuple[Words, Words], ...]

    @property
    def keys(self) -> frozenset[str]:
        """By what documents are looked for; empty where the text can name none."""
        if self.pairs:
            return frozenset(
                key for left, right in self.pairs for key in (*_tails(left), *_heads(right), *left, *right)
            )
        return frozenset((*self.whole, " ".join(self.whole)))


def sought(text: str) -> Sought:
    """What a query may name. A text with "v." in it names two parties; another names one with all of its words."""
    words = _words(text)
    pairs = tuple(
        (words[max(0, at - LONGEST) : at], words[at + 1 : at + 1 + LONGEST])
        for at, word in enumerate(words)
        if 0 < at < len(words) - 1 and any(word in some for some in AGAINST)
    )
    whole = () if pairs else _trimmed(_led(words) or words)
    return Sought(whole if len(whole) <= LONGEST else (), pairs)


def is_named(wanted: Sought, names: Sequence[Name], telling: frozenset[str]) -> frozenset[str] | None:
    """The telling words by which what is sought names a case that has these `names`; None where it does not."""
    for name in names:
        for left, right in wanted.pairs:
            if len(name.parties) == 2 and _both(left, right, name.parties, telling):
                return _telling_of(name, telling)
        for party in name.parties:
            for said in party.said if wanted.whole else ():
                whole = said == party.said[0]
                if not (party.public and whole) and _is_called(wanted.whole, said, telling, whole=whole):
                    return _telling_of(name, telling)
    return None


def _telling_of(name: Name, telling: frozenset[str]) -> frozenset[str]:
    words = frozenset(word for party in name.parties for said in party.said for word in said)
    return words & telling or words


def _is_called(query: Words, said: Words, telling: frozenset[str], *, whole: bool) -> bool:
    """`query` is all of a party's name (the `whole` one, or what stands in brackets or beside it), or the part of it
    that people use: telling words that stand together."""
    if query == said:
        return _is_enough(query, telling, whole=whole)
    if not _stands_in(query, said) or not _all_tell(query, telling):
        return False
    if len(query) > 1:
        return True
    (word,) = query
    told = [one for one in said if one in telling]
    at = said.index(word)
    closes = at == len(said) - 1 or said[at + 1] in BETWEEN
    return len(word) >= _SHORTEST and not _ARABIC.search(word) and (told == [word] or closes)


def _is_enough(query: Words, telling: frozenset[str], *, whole: bool) -> bool:
    """A name leads to its case if a word of it tells; three words that are all of a party's name do not stand together
    by chance either."""
    if len(query) == 1:
        return query[0] in telling and len(query[0]) >= _SHORTEST and not query[0].startswith("ال")
    heavy = [word for word in query if word not in BETWEEN]
    return any(word in telling for word in heavy) or (whole and len(heavy) > 2)


def _all_tell(query: Words, telling: frozenset[str]) -> bool:
    ends = query[0] in telling and query[-1] in telling
    return ends and all(word in telling or word in BETWEEN for word in query)


def _both(left: Words, right: Words, parties: tuple[Party, ...], telling: frozenset[str]) -> bool:
    """The words before and behind a "v." name the two parties, in either order, and one of them by its name."""
    for one, other in (parties, parties[::-1]):
        first = _names_party(_tails(left), one, telling)
        second = _names_party(_heads(right), other, telling)
        if first and second and "name" in (first, second):
            return True
    return False


def _names_party(said: Iterable[str], party: Party, telling: frozenset[str]) -> str | None:
    """ "name" where one of these is the party's name or a telling part of it, "country" where it only says which
    State it is."""
    country = None
    for text in said:
        words = tuple(text.split())
        for whole in party.said:
            if words == whole and not _is_country(words):
                return "name"
            if _stands_in(words, whole) and words[0] not in BETWEEN and any(word in telling for word in words):
                return "name"
        if country_names().get(text) in party.countries:
            country = "country"
    return country


def _tails(words: Words) -> Iterator[str]:
    """What a text before a "v." may end with, the longest first."""
    words = _trimmed(words)
    return (" ".join(words[at:]) for at in range(max(0, len(words) - LONGEST), len(words)))


def _heads(words: Words) -> Iterator[str]:
    """What a text behind a "v." may begin with, the longest first."""
    words = _without_articles(words)
    return (" ".join(words[:length]) for length in range(min(LONGEST, len(words)), 0, -1))


def _words(text: str) -> Words:
    return tuple(split(_POSSESSIVE.sub("", _INITIALS.sub(_closed, text))))


def _closed(initials: re.Match[str]) -> str:
    """ "I.D.G. " is one word; what looks like initials but ends in a "v." of two parties is not closed over it."""
    letters = re.findall(r"[^\W\d_]", initials.group())
    if letters[-1].lower() in ("v", "c"):
        return "".join(letters[:-1]) + f" {letters[-1]}. "
    return "".join(letters) + " "


def _sides(text: str) -> tuple[Words, Words]:
    """The words of the two parties, by the surest sign between them; the second is empty where there is none."""
    words = _words(text)
    for signs in AGAINST:
        places = [at for at, word in enumerate(words) if word in signs and 0 < at < len(words) - 1]
        if places:
            at = places[0]
            return _led(words[:at]) or words[:at], _until_end(text, words, at)
    return _led(words) or words, ()


def _until_end(text: str, words: Words, at: int) -> Words:
    """The words of the second party, up to where its name ends in the text."""
    if ends := [end.start() for end in _END.finditer(text)]:
        for end in ends:
            kept = len(_words(text[:end]))
            if kept > at + 1:
                return words[at + 1 : kept]
    return words[at + 1 :]


def _led(words: Words) -> Words:
    """What follows "Case of …"; empty where the words do not begin so."""
    for leading in LEADING:
        if words[: len(leading)] == leading:
            return words[len(leading) :]
    return ()


def _trimmed(words: Words) -> Words:
    """Without articles in front, and without "and others" behind."""
    words = _without_articles(words)
    while any(words[-len(tail) :] == tail for tail in TRAILING):
        words = next(words[: -len(tail)] for tail in TRAILING if words[-len(tail) :] == tail)
    return words


def _without_articles(words: Words) -> Words:
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return words


def _party(words: Words) -> Party | None:
    whole = _trimmed(words)
    if not whole or len(whole) > 2 * LONGEST:
        return None
    said = [whole[:LONGEST]]
    parts = _parts(whole)
    said += parts if len(parts) > 1 else []
    countries = frozenset(_countries(whole))
    return Party(tuple(said), countries, not PUBLIC.isdisjoint(whole) or _is_country(whole))


def _parts(words: Words) -> list[Words]:
    """The parties that "and" joins, each by itself."""
    parts: list[Words] = []
    start = 0
    for at, word in enumerate(words):
        if word in JOINED:
            parts.append(_trimmed(words[start:at]))
            start = at + 1
    return [part for part in (*parts, _trimmed(words[start:])) if part]


def _countries(words: Words) -> Iterator[str]:
    names = country_names()
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 6) + 1):
            if code := names.get(" ".join(words[start:end])):
                yield code


def _is_country(words: Words) -> bool:
    return " ".join(words) in country_names()


def _stands_in(part: Words, whole: Words) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def bare_number(value: str) -> str | None:
    """A case's number without the body that gave it out ("T-025/04", "12.051"), as it is compared; None for one that is
    too short to stand alone."""
    found = key("docket", value, "any")
    number = found.removeprefix("number:any:").removeprefix("cnj:") if found else ""
    figures = [part for part in number.split("/") if part.isdigit()]
    if len(figures) > 1 or any(len(part) >= _LONG_NUMBER for part in figures):
        return number
    return None
