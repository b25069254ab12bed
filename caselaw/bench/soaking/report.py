"""What a soak found, as a table for people and as one JSON object."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from caselaw.bench.soaking.ending import Ending
from caselaw.bench.soaking.faults import Fault, Faults
from caselaw.bench.soaking.people import Ledger
from caselaw.bench.soaking.taking import Taking

MOST_GROWTH = 0.05
SLACK = 8.0
"""Megabytes by which a small process may grow before its share counts: what an allocator keeps for itself."""


@dataclass(frozen=True)
class Soaked:
    """All that was seen."""

    minutes: float
    ledger: Ledger
    faults: Faults
    taking: Taking
    ending: Ending
    tracebacks: Mapping[str, int]

    @property
    def unexcused(self) -> Counter[str]:
        """Answers that said "not now", or never came, while nothing was down."""
        return Counter(
            f"{kind}: {verdict}"
            for kind, verdict, began, ended in self.ledger.missed
            if not self.faults.excused(began, ended)
        )

    @property
    def growth(self) -> Mapping[str, tuple[float, float]]:
        """Of each part, megabytes at the beginning and at the end of the second half."""
        return self.faults.memory.growth(self.faults.half, self.faults.ended)

    @property
    def good(self) -> bool:
        """No answer was wrong, none missing without a reason, nothing lost or doubled, memory flat."""
        end = self.ending
        return not (
            self.ledger.wrong or self.unexcused or end.lost or end.doubled or end.differing or self.taking.trouble
            or any(after > before * (1 + MOST_GROWTH) + SLACK for before, after in self.growth.values())
        )  # fmt: skip


def form(soaked: Soaked) -> dict[str, object]:
    """One JSON object."""
    end = soaked.ending
    return {
        "minutes": soaked.minutes,
        "good": soaked.good,
        "answers": {kind: dict(counts) for kind, counts in sorted(soaked.ledger.counts.items())},
        "wrong": soaked.ledger.wrong,
        "unexcused": dict(soaked.unexcused),
        "faults": {name: {"times": len(seconds), "longest_s": round(max(seconds), 1)}
                   for name, seconds in _by_part(soaked.faults.made).items()},
        "taking": dict(soaked.taking.runs),
        "trouble": soaked.taking.trouble,
        "tracebacks": dict(soaked.tracebacks),
        "memory_mb": {name: [round(before, 1), round(after, 1)] for name, (before, after) in soaked.growth.items()},
        "end": {"documents": end.documents, "changes": end.changes, "lost": end.lost, "doubled": end.doubled,
                "differing": list(end.differing), "seconds": round(end.seconds, 1)},
    }  # fmt: skip


def show(soaked: Soaked, out: Console) -> None:
    """The same as tables."""
    table = Table(title=f"{soaked.minutes:g} minutes")
    table.add_column("asked")
    for name in ("right", "away", "silent", "wrong"):
        table.add_column(name, justify="right")
    for kind, counts in sorted(soaked.ledger.counts.items()):
        table.add_row(kind, *(str(counts[verdict]) for verdict in ("right", "away", "silent", "wrong")))
    out.print(table)
    for name, seconds in _by_part(soaked.faults.made).items():
        out.print(f"killed {len(seconds)} times: {name}; ready again after {max(seconds):.1f} s at the most")
    for name, (before, after) in soaked.growth.items():
        grown = after / before - 1 if before else 0.0
        out.print(f"memory of {name}: {before:.0f} MB, then {after:.0f} MB ({grown:+.1%} over the second half)")
    end = soaked.ending
    out.print(f"files handed over: {dict(soaked.taking.runs)}")
    out.print(f"{end.documents} documents, {end.changes} changes: {end.lost} lost, {end.doubled} doubled")
    for line in (*soaked.ledger.wrong, *soaked.taking.trouble, *end.differing):
        out.print(f"WRONG {line}", markup=False)
    for kind, times in soaked.unexcused.items():
        out.print(f"WITHOUT A REASON {kind}, {times} times")
    for name, times in soaked.tracebacks.items():
        out.print(f"{name} told of {times} faults of its own")
    out.print("good" if soaked.good else "NOT GOOD")


def _by_part(made: list[Fault]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for fault in made:
        found[fault.part].append(fault.ready - fault.killed)
    return found
