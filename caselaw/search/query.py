"""Our own query language: from what was typed to a tree that no engine has to parse again.

    query   = choice
    choice  = all { OR all }
    all     = one { [AND] one }
    one     = ["-" | NOT] ( word | phrase | field:value | "(" query ")" )

Words side by side are all wanted; AND binds closer than OR. Every node knows where it was typed. More than a dozen
words and no sign of the language is free text: a sentence someone pasted, of which no decision has every word.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from caselaw.domain.errors import QueryFault
from caselaw.search.analysis import tokenize
from caselaw.search.lexing import FORGIVEN, Operator, Sign, signs

DEEPEST = 20
"""Levels that are read, of parentheses and of the tree: no person needs ten, and no engine is sent a thousand."""

MOST_WORDS = 12
"""Words that are all wanted; more of them are free text."""

LONGEST_FREE = 20_000
"""Code points of free text that are read."""


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
class Field:
    """`name:value`, both as typed."""

    name: str
    value: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


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


Node = Typed | Quoted | Field | Both | Either | Without | Loose | Nothing


def parse(text: str) -> Node:
    """The tree of a query. Raises `QueryFault` with the place of what cannot be read; safe for any string."""
    found = signs(text)
    if len(found) > MOST_WORDS and all(sign.kind == "word" for sign in found):
        return _loose([Typed(sign.text, sign.start, sign.end) for sign in found])
    return _Parser().read(found)


def free(text: str) -> Node:
    """Text in which nothing is a sign of our language, of any length; what is beyond LONGEST_FREE is not read."""
    words = [Typed(text[word.start : word.end], word.start, word.end) for word in tokenize(text[:LONGEST_FREE])]
    return _loose(words) if words else Nothing()


def _loose(words: list[Typed]) -> Loose:
    return Loose(tuple(words), words[0].start, words[-1].end)


@dataclass
class _Level:
    """What has been read between two parentheses: choices of conjunctions, and the operator that waits."""

    start: int
    choices: list[list[Node]] = field(default_factory=lambda: [[]])
    waiting: Sign | None = None  # an AND or OR whose right side has not come
    denials: list[Sign] = field(default_factory=list)


class _Parser:
    """Reads signs one by one onto a stack of its own, so that no string can exhaust Python's."""

    def __init__(self) -> None:
        self._levels = [_Level(0)]

    def read(self, found: list[Sign]) -> Node:
        for position, sign in enumerate(found):
            following = found[position + 1] if position + 1 < len(found) else None
            match sign.kind:
                case "word":
                    self._add(Typed(sign.text, sign.start, sign.end))
                case "phrase":
                    self._add(Quoted(sign.text, sign.start, sign.end))
                case "field":
                    self._add(Field(sign.name, sign.text, sign.start, sign.end))
                case "minus":
                    self._top.denials.append(sign)
                case "operator":
                    self._operator(sign, following)
                case "open":
                    self._open(sign)
                case "close":
                    self._close(sign)
        if len(self._levels) > 1:
            start = self._levels[-1].start
            raise QueryFault("query.parenthesis_open", start, start + 1)
        node = self._finish(self._levels.pop()) or Nothing()
        if _depth(node) > DEEPEST:
            raise QueryFault("query.deep", node.start, node.end, limit=DEEPEST)
        return node

    @property
    def _top(self) -> _Level:
        return self._levels[-1]

    def _add(self, node: Node) -> None:
        top = self._top
        if top.denials:  # of several denials two and two cancel out
            first = top.denials[0]
            if len(top.denials) % 2:
                node = Without(node, first.start, node.end)
            top.denials = []
        if isinstance(node, Without) and isinstance(node.node, Without):
            node = node.node.node
        top.choices[-1].append(node)
        top.waiting = None

    def _operator(self, sign: Sign, following: Sign | None) -> None:
        operator: Operator = sign.name  # type: ignore[assignment]
        top = self._top
        binary = operator != "not"
        # At the end, before ")" and before a certain AND or OR it has nothing to act upon.
        idle = following is None or following.kind == "close" or _joins_for_certain(following)
        if binary:
            idle = idle or not top.choices[-1] or top.waiting is not None or bool(top.denials)
        if idle:
            if sign.text not in FORGIVEN:
                raise QueryFault("query.operator_alone", sign.start, sign.end, operator=sign.text)
            self._add(Typed(sign.text, sign.start, sign.end))
        elif operator == "not":
            top.denials.append(sign)
        else:
            top.waiting = sign
            if operator == "or":
                top.choices.append([])

    def _open(self, sign: Sign) -> None:
        if len(self._levels) > DEEPEST:
            raise QueryFault("query.deep", sign.start, sign.end, limit=DEEPEST)
        self._levels.append(_Level(sign.start))

    def _close(self, sign: Sign) -> None:
        if len(self._levels) == 1:
            raise QueryFault("query.parenthesis_close", sign.start, sign.end)
        level = self._levels.pop()
        node = self._finish(level)
        if node is None:
            raise QueryFault("query.parenthesis_empty", level.start, sign.end)
        self._add(node)

    def _finish(self, level: _Level) -> Node | None:
        """The node of a level that is complete; None where nothing stands in it."""
        dangling = level.waiting or (level.denials[0] if level.denials else None)
        if dangling:
            raise QueryFault("query.operator_alone", dangling.start, dangling.end, operator=dangling.text)
        alternatives: list[Node] = []
        for nodes in level.choices:
            if nodes:
                alternatives.extend(_flat(_joined(Both, nodes), Either))
        return _joined(Either, alternatives) if alternatives else None


def _joins_for_certain(sign: Sign) -> bool:
    return sign.kind == "operator" and sign.name != "not" and sign.text not in FORGIVEN


def _joined(kind: type[Both] | type[Either], nodes: list[Node]) -> Node:
    flat = [part for node in nodes for part in _flat(node, kind)]
    return flat[0] if len(flat) == 1 else kind(tuple(flat), flat[0].start, flat[-1].end)


def _flat(node: Node, kind: type[Both] | type[Either]) -> tuple[Node, ...]:
    """Parentheses that change nothing are gone: (a b) c is a b c."""
    return node.nodes if isinstance(node, kind) else (node,)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below this one."""
    if isinstance(node, Both | Either | Loose):
        return node.nodes
    return (node.node,) if isinstance(node, Without) else ()


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in children(node)), default=0)
