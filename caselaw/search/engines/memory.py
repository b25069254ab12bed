"""The honest scan: every row is read for every search, without an index or a shortcut. It says what is right, and the
other engines are judged against it; it also serves tests and very small collections.
"""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import chain, exact, stems, stems_of
from caselaw.search.engines.clauses import TITLE_WEIGHT, check_depth, word_stems
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
)
from caselaw.search.port import Hit, IndexDocument, ParagraphHit, Rebuilt, SearchResult
from caselaw.search.project import keyword, refusal, whole_values

_K1, _B = 1.2, 0.75


class MemoryIndex:
    """A `SearchIndex` that lives and dies with its process; safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: _Rows = {}
        self._changes: list[dict[DocumentId, tuple[_Row, ...]]] = []  # one for each rebuild that goes on
        self._generations = count(1)

    def search(self, plan: SearchPlan) -> SearchResult:
        check_depth(plan.where)
        rows = [row for rows in self._rows.values() for row in rows]
        readable = [row for row in rows if _readable(row.document, plan)]
        matching = [row for row in readable if _holds(plan.where, row) and _in_scope(row.document, plan)]
        found = [row for row in matching if _passes(row.document, plan.filters)]
        facets = {facet: _facet(matching, facet, plan) for facet in plan.facets}
        scores = _Scores(rows)
        scored = ((scores.document(plan.where, row), row) for row in found)
        ranked = sorted(scored, key=lambda pair: _place(plan, pair[0], pair[1].document))
        page = ranked[plan.offset : plan.offset + plan.size]
        hits = tuple(Hit(row.document.id, score, scores.paragraphs(plan, row)) for score, row in page)
        return SearchResult(len(found), hits, facets)

    def put(self, rows: Iterable[IndexDocument]) -> Mapping[DocumentId, str]:
        taken, refused = _read(rows)
        self._change({**taken, **dict.fromkeys(refused, ())})
        return refused

    def drop(self, ids: Collection[DocumentId]) -> None:
        self._change(dict.fromkeys(ids, ()))

    def versions(self, ids: Collection[DocumentId] | None = None) -> Mapping[DocumentId, int]:
        rows = self._rows
        wanted = rows if ids is None else rows.keys() & set(ids)
        return {id_: min(row.document.revision for row in rows[id_]) for id_ in wanted}

    def rebuild(self, rows: Iterable[IndexDocument]) -> Rebuilt:
        changed: dict[DocumentId, tuple[_Row, ...]] = {}
        with self._lock:
            self._changes.append(changed)
        try:
            taken, refused = _read(rows)
            with self._lock:
                self._rows = _present({**taken, **changed})
        finally:
            with self._lock:
                self._changes = [changes for changes in self._changes if changes is not changed]
        return Rebuilt(str(next(self._generations)), len(taken), refused)

    def tokens(self, text: str, language: str) -> list[str]:
        return stems(text, language)

    def check(self) -> None:
        """Memory is always there."""

    def close(self) -> None:
        """Nothing is held open."""

    def _change(self, rows: _Rows) -> None:
        """Set the rows of these ids, none where it is empty, also for the rebuilds that go on."""
        with self._lock:
            self._rows = _present({**self._rows, **rows})
            for changes in self._changes:
                changes.update(rows)


@dataclass(frozen=True)
class _Text:
    """A paragraph, or one name of a document: its exact words in order, its stems, and the chain that made them."""

    chain: str
    words: tuple[str, ...]
    stems: Counter[str]

    @classmethod
    def of(cls, text: str, language: str) -> _Text:
        words = exact(text)
        return cls(chain(language), tuple(words), Counter(stems_of(words, language)))

    def occurrences(self, phrase: Sequence[str]) -> int:
        size = len(phrase)
        return sum(self.words[at : at + size] == tuple(phrase) for at in range(len(self.words) - size + 1))


@dataclass(frozen=True)
class _Row:
    document: IndexDocument
    names: tuple[_Text, ...]
    paragraphs: tuple[_Text, ...]
    length: int

    @classmethod
    def of(cls, document: IndexDocument) -> _Row:
        document = replace(document, paragraphs=tuple(sorted(document.paragraphs, key=lambda p: p.ordinal)))
        names = tuple(_Text.of(name, document.language) for name in document.title.split("\n"))
        paragraphs = tuple(_Text.of(paragraph.text, paragraph.language) for paragraph in document.paragraphs)
        return cls(document, names, paragraphs, sum(len(paragraph.words) for paragraph in paragraphs))

    @property
    def texts(self) -> tuple[_Text, ...]:
        return (*self.names, *self.paragraphs)


_Rows = Mapping[DocumentId, tuple[_Row, ...]]


def _present(rows: _Rows) -> _Rows:
    return {id_: kept for id_, kept in rows.items() if kept}


def _read(
    documents: Iterable[IndexDocument],
) -> tuple[dict[DocumentId, tuple[_Row, ...]], dict[DocumentId, str]]:
    """Rows by their id, and the ids refused whole because of one of their rows."""
    taken: dict[DocumentId, tuple[_Row, ...]] = {}
    refused: dict[DocumentId, str] = {}
    for id_, group in groupby(documents, key=lambda document: document.id):
        rows = {document.audience: document for document in group}.values()
        taken.pop(id_, None)
        refused.pop(id_, None)
        if why := next(filter(None, map(refusal, rows)), None):
            refused[id_] = why
        else:
            taken[id_] = tuple(map(_Row.of, rows))
    return taken, refused


def _readable(document: IndexDocument, plan: SearchPlan) -> bool:
    return document.audience in plan.audiences and plan.audiences.isdisjoint(document.superseded_by)


def _in_scope(document: IndexDocument, plan: SearchPlan) -> bool:
    return (
        (plan.scope is None or document.id in plan.scope)
        and document.id not in plan.withdrawn
        and (not plan.languages_in or document.language in plan.languages_in)
        and document.language not in plan.languages_out
    )


def _passes(document: IndexDocument, filters: Mapping[str, tuple[str, ...]]) -> bool:
    return all(_has_value(document, name, wanted) for name, wanted in filters.items())


def _has_value(document: IndexDocument, name: str, wanted: Collection[str]) -> bool:
    values = {keyword(value) for value in wanted} if name == "identifier" else set(wanted)
    return not values.isdisjoint(whole_values(document, name))


def _facet(rows: Iterable[_Row], facet: str, plan: SearchPlan) -> dict[str, int]:
    others = {name: wanted for name, wanted in plan.filters.items() if name != facet}
    counts = Counter(
        value
        for row in rows
        if _passes(row.document, others)
        for value in dict.fromkeys(whole_values(row.document, facet))
    )
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: plan.facet_size])


def _holds(clause: Clause, row: _Row) -> bool:
    match clause:
        case Word():
            wanted = word_stems(clause)
            return bool(wanted) and all(_stem_count(row.texts, stem, clause.language) for stem in wanted)
        case Phrase():
            words = exact(clause.text)
            return bool(words) and any(text.occurrences(words) for text in row.texts)
        case Keyword():
            return _has_value(row.document, clause.field, (clause.value,))
        case All():
            return all(_holds(each, row) for each in clause.clauses)
        case Some():
            return any(_holds(each, row) for each in clause.clauses)
        case Not():
            return not _holds(clause.clause, row)
        case Weighted():
            return _holds(clause.clause, row)
        case Everything():
            return True


def _stem_count(texts: Iterable[_Text], stem: str, language: str) -> int:
    return sum(text.stems[stem] for text in texts if text.chain == chain(language))


def _place(plan: SearchPlan, score: float, document: IndexDocument) -> tuple[float, str]:
    """Where a document stands: best, newest or oldest first, undated ones last, and by id where all else is equal."""
    if plan.sort == "relevance":
        return -score, document.id
    if document.date is None:
        return math.inf, document.id
    return (-document.date if plan.sort == "newest" else document.date), document.id


class _Scores:
    """BM25 over whole documents, names counting more, and over paragraphs; counted anew for every search."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._rows = rows
        self._paragraphs = [paragraph for row in rows for paragraph in row.paragraphs]
        self._row_length = _mean(row.length for row in rows)
        self._paragraph_length = _mean(len(paragraph.words) for paragraph in self._paragraphs)
        self._rows_with: dict[_Term, int] = {}
        self._paragraphs_with: dict[_Term, int] = {}

    def document(self, clause: Clause, row: _Row) -> float:
        match clause:
            case Word() | Phrase():
                return sum(self._in_document(term, row) for term in _terms(clause))
            case All() | Some():
                return sum(self.document(each, row) for each in clause.clauses if _holds(each, row))
            case Weighted():
                return clause.weight * self.document(clause.clause, row)
            case _:
                return 0.0

    def paragraphs(self, plan: SearchPlan, row: _Row) -> tuple[ParagraphHit, ...]:
        terms = [(term, weight) for said, weight in said_weights(plan.where).items() for term in _terms(said)]
        scored = [
            (sum(weight * self._in_paragraph(term, text) for term, weight in terms), paragraph)
            for text, paragraph in zip(row.paragraphs, row.document.paragraphs, strict=True)
        ]
        best = sorted((-score, paragraph.ordinal, paragraph.anchor) for score, paragraph in scored if score > 0)
        return tuple(ParagraphHit(anchor, -score) for score, _, anchor in best[: plan.paragraphs])

    def _in_document(self, term: _Term, row: _Row) -> float:
        times = term.times(row.paragraphs) + TITLE_WEIGHT * term.times(row.names)
        if term not in self._rows_with:
            self._rows_with[term] = sum(term.times(other.texts) > 0 for other in self._rows)
        return _bm25(times, self._rows_with[term], len(self._rows), row.length, self._row_length)

    def _in_paragraph(self, term: _Term, text: _Text) -> float:
        times = term.times((text,))
        if term not in self._paragraphs_with:
            self._paragraphs_with[term] = sum(term.times((other,)) > 0 for other in self._paragraphs)
        holders, total = self._paragraphs_with[term], len(self._paragraphs)
        return _bm25(times, holders, total, len(text.words), self._paragraph_length)


@dataclass(frozen=True)
class _Term:
    """What BM25 counts: a stem of one chain, or, where `chain` is None, exact words in a row."""

    words: tuple[str, ...]
    chain: str | None = None

    def times(self, texts: Iterable[_Text]) -> int:
        if self.chain is None:
            return sum(text.occurrences(self.words) for text in texts)
        return sum(text.stems[self.words[0]] for text in texts if text.chain == self.chain)


def _terms(said: Word | Phrase) -> tuple[_Term, ...]:
    if isinstance(said, Word):
        return tuple(_Term((stem,), chain(said.language)) for stem in word_stems(said))
    words = exact(said.text)
    return (_Term(tuple(words)),) if words else ()


def _mean(lengths: Iterable[int]) -> float:
    values = list(lengths)
    return sum(values) / len(values) if values else 0.0


def _bm25(times: float, holders: int, total: int, length: int, mean: float) -> float:
    if not times:
        return 0.0
    rarity = math.log(1 + (total - holders + 0.5) / (holders + 0.5))
    return rarity * times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * length / (mean or 1)))
