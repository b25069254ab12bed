"""Drafting: the files of an upload, as the worker reads them, become drafts. Each step is one transaction, so that a
worker that is killed leaves nothing half done and nothing to be done twice.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import ANYONE, Viewer, viewer_of
from caselaw.domain.audience import editors_of
from caselaw.domain.claims import Claim
from caselaw.domain.errors import Conflict
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.intake.record import Record, Stored
from caselaw.domain.intake.upload import MOST_TRIES, UNFINISHED, Upload, UploadedFile
from caselaw.domain.problems import Problem
from caselaw.services.citing.citations import with_exact_citations
from caselaw.services.intake.records import checked
from caselaw.services.intake.uploads import INCOMING, plain_name
from caselaw.store import Store, UnitOfWork, jobs
from caselaw.store.blobs import Blobs
from caselaw.store.documents import COPY
from caselaw.store.intake import adding as rows
from caselaw.store.intake import uploads
from caselaw.store.people import accounts
from caselaw.store.withholding import holds

_ABANDONED = 24 * 3600.0
"""Seconds after which bytes that belong to no upload were left by a process that was killed while it took them in."""


class DraftingService:
    """For the worker alone: it acts in the name of the sender, with the rights that she has at that moment."""

    def __init__(self, store: Store, files: Path) -> None:
        self._store = store
        self._blobs = Blobs(files)
        self._incoming = files / INCOMING

    def pending(self) -> int:
        """How many uploads wait to be read now, and reports to be looked through for their cases."""
        with self._store.reading() as connection:
            return jobs.waiting(connection, jobs.UPLOAD).due + jobs.waiting(connection, jobs.SPLIT).due

    @contextmanager
    def reports(self) -> Iterator[tuple[DocumentId, ...]]:
        """The reports that somebody wants to be looked through, held by this process."""
        with self._store.take_jobs(jobs.SPLIT, 20) as held:
            taken = held.jobs if held else ()
            yield tuple(dict.fromkeys(DocumentId(job.subject) for job in taken))
            if held and taken:
                with held.writing() as connection:
                    jobs.settle(connection, [job.id for job in taken])

    @contextmanager
    def taken(self) -> Iterator[Upload | None]:
        """The upload that has waited longest, held by this process; None where there is none, or another process has
        it. Once all its files are finished, the bytes that were sent are kept no longer."""
        with self._store.take_jobs(jobs.UPLOAD, 1) as held:
            job = held.jobs[0] if held and held.jobs else None
            with self._store.reading() as connection:
                upload = uploads.load(connection, job.subject) if job else None
            yield upload
            if held is None or job is None:
                return
            with self._store.reading() as connection:
                upload = uploads.load(connection, job.subject)
            if upload is None or upload.state != "running":
                shutil.rmtree(self._incoming / job.subject, ignore_errors=True)
                with held.writing() as connection:
                    jobs.settle(connection, [job.id])

    def now(self, upload: Upload) -> Upload:
        """The upload as it is now."""
        with self._store.reading() as connection:
            return uploads.load(connection, upload.id) or upload

    def path(self, upload: Upload, file: UploadedFile) -> Path:
        """Where the bytes lie that were sent as this file, or with it inside."""
        return Blobs(self._incoming / upload.id).path(file.sha256)

    def begin(self, file: UploadedFile) -> bool:
        """This file is being read; False where it is to be left: stopped, finished, or too often its reader's end."""
        with self._store.writing() as connection:
            found = uploads.file(connection, file.id, lock=True)
            if found is None or found[1].state not in UNFINISHED:
                return False
            upload, now = found
            if now.tries >= MOST_TRIES:
                uploads.change_file(connection, upload, file.id, state="refused", problem="problem.crashed")
                return False
            uploads.change_file(connection, upload, file.id, state="reading", tries=now.tries + 1)
        return True

    def refuse(self, file: UploadedFile, problem: Problem, file_format: str = "") -> None:
        """Nothing of this file is kept, for this reason."""
        with self._open(file) as (work, upload, _):
            if upload is not None:
                _finish(work, upload, file, "refused", problem, file_format)

    def unfold(self, file: UploadedFile, members: Sequence[tuple[str, int]], *, alone: bool) -> None:
        """The files inside this one, each with its name and size, stand behind it and wait to be read; `alone`: it is
        nothing but them. Those that stand there already stay as they are."""
        with self._open(file) as (work, upload, _):
            if upload is None:
                return
            there = {(one.sha256, one.inside) for one in upload.files}
            new = [
                UploadedFile(new_id(), 0, plain_name(name), file.sha256, size, "waiting", (*file.inside, name))
                for name, size in members
                if (file.sha256, (*file.inside, name)) not in there
            ]
            uploads.add_files(work.connection, upload.id, new)
            if alone:
                uploads.change_file(work.connection, upload.id, file.id, state="opened")

    def keep(self, file: UploadedFile, record: Record, *, original: bytes | None) -> Stored | None:
        """The file has become this draft, for the editors of the audience that its sender wants, unless she may read
        the same file already. None where it is not wanted any more: stopped, finished before, or her right to add is
        gone.

        That somebody else's copy is here, which she may not read, shows in nothing: hers is a document of its own.
        """
        record = with_exact_citations(record, checked(record, original))
        if original is not None:
            self._blobs.put(original)
        try:
            return self._keep(file, record)
        except Conflict:  # another process stored the same key in the meantime
            return self._keep(file, record)

    def tidy(self) -> None:
        """Forget bytes that no upload stands for."""
        if not self._incoming.is_dir():
            return
        before = time.time() - _ABANDONED
        old = {one.name: one for one in self._incoming.iterdir() if one.stat().st_mtime < before}
        with self._store.reading() as connection:
            known = uploads.known(connection, list(old))
        for name, folder in old.items():
            if name not in known:
                shutil.rmtree(folder, ignore_errors=True)

    def _keep(self, file: UploadedFile, record: Record) -> Stored | None:
        with self._open(file) as (work, upload, sender):
            if upload is None:
                return None
            if not may(sender, Action.ADD_DOCUMENT, upload.wishes):
                _finish(work, upload, file, "refused", Problem("upload.no_right", "error"))
                return None
            known = uploads.same_file(work.connection, record.key, sender.audiences)
            if known is not None:
                uploads.change_file(work.connection, upload.id, file.id, state="duplicate", document_id=known)
                return Stored(known, "unchanged")
            document = _add(work, upload, file, record)
            values = {
                "state": "stored",
                "document_id": document,
                "format": record.source.format if record.source else "",
            }
            uploads.change_file(work.connection, upload.id, file.id, **values)
            return Stored(document, "added")

    @contextmanager
    def _open(self, file: UploadedFile) -> Iterator[tuple[UnitOfWork, Upload | None, Viewer]]:
        """A transaction of the sender; without an upload where the file is no more to be read."""
        with self._store.reading() as connection:
            by = _sender_of(connection, file)
        with self._store.begin(by) as work:
            found = uploads.file(work.connection, file.id, lock=True)
            upload = uploads.load(work.connection, found[0]) if found else None
            account = accounts.load(work.connection, by)
            if found is None or found[1].state not in UNFINISHED:
                upload = None
            yield work, upload, viewer_of(account) if account else ANYONE


