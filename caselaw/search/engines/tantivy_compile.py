"""A plan becomes tantivy's query objects by pure functions; tantivy's own query parser is never used (it ends the
process on deep parentheses).

`Found` brings what only the paragraphs know: which rows hold a phrase, and how many of their paragraphs do.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import tantivy
from tantivy import Occur, Query

from caselaw.search.analysis import CHAINS, exact, stems_of
from caselaw.search.engines.clauses import TITLE_WEIGHT, word_stems
from caselaw.search.engines.tantivy_rows import document_schema, marked, paragraph_schema
from caselaw.search.plan import (
    All,
    Clause,
    Everything,
    Keyword,
    Not,
    Phrase,
    SearchPlan,
    Some,
    Weighted,
    Word,
    said_weights,
    said_words,
)
from caselaw.search.project import FIELDS, encodable, keyword

_K1 = 1.2
_MOST_TIMES = 8  # a phrase in more paragraphs than this counts for no more


@dataclass(frozen=True)
class Found:
    """For each phrase the rows that hold it, with the number of their paragraphs that do; `total` rows there are."""

    total: int = 0
    phrases: Mapping[Phrase, Mapping[int, int]] = field(default_factory=dict)


def documents(plan: SearchPlan, found: Found, *, without: str | None = None) -> Query:
    """The documents of the plan for its viewer; `without` sets the filter of one field aside."""
    must = [clause(plan.where, found), *(_silent(part) for part in _limits(plan, without))]
    denied = [(Occur.MustNot, _any_of("superseded_by", plan.audiences))]
    if plan.withdrawn:
        denied.append((Occur.MustNot, _any_of("id", plan.withdrawn)))
    if plan.languages_out:
        denied.append((Occur.MustNot, _any_of("language", plan.languages_out)))
    return Query.boolean_query([*((Occur.Must, part) for part in must), *denied])


def clause(wanted: Clause, found: Found) -> Query:
    """One clause over whole documents."""
    match wanted:
        case Word():
            return _all_of([_stem(marked(stem, wanted.language)) for stem in word_stems(wanted)])
        case Phrase():
            return _phrase(wanted, found)
        case Keyword():
            return _silent(_any_of(wanted.field, (wanted.value,)))
        case All():
            return _every(wanted.clauses, found)
        case Some():
            return _some_of([clause(each, found) for each in wanted.clauses])
        case Not():
            return _every((wanted,), found)
        case Weighted():
            return _boosted(clause(wanted.clause, found), wanted.weight)
        case Everything():
            return _silent(Query.all_query())


def in_paragraphs(phrase: Phrase) -> Query:
    """The paragraphs that hold a phrase or exact word."""
    words = exact(phrase.text)
    if len(words) > 1:
        return Query.phrase_query(paragraph_schema(), "exact", list(words))
    return _some_of([_word(paragraph_schema(), "exact", word) for word in words])


def said_in_paragraphs(wanted: Clause) -> Query | None:
    """The paragraphs that say any of the plan's words and phrases; None where it has none."""
    said: list[Query] = []
    for leaf, weight in said_weights(wanted).items():
        if isinstance(leaf, Phrase):
            said.append(_boosted(in_paragraphs(leaf), weight))
        else:
            stems = (marked(stem, leaf.language) for stem in word_stems(leaf))
            said.extend(_boosted(_word(paragraph_schema(), "stems", stem), weight) for stem in stems)
    return _some_of(said) if said else None


def of_row(said: Query, row: int) -> Query:
    """Those of `said` that are paragraphs of one row."""
    inside = Query.term_query(paragraph_schema(), "row", row, "basic")
    return Query.boolean_query([(Occur.Must, said), (Occur.Must, _silent(inside))])


def ranks(wanted: Clause) -> bool:
    """True where some clause gives documents different scores."""
    return bool(said_words(wanted))


def _limits(plan: SearchPlan, without: str | None) -> Iterable[Query]:
    yield _any_of("audience", plan.audiences)
    if plan.scope is not None:
        yield _any_of("id", plan.scope)
    if plan.languages_in:
        yield _any_of("language", plan.languages_in)
    for name, values in plan.filters.items():
        if name != without:
            yield _any_of(name, values)


def _any_of(name: str, values: Collection[str]) -> Query:
    if name not in (*FIELDS, "id", "audience", "superseded_by"):
        raise KeyError(name)
    if name == "identifier":
        values = {keyword(value) for value in values}
    known = sorted(filter(encodable, values))
    return Query.term_set_query(document_schema(), name, known) if known else Query.empty_query()


def _every(clauses: Sequence[Clause], found: Found) -> Query:
    """All hold; a denial alone is answered by everything else."""
    parts = [
        (Occur.MustNot, clause(each.clause, found)) if isinstance(each, Not) else (Occur.Must, clause(each, found))
        for each in clauses
    ]
    if all(occur == Occur.MustNot for occur, _ in parts):
        parts.append((Occur.Must, _silent(Query.all_query())))
    return Query.boolean_query(parts)


def _stem(stem: str) -> Query:
    named = Query.boost_query(_word(document_schema(), "title_stems", stem), TITLE_WEIGHT)
    return _some_of([_word(document_schema(), "stems", stem), named])


def _phrase(phrase: Phrase, found: Found) -> Query:
    words = exact(phrase.text)
    if not words:
        return Query.empty_query()
    if len(words) == 1:
        return _exact_word(words[0])
    named = Query.phrase_query(document_schema(), "title_exact", list(words))
    return _some_of([Query.boost_query(named, TITLE_WEIGHT), *_phrase_rows(found, found.phrases[phrase])])


def _exact_word(word: str) -> Query:
    """Documents that have the word as it stands; how often is known of its stems alone, so they rank."""
    held = _some_of([_word(document_schema(), name, word) for name in ("exact", "title_exact")])
    stems = dict.fromkeys(marked(stem, code) for code in CHAINS for stem in stems_of([word], code) if stem)
    return Query.boolean_query([(Occur.Must, _silent(held)), *((Occur.Should, _stem(stem)) for stem in stems)])


def _phrase_rows(found: Found, rows: Mapping[int, int]) -> Iterable[Query]:
    """Rows that hold a phrase, scored as BM25 would: its rarity, and how many paragraphs of a row say it."""
    rarity = math.log(1 + (found.total - len(rows) + 0.5) / (len(rows) + 0.5)) if len(rows) <= found.total else 0.0
    groups: dict[int, list[int]] = defaultdict(list)
    for row, times in rows.items():
        groups[min(times, _MOST_TIMES)].append(row)
    for times, members in sorted(groups.items()):
        holders = Query.term_set_query(document_schema(), "row", members)
        yield Query.const_score_query(holders, rarity * times * (_K1 + 1) / (times + _K1))


def _word(schema: tantivy.Schema, name: str, word: str) -> Query:
    return Query.term_query(schema, name, word, "freq")


def _all_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries]) if queries else Query.empty_query()


def _some_of(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries]) if queries else Query.empty_query()


def _boosted(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)


def _silent(query: Query) -> Query:
    """A condition without a say in the score."""
    return Query.const_score_query(query, 0.0)
