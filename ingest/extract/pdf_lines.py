"""Spans of a page to its lines in reading order: rows by their baseline, columns where a gutter runs down the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.arabic import RTL, logical
from ingest.draft import Line
from ingest.extract.clean import one_line
from ingest.extract.pdf_glyphs import PageSpans, Span

_MARKS = re.compile("[\u064b-\u065f\u0670\ufc5e-\ufc63\ufe70-\ufe7f]+")
_SAME_ROW = 0.5  # of the lower height must overlap
_GUTTER_ROWS = 8  # so many pieces on each side make two columns
_APART = 1.45  # of the usual distance between lines: more is white space


@dataclass(slots=True)
class Row:
    """Pieces of text on one baseline, left to right."""

    y0: float
    y1: float
    spans: list[Span]

    @property
    def x0(self) -> float:
        return min(span.x0 for span in self.spans)

    @property
    def x1(self) -> float:
        return max(span.x1 for span in self.spans)

    @property
    def size(self) -> float:
        widest = max(self.spans, key=lambda span: span.x1 - span.x0)
        return widest.size


def lines(page: PageSpans) -> list[Line]:
    """The page's lines in reading order, without those that hold no letter or digit at all."""
    upright = [span for span in page.spans if span.upright and not _blank(span)]
    rows = _rows(upright)
    ordered: list[Row] = []
    for block in _columns(rows):
        ordered += block
    found = list(_as_lines(ordered, page))
    sideways = [span for span in page.spans if not span.upright and not _blank(span)]
    for span in sideways:
        text = one_line("".join(span.glyphs))
        if len(text) > 1:
            found.append(Line(text, page.number, apart=True, whole=True, top=0.5, size=span.size))
    return found


def _blank(span: Span) -> bool:
    """Nothing but spaces, or vowel marks drawn apart from their letters: no word needs them."""
    return all(glyph.isspace() or _MARKS.fullmatch(glyph) for glyph in span.glyphs)


def _rows(spans: Iterable[Span]) -> list[Row]:
    """Rows from the head of the page to its foot."""
    rows: list[Row] = []
    for span in sorted(spans, key=lambda s: (-(s.y0 + s.y1), s.x0)):
        for row in reversed(rows[-4:]):
            overlap = min(row.y1, span.y1) - max(row.y0, span.y0)
            if overlap >= _SAME_ROW * min(row.y1 - row.y0, span.y1 - span.y0):
                row.spans.append(span)
                if span.size > 0.8 * (row.y1 - row.y0):
                    row.y0, row.y1 = min(row.y0, span.y0), max(row.y1, span.y1)
                break
        else:
            rows.append(Row(span.y0, span.y1, [span]))
    rows.sort(key=lambda row: -(row.y0 + row.y1))
    for row in rows:
        row.spans.sort(key=lambda span: span.x0)
    return rows


