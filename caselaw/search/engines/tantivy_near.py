"""Words near each other in any order, as phrases at all the distances they may have.

Tantivy's own slop is right for two words alone. For more it takes them in the order of their rarity, keeps the first
match of each and so loses some (measured on 0.27). Its phrases at given distances are exact, and cheap where
few texts hold the words: distances that no text has are found out by their first words and not followed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

import tantivy
from tantivy import Occur, Query

from caselaw.search.engines.tantivy_terms import all_of, fitting, in_row, some_of
from caselaw.search.wordforms import is_pattern, is_too_wide

_MOST_WORDS = 12  # beyond which nothing holds; a person gives five, each of which may part in two or three
_AT_ONCE = 500  # phrases that are cheaper asked than tried
_MOST = 4_000  # phrases of one query
_COMMON = 2_000  # texts that hold even the rarest word: too many to try every distance


@dataclass(frozen=True)
class Field:
    """A field with positions, in one view of an index."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    name: str

    def holders(self, word: str) -> int:
        """How many texts hold a word; of a pattern, as if very many."""
        return 2**40 if is_pattern(word) else self.searcher.doc_freq(self.name, word)

    def phrase(self, placed: dict[int, str]) -> Query:
        first = min(placed)
        return in_row(self.schema, self.name, sorted((place - first, word) for place, word in placed.items()))

    def holds(self, query: Query) -> bool:
        return bool(self.searcher.search(query, 1, count=False).hits)


def near(field: Field, words: tuple[str, ...], gap: int) -> Query:
    """The texts that hold all these words (`wordforms.pattern_words`), each at a place of its own, with at most `gap`
    others between the first and the last.

    Of more than two words, each in very many texts, any two are asked to be as near as all of them may be: texts that
    hold the words more than once may then be found where only each pair is near.
    """
    if not 0 < len(words) <= _MOST_WORDS or any(is_too_wide(word) for word in words):
        return Query.empty_query()
    if len(words) == 1:
        return fitting(field.schema, field.name, words[0])
    ordered = sorted(words, key=field.holders)
    if field.holders(ordered[0]) == 0:
        return Query.empty_query()
    width = len(words) - 1 + gap
    if len(words) == 2:
        return _pair(field, ordered[0], ordered[1], width)
    if math.factorial(len(words)) * math.comb(width, len(words) - 1) <= _AT_ONCE:
        return some_of(list(_every_way(field, words, width)))
    pairs = all_of([_pair(field, one, other, width) for one, other in dict.fromkeys(combinations(ordered, 2))])
    if field.holders(ordered[0]) > _COMMON:
        return pairs
    held = field.searcher.search(pairs, 1)
    if not held.hits:
        return Query.empty_query()
    found = _tried(field, ordered, width, pairs)
    return pairs if found is None else some_of(found)


def _pair(field: Field, one: str, other: str, width: int) -> Query:
    if one != other and not is_pattern(one) and not is_pattern(other):
        return Query.phrase_query(field.schema, field.name, [(0, one), (0, other)], width)
    places = [*range(1, width + 1), *(range(-width, 0) if one != other else ())]
    return some_of([field.phrase({0: one, place: other}) for place in places])


def _every_way(field: Field, words: tuple[str, ...], width: int) -> Iterator[Query]:
    for order in dict.fromkeys(permutations(words)):
        for places in combinations(range(1, width + 1), len(words) - 1):
            yield field.phrase(dict(zip((0, *places), order, strict=True)))


def _tried(field: Field, ordered: list[str], width: int, pairs: Query) -> list[Query] | None:
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
        ways = further if last else [way for way in further if field.holds(_among(pairs, field.phrase(way)))]
    return [field.phrase(way) for way in ways]


def _among(pairs: Query, phrase: Query) -> Query:
    return Query.boolean_query([(Occur.Must, phrase), (Occur.Must, pairs)])
