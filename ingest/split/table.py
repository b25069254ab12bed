"""Cut at a table of cases: a row for each case, or a table of contents whose entries are found again in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.splitting.parts import Bid, Reason
from caselaw.domain.text import fold
from ingest.split.cutting import Start, cut_at
from ingest.split.outline import Item, Outline, country_alone, country_in, is_back, is_front
from ingest.split.port import rounded
from ingest.split.words import CASE_WORDS, CASES_WORDS, ROLE_OF, SECTION_WORDS

_CELL = " | "
_LEAST = 3
_ENTRY = re.compile(r"(?P<title>\S.*?)(?:[\s.…·_]*(?:[.…·_]\s?){2,}|\s+)(?P<page>\d{1,4})(?=\s|$)")
_KEY = 40  # folded letters by which an entry is found again
_NEAR = 200  # paragraphs behind the case before in which a heading that ran in is looked for
_HEAD_ROLES = 2  # columns whose heads are fields of a case


@dataclass(frozen=True)
class Entry:
    """A line of a table of contents."""

    at: int
    title: str
    folded: str
    page: int


class _Table:
    name: Literal["table"] = "table"

    def __call__(self, report: Outline) -> Bid | None:
        """The better of rows and contents."""
        bids = [bid for bid in (_rows(report), _contents(report)) if bid is not None]
        return max(bids, key=lambda bid: bid.score, default=None)


table = _Table()


def _rows(report: Outline) -> Bid | None:
    """A table whose columns are headed by fields of a case."""
    starts: list[Start] = []
    heads: set[int] = set()
    shown: Sequence[str] = ()
    roles: list[str | None] = []
    for item in report.items:
        if item.paragraph.kind != "table" or _CELL not in item.text:
            roles = roles if item.is_line or country_alone(item.folded) else []
            continue
        cells = item.text.split(_CELL)
        found = [ROLE_OF.get(fold(cell).strip(" .:*")) for cell in cells]
        if sum(role is not None for role in found) >= max(_HEAD_ROLES, len(cells) // 2):
            roles, shown = found, shown or cells
            heads.add(item.at)
        elif roles and len(cells) >= 2:
            starts.append(_row(report, item, cells, roles))
    if len(starts) < _LEAST:
        return None
    last = starts[-1].at + 1
    share = len(starts) / len(report.items)
    score = 0.5 + 0.25 * share + 0.13 * min(1.0, len(starts) / 10)
    reason = Reason("split.reason.rows", {"count": len(starts), "columns": ", ".join(shown)[:120]})
    return Bid("table", rounded(score), cut_at(report, starts, breaks=heads, end=last), (reason,))


def _row(report: Outline, item: Item, cells: Sequence[str], roles: Sequence[str | None]) -> Start:
    values: dict[str, str] = {}
    for role, cell in zip(roles, cells, strict=False):
        if role is not None and not cell.strip(" .").isdecimal():
            values.setdefault(role, cell.strip())
    if "title" in values:
        title = values["title"]
    else:
        named = [values[role] for role in ("company", "country") if role in values]
        title = " — ".join(named) or next((cell for cell in cells if not cell.strip(" .").isdecimal()), item.text)
    country = country_in(fold(values["country"])) if "country" in values else None
    return Start(item.at, title, country or report.country_before(item.at))


def _contents(report: Outline) -> Bid | None:
    """The entries of a table of contents that are cases, each at its heading in the text."""
    entries = list(_entries(report))
    if len(entries) < _LEAST:
        return None
    cases, sure = _cases(entries)
    if len(cases) < _LEAST:
        return None
    places = _found_again(report, entries)
    starts = [Start(places[entry.at, entry.title], entry.title) for entry in cases if (entry.at, entry.title) in places]
    if len(starts) < _LEAST:
        return None
    others = {places[entry.at, entry.title] for entry in entries if (entry.at, entry.title) in places}
    breaks = {at for at in others if at < starts[-1].at} - {start.at for start in starts}
    ends = [at for at in sorted(others) if at > starts[-1].at]
    share = len(starts) / len(cases)
    evidence = 1.0 if sure else sum(country_in(entry.folded) is not None for entry in cases) / len(cases)
    score = 0.1 + 0.3 * share + 0.35 * evidence + 0.1 * min(1.0, len(starts) / 10)
    reasons = (Reason("split.reason.contents", {"count": len(cases), "found": len(starts)}),)
    parts = cut_at(report, starts, breaks=breaks, end=ends[0] if ends else None)
    return Bid("table", rounded(score), parts, reasons)


def _entries(report: Outline) -> Iterator[Entry]:
    """The entries in the order they stand; several may have run together in one paragraph."""
    for item in report.items:
        if item.at in report.contents:
            for match in _ENTRY.finditer(item.text):
                title = match.group("title").strip(" .…·_")
                folded = fold(title)
                if folded.strip("0123456789 .:"):
                    yield Entry(item.at, title, folded, int(match.group("page")))


def _cases(entries: Sequence[Entry]) -> tuple[list[Entry], bool]:
    """The entries that are cases, and whether the contents say so: those under "Cases", those that begin with the word
    for one; else all that open, close or divide nothing."""
    worded = [entry for entry in entries if _first_word(entry.folded) in CASE_WORDS and entry.folded not in CASES_WORDS]
    if len(worded) >= _LEAST:
        return worded, True
    under: list[Entry] = []
    inside = False
    for entry in entries:
        line = re.sub(r"^[\divxlc]{1,5}[.)]?\s+", "", entry.folded).strip(" .:")
        if line in CASES_WORDS:
            inside = True
        elif is_front(entry.folded) or is_back(entry.folded):
            inside = False
        elif inside and country_alone(entry.folded) is None:
            under.append(entry)
    if len(under) >= _LEAST:
        return under, True
    plain = [entry for entry in entries if not _divides(entry.folded)]
    return plain, False


def _divides(folded: str) -> bool:
    line = folded.strip(" .:")
    return is_front(line) or is_back(line) or line in SECTION_WORDS or country_alone(line) is not None


def _first_word(folded: str) -> str:
    return folded.split(" ", 1)[0].strip(".:")


def _found_again(report: Outline, entries: Sequence[Entry]) -> dict[tuple[int, str], int]:
    """Where each entry stands in the text behind the contents, in their order; on its page where it stands twice."""
    last = max(entry.at for entry in entries)
    lines: dict[str, list[Item]] = defaultdict(list)
    for item in report.items[last + 1 :]:
        lines[_key(item.folded)].append(item)
        if item.number:
            lines[_key(f"{fold(item.number)}. {item.folded}")].append(item)
    found: dict[tuple[int, str], int] = {}
    at = last
    for entry in entries:
        places = [item for item in lines.get(_key(entry.folded), ()) if item.at > at]
        places = places or [item for key, group in _starting(lines, entry) for item in group if item.at > at]
        places = places or _run_in(report, entry, at)
        if places:
            best = min(places, key=lambda item: (abs((item.paragraph.page or entry.page) - entry.page), item.at))
            found[entry.at, entry.title] = at = best.at
    return found


def _run_in(report: Outline, entry: Entry, at: int) -> list[Item]:
    """The paragraph behind one that ends with the entry, where a heading ran into the paragraph before it; a line that
    ends so is the heading itself, run into one above."""
    for item in report.items[at + 1 : at + 1 + _NEAR]:
        if item.folded.endswith(f" {entry.folded}"):
            return [item] if item.is_line else list(report.items[item.at + 1 : item.at + 2])
    return []


def _starting(lines: dict[str, list[Item]], entry: Entry) -> list[tuple[str, list[Item]]]:
    """Lines that begin with the entry, where heading and text ran together, or that are its beginning."""
    key = _key(entry.folded)
    if len(key) < 12:
        return []
    return [
        (line, group)
        for line, group in lines.items()
        if line.startswith(key) or (len(line) >= 20 and key.startswith(line))
    ]


def _key(folded: str) -> str:
    return re.sub(r"[\W_]+", " ", folded).strip()[:_KEY]
