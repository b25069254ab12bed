"""Any other XML: the text of its elements, one line for each that holds text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.draft import Line
from ingest.extract.clean import one_line
from ingest.extract.port import LIKELY, NO_BID, Extracted, Sample
from ingest.extract.text import looks_like_text
from ingest.extract.xmltree import Element, name, parse, words

_OPENING = re.compile(r"\A[\ufeff\s]*(?:<\?xml\b|<!DOCTYPE\s|<!--|<([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*[\s/>])")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADINGS = frozenset({"title", "heading", "head", "header", "subtitle"})
_INLINE = frozenset({"b", "i", "em", "strong", "span", "a", "sup", "sub", "u", "br"})


class XmlExtractor:
    format = "xml"

    def bid(self, sample: Sample) -> int:
        if not looks_like_text(sample.data):
            return NO_BID
        head = sample.head.replace(b"\x00", b"").decode("utf-8", errors="replace").lstrip("\ufffd")
        return LIKELY - 10 if _OPENING.match(head) and b">" in sample.data[-64:] else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        root = parse(sample.data)
        declared = {}
        language = root.get(_LANGUAGE)
        if language:
            declared["language"] = (language,)
        title = next((one_line(words(e)) for e in root if name(e) in ("title", "name")), "")
        if title:
            declared["title"] = (title,)
        return Extracted(tuple(_lines(root)), declared=declared)


def _lines(element: Element) -> Iterator[Line]:
    if _is_leaf(element):
        text = one_line(words(element))
        if text:
            heading = name(element).casefold() in _HEADINGS
            yield Line(
                text, whole=True, apart=True, kind="heading" if heading else "body", language=element.get(_LANGUAGE)
            )
        return
    for child in element:
        yield from _lines(child)


def _is_leaf(element: Element) -> bool:
    """Holds text of its own, or nothing but marks inside a line."""
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return True
    return all(name(child) in _INLINE or not name(child) for child in element)
