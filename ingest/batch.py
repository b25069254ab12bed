"""Many files through the pipeline, in processes of their own: a file that hangs or kills its process ends alone."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from caselaw.domain.errors import Unreadable
from caselaw.domain.problems import Problem
from ingest.draft import Draft, Ocr, with_problems
from ingest.files import read_file
from ingest.reading import weigh
from ingest.recognition import longest
from ingest.stages import default

MEMORY_LIMIT = 4 * 1024**3  # bytes of address space a worker may take
_TASKS_PER_PROCESS = 200  # then a fresh process: whatever a library leaks goes with the old one
_BASE_SECONDS, _SECONDS_PER_MEGABYTE = 120.0, 60.0
_WAITING = 4  # files handed out ahead, for each process


@dataclass(frozen=True)
class Reading:
    """How files are read: what the person said of them all, and in how many processes."""

    kind: str | None = None
    language: str | None = None
    jobs: int = 1
    ocr: Ocr = "auto"
    seconds: float | None = None  # limit for one file; None: by its size


def default_jobs() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def inspect(path: Path, *, kind: str | None = None, language: str | None = None, ocr: Ocr = "auto") -> Draft:
    """One file through the whole pipeline, in this process. Never raises for what is in the file."""
    try:
        data = read_file(path)
    except OSError as error:
        unread = Problem("problem.file.unreadable", "error", params={"reason": error.strerror or type(error).__name__})
        return Draft(str(path), problems=(unread,))
    except Unreadable as trouble:
        return Draft(str(path), problems=(Problem(trouble.code, "error", params=trouble.params),))
    draft = Draft(str(path), data, kind, language, ocr)
    return replace(default().run(draft), data=b"", lines=())


def drafts(paths: Iterable[Path], reading: Reading) -> Iterator[Draft]:
    """The drafts of files in the order in which they are finished."""
    context = multiprocessing.get_context("spawn")
    with ProcessPool(reading.jobs, max_tasks=_TASKS_PER_PROCESS, initializer=_begin, context=context) as pool:
        waiting: dict[Future[Draft], Path] = {}
        try:
            for path in paths:
                waiting[_schedule(pool, path, reading)] = path
                if len(waiting) >= reading.jobs * _WAITING:
                    yield from _finished(waiting)
            while waiting:
                yield from _finished(waiting)
        except BaseException:  # interrupted, or the reader of the drafts has gone: nothing more is begun
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _begin() -> None:
    """In a new process: interruption is the parent's affair, and memory has a limit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _inspect(path: Path, reading: Reading) -> Draft:
    return inspect(path, kind=reading.kind, language=reading.language, ocr=reading.ocr)


def _schedule(pool: ProcessPool, path: Path, reading: Reading) -> Future[Draft]:
    limit = reading.seconds or _limit(path, reading.ocr)
    future: Future[Draft] = pool.schedule(_inspect, args=[path, reading], timeout=limit)
    return future


def _limit(path: Path, ocr: Ocr) -> float:
    """Seconds for one file: by its size, and what text recognition may take, which ends itself in time."""
    try:
        size = path.stat().st_size
    except OSError:
        return _BASE_SECONDS
    return _BASE_SECONDS + _SECONDS_PER_MEGABYTE * size / 1_000_000 + (0 if ocr == "never" else longest(size))


def _finished(waiting: dict[Future[Draft], Path]) -> Iterator[Draft]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield _result(future, waiting.pop(future))


def _result(future: Future[Draft], path: Path) -> Draft:
    try:
        return future.result()
    except TimeoutError:
        return _ended(path, "problem.timeout")
    except (ProcessExpired, MemoryError):
        return _ended(path, "problem.crashed")


def _ended(path: Path, code: str) -> Draft:
    """The draft of a file whose process did not answer: its bytes are known, its text is not."""
    try:
        draft = weigh(Draft(str(path), read_file(path)))
    except (OSError, Unreadable):
        draft = Draft(str(path))
    return with_problems(replace(draft, data=b""), Problem(code, "error"))
