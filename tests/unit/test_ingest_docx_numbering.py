"""The numbers Word prints, from the lists that Word keeps."""

from __future__ import annotations

import pytest

from ingest.draft import Draft
from ingest.stages import default
from tests.factories import files

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DECIMAL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
LETTER = '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
PASTED = "".join(f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>' for n in range(9))
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def document(lists: str, *paragraphs: tuple[str, int, str]) -> bytes:
    """A Word file with these lists; each paragraph has its list ("" for none), its level and its text."""
    body = "".join(
        "<w:p>"
        + (f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr></w:pPr>' if key else "")
        + f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for key, level, text in paragraphs
    )
    return files.archive(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
            "word/numbering.xml": f"<w:numbering {W}>{lists}</w:numbering>".encode(),
        }
    )


def number(key: str, abstract: str, override: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


ONE = f'<w:abstractNum w:abstractNumId="7">{DECIMAL}{LETTER}</w:abstractNum>'


@pytest.mark.parametrize(
    ("lists", "keys", "printed"),
    [
        (ONE + number("1", "7"), ["1", "1", "", "1"], ["1", "2", None, "3"]),
        (ONE + number("1", "7") + number("2", "7"), ["1", "2", "2"], ["1", "2", "3"]),
        (ONE + number("1", "7") + number("2", "7", RESTART), ["1", "1", "2", "2"], ["1", "2", "1", "2"]),
        (ONE + number("1", "7") + number("2", "7", PASTED), ["1", "1", "2", "2"], ["1", "2", "3", "4"]),
        (ONE + number("1", "7"), ["0", "1"], [None, "1"]),
        (
            f'<w:abstractNum w:abstractNumId="7">{DECIMAL}<w:styleLink w:val="S"/></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="S"/></w:abstractNum>' + number("1", "8"),
            ["1", "1"],
            ["1", "2"],
        ),
    ],
)
def test_lists_count_as_word_counts(lists: str, keys: list[str], printed: list[str | None]) -> None:
    data = document(lists, *((key, 0, f"Paragraph {at} says something.") for at, key in enumerate(keys)))
    assert [p.number for p in default().run(Draft("x.docx", data)).paragraphs] == printed


def test_letters_of_a_lower_level_stand_in_the_text() -> None:
    data = document(
        ONE + number("1", "7"), ("1", 0, "It orders:"), ("1", 1, "shelter;"), ("1", 1, "costs."), ("1", 0, "End.")
    )
    found = default().run(Draft("x.docx", data)).paragraphs
    assert [(p.number, p.text) for p in found] == [
        ("1", "It orders:"), (None, "(a) shelter;"), (None, "(b) costs."), ("2", "End."),
    ]  # fmt: skip
