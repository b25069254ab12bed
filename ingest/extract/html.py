"""HTML: the text of its blocks; scripts, styles and navigation are not text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from caselaw.domain.errors import Unreadable
from caselaw.domain.paragraph import ParagraphKind
from ingest.draft import Line
from ingest.extract.clean import clean, one_line
from ingest.extract.encoding import decode
from ingest.extract.port import LIKELY, NO_BID, SURE, Extracted, Sample
from ingest.extract.text import looks_like_text
from ingest.extract.xmltree import Element, name

_OPENING = re.compile(rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?>.*?-->)\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_TAGS = re.compile(rb"<(?:html|head|body|p|div|table|br|h[1-6]|span|meta)\b[^>]*>", re.I)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_DROPPED = frozenset(
    {"script", "style", "nav", "noscript", "template", "iframe", "object", "svg", "form", "button", "select"}
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADING = re.compile(r"h[1-6]")
_MOST_BLOCKS = 2  # paragraphs in a cell of a table
_NAVIGATION_ROLES = frozenset({"navigation", "banner", "search", "menu", "menubar"})


class HtmlExtractor:
    format = "html"

    def bid(self, sample: Sample) -> int:
        head = _narrow(sample.head)
        if _OPENING.match(head):
            return SURE
        if not looks_like_text(sample.data) or not head.lstrip().startswith(b"<"):
            return NO_BID
        return LIKELY if len(_TAGS.findall(head)) >= 3 else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        declared_encoding = _CHARSET.search(sample.head) or _XML_ENCODING.match(sample.head)
        text = decode(sample.data, declared_encoding.group(1).decode("ascii") if declared_encoding else None)
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean(text))
        parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        root = etree.fromstring(text, parser) if text.strip() else None
        if root is None:
            raise Unreadable("problem.empty")
        declared = {}
        title = root.find(".//head/title")
        if title is not None and one_line("".join(str(t) for t in title.itertext())):
            declared["title"] = (one_line("".join(str(t) for t in title.itertext())),)
        language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        if language:
            declared["language"] = (language,)
        address = root.xpath("string(.//link[@rel='canonical']/@href)") or root.xpath(
            "string(.//meta[@property='og:url']/@content)"
        )
        if str(address).startswith(("http://", "https://")):
            declared["url"] = (str(address),)
        body = root.find("body")
        return Extracted(tuple(_lines(body if body is not None else root)), declared=declared)


def _narrow(head: bytes) -> bytes:
    """The head without its byte order mark and without the zero bytes that UTF-16 puts between letters."""
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


def _lines(body: Element) -> Iterator[Line]:
    """One line a block, in reading order; a table row is one line, its cells parted by a bar."""
    buffer: list[str] = []
    kind: ParagraphKind = "body"
    level: int | None = None
    row: Element | None = None  # the row of a table that is being read as one line

    def flush() -> Iterator[Line]:
        text = "".join(buffer)
        buffer.clear()
        for part in [text.replace("\n\n", " ")] if row is not None else text.split("\n\n"):
            words = one_line(part).strip("| ") if kind == "table" else one_line(part)
            if words:
                yield Line(words, whole=True, apart=True, kind=kind, level=level)

    for event, element in _events(body):
        tag = name(element)
        if event == "start":
            if row is not None:
                buffer.append(" " if tag in _BLOCKS and tag not in ("td", "th") else "")
            elif tag in _BLOCKS and tag not in ("td", "th"):
                yield from flush()
                row = element if tag == "tr" and _is_row(element) else None
                kind, level = _kind(tag, kind, row is not None), int(tag[1]) if _HEADING.fullmatch(tag) else None
            buffer.append(element.text or "")
            if tag == "br":
                last = next((piece for piece in reversed(buffer) if piece), "")
                buffer.append("\n\n" if last.endswith("\n") else "\n")
        else:
            if tag in ("td", "th"):
                buffer.append(" | " if row is not None and element.getnext() is not None else "")
                if row is None:
                    yield from flush()
            elif tag in _BLOCKS and (row is None or element is row):
                yield from flush()
                kind, level, row = "body", None, None
            buffer.append(element.tail or "")
    yield from flush()


def _is_row(row: Element) -> bool:
    """A row of several short cells: pages that are laid out as a table have long ones, with tables and paragraphs in
    them."""
    cells = [cell for cell in row if name(cell) in ("td", "th")]
    if len(cells) < 2 or next(row.iter("table"), None) is not None:
        return False
    return all(len(list(cell.iter("p", "div", "li"))) <= _MOST_BLOCKS for cell in cells)


def _kind(tag: str, outer: ParagraphKind, is_row: bool) -> ParagraphKind:
    if _HEADING.fullmatch(tag):
        return "heading"
    if is_row:
        return "table"
    return "quote" if tag == "blockquote" or outer == "quote" else "body"


def _events(body: Element) -> Iterator[tuple[str, Element]]:
    """Start and end of every element that is text; what is dropped still gives its tail."""
    skipped: Element | None = None
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if skipped is None and event == "start" and _is_dropped(element):
            skipped = element
        if skipped is None:
            if isinstance(element.tag, str):
                yield event, element
        elif event == "end" and element is skipped:
            skipped = None
            yield "end", etree.Element("skipped") if not element.tail else _tail_only(element)


def _tail_only(element: Element) -> Element:
    stand_in = etree.Element("skipped")
    stand_in.tail = element.tail
    return stand_in


def _is_dropped(element: Element) -> bool:
    return name(element) in _DROPPED or element.get("role") in _NAVIGATION_ROLES or element.get("hidden") is not None
