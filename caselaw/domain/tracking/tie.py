"""How a measure knows its order again: by paragraph and number, and by the likeness of words.

A document that is read again has its orders read again. Numbers and paragraphs may move and letters may be mended; most
runs of three words stay. Only digests of these runs are kept, never the words: they belong to the document, which may
be for fewer people than it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

from caselaw.domain.order import Order
from caselaw.domain.text import fold

Found = TypeVar("Found")
_WORD = re.compile(r"\w+")
_RUN = 3
_MOST = 400
"""Runs that are kept; an order is seldom longer."""
_SAME_PLACE = 0.3  # of the runs, where paragraph and number are the same
_ELSEWHERE = 0.6  # of the runs, in another place
_LEAD = 0.1  # before the next one: orders of one decision repeat each other's words


@lru_cache(maxsize=20_000)
def marks(text: str) -> tuple[int, ...]:
    """Digests of the runs of words of a text, in order; a text without words has the one of its own letters."""
    words = _WORD.findall(fold(text))
    size = min(_RUN, len(words))
    runs = [" ".join(words[at : at + size]) for at in range(len(words) - size + 1)] if words else [text.strip()]
    return tuple(dict.fromkeys(_digest(run) for run in runs[:_MOST]))


def order_key(order: Order) -> str:
    """What a form calls an order, so that another one that took its place meanwhile is not taken for it."""
    return blake2b(f"{order.paragraph}|{order.number}|{order.text}".encode(), digest_size=8).hexdigest()


def likeness(kept: Iterable[int], text: str) -> float:
    """Which share of the runs of both stands in both: 1.0 is the same."""
    ours, theirs = set(kept), set(marks(text))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def find(paragraph: str | None, number: str | None, kept: Sequence[int], orders: Sequence[Order]) -> Order | None:
    """The order that was meant; None where none is like it enough, or several are."""
    here = [(likeness(kept, one.text), one) for one in orders if (one.paragraph, one.number) == (paragraph, number)]
    share, best = max(here, key=lambda pair: pair[0], default=(0.0, None))
    if best is not None and share >= _SAME_PLACE:
        return best
    return _clearest([(likeness(kept, one.text), one) for one in orders])


def find_paragraph(anchor: str, kept: Sequence[int], texts: Iterable[tuple[str, str]]) -> str | None:
    """The anchor under which a passage stands now, of `texts` by anchor; None where it is not found again."""
    alike = [(likeness(kept, text), known) for known, text in texts]
    if any(known == anchor and share >= _SAME_PLACE for share, known in alike):
        return anchor
    return _clearest(alike)


def _clearest(alike: Sequence[tuple[float, Found]]) -> Found | None:
    """What is alike enough to have moved, and more so than all else."""
    first, second = (*sorted(alike, key=lambda pair: -pair[0])[:2], None, None)[:2]
    if first is None or first[0] < _ELSEWHERE or (second is not None and first[0] - second[0] < _LEAD):
        return None
    return first[1]


def _digest(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=6).digest())
