"""The few forms of tantivy's query objects that all others are made of.

A condition on few values is so many terms: a set of terms is read whole for every search, the lists of terms only where
they meet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import tantivy
from tantivy import Occur, Query

from caselaw.search.project import encodable
from caselaw.search.wordforms import ANY, ONE, edits, is_pattern, is_too_wide

_FEW = 16
_SIGNS = str.maketrans({ANY: ".*", ONE: "."})  # of a pattern; exact words have no other sign of regular expressions


def word(schema: tantivy.Schema, field: str, text: str) -> Query:
    """Those that hold one word, ranked by BM25."""
    return Query.term_query(schema, field, text, "freq")


def among(schema: tantivy.Schema, field: str, values: Collection[str] | Collection[int]) -> Query:
    """Those that have any of these whole values, unranked."""
    known = sorted(value for value in values if not isinstance(value, str) or encodable(value))
    if len(known) > _FEW:
        return silent(Query.term_set_query(schema, field, list(known)))
    return silent(some_of([Query.term_query(schema, field, value, "basic") for value in known]))


def fitting(schema: tantivy.Schema, field: str, text: str) -> Query:
    """Those that hold a word for which this one stands (`wordforms.pattern_words`), unranked."""
    if is_too_wide(text):
        return Query.empty_query()
    if not is_pattern(text):
        return silent(Query.term_query(schema, field, text, "basic"))
    return silent(Query.regex_query(schema, field, text.translate(_SIGNS)))


def spelled(schema: tantivy.Schema, field: str, form: str) -> Query:
    """Those that hold a word spelled like this one, unranked."""
    if not (most := edits(form)):
        return fitting(schema, field, form)
    return silent(Query.fuzzy_term_query(schema, field, form, most, transposition_cost_one=True))


def in_row(schema: tantivy.Schema, field: str, words: Iterable[tuple[int, str]], slop: int = 0) -> Query:
    """Those that hold words at these distances from each other, or, of two words, no more than `slop` off; a word may
    be a pattern."""
    placed = list(words)
    if not any(is_pattern(text) for _, text in placed):
        return Query.phrase_query(schema, field, list(placed), slop)
    return Query.regex_phrase_query(schema, field, [(place, text.translate(_SIGNS)) for place, text in placed], slop)


def all_of(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries]) if queries else Query.empty_query()


def all_but(wanted: Sequence[Query], denied: Sequence[Query]) -> Query:
    """All that is wanted holds, and nothing that is denied; a denial alone is answered by everything else."""
    parts = [(Occur.Must, query) for query in wanted or [silent(Query.all_query())]]
    return Query.boolean_query([*parts, *((Occur.MustNot, query) for query in denied)])


def some_of(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries]) if queries else Query.empty_query()


def where(held: Query, ranked: Sequence[Query]) -> Query:
    """Those of `held`, unranked, in the order of what else they are."""
    return Query.boolean_query([(Occur.Must, silent(held)), *((Occur.Should, query) for query in ranked)])


def boosted(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)


def silent(query: Query) -> Query:
    """A condition without a say in the score."""
    return Query.const_score_query(query, 0.0)


def scored(query: Query, score: float) -> Query:
    """A condition that counts the same wherever it holds."""
    return Query.const_score_query(query, score)


def count(searcher: tantivy.Searcher, query: Query) -> int:
    """How many answer a query, exactly."""
    return int(searcher.search(Query.const_score_query(query, 0.0), 1).count)  # type: ignore[attr-defined]  # missing in tantivy's own types
