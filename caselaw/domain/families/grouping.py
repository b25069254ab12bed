"""Works into cases: all that certain ties hold together, directly or by way of another decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from caselaw.domain.families.ties import Standing, Tie, marks_of, tie, within
from caselaw.domain.versions.grouping import MOST, Joined


@dataclass(frozen=True)
class Families:
    """Groups of names, those of two and more decisions, each sorted; and every tie that was found."""

    groups: tuple[tuple[str, ...], ...]
    ties: Mapping[tuple[str, str], Tie]


def tie_cases(standings: Mapping[str, Standing], joined: Joined) -> Families:
    """Which of these documents are decisions of one case, versions of one decision counted with each other."""
    work = {name: name for name in standings} | {name: group[0] for group in joined.groups for name in group}
    ties: dict[tuple[str, str], Tie] = {}
    for left, right in sorted(_candidates(standings) | set(joined.verdicts)):
        if work[left] == work[right]:
            continue
        verdict = joined.verdicts.get((left, right))
        if verdict is not None and verdict.relation == "part":
            ties[left, right] = within(standings[left])
        elif found := tie(standings[left], standings[right]):
            ties[left, right] = found
    return Families(_grouped(work, ties), ties)


def _candidates(standings: Mapping[str, Standing]) -> set[tuple[str, str]]:
    """The pairs that share a name or a number, or of which one cites the other's number in its head."""
    bearers: dict[str, set[str]] = defaultdict(set)
    citing: dict[str, set[str]] = defaultdict(set)
    for name, one in standings.items():
        for mark in marks_of(one):
            bearers[mark].add(name)
        for key in one.cited:
            citing[key].add(name)
    pairs = {pair for names in bearers.values() if len(names) <= MOST for pair in combinations(sorted(names), 2)}
    for name, one in standings.items():
        for key in (*one.keys, *one.numbers):
            pairs |= {(min(name, other), max(name, other)) for other in citing.get(key, ()) if other != name}
    return pairs


def _grouped(work: Mapping[str, str], ties: Mapping[tuple[str, str], Tie]) -> tuple[tuple[str, ...], ...]:
    head = {one: one for one in work.values()}

    def find(one: str) -> str:
        while head[one] != one:
            one = head[one]
        return one

    for (left, right), found in ties.items():
        if found.status in ("certain", "confirmed"):
            head[find(work[left])] = find(work[right])
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(work):
        groups[find(work[name])].append(name)
    return tuple(tuple(group) for group in groups.values() if len({work[name] for name in group}) > 1)
