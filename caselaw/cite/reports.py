"""Series of law reports by their abbreviations: those cited by a year in brackets, and the American ones by volume.

The list is `mappings/reporters.csv`; a series is added there, in one line, and nowhere else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

import mappings


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    return tuple(csv.DictReader(mappings.open_text("reporters.csv").splitlines()))


@cache
def _by_letters(brackets: str) -> Mapping[str, str]:
    return {_letters(row["name"]): row["name"] for row in _rows() if row["brackets"] == brackets}


def _letters(printed: str) -> str:
    return re.sub(r"[ .']", "", printed).upper()


def bracketed(printed: str) -> str | None:
    """The series of a bracketed year in the form we keep ("WLR" for "W.L.R."), None where it is none."""
    return _by_letters("yes").get(_letters(printed))


def american(printed: str) -> str:
    """The American reporter in the form we keep; `KeyError` for what `american_names` does not match."""
    return _by_letters("no")[_letters(printed)]


def american_names() -> str:
    """A pattern of all American reporters, with or without the spaces between their parts: U. S., U.S."""
    names = sorted(_by_letters("no").values(), key=len, reverse=True)
    parts = (re.findall(r"[A-Za-z']+\.?|[0-9](?:d|th)", name) for name in names)
    return "|".join(" ?".join(re.escape(part) for part in one) for one in parts)
