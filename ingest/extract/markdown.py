"""Markdown: front matter declared, headings kept, marks of emphasis and links taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ingest.draft import Line
from ingest.extract.clean import clean, one_line
from ingest.extract.encoding import decode
from ingest.extract.port import LIKELY, NO_BID, Extracted, Sample
from ingest.extract.text import looks_like_text

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FRONT_FIELD = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$", re.MULTILINE)
# Bounded, for a line may be as long as its file: what opens and is never closed must not be looked for from each sign.
_LINK = re.compile(r"!?\[([^\]\n]{0,1000})\]\((?:[^()\n]|\([^()\n]*\))*\)")
_TAG = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:div|p|a|ul|ol|li|table|tr|h\d|section|blockquote|br)\b[^<>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~|`{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
_ROW = re.compile(r"^ {0,3}\|(.*\|.*?)\|?\s*$")  # "| a | b |"
_BULLET = re.compile(r"^\s{0,6}[-*+]\s+(?=\S)")
_SIGNS = (
    _FRONT, re.compile(r"^#{1,6} \S", re.MULTILINE), re.compile(r"\[[^\]\n]{1,1000}\]\([^)\s]{1,1000}\)"),
    re.compile(r"^\*\s\S|^> \S|^```", re.MULTILINE), re.compile(r"\*\*\S[^*\n]*\S\*\*"),
)  # fmt: skip


class MarkdownExtractor:
    format = "md"

    def bid(self, sample: Sample) -> int:
        if not looks_like_text(sample.data) or sample.head.lstrip()[:1] in (b"<", b"{"):
            return NO_BID
        text = decode(sample.data[:65536]).replace("\r\n", "\n")
        return LIKELY if sum(bool(sign.search(text)) for sign in _SIGNS) >= 2 else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        text = clean(decode(sample.data))
        declared: dict[str, tuple[str, ...]] = {}
        front = _FRONT.match(text)
        if front:
            text = text[front.end() :]
            declared = _declared(front.group(1))
        return Extracted(tuple(_lines(text)), declared=declared)


def _declared(front: str) -> dict[str, tuple[str, ...]]:
    fields = {m.group(1).lower(): one_line(m.group(2)).strip("\"'") for m in _FRONT_FIELD.finditer(front)}
    wanted = {"title": ("title",), "language": ("lang", "language"), "date": ("date",)}
    return {name: (fields[key],) for name, keys in wanted.items() for key in keys if fields.get(key)}


def _lines(text: str) -> Iterator[Line]:
    text = _TAG.sub("", _BLOCK_TAG.sub("\n\n", text))
    apart = True
    for raw in text.split("\n"):
        heading = _HEADING.match(raw)
        bullet = _BULLET.match(raw)
        row = _ROW.match(raw)
        if row and not set(raw) <= set("-=*_ |:"):
            cells = (_plain(cell) for cell in row.group(1).split("|"))
            yield Line(" | ".join(cell for cell in cells if cell), apart=True, whole=True, kind="table")
            apart = True
            continue
        words = _plain(heading.group(2) if heading else raw[bullet.end() :] if bullet else raw.lstrip("> "))
        if words and not set(words) <= set("-=*_ |:"):
            yield Line(
                words, right=len(words), apart=apart or bool(heading or bullet), whole=bool(heading),
                kind="heading" if heading else "quote" if raw.lstrip().startswith(">") else "body",
                level=len(heading.group(1)) if heading else None,
            )  # fmt: skip
            apart = bool(heading)
        else:
            apart = True


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    return one_line(unescape(text))
