"""Word 97: the piece table puts the text together, whatever the order and the letters of its pieces."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest

from caselaw.domain.errors import Unreadable
from ingest.draft import Draft
from ingest.extract.bids import choose
from ingest.extract.doc import OLE, _lines, _notes, parts, table_name
from ingest.extract.port import Sample
from ingest.stages import default

ROOT = Path(__file__).resolve().parents[2]


def word(pieces: list[str | bytes], *, notes: int = 0, flags: int = 0, ident: int = 0xA5EC) -> tuple[bytes, bytes]:
    """The two streams of a file whose text is `pieces`: bytes in windows-1252, strings in UTF-16. Its last `notes`
    characters are footnotes."""
    document = bytearray(0x1AA)
    places, descriptors, at = [0], b"", 0
    for piece in pieces:
        start = len(document)
        length = len(piece) if isinstance(piece, bytes) else len(piece.encode("utf-16-le")) // 2
        document += piece if isinstance(piece, bytes) else piece.encode("utf-16-le")
        at += length
        places.append(at)
        fc = start * 2 | 0x40000000 if isinstance(piece, bytes) else start
        descriptors += struct.pack("<HIH", 0, fc, 0)
    table = struct.pack(f"<{len(places)}I", *places) + descriptors
    formatting = b"\x01" + struct.pack("<H", 4) + b"\x02\x02\x02\x02"
    clx = formatting + b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<HH", document, 0, ident, 0x00C1)
    struct.pack_into("<H", document, 0x0A, flags)
    struct.pack_into("<6I", document, 0x4C, at - notes, notes, 0, 0, 0, 0)
    struct.pack_into("<II", document, 0x01A2, 7, len(clx))
    return bytes(document), b"padding" + clx


def test_pieces_of_both_kinds_are_joined_in_their_order() -> None:
    body, notes = parts(*word([b"The court\x92s ", "قرار المحكمة 𝒜 ", b"order\r", "\x02A note"], notes=7))
    assert [line.text for line in _lines(body)] == ["The court’s قرار المحكمة 𝒜 order"]
    assert [(line.text, line.kind) for line in _notes(notes)] == [("A note", "footnote")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\rTwo\x0cThree", ["One", "Two", "Three"]),
        ('See \x13 HYPERLINK "x" \x14the judgment\x15 of\x0bMay', ["See the judgment of May"]),
        ('A \x13 PAGE \x14\x13 REF a \x14inner\x15\x15 end\x13 XE "hidden" \x15.', ["A inner end."]),
        ("Name\x07Amount\x07\x07Ms Rivers\x07500\x07\x07After", ["Name | Amount", "Ms Rivers | 500", "After"]),
        ("co\x1fope\x1eration\x01\x08\x05", ["coope-ration"]),
    ],
)
def test_marks_are_not_text(text: str, expected: list[str]) -> None:
    body, _ = parts(*word([text]))
    assert [line.text for line in _lines(body)] == expected


def test_a_password_and_older_files_are_named() -> None:
    with pytest.raises(Unreadable) as locked:
        table_name(word(["x"], flags=0x0100)[0])
    assert locked.value.code == "problem.password"
    with pytest.raises(Unreadable) as older:
        table_name(word(["x"], ident=0xA5DC)[0])
    assert older.value.code == "problem.doc.broken"
    assert [table_name(word(["x"], flags=flags)[0]) for flags in (0, 0x0200)] == ["0Table", "1Table"]


@pytest.mark.parametrize("cut", [0, 10, 0x50, 0x1A4])
def test_streams_that_do_not_fit_raise_what_the_extractor_names(cut: int) -> None:
    document, table = word([b"text"])
    with pytest.raises((struct.error, ValueError, IndexError)):
        parts(document[:cut], table)


def test_a_piece_that_lies_outside_the_file_keeps_its_length() -> None:
    document, table = word([b"abc", "def"])
    body, _ = parts(document[:-8], table)
    assert len(body) == 6


def test_a_damaged_file_is_named() -> None:
    data = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(100)
    assert [problem.code for problem in default().run(Draft("a.doc", data)).problems] == ["problem.doc.broken"]


@pytest.mark.data
def test_a_real_file_says_what_its_newer_form_says() -> None:
    folder = Path(os.environ.get("CASELAW_DATA") or ROOT.parent / "shared" / "data") / "documents" / "derived"
    old, new = folder / "cass_19-19463_fr.doc", folder / "cass_19-19463_fr.docx"
    if not old.is_file():
        pytest.skip(f"{old} is not here")
    texts = []
    for path in (old, new):
        sample = Sample(path.read_bytes())
        extractor = choose(sample)
        assert extractor is not None
        texts.append([line.text for line in extractor.extract(sample).lines])
    assert texts[0] == texts[1]
