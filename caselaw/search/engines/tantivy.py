"""The embedded engine: tantivy in a folder, one process writing, any number reading.

Documents are ranked, counted and faceted in one index; those of the page then ask the other for their best paragraphs.
Hits of equal score come by id. Every search looks whether another process has committed or swapped the generation
(three `stat` calls), so that nothing watches in the background and a fork or a rebuild elsewhere is noticed at once.
"""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import DocAddress, Order, Query

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import stems
from caselaw.search.engines import tantivy_compile as compiled
from caselaw.search.engines.clauses import check_depth, phrases
from caselaw.search.engines.tantivy_generations import Generation, Generations, Stamp, count
from caselaw.search.engines.tantivy_rows import anchors, by_id, document_schema
from caselaw.search.engines.tantivy_writer import fill, note, remove_rows, replace_rows, replay
from caselaw.search.plan import SearchPlan
from caselaw.search.port import Hit, IndexDocument, ParagraphHit, Rebuilt, SearchResult
from caselaw.search.project import encodable

_SPARE = 64  # hits read beyond the page, among which those that tie with its last are put in order of id
_MOST_TIED = 20_000  # of more hits with one score, those beyond come in the order of the index
_BUCKETS = 60_000  # values of a facet; tantivy refuses more than 65,000
_PATIENCE = 60.0  # seconds a rebuild waits for whoever writes


@dataclass(frozen=True)
class _View:
    """What one search sees: both indexes at one moment."""

    stamp: Stamp
    stamps: tuple[Stamp, Stamp]
    generation: Generation
    documents: tantivy.Searcher
    paragraphs: tantivy.Searcher


class TantivyIndex:
    """A `SearchIndex` in `folder`. Safe for threads; a forked or spawned process opens it anew by itself."""

    _process: int
    _seen: _View | None
    _looking: threading.Lock
    _turn: threading.Lock

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generations = Generations(folder)
        self._start()

    def __reduce__(self) -> tuple[object, ...]:
        return TantivyIndex, (self.folder,)

    def search(self, plan: SearchPlan) -> SearchResult:
        check_depth(plan.where)
        view = self._view()
        if view is None:
            return SearchResult(0, (), {facet: {} for facet in plan.facets})
        with _answering():
            found = _find_phrases(view, plan)
            query = compiled.documents(plan, found)
            total = count(view.documents, query)
            page = _page(view, plan, query) if plan.size > 0 and 0 <= plan.offset < total else []
            facets = {facet: _facet(view, plan, facet, query, found) for facet in plan.facets}
            return SearchResult(total, _hits(view, plan, page), facets)

    def put(self, rows: Iterable[IndexDocument]) -> Mapping[DocumentId, str]:
        groups = by_id(rows)
        with self._writing():
            refused = replace_rows(self._serving(), groups) if groups or self._serving() else {}
            if self._generations.rebuilding():
                note(self._generations.journal, put=[row for rows in groups.values() for row in rows])
        return refused

    def drop(self, ids: Collection[DocumentId]) -> None:
        with self._writing():
            remove_rows(self._serving(), ids)
            if self._generations.rebuilding():
                note(self._generations.journal, drop=ids)

    def versions(self, ids: Collection[DocumentId] | None = None) -> Mapping[DocumentId, int]:
        view = self._view()
        if view is None:
            return {}
        with _answering():
            return _versions(view, ids)

    def rebuild(self, rows: Iterable[IndexDocument]) -> Rebuilt:
        generations = self._generations
        with generations.locked("rebuild"):
            generations.clean()
            with self._writing(patience=_PATIENCE):
                generations.journal.touch()
            fresh = generations.new()
            try:
                documents, refused = fill(fresh, rows)
                with self._writing(patience=_PATIENCE):
                    known = _versions(_look(fresh, (0, 0)), None)
                    refused |= replay(fresh, generations.journal, known)
                    generations.serve(fresh.name)
            except BaseException:
                generations.abandon(fresh.name)
                raise
            finally:
                generations.journal.unlink(missing_ok=True)
        return Rebuilt(fresh.name, documents, refused)

    def tokens(self, text: str, language: str) -> list[str]:
        return stems(text, language)

    def check(self) -> None:
        if self._view() is None:
            raise SearchUnavailable("search.no_index")

    def close(self) -> None:
        self._seen = None

    def _start(self) -> None:
        self._process = os.getpid()
        self._seen = None
        self._looking = threading.Lock()
        self._turn = threading.Lock()

    def _view(self) -> _View | None:
        if self._process != os.getpid():  # locks and files of the parent are not ours
            self._start()
        stamp = self._generations.stamp()
        seen = self._seen
        if stamp is None or (seen and seen.stamp == stamp and _unchanged(seen)):
            return seen if stamp else None
        with self._looking:
            self._seen = self._fresh_view()
            return self._seen

    def _fresh_view(self) -> _View | None:
        for attempt in range(3):
            stamp, name = self._generations.stamp(), self._generations.current()
            if stamp is None or name is None:
                return None
            seen = self._seen
            try:
                kept = seen and seen.stamp == stamp and seen.generation.name == name
                generation = seen.generation if seen and kept else self._generations.open(name)
                return _look(generation, stamp)
            except (SearchUnavailable, OSError, ValueError):
                if attempt == 2 or stamp == self._generations.stamp():
                    raise
        return None

    @contextmanager
    def _writing(self, *, patience: float = 0.0) -> Iterator[None]:
        """Take our turn among the threads of this process, then the lock among processes."""
        if self._process != os.getpid():
            self._start()
        until = time.monotonic() + patience
        with self._turn:
            while True:
                try:
                    with self._generations.locked("writer"):
                        yield
                    return
                except IndexBusy:
                    if time.monotonic() >= until:
                        raise
                time.sleep(0.05)

    def _serving(self) -> Generation:
        """The generation to write to; made now where there is none."""
        name = self._generations.current()
        if name is None:
            name = self._generations.new().name
            self._generations.serve(name)
        return self._generations.open(name)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        raise SearchUnavailable("search.index_format") from error


