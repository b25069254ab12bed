"""The content stream of a PDF page, read by one regular expression.

What shows no text (paths, colours, marked content) is matched and forgotten many operators at a time; an operator of
text comes out with its operands. Whatever is not plain (inline images, escapes in names, operators without their
operands, brackets that do not match) is not guessed at: the answer is None, and the careful parser of pdfminer.six
reads that stream. Every repetition is possessive or bounded, so the time is linear in the length of the stream.
"""

from __future__ import annotations

import re

from pdfminer.psparser import LIT, PSLiteral

Shown = list[bytes | float]
Operand = float | bytes | PSLiteral | Shown | None
Operation = tuple[bytes, tuple[Operand, ...]]

OPERANDS = {
    b"q": 0, b"Q": 0, b"cm": 6, b"BT": 0, b"Tc": 1, b"Tw": 1, b"Tz": 1, b"TL": 1, b"Tf": 2, b"Tr": 1, b"Ts": 1,
    b"Td": 2, b"TD": 2, b"Tm": 6, b"T*": 0, b"Tj": 1, b"TJ": 1, b"'": 1, b'"': 3, b"Do": 1,
}  # fmt: skip
"""The operators that matter to text, and how many operands each takes."""

MAX_OPERATIONS = 300_000  # a page with more is no page of text; pdfminer reads it without holding it all
_NOT_PLAIN = frozenset((b"BI", b"ID", b"EI", b"true", b"false"))

_END = rb"(?=[\s/%\[\]()<>]|\Z)"
_NUMBER = rb"[+-]?(?:\d{1,20}+(?:\.\d{0,40}+)?+|\.\d{1,40}+)"
_NUMBERS = rb"(?:" + _NUMBER + rb"\s++){0,6}+"
_NAME = rb"/[^\s/%\[\]()<>{}#]*+"
_IN_STRING = rb"[^()\\]++|\\[\s\S]"
_STRING = (
    rb"\((?:" + _IN_STRING + rb"|\((?:" + _IN_STRING + rb"|\((?:" + _IN_STRING + rb")*+\))*+\))*+\)"
)  # brackets inside brackets, and once more
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_IN_DICTIONARY = rb"[^()<>%]++|" + _STRING + rb"|" + _HEX
_DICTIONARY = rb"<<(?:" + _IN_DICTIONARY + rb"|<<(?:" + _IN_DICTIONARY + rb")*+>>)*+>>"
_SILENT = (
    rb"(?:(?:[+\-.\d]{1,24}+\s++){0,6}+"
    rb"(?:m|l|c|v|y|re|h|S|s|f\*?|F|B\*?|b\*?|n|W\*?|rg|RG|g|G|k|K|w|J|j|M|i|scn?|SCN?|ET|EMC|BX|EX)"
    rb"|" + _NAME + rb"\s++(?:cs|CS|gs|ri|sh|scn|SCN|BMC|MP)"
    rb"|" + _NAME + rb"\s*+(?:" + _NAME + rb"|" + _DICTIONARY + rb")\s*+(?:BDC|DP)"
    rb"|\[[\s\d.+-]*+\]\s*+[+\-.\d]{1,24}+\s++d)"
)  # operators of drawing, colour and marked content, with their operands
_SHOWN_ARRAY = rb"\[((?:[\s\d.+-]++|" + _STRING + rb"|" + _HEX + rb")*+)\]"

_TOKEN = re.compile(
    rb"(?:" + _SILENT + _END + rb"\s*+)++"
    rb"|\s++|%[^\r\n]*+"
    rb"|(" + _NUMBERS + rb")([A-Za-z][^\s/%\[\]()<>{}#]*+)" + _END  # 1, 2: numbers and their operator
    + rb"|" + _SHOWN_ARRAY + rb"\s*+TJ" + _END  # 3: what a TJ shows
    + rb"|(" + _STRING + rb"|" + _HEX + rb")"  # 4
    + rb"|(" + _NUMBER + rb")(?=[\s/%\[\]()<>+-]|\Z)"  # 5
    + rb"|(" + _NAME + rb")(?!\#)"  # 6
    + rb"|(['\"])"  # 7: operators of one sign
    + rb"|([\s\S])"  # 8: anything else
)  # fmt: skip
_SHOWN_ITEM = re.compile(
    rb"\s++|(" + _STRING + rb"|" + _HEX + rb")|(" + _NUMBER + rb")(?=[\s()<+-]|\Z)|([\s\S])"
)  # fmt: skip
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|([\s\S]))")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}


