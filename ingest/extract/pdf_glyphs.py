"""pdfminer.six as a source of spans: the glyphs of each shown string with their place, without its layout analysis.

pdfminer's interpreter reads fonts, encodings and text state; this device takes the glyphs from it at the string, so
that no object is made for each of them, and ignores drawings altogether.
"""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer import utils
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfminer.utils import Matrix, Point

from ingest.extract.arabic import RTL
from ingest.extract.pdf_content import ContentInterpreter

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings are no use to a reader of our messages

NO_UNICODE = "\ufffd"
_WORD_GAP = 0.1  # of the glyph's size: pdfminer's own measure of a space between words
_RUN_GAP = 1.2  # of the size: more is another span
_STROKE = 0.08  # em: no Arabic letter is so narrow; fonts call the stroke that stretches a word by any letter's name
_TATWEEL = "\u0640"
_TURNED_LIGATURES = frozenset({"ال", "أل", "إل", "آل"})  # one glyph is lam-alef: alef joins nothing behind it
_FAR = 1e6  # points: no page is so large, and places beyond it are nonsense
_SPACE_CODE = 32  # the code that word spacing applies to, whatever it shows

BROKEN = (
    PSException, PDFException, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, zlib.error,
    RecursionError, OverflowError, NotImplementedError, ArithmeticError, EOFError, StopIteration,
)  # fmt: skip
"""What a broken file makes pdfminer raise."""


@dataclass(slots=True)
class Span:
    """A run of glyphs on one baseline, in drawing order.

    `pieces` are its glyphs with the left edge of each piece; only spans with Arabic or Hebrew keep them, for only there
    must glyphs be put in another order.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str
    pieces: list[tuple[float, list[str]]] = field(default_factory=list)
    upright: bool = True


@dataclass(slots=True)
class PageSpans:
    number: int
    width: float
    height: float
    spans: list[Span] = field(default_factory=list)
    image_share: float = 0.0
    broken: bool = False

    @property
    def undefined(self) -> int:
        """Glyphs whose font does not say which letter they are."""
        return sum(span.text.count(NO_UNICODE) for span in self.spans)


class _Texts(dict[int, str]):
    """What each code of a font shows, asked once."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> str:
        try:
            text = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = NO_UNICODE
        if text in _TURNED_LIGATURES:
            text = text[::-1]
        elif RTL.match(text) and 0 < self._font.char_width(code) < _STROKE:
            text = _TATWEEL
        self[code] = text
        return text


class _Widths(dict[int, float]):
    """How wide each code of a font is, asked once."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> float:
        width = self[code] = self._font.char_width(code)
        return width


class _Device(PDFTextDevice):
    """Collects the spans of one page."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.page = PageSpans(0, 1, 1)
        self._tables: dict[PDFFont, tuple[_Texts, _Widths]] = {}
        self._figure = 0.0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = utils.apply_matrix_rect(ctm, page.mediabox)
        self.page = PageSpans(0, max(x1 - x0, 1.0), max(y1 - y0, 1.0))

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        if self.ctm is not None:
            x0, y0, x1, y1 = utils.apply_matrix_rect(utils.mult_matrix(matrix, self.ctm), bbox)
            self._figure = abs((x1 - x0) * (y1 - y0))

    def render_image(self, name: str, stream: Any) -> None:
        share = self._figure / (self.page.width * self.page.height)
        self.page.image_share = min(1.0, self.page.image_share + share)

    def _table(self, font: PDFFont) -> tuple[_Texts, _Widths]:
        table = self._tables.get(font)
        if table is None:
            table = self._tables[font] = (_Texts(font), _Widths(font))
        return table

    def render_string_horizontal(
        self, seq: Any, matrix: Matrix, pos: Point, font: PDFFont, fontsize: float, scaling: float, charspace: float,
        wordspace: float, rise: float, dxscale: float, ncs: Any, graphicstate: Any,
    ) -> Point:  # fmt: skip
        x, y = pos
        texts, widths = self._table(font)
        run = _Run(self.page.spans, matrix, y, font.get_descent() * fontsize + rise, fontsize)
        scale = fontsize * scaling
        even = run.is_even(charspace, wordspace) and not (wordspace and texts[_SPACE_CODE] != " ")
        limit = (run.size * _WORD_GAP - abs(charspace)) / (abs(dxscale) or 1.0) if even else -1.0
        spaced = False
        for string, kerning, shift in _joined(seq, limit):
            x -= shift * dxscale
            decoded = font.decode(string)
            codes = decoded if isinstance(decoded, bytearray | tuple) else tuple(decoded)
            for part in (codes,) if even and codes else [(code,) for code in codes]:
                if spaced or shift:
                    x += charspace
                spaced = True
                end = x + sum([widths[code] for code in part]) * scale + charspace * (len(part) - 1) - kerning * dxscale
                after = 0.0
                if wordspace:
                    after = wordspace if part[-1] == _SPACE_CODE else 0.0
                    end += wordspace * part.count(_SPACE_CODE) - after
                run.add([texts[code] for code in part], x, end)
                x = end + after
        run.end()
        return x, y

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any,
        graphicstate: Any,
    ) -> float:  # fmt: skip
        """Vertical writing alone comes here: each glyph a span of its own."""
        texts, widths = self._table(font)
        run = _Run(self.page.spans, matrix, 0.0, rise, fontsize)
        run.add([texts[cid]], 0.0, fontsize * scaling)
        run.end()
        return widths[cid] * fontsize * scaling


