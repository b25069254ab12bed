"""Asking the encoder: which documents a reader may see lie near to a text, in whatever language they are.

Without the encoder, without vectors, or with those of another encoder, nothing is near: the search goes by words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from caselaw.domain.errors import EncoderUnavailable, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.encoder import Encoder, maker
from caselaw.search.encoder.cleaning import clean, pieces
from caselaw.search.plan import SearchPlan
from caselaw.search.vectors import Among, Neighbour, VectorIndex

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

MOST_PIECES = 6
"""Pieces of a long text that are asked, evenly over the whole: each costs 10 ms."""


class Asked:
    """One text, asked by its meaning; encoded once, when its neighbours are first wanted."""

    def __init__(self, encoder: Encoder, vectors: VectorIndex, text: str) -> None:
        self._encoder = encoder
        self._vectors = vectors
        self.text = text
        self._encoded: Vectors | None = None

    def nearest(self, plan: SearchPlan, k: int, *, within: frozenset[DocumentId] | None = None) -> list[Neighbour]:
        """The nearest of the documents that the plan serves, whatever their words; of `within`, where it is given.
        None where there are no vectors to compare with."""
        among = Among(plan.audiences, plan.languages_in, plan.languages_out, plan.scope, plan.withdrawn)
        if within is not None:
            among = replace(among, within=within if plan.scope is None else within & plan.scope)
        try:
            return list(self._vectors.nearest(maker(self._encoder), self._vector(), among, k))
        except (EncoderUnavailable, SearchUnavailable):
            return []

    def _vector(self) -> Vectors:
        if self._encoded is None:
            parts = pieces(clean(self.text))
            if len(parts) > MOST_PIECES:
                parts = [parts[place * len(parts) // MOST_PIECES] for place in range(MOST_PIECES)]
            found = self._encoder.encode(parts)
            self._encoded = found[found.any(axis=1)]
        return self._encoded


class MeaningService:
    """Opens the encoder when something is to be asked of it and there are vectors to compare with."""

    def __init__(self, vectors: VectorIndex, encoder: Callable[[], Encoder | None]) -> None:
        self._vectors = vectors
        self._encoder = encoder

    def of(self, text: str) -> Asked | None:
        """A text to be asked; None where nothing can be found by meaning here and now."""
        if not text.strip():
            return None
        try:
            made_by = self._vectors.encoder()
        except SearchUnavailable:
            return None
        encoder = self._encoder() if made_by else None
        return Asked(encoder, self._vectors, text) if encoder and maker(encoder) == made_by else None

    def warm(self) -> None:
        """Load the encoder and look at the vectors, so that the first reader does not wait a second."""
        if (asked := self.of("warm")) is not None:
            asked.nearest(SearchPlan(frozenset()), 1)
