"""Keeping vectors equal to the database: what is new is encoded in the background, what is gone or closed loses its
vectors at once.

There is no job that could be lost: each look compares what is held with the database, revision by revision. A text
that did not change keeps its vectors under its new revision. What is restricted does not wait for that look: its index
job is not done before the vectors of what it said are gone (`follow`). Of a long document what was encoded before an
interruption is remembered by this process; a killed one begins that document anew.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.encoder import Encoder, maker
from caselaw.search.project import rows
from caselaw.search.vectors import Encoded, Held, VectorIndex
from caselaw.search.vectors.readings import Texts, digest, saying_something, to_encode
from caselaw.services.indexing.index import Agreement, Progress
from caselaw.store import Store, documents, jobs

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

BATCH = 64
_LOADED = 20  # documents read at a time
_TURN = 1.0  # seconds of encoding after which other work may come first
_QUIET = 5.0  # seconds between two looks that find nothing
_SPARING = 50  # a look that took long is repeated after as many times its length


@dataclass(frozen=True)
class VectorStatus:
    """Documents held, their vectors and the bytes of these; documents that wait."""

    documents: int
    vectors: int
    waiting: int
    bytes: int


@dataclass
class _Begun:
    """A document in the midst of being encoded."""

    encoded: Encoded
    texts: tuple[Texts, ...]
    guarded: bool  # not everybody reads it, or not all of it
    vectors: list[Vectors] = field(default_factory=list)

    def left(self) -> list[str]:
        every = [text for one in self.texts for text in one.texts]
        return every[sum(map(len, self.vectors)) :]


class EncodingService:
    """Encodes what waits, drops what is gone, and says how far it is."""

    def __init__(self, store: Store, vectors: VectorIndex, encoder: Callable[[], Encoder | None]) -> None:
        self._store = store
        self._vectors = vectors
        self._encoder = encoder
        self._gentle: ThreadPoolExecutor | None = None
        self._begun: _Begun | None = None
        self._next_look = float("-inf")

    def apply_pending(self) -> bool:
        """A turn of about a second; True where more is left. Nothing, while the database waits for the index."""
        if time.monotonic() < self._next_look or self._others_wait():
            return False
        began = time.monotonic()
        try:
            more = self._turn(began + _TURN)
        except IndexBusy:
            more = False
        if not more:
            self._next_look = time.monotonic() + max(_QUIET, _SPARING * (time.monotonic() - began))
        return more

    def encode(self, *, viewer: Viewer, anew: bool = False, progress: Progress | None = None) -> int:
        """Encode all that waits, or everything anew; the documents done. Raises `Forbidden`, `IndexBusy` where another
        process encodes, `SearchUnavailable`, `EncoderUnavailable` where there is no encoder to do it."""
        require(viewer, Action.REBUILD_INDEX)
        encoder = self._encoder()
        if encoder is None:
            from caselaw.search.encoder import open_encoder

            encoder = open_encoder()
        if anew or self._made_by() != maker(encoder):  # or damaged: what is held cannot even be counted
            self._vectors.begin(maker(encoder), encoder.dim)
        before = len(self._waiting())
        while self._turn(time.monotonic() + _TURN):
            if progress:
                progress(before - len(self._waiting()), before)
        return before

    def possible(self) -> bool:
        """There is an encoder here that would do it."""
        return self._encoder() is not None

    def follow(self, ids: Collection[DocumentId]) -> Collection[DocumentId]:
        """Take out the vectors of documents that are gone, and of those that say less to some than they said before:
        a paragraph would still be found by what is hidden in it. Those for which that could not be done now."""
        left: list[DocumentId] = []
        try:
            held = self._vectors.held(ids)
            with self._store.reading() as connection:
                truth = documents.revisions(connection, held)
            changed = [one for one in sorted(truth) if truth[one] != held[one].revision]
            left = [*(held.keys() - truth.keys()), *self._otherwise(changed, held)]
            self._vectors.drop(left)
        except IndexBusy:
            return left
        except SearchUnavailable:
            return ()  # then nothing is found by vectors either, and the next look repairs them
        return ()

    def _otherwise(self, ids: Sequence[DocumentId], held: Mapping[DocumentId, Held]) -> Iterator[DocumentId]:
        """Those that not everybody reads, or not all of it, and that read otherwise than they were encoded."""
        for start in range(0, len(ids), _LOADED):
            for one in self._read(ids[start : start + _LOADED]):
                if one.guarded and one.encoded.digest != held[one.encoded.id].digest:
                    yield one.encoded.id

    def check(self, *, viewer: Viewer) -> Agreement:
        """Compare every document's revision with that of its vectors. Raises `Forbidden`, `SearchUnavailable`."""
        require(viewer, Action.READ_INDEX)
        self._vectors.check()
        return self._compare()

    def status(self, *, viewer: Viewer) -> VectorStatus:
        """How far the vectors are. Raises `Forbidden`, `SearchUnavailable`."""
        require(viewer, Action.READ_INDEX)
        held = self._vectors.held()
        return VectorStatus(
            documents=len(held),
            vectors=sum(one.vectors for one in held.values()),
            waiting=len(self._compare().differing),
            bytes=self._vectors.bytes(),
        )

    def _others_wait(self) -> bool:
        with self._store.reading() as connection:
            return bool(jobs.waiting(connection, jobs.INDEX).due)

    def _turn(self, until: float) -> bool:
        encoder = self._encoder()
        if encoder is None:
            self._drop_gone()
            return False
        with self._store.alone("vectors") as free:
            if not free:
                raise IndexBusy()
            if self._made_by() != maker(encoder):
                self._vectors.begin(maker(encoder), encoder.dim)
            waiting = self._drop_gone()
            for begun in self._to_encode(encoder, waiting):
                if not self._finish(encoder, begun, until) or time.monotonic() >= until:
                    return True
        return False

    def _made_by(self) -> str | None:
        """Whose vectors are held; nobody's where they are damaged, for then they are made again."""
        try:
            return self._vectors.encoder()
        except SearchUnavailable as fault:
            if fault.code != "search.vectors_damaged":
                raise
            return None

    def _drop_gone(self) -> list[DocumentId]:
        """Drop what is no more; what is to be encoded."""
        found = self._compare()
        if found.extra:
            self._vectors.drop(found.extra)
        return [*found.stale, *found.missing]

    def _to_encode(self, encoder: Encoder, waiting: Sequence[DocumentId]) -> Iterator[_Begun]:
        """The documents that need vectors, first the one that was begun; those that have theirs already keep them."""
        held = self._vectors.held(waiting)
        for start in range(0, len(waiting), _LOADED):
            kept: list[Encoded] = []
            wanted: list[_Begun] = []
            for one in self._read(waiting[start : start + _LOADED]):
                before = held.get(one.encoded.id)
                if before is not None and before.digest == one.encoded.digest:
                    kept.append(one.encoded)
                else:
                    wanted.append(one)
            if kept:
                self._vectors.keep(maker(encoder), kept)
            yield from wanted

    def _read(self, ids: Sequence[DocumentId]) -> Iterator[_Begun]:
        with self._store.reading() as connection:
            found = documents.load_many(connection, ids, documents.EVERYONE)
            texts = documents.load_all_paragraphs(connection, ids)
        for document in found.values():
            readings = tuple(map(to_encode, rows(document, saying_something(texts[document.id]))))
            named = tuple(one.reading for one in readings)
            guarded = document.access != PUBLIC or not document.is_whole
            yield _Begun(Encoded(document.id, document.revision, digest(readings), named), readings, guarded)

    def _finish(self, encoder: Encoder, begun: _Begun, until: float) -> bool:
        """Encode the rest of a document and put its vectors; False where the time is over before."""
        last = self._begun
        if last is not None and (last.encoded.id, last.encoded.digest) == (begun.encoded.id, begun.encoded.digest):
            begun.vectors = last.vectors
        self._begun = begun
        left = begun.left()
        for start in range(0, len(left), BATCH):
            if start and time.monotonic() >= until:
                return False
            begun.vectors.append(self._gently(encoder, left[start : start + BATCH]))
        self._vectors.put(maker(encoder), [_with_vectors(begun)])
        self._begun = None
        self.follow([begun.encoded.id])  # it may have been restricted while it was encoded
        return True

    def _gently(self, encoder: Encoder, texts: list[str]) -> Vectors:
        """Encode in a thread that the system lets run when nothing else wants to."""
        if self._gentle is None:
            self._gentle = ThreadPoolExecutor(1, thread_name_prefix="encoding", initializer=_give_way)
        return self._gentle.submit(encoder.encode, texts).result()

    def _waiting(self) -> tuple[DocumentId, ...]:
        return self._compare().differing

    def _compare(self) -> Agreement:
        held = {id_: one.revision for id_, one in self._vectors.held().items()}
        with self._store.reading() as connection:
            truth: Mapping[DocumentId, int] = documents.revisions(connection)
        return Agreement(
            missing=tuple(sorted(truth.keys() - held.keys())),
            stale=tuple(sorted(key for key in truth.keys() & held.keys() if truth[key] != held[key])),
            extra=tuple(sorted(held.keys() - truth.keys())),
        )


def _with_vectors(begun: _Begun) -> Encoded:
    """The document with the vectors of each of its readings."""
    import numpy as np

    one = begun.encoded
    every = np.concatenate(begun.vectors) if begun.vectors else np.zeros((0, 0), dtype=np.float32)
    sizes = [len(reading.anchors) for reading in one.readings]
    ends = np.cumsum(sizes)
    parts = tuple(every[end - size : end] for size, end in zip(sizes, ends, strict=True))
    return Encoded(one.id, one.revision, one.digest, one.readings, parts)


def _give_way() -> None:
    """Lower the priority of this thread alone; where the system has none of its own for threads, nothing happens."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
