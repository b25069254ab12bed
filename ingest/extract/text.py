"""Plain text: lines as typed, with their indentation and the white space above them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.draft import Line
from ingest.extract.clean import clean, one_line
from ingest.extract.encoding import decode
from ingest.extract.port import NO_BID, WEAK, Extracted, Sample

_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_LEAST_CELLS = 3  # parted by tabs: fewer are a number and its text
_FORM_FEED = re.compile("\x0c")


class TextExtractor:
    format = "txt"

    def bid(self, sample: Sample) -> int:
        return WEAK if looks_like_text(sample.data) else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        text = decode(sample.data)
        pages = _FORM_FEED.split(text)
        if len(pages) < 2:
            return Extracted(tuple(lines_of(text)))
        lines = [line for number, page in enumerate(pages, 1) for line in lines_of(page, number)]
        return Extracted(tuple(lines), pages=len(pages))


def looks_like_text(data: bytes) -> bool:
    """Text in some encoding: hardly any control bytes, once UTF-16 is set aside."""
    sample = data[:65536]
    if not sample or sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return bool(sample)
    if sample.count(0) > len(sample) * 0.3 and (sample[1::2].count(0) == 0 or sample[::2].count(0) == 0):
        return True  # UTF-16 without its mark
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= max(3, len(sample) * 0.002)


def lines_of(text: str, page: int | None = None) -> Iterator[Line]:
    """The lines of `text` that hold something; a blank line sets the next one apart."""
    apart = True
    for raw in clean(text).split("\n"):
        words = one_line(raw)
        cells = [cell for cell in map(one_line, raw.strip().split("\t")) if cell] if "\t" in raw else []
        if len(cells) >= _LEAST_CELLS:
            yield Line(" | ".join(cells), page, apart=True, whole=True, kind="table")
        elif words:
            body = raw.expandtabs(8)
            left = len(body) - len(body.lstrip())
            yield Line(words, page, left=left, right=left + len(words), apart=apart)
        apart = not words
