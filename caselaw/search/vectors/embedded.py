"""The embedded store: vectors in a memory-mapped file beside the search index, one process writing, any number reading.

Every look sees what other processes have written (two `stat` calls). Rows are only ever added; those that nobody owns
any more are emptied, and when they are many the rest is copied into a new generation.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from caselaw.domain.errors import EncoderUnavailable, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.generations import Stamp
from caselaw.search.vectors import Among, Encoded, Held, Neighbour
from caselaw.search.vectors.compact import Compact, compact
from caselaw.search.vectors.files import Folder, Generation, damaged
from caselaw.search.vectors.holdings import Entry, Holdings, gone, placed, renewed
from caselaw.search.vectors.scanning import nearest

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

_PATIENCE = 5.0  # seconds that one writer waits for another
_LOOSE = 0.3  # share of rows without an owner from which they are cleared away
_LOOSE_ROWS = 2_000
_PORTION = 64  # documents written at a time


@dataclass
class _Seen:
    """What this process knows of the generation that serves."""

    stamp: Stamp
    generation: Generation
    holdings: Holdings
    rows: Compact
    log_end: int = 0


class EmbeddedVectors:
    """A `VectorIndex` in `folder`. Safe for threads; a forked or spawned process opens it anew by itself."""

    _process: int
    _seen: _Seen | None
    _looking: threading.Lock
    _turn: threading.Lock

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = Folder(folder)
        self._start()

    def __reduce__(self) -> tuple[object, ...]:
        return EmbeddedVectors, (self.folder,)

    def encoder(self) -> str | None:
        seen = self._look()
        return seen.generation.encoder if seen else None

    def begin(self, encoder: str, dim: int) -> None:
        with self._writing():
            self._files.serve(self._files.new(encoder, dim))

    def put(self, encoder: str, documents: Iterable[Encoded]) -> None:
        with self._writing():
            self._same(encoder)
            portion: list[Encoded] = []
            for document in documents:
                portion.append(document)
                if len(portion) == _PORTION:
                    self._add(portion)
                    portion = []
            self._add(portion)
            self._clear()

    def keep(self, encoder: str, documents: Iterable[Encoded]) -> None:
        with self._writing():
            held = self._same(encoder).holdings
            self._write([renewed(document, held.entries.get(document.id)) for document in documents])

    def drop(self, ids: Collection[DocumentId]) -> None:
        seen = self._look()
        if seen is None or not any(id_ in seen.holdings.entries for id_ in ids):
            return
        with self._writing():
            seen = self._look()
            if seen is not None:
                self._write([gone(id_) for id_ in ids if id_ in seen.holdings.entries])
                self._clear()

    def held(self, ids: Collection[DocumentId] | None = None) -> Mapping[DocumentId, Held]:
        seen = self._look()
        if seen is None:
            return {}
        with self._looking:
            return seen.holdings.held(ids)

    def nearest(self, encoder: str, asked: Vectors, among: Among, k: int) -> tuple[Neighbour, ...]:
        seen = self._same(encoder)
        with self._looking:
            view = seen.holdings.view(among, seen.rows)
        return nearest(view, asked, k)

    def bytes(self) -> int:
        seen = self._look()
        return sum(path.stat().st_size for path in (seen.generation.rows, seen.generation.log)) if seen else 0

    def check(self) -> None:
        self._look()

    def close(self) -> None:
        self._seen = None

    def _start(self) -> None:
        self._process = os.getpid()
        self._seen = None
        self._looking = threading.Lock()
        self._turn = threading.Lock()

    def _look(self) -> _Seen | None:
        """What is there now, by whichever process it was written."""
        if self._process != os.getpid():
            self._start()
        with self._looking:
            for _ in range(3):
                stamp = self._files.stamp()
                if stamp is None:
                    self._seen = None
                    return None
                try:
                    return self._followed(stamp)
                except OSError as error:  # a generation was swapped under us
                    self._seen, last = None, error
            raise damaged(last) from last

    def _followed(self, stamp: Stamp) -> _Seen | None:
        seen = self._seen
        if seen is None or seen.stamp != stamp:
            generation = self._files.current()
            if generation is None:
                return None
            seen = _Seen(stamp, generation, Holdings(), generation.read_rows(0))
        if seen.generation.log.stat().st_size > seen.log_end:
            entries, end = seen.generation.read_log(seen.log_end)
            for entry in entries:
                seen.holdings.take(entry)
            if len(seen.rows) < seen.holdings.rows:
                seen.rows = seen.generation.read_rows(seen.holdings.rows)
            seen.log_end = end
        self._seen = seen
        return seen

    def _same(self, encoder: str) -> _Seen:
        seen = self._look()
        if seen is None or seen.generation.encoder != encoder:
            raise EncoderUnavailable("encoder.other_vectors")
        return seen

    def _add(self, documents: list[Encoded]) -> None:
        """Put documents behind all rows there are."""
        seen = self._look()
        if seen is None or not documents:
            return
        place, entries = seen.holdings.rows, []
        for document in documents:
            entry = placed(document, place)
            entries.append(entry)
            place += entry.rows
        self._write(entries, [compact(vectors) for document in documents for vectors in document.vectors])

    def _write(self, entries: list[Entry], rows: Iterable[Compact] = ()) -> None:
        seen = self._look()
        if seen is None or not entries:
            return
        before = [seen.holdings.entries.get(entry.id) for entry in entries]
        seen.generation.append(seen.holdings.rows, rows, seen.log_end, entries)
        for old, new in zip(before, entries, strict=True):
            if old is not None and old.firsts != new.firsts:
                for one in old.kept():
                    seen.generation.blank(one.first, one.end)

    def _clear(self) -> None:
        """Copy what is owned into a new generation, where much is not."""
        seen = self._look()
        if seen is None or seen.holdings.rows - seen.holdings.alive < max(_LOOSE_ROWS, _LOOSE * seen.holdings.rows):
            return
        fresh = self._files.new(seen.generation.encoder, seen.generation.dim)
        at = log_at = 0
        entries = list(seen.holdings.entries.values())
        for start in range(0, len(entries), _PORTION):
            moved, rows = _moved(entries[start : start + _PORTION], seen.rows, at)
            fresh.append(at, rows, log_at, moved)
            at += sum(map(len, rows))
            log_at = fresh.log.stat().st_size
        self._files.serve(fresh)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Take our turn among the threads of this process, then the lock among processes."""
        if self._process != os.getpid():
            self._start()
        until = time.monotonic() + _PATIENCE
        with self._turn, self._files.locked(until):
            try:
                yield
            except OSError as error:  # a disk that is full; what was not noted down counts for nothing
                raise SearchUnavailable("index.failed", reason=str(error)) from error


def _moved(entries: list[Entry], rows: Compact, at: int) -> tuple[list[Entry], list[Compact]]:
    """Entries as they stand when their rows are copied one after another from row `at` on."""
    moved, copied = [], []
    for entry in entries:
        firsts = []
        for one in entry.kept():
            firsts.append(at)
            at += one.end - one.first
            copied.append(np.array(rows[one.first : one.end]))
        moved.append(Entry(entry.id, entry.revision, entry.digest, entry.readings, tuple(firsts)))
    return moved, copied
