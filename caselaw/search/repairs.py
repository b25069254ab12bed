"""What can be done about a query that cannot be read: a small change at the place of the fault, and another where that
uncovers another fault, until the whole can be read. Where no small change does, the words alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from caselaw.domain.errors import QueryFault
from caselaw.domain.searching.questions import MAX_QUERY
from caselaw.domain.text import fold
from caselaw.search.analysis import tokenize
from caselaw.search.cited import keyword
from caselaw.search.cited_values import parted
from caselaw.search.days import span
from caselaw.search.field_names import all_names, field_called
from caselaw.search.fields import known_values
from caselaw.search.lexing import FORGIVEN, OPERATORS, QUOTES, TILDES
from caselaw.search.masks import MASKS, MOST_SIGNS, SHORTEST, letters_before, pieces, signs_in
from caselaw.search.plan import MOST_NEAR, WIDEST

_STEPS = 12  # small changes that are tried one after the other
_WORDS = 12  # words that are kept where nothing else helps
_EXTENDED = 8  # words behind a value that may belong to its name
_LIKE = 0.75
_CLOSING = {"«": "»", "‹": "›", "“": "”", "„": "“"}
_SIGNS = re.compile(f"[{MASKS}]")
_SPACES = re.compile(r" (?=\))|(?<=\() ")
_TILDE = re.compile(rf"[{TILDES}]\d*")
_SPAN = re.compile(r"(.+?)(?:\.{1,4}|…|–|—| - | to | a | à | إلى |-(?=\d{4}))(.+)")
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


def repaired(text: str, fault: QueryFault, read: Callable[[str], object]) -> str | None:
    """A query near to `text`, which has this fault, that `read` can read; None where it holds no word."""
    tried = text[: 2 * MAX_QUERY]
    for _ in range(_STEPS):
        change = _CHANGES.get(fault.code)
        changed = change(tried, fault) if change else tried
        changed = _SPACES.sub("", " ".join(changed.split()))
        if changed == tried or not tokenize(changed):
            break
        try:
            read(changed)
        except QueryFault as next_fault:
            tried, fault = changed, next_fault
        else:
            return changed
    return _words_alone(text)


def _words_alone(text: str) -> str | None:
    words = [text[word.start : word.end] for word in tokenize(text[:MAX_QUERY])]
    kept = [word.lower() if word in FORGIVEN else word for word in words if word in FORGIVEN or word not in OPERATORS]
    return " ".join(kept[:_WORDS]) or None


def _instead(text: str, fault: QueryFault, replacement: str) -> str:
    """The text with something else at the place of the fault."""
    return f"{text[: fault.start]}{replacement}{text[fault.end :]}"


def _without(text: str, fault: QueryFault) -> str:
    return _instead(text, fault, " ")


def _place(text: str, fault: QueryFault) -> str:
    return text[fault.start : fault.end]


def _shortened(text: str, _fault: QueryFault) -> str:
    cut = text[:MAX_QUERY].strip()
    return cut.rpartition(" ")[0] or cut


def _closed(text: str, _fault: QueryFault) -> str:
    return f"{text} )" if text.rstrip().endswith("*") else f"{text})"


def _quote_closed(text: str, fault: QueryFault) -> str:
    opening = text[fault.start]
    return f"{text.rstrip()}{_CLOSING.get(opening, opening if opening in QUOTES else '')}"


def _unmasked(text: str, fault: QueryFault) -> str:
    """Without the signs of patterns that are too short."""
    place = _place(text, fault)
    for piece in reversed(pieces(place)):
        if piece.masked and letters_before(piece.text) < SHORTEST:
            place = place[: piece.start] + _SIGNS.sub("", place[piece.start : piece.end]) + place[piece.end :]
    return _instead(text, fault, place)


def _begun(text: str, fault: QueryFault) -> str:
    """Of a pattern with too many signs what stands before the first of them, with any end."""
    place = _place(text, fault)
    for piece in reversed(pieces(place)):
        if piece.masked and signs_in(piece.text) > MOST_SIGNS:
            place = f"{place[: piece.start]}{piece.text[: letters_before(piece.text)]}*{place[piece.end :]}"
    return _instead(text, fault, place)


def _near_instead(text: str, fault: QueryFault) -> str:
    """A phrase with a pattern in it is those words directly side by side."""
    place = _place(text, fault)
    found = pieces(place)
    if len(found) == 1:
        return _instead(text, fault, found[0].text)
    return _instead(text, fault, f"{place}~0" if len(found) <= MOST_NEAR else _SIGNS.sub("", place))


def _with_distance(text: str, fault: QueryFault) -> str:
    return _instead(text, fault, f"{_place(text, fault).rstrip(TILDES)}~5")


def _nearer(text: str, fault: QueryFault) -> str:
    return _instead(text, fault, re.sub(r"\d+", str(WIDEST), _place(text, fault)))


def _counted(text: str, fault: QueryFault) -> str:
    """One word alone is an exact word; more than can be near each other are asked of one paragraph."""
    place = _place(text, fault)
    found = pieces(_TILDE.sub("", place))
    if fault.params.get("count") == 1:
        return _instead(text, fault, found[0].text if found[0].masked else f'"{found[0].text}"')
    if place[:1] not in QUOTES:
        return _all_wanted(text, fault)
    words = " ".join(piece.text if piece.masked else f'"{piece.text}"' for piece in found)
    return _instead(text, fault, f"(in:paragraph {words})")


def _all_wanted(text: str, fault: QueryFault) -> str:
    return _instead(text, fault, re.sub(r"(?i)(?<!\S)(?:w|near)/\d+", "AND", _place(text, fault)))


def _same_distance(text: str, fault: QueryFault) -> str:
    return _instead(text, fault, f"w/{fault.params['gap']}")


def _words_near(text: str, fault: QueryFault) -> str:
    """A phrase near a word is all of the words near each other."""
    gap = re.search(r"\d+", str(fault.params["operator"]))
    place = re.sub(r"(?i)(?<!\S)(?:w|near)/\d+", " ", _place(text, fault))
    if re.search(r"[()]", place):
        return _all_wanted(text, fault)
    words = " ".join(piece.text for piece in pieces(place))
    return _instead(text, fault, f'"{words}"~{gap.group() if gap else 0}')


def _as_typed(text: str, fault: QueryFault) -> str:
    """Without the tilde, or with the tilde alone."""
    kept = "~" if fault.code == "query.fuzzy_number" else ""
    return _instead(text, fault, _TILDE.sub(kept, _place(text, fault)))


def _field_guessed(text: str, fault: QueryFault) -> str:
    like = get_close_matches(fold(_place(text, fault)), sorted(all_names()), 1, _LIKE)
    if like:
        return _instead(text, fault, like[0])
    return f"{text[: fault.end]} {text[fault.end + 1 :]}"


def _value_guessed(text: str, fault: QueryFault) -> str:
    """The value with the words behind it, where all of them are a name; else the likest name; else its words."""
    field = field_called(str(fault.params["field"])) or ""
    if field == "article" and (article := parted(str(fault.params["value"]))):
        return _instead(text, fault, f'"{article}"')
    known = known_values(field)
    for end in _ends_behind(text, fault):
        name = text[fault.start : end]
        if keyword(name) in known:
            return f'{text[: fault.start]}"{name}"{text[end:]}'
    like = get_close_matches(keyword(str(fault.params["value"])), list(known), 1, _LIKE)
    if like:
        return _instead(text, fault, f'"{like[0]}"' if " " in like[0] else like[0])
    return _value_alone(text, fault)


def _ends_behind(text: str, fault: QueryFault) -> list[int]:
    """Where the words behind a value end, the farthest first."""
    return [word.end() for word in re.finditer(r"[^\s()]+", text[: fault.end + 200]) if word.end() > fault.end][
        :_EXTENDED
    ][::-1]


def _value_alone(text: str, fault: QueryFault) -> str:
    """The value without the name of its field; where it is one of several, the others."""
    named = f"{fault.params['field']}:"
    if not text[: fault.start].endswith(named):
        return _without(text, fault)
    kept = fault.start if tokenize(_place(text, fault)) else fault.end
    return f"{text[: fault.start - len(named)]} {text[kept:]}"


def _date_guessed(text: str, fault: QueryFault) -> str:
    """A date with other marks between, or without its noughts; days that end before they begin, turned round."""
    value = fold(_place(text, fault)).strip('"«»‹› ')
    ends = _SPAN.fullmatch(value)
    days = [_day(part) for part in (ends.groups() if ends else (value,))]
    for form in ("..".join(days), "..".join(reversed(days)), "..".join(day[:4] for day in days)):
        if all(days) and span(form):
            year = field_called(str(fault.params["field"])) == "year"
            return _instead(text, fault, "..".join(part[:4] for part in form.split("..")) if year else form)
    return _value_alone(text, fault)


def _day(text: str) -> str:
    """The longest date that begins so."""
    match = _DAY.match(text.strip())
    parts = [part for part in match.groups() if part] if match else []
    while parts:
        day = "-".join((parts[0], *(f"{int(part):02d}" for part in parts[1:])))
        if span(day):
            return day
        parts.pop()
    return ""


def _outside(text: str, fault: QueryFault) -> str:
    """A field that speaks of the document, as one more thing that is wanted."""
    before = re.sub(r"(?:(?<=\s)(?:OR|AND|O|OU|Y|ET|أو|و|NOT)\s+)?-?$", " ", text[: fault.start])
    after = text[fault.end :]
    if before.rstrip().endswith("("):
        after = re.sub(r"^\s*(?:OR|AND|O|OU|Y|ET|أو|و)\s", " ", after)
    return f"{before}{after} {_place(text, fault)}"


_CHANGES: Mapping[str, Callable[[str, QueryFault], str]] = {
    "query.long": _shortened,
    "query.parenthesis_open": _closed,
    "query.parenthesis_close": _without,
    "query.parenthesis_empty": _without,
    "query.quote_open": _quote_closed,
    "query.operator_alone": _without,
    "query.pattern_short": _unmasked,
    "query.pattern_signs": _begun,
    "query.pattern_quoted": _near_instead,
    "query.near_distance": _with_distance,
    "query.near_far": _nearer,
    "query.near_words": _counted,
    "query.near_unit": _without,
    "query.near_mixed": _same_distance,
    "query.near_phrase": _words_near,
    "query.near_many": _all_wanted,
    "query.fuzzy_pattern": _as_typed,
    "query.fuzzy_number": _as_typed,
    "query.fuzzy_short": _as_typed,
    "query.value_sign": _as_typed,
    "query.field_unknown": _field_guessed,
    "query.value_unknown": _value_guessed,
    "query.date_unknown": _date_guessed,
    "query.year_unknown": _date_guessed,
    "query.mixed": _outside,
    "query.number_denied": _without,
}
