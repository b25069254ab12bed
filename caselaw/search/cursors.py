"""Where a list of results goes on: an opaque text that is good for the very same search and for no other."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from caselaw.domain.errors import Invalid
from caselaw.domain.searching.questions import SearchQuery, Section

_FORM = re.compile(r"(\d{1,9})\.([0-9a-f]{16})")


def cursor(query: SearchQuery, section: Section, offset: int) -> str:
    """The place of the next document of a section of this search's answer."""
    text = f"{offset}.{_mark(query, section)}"
    return base64.urlsafe_b64encode(text.encode("ascii")).decode("ascii").rstrip("=")


def offset_of(query: SearchQuery, section: Section) -> int:
    """Where the section of this search goes on; 0 without a cursor. Raises `Invalid` for a cursor that was made for
    another search, or by no one."""
    text = query.cursors.get(section)
    if not text:
        return 0
    try:
        plain = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)).decode("ascii")
    except (binascii.Error, UnicodeError):
        raise Invalid("query.cursor", {section: ["query.cursor"]}) from None
    match = _FORM.fullmatch(plain)
    if not match or match[2] != _mark(query, section):
        raise Invalid("query.cursor", {section: ["query.cursor"]})
    return int(match[1])


def _mark(query: SearchQuery, section: Section) -> str:
    """What makes two searches the same list: everything but the size of a page."""
    filters = sorted((name, sorted(values)) for name, values in query.filters.items() if values)
    less = sorted(query.without), sorted(query.dropped)
    said = repr((query.text, query.reader, filters, query.sort, query.like, section, less))
    if query.mode != "hybrid" or query.within:
        said += repr((query.mode, query.within))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
