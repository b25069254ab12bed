"""From signs to a tree. Every string gives one, or a `QueryFault` with the place that stopped us; none exhausts us.

    query   = choice
    choice  = all { OR all }
    all     = one { [AND] one }
    one     = ["-" | NOT] ( near | field:value | field:"(" choice ")" )
    near    = unit { w/N unit }
    unit    = word | pattern | word~ | phrase | phrase~N | "(" query ")"

Words side by side are all wanted; w/N binds closer than a denial, AND closer than OR.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from caselaw.domain.errors import QueryFault
from caselaw.search.field_names import PLACES, field_called
from caselaw.search.lexing import FORGIVEN, Operator, Sign
from caselaw.search.near import Chain, chained, is_unit
from caselaw.search.nodes import (
    Both,
    Either,
    Field,
    Masked,
    Nearby,
    Node,
    Nothing,
    Quoted,
    Spelled,
    Typed,
    Without,
    every,
)

DEEPEST = 20
"""Levels that are read, of parentheses and of the tree: no person needs ten, and no engine is sent a thousand."""


def tree(found: list[Sign]) -> Node:
    """The tree of these signs."""
    return _Parser().read(found)


def speaks_of_place(node: Node) -> bool:
    """A field of one paragraph (in:, para:, said:), denied or not."""
    inner = node.node if isinstance(node, Without) else node
    return isinstance(inner, Field) and field_called(inner.name) in PLACES


def is_bound(node: Node) -> bool:
    """Nodes side by side that a field of one paragraph among them binds to that paragraph."""
    return isinstance(node, Both) and any(map(speaks_of_place, node.nodes))


@dataclass
class _Level:
    """What has been read between two parentheses: choices of conjunctions, and the operator that waits."""

    start: int
    named: str = ""  # whose values stand in these parentheses
    choices: list[list[Node]] = field(default_factory=lambda: [[]])
    waiting: Sign | None = None  # an AND or OR whose right side has not come
    denials: list[Sign] = field(default_factory=list)
    within: Sign | None = None  # a distance whose right side has not come
    chain: Chain | None = None  # what the last node is made of, where it can go on with another distance


class _Parser:
    """Reads signs one by one onto a stack of its own, so that no string can exhaust Python's."""

    def __init__(self) -> None:
        self._levels = [_Level(0)]

    def read(self, found: list[Sign]) -> Node:
        for position, sign in enumerate(found):
            following = found[position + 1] if position + 1 < len(found) else None
            match sign.kind:
                case "minus":
                    self._top.denials.append(sign)
                case "operator":
                    self._operator(sign, following)
                case "within":
                    self._within(sign, following)
                case "open":
                    self._open(sign)
                case "close":
                    self._close(sign)
                case _:
                    self._add(_leaf(sign, self._top.named))
        if len(self._levels) > 1:
            start = self._levels[-1].start
            raise QueryFault("query.parenthesis_open", start, start + 1)
        return self._finish(self._levels.pop()) or Nothing()

    @property
    def _top(self) -> _Level:
        return self._levels[-1]

    def _add(self, node: Node) -> None:
        top = self._top
        if top.within:
            return self._join(node, top.within)
        top.chain = Chain.of(node)
        if top.denials:  # of several denials two and two cancel out
            first = top.denials[0]
            if len(top.denials) % 2:
                node = Without(node, first.start, node.end)
            top.denials = []
        if isinstance(node, Without) and isinstance(node.node, Without):
            node = node.node.node
        top.choices[-1].append(node)
        top.waiting = None
        return None

    def _join(self, right: Node, within: Sign) -> None:
        """The last node and this one stand near each other."""
        top = self._top
        if top.chain is None or top.denials or not is_unit(right):
            raise QueryFault("query.near_unit", within.start, within.end, operator=within.text)
        top.chain = top.chain.with_next(right, within)
        last = top.choices[-1].pop()
        node = chained(top.chain)
        top.choices[-1].append(Without(node, last.start, node.end) if isinstance(last, Without) else node)
        top.within = None

    def _within(self, sign: Sign, following: Sign | None) -> None:
        top = self._top
        ready = top.choices[-1] and not (top.waiting or top.denials or top.within or top.named)
        if not ready or top.chain is None or following is None or following.kind in ("close", "operator", "within"):
            raise QueryFault("query.near_unit", sign.start, sign.end, operator=sign.text)
        top.within = sign

    def _operator(self, sign: Sign, following: Sign | None) -> None:
        operator: Operator = sign.name  # type: ignore[assignment]
        top = self._top
        binary = operator != "not"
        # At the end, before ")" and before a certain AND or OR it has nothing to act upon.
        idle = following is None or following.kind in ("close", "within") or _joins_for_certain(following)
        if binary:
            idle = idle or not top.choices[-1] or top.waiting is not None or bool(top.denials)
        if idle:
            if sign.text not in FORGIVEN:
                raise QueryFault("query.operator_alone", sign.start, sign.end, operator=sign.text)
            self._add(_leaf(replace(sign, kind="word"), top.named))
        elif operator == "not":
            top.denials.append(sign)
        else:
            top.waiting = sign
            if operator == "or":
                top.choices.append([])

    def _open(self, sign: Sign) -> None:
        if len(self._levels) > DEEPEST:
            raise QueryFault("query.deep", sign.start, sign.end, limit=DEEPEST)
        self._levels.append(_Level(sign.start, sign.name or self._top.named))

    def _close(self, sign: Sign) -> None:
        if len(self._levels) == 1:
            raise QueryFault("query.parenthesis_close", sign.start, sign.end)
        level = self._levels.pop()
        node = self._finish(level)
        if node is None:
            raise QueryFault("query.parenthesis_empty", level.start, sign.end)
        if field_called(level.named) in PLACES:
            node = _any_place(node, level, sign.end)
        elif speaks_of_place(node):  # binds what stands beside it in these parentheses, and nothing outside
            node = Both((node,), node.start, node.end)
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


