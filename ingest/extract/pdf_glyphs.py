"""pdfminer.six as a source of spans: the glyphs of each shown string with their place, without its layout analysis.

pdfminer's interpreter reads fonts, encodings and text state; this device takes the glyphs from it at the string, so
that no object is made for each of them, and ignores drawings altogether.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer import utils
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, Point

from ingest.extract.pdf_content import ContentInterpreter

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings are no use to a reader of our messages

NO_UNICODE = "\ufffd"
_WORD_GAP = 0.1  # of the glyph's size: pdfminer's own measure of a space between words
_RUN_GAP = 1.2  # of the size: more is another span


@dataclass(slots=True)
class Span:
    """A run of glyphs on one baseline, in drawing order. `starts` are the left edges of the glyphs."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    glyphs: list[str]
    starts: list[float]
    upright: bool = True


@dataclass(slots=True)
class PageSpans:
    number: int
    width: float
    height: float
    spans: list[Span] = field(default_factory=list)
    image_share: float = 0.0
    glyphs: int = 0
    undefined: int = 0


class _Device(PDFTextDevice):
    """Collects the spans of one page."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.page = PageSpans(0, 1, 1)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = utils.apply_matrix_rect(ctm, page.mediabox)
        self.page = PageSpans(0, max(x1 - x0, 1.0), max(y1 - y0, 1.0))

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        if self.ctm is not None:
            x0, y0, x1, y1 = utils.apply_matrix_rect(utils.mult_matrix(matrix, self.ctm), bbox)
            self._figure = abs((x1 - x0) * (y1 - y0))

    def render_image(self, name: str, stream: Any) -> None:
        share = getattr(self, "_figure", 0.0) / (self.page.width * self.page.height)
        self.page.image_share = min(1.0, self.page.image_share + share)

    def render_string_horizontal(
        self, seq: Any, matrix: Matrix, pos: Point, font: PDFFont, fontsize: float, scaling: float, charspace: float,
        wordspace: float, rise: float, dxscale: float, ncs: Any, graphicstate: Any,
    ) -> Point:  # fmt: skip
        x, y = pos
        page, run = self.page, _Run(matrix, y, font.get_descent() * fontsize + rise, fontsize)
        width_scale = fontsize * scaling
        needs_space = False
        for item in seq:
            if isinstance(item, int | float):
                x -= item * dxscale
                needs_space = True
            elif isinstance(item, bytes):
                for cid in font.decode(item):
                    if needs_space:
                        x += charspace
                    try:
                        glyph = font.to_unichr(cid)
                    except PDFUnicodeNotDefined:
                        glyph = NO_UNICODE
                        page.undefined += 1
                    advance = font.char_width(cid) * width_scale
                    run.add(glyph, x, x + advance, page.spans)
                    x += advance
                    page.glyphs += 1
                    if cid == 32 and wordspace:
                        x += wordspace
                    needs_space = True
        run.end(page.spans)
        return x, y

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any,
        graphicstate: Any,
    ) -> float:  # fmt: skip
        """Vertical writing alone comes here: each glyph a span of its own."""
        try:
            glyph = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            glyph = NO_UNICODE
            self.page.undefined += 1
        self.page.glyphs += 1
        run = _Run(matrix, 0.0, rise, fontsize)
        run.add(glyph, 0.0, fontsize * scaling, self.page.spans)
        run.end(self.page.spans)
        return font.char_width(cid) * fontsize * scaling


class _Run:
    """Glyphs of one shown string in text space, cut into spans where the gap is wide."""

    __slots__ = ("bottom", "end_x", "glyphs", "matrix", "size", "start_x", "starts", "top")

    def __init__(self, matrix: Matrix, y: float, descent: float, size: float) -> None:
        self.matrix = matrix
        self.size = abs(size) or 1.0
        self.bottom, self.top = y + descent, y + descent + size
        self.start_x = self.end_x = 0.0
        self.glyphs: list[str] = []
        self.starts: list[float] = []

    def add(self, glyph: str, x0: float, x1: float, spans: list[Span]) -> None:
        if self.glyphs:
            gap = x0 - self.end_x
            if gap > self.size * _RUN_GAP or gap < -self.size * _RUN_GAP:
                self.end(spans)
            elif gap > self.size * _WORD_GAP and glyph != " " and self.glyphs[-1] != " ":
                self.glyphs.append(" ")
                self.starts.append(self.end_x)
        if not self.glyphs:
            self.start_x = x0
        self.glyphs.append(glyph)
        self.starts.append(x0)
        self.end_x = x1

    def end(self, spans: list[Span]) -> None:
        if not self.glyphs:
            return
        a, b, c, d, e, f = self.matrix
        left, right = self.start_x, self.end_x
        if b == 0 == c:
            x0, x1, y0, y1 = a * left + e, a * right + e, d * self.bottom + f, d * self.top + f
        else:
            x0, y0, x1, y1 = utils.apply_matrix_rect(self.matrix, (left, self.bottom, right, self.top))
        starts = [a * x + e for x in self.starts]
        upright = abs(b) < abs(a) and a != 0
        y0, y1 = min(y0, y1), max(y0, y1)
        spans.append(Span(min(x0, x1), y0, max(x0, x1), y1, y1 - y0, self.glyphs, starts, upright))
        self.glyphs, self.starts = [], []


def pages(data: bytes) -> Iterator[PageSpans]:
    """The pages of a PDF one at a time; raises what pdfminer raises (the extractor names it)."""
    manager = PDFResourceManager()
    device = _Device(manager)
    interpreter = ContentInterpreter(manager, device)
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data)), 1):
        interpreter.process_page(page)
        device.page.number = number
        yield device.page
