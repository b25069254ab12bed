"""The progress of a long work of several steps: a bar for each on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import Progress, TaskID

from caselaw.commands.context import console, sentence


@contextmanager
def steps() -> Iterator[Callable[[str, int, int], None]]:
    """What tells of a step by its name, how much of it is done, and how much there is; `keeping.step.NAME` says it."""
    with Progress(console=console(), transient=True, disable=not sys.stdout.isatty()) as progress:
        tasks: dict[str, TaskID] = {}

        def told(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(sentence(f"keeping.step.{step}"))
            progress.update(tasks[step], completed=done, total=total)

        yield told