class _NotPlain(Exception):
    """Left to the careful parser."""


def operations(content: bytes) -> list[Operation] | None:
    """The operators of text in `content`, in order, each with its operands; None where it is not plain."""
    try:
        return _operations(content)
    except _NotPlain:
        return None


def _operations(content: bytes) -> list[Operation]:
    found: list[Operation] = []
    waiting: list[Operand] = []
    for match in _TOKEN.finditer(content):
        group = match.lastindex
        if group is None:
            continue
        if group == 2:
            numbers, operator = match.group(1, 2)
            if numbers:
                waiting += map(_number, numbers.split())
            _add(found, operator, waiting)
            waiting = []
        elif group == 3:
            found.append((b"TJ", (_shown(match.group(3)),)))
            waiting = []
        elif group == 4:
            waiting.append(_string(match.group(4)))
        elif group == 5:
            waiting.append(_number(match.group(5)))
        elif group == 6:
            waiting.append(_name(match.group(6)))
        elif group == 7:
            _add(found, match.group(7), waiting)
            waiting = []
        else:
            raise _NotPlain
        if len(found) > MAX_OPERATIONS or len(waiting) > MAX_OPERATIONS:
            raise _NotPlain
    return found


def _add(found: list[Operation], operator: bytes, waiting: list[Operand]) -> None:
    """The operator with the last of its operands, as pdfminer takes them; others than those of text are forgotten."""
    if operator in _NOT_PLAIN:
        raise _NotPlain
    count = OPERANDS.get(operator)
    if count is None:
        return
    if len(waiting) < count or operator == b"TJ":
        raise _NotPlain
    found.append((operator, tuple(waiting[-count:]) if count else ()))


def _shown(body: bytes) -> Shown:
    """The strings and shifts inside the brackets of a TJ."""
    if b"\\" not in body:
        try:
            return _simply_shown(body)
        except ValueError:  # brackets inside brackets, a shift in two parts: read with care
            pass
    shown: Shown = []
    for match in _SHOWN_ITEM.finditer(body):
        group = match.lastindex
        if group == 1:
            shown.append(_string(match.group(1)))
        elif group == 2:
            shown.append(_number(match.group(2)))
        elif group == 3:
            raise _NotPlain
    return shown


def _simply_shown(body: bytes) -> Shown:
    """Most arrays hold strings of one form, without escapes, with a shift between them."""
    in_hexadecimal = b"(" not in body
    first, *parts = body.split(b"<" if in_hexadecimal else b"(")
    shown: Shown = [float(first)] if first.strip() else []
    close = b">" if in_hexadecimal else b")"
    for part in parts:
        string, closed, shift = part.partition(close)
        if not closed or b"<" in shift:
            raise ValueError
        shown.append(bytes.fromhex(string.decode("ascii")) if in_hexadecimal else string)
        if shift and not shift.isspace():
            shown.append(float(shift))
    return shown


def _number(text: bytes) -> float:
    return float(text) if b"." in text else int(text)


def _string(text: bytes) -> bytes:
    """The bytes of a string in brackets or in hexadecimal, read as pdfminer reads them."""
    if text[:1] == b"<":
        digits = b"".join(text[1:-1].split())
        if len(digits) % 2:
            raise _NotPlain
        return bytes.fromhex(digits.decode("ascii"))
    inside = text[1:-1]
    return _ESCAPE.sub(_unescaped, inside) if b"\\" in inside else inside


def _unescaped(match: re.Match[bytes]) -> bytes:
    octal, sign = match.groups()
    if octal:
        code = int(octal, 8)
        if code > 255:
            raise _NotPlain
        return bytes((code,))
    return _ESCAPED.get(sign, b"") if sign else b""


def _name(text: bytes) -> PSLiteral:
    try:
        name: PSLiteral = LIT(text[1:].decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _NotPlain from error
    return name
