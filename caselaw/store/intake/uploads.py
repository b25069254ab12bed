"""Uploads and their files, in and out of the tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.upload import UNFINISHED, Upload, UploadedFile, Wishes
from caselaw.domain.problems import Problem
from caselaw.store.documents import COPY, Audiences, readable
from caselaw.store.tables import documents, upload_files, uploads
from caselaw.store.tables.base import now

_OPEN, _STOPPED = "open", "stopped"


def add(connection: Connection, upload: str, by: str, wishes: Wishes) -> None:
    connection.execute(
        insert(uploads).values(
            id=upload, by=by, access=wishes.access, collection=wishes.collection, kind=wishes.kind,
            language=wishes.language, note=wishes.note, state=_OPEN, revision=1, added=now(),
        )
    )  # fmt: skip


def add_files(connection: Connection, upload: str, files: Sequence[UploadedFile]) -> None:
    """Put files behind those that are there."""
    last = select(func.max(upload_files.c.position)).where(upload_files.c.upload_id == upload)
    found = connection.execute(last).scalar()
    first = 0 if found is None else found + 1
    rows = [
        {
            "id": file.id, "upload_id": upload, "position": first + at, "name": file.name, "sha256": file.sha256,
            "inside": list(file.inside), "size": file.size, "format": file.format, "state": file.state, "params": {},
            "tries": 0,
        }
        for at, file in enumerate(files)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(upload_files), rows)


def load(connection: Connection, upload: str) -> Upload | None:
    """An upload with all its files in order."""
    row = connection.execute(select(uploads).where(uploads.c.id == upload)).first()
    return _upload(row, _files(connection, upload)) if row else None


def of(connection: Connection, by: str, *, size: int) -> tuple[Upload, ...]:
    """The last uploads of an account, the newest first."""
    rows = connection.execute(
        select(uploads).where(uploads.c.by == by).order_by(uploads.c.added.desc(), uploads.c.id).limit(size)
    ).all()
    return tuple(_upload(row, _files(connection, row.id)) for row in rows)


def file(connection: Connection, file_id: str, *, lock: bool = False) -> tuple[str, UploadedFile] | None:
    """A file and the id of its upload."""
    query = select(upload_files).where(upload_files.c.id == file_id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return (row.upload_id, _file(row)) if row else None


def of_document(connection: Connection, document: DocumentId) -> tuple[Upload, UploadedFile] | None:
    """The upload by which a document came, and its file there; None for one that came in another way."""
    row = connection.execute(
        select(upload_files).where(upload_files.c.document_id == document, upload_files.c.state == "stored")
    ).first()
    if row is None:
        return None
    upload = load(connection, row.upload_id)
    return (upload, _file(row)) if upload else None


def change_file(connection: Connection, upload: str, file_id: str, **values: Any) -> None:
    """Set these columns of a file; its upload has a new revision."""
    connection.execute(update(upload_files).where(upload_files.c.id == file_id).values(**values))
    bump(connection, upload)


def bump(connection: Connection, upload: str) -> int:
    """One more revision of an upload; the new one."""
    return connection.execute(
        update(uploads)
        .where(uploads.c.id == upload)
        .values(revision=uploads.c.revision + 1)
        .returning(uploads.c.revision)
    ).scalar_one()


def stop(connection: Connection, upload: str) -> int:
    """What was not begun is not read any more; how many files that are."""
    connection.execute(update(uploads).where(uploads.c.id == upload).values(state=_STOPPED))
    halted = update(upload_files).where(upload_files.c.upload_id == upload, upload_files.c.state.in_(UNFINISHED))
    return connection.execute(halted.values(state="stopped")).rowcount


def same_file(connection: Connection, sha256: str, audiences: Audiences) -> DocumentId | None:
    """A document that is the whole of this file, of those that these audiences may read: the first that came."""
    whole = or_(documents.c.key == sha256, documents.c.key.startswith(f"{sha256}{COPY}"))
    found = connection.execute(
        select(documents.c.id)
        .where(documents.c.source_sha256 == sha256, whole, readable(audiences, few=True))
        .order_by(documents.c.added, documents.c.id)
        .limit(1)
    ).scalar()
    return None if found is None else DocumentId(found)


def known(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """Which of these are uploads."""
    return frozenset(connection.execute(select(uploads.c.id).where(uploads.c.id.in_(ids))).scalars())


def among(connection: Connection, ids: Collection[DocumentId], audiences: Audiences) -> dict[DocumentId, Audience]:
    """Those of these documents that these audiences may read, and whom each is for."""
    rows = connection.execute(
        select(documents.c.id, documents.c.access).where(documents.c.id.in_(ids), readable(audiences, few=True))
    )
    return {DocumentId(row.id): Audience(row.access) for row in rows}


def _files(connection: Connection, upload: str) -> tuple[UploadedFile, ...]:
    rows = connection.execute(
        select(upload_files).where(upload_files.c.upload_id == upload).order_by(upload_files.c.position)
    )
    return tuple(_file(row) for row in rows)


def _file(row: Row[Any]) -> UploadedFile:
    problem = Problem(row.problem, "error", params=row.params) if row.problem else None
    document = None if row.document_id is None else DocumentId(row.document_id)
    return UploadedFile(
        row.id, row.position, row.name, row.sha256, row.size, row.state, tuple(row.inside), row.format, document,
        problem, row.reason, row.tries,
    )  # fmt: skip


def _upload(row: Row[Any], files: tuple[UploadedFile, ...]) -> Upload:
    wishes = Wishes(Audience(row.access), row.collection, row.kind, row.language, row.note)
    return Upload(row.id, row.by, wishes, row.state == _STOPPED, row.revision, row.added, files)
