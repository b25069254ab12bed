"""Vectors in the memory of one process: for tests, and for a search that is kept nowhere."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from caselaw.domain.errors import EncoderUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.vectors import Among, Encoded, Held, Neighbour
from caselaw.search.vectors.compact import Compact, compact
from caselaw.search.vectors.holdings import Holdings, gone, placed, renewed
from caselaw.search.vectors.scanning import nearest

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors


class MemoryVectors:
    """A `VectorIndex` that is gone with its process."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._encoder: str | None = None
        self._holdings = Holdings()
        self._rows: Compact = np.zeros((0, 0), dtype=np.int8)

    def encoder(self) -> str | None:
        return self._encoder

    def begin(self, encoder: str, dim: int) -> None:
        with self._turn:
            self._encoder, self._holdings, self._rows = encoder, Holdings(), np.zeros((0, dim), dtype=np.int8)

    def put(self, encoder: str, documents: Iterable[Encoded]) -> None:
        self._same(encoder)
        for document in documents:
            with self._turn:
                self._holdings.take(placed(document, len(self._rows)))
                self._rows = np.concatenate([self._rows, *map(compact, document.vectors)])

    def keep(self, encoder: str, documents: Iterable[Encoded]) -> None:
        self._same(encoder)
        with self._turn:
            for document in documents:
                self._holdings.take(renewed(document, self._holdings.entries.get(document.id)))

    def drop(self, ids: Collection[DocumentId]) -> None:
        with self._turn:
            for id_ in ids:
                self._holdings.take(gone(id_))

    def held(self, ids: Collection[DocumentId] | None = None) -> Mapping[DocumentId, Held]:
        with self._turn:
            return self._holdings.held(ids)

    def nearest(self, encoder: str, asked: Vectors, among: Among, k: int) -> tuple[Neighbour, ...]:
        self._same(encoder)
        with self._turn:
            view = self._holdings.view(among, self._rows)
        return nearest(view, asked, k)

    def bytes(self) -> int:
        return self._rows.nbytes

    def check(self) -> None:
        """Nothing can be wrong with it."""

    def close(self) -> None:
        """It is gone with its process."""

    def _same(self, encoder: str) -> None:
        if self._encoder != encoder:
            raise EncoderUnavailable("encoder.other_vectors")
