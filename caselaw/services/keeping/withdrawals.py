"""Withdrawals of consent that a restored backup must not undo: a log beside the files, outside the database.

A backup made before a withdrawal still holds what was withdrawn. So the ids of what was removed are noted in a file
that no restore touches, and every restore removes them again before anything is served. The log names nobody: opaque
ids and days.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import delete, exists, select

from caselaw.domain.errors import CaselawError
from caselaw.domain.identifiers import DocumentId
from caselaw.services.intake.adding import take_out
from caselaw.store import UnitOfWork
from caselaw.store.tables import documents, source_files, upload_files, vault_record_keys, works

LOG = "withdrawn.jsonl"


def log_of(home: Path) -> Path:
    """Where the log of this installation lies: in its folder of small things (`Settings.home`)."""
    return home / LOG


def note(home: Path, ids: Iterable[str], day: date | None = None) -> None:
    """Write down that these documents or sealed records were removed because consent was withdrawn.

    To be called inside the transaction that removes them, last before its end: should the machine stop between the two,
    what is noted is removed at the next restore, which is what was asked for. It is on the disk when this returns.
    """
    said = (day or datetime.now(UTC).date()).isoformat()
    lines = "".join(json.dumps({"day": said, "id": one}) + "\n" for one in ids)
    if not lines:
        return
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(log_of(home), os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        there = file.read()
        if _id_of(there[_whole(there) :]):  # as an editor of texts leaves it
            there += b"\n"
            file.write(b"\n")
        file.seek(_whole(there))
        file.truncate()  # what a fault cut short was never done: its transaction had not ended
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())


def _whole(there: bytes) -> int:
    """How much of a log is whole lines."""
    return there.rfind(b"\n") + 1


def noted(log: Path) -> frozenset[str]:
    """The ids in a log; none where there is no log. A last line that was cut short by a fault is left out; any other
    line that cannot be read is an error, for what it named would come back."""
    if not log.exists():
        return frozenset()
    *lines, last = log.read_bytes().split(b"\n")
    found = set()
    for number, line in enumerate(lines, 1):
        try:
            found.add(str(json.loads(line)["id"]))
        except (ValueError, KeyError, TypeError):
            raise CaselawError("keeping.log_damaged", path=str(log), line=number) from None
    return frozenset(found | ({_id_of(last)} - {""}))


def _id_of(line: bytes) -> str:
    """The id in a line; empty for one that was cut short."""
    with suppress(ValueError, KeyError, TypeError):
        return str(json.loads(line)["id"])
    return ""


@dataclass(frozen=True)
class Removed:
    """How many things were removed again, and the files (by SHA-256) that nothing refers to any more."""

    things: int
    files: frozenset[str]


def applied(work: UnitOfWork, ids: Collection[str]) -> Removed:
    """Remove what these ids name, where a restored backup brought it back; ids of nothing that is there do nothing."""
    connection = work.connection
    files: set[str | None] = set()
    emptied: set[str] = set()
    things = 0
    for one in sorted(ids):
        wanted = select(documents.c.source_sha256, documents.c.work_id).where(documents.c.id == one)
        there = connection.execute(wanted).first()
        things += connection.execute(delete(vault_record_keys).where(vault_record_keys.c.record == one)).rowcount
        if there is not None:
            take_out(work, DocumentId(one))
            files.add(there.source_sha256)
            emptied.add(there.work_id)
            things += 1
    used = set(connection.scalars(select(documents.c.source_sha256).where(documents.c.source_sha256.in_(files))))
    unused = frozenset(sha256 for sha256 in files - used if sha256)
    connection.execute(delete(upload_files).where(upload_files.c.sha256.in_(unused)))
    connection.execute(delete(source_files).where(source_files.c.sha256.in_(unused)))
    connection.execute(delete(works).where(works.c.id.in_(emptied), ~exists().where(documents.c.work_id == works.c.id)))
    return Removed(things, unused)


def strike(journals: Path, traces: Collection[str]) -> None:
    """Take the lines that name any of these out of the journals of runs, which a restore brought back as they were."""
    for path in journals.glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not any(trace in line for trace in traces)]
        if len(kept) < len(lines):
            path.write_text("".join(kept), encoding="utf-8")


def merge(home: Path, ids: Collection[str]) -> None:
    """Carry ids of another log over into the log of this installation, so that the next restore knows them too."""
    note(home, sorted(set(ids) - noted(log_of(home))))
