"""Cut at numbered headings: "Case 12: …", "Caso 12", "Cas n° 12", "الحالة ١٢", "12. Title".

A sequence is believed, not a line: numbers that rise by one, each with text behind it. A line that breaks the sequence
("Case 12 shows …" in the middle of case 30) and a list of the same headings without text (the contents) fall out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from caselaw.domain.splitting.parts import Bid, Reason
from caselaw.domain.text import fold
from ingest.split.cutting import Start, cut_at
from ingest.split.outline import Item, Outline, country_in, is_back, is_front
from ingest.split.port import rounded
from ingest.split.words import CASE_WORDS, NO_CASE_WORDS, ORDINALS, SECTION_WORDS

BARE = ""
ROMAN = "i"
"""In place of the word before a number: only a number stands there, in digits or Roman."""
_SIGN = r"(?:n[.º°ᵒo]{1,2}\.?|n[º°]s?\.?|no\.?|núm\.?|num\.?|number|numéro|número|#|رقم)"
_WORDED = re.compile(
    rf"^\W{{0,3}}(?P<word>[^\W\d_]+(?:[ \u00a0][^\W\d_]+){{0,2}}?)[ \u00a0]+(?:{_SIGN}[ \u00a0]*)?"
    r"(?P<number>\d{1,4}|[IVXLC]{1,7}(?![^\W_]))(?!\d|[/,]\d|\.\d)(?P<apart>\s*[:.)،–—|-]\s*|\s+|$)(?P<title>.*)$",
    re.DOTALL | re.IGNORECASE,
)
_SPELLED = re.compile(
    r"^\W{0,3}(?P<one>[^\W\d_]+)\s+(?P<two>[^\W\d_]+(?:\s+عشرة?|[-‐][^\W\d_]+)?)(?P<apart>\s*[:.)،–—|-]\s*|$)(?P<title>.*)$",
    re.DOTALL,
)
_PLAIN = re.compile(r"^(?P<number>\d{1,4})\s*[.):–-]\s*(?P<title>\D.*)$", re.DOTALL)
_PLAIN_ROMAN = re.compile(r"^(?P<number>[IVXLC]{1,7})\s*[.):–-]\s+(?P<title>\D.*)$", re.DOTALL)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_WORD = re.compile(r"[ivxlc]{2,7}")
_WIDEST_GAP = 5  # numbers missing in a row
_MOSTLY = 0.8  # of the headings that name a country name the same: the paper is about that country
_LEAST_WORDED, _LEAST_UNKNOWN, _LEAST_BARE = 2, 5, 4
_AGAINST = re.compile(r"(?<!\w)(?:v|vs|c|contra|contre|against|ضد)[. ]", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A paragraph that may be the heading of a case; `word` is folded, or BARE or ROMAN."""

    item: Item
    word: str
    number: int
    title: str
    apart: bool

    @property
    def at(self) -> int:
        return self.item.at


class _Headings:
    name: Literal["headings"] = "headings"

    def __call__(self, report: Outline) -> Bid | None:
        """The best sequence of numbered headings, by the word before the number, or by numbers alone."""
        found = [one for item in report.items if (one := _candidate(item)) is not None]
        counts = Counter(one.word for one in found)
        bids = [
            bid
            for word, count in counts.items()
            if count >= _least(word) and word not in NO_CASE_WORDS and not _ROMAN_WORD.fullmatch(word)
            if (bid := _bid(report, word, [one for one in found if one.word == word])) is not None
        ]
        return max(bids, key=lambda bid: bid.score, default=None)


headings = _Headings()


def _least(word: str) -> int:
    if word in (BARE, ROMAN):
        return _LEAST_BARE
    return _LEAST_WORDED if _is_case(word) else _LEAST_UNKNOWN


def _is_case(word: str) -> bool:
    return word in CASE_WORDS or word.rsplit(" ", 1)[-1] in CASE_WORDS or word.split(" ", 1)[0] in CASE_WORDS


