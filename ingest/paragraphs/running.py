"""Running heads and feet, page numbers and footnotes: set apart from the body of a paged document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.draft import Line

_EDGE = 3  # lines from the head or foot of a page that may be running
_HEAD, _FOOT = 0.14, 0.84  # of the page's height
_DIGITS = re.compile(r"[\d\u0660-\u0669\u06f0-\u06f9]+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\[( ]*(?:page|página|pagina|pág\.?|p\.|صفحة|fls?\.)?\s*[\d\u0660-\u0669\u06f0-\u06f9]{1,4}"
    r"(?:\s*(?:/|of|de|sur|من)\s*\d{1,4})?[-–—|\]). ]*",
    re.IGNORECASE,
)
_ROMAN_PAGE = re.compile(r"[-– ]*[ivxlc]{1,6}[-– ]*")
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})(?![\d,;:/(–-]|\.\d)|([*†‡]{1,3}))[ .)]*(?=\S)")
_DOTTED = re.compile(r"\d{1,3}[.)]")
_SMALLER = 0.93


def separate(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The body, and the footnotes; running lines and page numbers are dropped. Lines without pages are all body."""
    if not lines or lines[0].page is None:
        return [line for line in lines if line.kind != "footnote"], [line for line in lines if line.kind == "footnote"]
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    running = _running(pages)
    body_size = usual_size(lines)
    body: list[Line] = []
    notes: list[Line] = []
    for page in pages:
        kept = _without_running(page, running)
        start = _first_note(kept, body_size)
        goes_on = _rest_of_note(kept, start, body_size) if notes else start
        if goes_on < start:
            rest = " ".join(line.text for line in kept[goes_on:start])
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {rest}")
        body += kept[:goes_on]
        notes += _joined_notes(kept[start:])
    return body, notes


def _mask(text: str) -> str:
    return _DIGITS.sub("#", text).casefold().replace(" ", "")


def _edges(page: Sequence[Line]) -> Iterable[int]:
    """Positions of the lines at the head and at the foot of a page."""
    has_places = any(line.top for line in page)
    for at, line in enumerate(page):
        near = at < _EDGE or at >= len(page) - _EDGE
        if near and (not has_places or line.top < _HEAD or line.top > _FOOT):
            yield at


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Masked lines that stand at the edge of many pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_mask(page[at].text) for at in _edges(page)})
    least = max(3, round(len(pages) * 0.3)) if len(pages) < 60 else 12
    return frozenset(mask for mask, count in seen.items() if count >= least and len(mask) < 160)


def _without_running(page: list[Line], running: frozenset[str]) -> list[Line]:
    edges = set(_edges(page))
    kept: list[Line] = []
    dropped = False
    for at, line in enumerate(page):
        alone = _PAGE_NUMBER.fullmatch(line.text) or _ROMAN_PAGE.fullmatch(line.text)
        if at in edges and ((_mask(line.text) in running and not _starts_numbered(line)) or alone):
            dropped = True
            continue
        kept.append(line)
    return [replace(kept[0], apart=True), *kept[1:]] if kept and dropped else kept


_STARTS_NUMBERED = re.compile(r"\d{1,4}[.)]\s+\S.{40}")


def _starts_numbered(line: Line) -> bool:
    """A paragraph that begins at the head of many pages is no running head."""
    return bool(_STARTS_NUMBERED.match(line.text))


def usual_size(lines: Iterable[Line]) -> float:
    """The size most letters are printed in."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _first_note(page: Sequence[Line], body_size: float) -> int:
    """Where the footnotes of a page begin: the last stretch of smaller lines, from one that begins with a mark."""
    start = at = len(page)
    while at > 0 and is_small_print(page[at - 1], body_size):
        at -= 1
        if _NOTE.match(page[at].text) and (not _DOTTED.match(page[at].text) or _is_called(page, at)):
            start = at
    return start if start > 0 or len(page) == 0 else len(page)


def is_small_print(line: Line, body_size: float) -> bool:
    """Footnotes and quotations are set so."""
    return 0 < line.size < body_size * _SMALLER


def _is_called(page: Sequence[Line], at: int) -> bool:
    """A "3." in small print begins a note where the text above calls for one; else it is a quoted list."""
    mark = re.match(r"\d+", page[at].text)
    return mark is not None and any(f"[{mark.group()}]" in line.text for line in page[:at])


def _rest_of_note(page: Sequence[Line], start: int, body_size: float) -> int:
    """Where the rest of the last page's note begins: small print that runs into the first note without white space,
    which a quotation would not do."""
    at = start
    while 0 < at < len(page) and not page[at].apart and is_small_print(page[at - 1], body_size):
        at -= 1
    return at if 0 < at < start and page[at].apart and not is_small_print(page[at - 1], body_size) else start


def _joined_notes(lines: Sequence[Line]) -> list[Line]:
    """One line for each note, its mark printed first."""
    notes: list[Line] = []
    for line in lines:
        if notes and not _begins_note(notes[-1], line):
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {line.text}")
        else:
            notes.append(replace(line, kind="footnote", whole=True))
    return notes


def _begins_note(previous: Line, line: Line) -> bool:
    """A mark that follows the last one: a year or an article number at the head of a line is none."""
    mark, before = _NOTE.match(line.text), _NOTE.match(previous.text)
    if not mark or not before:
        return bool(mark)
    number, last = (next((g for g in m.groups() if g), "") for m in (mark, before))
    if number.isdigit() and last.isdigit():
        return 1 <= int(number) - int(last) <= 2
    return not number.isdigit()
