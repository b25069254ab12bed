"""Words near each other: what may stand on either side of w/5, and what several of them in a row mean.

`a w/5 b` is `"a b"~5`: exact words, in any order, with at most five others between the first and the last. On either
side stand a word, a pattern, one word in quotation marks, or a choice of them in parentheses: `(evict* OR displac*) w/5
(unlawful OR forced)` is any of the four pairs. `a w/5 b w/5 c` is all three within that span.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

from caselaw.domain.errors import QueryFault
from caselaw.search.analysis import exact
from caselaw.search.lexing import Sign
from caselaw.search.nodes import Both, Either, Masked, Nearby, Node, Quoted, Typed
from caselaw.search.plan import MOST_NEAR
from caselaw.search.telling import telling

MOST_PAIRS = 30
"""Ways to be near each other that choices on both sides may give."""


@dataclass(frozen=True)
class Chain:
    """The last node as the left side of a distance: each way to say it, as words; the gap of the distance it already
    has, and what it is a phrase of, where it can be no side."""

    ways: tuple[tuple[str, ...], ...]
    start: int
    end: int
    gap: int | None = None
    phrase: bool = False

    @classmethod
    def of(cls, node: Node) -> Chain | None:
        """None for what can be no side of a distance."""
        return cls(_ways(node), node.start, node.end, phrase=_has_phrase(node)) if is_unit(node) else None

    def with_next(self, right: Node, within: Sign) -> Chain:
        """The chain with one more side."""
        end = right.end
        if self.gap is not None and self.gap != within.gap:
            raise QueryFault("query.near_mixed", within.start, within.end, gap=self.gap)
        if self.phrase or _has_phrase(right):
            raise QueryFault("query.near_phrase", self.start, end, operator=within.text)
        more = _ways(right)
        if len(self.ways) * len(more) > MOST_PAIRS:
            raise QueryFault("query.near_many", self.start, end, limit=MOST_PAIRS)
        ways = tuple(left + one for left, one in product(self.ways, more))
        counts = [len(way) for way in ways if not 2 <= len(way) <= MOST_NEAR]
        if counts:
            raise QueryFault("query.near_words", self.start, end, count=counts[0], limit=MOST_NEAR)
        return replace(self, ways=ways, end=end, gap=within.gap)


def chained(chain: Chain) -> Node:
    """The node of a chain of two sides or more."""
    ways = tuple(Nearby(way, chain.gap or 0, chain.start, chain.end) for way in dict.fromkeys(chain.ways))
    return ways[0] if len(ways) == 1 else Either(ways, chain.start, chain.end)


def is_unit(node: Node) -> bool:
    """True for what may be a side of a distance."""
    if isinstance(node, Both | Either):
        return all(map(is_unit, node.nodes))
    return isinstance(node, Typed | Masked | Quoted)


def _has_phrase(node: Node) -> bool:
    if isinstance(node, Both | Either):
        return any(map(_has_phrase, node.nodes))
    return isinstance(node, Quoted) and len(exact(node.text)) > 1


def _ways(node: Node) -> tuple[tuple[str, ...], ...]:
    """Each way to say a side, as the words that must then be there."""
    match node:
        case Either():
            return tuple(way for part in node.nodes for way in _ways(part))
        case Both():
            ways: tuple[tuple[str, ...], ...] = ((),)
            for part in node.nodes:
                ways = tuple(left + right for left, right in product(ways, _ways(part)))[: MOST_PAIRS + 1]
            return ways
        case Typed():
            return (tuple(telling(node.text)),)
        case Masked():
            return ((node.text,),)
        case Quoted():
            return (tuple(exact(node.text)),)
        case _:
            return ()
