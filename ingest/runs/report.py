"""What a person sees of a run (a bar, sentences, a table at the end), and what a program sees (JSON, a line a file)."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import Protocol

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from caselaw.domain.errors import SearchUnavailable
from caselaw.domain.intake.run import OUTCOMES, Outcome
from caselaw.messages import name_problem, say, say_error, say_problem
from caselaw.schemas.problem import problem_form
from ingest.runs.intake import Watcher

_ALWAYS_COUNTED = ("added", "unchanged", "skipped", "failed")


class Report(Watcher, Protocol):
    """A watcher that ends with a summary."""

    def summary(self, outcomes: list[Outcome], run: str = "") -> None: ...


class TextReport:
    """A progress bar where stderr is a terminal; each trouble in a sentence; a table at the end."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._console = Console(stderr=True, highlight=False)
        self._out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TextColumn("{task.fields[problems]}"), TimeRemainingColumn(), console=self._console,
            disable=not self._console.is_terminal, transient=True,
        )  # fmt: skip
        self._reading: TaskID | None = None
        self._indexing: TaskID | None = None
        self._troubled = self._pages = 0
        self._began = time.monotonic()

    def begin(self, files: int) -> None:
        self._progress.start()
        self._began = time.monotonic()
        self._reading = self._task("ingest.progress.reading", files)

    def more(self, files: int) -> None:
        if self._reading is not None:
            self._progress.update(self._reading, total=(self._progress.tasks[0].total or 0) + files)

    def file(self, outcome: Outcome) -> None:
        self._troubled += outcome.failed
        if self._reading is not None:
            self._pages += outcome.pages
            rate = self._pages / max(time.monotonic() - self._began, 0.001)
            self._progress.update(
                self._reading, advance=1, rate=self._say("ingest.progress.rate", rate=f"{rate:.1f}"),
                problems=self._say("ingest.progress.problems", count=self._troubled) if self._troubled else "",
            )  # fmt: skip
        for problem in outcome.problems:
            message = say_problem(problem, self._language)
            where = f"{outcome.path} ({problem.where})" if problem.where.startswith("p.") else outcome.path
            self._line(self._say("ingest.file_problem", path=where, message=message))
        if outcome.outcome == "skipped":
            self._line(self._say("ingest.skipped", path=outcome.path, reason=self._say(outcome.reason)))

    def indexing(self, left: int) -> None:
        if self._indexing is None:
            self._indexing = self._task("ingest.progress.indexing", left)
        total = max(self._progress.tasks[-1].total or 0, left)
        self._progress.update(self._indexing, total=total, completed=total - left)

    def index_refused(self, document: str, reason: str) -> None:
        self._line(self._say("ingest.index_refused", document=document, reason=reason))

    def index_later(self, trouble: SearchUnavailable | None) -> None:
        if trouble is None:
            self._line(self._say("ingest.index_waits"))
        else:
            self._line(self._say("ingest.index_later", reason=say_error(trouble, self._language)))

    def close(self) -> None:
        self._progress.stop()

    def summary(self, outcomes: list[Outcome], run: str = "") -> None:
        """How many files had which outcome, how many which problem; where this can be read later."""
        tally = Counter(outcome.outcome for outcome in outcomes)
        table = Table(show_header=False)
        table.add_column()
        table.add_column(justify="right")
        for outcome in OUTCOMES:
            if tally[outcome] or outcome == "added":
                table.add_row(self._say(f"ingest.summary.{outcome}"), str(tally[outcome]))
        self._out.print(table)
        problems = Counter(problem.code for outcome in outcomes for problem in outcome.problems)
        if problems:
            named = Table(self._say("ingest.summary.problem"), self._say("ingest.summary.files"))
            for code, count in problems.most_common():
                named.add_row(name_problem(code, self._language), str(count))
            self._out.print(named)
        if run:
            self._line(self._say("runs.kept", run=run))

    def _task(self, code: str, total: int) -> TaskID:
        return self._progress.add_task(self._say(code), total=total, rate="", problems="")

    def _say(self, code: str, **params: str | int) -> str:
        return say(code, self._language, **params)

    def _line(self, text: str) -> None:
        self._console.print(text, markup=False, soft_wrap=True)


class JsonReport:
    """One object a file on stdout, in the order in which they are finished; one object `summary` at the end."""

    def __init__(self, language: str) -> None:
        self._language = language

    def begin(self, files: int) -> None:
        """Nothing is printed before the first file."""

    def more(self, files: int) -> None:
        """Each file is printed when it is finished."""

    def file(self, outcome: Outcome) -> None:
        shown = {
            "path": outcome.path, "outcome": outcome.outcome, "id": outcome.id, "sha256": outcome.sha256,
            "format": outcome.format, "language": outcome.language, "title": outcome.title,
            "paragraphs": outcome.paragraphs, "pages": outcome.pages,
            "problems": [problem_form(problem, self._language) for problem in outcome.problems],
            "seconds": outcome.seconds,
        }  # fmt: skip
        if outcome.outcome == "skipped":
            shown["reason"] = say(outcome.reason, self._language)
        click.echo(json.dumps(shown, ensure_ascii=False))

    def indexing(self, left: int) -> None:
        """Progress of the index is for people."""

    def index_refused(self, document: str, reason: str) -> None:
        click.echo(say("ingest.index_refused", self._language, document=document, reason=reason), err=True)

    def index_later(self, trouble: SearchUnavailable | None) -> None:
        reason = say_error(trouble, self._language) if trouble else ""
        code = "ingest.index_later" if trouble else "ingest.index_waits"
        click.echo(say(code, self._language, reason=reason), err=True)

    def close(self) -> None:
        """Nothing is open."""

    def summary(self, outcomes: list[Outcome], run: str = "") -> None:
        tally = Counter(outcome.outcome for outcome in outcomes)
        problems = Counter(problem.code for outcome in outcomes for problem in outcome.problems)
        counts = {name: tally[name] for name in OUTCOMES if tally[name] or name in _ALWAYS_COUNTED}
        click.echo(json.dumps({"summary": {"files": len(outcomes), **counts, "problems": dict(problems), "run": run}}))
