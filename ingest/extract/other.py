"""What lies among documents without being one: tables of data, programs, settings. Named, and left."""

from __future__ import annotations

import csv
import io
import json
import re

from ingest.extract.encoding import decode
from ingest.extract.port import LIKELY, NO_BID, SURE, Extracted, NotADocument, Sample
from ingest.extract.text import looks_like_text

_PROGRAMS = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\x00asm", b"#!/", b"SQLite format 3\x00")
_PARQUET = (b"PAR1", b"\x93NUMPY", b"ARROW1")
_JSON_LINE = re.compile(r"\A\s*[{\[]")


class OtherExtractor:
    """Bids for what is no document; to extract it is to say so."""

    format = "other"

    def bid(self, sample: Sample) -> int:
        if not sample.data:
            return NO_BID
        if sample.head.startswith(_PROGRAMS + _PARQUET):
            return SURE
        if not looks_like_text(sample.data):
            return 1  # nobody else knew it: bytes without meaning to us
        text = decode(sample.data[:65536])
        return LIKELY if _is_json(sample, text) or _is_table(text) else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        raise NotADocument


def _is_json(sample: Sample, text: str) -> bool:
    if not _JSON_LINE.match(text):
        return False
    for candidate in (text.lstrip().partition("\n")[0], text if len(sample.data) <= 65536 else ""):
        try:
            if isinstance(json.loads(candidate), dict | list):
                return True
        except ValueError:
            continue
        except RecursionError:  # nested deeper than any text
            return True
    return len(sample.data) > 65536 and text.lstrip().startswith(('{"', "[{", "{\n"))


def _is_table(text: str) -> bool:
    """Rows that all have the same number of cells, at least two, under a header of short names."""
    for delimiter in (",", "\t", ";"):
        try:
            rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=False))[:-1]
        except csv.Error:
            continue
        rows = [row for row in rows if row]
        if len(rows) < 3 or len(rows[0]) < 3 or not all(0 < len(cell) <= 40 for cell in rows[0]):
            continue
        if sum(len(row) == len(rows[0]) for row in rows) >= len(rows) * 0.95:
            return True
    return False
