"""The signs of a query: words, patterns, phrases, fields, operators and parentheses, each with its place as typed.

What a person types is taken as she means it. Latin operators are words in capitals (AND, Y, ET …); Arabic has no
capitals, so there an operator is a word of its own (و, أو, ليس). An operator that cannot be one where it stands is
settled by the parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.errors import QueryFault
from caselaw.domain.searching.questions import MAX_QUERY
from caselaw.search.analysis import exact, tokenize
from caselaw.search.cited_values import is_acronym, is_number
from caselaw.search.field_names import field_called
from caselaw.search.masks import MASKS, MOST_SIGNS, RESERVED, SHORTEST, letters_before, pieces, signs_in
from caselaw.search.plan import MOST_NEAR, WIDEST

Operator = Literal["and", "or", "not"]
SignKind = Literal[
    "word", "pattern", "fuzzy", "phrase", "near", "field", "operator", "within", "minus", "open", "close"
]

OPERATORS: dict[str, Operator] = {
    **dict.fromkeys(("AND", "Y", "ET", "و"), "and"),
    **dict.fromkeys(("OR", "O", "OU", "أو", "او"), "or"),
    **dict.fromkeys(("NOT", "NO", "NON", "SAUF", "ليس"), "not"),
}  # fmt: skip
FORGIVEN = frozenset({"Y", "O", "NO", "NON", "و", "أو", "او", "ليس"})
"""Operators that are also initials or everyday words: where they join nothing they are read as words, not refused."""

SHORTEST_LIKE = 3
"""Letters of a word of which like spellings are looked for."""

_FAMILIES = ('"“”„‟＂', "«»", "‹›")
QUOTES = {sign: family for family in _FAMILIES for sign in family}
"""Each quotation mark with all that may close it."""
TILDES = "~∼～˜"
SPACE = re.compile(r"\s+")
CHUNK = re.compile(rf"[^\s(){''.join(_FAMILIES)}]+")
WITHIN = re.compile(r"(?:w|near)/(\d+)", re.IGNORECASE)
_FIELD = re.compile(r"([^\W\d_]+):")
_NOT_FIELDS = frozenset({"ecli", "http", "https", "urn"})
_DIVISIONS = re.compile(rf"(?:\([0-9A-Za-z]{{1,4}}\)|[^\s(){''.join(_FAMILIES)}])*")  # article:2(1)(b)
_TILDE = re.compile(rf"(.+?)[{TILDES}](\d*)(.*)", re.DOTALL)
_GAP = re.compile(rf"[{TILDES}](\d*)(?!\w)")
_MARKS = re.compile(f"[{MASKS}{TILDES}]")
_NOTHING = re.compile(f"[\ud800-\udfff{RESERVED}]")


@dataclass(frozen=True, slots=True)
class Sign:
    """`text` is what was typed without its quotes; `name` the field before the colon, or the operator meant; `gap` how
    many other words may stand between those that are near each other."""

    kind: SignKind
    text: str
    start: int
    end: int
    name: str = ""
    quoted: bool = False
    gap: int = 0


def signs(text: str) -> list[Sign]:
    """The signs of a query in order. Raises `QueryFault` for one that is too long, a quotation mark that is never
    closed, and a pattern, spelling or distance that is none."""
    if len(text) > MAX_QUERY:
        raise QueryFault("query.long", MAX_QUERY, len(text), limit=MAX_QUERY, length=len(text))
    text = whole(text)
    found: list[Sign] = []
    place = 0
    while place < len(text):
        if space := SPACE.match(text, place):
            place = space.end()
        elif text[place] in "()":
            kind: SignKind = "open" if text[place] == "(" else "close"
            found.append(Sign(kind, text[place], place, place + 1))
            place += 1
        elif text[place] in QUOTES:
            place = _phrase(text, place, found)
        elif is_minus(text, place):
            found.append(Sign("minus", text[place], place, place + 1))
            place += 1
        else:
            place = _chunk(text, place, found)
    return found


def whole(text: str) -> str:
    """The text with a sign that stands for nothing in place of each half character, and of what we use ourselves."""
    return _NOTHING.sub("\ufffd", text)


def is_minus(text: str, place: int) -> bool:
    """A minus that denies what follows: nothing stands directly before it; elsewhere it is a hyphen."""
    if text[place] not in "-−" or not (place == 0 or text[place - 1].isspace() or text[place - 1] == "("):
        return False
    after = text[place + 1 : place + 2]
    return bool(after) and (after.isalnum() or after == "(" or after in QUOTES)


def _phrase(text: str, start: int, found: list[Sign]) -> int:
    inside, end = _quoted(text, start)
    gap = _GAP.match(text, end)
    words = exact(inside)
    if gap and words:
        found.append(_near(inside, start, gap))
    elif words:
        if any(piece.masked and letters_before(piece.text) >= SHORTEST for piece in pieces(inside)):
            raise QueryFault("query.pattern_quoted", start, end, phrase=inside)
        found.append(Sign("phrase", inside, start, end, quoted=True))
    return gap.end() if gap else end


def _near(inside: str, start: int, gap: re.Match[str]) -> Sign:
    """Words in quotation marks with a distance behind them."""
    if not gap[1]:
        raise QueryFault("query.near_distance", start, gap.end(), limit=WIDEST)
    check_gap(int(gap[1]), gap.start(), gap.end())
    words = [checked(piece.text, start, gap.end()) if piece.masked else piece.text for piece in pieces(inside)]
    if not 2 <= len(words) <= MOST_NEAR:
        raise QueryFault("query.near_words", start, gap.end(), count=len(words), limit=MOST_NEAR)
    return Sign("near", " ".join(words), start, gap.end(), gap=int(gap[1]))


def check_gap(gap: int, start: int, end: int) -> None:
    """Raise `QueryFault` for a distance that nothing near has."""
    if gap > WIDEST:
        raise QueryFault("query.near_far", start, end, limit=WIDEST)


def checked(pattern: str, start: int, end: int) -> str:
    """The pattern; raises `QueryFault` for one that would stand for half the dictionary, or has too many signs."""
    if letters_before(pattern) < SHORTEST:
        raise QueryFault("query.pattern_short", start, end, word=pattern, limit=SHORTEST)
    if signs_in(pattern) > MOST_SIGNS:
        raise QueryFault("query.pattern_signs", start, end, limit=MOST_SIGNS, count=signs_in(pattern))
    return pattern


def _quoted(text: str, start: int) -> tuple[str, int]:
    """What stands in quotation marks from `start`, and the place behind them."""
    family = QUOTES[text[start]]
    for place in range(start + 1, len(text)):
        if text[place] in family:
            return " ".join(text[start + 1 : place].split()), place + 1
    raise QueryFault("query.quote_open", start, len(text))


def _chunk(text: str, start: int, found: list[Sign]) -> int:
    """A run without spaces: an operator, a distance, a field with its value, or words."""
    match = CHUNK.match(text, start)
    assert match is not None  # noqa: S101 - spaces, parentheses and quotation marks were taken before
    chunk, end = match.group(), match.end()
    if chunk in OPERATORS and not (chunk == "NO" and _figures_follow(text, end)):
        found.append(Sign("operator", chunk, start, end, OPERATORS[chunk]))
        return end
    if within := WITHIN.fullmatch(chunk):
        check_gap(int(within[1]), start, end)
        found.append(Sign("within", chunk, start, end, gap=int(within[1])))
        return end
    words = tokenize(chunk)
    if not words:
        return end
    first = words[0].start
    name = named(chunk, first)
    if name and (stop := _field(text, start + first, name, end, found)):
        return stop
    if _MARKS.search(chunk):
        _words(chunk, start, found)
    else:
        found.append(Sign("word", chunk[first : words[-1].end], start + first, start + words[-1].end))
    return end


def named(chunk: str, first: int) -> str | None:
    """The name before a colon that begins a field, as typed."""
    field = _FIELD.match(chunk, first)
    return field[1] if field and field[1].casefold() not in _NOT_FIELDS else None


def _field(text: str, start: int, name: str, end: int, found: list[Sign]) -> int | None:
    """The place behind a field and its value; None where it is a word with a colon behind it. A name that is directly
    before a parenthesis opens a group of its values."""
    begin = start + len(name) + 1
    value, quoted = text[begin:end], False
    known = field_called(name) is not None
    if not value and text[end : end + 1] in QUOTES and end < len(text):
        value, end = _quoted(text, end)
        quoted = True
    elif not value and known and text[end : end + 1] == "(":
        found.append(Sign("open", text[end], end, end + 1, name))
        return end + 1
    elif value and known:
        end = _end_of_value(text, begin, name)
        value = " ".join(text[begin:end].split())
    if not exact(value) and not (value and known):
        return None
    found.append(Sign("field", value, start, end, name, quoted))
    return end


def _end_of_value(text: str, begin: int, name: str) -> int:
    """The place behind a value without quotation marks; the acronym behind an article's number belongs to it."""
    match = _DIVISIONS.match(text, begin)
    end = match.end() if match else begin
    if field_called(name) == "article" and is_number(text[begin:end]):
        space = SPACE.match(text, end)
        behind = CHUNK.match(text, space.end()) if space else None
        if behind and is_acronym(behind.group()):
            return behind.end()
    return end


