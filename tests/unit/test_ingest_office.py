"""What office programs print and do not store as text: numbers of lists, notes, fields; and what they store and do not
print: deleted and hidden words."""

from __future__ import annotations

import pytest

from ingest.draft import Draft, Line
from ingest.extract.bids import choose
from ingest.extract.port import Sample
from ingest.stages import default
from tests.factories import files

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "style", "table"))
LEVEL = '<text:list-level-style-number text:level="{}" style:num-format="{}"'
LEVEL += ' style:num-prefix="{}" style:num-suffix="{}"/>'
LISTS = (
    f'<text:list-style style:name="L">{LEVEL.format(1, "1", "", ".")}{LEVEL.format(2, "a", "(", ")")}'
    '<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
)


def odt(body: str) -> list[Line]:
    styles = f"<office:automatic-styles>{LISTS}</office:automatic-styles>"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {NAMES}>{styles}{text}</office:document-content>"
    mime = b"application/vnd.oasis.opendocument.text"
    members = {"mimetype": mime, "META-INF/manifest.xml": b"<m/>", "content.xml": content.encode()}
    return lines(files.archive(members))


def lines(data: bytes) -> list[Line]:
    sample = Sample(data)
    extractor = choose(sample)
    assert extractor is not None
    return list(extractor.extract(sample).lines)


def shown(found: list[Line]) -> list[tuple[str | None, str]]:
    return [(line.number, line.text) for line in found]


def item(text: str, inner: str = "", tag: str = "p") -> str:
    return f"<text:list-item><text:{tag}>{text}</text:{tag}>{inner}</text:list-item>"


def listed(style: str, *items: str, more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}{more}>{''.join(items)}</text:list>"


def test_an_open_document_prints_its_numbers() -> None:
    nested = listed("", item("A point."), item("Another.", listed("", item("Deep."))))
    body = "".join((
        listed("L", item("First.", nested), item("Second.", "<text:p>More of it.</text:p>")),
        "<text:p>Between.</text:p>",
        listed("L", item("Third, in a heading’s style.", tag="h"), more=' text:continue-numbering="true"'),
        listed("L", item("Anew.")),
        listed("B", item("A bullet.")),
    ))  # fmt: skip
    assert shown(odt(body)) == [
        ("1", "First."), (None, "(a) A point."), (None, "(b) Another."), (None, "1.b.1 Deep."), ("2", "Second."),
        (None, "More of it."), (None, "Between."), ("3", "Third, in a heading’s style."), ("1", "Anew."),
        (None, "• A bullet."),
    ]  # fmt: skip


def test_an_open_document_keeps_notes_apart_and_deleted_words_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:h>Facts</text:h>"
        "<text:p>They lived<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Exhibit A.</text:p></text:note-body></text:note> there."
        "<office:annotation><text:p>A remark.</text:p></office:annotation></text:p>"
    )
    assert [(line.kind, line.text) for line in odt(body)] == [
        ("heading", "Facts"), ("body", "They lived[1] there."), ("footnote", "1 Exhibit A."),
    ]  # fmt: skip


FONTS = rb"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset178 B;}}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb"{\listtext\pard\plain 12.\tab}The court finds.\par", [("12", "The court finds.")]),
        (rb"{\pntext\f0 (a)\tab}A point.\par Plain.\par", [(None, "(a) A point."), (None, "Plain.")]),
        (rb"Kept {\deleted struck out}{\v hidden}words.\par", [(None, "Kept words.")]),
        (rb"{\deleted gone \plain kept}\par", [(None, "kept")]),
        (rb"{\*\unknown left out}{\field{\*\fldinst HYPERLINK}{\fldrslt the case}}\par", [(None, "the case")]),
        (FONTS + rb"\f1 \'c7\'e1\'cd\'df\'e3\f0  caf\'e9\par", [(None, "الحكم café")]),
        (rb"\uc1 \u1575?\u1604?\u1581?\u1603?\u1605? \u-10179?\u-8988?\par", [(None, "الحكم 📤")]),
    ],
)  # fmt: skip
def test_rich_text_says_what_is_printed(body: bytes, expected: list[tuple[str | None, str]]) -> None:
    assert shown(lines(rb"{\rtf1\ansi\ansicpg1252 " + body + b"}")) == expected


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        ("La Cour a jugé que l’expulsion était contraire à la loi – « dès l’été » – et cruelle.", "windows-1252", "fr"),
        ("El desalojo violó el derecho a la vivienda según la decisión de la Comisión española.", "iso-8859-1", "es"),
        ("قررت المحكمة في هذه القضية أن الحق في السكن من الحقوق التي يكفلها الدستور", "windows-1256", "ar"),
        ("قررت المحكمة في هذه القضية أن الحق في السكن من الحقوق التي يكفلها الدستور", "utf-16", "ar"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("declares", [True, False])
def test_a_web_page_is_read_in_its_letters(text: str, encoding: str, language: str, declares: bool) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">' if declares else ""
    page = f"<!DOCTYPE html><html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"
    draft = default().run(Draft("page", page.encode(encoding, errors="replace")))
    assert [paragraph.text for paragraph in draft.paragraphs] == [text]
    assert (draft.format, draft.language) == ("html", language)


def test_letters_that_bytes_alone_do_not_tell_are_those_declared() -> None:
    page = '<html><head><meta charset="iso-8859-6"></head><body><p>الحق في التعليم</p></body></html>'
    assert [line.text for line in lines(page.encode("iso-8859-6"))] == ["الحق في التعليم"]
