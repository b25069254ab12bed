"""What a text may name, compared with the names of cases word by word.

Where that leaves a doubt there is no name: to lead a reader to a wrong decision is worse than to let her search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caselaw.cite.countries import country_names
from caselaw.cite.name_parts import LONGEST, Words, behind_leading, is_country, trimmed, without_articles, words_in
from caselaw.cite.name_words import AGAINST, BETWEEN
from caselaw.cite.names import Name, Party

_ARABIC = re.compile("[\u0600-\u06ff]")
_SHORTEST = 4  # letters of a name of one word


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
    words = words_in(text)
    pairs = tuple(
        (words[max(0, at - LONGEST) : at], words[at + 1 : at + 1 + LONGEST])
        for at, word in enumerate(words)
        if 0 < at < len(words) - 1 and any(word in some for some in AGAINST)
    )
    whole = () if pairs else trimmed(behind_leading(words) or words)
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
            if words == whole and not is_country(words):
                return "name"
            if _stands_in(words, whole) and words[0] not in BETWEEN and any(word in telling for word in words):
                return "name"
        if country_names().get(text) in party.countries:
            country = "country"
    return country


def _tails(words: Words) -> Iterator[str]:
    """What a text before a "v." may end with, the longest first."""
    words = trimmed(words)
    return (" ".join(words[at:]) for at in range(max(0, len(words) - LONGEST), len(words)))


def _heads(words: Words) -> Iterator[str]:
    """What a text behind a "v." may begin with, the longest first."""
    words = without_articles(words)
    return (" ".join(words[:length]) for length in range(min(LONGEST, len(words)), 0, -1))


def _stands_in(part: Words, whole: Words) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))