def _words(chunk: str, start: int, found: list[Sign]) -> None:
    """The words of a run: one sign, unless some of them are patterns."""
    tilde = _TILDE.fullmatch(chunk)
    tilde = None if tilde and tokenize(tilde[3]) else tilde
    parts = pieces(tilde[1] if tilde else chunk, whole=tilde is None)
    spelled = tilde is not None and bool(parts)
    if not spelled:
        parts = pieces(chunk)
    if not parts:
        return
    if not spelled and not any(part.masked for part in parts):
        first, last = parts[0], parts[-1]
        found.append(Sign("word", chunk[first.start : last.end], start + first.start, start + last.end))
        return
    made = [
        Sign("pattern" if part.masked else "word", part.text, start + part.start, start + part.end) for part in parts
    ]
    for sign in made:
        if sign.kind == "pattern":
            checked(sign.text, sign.start, sign.end)
    if tilde and spelled:
        made[-1] = _spelled(made[-1], tilde, start + len(chunk))
    together = len(made) > 1
    found += [Sign("open", "(", made[0].start, made[0].start)] if together else []
    found += made
    found += [Sign("close", ")", made[-1].end, made[-1].end)] if together else []


def _spelled(sign: Sign, tilde: re.Match[str], end: int) -> Sign:
    """A word with a tilde behind it; raises `QueryFault` for what has no like spellings."""
    if sign.kind == "pattern":
        raise QueryFault("query.fuzzy_pattern", sign.start, end, word=sign.text)
    if tilde[2]:
        raise QueryFault("query.fuzzy_number", sign.start, end, word=sign.text)
    if len("".join(exact(sign.text))) < SHORTEST_LIKE:
        raise QueryFault("query.fuzzy_short", sign.start, end, word=sign.text, limit=SHORTEST_LIKE)
    return Sign("fuzzy", sign.text, sign.start, end)


def _figures_follow(text: str, place: int) -> bool:
    """CASE NO 11.603: here NO is a number's abbreviation."""
    rest = text[place:].lstrip()
    return bool(rest) and rest[0].isdecimal()
