"""Many files through the pipeline, in processes of their own: a file that hangs or kills its process ends alone."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from caselaw.domain.court import Court, added, learn
from caselaw.domain.errors import Unreadable
from caselaw.domain.problems import Problem
from ingest.containers import DEEPEST, read_source
from ingest.draft import Draft, Ocr, with_problems
from ingest.extract.archive import MAX_MEMBERS
from ingest.files import Member, Source
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
    memory: int = MEMORY_LIMIT  # bytes


def default_jobs() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Wanted = Callable[[Source, Sequence[Member]], Iterable[Member]]
"""Asked once for each archive or mail: which of its files are to be read."""


def inspect(source: Path | Source, *, kind: str | None = None, language: str | None = None, ocr: Ocr = "auto") -> Draft:
    """One file through the whole pipeline, in this process. Never raises for what is in the file."""
    source = source if isinstance(source, Source) else Source(source)
    path = str(source)
    try:
        data = read_source(source)
    except OSError as error:
        unread = Problem("problem.file.unreadable", "error", params={"reason": error.strerror or type(error).__name__})
        return Draft(path, source=source, problems=(unread,))
    except Unreadable as trouble:
        unread = Problem(trouble.code, "error", params=trouble.params)
        return Draft(path, source=source, problems=(unread,))
    draft = default().run(Draft(path, data, kind, language, ocr, source))
    if draft.members and len(source.inside) >= DEEPEST:
        draft = with_problems(replace(draft, members=(), skipped=None), Problem("problem.archive.nested", "error"))
    return replace(draft, data=b"", lines=())


def _all(_source: Source, members: Sequence[Member]) -> Iterable[Member]:
    return members


def drafts(files: Iterable[Path | Source], reading: Reading, wanted: Wanted = _all) -> Iterator[Draft]:
    """The drafts of files in the order in which they are finished, those inside an archive or a mail after it."""
    counted = _Counted()
    context = multiprocessing.get_context("spawn")
    with ProcessPool(
        reading.jobs,
        max_tasks=_TASKS_PER_PROCESS,
        initializer=begin,
        initargs=[reading.memory, added()],
        context=context,
    ) as pool:
        waiting: dict[Future[Draft], Source] = {}
        inside: deque[Source] = deque()
        ahead = (file if isinstance(file, Source) else Source(file) for file in files)
        try:
            while (source := inside.popleft() if inside else next(ahead, None)) or waiting:
                if source:
                    waiting[_schedule(pool, source, reading)] = source
                    if len(waiting) < reading.jobs * _WAITING:
                        continue
                for draft in map(counted, _finished(waiting)):
                    yield draft
                    for member in wanted(draft.source, draft.members) if draft.members else ():
                        inside.append(replace(draft.source, inside=(*draft.source.inside, member.name)))
        except BaseException:  # interrupted, or the reader of the drafts has gone: nothing more is begun
            pool.stop()  # type: ignore[no-untyped-call]
            raise


class _Counted:
    """Counts the files inside each file on the disk: archives in archives multiply."""

    def __init__(self) -> None:
        self._counts: Counter[Path] = Counter()

    def __call__(self, draft: Draft) -> Draft:
        self._counts[draft.source.path] += len(draft.members)
        if self._counts[draft.source.path] <= MAX_MEMBERS:
            return draft
        too_many = Problem("problem.archive.too_many", "error", params={"limit": MAX_MEMBERS})
        return with_problems(replace(draft, members=(), skipped=None), too_many)


def begin(memory: int, courts: Iterable[Court]) -> None:
    """In a new process: interruption is the parent's affair, memory has a limit, its courts are those of the parent."""
    learn(courts)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _inspect(source: Source, reading: Reading) -> Draft:
    return inspect(source, kind=reading.kind, language=reading.language, ocr=reading.ocr)


def _schedule(pool: ProcessPool, source: Source, reading: Reading) -> Future[Draft]:
    limit = seconds_for(source, reading)
    future: Future[Draft] = pool.schedule(_inspect, args=[source, reading], timeout=limit)
    return future


def seconds_for(source: Source, reading: Reading) -> float:
    """Seconds for one file: what the person said, else by its size, and what text recognition may take, which ends
    itself in time."""
    if reading.seconds is not None:
        return reading.seconds
    try:
        size = source.path.stat().st_size
    except OSError:
        return _BASE_SECONDS
    return _BASE_SECONDS + _SECONDS_PER_MEGABYTE * size / 1_000_000 + (0 if reading.ocr == "never" else longest(size))


def _finished(waiting: dict[Future[Draft], Source]) -> Iterator[Draft]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield _result(future, waiting.pop(future))


def _result(future: Future[Draft], source: Source) -> Draft:
    try:
        return future.result()
    except TimeoutError:
        return _ended(source, "problem.timeout")
    except MemoryError:
        return _ended(source, "problem.memory")
    except ProcessExpired:
        return _ended(source, "problem.crashed")


def _ended(source: Source, code: str) -> Draft:
    """The draft of a file whose process did not answer: its bytes are known, its text is not."""
    draft = Draft(str(source), source=source)
    with suppress(OSError, Unreadable):
        draft = weigh(replace(draft, data=read_source(source)))
    return with_problems(replace(draft, data=b""), Problem(code, "error"))
