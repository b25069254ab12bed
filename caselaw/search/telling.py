"""Which words of a query say something, and which languages it is written in.

A word that says nothing by itself (the, de la, في) is not looked for, unless there is no other; particles cut off by an
apostrophe are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from caselaw.domain.languages import reading_direction
from caselaw.domain.text import direction, fold
from caselaw.search.analysis import APOSTROPHES, CHAINS, Token, elisions, is_stop, tokenize
from caselaw.search.nodes import Field, Loose, Node, Typed, Without, children

MOST_FREE_WORDS = 100
"""Different words of a free text that are looked for, the first of them."""


def required(nodes: tuple[Node, ...], spoken: frozenset[str]) -> tuple[Node, ...]:
    """Of nodes that are all wanted, those that are required: without function words, where others stand beside."""
    kept = tuple(node for node in nodes if not _says_nothing(node, spoken))
    affirmed = any(not isinstance(node, Without | Field) for node in kept)
    return kept if affirmed else nodes


def looked_for(node: Loose, spoken: frozenset[str]) -> tuple[Typed, ...]:
    """The words of a free text that say something, each once, in their order."""
    different = {fold(part.text): part for part in reversed(required(node.nodes, spoken)) if isinstance(part, Typed)}
    return tuple(reversed(different.values()))[:MOST_FREE_WORDS]


def spoken_by(node: Node, reader: str) -> frozenset[str]:
    """The languages whose function words count as such in this query."""
    return _spoken(list(_typed(node)), reader)


def telling(text: str) -> list[str]:
    """The words in one typed run of signs, without particles cut off by an apostrophe: l’eau → eau, court's → court."""
    tokens = tokenize(text)
    kept = [token for place, token in enumerate(tokens) if not _is_particle(text, tokens, place)] or tokens
    return [text[token.start : token.end] for token in kept]


def _is_particle(text: str, tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    before = text[token.start - 1 : token.start]
    after = text[token.end : token.end + 1]
    elided = bool(after) and after in APOSTROPHES and token.exact in elisions()
    possessive = bool(before) and before in APOSTROPHES and token.exact == "s" and place == len(tokens) - 1
    return elided or possessive


def _typed(node: Node) -> Iterator[str]:
    """Every word of a query that is not in quotation marks."""
    if isinstance(node, Typed):
        yield node.text
    for child in children(node):
        yield from _typed(child)


def _says_nothing(node: Node, spoken: frozenset[str]) -> bool:
    return isinstance(node, Typed) and any(
        all(is_stop(word, language) for word in telling(node.text)) for language in spoken
    )


def _spoken(words: list[str], reader: str) -> frozenset[str]:
    """The reader's language, and any other whose function words the query shows more of.

    `son` is French for his and English for a child: one such word proves another language only to a reader of
    another script. A capital letter alone is an initial (X v. Y) and proves nothing.
    """
    telling_words = [word for word in words if not (len(word) == 1 and word.isupper())]
    counts = {language: sum(is_stop(word, language) for word in telling_words) for language in CHAINS}
    best = max(counts.values())
    foreign_script = bool(words) and direction(" ".join(words)) != reading_direction(reader)
    if best <= counts.get(reader, 0) or best < (1 if foreign_script else 2):
        return frozenset({reader})
    return frozenset({reader, *(language for language, count in counts.items() if count == best)})
