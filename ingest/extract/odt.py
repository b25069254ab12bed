"""OpenDocument text (.odt): its paragraphs, headings, tables and notes, with the numbers that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselaw.domain.paragraph import ParagraphKind
from ingest.draft import Line
from ingest.extract.clean import one_line
from ingest.extract.docx_numbering import Label
from ingest.extract.odt_numbering import Counts, ListNumbering
from ingest.extract.package import Package, is_zip, member_names
from ingest.extract.port import NO_BID, SURE, Extracted, Sample
from ingest.extract.printed_numbers import only_paragraph_numbers
from ingest.extract.xmltree import Element, name, parse, words

_MIME = b"application/vnd.oasis.opendocument.text"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CONTAINERS = frozenset({"section", "index-body", "table-of-content", "numbered-paragraph"})
_SENTENCE = re.compile(r"[.:;?…][”\"’)\]]*$")  # no heading ends so; some offices number paragraphs by a heading's style
_LONGEST_HEADING, _DEEPEST = 200, 10


class OdtExtractor:
    format = "odt"

    def bid(self, sample: Sample) -> int:
        if not is_zip(sample.head) or "content.xml" not in member_names(sample.data):
            return NO_BID
        return SURE if _MIME in sample.head or "META-INF/manifest.xml" in member_names(sample.data) else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        package = Package(sample.data)
        content, styles = parse(package.read("content.xml")), package.read_if_there("styles.xml")
        body = next((e for e in content.iter() if name(e) == "text"), None)
        reader = _Reader(ListNumbering(parse(styles) if styles else None, content))
        lines = only_paragraph_numbers(list(reader.blocks(body)) if body is not None else [])
        declared = {}
        meta = package.read_if_there("meta.xml")
        for element in parse(meta).iter() if meta else ():
            if name(element) in ("title", "language") and one_line(words(element)):
                declared[name(element)] = (one_line(words(element)),)
        return Extracted((*lines, *reader.notes), declared=declared)


class _Reader:
    """Walks the body; its notes are set aside. What was deleted under tracked changes lies outside the paragraphs, and
    is not read."""

    def __init__(self, numbering: ListNumbering) -> None:
        self.notes: list[Line] = []
        self._numbering = numbering

    def blocks(self, parent: Element, label: Label | None = None) -> Iterator[Line]:
        """The lines of an element; the first of them bears the label."""
        for child in parent:
            tag = name(child)
            found: Iterator[Line] = iter(())
            if tag in ("p", "h"):
                found = self._paragraph(child, label)
            elif tag == "list":
                found = self._items(child, 0)
            elif tag == "table":
                found = self._rows(child)
            elif tag in _CONTAINERS:
                found = self.blocks(child, label)
            for line in found:
                label = None
                yield line

    def _items(self, element: Element, depth: int, outer: Counts | None = None) -> Iterator[Line]:
        numbers = self._numbering.open(element, outer)
        for item in element:
            label = self._numbering.label(item, numbers, depth) if name(item) == "list-item" else None
            for child in item:
                if name(child) == "list" and depth < _DEEPEST:
                    yield from self._items(child, depth + 1, numbers)
                elif name(child) in ("p", "h"):
                    yield from self._paragraph(child, label)
                    label = None
                else:
                    yield from self.blocks(child)

    def _paragraph(self, element: Element, label: Label | None) -> Iterator[Line]:
        text = one_line(_text(element, self.notes))
        if not text:
            return
        heading = name(element) == "h" and len(text) < _LONGEST_HEADING and not _SENTENCE.search(text)
        number = None
        if label and label.is_paragraph_number and not heading:
            number = label.printed
        elif label:
            text = f"{label.printed} {text}"
        outline = element.get(f"{_TEXT}outline-level") or ""
        level = int(outline) if heading and outline.isdecimal() else None
        yield Line(text, whole=True, apart=True, number=number, kind="heading" if heading else "body", level=level)

    def _rows(self, table: Element) -> Iterator[Line]:
        """A row is one line, its cells parted by a bar; a table of one column is plain paragraphs."""
        for row in (e for e in table.iter() if name(e) == "table-row"):
            cells = [one_line(" ".join(_text(p, self.notes) for p in _paragraphs(cell))) for cell in row]
            if any(cells):
                kind: ParagraphKind = "table" if len(cells) > 1 else "body"
                yield Line(" | ".join(c for c in cells if c), whole=True, apart=True, kind=kind)


def _paragraphs(cell: Element) -> Iterator[Element]:
    return (element for element in cell.iter() if name(element) in ("p", "h"))


def _text(element: Element, notes: list[Line]) -> str:
    """Text of a paragraph; its notes are set aside, its coded spaces, tabs and breaks written out."""
    parts = [element.text or ""]
    for child in element:
        tag = name(child)
        if tag == "note":
            mark, *texts = (one_line(words(part)) for part in child)
            notes.append(Line(" ".join((mark, *texts)), whole=True, apart=True, kind="footnote"))
            parts.append(f"[{mark}]" if mark else "")
        elif tag in ("s", "tab", "line-break"):
            parts.append(" " * min(int(child.get(f"{_TEXT}c") or 1), 100) if tag == "s" else " ")
        elif tag != "annotation":
            parts.append(_text(child, notes))
        parts.append(child.tail or "")
    return "".join(parts)
