"""What a query is once it is read: a tree of small values, each of which knows where it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Typed:
    """A word as typed, without the punctuation around it; it may hold several (l’eau, food/water, 112/99)."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Quoted:
    """Words between quotation marks, without them."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Masked:
    """A word with signs that stand for letters: `evict*`, `wom?n`."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Spelled:
    """A word with a tilde behind it, without the tilde: others that are spelled like it will do."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Nearby:
    """Two to five words, each of which may be a pattern, with at most `gap` others between the first and the last."""

    words: tuple[str, ...]
    gap: int
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Field:
    """`name:value`, both as typed; the value stands from `at` on."""

    name: str
    value: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Both:
    """All of these, two or more."""

    nodes: tuple[Node, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Either:
    """Any of these, two or more."""

    nodes: tuple[Node, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Without:
    node: Node
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Loose:
    """Free text: any of these words will do, and more of them are better."""

    nodes: tuple[Typed, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Nothing:
    """A query without a word: everything is wanted."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Node = Typed | Quoted | Masked | Spelled | Nearby | Field | Both | Either | Without | Loose | Nothing


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below this one."""
    if isinstance(node, Both | Either | Loose):
        return node.nodes
    return (node.node,) if isinstance(node, Without) else ()


def every(node: Node) -> Iterator[Node]:
    """This node and all below it, in the order in which they were typed; safe for any depth."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


def depth(node: Node) -> int:
    """Levels of the tree; safe for any depth."""
    level, levels = [node], 0
    while level:
        levels += 1
        level = [child for parent in level for child in children(parent)]
    return levels
