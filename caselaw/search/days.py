"""The days that a date of a query can mean: `2004`, `2004-03`, `2004-03-03`, `2004-03..2010`, `2004..`, `..2010-06`.

ISO 8601 alone, in figures of any script: 03/04/2004 is one day in Madrid and another in New York.
"""

from __future__ import annotations

import re

from caselaw.domain.dates import PartialDate
from caselaw.domain.text import fold

FIRST, LAST = 15000101, 21001231
"""What an end that is left open means."""
_RANGE = re.compile(r"([0-9-]*)(\.{2,3}|…)([0-9-]*)")


def span(text: str) -> tuple[int, int] | None:
    """The first and last day, both yyyymmdd; None for what is no date, or ends before it begins."""
    plain = fold(text).replace("−", "-").replace("‐", "-").strip()
    match = _RANGE.fullmatch(plain)
    if match is None:
        day = _date(plain)
        return (day.first, day.last) if day else None
    first, last = _date(match[1]), _date(match[3])
    if (match[1] and not first) or (match[3] and not last) or not (first or last):
        return None
    ends = first.first if first else FIRST, last.last if last else LAST
    return ends if ends[0] <= ends[1] else None


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
