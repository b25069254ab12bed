"""How a body numbers its cases, said as people say it: `T-{n}/{yy}`, `E/C.12/{n}/D/{n}/{yyyy}`, `Case No. {n}`.

Whoever adds a court writes such a form, not a regular expression: it can be read by everybody, and no form, however
written, makes a search through a text slow.
"""

from __future__ import annotations

import re
from functools import lru_cache

from caselaw.domain.text import fold

_YEAR = r"(?:19|20)[0-9]{2}"
_PARTS = {
    "n": r"[0-9]{1,7}(?:[.,][0-9]{3}(?![0-9])){0,2}",  # Brazil marks thousands: 1.657.156
    "yy": r"[0-9]{2}",
    "yyyy": _YEAR,
    "year": rf"(?:{_YEAR}|[0-9]{{2}})",
    "a": r"[^\W\d_]{1,6}",
    "no": r"(?:n(?:umber|umero|um|ro|os?)?\.? ?[°ºo]?|رقم|عدد)",
}
PARTS = tuple(_PARTS)
"""What may stand in braces: a number, a year of two or four figures, of four, of either, letters, "No." as it is said
in any language."""

_PART = re.compile(r"\{([^{}]*)\}")
_FIGURES = frozenset({"n", "yy", "yyyy", "year"})
_LONGEST = 300


def number_pattern(forms: str) -> re.Pattern[str]:
    """What finds a number written in one of these `forms` (parted by "|") in a text folded by `fold`.

    `ValueError` for a form without a number, with an unknown part, or with two parts that touch.
    """
    return _compiled(forms)


@lru_cache(maxsize=1024)
def _compiled(forms: str) -> re.Pattern[str]:
    if len(forms) > _LONGEST:
        raise ValueError("too long")
    longest_first = sorted((form.strip() for form in forms.split("|")), key=len, reverse=True)
    return re.compile(r"(?<![\w/])(?:" + "|".join(map(_one, longest_first)) + r")(?![\w/])")


def _one(form: str) -> str:
    pieces = _PART.split(form)  # literal, part, literal, part … literal
    literals, parts = pieces[::2], pieces[1::2]
    if not _FIGURES & set(parts) or set(parts) - set(PARTS):
        raise ValueError(form)
    if "" in literals[1:-1] or any(mark in literal for literal in literals for mark in "{}"):
        raise ValueError(form)
    found = _literal(literals[0])
    for part, literal in zip(parts, literals[1:], strict=True):
        found += _PARTS[part] + _literal(literal)
    return found


def _literal(text: str) -> str:
    """The letters as they stand; a space may be any space, or be missing beside a mark."""
    return r"\s{0,2}".join(re.escape(fold(word)) if word.strip() else "" for word in re.split(r"\s+", text))
