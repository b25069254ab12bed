"""A run: files taken in, or read again, by one command; what became of each, and of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from caselaw.domain.problems import Problem

Kind = Literal["added", "replaced", "unchanged", "worse", "skipped", "failed"]
OUTCOMES: tuple[Kind, ...] = ("added", "replaced", "unchanged", "worse", "skipped", "failed")
RunState = Literal["running", "finished", "interrupted"]


@dataclass(frozen=True)
class Outcome:
    """What became of one file, whose name is as it can be shown. "failed" is what could not be stored at all, "worse"
    what reads worse than before and was left as it was; `reason` is the code of why a file was skipped."""

    path: str
    outcome: Kind
    id: str | None = None
    sha256: str = ""
    format: str = ""
    language: str = ""
    title: str = ""
    paragraphs: int = 0
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    reason: str = ""

    @property
    def failed(self) -> bool:
        return self.outcome == "failed" or any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True)
class Run:
    """`actor` is who began it, `paths` and `options` what was asked; `files` were expected, `outcomes` counts those
    that were finished, `problems` in how many files each problem was met. A run that was killed is "interrupted", with
    what it had done; `ended` is then the time of its last file."""

    id: str
    command: str
    actor: str
    began: datetime
    ended: datetime
    state: RunState
    paths: Sequence[str] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    files: int = 0
    pages: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)

    @property
    def seconds(self) -> float:
        return (self.ended - self.began).total_seconds()

    @property
    def pages_a_second(self) -> float:
        return self.pages / self.seconds if self.seconds > 0 else 0.0
