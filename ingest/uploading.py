"""Reading what was uploaded, in a process of its own: `python -m ingest.uploading` reads until nothing waits.

The worker begins it and goes on indexing meanwhile. It may be killed at any moment: the next one goes on with the file
that this one was at.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import CaselawError, Conflict, NotFound, StoreUnavailable, Unreadable
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.upload import Upload, UploadedFile
from caselaw.domain.problems import Problem
from caselaw.messages import say, say_error
from caselaw.services.watching import lines
from caselaw.services.watching.watch import READER
from caselaw.settings import Settings
from caselaw.wiring import Services, build
from ingest.commit import record
from ingest.containers import read_source
from ingest.draft import Draft
from ingest.files import Member, Source
from ingest.reading import ARCHIVE
from ingest.runs.batch import Reading, drafts
from ingest.runs.intake import NAMES_PEOPLE
from ingest.split.propose import LEAST, propose

_ENDED = frozenset({"problem.timeout", "problem.memory", "problem.crashed"})
"""Another try, with more time or memory, may read such a file: it is kept, as is one whose pages are pictures."""

log = logging.getLogger("caselaw.worker")


def read_uploads(services: Services, *, seconds: float | None = None) -> int:
    """Read all uploads that wait; how many there were. `seconds` is the limit for one file (None: by its size)."""
    services.drafting.tidy()
    count = 0
    while True:
        with services.drafting.taken() as upload:
            if upload is None:
                return count
            _read(services, upload, seconds)
        count += 1


def look_through(services: Services) -> None:
    """Propose the cases of the reports for which somebody asked; what is none, or has gone, is passed over."""
    with services.drafting.reports() as waiting:
        for report in waiting:
            with suppress(NotFound, Conflict):
                document, paragraphs = services.splitting.report(report, viewer=OPERATOR)
                pages = document.source.pages if document.source else None
                bids = propose(paragraphs, language=document.language, kind=document.facts.kind, pages=pages)
                if bids:
                    services.splitting.propose(report, bids[0], viewer=OPERATOR)


def _read(services: Services, upload: Upload, seconds: float | None) -> None:
    """The files of one upload. A file on which we fail holds up no other; it is tried again with the next look."""
    wishes = upload.wishes
    reading = Reading(wishes.kind, wishes.language, jobs=1, seconds=seconds)
    files = _Files(services, upload)
    fault: Exception | None = None
    for draft in drafts(files.begun(), reading, files.inside):
        try:
            for file in files.of(draft.source):
                _keep(services, file, draft)
        except StoreUnavailable:
            raise
        except Exception as trouble:  # a fault of ours: told at the end, with the other files done
            fault = trouble
    if fault is not None:
        raise fault


class _Files:
    """The files of an upload by their bytes: the same bytes are read once, however often they were sent."""

    def __init__(self, services: Services, upload: Upload) -> None:
        self._drafting = services.drafting
        self._upload = upload
        self._begun: dict[tuple[Path, tuple[str, ...]], list[UploadedFile]] = {}

    def begun(self) -> Iterator[Source]:
        """What is to be read, as it is begun."""
        for file in self._upload.files:
            yield from self._begin(file)

    def inside(self, source: Source, members: Sequence[Member]) -> Iterator[Member]:
        """Those of the files in a file that are to be read; they stand in the upload by now."""
        known = {
            file.inside: file for file in self._drafting.now(self._upload).files if self._path(file) == source.path
        }
        for member in members:
            file = known.get((*source.inside, member.name))
            if file is not None and any(self._begin(file)):
                yield member

    def of(self, source: Source) -> Sequence[UploadedFile]:
        return self._begun[source.path, source.inside]

    def _begin(self, file: UploadedFile) -> Iterator[Source]:
        place = (self._path(file), file.inside)
        first = place not in self._begun
        if not first and file.inside:
            return
        if self._drafting.begin(file):
            self._begun.setdefault(place, []).append(file)
            if first:
                yield Source(*place, file.name)

    def _path(self, file: UploadedFile) -> Path:
        return self._drafting.path(self._upload, file)


def _keep(services: Services, file: UploadedFile, draft: Draft) -> None:
    drafting = services.drafting
    refusal = _refusal(draft)
    if draft.members:
        members = [(member.name, member.size) for member in draft.members]
        drafting.unfold(file, members, alone=draft.skipped == ARCHIVE)
        if draft.skipped == ARCHIVE:
            return
    if refusal is not None:
        drafting.refuse(file, refusal, draft.format)
        return
    try:
        original = read_source(draft.source)
        stored = drafting.keep(file, record(draft), original=None if draft.format in NAMES_PEOPLE else original)
    except Unreadable as trouble:
        drafting.refuse(file, Problem(trouble.code, "error", params=trouble.params), draft.format)
        return
    except OSError as error:
        reason = error.strerror or type(error).__name__
        drafting.refuse(file, Problem("problem.file.unreadable", "error", params={"reason": reason}), draft.format)
        return
    if stored is not None and stored.outcome == "added":
        cut(services, stored.id, draft)


def cut(services: Services, document: DocumentId, draft: Draft) -> None:
    """Propose the cases of a report, where the draft is one."""
    bids = propose(draft.paragraphs, language=draft.language, kind=draft.facts.kind, pages=draft.pages)
    if bids and bids[0].score >= LEAST:
        services.splitting.propose(document, bids[0], viewer=OPERATOR)


def _refusal(draft: Draft) -> Problem | None:
    """Why nothing of a file can be kept; None for what is a document, though it may be read in part or not yet."""
    if draft.skipped:
        return Problem(draft.skipped, "error")
    if draft.paragraphs:
        return None
    faults = [problem for problem in draft.problems if problem.severity == "error"]
    if draft.sha256 and (draft.pages or any(problem.code in _ENDED for problem in faults)):
        return None
    return faults[0] if faults else Problem("problem.no_text", "error")


@click.command()
@click.option("--parent", type=int, default=None, help="End when this process, which began this one, is gone.")
def main(parent: int | None) -> None:
    """Read what was uploaded until nothing waits."""
    os.umask(0o077)
    lines.begin()
    settings = Settings.from_env(os.environ)
    signal.signal(signal.SIGTERM, _end)
    if parent is not None:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    services = build(settings)
    services.watch.role = READER
    try:
        with services.upgrades.working():  # the worker ends us, where somebody waits to change the tables
            with services.watch.work("upload") as did:
                count = read_uploads(services)
                did.append(count > 0)
            look_through(services)
    except CaselawError as fault:
        log.warning(say_error(fault, settings.languages[0]))
        raise SystemExit(1) from None
    finally:
        services.close()
    if count:
        log.info(say("upload.read", settings.languages[0], count=count))


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)  # not in the middle of a transaction only by chance: it is undone, and the file read again


if __name__ == "__main__":
    main()
