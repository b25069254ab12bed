"""BibLaTeX: @jurisdiction for decisions, @legislation, @report and @misc for all else. Every value is escaped.

Fields are those that biblatex and its legal styles read; `note` holds the decision as its body cites it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from caselaw.exchange.entry import Entries, Entry, Layout
from caselaw.exchange.ris import type_of
from caselaw.exchange.text import one_line
from caselaw.messages import say

_TYPES = {"CASE": "jurisdiction", "STAT": "legislation", "RPRT": "report"}
_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_LANGUAGES = {"en": "english", "es": "spanish", "fr": "french", "ar": "arabic", "pt": "portuguese", "de": "german"}
_KEY = re.compile(r"[^a-z0-9]+")
_ISOLATES = re.compile("[\u2066-\u2069]")  # TeX prints them as boxes


def write(entries: Entries, layout: Layout) -> Iterator[bytes]:
    """The references one after another, in UTF-8."""
    for entry in entries:
        fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(entry, layout.language))
        kind = _TYPES.get(type_of(entry.kind), "misc")
        yield f"@{kind}{{{key(entry)},\n{fields}\n}}\n\n".encode()


def key(entry: Entry) -> str:
    """What a text cites it by: the body, the year, and our id, which makes it unique and stays."""
    body = _KEY.sub("", unicodedata.normalize("NFKD", entry.court_id).casefold()) or "document"
    return f"{body}{entry.date[:4]}:{entry.id}"


def escaped(text: str) -> str:
    """The text on one line, with every sign that TeX would obey written out."""
    return "".join(_ESCAPED.get(character, character) for character in _ISOLATES.sub("", one_line(text)))


def _fields(entry: Entry, language: str) -> Iterator[tuple[str, str]]:
    summed_up = say("export.summary_of", language, decision=entry.summary_of) if entry.summary_of else ""
    found = [
        ("title", escaped(entry.case_name or entry.title)),
        ("institution", f"{{{escaped(entry.court)}}}" if entry.court else ""),
        ("location", escaped(entry.country)),
        ("date", entry.date),
        ("number", escaped("; ".join(entry.numbers))),
        ("abstract", escaped(entry.headline)),
        ("note", escaped(entry.citation or summed_up)),
        ("type", escaped(entry.kind_name)),
        ("keywords", escaped(", ".join(term for terms in entry.terms.values() for term in terms))),
        ("langid", _LANGUAGES.get(entry.language, "")),
        ("url", re.sub(r"[{}\\\s]", "", entry.url)),
    ]
    return ((name, value) for name, value in found if value)
