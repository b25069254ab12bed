"""The embedded engine: tantivy in a folder, one process writing, any number reading.

Documents are ranked, counted and faceted in one index; those of the page then ask the other for their best paragraphs.
Hits of equal score come by id. Every search looks whether another process has committed or swapped the generation
(three `stat` calls), so that nothing watches in the background and a fork or a rebuild elsewhere is noticed at once.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from caselaw.domain.errors import SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import exact, stems
from caselaw.search.engines.arenas import keep_few
from caselaw.search.engines.clauses import check_clauses
from caselaw.search.engines.tantivy_generations import Generation, Generations
from caselaw.search.engines.tantivy_reading import View, answer, spellings, versions
from caselaw.search.engines.tantivy_rows import portions
from caselaw.search.engines.tantivy_writer import fill, note, remove_rows, replace_rows, replay
from caselaw.search.generations import Stamp
from caselaw.search.plan import SearchPlan
from caselaw.search.port import IndexDocument, Rebuilt, SearchResult

_PATIENCE = 60.0  # seconds a rebuild waits for whoever writes


class TantivyIndex:
    """A `SearchIndex` in `folder`. Safe for threads; a forked or spawned process opens it anew by itself."""

    _process: int
    _seen: View | None
    _looking: threading.Lock
    _turn: threading.Lock

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generations = Generations(folder)
        self._start()

    def __reduce__(self) -> tuple[object, ...]:
        return TantivyIndex, (self.folder,)

    def search(self, plan: SearchPlan) -> SearchResult:
        check_clauses(plan.where)
        view = self._view()
        if view is None:
            return SearchResult(0, (), {facet: {} for facet in plan.facets})
        with _answering():
            return answer(view, plan)

    def put(self, rows: Iterable[IndexDocument]) -> Mapping[DocumentId, str]:
        refused: dict[DocumentId, str] = {}
        with self._writing():
            generation = self._serving()  # also where there is nothing to put: an empty index can be asked
            for groups in portions(rows):
                refused = {id_: why for id_, why in refused.items() if id_ not in groups}
                refused |= replace_rows(generation, groups)
                if self._generations.rebuilding():
                    note(self._generations.journal, put=[row for group in groups.values() for row in group])
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
            return versions(view, ids)

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
                    known = versions(_look(fresh, (0, 0)), None)
                    refused |= replay(fresh, generations.journal, known)
                    generations.serve(fresh.name)
            except BaseException:
                generations.abandon(fresh.name)
                raise
            finally:
                generations.journal.unlink(missing_ok=True)
        return Rebuilt(fresh.name, documents, refused)

    def spellings(self, word: str, limit: int = 10) -> list[str]:
        forms, view = exact(word), self._view()
        if view is None or len(forms) != 1:
            return []
        with _answering():
            return spellings(view, forms[0], limit)

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

    def _view(self) -> View | None:
        if self._process != os.getpid():  # locks and files of the parent are not ours
            self._start()
        stamp = self._generations.stamp()
        seen = self._seen
        if stamp is None or (seen and seen.stamp == stamp and _unchanged(seen)):
            return seen if stamp else None
        with self._looking, _answering():
            self._seen = self._fresh_view()
            return self._seen

    def _fresh_view(self) -> View | None:
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
        keep_few()
        with self._turn, self._generations.locked("writer", until):
            yield

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


def _look(generation: Generation, stamp: Stamp) -> View:
    stamps = generation.stamps()  # before reading: a commit in between is then seen by the next search
    generation.reload()
    return View(stamp, stamps, generation, generation.documents.searcher(), generation.paragraphs.searcher())


def _unchanged(view: View) -> bool:
    try:
        return view.generation.stamps() == view.stamps
    except OSError:
        return False
