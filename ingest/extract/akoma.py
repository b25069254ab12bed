"""Akoma Ntoso: numbered paragraphs as their court published them, and what the header says of the judgment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from caselaw.domain.paragraph import ParagraphKind
from ingest.draft import Line
from ingest.extract.clean import one_line
from ingest.extract.port import NO_BID, SURE, Extracted, Sample
from ingest.extract.printed_numbers import only_paragraph_numbers
from ingest.extract.xmltree import Element, name, parse, words

_ROOT = re.compile(rb"<(?:\w+:)?akomaNtoso[\s>]")
_BLOCKS = frozenset({"p", "block", "embeddedStructure", "quotedStructure", "table", "blockList"})
_QUOTED = frozenset({"quotedStructure", "embeddedStructure", "blockquote"})
_LANGUAGES = {"eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "ara": "ar", "por": "pt"}
_PARTS = {
    "background": "facts", "arguments": "submissions", "motivation": "reasons", "remedies": "reparations",
    "conclusions": "closing", "attachments": "annex",
}  # fmt: skip
_DROPPED = frozenset({"meta", "authorialNote", "script", "style"})

_Fact = tuple[str, str | None]
"""A field of the header and what is stated for it."""


class AkomaNtosoExtractor:
    format = "xml"

    def bid(self, sample: Sample) -> int:
        return SURE if _ROOT.search(sample.head) else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        root = parse(sample.data)
        notes = [note for note in root.iter() if name(note) == "authorialNote"]
        lines = only_paragraph_numbers([line for child in root for line in _walk(child)])
        lines += [_note(note) for note in notes if one_line(words(note))]
        return Extracted(tuple(lines), declared=_declared(root))


def _walk(element: Element, header: bool = False) -> Iterator[Line]:
    """Lines of an element: its own text once, or its children's where they are blocks."""
    tag = name(element)
    if tag in _DROPPED or not tag:
        return
    header = header or tag in ("coverPage", "header")
    if tag == "tr":
        cells = [one_line(words(cell)) for cell in element]
        text = " | ".join(cell for cell in cells if cell)
        if text:
            yield Line(text, whole=True, apart=True, kind="table", header=header)
    elif any(name(child) == "num" for child in element):
        yield from _numbered(element, header)
    elif tag == "block" and any(name(part) in _BLOCKS for part in element.iterdescendants()):
        yield from _mixed(element, header)
    elif tag in (
        "p",
        "heading",
        "subheading",
        "crossHeading",
        "longTitle",
        "docTitle",
        "li",
        "block",
        "num",
    ) or not len(element):
        text = one_line(_text(element))
        if text:
            yield Line(text, whole=True, apart=True, kind=_kind(element), header=header)
    else:
        part = _part(element)
        for child in element:
            for line in _walk(child, header):
                yield replace(line, section=part) if part and line.section is None else line


def _part(element: Element) -> str | None:
    """The part of a decision that an element is; `decision` is its orders only where its reasons stand apart."""
    parent = element.getparent()
    if name(element) == "decision":
        reasoned = parent is not None and any(name(child) == "motivation" for child in parent)
        return "operative" if reasoned else None
    return _PARTS.get(name(element))


def _mixed(element: Element, header: bool) -> Iterator[Line]:
    """A block that holds others: what stands bare between them, and each of them."""
    for part in (element.text, *((child, child.tail) for child in element)):
        child, bare = part if isinstance(part, tuple) else (None, part)
        if child is not None:
            yield from _walk(child, header)
        if text := one_line(bare or ""):
            yield Line(text, whole=True, apart=True, kind=_kind(element), header=header)


def _numbered(element: Element, header: bool) -> Iterator[Line]:
    """The number goes to the first line of its element."""
    number = next((one_line(words(child)) for child in element if name(child) == "num"), None)
    for child in element:
        if name(child) == "num":
            continue
        for line in _walk(child, header):
            if number:
                yield from _first_line(line, number, name(element))
            else:
                yield line
            number = None


