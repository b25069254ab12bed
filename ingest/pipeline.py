"""Runs the stages over one file. Trouble in a file stays on its draft; a wrong list of stages stops the program."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Protocol

from caselaw.domain.errors import Unreadable
from caselaw.domain.problems import Problem
from ingest.draft import Draft, with_problems

GIVEN = frozenset({"path", "data", "wanted_kind", "wanted_language", "wanted_ocr", "source"})
_ALWAYS_WRITABLE = frozenset({"problems", "claims", "skipped"})
_FIELDS = tuple(f.name for f in fields(Draft))


class Stage(Protocol):
    """One step: it answers with a new draft, changing only what it says it writes; it raises only `Unreadable`."""

    @property
    def name(self) -> str: ...
    @property
    def reads(self) -> frozenset[str]: ...
    @property
    def writes(self) -> frozenset[str]: ...
    def __call__(self, draft: Draft) -> Draft: ...


class Watch(Protocol):
    """Is told of each stage before and after it."""

    def begin(self, stage: Stage, draft: Draft) -> None: ...
    def end(self, stage: Stage, before: Draft, after: Draft, seconds: float) -> None: ...


@dataclass(frozen=True)
class Step:
    """A stage made of a function."""

    name: str
    run: Callable[[Draft], Draft]
    reads: frozenset[str]
    writes: frozenset[str]

    def __call__(self, draft: Draft) -> Draft:
        return self.run(draft)


def step(
    run: Callable[[Draft], Draft], *, reads: Iterable[str], writes: Iterable[str], name: str | None = None
) -> Step:
    return Step(name or run.__name__, run, frozenset(reads), frozenset(writes))


class Pipeline:
    """A checked list of stages; raises `ValueError` for a stage that reads what nothing before it wrote."""

    def __init__(self, stages: Iterable[Stage]) -> None:
        self.stages = tuple(stages)
        written = set(GIVEN | _ALWAYS_WRITABLE)
        for stage in self.stages:
            unknown = (stage.reads | stage.writes) - set(_FIELDS)
            missing = stage.reads - written
            if unknown or missing:
                raise ValueError(
                    f"stage {stage.name}: unknown fields {sorted(unknown)}, read before written {sorted(missing)}"
                )
            written |= stage.writes

    def run(self, draft: Draft, watch: Watch | None = None) -> Draft:
        """The draft after all stages, with every failure kept as a problem; never raises for bad input."""
        started = time.perf_counter()
        for stage in self.stages:
            draft = _run_one(stage, draft) if watch is None else _watched(stage, draft, watch)
            if draft.skipped:
                break
        return replace(draft, seconds=round(time.perf_counter() - started, 3))


def _watched(stage: Stage, draft: Draft, watch: Watch) -> Draft:
    watch.begin(stage, draft)
    started = time.perf_counter()
    after = _run_one(stage, draft)
    watch.end(stage, draft, after, time.perf_counter() - started)
    return after


def _run_one(stage: Stage, draft: Draft) -> Draft:
    try:
        after = stage(draft)
    except Unreadable as trouble:
        return with_problems(draft, Problem(trouble.code, "error", params=trouble.params))
    except MemoryError:
        return with_problems(draft, Problem("problem.memory", "error"))
    except Exception as error:  # the border of the batch: a file that no stage foresaw is kept, named and passed over
        where = {"stage": stage.name, "error": type(error).__name__}
        return with_problems(draft, Problem("problem.stage_failed", "error", where=stage.name, params=where))
    for name in _FIELDS:
        if name not in stage.writes and name not in _ALWAYS_WRITABLE and getattr(after, name) != getattr(draft, name):
            raise AssertionError(f"stage {stage.name} changed {name}, which it does not say it writes")
    return after