def _candidate(item: Item) -> Candidate | None:
    if item.paragraph.kind in ("footnote", "quote"):
        return None
    if item.number and item.number.isdecimal():
        return Candidate(item, BARE, int(item.number), item.text, True) if item.is_line else None
    text = item.text
    if match := _WORDED.match(text):
        number = _value(match.group("number"))
        upper = match.group("title")[:1]
        apart = bool(match.group("apart").strip()) or not match.group("title")
        if number and (apart or not upper.islower()):
            return Candidate(item, fold(match.group("word")), number, match.group("title"), apart)
    if match := _PLAIN.match(text):
        return Candidate(item, BARE, int(match.group("number")), match.group("title"), True) if item.is_line else None
    if (match := _PLAIN_ROMAN.match(text)) and item.is_line:
        return Candidate(item, ROMAN, _value(match.group("number")), match.group("title"), True)
    if (match := _SPELLED.match(text)) and len(text) < 300:
        one, two = fold(match.group("one")), fold(match.group("two"))
        for word, spelled in ((one, two), (two, one)):
            if spelled in ORDINALS and _is_case(word):
                return Candidate(item, word, ORDINALS[spelled], match.group("title"), True)
    return None


def _value(number: str) -> int:
    """A number in digits of any script, or Roman; 0 for what is neither."""
    if number.isdecimal():
        return int(number)
    if number != number.upper():
        return 0
    total = 0
    for one, two in zip(number, (*number[1:], ""), strict=True):
        total += -_ROMAN[one] if two and _ROMAN[one] < _ROMAN[two] else _ROMAN[one]
    return total


def _bid(report: Outline, word: str, candidates: Sequence[Candidate]) -> Bid | None:
    chosen = _sequence(report, candidates)
    if len(chosen) < _least(word):
        return None
    numbers = [one.number for one in chosen]
    missing = sum(max(0, two - one - 1) for one, two in pairwise(numbers))
    regular = len(chosen) / (len(chosen) + missing)
    reasons = [
        Reason(
            "split.reason.headings",
            {"count": len(chosen), "first": min(numbers), "last": max(numbers), "form": _form(chosen[0], word)},
        )
    ]
    if missing:
        reasons.append(Reason("split.reason.missing", {"count": missing}))
    if word in (BARE, ROMAN):
        evidence = _evidence(report, chosen)
        reasons.append(Reason("split.reason.bare", {"share": round(100 * evidence)}))
        score = 0.15 + 0.55 * evidence + 0.15 * regular + 0.05 * min(1.0, len(chosen) / 10)
    else:
        sure = 0.62 if _is_case(word) else 0.15 + 0.35 * _evidence(report, chosen)
        score = sure + 0.2 * regular + 0.13 * min(1.0, len(chosen) / 10)
    starts = [Start(one.at, _title(report, one)) for one in chosen]
    if word not in (BARE, ROMAN):
        starts = sorted([*starts, *_run_in(report, chosen)], key=lambda start: start.at)
    return Bid("headings", rounded(score), cut_at(report, starts), tuple(reasons))


def _run_in(report: Outline, chosen: Sequence[Candidate]) -> Iterator[Start]:
    """Cases whose heading ran into the paragraph before it: a number that the sequence lacks, found at the end of a
    paragraph in its place. The case begins with the paragraph behind."""
    first = _WORDED.match(chosen[0].item.text)
    shown = re.escape(first.group("word")) if first else ""
    for one, two in pairwise(chosen):
        at = one.at + 1
        for number in range(one.number + 1, two.number) if shown else ():
            heading = re.compile(
                rf"(?<!\w){shown}\s*(?:{_SIGN})?\s*0*{number}\s*[:.)–—-]\s*(.{{3,160}})$", re.IGNORECASE
            )
            for item in report.items[at : two.at - 1]:
                if (found := heading.search(item.text)) and found.start():
                    at = item.at + 1
                    yield Start(at, found.group(1))
                    break


def _form(first: Candidate, word: str) -> str:
    """How the headings look, as the first of them is written."""
    if word == BARE:
        return f"{first.number}. …"
    if word == ROMAN:
        return f"{first.item.text.split()[0]} …"
    return f"{first.item.text.split(first.title)[0] if first.title else first.item.text}".strip(" :.–—-|")[:40]


def _title(report: Outline, one: Candidate) -> str:
    """What stands behind the number; where nothing does, the line below."""
    if one.title.strip():
        line = one.title.strip()
        return line if one.item.is_line or len(line) < 200 else line.split(". ", 1)[0]
    below = report.items[one.at + 1 : one.at + 2]
    return below[0].text if below and below[0].is_line else one.item.text


