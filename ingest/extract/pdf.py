"""PDF: lines page by page, and whether the pages hold text at all or only its picture."""

from __future__ import annotations

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from caselaw.domain.errors import Unreadable
from caselaw.domain.problems import Problem
from ingest.draft import Line
from ingest.extract.package import is_zip
from ingest.extract.pdf_glyphs import BROKEN, pages
from ingest.extract.pdf_lines import lines
from ingest.extract.port import NO_BID, SURE, Extracted, Sample, places
from ingest.extract.text_layer import PageText, faulty_pages, text_layer, unsure_pages

MAX_PAGES = 20_000
_JUNK_BEFORE = 2048  # some registries put a line or two before the header


class PdfExtractor:
    format = "pdf"

    def bid(self, sample: Sample) -> int:
        if is_zip(sample.head):  # its first member may be a PDF that was not compressed
            return NO_BID
        return SURE if b"%PDF-" in sample.head[:_JUNK_BEFORE] else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        found: list[Line] = []
        seen: list[PageText] = []
        problems: list[Problem] = []
        try:
            for page in pages(sample.data):
                page_lines = lines(page)
                found += page_lines
                texts = tuple(line.text for line in page_lines)
                seen.append(PageText(page.number, texts, page.undefined, page.image_share, page.broken))
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
        faulty = faulty_pages(seen)
        layer = text_layer(seen, faulty)
        if unsure := unsure_pages(seen, faulty):
            problems.append(Problem("problem.text.unsure", "warning", places(unsure), {"count": len(unsure)}))
        if layer == "none":
            found = []
        return Extracted(tuple(found), len(seen), layer, problems=tuple(problems), faulty=faulty)
