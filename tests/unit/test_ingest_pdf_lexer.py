"""Our lexer reads a content stream as pdfminer's parser does, or leaves it to that parser."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import LIT, PSKeyword, keyword_name

from ingest.extract.pdf_lexer import MAX_OPERATIONS, OPERANDS, Operation, operations


class _Parser(PDFContentParser):
    """pdfminer's own parser, on bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = [content]
        super().__init__([])

    def fillfp(self) -> bool:
        if self.fp:
            return False
        if not self.content:
            raise PSEOF
        self.fp = io.BytesIO(self.content.pop())
        return True


def by_pdfminer(content: bytes) -> list[Operation]:
    parser = _Parser(content)
    stack: list[Any] = []
    found: list[Operation] = []
    while True:
        try:
            _, token = parser.nextobject()
        except PSEOF:
            return found
        if not isinstance(token, PSKeyword):
            stack.append(token)
            continue
        name = keyword_name(token)
        operator = name.encode() if isinstance(name, str) else name
        if operator in OPERANDS:
            found.append((operator, tuple(stack[len(stack) - OPERANDS[operator] :])))
        stack = []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", []),
        (b"(Court) Tj", [(b"Tj", (b"Court",))]),
        (b"(Court)Tj(of)Tj", [(b"Tj", (b"Court",)), (b"Tj", (b"of",))]),
        (rb"(a\(b\)c\\d) Tj", [(b"Tj", (rb"a(b)c\d",))]),
        (rb"(\101\102\0603) Tj", [(b"Tj", (b"AB03",))]),
        (rb"(tab\tnew\nback\b\f\r) Tj", [(b"Tj", (b"tab\tnew\nback\b\f\r",))]),
        (b"(broken \\\nline\\\r\nover) Tj", [(b"Tj", (b"broken lineover",))]),
        (b"(one (two (three) two) one) Tj", [(b"Tj", (b"one (two (three) two) one",))]),
        (b"()Tj", [(b"Tj", (b"",))]),
        (b"<436F 757274> Tj", [(b"Tj", (b"Court",))]),
        (b"<> Tj", [(b"Tj", (b"",))]),
        (b"[(C) -12.5 (ourt)] TJ", [(b"TJ", ([b"C", -12.5, b"ourt"],))]),
        (b"[(A)-5.2-3<42>]TJ", [(b"TJ", ([b"A", -5.2, -3, b"B"],))]),
        (b"[]TJ", [(b"TJ", ([],))]),
        (b"(next) '", [(b"'", (b"next",))]),
        (b'1 2 (next) "', [(b'"', (1, 2, b"next"))]),
        (b"/F1 12 Tf", [(b"Tf", (LIT("F1"), 12))]),
        (b"/F1 12 Tf % size (of) the font\n1 Tc", [(b"Tf", (LIT("F1"), 12)), (b"Tc", (1,))]),
        (b"1 0 0 -1 72 .5 Tm", [(b"Tm", (1, 0, 0, -1, 72, 0.5))]),
        (b"9 9 1. +2 Td", [(b"Td", (1.0, 2))]),
        (b"q 0 0 595 842 re W n 1 0 0 rg 0 0 m 10 10 l S Q", [(b"q", ()), (b"Q", ())]),
        (b"/Cs6 cs 0 0 0 scn /P1 scn /GS0 gs BT", [(b"BT", ())]),
        (b"[3 2] 0 d [] 0 d BT", [(b"BT", ())]),
        (b"/P <</MCID 0>> BDC BT ET EMC", [(b"BT", ())]),
        (b"/Span<</ActualText(a\\)b)/K<</A 1>>>>BDC BT", [(b"BT", ())]),
        (b"/OC /MC0 BDC /Fm0 Do EMC", [(b"Do", (LIT("Fm0"),))]),
        (b"1 2 unknown 3 4 Td", [(b"Td", (3, 4))]),
        (b"T*T*", []),
    ],
)
def test_operators_of_text_come_out_with_their_operands(content: bytes, expected: list[Operation]) -> None:
    assert operations(content) == expected
    assert by_pdfminer(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI",
        b"q BI /W 1 ID x EI Q",
        b"/F#31 12 Tf",
        b"(one ( two",
        b"(1 (2 (3 (4) 3) 2) 1) Tj",
        b"1 Td",
        b"Tj",
        b"[(a) (b) TJ",
        b"[(a) [(b)]] TJ",
        b"[(a) word] TJ",
        b"<abc> Tj",
        b"<zz> Tj",
        rb"(\777) Tj",
        b"5 TJ",
        b"1.2.3 Tc",
        b"12abc",
        b"] TJ",
        b"true Tr",
        b"{1 add}",
        b">>",
        b"9" * 5000 + b" Tc",
        b"\x00 BT",
        b"BT " * (MAX_OPERATIONS + 1),
        b"1 (" * 9,
    ],
)
def test_what_is_not_plain_is_left_to_pdfminer(content: bytes) -> None:
    assert operations(content) is None


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    found = operations(content)
    assert found is None or all(len(operands) == OPERANDS[operator] for operator, operands in found)


_numbers = st.one_of(
    st.integers(-9999, 9999).map(lambda n: b"%d" % n), st.floats(-999, 999).map(lambda n: f"{n:.4f}".encode())
)
_strings = st.one_of(
    st.text("ab()\\\n\r7", max_size=8).map(
        lambda t: b"(" + t.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode() + b")"
    ),
    st.binary(max_size=6).map(lambda b: b"<" + b.hex().encode() + b">"),
    st.sampled_from([b"(\\12)", b"(\\r\\n(x))", b"(\\q)", b"(\\\r\n)"]),
)
_operators = st.one_of(
    st.lists(_numbers, min_size=6, max_size=6).map(lambda n: b" ".join(n) + b" Tm"),
    st.lists(_numbers, min_size=2, max_size=2).map(lambda n: b" ".join(n) + b" Td"),
    st.lists(_numbers, min_size=4, max_size=4).map(lambda n: b" ".join(n) + b" re f*"),
    st.lists(_numbers, min_size=3, max_size=3).map(lambda n: b"/CS0 cs " + b" ".join(n) + b" scn"),
    st.lists(_strings | _numbers.map(lambda n: n + b" "), max_size=5).map(lambda i: b"[" + b"".join(i) + b"]TJ"),
    _strings.map(lambda s: s + b" Tj"), _strings.map(lambda s: s + b"'"), _numbers.map(lambda n: b"/F1 " + n + b" Tf"),
    st.sampled_from([b"q", b"Q", b"BT", b"ET", b"T*", b"% note\n", b"/P <</MCID 3>>BDC", b"EMC", b"[2 1]0 d", b"odd"]),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(_operators, max_size=12), st.sampled_from([b" ", b"\n", b"\r\n", b" \t "]))
def test_equal_to_pdfminer(parts: list[bytes], space: bytes) -> None:
    content = space.join(parts)
    assert operations(content) == by_pdfminer(content)


@pytest.mark.parametrize(
    "piece",
    [b"(", b"((", b"[", b"[(", b"<", b"<<", b"/", b"\\", b"(\\", b"1 ", b"1.", b"-", b"%", b"/P <<", b"/P <<(", b"[1 ",
     b"(a)", b"[(a)", b"1 2 3 4 5 6 7 ", b"0 0 m ", b"<</A", b"/N ", b"x", b"[]", b"\n", b"(a(b)"],
)  # fmt: skip
def test_hostile_streams_take_no_time(piece: bytes) -> None:
    content = piece * (400_000 // len(piece))
    started = time.thread_time()
    operations(content)
    operations(content + b"\xff")
    assert time.thread_time() - started < 5
