"""Where dates stand in a document, each with the words around it that tell what happened on that day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caselaw.domain.dates import PartialDate
from ingest.parse.dates.in_text import FoundDate, find_dates
from ingest.parse.zones import Passage, Zones

NEAR = 70  # letters before a date whose words speak of it
_HEAD_LENGTH = 2000
_TAIL_LENGTH = 600
_CELL = " | "
# Lines anywhere in a document that say when and where it was done: with these words they begin …
_FORMULA = re.compile(
    r"(?:Done|Given) (?:at|in|on)|Hech[oa] en|Fait à|Dated?\b|Date of Judgment|وحرر|حرر|Sala das Sess|Bras[íi]lia",
    re.IGNORECASE,
)
# … or hold them.
_HELD = ("Data do Julgamento", "DATA DO JULGAMENTO", "Data do julgamento", "data do julgamento", "(DF),")


@dataclass(frozen=True)
class Sighting:
    """A date in its passage: `value` in the Gregorian calendar (converted where `date.hijri` stands), the folded words
    `before` it (those above where it begins a short line) and `after` it, `share` of the passage that it takes."""

    passage: Passage
    date: FoundDate
    value: PartialDate
    before: str
    after: str
    share: float
    tail: bool


def sightings(zones: Zones) -> Iterator[Sighting]:
    """Every date of head and tail, in reading order of each."""
    month_first = zones.language == "en" and "united states" in zones.head_folded
    for passage in zones.head:
        folded = passage.folded[:_HEAD_LENGTH]
        for date in find_dates(folded, month_first=month_first):
            if value := _gregorian(date):
                share = (date.end - date.start) / max(len(passage.folded), 1)
                yield Sighting(passage, date, value, _before(zones, passage, date), folded[date.end :], share, False)
    for passage in _closing(zones):
        folded = passage.folded[-_TAIL_LENGTH:]
        for date in find_dates(folded, month_first=month_first):
            if value := _gregorian(date):
                share = (date.end - date.start) / max(len(folded), 1)
                before = folded[max(0, date.start - 160) : date.start]
                yield Sighting(passage, date, value, before, folded[date.end :], share, True)


def _gregorian(date: FoundDate) -> PartialDate | None:
    return date.hijri.gregorian() if date.hijri else date.value


def _closing(zones: Zones) -> Sequence[Passage]:
    """The tail, and formulas of place and date wherever they stand: some texts print the judgment first and the
    reasons after it."""
    known = {passage.place for passage in zones.tail} | {passage.place for passage in zones.head}
    formulas = [p for p in zones.body if p.place not in known and _is_formula(p.text)]
    return (*formulas[:6], *zones.tail)


def _is_formula(text: str) -> bool:
    if len(text) > 4000:
        return False
    end = text[-400:]
    return _FORMULA.match(end) is not None or any(words in end for words in _HELD)


def _before(zones: Zones, passage: Passage, date: FoundDate) -> str:
    """What stands before a date: in its paragraph, or, where it begins a short one, in the short lines above; in a
    table, the cell above it."""
    before = passage.folded[max(0, date.start - NEAR - 40) : date.start]
    place = passage.place
    if passage.paragraph.kind == "table" and place and (above := _cell_above(zones.body[place - 1], passage, date)):
        return f"{above} {before.rpartition(_CELL.strip())[2]}"
    while len(before) < NEAR + 40 and place and len(zones.body[place - 1].text) < 120 and len(passage.text) < 120:
        place -= 1
        before = f"{zones.body[place].folded} {before}"
    return before


def _cell_above(above: Passage, passage: Passage, date: FoundDate) -> str | None:
    """The cell over the one that the date stands in, where both rows have as many cells."""
    cells = above.folded.split(_CELL)
    if above.paragraph.kind != "table" or len(cells) < 2 or len(cells) != len(passage.folded.split(_CELL)):
        return None
    return cells[passage.folded[: date.start].count(_CELL)]
