"""What of a query is asked by its meaning, and what of it holds for a text found so: all but its words.

An exact query gets exactly what it says: where anything but plain words is typed (quotation marks, operators, fields),
nothing is added to it by meaning, unless the reader asks for meaning alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from caselaw.domain.errors import QueryFault
from caselaw.search.plan import (
    All,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Near,
    Pattern,
    Phrase,
    Some,
    Weighted,
    Word,
)
from caselaw.search.query import Both, Field, Loose, Node, Typed, Without, parse

WORDS = 0.2
"""What the words of a free text count beside its meaning for a text of another language, where none of them is
learned: names and figures, terms of the glossary."""
LEARNED_WORDS = 0.6
"""What they count more where all of them are learned. Measured on aligned paragraphs: with nothing learned .2 is best
(.1 to .3 the same), with two thirds of the telling words learned .5 to .7."""
_SIGNS = frozenset('"()[]{}*~+|&!')
_LETTERS_BESIDE_A_NUMBER = 4
FEW_WORDS = 4
FLOOR, FLOOR_OF_FEW = 0.25, 0.3
"""How like a text must be to be found by its meaning alone. What means nothing to a court (letters at random, recipes,
football) came no nearer than .22 to any of 2,000 paragraphs; few words are near to much."""


def is_plain(node: Node, text: str) -> bool:
    """Only words, side by side: no sign of the query language in the text."""
    if isinstance(node, Loose):
        return True
    words = node.nodes if isinstance(node, Both) else (node,)
    if not all(isinstance(one, Typed) for one in words):
        return False
    bare = text
    for one in words:
        bare = bare[: one.start] + " " * (one.end - one.start) + bare[one.end :]
    return not any(sign.isalnum() or sign in _SIGNS for sign in bare)


def is_words(text: str) -> bool:
    """Typed as a query, the text is nothing but words."""
    try:
        return is_plain(parse(text), text)
    except QueryFault:
        return False


def says_something(text: str) -> bool:
    """There is more in it than numbers and the short words that go with them (no., art., c.)."""
    words = text.split()
    plain = [sum(map(str.isalpha, word)) for word in words if not any(map(str.isdigit, word))]
    return any(letters >= (1 if len(plain) == len(words) else _LETTERS_BESIDE_A_NUMBER) for letters in plain)


def said_text(node: Node) -> str:
    """The words of a query in their order, but those that are denied and the values of fields."""
    return " ".join(_texts(node))


def floor_of(text: str) -> float:
    """How like a text must be at least to what was asked."""
    return FLOOR_OF_FEW if len(text.split()) <= FEW_WORDS else FLOOR


def weight_of_words(telling: int, learned: int) -> float:
    """What words count beside meaning, from 0 to 1, where `learned` of the `telling` words of a free text are known in
    the other language."""
    return WORDS + LEARNED_WORDS * min(learned / max(telling, 1), 1.0)


def beside_words(clause: Clause) -> Clause:
    """What a query asks of a document beside words: fields, names, days, and all that is denied."""
    match clause:
        case Word() | Phrase() | Near() | Pattern() | Fuzzy() | InParagraph():
            return Everything()
        case Weighted():
            return beside_words(clause.clause)
        case All():
            kept = [one for one in map(beside_words, clause.clauses) if not isinstance(one, Everything)]
            return _one_or(All, kept)
        case Some():
            some = [beside_words(one) for one in clause.clauses]
            return Everything() if any(isinstance(one, Everything) for one in some) else _one_or(Some, some)
        case _:
            return clause


def _one_or(kind: type[All] | type[Some], clauses: Sequence[Clause]) -> Clause:
    if not clauses:
        return Everything()
    return clauses[0] if len(clauses) == 1 else kind(tuple(clauses))


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, Without | Field):
        return
    if isinstance(text := getattr(node, "text", None), str):
        yield text
    for part in getattr(node, "nodes", None) or ([node.node] if hasattr(node, "node") else []):
        yield from _texts(part)
