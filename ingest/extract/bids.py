"""The list of extractors, and the auction among them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.akoma import AkomaNtosoExtractor
from ingest.extract.archive import ZipExtractor
from ingest.extract.doc import DocExtractor
from ingest.extract.docx import DocxExtractor
from ingest.extract.html import HtmlExtractor
from ingest.extract.image import ImageExtractor
from ingest.extract.mail import MailExtractor
from ingest.extract.markdown import MarkdownExtractor
from ingest.extract.odt import OdtExtractor
from ingest.extract.other import OtherExtractor
from ingest.extract.pdf import PdfExtractor
from ingest.extract.port import SURE, Extractor, Sample
from ingest.extract.rtf import RtfExtractor
from ingest.extract.text import TextExtractor
from ingest.extract.unread import UNREAD
from ingest.extract.xml import XmlExtractor

EXTRACTORS: tuple[Extractor, ...] = (
    PdfExtractor(), DocxExtractor(), DocExtractor(), OdtExtractor(), RtfExtractor(), HtmlExtractor(),
    AkomaNtosoExtractor(), XmlExtractor(), MarkdownExtractor(), TextExtractor(), ZipExtractor(), MailExtractor(),
    ImageExtractor(), *UNREAD, OtherExtractor(),
)  # fmt: skip


def choose(sample: Sample, extractors: Sequence[Extractor] = EXTRACTORS) -> Extractor | None:
    """The highest bidder, the first of equals; None where nobody bids (an empty file)."""
    best, highest = None, 0
    for extractor in extractors:
        bid = extractor.bid(sample)
        if bid > highest:
            best, highest = extractor, bid
        if highest >= SURE:  # nobody bids more
            break
    return best
