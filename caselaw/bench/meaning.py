"""What finding by meaning costs: sentences asked in one language of a collection in four, the encoder included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.bench.corpus import Sentences
from caselaw.domain.searching.questions import SearchQuery
from caselaw.search.encoder import Encoder, maker
from caselaw.search.vectors import Encoded
from caselaw.search.vectors.readings import to_encode
from caselaw.wiring import Services, open_encoder

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

ENCODED = 10_000
"""Paragraphs that are truly encoded; the vectors of more are copies of these, each moved a little: encoding 100,000
takes a quarter of an hour, and looking through them is the same."""

_MOVED = 0.02  # how far each of 512 numbers of a copy is moved, about half of its size
_WARM_UP = 5
_LONGEST = 250  # letters of a sentence that is asked


@dataclass(frozen=True)
class ByMeaning:
    """Milliseconds of each search, and bytes of vectors a paragraph."""

    times: tuple[float, ...]
    bytes: float


def by_meaning(site: Services, real: Sentences, count: int) -> ByMeaning | None:
    """Give every paragraph of a site a vector and ask `count` sentences; None without an encoder."""
    encoder = open_encoder(site.settings)
    if encoder is None:
        return None
    site.vectors.begin(maker(encoder), encoder.dim)
    site.vectors.put(maker(encoder), _encoded(site, encoder))
    sentences = [text for text in real["en"] if len(text) <= _LONGEST][-count - _WARM_UP :]
    times = []
    for text in sentences:
        began = perf_counter()
        site.search.search(SearchQuery(text, reader="en", like=True), viewer=ANYONE)
        times.append(1000 * (perf_counter() - began))
    paragraphs = sum(one.vectors for one in site.vectors.held().values())
    return ByMeaning(tuple(times[_WARM_UP:]), site.vectors.bytes() / max(paragraphs, 1))


def _encoded(site: Services, encoder: Encoder) -> Iterator[Encoded]:
    """Every document with a vector for each paragraph."""
    chance = np.random.default_rng(3)
    real: list[Vectors] = []
    for row in site.indexing.every_row(viewer=OPERATOR):
        texts = to_encode(row)
        firsts = dict(reversed(list(zip(texts.reading.anchors, texts.texts, strict=True))))
        anchors = tuple(reversed(firsts))
        if sum(map(len, real)) < ENCODED:
            vectors = encoder.encode([firsts[anchor] for anchor in anchors])
            real.append(vectors)
        else:
            vectors = _moved(real, len(anchors), chance)
        reading = replace(texts.reading, anchors=anchors)
        yield Encoded(row.id, row.revision, f"{row.revision:016x}", (reading,), (vectors,))


def _moved(real: list[Vectors], count: int, chance: np.random.Generator) -> Vectors:
    chosen = np.stack(
        [one[chance.integers(len(one))] for one in (real[chance.integers(len(real))] for _ in range(count))]
    )
    moved = chosen + chance.normal(scale=_MOVED, size=chosen.shape).astype(np.float32)
    found: Vectors = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return found
