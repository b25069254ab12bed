"""A clause becomes a query of Elasticsearch: over whole documents, or over one paragraph alone.

Words and phrases are handed over in their exact forms and analysed there as the texts were (`elastic_mapping`).
Clauses are flattened first: Elasticsearch reads no query of more than thirty levels.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from caselaw.search.analysis import chain, exact
from caselaw.search.cited import keyword
from caselaw.search.engines.clauses import telling_forms
from caselaw.search.engines.elastic_mapping import EXACT, LONGEST_VALUE, PARAGRAPHS, Json, words
from caselaw.search.plan import (
    MOST_NEAR,
    WIDEST,
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
    Some,
    Weighted,
    Word,
    said_weights,
)
from caselaw.search.port import ABOUT
from caselaw.search.project import FIELDS, NAME_FIELDS, encodable
from caselaw.search.weights import Weights
from caselaw.search.wordforms import edits, is_pattern, is_too_wide, matcher, pattern_words

SCALE = 2.2
"""What a score of Elasticsearch is multiplied by to be as Robertson wrote BM25, and as other engines count it: Lucene
leaves out the constant factor k1 + 1."""

NOTHING: Json = {"match_none": {}}
EVERYTHING: Json = {"match_all": {}}
_REWRITE = "constant_score"  # every word that fits counts, and counts the same: nothing is cut off at a number of them


@dataclass(frozen=True)
class Place:
    """Where words are looked for, and what each place counts: whole documents with their names, or one paragraph."""

    texts: Mapping[str, float]
    weights: Weights
    lead: str | None = None

    @property
    def body(self) -> str:
        return next(iter(self.texts))


IS_ABOUT: Json = {"term": {f"{PARAGRAPHS}.voice": ABOUT}}
"""What stands beside a decision, and is no paragraph of it."""


def document(weights: Weights) -> Place:
    return Place({"body": 1.0, "title": weights.title}, weights, lead="lead")


def paragraph(weights: Weights) -> Place:
    return Place({f"{PARAGRAPHS}.body": 1.0}, weights)


def clause(wanted: Clause, weights: Weights) -> Json:
    """One clause over whole documents. Raises `KeyError` for an unknown field."""
    return _clause(simplified(wanted), document(weights))


def inside(wanted: InParagraph, weights: Weights) -> Json:
    """The paragraphs that hold all of it."""
    stands = [
        _any_of_values(f"{PARAGRAPHS}.{name}", values)
        for name, values in (("section", wanted.sections), ("number", wanted.numbers), ("voice", wanted.voices))
        if values
    ]
    held = _clause(simplified(wanted.clause), paragraph(weights))
    return {"bool": {"filter": [*stands, held], "must_not": [IS_ABOUT]}}


def leaf(wanted: Leaf, place: Place) -> Json:
    """What a text says."""
    match wanted:
        case Word():
            return _word(wanted, place)
        case Phrase():
            text = words(wanted.text)
            return _said("match_phrase", EXACT, text, place) if text else NOTHING
        case Near():
            forms = [form for word in wanted.words for form in pattern_words(word)]
            return _near(forms, min(wanted.gap, WIDEST), place)
        case Pattern():
            return _near(pattern_words(wanted.text), 0, place)
        case Fuzzy():
            return every([_fuzzy(form, place) for form in dict.fromkeys(exact(wanted.text))], empty=NOTHING)


def any_of(name: str, values: Collection[str]) -> Json:
    """A whole value of a field is among `values`. Raises `KeyError` for an unknown field."""
    if name not in (*FIELDS, "id"):
        raise KeyError(name)
    return _any_of_values(name, {keyword(value) for value in values} if name == "identifier" else values)


def every(queries: Sequence[Json], *, empty: Json = EVERYTHING) -> Json:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"must": list(queries)}} if queries else empty


def some(queries: Sequence[Json]) -> Json:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else NOTHING


def boosted(query: Json, weight: float) -> Json:
    return query if weight == 1.0 else {"bool": {"must": [query], "boost": weight}}


def constant(query: Json, score: float) -> Json:
    """A condition that counts `score` whatever the words, in the measure of our own scores (see SCALE)."""
    return {"constant_score": {"filter": query, "boost": score / SCALE}}


def simplified(wanted: Clause) -> Clause:
    """The same clause with as few levels as will do."""
    match wanted:
        case Not():
            return Not(simplified(wanted.clause))
        case Weighted():
            return Weighted(simplified(wanted.clause), wanted.weight)
        case All():
            parts = [simplified(each) for each in wanted.clauses]
            opened = [part for each in parts for part in (each.clauses if isinstance(each, All) else (each,))]
            telling = tuple(part for part in opened if not isinstance(part, Everything))
            return (telling[0] if len(telling) == 1 else All(telling)) if telling else Everything()
        case Some():
            parts = [simplified(each) for each in wanted.clauses]
            opened = [part for each in parts for part in (each.clauses if isinstance(each, Some) else (each,))]
            return opened[0] if len(opened) == 1 else Some(tuple(opened))
        case _:
            return wanted


def _clause(wanted: Clause, place: Place) -> Json:
    match wanted:
        case All():
            return _all(wanted.clauses, place)
        case Some():
            return some([_clause(each, place) for each in wanted.clauses])
        case Not():
            return _all((wanted,), place)
        case Weighted():
            return boosted(_clause(wanted.clause, place), wanted.weight)
        case InParagraph():
            return _in_paragraph(wanted, place)
        case Keyword() | Named() | Between() | Everything():
            return constant(_fact(wanted), 0.0)
        case _:
            return leaf(wanted, place)


def _all(clauses: Iterable[Clause], place: Place) -> Json:
    """All hold; a denial alone is answered by everything else, and only words and phrases have a say in the score."""
    parts: dict[str, list[Json]] = {"must": [], "filter": [], "must_not": []}
    for each in clauses:
        match each:
            case Not():
                parts["must_not"].append(_clause(each.clause, place))
            case Keyword() | Named() | Between() | Everything():
                parts["filter"].append(_fact(each))
            case _:
                parts["must"].append(_clause(each, place))
    return {"bool": {name: queries for name, queries in parts.items() if queries}}


def _fact(wanted: Keyword | Named | Between | Everything) -> Json:
    """A condition that no word of a text decides."""
    match wanted:
        case Keyword():
            return any_of(wanted.field, (wanted.value,))
        case Named():
            return _named(wanted)
        case Between():
            return _between(wanted)
        case Everything():
            return EVERYTHING


def _named(wanted: Named) -> Json:
    if wanted.field not in NAME_FIELDS:
        raise KeyError(wanted.field)
    field = f"names.{wanted.field}"
    return every([_fitting(field, form) for form in dict.fromkeys(pattern_words(wanted.text))], empty=NOTHING)


def _between(wanted: Between) -> Json:
    first, last = max(wanted.first, 0), min(wanted.last, 99_999_999)
    if first > last:
        return NOTHING
    overlap = [{"range": {"date": {"lte": last}}}, {"range": {"date_last": {"gte": first}}}]
    return {"bool": {"filter": overlap}}


def _in_paragraph(wanted: InParagraph, place: Place) -> Json:
    """Inside a paragraph, the same paragraph; of a document, one of its paragraphs, and its words wherever they are."""
    if place.lead is None:
        return constant(inside(wanted, place.weights), 0.0)
    ranking = [boosted(leaf(said, place), weight) for said, weight in said_weights(wanted.clause).items()]
    held = {"nested": {"path": PARAGRAPHS, "query": inside(wanted, place.weights), "score_mode": "none"}}
    return {"bool": {"filter": [held], "should": ranking}} if ranking else constant(held, 0.0)


def _word(word: Word, place: Place) -> Json:
    forms = list(dict.fromkeys(telling_forms(word)))
    stems = chain(word.language)
    base = every([_said("match", stems, form, place) for form in forms], empty=NOTHING)
    lifts = list(_lifts(forms, stems, place))
    return {"bool": {"must": [base], "should": lifts}} if lifts and base != NOTHING else base


def _lifts(forms: Sequence[str], stems: str, place: Place) -> Iterator[Json]:
    """What a word counts besides: in the summary, and where it stands as it was typed."""
    for form in forms:
        if place.lead and place.weights.lead > 0:
            yield {"match": {f"{place.lead}.{stems}": {"query": form, "boost": place.weights.lead}}}
        if place.weights.exact > 0:
            yield {"match": {f"{place.body}.{EXACT}": {"query": form, "boost": place.weights.exact}}}


def _said(how: str, field: str, text: str, place: Place) -> Json:
    """Said in one of the places, each of which counts by its weight; `field` is a chain or EXACT."""
    return some(
        [
            {how: {f"{name}.{field}": {"query": text} | ({} if weight == 1.0 else {"boost": weight})}}
            for name, weight in place.texts.items()
        ]
    )


def _near(forms: Sequence[str], gap: int, place: Place) -> Json:
    if not 0 < len(forms) <= MOST_NEAR or any(map(is_too_wide, forms)):
        return NOTHING
    ranking = [_form(form, place) for form in dict.fromkeys(forms)]
    if len(forms) == 1:
        return ranking[0]
    held = some([{"intervals": {f"{name}.{EXACT}": _interval(forms, gap)}} for name in place.texts])
    return {"bool": {"filter": [held], "should": ranking}}


def _form(form: str, place: Place) -> Json:
    """A word, or a pattern, in the places, each of which counts by its weight."""
    if not is_pattern(form):
        return _said("match", EXACT, form, place)
    return some([constant(_fitting(f"{name}.{EXACT}", form), weight) for name, weight in place.texts.items()])


def _fitting(field: str, form: str) -> Json:
    if is_too_wide(form):
        return NOTHING
    if is_pattern(form):
        return {"wildcard": {field: {"value": form, "rewrite": _REWRITE}}}
    return {"match": {field: {"query": form}}}


def _fuzzy(form: str, place: Place) -> Json:
    fits: Json = {"value": form, "fuzziness": edits(form), "rewrite": _REWRITE}
    return some([constant({"fuzzy": {f"{name}.{EXACT}": fits}}, weight) for name, weight in place.texts.items()])


def _interval(forms: Sequence[str], gap: int) -> Json:
    """Words in any order. Elasticsearch lets two of them stand at one place: where that may be, every order is said."""
    sources = [{"wildcard": {"pattern": form}} if is_pattern(form) else {"match": {"query": form}} for form in forms]

    def near(parts: Sequence[Json], *, ordered: bool) -> Json:
        return {"all_of": {"intervals": list(parts), "max_gaps": gap, "ordered": ordered}}

    if not _may_meet(forms):
        return near(sources, ordered=False)
    orders = dict.fromkeys(permutations(forms))
    of = dict(zip(forms, sources, strict=True))
    return {"any_of": {"intervals": [near([of[form] for form in order], ordered=True) for order in orders]}}


def _may_meet(forms: Sequence[str]) -> bool:
    """True where one word of a text could be two of these."""
    patterns = [form for form in forms if is_pattern(form)]
    plain = [form for form in forms if not is_pattern(form)]
    return (
        len(set(plain)) < len(plain)
        or len(patterns) > 1
        or any(matcher(pattern)(form) for pattern in patterns for form in plain)
    )


def _any_of_values(field: str, values: Collection[str]) -> Json:
    """Half a character is in no index, nor is a page of text."""
    known = sorted(value for value in values if encodable(value) and len(value) <= LONGEST_VALUE)
    return {"terms": {field: known}} if known else NOTHING