def _first_line(line: Line, number: str, tag: str) -> Iterator[Line]:
    """A paragraph's number is kept apart as it is printed; that of a part of one, or of a quoted paragraph, stands
    before its text."""
    if line.number is not None:
        yield replace(line, text=number, number=None, kind="heading")
        yield line
    elif line.kind not in ("heading", "quote") and tag in ("paragraph", "level"):
        yield replace(line, number=number)
    else:
        yield replace(line, text=f"{number} {line.text}")


def _text(element: Element) -> str:
    """Text without the notes that stand inside it, but with the marks that call them."""
    parts = [element.text or ""]
    for child in element:
        if name(child) in ("br", "marker", "eol"):
            parts.append(" ")
        elif name(child) == "authorialNote" and child.get("marker"):
            parts.append(f"[{child.get('marker')}]")
        elif name(child) not in _DROPPED:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _kind(element: Element) -> ParagraphKind:
    if name(element) in ("heading", "subheading", "crossHeading", "docTitle"):
        return "heading"
    if any(name(parent) in _QUOTED for parent in element.iterancestors()):
        return "quote"
    return "body"


def _note(note: Element) -> Line:
    marker = note.get("marker")
    text = one_line(words(note))
    return Line(f"{marker} {text}" if marker else text, whole=True, apart=True, kind="footnote")


def _declared(root: Element) -> dict[str, tuple[str, ...]]:
    """Facts of the header, each as the file states it, once."""
    found: dict[str, dict[str, None]] = {}
    shown = {e.get("eId"): e.get("showAs") for e in root.iter() if name(e).startswith("TLC") and e.get("eId")}
    for element in root.iter():
        for field, value in _facts(element, root, shown):
            if stated := one_line(value or ""):
                found.setdefault(field, {})[stated] = None
    return {field: tuple(values) for field, values in found.items()}


def _facts(element: Element, root: Element, shown: Mapping[str | None, str | None]) -> Iterator[_Fact]:
    """What one element states; `shown` names the people and bodies that the header lists."""
    tag = name(element)
    if tag == "FRBRWork":
        yield from _of_the_work(element, shown)
    elif tag == "FRBRExpression":
        address = next((child.get("value") for child in element if name(child) == "FRBRuri"), None) or ""
        yield "url", address if address.startswith(("http://", "https://")) else None
    elif tag == "FRBRlanguage":
        code = element.get("language") or ""
        yield "language", _LANGUAGES.get(code, code)
    elif tag in ("cite", "neutralCitation"):
        yield "neutral", words(element)
    elif tag == "court":
        yield "court_code", words(element)
    elif tag in ("caseNumber", "docketNumber"):
        yield "docket", words(element)
    elif tag == "party":
        role = _pointed(element, "as", shown) or "party"
        yield "party", f"{role.lower()}: {one_line(_pointed(element, 'refersTo', shown) or words(element))}"
    elif tag == "judge":
        yield "judge", _pointed(element, "refersTo", shown) or words(element)
    elif tag in ("judgment", "act", "bill", "doc", "statement") and element.getparent() is root:
        yield "kind", element.get("name") or tag


def _of_the_work(work: Element, shown: Mapping[str | None, str | None]) -> Iterator[_Fact]:
    for child in work:
        if name(child) == "FRBRdate" and child.get("name") in ("judgment", "decision"):
            yield "date", child.get("date")
        elif name(child) == "FRBRname":
            yield "title", child.get("value")
        elif name(child) == "FRBRauthor":
            yield "court", _pointed(child, "href", shown)
        elif name(child) == "FRBRcountry":
            yield "country", child.get("value")


def _pointed(element: Element, attribute: str, shown: Mapping[str | None, str | None]) -> str | None:
    """The name of whom an attribute points to, as the header lists it."""
    return shown.get((element.get(attribute) or "").lstrip("#"))
