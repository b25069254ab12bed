"""How what a text cites is written in an index and in a query: articles of instruments, and decisions by any number.

An article is known as `ICESCR/11(1)`, by the id of its instrument in `mappings/instruments.csv`; whoever asks for
`ICESCR/11`, or for `ICESCR` alone, finds it too. A decision is known by the key that its citation shares with the
document it means (`caselaw.domain.citing.citation.Reading.key`), and by its number as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from caselaw.domain.citing.citation import ARTICLE, Reading
from caselaw.domain.text import fold

_DIVISION = re.compile(r"\.([0-9]{1,3}|[a-z])(?![0-9a-z])")  # 8.1 is what others write 8(1)
_LETTER_BEHIND = re.compile(r"(?<=[0-9])-(?=[a-z]$)")


def article(instrument: str, number: str = "") -> str:
    """An article as it is indexed and looked for: `ICESCR/11(1)`; without a number the instrument alone."""
    if not number:
        return instrument
    plain = _LETTER_BEHIND.sub("", "".join(fold(number).split()))
    first, *_ = plain.split("(", 1)
    if not re.match(r"[lrd]\.?[0-9]", first):  # L. 411-1 of a French code is the number of one article
        plain = _DIVISION.sub(r"(\1)", plain)
    return f"{instrument}/{plain}"


def articles(readings: Sequence[Reading], court: str | None) -> tuple[str, ...]:
    """What a citation of an article is found by: the article, the one it is a part of, and the instrument.

    "The Convention" is that of the court that says so; where nobody says which instrument is meant, nothing is known.
    """
    named = [one for one in readings if one.scheme == ARTICLE and " " in one.value]
    meant = named if len(named) == 1 else [one for one in named if court and one.authority == court]
    found: dict[str, None] = {}
    for reading in meant:
        instrument, number = reading.value.split(" ", 1)
        whole = article(instrument, number)
        found |= dict.fromkeys((whole, whole.split("(", 1)[0], instrument))
    return tuple(found)


def decisions(reading: Reading) -> tuple[str, ...]:
    """What a decision or comment is found by that a text cites: its key where it has one, and its number as it stands,
    folded; nothing for an article."""
    if reading.scheme == ARTICLE:
        return ()
    return tuple(filter(None, (reading.key, keyword(reading.value))))


def keyword(value: str) -> str:
    """The form in which an identifier is indexed and looked for: folded, with single spaces."""
    return " ".join(fold(value).split())
