"""Spans of a page to its lines in reading order: rows by their baseline, columns where a gutter runs down the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.draft import Line
from ingest.extract.arabic import logical, mend_words
from ingest.extract.clean import one_line
from ingest.extract.pdf_glyphs import PageSpans, Span

_NO_WORD = re.compile("[\\s\u064b-\u065f\u0670\ufc5e-\ufc63\ufe70-\ufe7f]*")
_NOTE_MARK = re.compile(r"[\d\u0660-\u0669]{1,3}(?:, ?\d{1,3})* ?")
_UNIT = re.compile(r"(?:^|[\s\d])[kchd]?m$")  # m², km³: no notes
_MARK_SIZE, _MARK_RISE = 0.8, 0.25  # of the size of the text: smaller, and so much above its foot
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
    def body(self) -> Span:
        """The widest piece: what the row is printed in."""
        return max(self.spans, key=lambda span: span.x1 - span.x0)

    @property
    def size(self) -> float:
        return self.body.size


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
        text = one_line(span.text)
        if len(text) > 1:
            found.append(Line(text, page.number, apart=True, whole=True, top=0.5, size=span.size))
    return found


def _blank(span: Span) -> bool:
    """Nothing but spaces, or vowel marks drawn apart from their letters: no word needs them."""
    return _NO_WORD.fullmatch(span.text) is not None


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
    """The rows as they are, or, where a gutter runs down the page or a part of it, band by band: left column, then
    right."""
    gutter = _gutter(rows)
    if gutter is None:
        start, end = _part_in_columns(rows)
        if start == end:
            yield rows
        else:
            for part in (rows[:start], rows[start:end], rows[end:]):
                yield from _columns(part)
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
    spans = [span for row in rows for span in row.spans]
    return sum(bool(span.pieces) for span in spans) * 2 > len(spans)


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


def _part_in_columns(rows: list[Row]) -> tuple[int, int]:
    """The longest stretch of rows with a gutter of its own, where the page as a whole has none (columns under a table,
    or over one); an empty stretch if none."""
    if len(rows) < _GUTTER_ROWS:
        return 0, 0
    pieces = [[(x0, x1) for x0, x1, _ in _pieces(row)] for row in rows]
    left_edge, right_edge = min(row.x0 for row in rows), max(row.x1 for row in rows)
    best = (0, 0)
    for share in range(40, 61, 2):
        at = left_edge + (right_edge - left_edge) * share / 100
        crossed = [any(x0 < at - 3 and x1 > at + 3 for x0, x1 in row) for row in pieces]
        start = 0
        for end in range(len(rows) + 1):
            if end == len(rows) or crossed[end]:
                longest = max(_GUTTER_ROWS - 1, best[1] - best[0])
                if longest < end - start < len(rows) and _gutter(rows[start:end]) is not None:
                    best = (start, end)
                start = end + 1
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
    """The words of a row, spaces put back from the gaps, Arabic in reading order, marks of notes in brackets."""
    leftward = any(span.pieces for span in row.spans)
    body = row.body
    parts: list[str] = []
    end = 0.0
    previous: Span | None = None
    for span in row.spans:
        if previous is not None and _printed_twice(previous, span):
            continue
        if previous is not None and span.x0 - end > 0.1 * max(span.size, 1.0) and parts[-1] != " ":
            parts.append(" ")
        if _is_note_mark(span, body) and not (
            parts and span.text.strip() in "23" and _UNIT.search("".join(parts[-3:]))
        ):
            mark = span.text.strip()
            parts += [" ", f"[{mark}]", " "] if leftward else [f"[{mark}]"] if parts else [mark, " "]
        else:
            parts += _left_to_right(span) if leftward else [span.text]
        end = max(end, span.x1)
        previous = span
    return one_line(mend_words(logical(parts)) if leftward else "".join(parts))


def _is_note_mark(span: Span, body: Span) -> bool:
    """A small raised number: printed behind a word or another number, it is no part of it."""
    return (
        span.size <= _MARK_SIZE * body.size
        and span.y0 - body.y0 >= _MARK_RISE * body.size
        and _NOTE_MARK.fullmatch(span.text) is not None
    )


def _printed_twice(first: Span, second: Span) -> bool:
    """Bold made by printing the same string again, a hair beside."""
    return first.text == second.text and abs(first.x0 - second.x0) < 0.25 * first.size and len(first.text) > 1


def _left_to_right(span: Span) -> list[str]:
    """The glyphs as they are seen. Most producers draw left to right; where one draws Arabic from the right, the places
    decide. Sorting always would put kerned marks in the wrong place."""
    if not span.pieces:
        return list(span.text)
    starts = [start for start, _ in span.pieces]
    backwards = sum(b < a for a, b in pairwise(starts))
    pieces = span.pieces if backwards <= len(starts) / 2 else sorted(span.pieces, key=lambda piece: piece[0])
    return [glyph for _, glyphs in pieces for glyph in glyphs]
