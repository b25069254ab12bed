"""The signs of a query: words, quoted phrases, fields, operators and parentheses, each with its place as typed.

What a person types is taken as she means it. Latin operators are words in capitals (AND, Y, ET …); Arabic has no
capitals, so there an operator is a word of its own (و, أو, ليس). An operator that cannot be one where it stands is
settled by the parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.errors import QueryFault
from caselaw.domain.searching import MAX_QUERY
from caselaw.search.analysis import exact, tokenize

Operator = Literal["and", "or", "not"]
SignKind = Literal["word", "phrase", "field", "operator", "minus", "open", "close"]

OPERATORS: dict[str, Operator] = {
    **dict.fromkeys(("AND", "Y", "ET", "و"), "and"),
    **dict.fromkeys(("OR", "O", "OU", "أو", "او"), "or"),
    **dict.fromkeys(("NOT", "NO", "NON", "SAUF", "ليس"), "not"),
}  # fmt: skip
FORGIVEN = frozenset({"Y", "O", "NO", "NON", "و", "أو", "او", "ليس"})
"""Operators that are also initials or everyday words: where they join nothing they are read as words, not refused."""

_QUOTES = ('"“”„‟＂', "«»", "‹›")
_CLOSING = {sign: family for family in _QUOTES for sign in family}
_SPACE = re.compile(r"\s+")
_CHUNK = re.compile(rf"[^\s(){''.join(_QUOTES)}]+")
_FIELD = re.compile(r"([^\W\d_]+):")
_NOT_FIELDS = frozenset({"ecli", "http", "https", "urn"})
_WILDCARD = re.compile(r"\w\*|\*\w")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sign:
    """`text` is what was typed without its quotes; `name` the field before the colon, or the operator meant."""

    kind: SignKind
    text: str
    start: int
    end: int
    name: str = ""
    quoted: bool = False


def signs(text: str) -> list[Sign]:
    """The signs of a query in order. Raises `QueryFault` for one that is too long, a quotation mark that is never
    closed, or a sign of a query language that is not ours (`evict*`)."""
    if len(text) > MAX_QUERY:
        raise QueryFault("query.long", MAX_QUERY, len(text), limit=MAX_QUERY, length=len(text))
    text = _SURROGATES.sub("\ufffd", text)
    found: list[Sign] = []
    place = 0
    while place < len(text):
        if space := _SPACE.match(text, place):
            place = space.end()
        elif text[place] in "()":
            kind: SignKind = "open" if text[place] == "(" else "close"
            found.append(Sign(kind, text[place], place, place + 1))
            place += 1
        elif text[place] in _CLOSING:
            place = _phrase(text, place, found)
        elif text[place] in "-−" and _begins(text, place) and _binds(text, place + 1):
            found.append(Sign("minus", text[place], place, place + 1))
            place += 1
        else:
            place = _chunk(text, place, found)
    return found


def _begins(text: str, place: int) -> bool:
    """Nothing stands directly before this place: a minus here denies, elsewhere it is a hyphen."""
    return place == 0 or text[place - 1].isspace() or text[place - 1] == "("


def _binds(text: str, place: int) -> bool:
    return place < len(text) and (text[place].isalnum() or text[place] == "(" or text[place] in _CLOSING)


def _phrase(text: str, start: int, found: list[Sign]) -> int:
    inside, end = _quoted(text, start)
    if exact(inside):
        found.append(Sign("phrase", inside, start, end, quoted=True))
    return end


def _quoted(text: str, start: int) -> tuple[str, int]:
    """What stands in quotation marks from `start`, and the place behind them."""
    family = _CLOSING[text[start]]
    for place in range(start + 1, len(text)):
        if text[place] in family:
            return " ".join(text[start + 1 : place].split()), place + 1
    raise QueryFault("query.quote_open", start, len(text))


def _chunk(text: str, start: int, found: list[Sign]) -> int:
    """A run without spaces: an operator, a field with its value, or a word."""
    match = _CHUNK.match(text, start)
    assert match is not None  # noqa: S101 - spaces, parentheses and quotation marks were taken before
    chunk, end = match.group(), match.end()
    if chunk in OPERATORS and not (chunk == "NO" and _figures_follow(text, end)):
        found.append(Sign("operator", chunk, start, end, OPERATORS[chunk]))
        return end
    words = tokenize(chunk)
    if not words:
        return end
    if wildcard := _WILDCARD.search(chunk):
        raise QueryFault("query.wildcard", start + wildcard.start(), start + wildcard.end(), word=chunk)
    first = words[0].start
    field = _FIELD.match(chunk, first)
    if field and field[1].casefold() not in _NOT_FIELDS:
        value, quoted = chunk[field.end() :], False
        if not value and end < len(text) and text[end] in _CLOSING:
            value, end = _quoted(text, end)
            quoted = True
        if exact(value):
            found.append(Sign("field", value, start + first, end, field[1], quoted))
            return end
    found.append(Sign("word", chunk[first : words[-1].end], start + first, start + words[-1].end))
    return end


def _figures_follow(text: str, place: int) -> bool:
    """CASE NO 11.603: here NO is a number's abbreviation."""
    rest = text[place:].lstrip()
    return bool(rest) and rest[0].isdecimal()
