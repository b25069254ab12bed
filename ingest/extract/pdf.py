"""PDF: lines page by page, and whether the pages hold text at all or only its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from caselaw.domain.document import TextLayer
from caselaw.domain.errors import Unreadable
from caselaw.domain.problems import Problem
from ingest.draft import Line
from ingest.extract.pdf_glyphs import BROKEN, pages
from ingest.extract.pdf_lines import lines
from ingest.extract.port import NO_BID, SURE, Extracted, Sample

MAX_PAGES = 20_000
_JUNK_BEFORE = 2048  # some registries put a line or two before the header
_FEW_LETTERS = 40
_STAMP_LETTERS = 250  # so much may stand on a scanned page as a stamp, and still it has no text layer
_MOSTLY_IMAGE = 0.5
_GARBAGE = 0.3


@dataclass(frozen=True, slots=True)
class _Page:
    """What is remembered of a page once its lines are taken."""

    number: int
    letters: int
    undefined: int
    image_share: float
    broken: bool


class PdfExtractor:
    format = "pdf"

    def bid(self, sample: Sample) -> int:
        return SURE if b"%PDF-" in sample.head[:_JUNK_BEFORE] else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        found: list[Line] = []
        seen: list[_Page] = []
        problems: list[Problem] = []
        try:
            for page in pages(sample.data):
                page_lines = lines(page)
                found += page_lines
                seen.append(_Page(page.number, _letters(page_lines), page.undefined, page.image_share, page.broken))
                if len(seen) >= MAX_PAGES:
                    problems.append(Problem("problem.pdf.too_long", "error", params={"pages": MAX_PAGES}))
                    break
        except (PDFPasswordIncorrect, PDFEncryptionError) as error:
            raise Unreadable("problem.password") from error
        except BROKEN as error:
            if not seen:
                raise Unreadable("problem.pdf.broken") from error
            problems.append(Problem("problem.pdf.cut_short", "error", f"p. {len(seen) + 1}", {"page": len(seen) + 1}))
        if not seen:
            raise Unreadable("problem.pdf.broken")
        layer = _text_layer(seen)
        if layer == "none":
            found = []
        return Extracted(tuple(found), len(seen), layer, problems=(*problems, *_layer_problems(seen, layer)))


def _letters(page_lines: list[Line]) -> int:
    return sum(character.isalpha() for line in page_lines for character in line.text)


def _is_garbage(page: _Page) -> bool:
    """The font has no map to Unicode: glyphs without letters."""
    return page.undefined > _GARBAGE * (page.undefined + page.letters)


def _is_picture(page: _Page) -> bool:
    return page.image_share >= _MOSTLY_IMAGE and page.letters < _STAMP_LETTERS


def _text_layer(seen: list[_Page]) -> TextLayer:
    written = [p for p in seen if p.letters >= _FEW_LETTERS and not _is_picture(p) and not _is_garbage(p)]
    without = [p for p in seen if _is_picture(p) or _is_garbage(p)]
    if not written and not (any(p.letters for p in seen) and not without):
        return "none"
    return "mixed" if without else "native"


def _layer_problems(seen: list[_Page], layer: TextLayer) -> Iterator[Problem]:
    garbage = [p.number for p in seen if _is_garbage(p)]
    pictures = [p.number for p in seen if _is_picture(p) or p.broken]
    if layer == "none":
        yield Problem("problem.pdf.garbage" if len(garbage) > len(seen) / 2 else "problem.pdf.no_text_layer", "error")
    elif garbage or pictures:
        missing = sorted({*garbage, *pictures})
        where = "p. " + ", ".join(map(str, missing[:12])) + (" …" if len(missing) > 12 else "")
        yield Problem("problem.pdf.pages_without_text", "error", where, {"count": len(missing)})
