"""Content decides what a file is; its text comes out whole, and what cannot be read is named."""

from __future__ import annotations

import pytest

from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say_problem
from ingest.draft import Draft
from ingest.extract.bids import choose
from ingest.extract.encoding import decode
from ingest.extract.port import Sample
from ingest.stages import default
from tests.factories import files

ENGLISH = "The court finds that the eviction of the residents was unlawful and orders the council to provide shelter."


def read(data: bytes, name: str = "file") -> Draft:
    return default().run(Draft(name, data))


def texts(draft: Draft) -> list[str]:
    return [paragraph.text for paragraph in draft.paragraphs]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (files.paragraphs_pdf([[ENGLISH]]), "pdf"),
        (b"\n\njunk before\n" + files.paragraphs_pdf([[ENGLISH]]), "pdf"),
        (files.word(ENGLISH), "docx"),
        (files.opendocument(ENGLISH), "odt"),
        (files.akoma(("1.", ENGLISH)), "xml"),
        (b"<?xml version='1.0'?><law><title>A law</title><p>Text</p></law>", "xml"),
        (f"<!DOCTYPE html><html><body><p>{ENGLISH}</p></body></html>".encode(), "html"),
        (f"<div><p>{ENGLISH}</p><p>More</p></div>".encode(), "html"),
        (f"---\ntitle: A case\n---\n\n## Facts\n\n{ENGLISH} [link](https://example.org)\n".encode(), "md"),
        (ENGLISH.encode(), "txt"),
        (ENGLISH.encode("utf-16"), "txt"),
        (ENGLISH.encode("utf-16-le"), "txt"),
        ("Décision de la Cour, rendue à l’été".encode("windows-1252"), "txt"),
        (b"{\\rtf1\\ansi Judgment}", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ole"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "doc"),
        (files.archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}), "office"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "image"),
        (files.archive({"a.txt": b"text"}), "zip"),
        (b"PK\x03\x04" + bytes(26) + b"a.pdf" + files.paragraphs_pdf([[ENGLISH]]), "zip"),  # stored, not compressed
        (b"From: a@example.org\nTo: b@example.org\nSubject: Judgment\nDate: today\n\nText", "eml"),
        (b"name,court,year,place\na,b,2001,x\nc,d,2002,y\ne,f,2003,z\n", "other"),
        (b'{"title": "data", "rows": [1, 2]}', "other"),
        (b"\x7fELF" + bytes(100), "other"),
    ],
)
def test_content_decides(data: bytes, expected: str) -> None:
    extractor = choose(Sample(data))
    assert extractor is not None
    assert extractor.format == expected


def test_a_lying_name_changes_nothing() -> None:
    draft = read(files.word(ENGLISH), "judgment.pdf")
    assert draft.format == "docx"
    assert texts(draft) == [ENGLISH]


@pytest.mark.parametrize(
    "data",
    [
        files.paragraphs_pdf([[ENGLISH]]),
        files.word(ENGLISH),
        files.opendocument(ENGLISH),
        files.akoma(("1.", ENGLISH)),
        f"<html><body><p>{ENGLISH}</p></body></html>".encode(),
        ENGLISH.encode(),
    ],
)
def test_the_words_come_out_in_order(data: bytes) -> None:
    assert ENGLISH in " ".join(texts(read(data)))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "problem.empty"),
        (files.locked_pdf(), "problem.password"),
        (files.picture_pdf(), "problem.pdf.no_text_layer"),
        (b"%PDF-1.4\nnothing of use\n", "problem.pdf.broken"),
        (files.word(ENGLISH)[:400], "problem.package.broken"),
        (b"<?xml version='1.0'?><a><b></a>", "problem.xml.broken"),
        (b"<?xml version='1.0'?><a></a>", "problem.no_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "problem.format.unread"),
        (b"{\\rtf1" + b"{" * 2000, "problem.rtf.broken"),
    ],
)
def test_what_cannot_be_read_is_named_and_kept(data: bytes, code: str) -> None:
    draft = default().run(Draft("file", data, wanted_ocr="never"))
    assert draft.skipped is None
    assert [problem.code for problem in draft.problems if problem.severity == "error"] == [code]
    for language in LANGUAGES:
        assert all(say_problem(problem, language) for problem in draft.problems)


