"""Why a file was read as it was: every stage of its road, what it read and wrote, how long it took, what went wrong.

The file is read in a process of its own that tells of each stage when it is over: of a file that hangs, or ends its
process, the stage is known in which it did.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from multiprocessing.connection import Connection
from typing import Any, Literal

from caselaw.domain.court import Court, added
from caselaw.domain.problems import Problem
from caselaw.domain.text import shown
from ingest.containers import read_source
from ingest.draft import Draft
from ingest.files import Source
from ingest.pipeline import Stage
from ingest.runs.batch import Reading, begin, seconds_for
from ingest.stages import default

_SHORT = 60  # characters of a value
_FEW = 6  # entries of a mapping
_HIDDEN = frozenset({"data", "source"})
_ALWAYS = ("claims", "problems", "skipped")  # what any stage may add

Short = str | int | float | None


@dataclass(frozen=True)
class StageReport:
    """One stage: its values are short (a text cut, a sequence as its length)."""

    stage: str
    read: Mapping[str, Short]
    wrote: Mapping[str, Short]
    seconds: float
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Ended:
    """The process did not come to an end of its own: it took too long, or died in this stage."""

    stage: str
    seconds: float
    why: Literal["timeout", "crashed"]


def explain(source: Source, reading: Reading) -> Iterator[StageReport | Ended]:
    """The stages of a file as they are finished; `Ended` last where it was stopped. Raises `OSError` and `Unreadable`
    where the file cannot be opened."""
    data = read_source(source)
    draft = Draft(str(source), data, reading.kind, reading.language, reading.ocr, source)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_tell, args=(theirs, draft, reading.memory, added()), daemon=True)
    child.start()
    theirs.close()
    try:
        yield from _told(ours, seconds_for(source, reading))
    finally:
        child.kill()
        child.join()
        ours.close()


def _told(ours: Connection, limit: float) -> Iterator[StageReport | Ended]:
    stage, began = "", time.monotonic()
    until = began + limit
    while True:
        if not ours.poll(max(0.0, until - time.monotonic())):
            yield Ended(stage, round(time.monotonic() - began, 1), "timeout")
            return
        try:
            said = ours.recv()
        except EOFError:
            yield Ended(stage, round(time.monotonic() - began, 1), "crashed")
            return
        if said is None:
            return
        if isinstance(said, str):
            stage = said
        else:
            yield said


class _Teller:
    """Says what happens through a pipe."""

    def __init__(self, say: Callable[[object], None]) -> None:
        self._say = say

    def begin(self, stage: Stage, draft: Draft) -> None:
        self._say(stage.name)

    def end(self, stage: Stage, before: Draft, after: Draft, seconds: float) -> None:
        self._say(report(stage, before, after, seconds))


def _tell(pipe: Connection, draft: Draft, memory: int, courts: tuple[Court, ...]) -> None:
    begin(memory, courts)
    default().run(draft, _Teller(pipe.send))
    pipe.send(None)


def report(stage: Stage, before: Draft, after: Draft, seconds: float) -> StageReport:
    """What a stage made of a draft: what it says it reads, and what of the draft it changed."""
    names = [field.name for field in fields(Draft) if field.name not in _HIDDEN]
    read = {name: short(getattr(before, name)) for name in names if name in stage.reads}
    changed = [
        name for name in names
        if name in (*stage.writes, *_ALWAYS) and getattr(after, name) != getattr(before, name)
    ]  # fmt: skip
    wrote = {name: short(getattr(after, name)) for name in changed}
    return StageReport(stage.name, read, wrote, round(seconds, 4), after.problems[len(before.problems) :])


def short(value: Any) -> Short:
    """A value as one can take it in: numbers as they are, texts cut, a sequence as its length, facts by name."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            text = shown(value)
            return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
        case bytes():
            return len(value)
        case Mapping():
            entries = [f"{key}: {short(entry)}" for key, entry in list(value.items())[:_FEW]]
            return ", ".join(entries) + (" …" if len(value) > _FEW else "")
        case Sequence() | frozenset() | set():
            return len(value)
    if is_dataclass(value) and type(value).__str__ is object.__str__:
        stated = {field.name: getattr(value, field.name) for field in fields(value)}
        return ", ".join(f"{name}: {short(stated[name])}" for name in stated if stated[name] not in (None, "", (), {}))
    return short(str(value))
