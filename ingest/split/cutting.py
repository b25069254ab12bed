"""From where cases begin to the parts of a report: each case ends where the next begins, or a chapter, or the back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from caselaw.domain.splitting.parts import LONGEST_TITLE, Part
from ingest.paragraphs.stops import stripped
from ingest.split.outline import Outline, country_in, is_back

_FIRST_WORDS = 4  # paragraphs of a case in which its country is looked for


@dataclass(frozen=True)
class Start:
    """Where a case begins, and what it is called; `country` where the strategy read it."""

    at: int
    title: str
    country: str | None = None


def cut_at(
    report: Outline, starts: Sequence[Start], *, breaks: Collection[int] = (), end: int | None = None
) -> tuple[Part, ...]:
    """The parts of the report with one case from each start. `breaks` are more places where what follows belongs to
    no case before the next start; `end` is where the back begins, looked for where it is not given."""
    total = len(report.items)
    if not starts:
        return (Part("front", 0, total - 1),) if total else ()
    parts = [Part("front", 0, starts[0].at - 1)] if starts[0].at else []
    stop = end if end is not None else _back(report, starts)
    for place, start in enumerate(starts):
        following = starts[place + 1].at if place + 1 < len(starts) else stop
        last = _case_end(report, start.at, following, breaks) if place + 1 < len(starts) else following
        title = _short(start.title)
        country = start.country or _country(report, start.at, last)
        parts.append(Part("case", start.at, last - 1, title or _heading(report, start.at), country))
        if last < following:
            parts.append(Part("front", last, following - 1, _heading(report, last)))
    if stop < total:
        parts.append(Part("back", stop, total - 1, _heading(report, stop)))
    return tuple(parts)


def country_at(report: Outline, anchor: str, end: int | None = None) -> str | None:
    """The country of a case that a person lets begin at this paragraph and that ends before paragraph `end`; None where
    its opening tells none."""
    at = next((item.at for item in report.items if item.paragraph.anchor == anchor), None)
    return None if at is None else _country(report, at, end or len(report.items))


def _heading(report: Outline, at: int) -> str:
    return _short(report.items[at].text)


def _short(title: str) -> str:
    return stripped(" ".join(title.split()), " .:|–—-#*")[:LONGEST_TITLE].strip()


def _case_end(report: Outline, first: int, following: int, breaks: Collection[int]) -> int:
    """Where a case ends that is followed by another: before the opening of a chapter, or before bare headings."""
    for at in range(first + 1, following):
        if at in breaks or at in report.chapter_heads:
            return at
    last = following
    while last - 1 > first and report.items[last - 1].paragraph.kind == "heading":
        last -= 1
    return last


def _back(report: Outline, starts: Sequence[Start]) -> int:
    """Where the back begins: a heading behind the last start that says so, and that is no heading inside each case."""
    inside = {
        item.folded.strip(" .:")
        for item in report.items[starts[0].at : starts[-1].at]
        if item.is_line and is_back(item.folded)
    }
    for item in report.items[starts[-1].at + 1 :]:
        if item.is_line and is_back(item.folded) and item.folded.strip(" .:") not in inside:
            return item.at
    return len(report.items)


def _country(report: Outline, first: int, last: int) -> str | None:
    """The country of a case: named in its heading, else its chapter's, else the only one its opening names."""
    head = report.items[first]
    if found := country_in(head.folded):
        return found
    if found := report.country_before(first):
        return found
    opening = " ".join(item.folded for item in report.items[first : min(last, first + _FIRST_WORDS)])
    return country_in(opening)
