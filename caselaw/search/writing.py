"""A tree written out again as a query that reads as the same tree."""

from __future__ import annotations

from caselaw.search.analysis import tokenize
from caselaw.search.lexing import OPERATORS, QUOTES, WITHIN
from caselaw.search.nodes import (
    Both,
    Either,
    Field,
    Loose,
    Masked,
    Nearby,
    Node,
    Nothing,
    Quoted,
    Spelled,
    Typed,
    Without,
)
from caselaw.search.parsing import is_bound
from caselaw.search.prose import MOST_WORDS

_PAIRS = (('"', '"'), ("«", "»"), ("‹", "›"))


def written(node: Node) -> str:
    """The query that says this node: `parse(written(parse(text))) == parse(text)`."""
    match node:
        case Typed():
            return f"{node.text}." if node.text in OPERATORS or WITHIN.fullmatch(node.text) else node.text
        case Quoted():
            return between_quotes(node.text)
        case Masked():
            return node.text
        case Spelled():
            return f"{node.text}~"
        case Nearby():
            return f"{between_quotes(' '.join(node.words))}~{node.gap}"
        case Field():
            return f"{node.name}:{between_quotes(node.value)}"
        case Loose():
            return " ".join(part.text for part in node.nodes)
        case Both():
            # An AND shows a query of many words to be one, and not free text.
            joint = " AND " if len(node.nodes) > MOST_WORDS else " "
            whole = joint.join(map(_inside_both, node.nodes))
            return f"({whole})" if len(node.nodes) == 1 else whole
        case Either():
            return " OR ".join(map(written, node.nodes))
        case Without():
            inner = written(node.node)
            return f"-({inner})" if isinstance(node.node, Both | Either) and not _alone(node.node) else f"-{inner}"
        case Nothing():
            return ""


def between_quotes(text: str) -> str:
    """The text in the first pair of quotation marks that does not occur in it; a text with all of them loses its
    own."""
    for opening, closing in _PAIRS:
        if not any(sign in text for sign in QUOTES[opening]):
            return f"{opening}{text}{closing}"
    return f'"{" ".join(text[word.start : word.end] for word in tokenize(text))}"'


def _inside_both(node: Node) -> str:
    bound = is_bound(node) and not _alone(node)
    return f"({written(node)})" if isinstance(node, Either) or bound else written(node)


def _alone(node: Node) -> bool:
    """Parentheses that hold one node write themselves."""
    return isinstance(node, Both) and len(node.nodes) == 1
