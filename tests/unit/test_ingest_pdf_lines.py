"""The pages of a PDF become lines in reading order, with the words that stock pdfminer.six finds."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from ingest.draft import Draft
from ingest.extract.pdf import PdfExtractor
from ingest.extract.pdf_glyphs import PageSpans, Span, pages
from ingest.extract.pdf_lines import lines
from ingest.extract.port import Sample
from ingest.stages import default
from tests.factories import files
from tests.factories.files import Placed


def span(text: str, left: float, right: float, bottom: float = 700.0, size: float = 12.0) -> Span:
    pieces = [(left, list(text))] if re.search("[\u0600-\u06ff]", text) else []
    return Span(left, bottom, right, bottom + size, size, text, pieces)


def read(*spans: Span) -> list[str]:
    return [line.text for line in lines(PageSpans(1, 595, 842, list(spans)))]


def texts(data: bytes) -> list[str]:
    return [line.text for line in PdfExtractor().extract(Sample(data)).lines]


def words(found: Iterable[str]) -> Counter[str]:
    return Counter(re.findall(r"[A-Za-z]+", " ".join(found)))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([span("Report Nº 47/02", 72, 150), span("1", 150, 154, 706, 7)], "Report Nº 47/02[1]"),
        (
            [span("the seat", 72, 120), span("12", 120, 128, 706, 7), span(" of the Court", 128, 190)],
            "the seat[12] of the Court",
        ),
        ([span("1", 72, 75, 105, 5), span("Cf. the Charter.", 76, 150, 100, 9)], "1 Cf. the Charter."),
        ([span("an area of 50 km", 72, 150), span("2", 150, 154, 706, 7)], "an area of 50 km2"),
        ([span("H", 72, 80), span("2", 80, 84, 698, 7), span("O", 84, 92)], "H2O"),
        ([span("Rules", 72, 100), span("*", 100, 104, 706, 7)], "Rules*"),
        ([span("J", 72, 78), span("UDGMENT", 78, 130, 700, 9)], "JUDGMENT"),
        ([span("رارق", 100, 130), span("3", 94, 98, 706, 7)], "قرار [3]"),
    ],
)
def test_marks_of_notes_stand_apart_from_words_and_numbers(spans: list[Span], expected: str) -> None:
    assert read(*spans) == [expected]


def test_text_printed_twice_for_boldness_is_read_once() -> None:
    assert read(span("JUDGMENT", 72, 150), span("JUDGMENT", 72.3, 150.3)) == ["JUDGMENT"]


@pytest.mark.parametrize(
    ("size", "gap", "expected"), [(12, 1.0, "thecourt"), (12, 1.4, "the court"), (24, 1.4, "thecourt")]
)
def test_a_gap_of_a_tenth_of_the_size_parts_words(size: float, gap: float, expected: str) -> None:
    assert read(span("the", 72, 90, 700, size), span("court", 90 + gap, 130, 700, size)) == [expected]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(60, 700 - 14 * at, f"left column line number {at} runs on") for at in range(12)]
    right = [(320, 700 - 14 * at, f"right column line number {at} runs on") for at in range(12)]
    head: list[Placed] = [(60, 760, "A heading that is as wide as both of the columns together and crosses them")]
    rows = [piece for pair in zip(left, right, strict=True) for piece in pair]
    found = texts(files.pdf([[*head, *rows]]))
    assert found[0] == head[0][2]
    assert found[1:] == [text for _, _, text in (*left, *right)]


def test_columns_under_lines_of_full_width() -> None:
    wide = [(60, 780 - 14 * at, f"line {at} runs from the left edge of the page to its right edge, over both columns")
            for at in range(16)]  # fmt: skip
    left = [(60, 540 - 14 * at, f"left column line number {at} runs on") for at in range(12)]
    right = [(320, 540 - 14 * at, f"right column line number {at} runs on") for at in range(12)]
    rows = [piece for pair in zip(left, right, strict=True) for piece in pair]
    assert texts(files.pdf([[*wide, *rows]])) == [text for _, _, text in (*wide, *left, *right)]


def test_a_table_is_no_pair_of_columns() -> None:
    rows: list[Placed] = []
    for at in range(12):
        rows += [(60, 700 - 14 * at, f"{at}."), (320, 700 - 14 * at, "a long description of what was ordered")]
    assert texts(files.pdf([rows]))[:2] == ["0. a long description of what was ordered",
                                            "1. a long description of what was ordered"]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 12 Tf 72 700 Td [(The C) -20 (ourt) -300 (finds) 15 (:)] TJ ET",
        b"BT /F1 12 Tf 14 TL 72 700 Td (first) Tj T* (second) ' 2 1 (third one) \" ET",
        b"BT /F1 12 Tf 5 Tc 72 700 Td (spaced) Tj ET",
        b"BT /F1 12 Tf 3 Tw 72 700 Td (word spacing of a line) Tj 0 -14 Td [(and) -250 (again) ( here)] TJ ET",
        b"BT /F1 12 Tf 50 Tz 72 700 Td (narrow) Tj 200 Tz 0 -20 Td (wide one) Tj ET",
        b"q .5 0 0 .5 10 10 cm BT /F1 24 Tf 100 1000 Td (scaled text) Tj ET Q BT /F1 9 Tf 72 600 Td (plain) Tj ET",
        b"BT /F1 12 Tf 72 700 Td <5468652043> Tj <6f757274> Tj ET",
        b"BT /F1 12 Tf 3 Tr 72 700 Td (hidden) Tj 1 1 1 rg 0 -20 Td (white) Tj ET",
        b"q BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q BT /F1 12 Tf 72 700 Td (after a picture) Tj ET",
        b"BT /F1 12 Tf 72 700 Td [(kern)-99(ed)-101(apart)]TJ 0 -14 Td [(a)60 60(b)]TJ ET",
        b"BT 72 700 Td (without a font) Tj /F1 10 Tf (with one) Tj",
    ],
)
def test_the_words_of_stock_pdfminer(content: bytes) -> None:
    data = files.raw_pdf([content])
    assert words(texts(data)) == words([extract_text(io.BytesIO(data))])
    assert words(texts(data))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"BT /F1 12 Tf 0 1 -1 0 300 300 Tm (upwards) Tj ET", "upwards"),
        (b"BT /Missing 12 Tf 72 700 Td (unmeasured) Tj ET", "unmeasured"),
    ],
)
def test_words_that_stock_pdfminer_takes_apart(content: bytes, word: str) -> None:
    assert texts(files.raw_pdf([content])) == [word]


_WORDS = st.sampled_from(["the", "court", "finds", "that", "Article", "11", "(right", "food)", "was", "breached,", "§"])


@settings(deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=9), min_size=1, max_size=30), st.sampled_from([9.0, 11.0, 14.0]))
def test_every_word_of_a_plain_page_is_kept_in_order(rows: list[list[str]], size: float) -> None:
    page: list[Placed] = [(72, 780 - 20 * at, " ".join(row)) for at, row in enumerate(rows)]
    data = files.pdf([page], size=size)
    found = [line.text for page in pages(data) for line in lines(page)]
    assert found == [" ".join(row) for row in rows]
    assert words(found) == words([extract_text(io.BytesIO(data))])


def test_a_broken_page_does_not_take_the_next_ones_with_it() -> None:
    good, broken = b"BT /F1 12 Tf 72 700 Td (A page that can be read) Tj ET", b"BT /F1 12 Tf [5 (a)] 3 Tj 0 0 0 0 0 ("
    data = files.raw_pdf([good, b"BT /F1 12 Tf 72 700 Td (Half) Tj (\\777) Tj ET", good, broken])
    found = list(pages(data))
    assert [page.broken for page in found] == [False, True, False, False]
    assert [line.text for page in found[::2] for line in lines(page)] == ["A page that can be read"] * 2


@pytest.mark.parametrize("number", [b"9" * 400, b"1e999", b"-" + b"9" * 19])
def test_places_beyond_every_page_are_dropped(number: bytes) -> None:
    data = files.raw_pdf([b"BT /F1 12 Tf " + number + b" 0 Td (far) Tj ET BT /F1 12 Tf 72 700 Td (near) Tj ET"])
    assert [page.spans[-1].text for page in pages(data)] == ["near"]
    assert texts(data)


def test_the_stroke_that_stretches_a_word_is_no_letter_whatever_its_font_calls_it() -> None:
    font = (  # A to E: ta marbuta, meem, kaf, hah, and a "meem" of a thirtieth of the width
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Any /FirstChar 65 /Widths [500 500 500 500 30] /Encoding"
        b" << /Differences [65 /afii57417 /afii57445 /afii57443 /afii57421 /afii57445] >> >>"
    )
    data = files.raw_pdf([b"BT /F1 12 Tf 72 700 Td (ABCEEEDB) Tj 0 -20 Td (ABCDB) Tj ET"], font)
    assert [line.text for page in pages(data) for line in lines(page)] == ["محكمة"] * 2


def test_a_title_has_no_marks_of_notes() -> None:
    head = b"BT /F1 12 Tf 72 760 Td (CASE OF RIVERS v. COUNCIL) Tj /F1 7 Tf 5 Ts (1) Tj 0 Ts /F1 12 Tf 0 -40 Td "
    body = b"(The applicants lived by the river.) Tj 0 -14 Td " * 9 + b"ET"
    assert default().run(Draft("file.pdf", files.raw_pdf([head + body]))).facts.title == "CASE OF RIVERS v. COUNCIL"