def _columns(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows as they are, or, where a gutter runs down the page, band by band: left column, then right."""
    gutter = _gutter(rows)
    if gutter is None:
        yield rows
        return
    left: list[Row] = []
    right: list[Row] = []
    leftward = _reads_leftward(rows)
    for row in rows:
        pieces = _pieces(row)
        if any(x0 < gutter - 3 and x1 > gutter + 3 for x0, x1, _ in pieces):
            yield from (right, left) if leftward else (left, right)
            left, right = [], []
            yield [row]
            continue
        for side, chosen in ((left, [s for x0, x1, ss in pieces if x1 <= gutter + 3 for s in ss]),
                             (right, [s for x0, x1, ss in pieces if x1 > gutter + 3 for s in ss])):  # fmt: skip
            if chosen:
                side.append(Row(row.y0, row.y1, chosen))
    yield from (right, left) if leftward else (left, right)


def _reads_leftward(rows: list[Row]) -> bool:
    texts = ["".join(span.glyphs) for row in rows for span in row.spans]
    return sum(bool(RTL.search(text)) for text in texts) * 2 > len(texts)


def _pieces(row: Row) -> list[tuple[float, float, list[Span]]]:
    """A row cut where a gap is wider than one and a half times its size."""
    pieces: list[tuple[float, float, list[Span]]] = []
    for span in row.spans:
        if pieces and span.x0 - pieces[-1][1] < max(row.size, 1.0) * 1.5:
            x0, x1, spans = pieces[-1]
            pieces[-1] = (x0, max(x1, span.x1), [*spans, span])
        else:
            pieces.append((span.x0, span.x1, [span]))
    return pieces


def _gutter(rows: list[Row]) -> float | None:
    """Where two columns of running text meet: enough long pieces on both sides, hardly a piece across."""
    if len(rows) < _GUTTER_ROWS:
        return None
    left_edge, right_edge = min(row.x0 for row in rows), max(row.x1 for row in rows)
    width = right_edge - left_edge
    pieces = [(x0, x1) for row in rows for x0, x1, _ in _pieces(row)]
    best, best_score = None, 0.0
    for share in range(30, 71, 2):
        at = left_edge + width * share / 100
        before = [x1 - x0 for x0, x1 in pieces if x1 <= at]
        after = [x1 - x0 for x0, x1 in pieces if x0 >= at]
        across = len(pieces) - len(before) - len(after)
        if min(len(before), len(after)) < _GUTTER_ROWS or across > 0.25 * min(len(before), len(after)):
            continue
        if median(before) < 0.5 * (at - left_edge) or median(after) < 0.5 * (right_edge - at):
            continue  # a table, or numbers beside their text
        score = min(len(before), len(after)) - across * 2.0
        if score > best_score:
            best, best_score = at, score
    return best


def _as_lines(rows: list[Row], page: PageSpans) -> Iterator[Line]:
    pitch = _pitch(rows)
    previous: Row | None = None
    for row in rows:
        text = row_text(row)
        if not text:
            continue
        gap = previous.y0 - row.y0 if previous is not None else None
        apart = gap is None or gap < 0 or gap > max(pitch * _APART, row.size * 1.05 + pitch * 0.35)
        yield Line(
            text, page.number, left=row.x0, right=row.x1, top=1 - row.y1 / page.height, size=round(row.size, 1),
            apart=apart,
        )  # fmt: skip
        previous = row


def _pitch(rows: list[Row]) -> float:
    """The usual distance between a line and the next."""
    gaps = [a.y0 - b.y0 for a, b in pairwise(rows) if 0 < a.y0 - b.y0 < 60]
    if not gaps:
        return 14.0
    gaps.sort()
    return gaps[len(gaps) // 3]


def row_text(row: Row) -> str:
    """The words of a row, spaces put back from the gaps, Arabic in reading order."""
    glyphs: list[str] = []
    end = None
    previous: Span | None = None
    for span in row.spans:
        if previous is not None and _printed_twice(previous, span):
            continue
        if end is not None and span.x0 - end > 0.1 * max(span.size, 1.0) and glyphs[-1] != " ":
            glyphs.append(" ")
        glyphs += _left_to_right(span)
        end = max(end or 0.0, span.x1)
        previous = span
    text = "".join(glyphs)
    return one_line(logical(glyphs) if RTL.search(text) else text)


def _printed_twice(first: Span, second: Span) -> bool:
    """Bold made by printing the same string again, a hair beside."""
    return first.glyphs == second.glyphs and abs(first.x0 - second.x0) < 0.25 * first.size and len(first.glyphs) > 1


def _left_to_right(span: Span) -> list[str]:
    """The glyphs as they are seen. Most producers draw left to right; where one draws Arabic from the right, the places
    decide. Sorting always would put kerned marks in the wrong place."""
    starts = span.starts
    backwards = sum(b < a for a, b in pairwise(starts))
    if backwards <= len(starts) / 2:
        return span.glyphs
    return [glyph for _, glyph in sorted(zip(starts, span.glyphs, strict=True), key=lambda pair: pair[0])]