def _look(generation: Generation, stamp: Stamp) -> _View:
    stamps = generation.stamps()  # before reading: a commit in between is then seen by the next search
    generation.reload()
    return _View(stamp, stamps, generation, generation.documents.searcher(), generation.paragraphs.searcher())


def _unchanged(view: _View) -> bool:
    try:
        return view.generation.stamps() == view.stamps
    except OSError:
        return False


def _find_phrases(view: _View, plan: SearchPlan) -> compiled.Found:
    """A phrase never crosses paragraphs: they say which rows hold it, and in how many of them."""
    rows = {}
    for phrase in phrases(plan.where):
        query = compiled.in_paragraphs(phrase)
        size = count(view.paragraphs, query)
        hits = view.paragraphs.search(query, size, count=False).hits if size else []
        rows[phrase] = Counter(_numbers(view.paragraphs, "row", [address for _, address in hits]))
    return compiled.Found(view.documents.num_docs, rows)


def _page(view: _View, plan: SearchPlan, query: Query) -> list[tuple[float, DocAddress]]:
    """The documents of the page with their scores, in order."""
    if plan.sort == "relevance" and compiled.ranks(plan.where):
        return _ranked(view, plan, query)
    order = "id" if plan.sort == "relevance" else plan.sort
    hits = view.documents.search(
        query, plan.size, count=False, offset=plan.offset, order_by_field=order, order=Order.Asc
    ).hits
    return [(0.0, address) for _, address in hits]


def _ranked(view: _View, plan: SearchPlan, query: Query) -> list[tuple[float, DocAddress]]:
    """The best documents; those of one score by id, also where the page cuts through them."""
    end = plan.offset + plan.size
    limit = end + _SPARE
    while True:
        hits = view.documents.search(query, limit, count=False).hits
        if len(hits) < limit or hits[-1][0] < hits[end - 1][0] or limit > end + _MOST_TIED:
            break
        limit = end + (limit - end) * 8
    first, last = hits[min(plan.offset, len(hits) - 1)][0], hits[min(end, len(hits)) - 1][0]
    start = next(place for place, (score, _) in enumerate(hits) if score <= first)
    around = [(score, address) for score, address in hits[start:] if score >= last]
    if len({score for score, _ in around}) < len(around):
        around.sort(key=lambda hit: (-hit[0], _id(view, hit[1])))
    return around[plan.offset - start :][: plan.size]


def _hits(view: _View, plan: SearchPlan, page: list[tuple[float, DocAddress]]) -> tuple[Hit, ...]:
    said = compiled.said_in_paragraphs(plan.where) if plan.paragraphs > 0 else None
    rows = _numbers(view.documents, "row", [address for _, address in page])
    hits = []
    for (score, address), row in zip(page, rows, strict=True):
        document = view.documents.doc(address)
        names = anchors(document.get_first("anchors") or b"[]")
        best = _paragraphs(view, compiled.of_row(said, row), names, plan.paragraphs) if said else ()
        hits.append(Hit(DocumentId(str(document.get_first("id"))), score, best))
    return tuple(hits)


def _paragraphs(view: _View, query: Query, names: list[str], size: int) -> tuple[ParagraphHit, ...]:
    found = view.paragraphs.search(query, size + _SPARE, count=False).hits
    places = _numbers(view.paragraphs, "place", [address for _, address in found])
    best = sorted((-score, place) for (score, _), place in zip(found, places, strict=True))
    return tuple(ParagraphHit(names[place], -score) for score, place in best[:size] if place < len(names))


def _facet(view: _View, plan: SearchPlan, facet: str, query: Query, found: compiled.Found) -> dict[str, int]:
    if facet in plan.filters:
        query = compiled.documents(plan, found, without=facet)
    counts = view.documents.aggregate(query, {"counted": {"terms": {"field": facet, "size": _BUCKETS}}})
    values = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in counts["counted"]["buckets"]]
    return dict(sorted(values, key=lambda pair: (-pair[1], pair[0]))[: plan.facet_size])


def _versions(view: _View, ids: Collection[DocumentId] | None) -> dict[DocumentId, int]:
    query = Query.all_query()
    if ids is not None:
        query = Query.term_set_query(document_schema(), "id", sorted(filter(encodable, ids)))
    size = count(view.documents, query)
    hits = view.documents.search(query, size, count=False).hits if size else []
    addresses = [address for _, address in hits]
    versions: dict[DocumentId, int] = {}
    for address, revision in zip(addresses, _numbers(view.documents, "revision", addresses), strict=True):
        id_ = DocumentId(_id(view, address))
        versions[id_] = min(revision, versions.get(id_, revision))
    return versions


def _id(view: _View, address: DocAddress) -> str:
    return str(view.documents.doc(address).get_first("id"))


def _numbers(searcher: tantivy.Searcher, name: str, addresses: list[DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(name, addresses)]
