"""Cut at chapters that are a country each: the cases are the headings inside them, or the chapter itself is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from caselaw.domain.splitting.parts import Bid, Reason
from ingest.split.cutting import Start, cut_at
from ingest.split.outline import Item, Outline, is_back, is_front
from ingest.split.port import rounded
from ingest.split.words import ROLE_OF, SECTION_WORDS

_LEAST = 3
_LEAST_TEXT = 80  # characters of a chapter or a case
_INSIDE = 0.7  # of the chapters hold headings of their own, where the headings are the cases


class _Chapters:
    name: Literal["chapters"] = "chapters"

    def __call__(self, report: Outline) -> Bid | None:
        """Chapters under the names of at least three countries, each with text of its own."""
        heads = _heads(report)
        if len(heads) < _LEAST:
            return None
        within = _within(report, heads)
        inside = sum(bool(found) for found in within.values()) >= _INSIDE * len(heads)
        starts = _starts(report, heads, within if inside else {})
        parts = cut_at(report, starts, breaks=set(heads) if inside else ())
        reasons = [Reason("split.reason.chapters", {"count": len(heads)})]
        if inside:
            reasons.append(Reason("split.reason.inside", {"count": len(starts)}))
        return Bid("chapters", rounded(_score(report, heads)), parts, tuple(reasons))


chapters = _Chapters()


def _heads(report: Outline) -> Mapping[int, str]:
    """Where each country's chapter begins: of several lines with its name the one with most text behind it."""
    places = sorted(report.country_heads)
    ends = [*places[1:], len(report.items)]
    best: dict[str, tuple[int, int]] = {}
    for at, following in zip(places, ends, strict=False):
        text = report.letters[following] - report.letters[at + 1]
        country = report.country_heads[at]
        if text >= _LEAST_TEXT and text > best.get(country, (0, 0))[0]:
            best[country] = (text, at)
    return {at: country for country, (_, at) in sorted(best.items(), key=lambda entry: entry[1][1])}


def _score(report: Outline, heads: Mapping[int, str]) -> float:
    """High where each country stands at the head of one chapter, in the order of its name, over most of the text."""
    named = len(report.country_heads)
    single = len(heads) / named if named else 0.0
    if named > 2 * len(heads):
        single *= 0.5
    names = [report.items[at].folded for at in sorted(heads)]
    ordered = sum(one <= two for one, two in pairwise(names)) / max(1, len(names) - 1)
    first = min(heads)
    share = 1 - report.letters[first] / report.letters[-1]
    single *= min(1.0, len(heads) / 6)
    return 0.12 + 0.33 * single + 0.15 * ordered + 0.12 * share + 0.13 * min(1.0, len(heads) / 10)


def _within(report: Outline, heads: Mapping[int, str]) -> dict[int, list[Item]]:
    """The headings inside each chapter that stand nowhere else, with text behind them: its cases."""
    places = sorted(heads)
    found: dict[int, list[Item]] = {}
    for at, following in zip(places, (*places[1:], len(report.items)), strict=True):
        found[at] = [
            item
            for item in report.items[at + 1 : following]
            if _may_name_a_case(report, item) and _has_text(report, item.at, following)
        ]
    return found


def _may_name_a_case(report: Outline, item: Item) -> bool:
    line = item.folded.strip(" .:")
    return (
        item.is_line
        and 6 <= len(line) <= 140
        and ":" not in item.text[:-1]
        and report.line_counts[line] == 1
        and line not in SECTION_WORDS
        and line not in ROLE_OF
        and not is_front(line)
        and not is_back(line)
        and item.at not in report.country_heads
    )


def _has_text(report: Outline, at: int, end: int) -> bool:
    """A paragraph of sentences follows at once: else it is a line of a list, or of a table."""
    if at + 1 >= end:
        return False
    below = report.items[at + 1]
    return not below.is_line and len(below.text) >= _LEAST_TEXT


def _starts(report: Outline, heads: Mapping[int, str], within: Mapping[int, Sequence[Item]]) -> list[Start]:
    starts: list[Start] = []
    for at, country in heads.items():
        own = [Start(item.at, item.text, country) for item in within.get(at, ())]
        starts += own or [Start(at, report.items[at].text, country)]
    return starts
