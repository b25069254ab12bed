"""Words near each other in any order, as phrases at all the distances they may have.

Tantivy's own slop is right for two words alone. For more it takes them in the order of their rarity, keeps the first
match of each and so loses some (measured on 0.27). Its phrases at given distances are exact, and cheap where
few texts hold the words: distances that no text has are found out by their first words and not followed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

import tantivy
from tantivy import Query

from caselaw.search.engines.tantivy_terms import all_of, among, count, fitting, in_row, some_of
from caselaw.search.plan import MOST_NEAR
from caselaw.search.wordforms import is_pattern, is_too_wide, matcher

_AT_ONCE = 500  # phrases that are cheaper asked than tried
_MOST = 4_000  # phrases of one query
_COMMON = 2_000  # rows, or texts that hold a pattern: of more every distance is not tried


@dataclass(frozen=True)
class Field:
    """A field with positions, in one view of an index."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    name: str

    def holders(self, word: str) -> int:
        """How many texts hold a word."""
        if is_pattern(word):
            return count(self.searcher, fitting(self.schema, self.name, word))
        return self.searcher.doc_freq(self.name, word)

    def phrase(self, placed: dict[int, str]) -> Query:
        first = min(placed)
        return in_row(self.schema, self.name, sorted((place - first, word) for place, word in placed.items()))

    def holds(self, query: Query) -> bool:
        return bool(self.searcher.search(query, 1, count=False).hits)

    def rows(self, query: Query) -> list[int]:
        """The rows that hold it, or a few more than _COMMON of them."""
        wanted = {"rows": {"terms": {"field": "row", "size": _COMMON + 1}}}
        return [int(bucket["key"]) for bucket in self.searcher.aggregate(query, wanted)["rows"]["buckets"]]


def near(field: Field, words: tuple[str, ...], gap: int) -> Query:
    """The texts that hold all these words (`wordforms.pattern_words`), each at a place of its own, with at most `gap`
    others between the first and the last.

    Where all of more than two words, or a pattern, stand in very many texts, any two are asked to be as near as all of
    them may be: texts that hold the words more than once may then be found where only each pair is near, and of two
    patterns a word that fits both may stand for the two.
    """
    if not 0 < len(words) <= MOST_NEAR or any(is_too_wide(word) for word in words):
        return Query.empty_query()
    if len(words) == 1:
        return fitting(field.schema, field.name, words[0])
    holders = {word: field.holders(word) for word in words}
    if min(holders.values()) == 0:
        return Query.empty_query()
    ordered = sorted(words, key=holders.__getitem__)
    width = len(words) - 1 + gap
    wide = any(is_pattern(word) and held > _COMMON for word, held in holders.items())
    by_two = dict.fromkeys(combinations(ordered, 2))
    pairs = all_of([_pair(field, one, other, width, wide=wide) for one, other in by_two])
    if len(words) == 2 or wide:
        return pairs
    rows = field.rows(pairs)
    if len(rows) > _COMMON:
        return pairs
    within = among(field.schema, "row", rows)
    if math.factorial(len(words)) * math.comb(width, len(words) - 1) <= _AT_ONCE:
        ways: Iterable[Query] | None = _every_way(field, words, width)
    else:
        ways = _tried(field, ordered, width, within)
    return pairs if ways is None else some_of([all_of([way, within]) for way in ways])


def _pair(field: Field, one: str, other: str, width: int, *, wide: bool) -> Query:
    if one != other and (wide or not (_fits(one, other) or _fits(other, one))):
        return in_row(field.schema, field.name, [(0, one), (0, other)], width)
    places = [*range(1, width + 1), *(range(-width, 0) if one != other else ())]
    return some_of([field.phrase({0: one, place: other}) for place in places])


def _fits(pattern: str, word: str) -> bool:
    """True where one word may be both."""
    return is_pattern(pattern) and (is_pattern(word) or matcher(pattern)(word))


def _every_way(field: Field, words: tuple[str, ...], width: int) -> Iterator[Query]:
    for order in dict.fromkeys(permutations(words)):
        for places in combinations(range(1, width + 1), len(words) - 1):
            yield field.phrase(dict(zip((0, *places), order, strict=True)))


def _tried(field: Field, ordered: list[str], width: int, within: Query) -> list[Query] | None:
    """A phrase for each way in which the words do stand near each other; None where these are too many."""
    ways: list[dict[int, str]] = [{0: ordered[0]}]
    for number, word in enumerate(ordered[1:], start=2):
        further = [
            way | {place: word}
            for way in ways
            for place in range(max(way) - width, min(way) + width + 1)
            if place not in way
        ]
        if len(further) > _MOST:
            return None
        last = number == len(ordered)
        ways = further if last else [way for way in further if field.holds(all_of([field.phrase(way), within]))]
    return [field.phrase(way) for way in ways]
