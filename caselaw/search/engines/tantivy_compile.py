"""A plan becomes tantivy's query objects; tantivy's own query parser is never used (it ends the process on deep
parentheses).

`Found` brings what only the paragraphs know: which rows hold a phrase, or all that one paragraph is asked for.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tantivy import FieldType, Occur, Query

from caselaw.search.analysis import CHAINS, exact, stems_of
from caselaw.search.cited import keyword
from caselaw.search.engines.clauses import telling_forms, word_stems
from caselaw.search.engines.tantivy_rows import document_schema, marked, names_of
from caselaw.search.engines.tantivy_terms import (
    all_but,
    all_of,
    among,
    boosted,
    fitting,
    scored,
    silent,
    some_of,
    spelled,
    where,
    word,
)
from caselaw.search.plan import (
    All,
    Between,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Keyword,
    Leaf,
    Named,
    Near,
    Not,
    Pattern,
    Phrase,
    SearchPlan,
    Some,
    Weighted,
    Word,
    said_weights,
    said_words,
    wanted_of,
)
from caselaw.search.project import FIELDS, NAME_FIELDS
from caselaw.search.weights import Weights
from caselaw.search.wordforms import is_pattern, pattern_words

_K1 = 1.2
_MOST_TIMES = 8  # a phrase said more often than this counts for no more
_LATEST = 99_999_999  # of the days one can ask for

Whole = Phrase | Near | Pattern | InParagraph
"""What is asked of one paragraph or name as a whole; see `clauses.wholes`."""


@dataclass(frozen=True)
class Found:
    """For each clause of `clauses.wholes` the rows that hold it, and how often: in their paragraphs, with names as
    often as their weight; `total` rows there are."""

    total: int = 0
    rows: Mapping[Whole, Mapping[int, float]] = field(default_factory=dict)


def documents(plan: SearchPlan, asked: Query, *, without: str | None = None) -> Query:
    """The documents of the plan for its viewer, of those that are what is `asked` (`asked_of_documents`); `without`
    sets the filter of one field aside."""
    must = [(Occur.Must, part) for part in (asked, *_limits(plan, without))]
    denied = [(Occur.MustNot, among(document_schema(), "superseded_by", plan.audiences))]
    if plan.withdrawn:
        denied.append((Occur.MustNot, among(document_schema(), "id", plan.withdrawn)))
    if plan.languages_out:
        denied.append((Occur.MustNot, values("language", plan.languages_out)))
    ranked = plan.priors if plan.size > 0 else ()  # what is only counted has no order
    priors = [(Occur.Should, _prior(each, weight)) for each, weight in ranked]
    return Query.boolean_query([*must, *denied, *priors])


def asked_of_documents(plan: SearchPlan, found: Found) -> Query:
    """What a plan looks for, whoever asks and whatever the filters are."""
    return Compiler(plan.weights, found).clause(plan.where)


def ranks(wanted: Clause) -> bool:
    """True where some clause gives documents different scores."""
    return any(said_words(wanted))


def values(name: str, wanted: Collection[str]) -> Query:
    """The documents that have one of these whole values; raises `KeyError` for an unknown field."""
    if name not in FIELDS:
        raise KeyError(name)
    return _kept_values(name, frozenset(map(keyword, wanted) if name == "identifier" else wanted))


@lru_cache(maxsize=500)
def _kept_values(name: str, wanted: frozenset[str]) -> Query:
    return among(document_schema(), name, wanted)


@dataclass(frozen=True)
class Compiler:
    """Clauses over whole documents, with what each place of a text counts."""

    weights: Weights
    found: Found

    def clause(self, wanted: Clause) -> Query:
        match wanted:
            case Word() | Phrase() | Near() | Pattern() | Fuzzy():
                return self._leaf(wanted)
            case Named():
                return _named(wanted)
            case Keyword():
                return values(wanted.field, (wanted.value,))
            case Between():
                return _between(wanted)
            case InParagraph():
                inside = said_weights(wanted.clause).items()
                ranked = (boosted(part, weight) for leaf, weight in inside for part in self._counting(leaf))
                return where(self._rows(wanted), list(ranked))
            case All():
                return self._every(wanted.clauses)
            case Some():
                return some_of([self.clause(each) for each in wanted.clauses])
            case Not():
                return self._every((wanted,))
            case Weighted():
                return boosted(self.clause(wanted.clause), wanted.weight)
            case Everything():
                return silent(Query.all_query())

    def _leaf(self, leaf: Leaf) -> Query:
        match leaf:
            case Word():
                return _said(leaf, self.weights)
            case Phrase():
                forms = exact(leaf.text)
                if len(forms) > 1:
                    return some_of(list(self._phrase_rows(leaf)))
                return self._exact_word(forms[0]) if forms else Query.empty_query()
            case Near():
                return where(self._rows(leaf), self._counting(leaf))
            case Pattern():
                words = pattern_words(leaf.text)
                if len(words) > 1:
                    return where(self._rows(leaf), self._counting(leaf))
                return self._one_fitting(words[0]) if words else Query.empty_query()
            case Fuzzy():
                return all_of([self._spelled(form) for form in exact(leaf.text)])

    def _counting(self, leaf: Leaf) -> list[Query]:
        """What a document that holds a leaf in one of its paragraphs counts by it."""
        if not isinstance(leaf, Near | Pattern):
            return [self._leaf(leaf)]
        parts = leaf.words if isinstance(leaf, Near) else (leaf.text,)
        words = dict.fromkeys(one for part in parts for one in pattern_words(part))
        return [self._one(one) for one in words]

    def _one(self, text: str) -> Query:
        return self._one_fitting(text) if is_pattern(text) else self._exact_word(text)

    def _one_fitting(self, text: str) -> Query:
        return self._either(*(fitting(document_schema(), name, text) for name in ("exact", "title_exact")))

    def _spelled(self, form: str) -> Query:
        return self._either(*(spelled(document_schema(), name, form) for name in ("exact", "title_exact")))

    def _either(self, said: Query, named: Query) -> Query:
        """What counts 1 in the paragraphs of a document, and in its names as they do, however often."""
        return some_of([scored(said, 1.0), scored(named, self.weights.title)])

    def _exact_word(self, form: str) -> Query:
        """Documents that have the word as it stands; how often is known of its stems alone, so they rank."""
        held = some_of([fitting(document_schema(), name, form) for name in ("exact", "title_exact")])
        stems = dict.fromkeys(marked(stem, code) for code in CHAINS for stem in stems_of([form], code) if stem)
        return where(held, [_stem(stem, self.weights) for stem in stems])

    def _phrase_rows(self, phrase: Phrase) -> Iterable[Query]:
        """Rows that hold a phrase, scored as BM25 would: its rarity, and how often a row says it."""
        rows, total = self.found.rows[phrase], self.found.total
        rarity = math.log(1 + (total - len(rows) + 0.5) / (len(rows) + 0.5)) if len(rows) <= total else 0.0
        groups: dict[float, list[int]] = defaultdict(list)
        for row, times in rows.items():
            groups[min(times, _MOST_TIMES)].append(row)
        for times, members in sorted(groups.items()):
            yield scored(among(document_schema(), "row", members), rarity * times * (_K1 + 1) / (times + _K1))

    def _rows(self, wanted: Whole) -> Query:
        return among(document_schema(), "row", self.found.rows[wanted])

    def _every(self, clauses: Sequence[Clause]) -> Query:
        """All hold; a denial alone is answered by everything else."""
        denied = [self.clause(each.clause) for each in clauses if isinstance(each, Not)]
        return all_but([self.clause(each) for each in clauses if not isinstance(each, Not)], denied)


@lru_cache(maxsize=4_000)
def _said(leaf: Word, weights: Weights) -> Query:
    """The documents that say a word; the same for every search, and most of what is made for one."""
    stems = all_of([_stem(marked(stem, leaf.language), weights) for stem in word_stems(leaf)])
    if weights.exact <= 0:
        return stems
    forms = dict.fromkeys(telling_forms(leaf))
    typed = [Query.boost_query(word(document_schema(), "exact", form), weights.exact) for form in forms]
    return Query.boolean_query([(Occur.Must, stems), *((Occur.Should, each) for each in typed)])


def _stem(stem: str, weights: Weights) -> Query:
    parts = [word(document_schema(), "stems", stem)]
    parts.append(Query.boost_query(word(document_schema(), "title_stems", stem), weights.title))
    if weights.lead > 0:
        parts.append(Query.boost_query(word(document_schema(), "lead_stems", stem), weights.lead))
    return some_of(parts)


def _named(wanted: Named) -> Query:
    if wanted.field not in NAME_FIELDS:
        raise KeyError(wanted.field)
    return all_of([fitting(document_schema(), names_of(wanted.field), one) for one in pattern_words(wanted.text)])


def _between(wanted: Between) -> Query:
    """The span of days of a decision and the one asked for overlap; undated ones have no span."""
    if wanted.first > wanted.last or wanted.first > _LATEST or wanted.last < 0:
        return Query.empty_query()
    unsigned, schema = FieldType.Unsigned, document_schema()
    begins = Query.range_query(schema, "first", unsigned, None, min(wanted.last, _LATEST))
    ends = Query.range_query(schema, "last", unsigned, max(wanted.first, 0), None)
    return silent(all_of([begins, ends]))


@lru_cache(maxsize=500)
def _prior(each: Keyword, weight: float) -> Query:
    return scored(values(each.field, (each.value,)), weight)


def _limits(plan: SearchPlan, without: str | None) -> Iterable[Query]:
    schema = document_schema()
    yield among(schema, "audience", plan.audiences)
    if plan.scope is not None:
        yield among(schema, "id", plan.scope)
    if plan.languages_in:
        yield values("language", plan.languages_in)
    yield from (values(name, wanted) for name, wanted in wanted_of(plan, without))
