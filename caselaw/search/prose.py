"""Which text is a query and which is a sentence that someone pasted, of which no decision has every word.

More than a dozen words are free text unless a sign shows that a query was meant: an operator in capitals, a minus
before a word, a distance (w/5) or a field. Parentheses and quotation marks show nothing: sentences have them too, and
so do Arabic sentences the words و and أو.
"""

from __future__ import annotations

import re

from caselaw.search.analysis import tokenize
from caselaw.search.field_names import field_called
from caselaw.search.lexing import CHUNK, FORGIVEN, OPERATORS, QUOTES, TILDES, WITHIN, is_minus, named
from caselaw.search.nodes import Loose, Typed

MOST_WORDS = 12
"""Words that are all wanted; more of them are free text."""

_INITIALS = 2  # Y, O, NO stand in sentences too: two of them make a query
_HEADING = 4  # words to one operator from which words in capitals are a heading (CASE OF X AND OTHERS)
_MINUS = re.compile("[-−]")
_NEAR = re.compile(rf"[{''.join(QUOTES)}][{TILDES}]\d")
_QUOTED = re.compile("|".join(f"[{family}][^{family}]*[{family}]" for family in dict.fromkeys(QUOTES.values())))


def prose(text: str) -> Loose | None:
    """The words of a text that is no query; None for one that is."""
    unquoted = _QUOTED.sub(lambda phrase: f" {'0' * (len(phrase.group()) - 2)} ", text)
    chunks = [match for match in CHUNK.finditer(unquoted) if tokenize(match.group())]
    if len(chunks) <= MOST_WORDS:
        return None
    if _NEAR.search(text):
        return None
    denies = any(is_minus(text, minus.start()) for minus in _MINUS.finditer(unquoted))
    if denies or any(_is_sign(match, text) for match in chunks) or _has_operators([match.group() for match in chunks]):
        return None
    return _words(text)


def _is_sign(chunk: re.Match[str], text: str) -> bool:
    """A distance, or a field with its value."""
    run = chunk.group()
    name = named(run, tokenize(run)[0].start)
    if name is None or field_called(name) is None:
        return WITHIN.fullmatch(run) is not None
    following = text[chunk.end() : chunk.end() + 1]
    return bool(tokenize(run.partition(":")[2])) or (run.endswith(":") and following in {"(", *QUOTES})


def _has_operators(chunks: list[str]) -> bool:
    operators = [chunk for chunk in chunks if chunk in OPERATORS and chunk.isupper()]
    others = [chunk for chunk in chunks if chunk not in OPERATORS]
    if 2 * sum(map(str.isupper, others)) > len(others):  # a heading in capitals
        return len(operators) * _HEADING >= len(chunks)
    return len(operators) >= _INITIALS or any(operator not in FORGIVEN for operator in operators)


def _words(text: str) -> Loose:
    """Every word; figures with signs between (112/99) stay one."""
    found: list[Typed] = []
    for match in CHUNK.finditer(text):
        words = tokenize(match.group())
        if words:
            start, end = match.start() + words[0].start, match.start() + words[-1].end
            found.append(Typed(text[start:end], start, end))
    return Loose(tuple(found), found[0].start, found[-1].end)
