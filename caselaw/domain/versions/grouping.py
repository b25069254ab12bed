"""Documents into works: pairs that are certainly one decision are joined, unless a pair of theirs speaks against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from caselaw.domain.document import Facts
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.versions.judging import Verdict, judge
from caselaw.domain.versions.marks import marks_of
from caselaw.domain.versions.signs import Signs, signs_of

MOST = 200
"""Documents under one mark that are still compared: a mark that more share tells nothing."""
LikenessOf = Callable[[Sequence[Paragraph], Sequence[Paragraph], bool], float | None]
"""`judging.Likeness` for any two texts."""


@dataclass(frozen=True)
class Edition:
    """A document as it is compared; `name` is whatever the caller knows it by."""

    name: str
    language: str
    facts: Facts
    paragraphs: tuple[Paragraph, ...]
    format: str | None = None


@dataclass(frozen=True)
class Joined:
    """Groups of names, those of two and more, each sorted; the verdict on every pair that was compared."""

    groups: tuple[tuple[str, ...], ...]
    verdicts: Mapping[tuple[str, str], Verdict]


def join(editions: Sequence[Edition], likeness: LikenessOf = lambda left, right, deep: None) -> Joined:
    """Which of these documents are one decision: in other languages, in other files, corrected."""
    signs = {one.name: signs_of(one.facts, one.language, one.paragraphs, file_format=one.format) for one in editions}
    texts = {one.name: one.paragraphs for one in editions}
    verdicts: dict[tuple[str, str], Verdict] = {}
    for left, right in sorted(candidates(signs)):
        verdict = judge(signs[left], signs[right], partial(likeness, texts[left], texts[right]))
        if verdict.relation is not None:
            verdicts[left, right] = verdict
    return Joined(grouped(verdicts), verdicts)


def candidates(signs: Mapping[str, Signs]) -> set[tuple[str, str]]:
    """The pairs that share a mark, the smaller name first."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for name, one in signs.items():
        for mark in marks_of(one):
            bearers[mark].append(name)
    return {
        pair for names in bearers.values() if len(names) <= MOST for pair in combinations(sorted(names), 2)
    }  # fmt: skip


def grouped(verdicts: Mapping[tuple[str, str], Verdict]) -> tuple[tuple[str, ...], ...]:
    """The groups of two and more. The surest pairs are joined first; two groups stay apart where any pair of theirs
    is known to be two decisions."""
    group: dict[str, set[str]] = {}
    apart = {frozenset(pair) for pair, verdict in verdicts.items() if verdict.relation in ("similar", "part")}
    joining = sorted((-verdict.strength, pair) for pair, verdict in verdicts.items() if verdict.joins)
    for _, (left, right) in joining:
        ours, theirs = group.setdefault(left, {left}), group.setdefault(right, {right})
        if ours is theirs or any(frozenset((a, b)) in apart for a in ours for b in theirs):
            continue
        ours |= theirs
        group.update(dict.fromkeys(theirs, ours))
    found = {frozenset(members) for members in group.values() if len(members) > 1}
    return tuple(sorted(tuple(sorted(members)) for members in found))
