"""RIS, for Zotero, EndNote and Mendeley: one reference a document.

The tags of a case are those that Zotero reads: PB the court, SV the number, A2 the report, DA and PY the day. AU bears
the court as well and M1 the number, for programs that know no others. N1 holds the decision as its body cites it.
"""

from __future__ import annotations

from collections.abc import Iterator

from caselaw.exchange.entry import Entries, Entry, Layout
from caselaw.exchange.text import one_line
from caselaw.messages import say

_CASES = frozenset({
    "judgment", "order", "decision", "views", "admissibility_report", "advisory_opinion", "separate_opinion",
})  # fmt: skip
_TYPES = {
    "law": "STAT", "treaty": "STAT", "declaration": "STAT", "resolution": "STAT", "circular": "STAT",
    "official_gazette": "STAT", "pleading": "UNPB", "intervention": "UNPB", "dataset": "DATA", "other": "GEN",
}  # fmt: skip


def write(entries: Entries, layout: Layout) -> Iterator[bytes]:
    """The references one after another, as UTF-8 without a mark: lines end as the format wants it."""
    for entry in entries:
        lines = [f"{tag}  - {value}" for tag, value in _fields(entry, layout.language)]
        yield ("\r\n".join([*lines, "ER  - "]) + "\r\n\r\n").encode("utf-8")


def type_of(kind: str) -> str:
    """The type of reference of a kind of document."""
    return "CASE" if kind in _CASES else _TYPES.get(kind, "RPRT")


def _fields(entry: Entry, language: str) -> Iterator[tuple[str, str]]:
    """The tags in their order; those without a value are left out."""
    case = type_of(entry.kind) == "CASE"
    year, month, day = (*entry.date.split("-"), "", "", "")[:3]
    numbers = "; ".join(entry.numbers)
    notes = [entry.citation, _summed_up(entry, language)]
    found = [
        ("TY", type_of(entry.kind)),
        ("ID", entry.id),
        ("TI", entry.case_name if case and entry.case_name else entry.title),
        ("AU", entry.court),
        ("PB", entry.court),
        ("A2", "; ".join(entry.reporters) if case else ""),
        ("SV", numbers if case else ""),
        ("M1", numbers),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("CY", entry.country),
        ("N2", entry.headline),
        *(("KW", term) for terms in entry.terms.values() for term in terms),
        *(("N1", note) for note in notes),
        ("M3", entry.kind_name),
        ("LA", entry.language),
        ("UR", entry.url),
    ]
    for tag, value in found:
        if said := one_line(value):
            yield tag, said


def _summed_up(entry: Entry, language: str) -> str:
    return say("export.summary_of", language, decision=entry.summary_of) if entry.summary_of else ""