@pytest.mark.parametrize(
    "data", [b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", b'{"a": 1}', b"\x7fELF" + bytes(100), bytes(range(256)) * 9]
)
def test_what_is_no_document_is_left_alone(data: bytes) -> None:
    assert read(data).skipped == "ingest.skipped.not_a_document"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Décision n° 12 du 3 mai – « vu »", "utf-8"),
        ("Décision n° 12 du 3 mai – « vu »", "utf-8-sig"),
        ("Décision n° 12 du 3 mai – « vu »", "utf-16"),
        ("Decision number twelve of the court", "utf-16-be"),
        ("Décision n° 12 du 3 mai – « vu »", "windows-1252"),
        ("قررت المحكمة في هذه القضية أن الحق في السكن من الحقوق التي يكفلها الدستور", "windows-1256"),
        ("قررت المحكمة في هذه القضية", "utf-8"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_is_believed_where_it_holds() -> None:
    arabic = "<html><head><meta charset='windows-1256'></head><body><p>الحق في التعليم</p></body></html>"
    assert texts(read(arabic.encode("windows-1256"))) == ["الحق في التعليم"]


def test_scripts_and_navigation_are_not_text() -> None:
    dropped = "<nav>Home</nav>", "<script>var x</script>", "<style>p{}</style>"
    page = f"<html><head>{dropped[1]}</head><body>{dropped[0]}<p>{ENGLISH}</p>tail{dropped[2]}</body></html>"
    assert texts(read(page.encode())) == [ENGLISH, "tail"]


def test_control_characters_and_surrogates_stop_at_the_door() -> None:
    draft = read(
        "The cou\x00rt\x07 de\u0301cides\ufeff that the eviction was unlawful.\udcff".encode("utf-8", "surrogatepass")
    )
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for text in texts(draft) for c in text)
    assert "décides" in texts(draft)[0]


def test_a_zip_bomb_is_not_unpacked() -> None:
    draft = read(files.archive({"word/document.xml": bytes(200 * 1024 * 1024)}))
    assert [problem.code for problem in draft.problems] == ["problem.package.bomb"]


def test_entities_are_not_unfolded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert [problem.code for problem in read(bomb).problems] == ["problem.xml.entities"]


def test_external_files_are_not_read(tmp_path: object) -> None:
    wide = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>x &b; y</a>'
    assert "root:" not in " ".join(texts(read(wide.encode("utf-16"))))


def test_word_prints_its_numbers() -> None:
    draft = read(files.word("#Facts", "1#The council evicted them.", "1#They appealed.", "Plain text."))
    assert [(p.number, p.kind, p.text) for p in draft.paragraphs] == [
        (None, "heading", "Facts"),
        ("1", "body", "The council evicted them."),
        ("2", "body", "They appealed."),
        (None, "body", "Plain text."),
    ]


def test_a_table_is_kept_as_rows() -> None:
    draft = read(files.word("Before", table=[["Applicant", "Amount"], ["Ms Rivers", "500"]]))
    assert [(p.kind, p.text) for p in draft.paragraphs][1:] == [
        ("table", "Applicant | Amount"), ("table", "Ms Rivers | 500"),
    ]  # fmt: skip


def test_akoma_ntoso_keeps_its_numbers_and_its_header() -> None:
    draft = read(files.akoma(("1.", "The first point."), ("2.", "The second.")))
    assert [p.number for p in draft.paragraphs] == [None, "1", "2"]
    assert (draft.language, draft.facts.title, str(draft.facts.decided), draft.facts.country) == (
        "en", "Rivers v Council", "2020-02-03", "GBR",
    )  # fmt: skip
    assert draft.facts.court == "uk-sc"


def test_rich_text_is_read_in_its_code_pages_with_its_notes_apart() -> None:
    rich = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset178 Arial;}}"
        rb"{\info{\title Hidden}}"
        rb"\f0 D\'e9cision {\b du} 3\~mai{\footnote\f0 A note.}.\par {\f1\'c7\'e1\'cd\'de} "
        rb"\u1601?\u1610? \u8220?x\u8221?\par"
        rb"{\*\generator Nobody}a\cell b\row}"
    )
    draft = read(rich)
    assert draft.format == "rtf"
    assert [(p.kind, p.text) for p in draft.paragraphs] == [
        ("body", "Décision du 3 mai."), ("body", "الحق في “x”"), ("table", "a | b"), ("footnote", "A note."),
    ]  # fmt: skip
