"""Rich Text Format: its words, paragraph by paragraph, from the control words that carry them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from caselaw.domain.errors import Unreadable
from ingest.draft import Line
from ingest.extract.clean import one_line
from ingest.extract.docx_numbering import Label
from ingest.extract.port import NO_BID, SURE, Extracted, Sample
from ingest.extract.printed_numbers import only_paragraph_numbers

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
# Groups that hold no text of the document.
_DESTINATIONS = frozenset(
    (
        b"fonttbl colortbl stylesheet info pict object themedata colorschememapping latentstyles datastore "
        b"listtable listoverridetable rsidtbl generator xmlnstbl filetbl revtbl fldinst header footer headerl "
        b"headerr headerf footerl footerr footerf nonshppict shpinst bkmkstart bkmkend annotation atnid "
        b"atnauthor"
    ).split()
)
_BREAKS = {b"par": "\n", b"line": " ", b"sect": "\n", b"page": "\n", b"row": "\n", b"tab": " ", b"cell": " | "}
_SIGNS = {
    b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
_ESCAPED = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
# Windows code pages by the character set that a font names.
_CHARSETS = {0: "cp1252", 77: "mac-roman", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257",
             204: "cp1251", 238: "cp1250"}  # fmt: skip
_DEEPEST = 500
_LABEL_BEGINS, _LABEL_ENDS = "\x1c", "\x1d"
_LABEL = re.compile("\x1c([^\x1c\x1d]*)\x1d")  # what a list prints before a paragraph


@dataclass
class _State:
    """What a group inherits and may change for itself."""

    dropped: bool = False
    hidden: bool = False
    note: bool = False
    label: bool = False
    skip: int = 1  # characters that stand after \u for readers without Unicode
    font: int = -1


@dataclass
class _Reader:
    """Walks the tokens once; text is gathered in `body` and `notes`."""

    code_page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    _pending: int = 0  # replacement characters still to be skipped
    _in_fonts: int = 0
    _font: int = -1

    def read(self, data: bytes) -> None:
        stack = [_State()]
        starred = fresh = False
        for token in _TOKEN.finditer(data):
            word, number, hexadecimal, sign, brace, plain = token.groups()
            if brace == b"{":
                if len(stack) >= _DEEPEST:
                    raise Unreadable("problem.rtf.broken")
                stack.append(_State(**vars(stack[-1])))
                starred, fresh, self._pending = False, True, 0
                continue
            state = stack[-1]
            if brace == b"}":
                if len(stack) > 1:
                    ended = stack.pop()
                    if ended.note and not stack[-1].note:
                        self.notes.append("\n")
                    if ended.label and not stack[-1].label:
                        self._text(_LABEL_ENDS, stack[-1])
                self._in_fonts = self._in_fonts if len(stack) >= self._in_fonts else 0
            elif sign == b"*" and fresh:
                starred = True
                continue
            elif word is not None:
                self._word(word, int(number) if number else None, state, starred and fresh, len(stack))
            elif hexadecimal is not None:
                self._bytes(bytes([int(hexadecimal, 16)]), state)
            elif sign is not None:
                self._text(_ESCAPED.get(sign, ""), state)
            elif plain is not None:
                self._bytes(plain, state)
            fresh = False

    def _word(self, word: bytes, number: int | None, state: _State, starred: bool, depth: int) -> None:
        if word == b"fonttbl":
            self._in_fonts = depth
        if word in _DESTINATIONS or starred:
            state.dropped = True
        elif word == b"footnote":
            state.note = True
        elif word in (b"listtext", b"pntext"):
            self._text(_LABEL_BEGINS, state)
            state.label = True
        elif word in (b"deleted", b"v"):  # struck out under tracked changes; hidden
            state.hidden = number != 0
        elif word == b"plain":
            state.hidden = False
        elif word in _BREAKS:
            self._text(_BREAKS[word], state)
        elif word in _SIGNS:
            self._text(_SIGNS[word], state)
        elif word == b"u" and number is not None:
            self._text(chr(number % 0x10000), state)
            self._pending = state.skip
        elif word == b"uc" and number is not None:
            state.skip = number
        elif word == b"ansicpg" and number:
            self.code_page = _known(f"cp{number}") or self.code_page
        elif word == b"f" and number is not None:
            state.font = self._font = number
        elif word == b"fcharset" and self._in_fonts and number in _CHARSETS:
            self.fonts[self._font] = _CHARSETS[number]
        elif word == b"bin" and number:
            state.dropped = True

    def _bytes(self, data: bytes, state: _State) -> None:
        if self._pending:
            cut = min(self._pending, len(data))
            self._pending -= cut
            data = data[cut:]
        if data and not state.dropped:
            self._text(data.decode(self.fonts.get(state.font, self.code_page), errors="replace"), state)

    def _text(self, text: str, state: _State) -> None:
        if not state.dropped and not state.hidden:
            (self.notes if state.note else self.body).append(text)


class RtfExtractor:
    format = "rtf"

    def bid(self, sample: Sample) -> int:
        return SURE if sample.head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{\\rtf") else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        reader = _Reader()
        reader.read(sample.data)
        body = only_paragraph_numbers(list(_lines(reader.body, "body")))
        return Extracted((*body, *_lines(reader.notes, "footnote")))


def _lines(parts: list[str], kind: str) -> Iterator[Line]:
    text = "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", errors="replace")
    for paragraph in text.split("\n"):
        label = _LABEL.search(paragraph)
        words = one_line(_LABEL.sub("", paragraph)).strip("| ")
        if not words:
            continue
        if kind == "footnote":
            yield Line(words, whole=True, apart=True, kind="footnote")
            continue
        printed = Label(one_line(label.group(1)), 0, label.group(1).strip()[:1].isdecimal()) if label else None
        if printed and printed.is_paragraph_number:
            yield Line(words, whole=True, apart=True, number=printed.printed)
        else:
            words = f"{printed.printed} {words}" if printed and printed.printed else words
            yield Line(words, whole=True, apart=True, kind="table" if " | " in words else "body")


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
