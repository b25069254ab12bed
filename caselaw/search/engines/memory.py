"""The honest scan: every row is read for every search, without an index or a shortcut. It says what is right, and the
other engines are judged against it; it also serves tests and very small collections.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import count, groupby

from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import exact, stems
from caselaw.search.engines.clauses import check_clauses
from caselaw.search.engines.memory_scores import Scores, place
from caselaw.search.engines.memory_texts import Row, has_value, holds
from caselaw.search.plan import SearchPlan, wanted_of
from caselaw.search.port import Hit, IndexDocument, Rebuilt, SearchResult
from caselaw.search.project import refusal, whole_values
from caselaw.search.wordforms import distance, edits

_Rows = Mapping[DocumentId, tuple[Row, ...]]


class MemoryIndex:
    """A `SearchIndex` that lives and dies with its process; safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: _Rows = {}
        self._changes: list[dict[DocumentId, tuple[Row, ...]]] = []  # one for each rebuild that goes on
        self._generations = count(1)

    def search(self, plan: SearchPlan) -> SearchResult:
        check_clauses(plan.where)
        rows = [row for rows in self._rows.values() for row in rows]
        readable = [row for row in rows if _readable(row.document, plan)]
        matching = [row for row in readable if holds(plan.where, row) and _in_scope(row.document, plan)]
        found = [row for row in matching if _passes(row.document, plan)]
        facets = {facet: _facet(matching, facet, plan) for facet in plan.facets}
        scores = Scores(plan, rows)
        scored = ((scores.document(row), row) for row in found)
        ranked = sorted(scored, key=lambda pair: place(plan, pair[0], pair[1].document))
        page = ranked[plan.offset : plan.offset + plan.size]
        hits = tuple(Hit(row.document.id, score, scores.paragraphs(row)) for score, row in page)
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
        changed: dict[DocumentId, tuple[Row, ...]] = {}
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

    def spellings(self, word: str, limit: int = 10) -> list[str]:
        (form,) = exact(word) if len(exact(word)) == 1 else ("",)
        most = edits(form)
        if not most:
            return []
        holders = Counter(
            other
            for rows in self._rows.values()
            for row in rows
            for other in {each for text in row.texts for each in text.words}
        )
        apart = {other: distance(form, other, most) for other in holders if other != form}
        found = [other for other, far in apart.items() if far <= most]
        return sorted(found, key=lambda other: (apart[other], -holders[other], other))[:limit]

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


def _present(rows: _Rows) -> _Rows:
    return {id_: kept for id_, kept in rows.items() if kept}


def _read(
    documents: Iterable[IndexDocument],
) -> tuple[dict[DocumentId, tuple[Row, ...]], dict[DocumentId, str]]:
    """Rows by their id, and the ids refused whole because of one of their rows."""
    taken: dict[DocumentId, tuple[Row, ...]] = {}
    refused: dict[DocumentId, str] = {}
    for id_, group in groupby(documents, key=lambda document: document.id):
        rows = {document.audience: document for document in group}.values()
        taken.pop(id_, None)
        refused.pop(id_, None)
        if why := next(filter(None, map(refusal, rows)), None):
            refused[id_] = why
        else:
            taken[id_] = tuple(map(Row.of, rows))
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


def _passes(document: IndexDocument, plan: SearchPlan, without: str | None = None) -> bool:
    return all(has_value(document, name, values) for name, values in wanted_of(plan, without))


def _facet(rows: Iterable[Row], facet: str, plan: SearchPlan) -> dict[str, int]:
    counts = Counter(
        value
        for row in rows
        if _passes(row.document, plan, without=facet)
        for value in dict.fromkeys(whole_values(row.document, facet))
    )
    size = plan.facet_sizes.get(facet, plan.facet_size)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size])