def _any_place(node: Node, level: _Level, end: int) -> Field:
    """in:(facts OR reasons) is in:facts,reasons."""
    values = [part for part in every(node) if not isinstance(part, Both | Either)]
    denied = [part for part in values if not isinstance(part, Field)]
    if denied:
        raise QueryFault("query.value_sign", denied[0].start, denied[0].end, field=level.named)
    named = ",".join(part.value for part in values if isinstance(part, Field))
    return Field(level.named, named, level.start - len(level.named) - 1, end, level.start)


def _leaf(sign: Sign, name: str) -> Node:
    """The node of a word, phrase, pattern or field; where `name` is a field, a value of it."""
    if name and sign.kind in ("near", "fuzzy"):
        raise QueryFault("query.value_sign", sign.start, sign.end, field=name)
    if sign.kind == "near":
        return Nearby(tuple(sign.text.split()), sign.gap, sign.start, sign.end)
    if sign.kind == "field":
        return Field(sign.name, sign.text, sign.start, sign.end, sign.start + len(sign.name) + 1)
    if name:
        return Field(name, sign.text, sign.start, sign.end, sign.start)
    kinds: dict[str, type[Quoted | Masked | Spelled]] = {"phrase": Quoted, "pattern": Masked, "fuzzy": Spelled}
    return kinds.get(sign.kind, Typed)(sign.text, sign.start, sign.end)


def _joins_for_certain(sign: Sign) -> bool:
    return sign.kind == "operator" and sign.name != "not" and sign.text not in FORGIVEN


def _joined(kind: type[Both] | type[Either], nodes: list[Node]) -> Node:
    flat = [part for node in nodes for part in _flat(node, kind)]
    return flat[0] if len(flat) == 1 else kind(tuple(flat), flat[0].start, flat[-1].end)


def _flat(node: Node, kind: type[Both] | type[Either]) -> tuple[Node, ...]:
    """Parentheses that change nothing are gone: (a b) c is a b c."""
    return node.nodes if isinstance(node, kind) and not is_bound(node) else (node,)