def _sender_of(connection: Connection, file: UploadedFile) -> str:
    found = uploads.file(connection, file.id)
    upload = uploads.load(connection, found[0]) if found else None
    return upload.by if upload else "operator"


def _add(work: UnitOfWork, upload: Upload, file: UploadedFile, record: Record) -> DocumentId:
    wishes = upload.wishes
    if rows.by_key(work.connection, record.key) is not None:
        record = replace(record, key=f"{record.key}{COPY}{file.id}")
    if wishes.note.startswith(("https://", "http://")) and " " not in wishes.note:
        record = replace(record, claims=(Claim("source.url", wishes.note, f"editor:{upload.by}"), *record.claims))
    draft = replace(record, collection=wishes.collection, access=editors_of(wishes.access))
    document = rows.add(work.connection, draft, editors_of(wishes.access))
    holds.add(work.connection, document, "upload", wishes.access, upload.by)
    work.record("add document", document, after=1)
    work.index(document)
    work.relate(document)
    return document


def _finish(
    work: UnitOfWork, upload: Upload, file: UploadedFile, state: Literal["refused"], problem: Problem, fmt: str = ""
) -> None:
    uploads.change_file(
        work.connection, upload.id, file.id, state=state, problem=problem.code, params=dict(problem.params), format=fmt
    )
