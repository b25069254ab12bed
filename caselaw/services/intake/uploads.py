"""Uploads: files that people send are set down, read by the worker, and become drafts that an editor looks at.

The site takes the bytes and nothing else: it neither opens nor serves them. What they are is told by their content, in
the worker's processes. A draft is read by the editors of the audience it is meant for, until one of them publishes it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import DEFAULT, PUBLIC, Audience, editors_of, group_audience, readable
from caselaw.domain.document import KINDS, Document
from caselaw.domain.errors import Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id, new_id
from caselaw.domain.intake.upload import LONGEST_NAME, LONGEST_NOTE, MOST_FILES, Sent, Upload, UploadedFile, Wishes
from caselaw.domain.text import nfc, shown
from caselaw.services.signing import actor
from caselaw.store import Store, collections, jobs
from caselaw.store import documents as stored
from caselaw.store.blobs import Blobs
from caselaw.store.collections import Collection
from caselaw.store.intake import uploads

INCOMING = "incoming"
"""The folder, beside the originals, of what was sent and is not read yet: `incoming/UPLOAD/ab/cdef…`."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MEGABYTE = 1_000_000
_DRIVE = re.compile(r"^[A-Za-z]:")


class UploadService:
    """What a sender does with her uploads. Those of others do not exist for her: `NotFound`."""

    def __init__(self, store: Store, files: Path, *, megabytes: int) -> None:
        self._store = store
        self._incoming = files / INCOMING
        self._megabytes = megabytes

    def choices(self, viewer: Viewer) -> tuple[Audience, ...]:
        """Whom the viewer may add documents for, the usual one first; none where she may add none."""
        groups = sorted(group_audience(slug) for slug in viewer.groups)
        return tuple(one for one in (DEFAULT, PUBLIC, *groups) if may(viewer, Action.ADD_DOCUMENT, Wishes(one)))

    def collections(self, viewer: Viewer) -> tuple[Collection, ...]:
        """The collections that a sender may choose: those whose documents are for one of her audiences."""
        with self._store.reading() as connection:
            return collections.for_audiences(connection, viewer.audiences)

    def receive(self, files: Sequence[Sent], wishes: Wishes, *, viewer: Viewer) -> str:
        """Set these files down to be read; the id of the upload.

        Raises `Forbidden`, and `Invalid` for no file or too many, a file that is too large, and wishes that cannot be.
        """
        if not self.choices(viewer):
            raise Forbidden()
        wishes = self._checked(wishes, viewer)
        if not files:
            raise Invalid("upload.no_file", {"files": ["upload.no_file"]})
        if len(files) > MOST_FILES:
            raise Invalid("upload.too_many", {"files": ["upload.too_many"]}, most=MOST_FILES)
        upload = new_id()
        try:
            kept = [self._set_down(upload, sent) for sent in files]
            with self._store.begin(actor(viewer)) as work:
                uploads.add(work.connection, upload, work.actor, wishes)
                uploads.add_files(work.connection, upload, kept)
                jobs.add(work.connection, jobs.UPLOAD, upload)
                work.record("upload", upload, after=1)
        except BaseException:
            shutil.rmtree(self._incoming / upload, ignore_errors=True)
            raise
        return upload

    def get(self, upload_id: str, *, viewer: Viewer) -> Upload:
        """One of the viewer's own uploads, with what became of each file: a document that she may not read is not
        named."""
        with self._store.reading() as connection:
            return _told(connection, self._own(connection, upload_id, viewer), viewer)

    def list(self, *, viewer: Viewer, most: int = 50) -> tuple[Upload, ...]:
        """The viewer's last uploads, the newest first."""
        if viewer.account is None:
            return ()
        with self._store.reading() as connection:
            found = uploads.of(connection, viewer.account, size=most)
            return tuple(_told(connection, one, viewer) for one in found)

    def documents(self, upload: Upload, *, viewer: Viewer) -> dict[DocumentId, Document]:
        """The documents that these files became, of those that the viewer may read."""
        with self._store.reading() as connection:
            return stored.load_many(connection, _documents(upload), viewer.audiences)

    def stop(self, upload_id: str, *, viewer: Viewer, revision: int | None = None) -> None:
        """Read nothing more of it; what was read stays. `NotFound`; `Conflict` where it is over, or no more at this
        revision."""
        with self._store.begin(actor(viewer)) as work:
            found = self._own(work.connection, upload_id, viewer)
            if found.state != "running" or revision not in (None, found.revision):
                raise Conflict()
            uploads.stop(work.connection, found.id)
            work.record("stop upload", found.id, before=found.revision, after=uploads.bump(work.connection, found.id))

    def _own(self, connection: Connection, upload_id: str, viewer: Viewer) -> Upload:
        found = uploads.load(connection, upload_id) if as_id(upload_id) else None
        if found is None or viewer.account is None or found.by != viewer.account:
            raise NotFound()
        return found

    def _checked(self, wishes: Wishes, viewer: Viewer) -> Wishes:
        """The wishes, where each can be; `Invalid` names the others."""
        faults: dict[str, list[str]] = {}
        there = {one.slug: one for one in self.collections(viewer)}
        if wishes.collection and wishes.collection not in there:
            faults["collection"] = ["upload.collection"]
        if not wishes.access:
            wishes = replace(wishes, access=self._usual(wishes, there.get(wishes.collection or ""), viewer))
        if not wishes.access:
            faults["access"] = ["upload.which_group"]
        elif wishes.access not in self.choices(viewer):
            faults["access"] = ["upload.access"]
        if wishes.kind and wishes.kind not in KINDS:
            faults["kind"] = ["intake.kind"]
        if wishes.language and not _LANGUAGE.fullmatch(wishes.language):
            faults["language"] = ["intake.language"]
        note = " ".join(nfc(shown(wishes.note)).split())
        if len(note) > LONGEST_NOTE:
            faults["note"] = ["upload.note"]
        if faults:
            raise Invalid(next(iter(faults.values()))[0], faults, most=LONGEST_NOTE)
        return replace(
            wishes, note=note, collection=wishes.collection or None, kind=wishes.kind or None,
            language=wishes.language or None,
        )  # fmt: skip

    def _usual(self, wishes: Wishes, collection: Collection | None, viewer: Viewer) -> Audience:
        """Whom files are for where their sender does not say: the group, where they are about people at risk and she
        adds for one group alone (nobody, where she adds for several or none: she has to say); else the readers of the
        collection, else all members."""
        choices = self.choices(viewer)
        with self._store.reading() as connection:
            sensitive = wishes.sensitive or (
                collection is not None and collections.is_sensitive(connection, collection.slug)
            )
        if sensitive:
            groups = [one for one in choices if readable(one).group]
            return groups[0] if len(groups) == 1 else Audience("")
        usual = collection.access if collection else DEFAULT
        return usual if usual in choices else choices[0]

    def _set_down(self, upload: str, sent: Sent) -> UploadedFile:
        name = plain_name(sent.name)
        try:
            sha256, size = Blobs(self._incoming / upload).take(sent.stream, self._megabytes * _MEGABYTE)
        except ValueError:
            raise Invalid(
                "upload.too_large", {"files": ["upload.too_large"]}, name=name, most=self._megabytes
            ) from None
        return UploadedFile(new_id(), 0, name, sha256, size, "waiting")


def plain_name(name: str) -> str:
    """A name for people alone, which leads nowhere: no folder, no drive, nothing that turns a line around."""
    last = _DRIVE.sub("", name.replace("\\", "/")).rpartition("/")[2]
    plain = " ".join(nfc(shown(last)).split()).strip(". ")
    if len(plain) > LONGEST_NAME:
        plain = f"{plain[: LONGEST_NAME - 20]}…{plain[-19:]}"
    return plain or "–"


def _told(connection: Connection, upload: Upload, viewer: Viewer) -> Upload:
    """The upload as its sender may know it now: her rights may have become fewer since."""
    seen = uploads.among(connection, _documents(upload), viewer.audiences)
    return replace(upload, files=tuple(_told_file(file, seen) for file in upload.files))


def _documents(upload: Upload) -> list[DocumentId]:
    return [file.document for file in upload.files if file.document]


def _told_file(file: UploadedFile, seen: dict[DocumentId, Audience]) -> UploadedFile:
    if file.document is None:
        return replace(file, state="returned") if file.state in ("stored", "duplicate") else file
    access = seen.get(file.document)
    if access is None:
        return replace(file, document=None)
    open_now = file.state == "stored" and access != editors_of(access)
    return replace(file, state="published") if open_now else file