def _sequence(report: Outline, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best chain of rising numbers; it may begin again at 1, as where each chapter counts its own cases."""
    weights = _weights(report, candidates)
    best: dict[int, int] = {}  # number → the best chain that ends with it
    totals: list[float] = []
    before: list[int | None] = []
    top: int | None = None
    for at, one in enumerate(candidates):
        total = weights[at] - 0.05 * min(one.number - 1, 20)
        link: int | None = None
        for gap in range(1, _WIDEST_GAP + 1):
            known = best.get(one.number - gap)
            if known is not None and totals[known] + weights[at] - 0.1 * (gap - 1) > total:
                total, link = totals[known] + weights[at] - 0.1 * (gap - 1), known
        if one.number == 1 and top is not None and totals[top] + weights[at] - 0.5 > total:
            total, link = totals[top] + weights[at] - 0.5, top
        totals.append(total)
        before.append(link)
        if one.number not in best or total >= totals[best[one.number]]:
            best[one.number] = at
        if top is None or total > totals[top]:
            top = at
    chain: list[int] = []
    while top is not None:
        chain.append(top)
        top = before[top]
    return _real_runs(report, [candidates[at] for at in reversed(chain)], [weights[at] for at in reversed(chain)])


def _weights(report: Outline, candidates: Sequence[Candidate]) -> list[float]:
    """How much each looks like the heading of a case that follows it."""
    following = [one.at for one in candidates[1:]] + [len(report.items)]
    weights = []
    for one, behind in zip(candidates, following, strict=True):
        weight = 1.0 if len(one.item.text) <= 200 and one.apart else 0.6 if one.apart else 0.1
        weight += 0.3 * one.item.is_line
        text = report.letters[behind] - report.letters[one.at] - (len(one.item.text) if len(one.item.text) < 250 else 0)
        if text < 40:
            weight *= 0.2
        if one.at in report.contents:
            weight *= 0.1
        weights.append(weight)
    return weights


def _real_runs(report: Outline, chain: Sequence[Candidate], weights: Sequence[float]) -> list[Candidate]:
    """The chain without runs that are lists of headings (light), or the same cases told twice (the shorter)."""
    runs: list[list[int]] = []
    for at, one in enumerate(chain):
        if not runs or one.number <= chain[at - 1].number:
            runs.append([])
        runs[-1].append(at)
    heavy = [run for run in runs if len(run) > 1 and sum(weights[at] for at in run) / len(run) >= 0.5]
    kept: list[list[int]] = []
    for run in heavy:
        twin = next((other for other in kept if _same_cases(chain, run, other)), None)
        if twin is None:
            kept.append(run)
        elif _text(report, chain, run) > _text(report, chain, twin):
            kept[kept.index(twin)] = run
    return [chain[at] for run in sorted(kept) for at in run]


def _same_cases(chain: Sequence[Candidate], run: Sequence[int], other: Sequence[int]) -> bool:
    def names(of: Sequence[int]) -> set[tuple[int, str]]:
        return {(chain[at].number, fold(chain[at].title)[:40]) for at in of}

    one, two = names(run), names(other)
    return len(one & two) >= 0.7 * min(len(one), len(two)) and any(title for _, title in one & two)


def _text(report: Outline, chain: Sequence[Candidate], run: Sequence[int]) -> int:
    end = chain[run[-1] + 1].at if run[-1] + 1 < len(chain) else len(report.items)
    return report.letters[end] - report.letters[chain[run[0]].at]


def _evidence(report: Outline, chosen: Sequence[Candidate]) -> float:
    """How far bare numbers number cases and not the sections of one paper: the share of headings that name parties, or
    a country in or under them, less what are sections everywhere. One country alone is what a paper is about."""
    ends = [*(one.at for one in chosen[1:]), len(report.items)]
    places = [_country_of(report, one, end) for one, end in zip(chosen, ends, strict=True)]
    told = Counter(country for country, _ in places if country)
    several = len(told) > 1 and told.most_common(1)[0][1] <= _MOSTLY * told.total()
    parties = [bool(_AGAINST.search(one.title)) for one in chosen]
    shares = [1.0 if named else sure if several else 0.0 for named, (_, sure) in zip(parties, places, strict=True)]
    sections = sum(_is_section(one.title) for one in chosen)
    long = sum(end - one.at > 1 for one, end in zip(chosen, ends, strict=True))
    return max(0.0, _mean(shares) - 1.5 * sections / len(chosen)) * (long / len(chosen))


def _country_of(report: Outline, one: Candidate, end: int) -> tuple[str | None, float]:
    """The country that a heading, or what stands under it, names alone, and how much that says."""
    if found := country_in(one.item.folded):
        return found, 1.0
    opening = " ".join(item.folded for item in report.items[one.at + 1 : min(end, one.at + 4)])
    found = country_in(opening)
    return found, 0.75 if found else 0.0


def _is_section(title: str) -> bool:
    line = fold(title).strip(" .:")
    return line in SECTION_WORDS or is_front(line) or is_back(line)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
