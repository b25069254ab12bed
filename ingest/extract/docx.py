"""Word (.docx): paragraphs, tables and footnotes, with the numbers that Word prints and does not store as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.draft import Line
from ingest.extract.clean import one_line
from ingest.extract.docx_numbering import Numbering
from ingest.extract.package import Package, is_zip, member_names
from ingest.extract.port import NO_BID, SURE, Extracted, Sample
from ingest.extract.printed_numbers import only_paragraph_numbers
from ingest.extract.xmltree import Element, name, parse, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_SENTENCE = re.compile(r"[.:;?…][”\"’)\]]*$")  # no heading ends so; some offices number paragraphs by a heading's style
_PROPERTIES = ("title", "language")
_DEEPEST = 6


class DocxExtractor:
    format = "docx"

    def bid(self, sample: Sample) -> int:
        return SURE if is_zip(sample.head) and _BODY in member_names(sample.data) else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        package = Package(sample.data)
        body = parse(package.read(_BODY)).find(f"{W}body")
        styles = _part(package, "word/styles.xml")
        numbering = Numbering(_part(package, "word/numbering.xml"), styles)
        headings = _heading_styles(styles)
        _print_note_marks(body)
        lines = only_paragraph_numbers(list(_blocks(body, numbering, headings)) if body is not None else [])
        lines += _footnotes(_part(package, "word/footnotes.xml"), _called(body))
        return Extracted(tuple(lines), declared=_properties(package))


def _part(package: Package, member: str) -> Element | None:
    data = package.read_if_there(member)
    return parse(data) if data else None


def _properties(package: Package) -> dict[str, tuple[str, ...]]:
    core = _part(package, "docProps/core.xml")
    if core is None:
        return {}
    found = {name(element): one_line(words(element)) for element in core}
    return {key: (value,) for key, value in found.items() if key in _PROPERTIES and value}


def _called(body: Element | None) -> dict[str, str]:
    """The number that Word prints for each note, by the note's id: they are counted as they are called."""
    found: dict[str, str] = {}
    for call in body.iter(f"{W}footnoteReference") if body is not None else ():
        if call.get(f"{W}customMarkFollows") is None:
            found.setdefault(call.get(f"{W}id") or "", str(len(found) + 1))
    return found


def _print_note_marks(body: Element | None) -> None:
    """Write the number of a note where it is called, as a reader sees it: "[3]"."""
    called = _called(body)
    for call in list(body.iter(f"{W}footnoteReference")) if body is not None else ():
        number = called.get(call.get(f"{W}id") or "")
        parent = call.getparent()
        if number and parent is not None:
            mark = parent.makeelement(f"{W}t", {})
            mark.text = f"[{number}]"
            call.addnext(mark)


def _heading_styles(styles: Element | None) -> Mapping[str, int]:
    """The styles that are headings, by their outline level or the name Word gives them, and how deep each stands."""
    found = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        label = style.find(f"{W}name")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        named = label is not None and (label.get(f"{W}val") or "").lower().startswith(("heading", "title"))
        if named or outline is not None:
            depth = outline.get(f"{W}val") if outline is not None else None
            last = (label.get(f"{W}val") or "")[-1:] if label is not None else ""
            level = int(depth) + 1 if depth and depth.isdecimal() else int(last) if last.isdecimal() else 1
            found[style.get(f"{W}styleId") or ""] = min(max(level, 1), _DEEPEST)
    return found


def _blocks(parent: Element, numbering: Numbering, headings: Mapping[str, int]) -> Iterator[Line]:
    for child in parent:
        tag = name(child)
        if tag == "p":
            yield from _paragraph(child, numbering, headings)
        elif tag == "tbl":
            yield from _table(child)
        elif tag in ("sdt", "sdtContent", "ins", "smartTag", "customXml"):
            yield from _blocks(child, numbering, headings)


def _paragraph(element: Element, numbering: Numbering, headings: Mapping[str, int]) -> Iterator[Line]:
    label = numbering.label(element)
    text = one_line(_text(element))
    if not text:
        return
    style = element.find(f"{W}pPr/{W}pStyle")
    heading = style is not None and style.get(f"{W}val") in headings and len(text) < 200 and not _SENTENCE.search(text)
    number = None
    if label and label.is_paragraph_number and not heading:
        number = label.printed
    elif label:
        text = f"{label.printed} {text}"
    yield Line(
        text, whole=True, apart=True, number=number, left=label.level * 10.0 if label else 0.0,
        kind="heading" if heading and number is None else "body",
        level=headings.get(style.get(f"{W}val") or "") if heading and number is None and style is not None else None,
    )  # fmt: skip


def _table(table: Element) -> Iterator[Line]:
    """A row is one line, its cells parted by a bar; a table of one column is plain paragraphs."""
    for row in table.iter(f"{W}tr"):
        cells = []
        for cell in row.findall(f"{W}tc"):
            paragraphs = cell.iter(f"{W}p")
            cells.append([t for t in (one_line(_text(p)) for p in paragraphs) if t])
        if len(cells) == 1:
            yield from (Line(text, whole=True, apart=True) for text in cells[0])
        elif any(cells):
            yield Line(" | ".join(" ".join(cell) for cell in cells if cell), whole=True, apart=True, kind="table")


def _text(paragraph: Element) -> str:
    """The words a reader sees: runs in order, without deleted text and field codes; tabs and breaks as spaces."""
    parts: list[str] = []
    field_depth, in_code = 0, False
    for element in paragraph.iter():
        tag = name(element)
        if tag == "fldChar":
            kind = element.get(f"{W}fldCharType")
            field_depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            in_code = kind == "begin" or (in_code and kind != "separate" and kind != "end")
        elif tag == "t" and not in_code and not _inside_alternative(element, paragraph):
            parts.append(element.text or "")
        elif tag in ("tab", "br", "cr") and _in_run(element):
            parts.append(" ")
        elif tag == "noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _in_run(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and name(parent) == "r"


def _inside_alternative(element: Element, top: Element) -> bool:
    """Text in the fallback of a drawing stands there twice; a text box inside a paragraph is read with it once."""
    for parent in element.iterancestors():
        if parent is top:
            return False
        if name(parent) == "Fallback":
            return True
    return False


def _footnotes(part: Element | None, called: Mapping[str, str]) -> list[Line]:
    """The notes, each with the number it is called by; one that nothing calls has none."""
    if part is None:
        return []
    notes = []
    for note in part.findall(f"{W}footnote"):
        text = one_line(" ".join(_text(p) for p in note.iter(f"{W}p")))
        if text and note.get(f"{W}type") in (None, "normal"):
            number = called.get(note.get(f"{W}id") or "")
            notes.append(Line(f"{number} {text}" if number else text, whole=True, apart=True, kind="footnote"))
    return notes
