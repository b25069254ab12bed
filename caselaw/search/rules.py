"""What a query must keep to once it is read: how much of everything, and that each field and value is known."""

from __future__ import annotations

from itertools import accumulate

from caselaw.domain.errors import QueryFault
from caselaw.search.analysis import exact
from caselaw.search.field_names import field_called
from caselaw.search.fields import NAMES_ASKED, meant
from caselaw.search.lexing import checked
from caselaw.search.masks import pieces
from caselaw.search.nodes import Both, Field, Masked, Nearby, Node, Spelled, Typed, Without, children, depth, every
from caselaw.search.parsing import DEEPEST, is_bound, speaks_of_place

MOST_PARTS = 150
"""Different words, phrases and fields of one query."""
MOST_PATTERNS = 10
"""Patterns and like spellings of one query: each may stand for thousands of words."""


def check(node: Node) -> None:
    """Raise `QueryFault` where the query breaks a rule."""
    if depth(node) > DEEPEST:
        raise QueryFault("query.deep", node.start, node.end, limit=DEEPEST)
    leaves = list(dict.fromkeys(part for part in every(node) if not children(part)))
    _check_parts(leaves, node.end)
    _check_patterns(leaves)
    for part in every(node):
        if isinstance(part, Field):
            _check_name(part, meant(part)[0])
        elif isinstance(part, Both) and is_bound(part):
            for beside in part.nodes:
                _check_beside(beside)
        elif isinstance(part, Without) and speaks_of_place(part) and _is_number(part.node):
            raise QueryFault("query.number_denied", part.start, part.end)


def of_document(node: Node) -> bool | None:
    """True for what speaks of the document, or of a paragraph of its own, whatever stands beside it; False for words of
    a paragraph; None for a mixture."""
    if isinstance(node, Field) or is_bound(node):
        return True
    below = {of_document(child) for child in children(node)}
    if not below:
        return False
    return below.pop() if len(below) == 1 else None


def _check_beside(node: Node) -> None:
    if of_document(node) is None:
        first = next(part for part in every(node) if isinstance(part, Field))
        raise QueryFault("query.mixed", first.start, first.end, field=first.name)


def _check_parts(leaves: list[Node], end: int) -> None:
    """Words that signs join (water-food-health) are as many parts as words."""
    counts = [len(exact(leaf.text)) if isinstance(leaf, Typed) else 1 for leaf in leaves]
    for leaf, count in zip(leaves, accumulate(counts), strict=True):
        if count > MOST_PARTS:
            raise QueryFault("query.parts", leaf.start, end, limit=MOST_PARTS, count=sum(counts))


def _check_name(field: Field, name: str) -> None:
    """Names may have patterns in them, but no other signs."""
    if name not in NAMES_ASKED:
        return
    for piece in pieces(field.value):
        if piece.masked:
            checked(piece.text, field.at, field.end)
    if field.value.rstrip().endswith("~"):
        raise QueryFault("query.value_sign", field.at, field.end, field=field.name)


def _check_patterns(leaves: list[Node]) -> None:
    patterns = [leaf for leaf in leaves for _ in range(_patterns(leaf))]
    if len(patterns) > MOST_PATTERNS:
        first = patterns[MOST_PATTERNS]
        raise QueryFault("query.patterns", first.start, first.end, limit=MOST_PATTERNS, count=len(patterns))


def _patterns(leaf: Node) -> int:
    if isinstance(leaf, Nearby):
        return sum("*" in word or "?" in word for word in leaf.words)
    if isinstance(leaf, Field):
        return sum(piece.masked for piece in pieces(leaf.value)) if field_called(leaf.name) in NAMES_ASKED else 0
    return int(isinstance(leaf, Masked | Spelled))


def _is_number(node: Node) -> bool:
    return isinstance(node, Field) and meant(node)[0] == "number"
