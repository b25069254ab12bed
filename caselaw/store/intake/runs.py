"""Runs as they were kept: a file of lines each, `runs/ID.jsonl` beside the originals, readable by the program alone.

A line is written when its file is finished, outside any transaction: the one writer of the database has better to do,
and a run that is killed has said all that it did. The file is locked while its run lasts; a run without its last line
whose file nobody holds was killed.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import IO, Any, Literal

from caselaw.domain.intake.run import Outcome, Run, RunState
from caselaw.domain.problems import Problem

_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")


class Journal:
    """A run that is being written. Closing it, or dying, lets go of its file."""

    def __init__(self, run: str, file: IO[str]) -> None:
        self.run = run
        self._file = file

    def expect(self, files: int) -> None:
        self._write({"files": files})

    def note(self, outcome: Outcome) -> None:
        """Keep what became of one file; its title stays with the document."""
        self._write({"file": {name: value for name, value in asdict(outcome).items() if name != "title"}})

    def end(self, state: Literal["finished", "interrupted"]) -> None:
        self._write({"end": state})
        self._file.close()

    def close(self) -> None:
        self._file.close()

    def _write(self, line: Mapping[str, object]) -> None:
        self._file.write(json.dumps({"at": datetime.now(UTC).isoformat(), **line}, ensure_ascii=False) + "\n")
        self._file.flush()


class Runs:
    """The runs of an installation, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, command: str, actor: str, paths: Sequence[str], options: Mapping[str, str]) -> Journal:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        run = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{token_hex(3)}"
        place = self._folder / f"{run}.jsonl"
        file = os.fdopen(
            os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w", encoding="utf-8"
        )
        with suppress(OSError):  # a shared folder without locks: then a run that lasts looks interrupted, no more
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        journal = Journal(run, file)
        journal._write({"command": command, "actor": actor, "paths": list(paths), "options": dict(options)})
        return journal

    def ids(self) -> list[str]:
        """The runs that are kept, the last first."""
        return sorted((p.stem for p in self._folder.glob("*.jsonl") if _ID.fullmatch(p.stem)), reverse=True)

    def load(self, run: str) -> tuple[Run, tuple[Outcome, ...]] | None:
        """A run and what became of its files, in the order in which they were finished; None where there is none."""
        if not _ID.fullmatch(run):
            return None
        try:
            with (self._folder / f"{run}.jsonl").open(encoding="utf-8") as file:
                held = _is_held(file)
                return _read(run, list(_whole_lines(file)), held)
        except FileNotFoundError:
            return None


def _is_held(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _whole_lines(file: IO[str]) -> Iterator[dict[str, Any]]:
    """The lines; one that was cut when the machine fell is passed over."""
    for line in file:
        with suppress(ValueError):
            found = json.loads(line)
            if isinstance(found, dict):
                yield found


def _read(run: str, lines: Sequence[Mapping[str, Any]], held: bool) -> tuple[Run, tuple[Outcome, ...]]:
    head = lines[0] if lines else {}
    began = datetime.strptime(run[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    with suppress(KeyError, ValueError):
        began = datetime.fromisoformat(head["at"])
    ended = began
    state: RunState = "running" if held else "interrupted"
    files = 0
    outcomes: list[Outcome] = []
    for line in lines:
        with suppress(KeyError, ValueError):
            ended = max(ended, datetime.fromisoformat(line["at"]))
        files = line.get("files", files)
        state = line.get("end", state)
        if "file" in line:
            outcomes.append(_outcome(line["file"]))
    counts = Counter(str(outcome.outcome) for outcome in outcomes)
    problems = Counter(code for outcome in outcomes for code in {problem.code for problem in outcome.problems})
    if ended == began:
        ended += timedelta(microseconds=1)
    found = Run(
        run, head.get("command", ""), head.get("actor", ""), began, ended, state, tuple(head.get("paths", ())),
        head.get("options", {}), max(files, len(outcomes)), sum(o.pages for o in outcomes), counts, problems,
    )  # fmt: skip
    return found, tuple(outcomes)


def _outcome(kept: Mapping[str, Any]) -> Outcome:
    return Outcome(**{**kept, "problems": tuple(Problem(**problem) for problem in kept["problems"])})
