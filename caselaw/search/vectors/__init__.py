"""Where the vectors of paragraphs are kept and compared: all that the product knows about a store of vectors.

Vectors are copies, like an index: they can be thrown away and made again from the database. Those of two encoders are
never mixed: every method names the encoder it speaks of, and another one's are refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

BEST_PARAGRAPHS = 3
"""Paragraphs that are named of a neighbour."""


@dataclass(frozen=True)
class Reading:
    """A document as one audience may read it, as far as vectors need it: `anchors` names the paragraph of each vector
    (a long paragraph has several); `superseded_by` as in `IndexDocument`."""

    audience: Audience
    language: str
    anchors: tuple[str, ...]
    superseded_by: tuple[Audience, ...] = ()


@dataclass(frozen=True)
class Held:
    """What is kept of a document: `digest` tells the texts apart that its vectors were made of."""

    revision: int
    digest: str
    vectors: int


@dataclass(frozen=True)
class Encoded:
    """A document with its vectors: for each reading a row of `vectors` for each of its anchors."""

    id: DocumentId
    revision: int
    digest: str
    readings: tuple[Reading, ...]
    vectors: tuple[Vectors, ...] = ()


@dataclass(frozen=True)
class Among:
    """The documents that are compared: of each the one reading that a `SearchPlan` with these audiences would serve,
    in these languages, of `within` (None: all) and not `withdrawn`."""

    audiences: frozenset[Audience]
    languages_in: tuple[str, ...] = ()
    languages_out: tuple[str, ...] = ()
    within: frozenset[DocumentId] | None = None
    withdrawn: frozenset[DocumentId] = frozenset()


@dataclass(frozen=True)
class Neighbour:
    """A document near to what was asked, with its nearest paragraphs by anchor, the best first. `likeness` is a
    cosine; where several vectors were asked, the mean of the best of each."""

    id: DocumentId
    likeness: float
    paragraphs: tuple[tuple[str, float], ...]


class VectorIndex(Protocol):
    """Raises `SearchUnavailable` where the store cannot answer, `IndexBusy` where another process writes, and
    `EncoderUnavailable` where it holds the vectors of another encoder than the one named."""

    def encoder(self) -> str | None: ...  # whose vectors are held; None where there are none yet
    def begin(self, encoder: str, dim: int) -> None: ...  # an empty store for this encoder's vectors
    def put(self, encoder: str, documents: Iterable[Encoded]) -> None: ...  # in the place of all there is of their ids
    def keep(
        self, encoder: str, documents: Iterable[Encoded]
    ) -> None: ...  # the vectors they have, under another revision and readings; one without such vectors is dropped
    def drop(self, ids: Collection[DocumentId]) -> None: ...
    def held(self, ids: Collection[DocumentId] | None = None) -> Mapping[DocumentId, Held]: ...  # None: all
    def nearest(self, encoder: str, asked: Vectors, among: Among, k: int) -> tuple[Neighbour, ...]: ...  # best first
    def bytes(self) -> int: ...
    def check(self) -> None: ...  # raises SearchUnavailable with what to do
    def close(self) -> None: ...
