"""OpenDocument text (.odt): its paragraphs, headings and tables."""

from __future__ import annotations

from collections.abc import Iterator

from caselaw.domain.paragraph import ParagraphKind
from ingest.draft import Line
from ingest.extract.clean import one_line
from ingest.extract.package import Package, is_zip, member_names
from ingest.extract.port import NO_BID, SURE, Extracted, Sample
from ingest.extract.xmltree import Element, name, parse, words

_MIME = b"application/vnd.oasis.opendocument.text"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CONTAINERS = frozenset(
    {"list", "list-item", "list-header", "section", "index-body", "table-of-content", "numbered-paragraph"}
)


class OdtExtractor:
    format = "odt"

    def bid(self, sample: Sample) -> int:
        if not is_zip(sample.head) or "content.xml" not in member_names(sample.data):
            return NO_BID
        return SURE if _MIME in sample.head or "META-INF/manifest.xml" in member_names(sample.data) else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        package = Package(sample.data)
        body = next((e for e in parse(package.read("content.xml")).iter() if name(e) == "text"), None)
        notes: list[Line] = []
        lines = list(_blocks(body, notes)) if body is not None else []
        declared = {}
        meta = package.read_if_there("meta.xml")
        for element in parse(meta).iter() if meta else ():
            if name(element) in ("title", "language") and one_line(words(element)):
                declared[name(element)] = (one_line(words(element)),)
        return Extracted((*lines, *notes), declared=declared)


def _blocks(parent: Element, notes: list[Line]) -> Iterator[Line]:
    for child in parent:
        tag = name(child)
        if tag in ("p", "h"):
            text = one_line(_text(child, notes))
            if text:
                yield Line(text, whole=True, apart=True, kind="heading" if tag == "h" else "body")
        elif tag == "table":
            for row in (e for e in child.iter() if name(e) == "table-row"):
                cells = [one_line(words(cell)) for cell in row]
                if any(cells):
                    kind: ParagraphKind = "table" if len(cells) > 1 else "body"
                    yield Line(" | ".join(c for c in cells if c), whole=True, apart=True, kind=kind)
        elif tag in _CONTAINERS:
            yield from _blocks(child, notes)


def _text(element: Element, notes: list[Line]) -> str:
    """Text of a paragraph; its notes are set aside, its coded spaces, tabs and breaks written out."""
    parts = [element.text or ""]
    for child in element:
        tag = name(child)
        if tag == "note":
            notes.append(Line(one_line(words(child)), whole=True, apart=True, kind="footnote"))
        elif tag in ("s", "tab", "line-break"):
            parts.append(" " * min(int(child.get(f"{_TEXT}c") or 1), 100) if tag == "s" else " ")
        elif tag != "annotation":
            parts.append(_text(child, notes))
        parts.append(child.tail or "")
    return "".join(parts)