def _joined(shown: Iterable[object], limit: float) -> Iterator[tuple[bytes, float, float]]:
    """The strings of a TJ, those with no more than kerning between them as one: its bytes, the kerning inside it, the
    shift before it; at the end, the shift that is left."""
    strings: list[bytes] = []
    kerning = before = shift = 0.0
    for item in shown:
        if isinstance(item, bytes):
            if not strings:
                before = shift
            elif -limit <= shift <= limit:
                kerning += shift
            else:
                yield b"".join(strings), kerning, before
                strings, kerning, before = [], 0.0, shift
            strings.append(item)
            shift = 0.0
        elif isinstance(item, int | float):
            shift += item
    if strings:
        yield b"".join(strings), kerning, before
    if shift:
        yield b"", 0.0, shift


class _Run:
    """Glyphs of one shown string in text space, cut into spans where the gap is wide."""

    __slots__ = ("bottom", "end_x", "matrix", "pieces", "size", "spans", "start_x", "top")

    def __init__(self, spans: list[Span], matrix: Matrix, y: float, descent: float, size: float) -> None:
        self.spans = spans
        self.matrix = matrix
        self.size = abs(size) or 1.0
        self.bottom, self.top = y + descent, y + descent + size
        self.start_x = self.end_x = 0.0
        self.pieces: list[tuple[float, list[str]]] = []

    def is_even(self, charspace: float, wordspace: float) -> bool:
        """Within one string no glyph stands so far from the next that a space or a cut is called for."""
        return abs(charspace) <= self.size * _WORD_GAP and abs(charspace + wordspace) <= self.size * _RUN_GAP

    def add(self, glyphs: list[str], x0: float, x1: float) -> None:
        pieces = self.pieces
        if pieces:
            gap = x0 - self.end_x
            if gap > self.size * _RUN_GAP or gap < -self.size * _RUN_GAP:
                self.end()
                pieces = self.pieces
            elif gap > self.size * _WORD_GAP and glyphs[0] != " " and pieces[-1][1][-1] != " ":
                pieces.append((self.end_x, [" "]))
        if not pieces:
            self.start_x = x0
        pieces.append((x0, glyphs))
        self.end_x = x1

    def end(self) -> None:
        if not self.pieces:
            return
        a, b, c, d, e, f = self.matrix
        left, right = self.start_x, self.end_x
        if b == 0 == c:
            x0, x1, y0, y1 = a * left + e, a * right + e, d * self.bottom + f, d * self.top + f
        else:
            x0, y0, x1, y1 = utils.apply_matrix_rect(self.matrix, (left, self.bottom, right, self.top))
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        pieces, self.pieces = self.pieces, []
        if not (-_FAR < x0 <= x1 < _FAR and -_FAR < y0 <= y1 < _FAR):
            return
        text = "".join(["".join(glyphs) for _, glyphs in pieces])
        kept = [] if text.isascii() or not RTL.search(text) else [(a * x + e, glyphs) for x, glyphs in pieces]
        self.spans.append(Span(x0, y0, x1, y1, y1 - y0, text, kept, abs(b) < abs(a)))


def pages(data: bytes) -> Iterator[PageSpans]:
    """The pages of a PDF one at a time, a broken one with what was read of it; raises what pdfminer raises where the
    file itself is broken."""
    manager = PDFResourceManager()
    device = _Device(manager)
    interpreter = ContentInterpreter(manager, device)
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data)), 1):
        try:
            interpreter.process_page(page)
        except BROKEN:
            device.page.broken = True
        device.page.number = number
        yield device.page
