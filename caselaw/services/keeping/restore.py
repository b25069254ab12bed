"""Restoring: a backup becomes an installation again, on either database, and what was withdrawn since stays withdrawn.

Everything is read and compared before anything is written. Files go to their places first, then the rows in one step,
so that whatever ends the work half way leaves no half of a database: it is done again.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import CaselawError, Conflict, StoreUnavailable
from caselaw.domain.keeping import Backup, FileEntry
from caselaw.services.keeping import rows, withdrawals
from caselaw.services.keeping.backup import Progress, entries, head_in, keys_for
from caselaw.services.keeping.files import MADE_AGAIN, files_of, leftovers, pour_out
from caselaw.services.keeping.room import UNPACKED, require_room
from caselaw.services.keeping.sealing import Identity, fits, opened, writable
from caselaw.services.keeping.target import Target, is_later
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store.leftovers import leave_nothing
from caselaw.store.portable import Filling, file_of, forms, refilled

DONE = "restore"


@dataclass(frozen=True)
class Restored:
    """What a restore brought back, how many things that were withdrawn since it removed again, and the later backups
    that could not be asked what was withdrawn."""

    backup: Backup
    digest: str
    rows: int
    files: int
    withdrawn: int
    unasked: tuple[str, ...]


@dataclass(frozen=True)
class _Source:
    """A backup that was read and compared."""

    target: Target
    backup: Backup
    keys: Sequence[Identity]
    head: rows.Head
    files: Mapping[str, FileEntry]


class RestoreService:
    """Brings backups back into one installation."""

    def __init__(self, store: Store, files: Path, home: Path) -> None:
        self._store = store
        self._files = files
        self._home = home

    def restore(
        self, folder: Path, identity: Path | None, *, viewer: Viewer, wanted: str | None = None, replace: bool = False,
        withdrawn: Path | None = None, progress: Progress = lambda _step, _done, _total: None,
    ) -> Restored:  # fmt: skip
        """Bring back the newest backup of this folder, or the one wanted.

        What the log of withdrawals names, this installation's own and the one given, is removed again before anybody
        can see it. Raises `Conflict` where something is here already and is not to be replaced, or is in use;
        `CaselawError` for a backup that is damaged, of a newer program, or sealed to another key, and for a disk
        without room for it.
        """
        require(viewer, Action.BACK_UP)
        if withdrawn is not None and not withdrawn.is_file():
            raise CaselawError("keeping.log_absent", path=str(withdrawn))
        source = _examined(Target(folder), wanted, identity, progress)
        if not replace:
            self._require_empty(source.files)
        require_room(self._wanted(source))
        told, unasked = _told_elsewhere(source, withdrawn)
        withdrawals.merge(self._home, told)
        gone = withdrawals.noted(withdrawals.log_of(self._home))
        self._bring_files(source, progress)
        removed = self._bring_rows(source, gone, viewer, progress)
        self._tidy(set(source.files))
        if removed.things:  # off the disk, too: the database brought it back before it removed it
            with self._store.reading() as connection:
                names = [form.name for form in forms(connection)]
            leave_nothing(self._store, names)
        return Restored(
            source.backup, source.target.digest(source.backup), source.head.rows, len(source.files), removed.things,
            unasked,
        )  # fmt: skip

    def _require_empty(self, expected: Mapping[str, FileEntry]) -> None:
        """Raise `Conflict` where there is something that the restore would overwrite; files that an earlier one, which
        was stopped, has brought already are no obstacle."""
        if any(one.path not in expected for one in files_of(self._files)):
            raise Conflict("keeping.files_there", path=str(self._files))
        if self._store.is_there():
            with self._store.reading() as connection:
                if any(_has_rows(connection, form.name) for form in forms(connection) if form.name in _TELLING):
                    raise Conflict("keeping.rows_there")

    def _wanted(self, source: _Source) -> Iterator[tuple[Path, int]]:
        """The bytes that will be written, by place. What is there already goes only when all has come: a file that a
        stopped restore has brought is put in its place anew, one after the other."""
        missing = [one.bytes for one in source.files.values() if not _has(self._files / one.path, one.bytes)]
        yield self._files, sum(missing)
        if (database := file_of(self._store)) is not None:
            yield database, source.backup.parts[source.backup.rows].bytes * UNPACKED

    def _bring_files(self, source: _Source, progress: Progress) -> None:
        self._files.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in leftovers(self._files):
            left.unlink()
        by_part: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for one in source.files.values():
            by_part[one.part][one.sha256].append(one.path)
        done = 0
        for name, places in by_part.items():
            path = source.target.path(source.backup.parts[name])
            with opened(path, source.keys, sealed=source.backup.sealed) as stream, writable(self._files):
                filled = set(pour_out(stream, self._files, places))
            if any(place not in filled for same in places.values() for place in same):
                raise CaselawError("keeping.files_damaged")
            done += len(filled)
            progress("files", done, len(source.files))
        os.sync()  # the rows that name them come after them to the disk

    def _bring_rows(
        self, source: _Source, gone: frozenset[str], viewer: Viewer, progress: Progress
    ) -> withdrawals.Removed:  # fmt: skip
        removed: list[withdrawals.Removed] = []

        def finish(connection: Connection) -> None:
            work = UnitOfWork(connection, actor(viewer))
            removed.append(withdrawals.applied(work, gone))
            self._forget(gone, removed[0].files)  # before the rows can be seen: whatever stops us now, it is gone
            work.record(DONE, source.backup.id)
            work.write_trail()

        path = source.target.path(source.backup.parts[source.backup.rows])
        with (
            opened(path, source.keys, sealed=source.backup.sealed) as stream,
            rows.read(stream) as found,
            refilled(self._store, source.head.revision, finish) as filling,
        ):
            _fill(filling, found, progress)
        return removed[0]

    def _forget(self, gone: frozenset[str], files: frozenset[str]) -> None:
        """Take away the files of what was withdrawn, and the lines of journals that tell of it."""
        for sha256 in files:
            (self._files / sha256[:2] / sha256[2:]).unlink(missing_ok=True)
        withdrawals.strike(self._files / "runs", gone | files)

    def _tidy(self, expected: set[str]) -> None:
        """Take away files that the restored database knows nothing of, and all copies that were made of files."""
        for name in MADE_AGAIN:
            shutil.rmtree(self._files / name, ignore_errors=True)
        for one in list(files_of(self._files)):
            if one.path not in expected:
                with suppress(FileNotFoundError):
                    (self._files / one.path).unlink()


_TELLING = frozenset({"accounts", "audit_events", "documents"})
"""Tables that have rows as soon as anybody has done anything: those that migrations fill say nothing."""


def _examined(target: Target, wanted: str | None, identity: Path | None, progress: Progress) -> _Source:
    """Read all of a backup that can be read without writing, and compare it with its list."""
    backup = target.backup(wanted)
    keys = keys_for(backup, identity)
    for done, part in enumerate(backup.parts.values(), 1):
        target.prove(part)
        if backup.sealed and not fits(target.path(part), keys):
            raise CaselawError("keeping.no_key", part=part.name)
        progress("proving", done, len(backup.parts))
    head = head_in(target, backup, keys)
    from caselaw.store.migrations import is_known  # Alembic is loaded only where it is needed

    if not is_known(head.revision):
        raise CaselawError("keeping.newer", revision=head.revision)
    return _Source(target, backup, keys, head, {one.path: one for one in entries(target, backup, keys)})


def _told_elsewhere(source: _Source, log: Path | None) -> tuple[frozenset[str], tuple[str, ...]]:
    """What was withdrawn by the log that was given, and by every backup in the folder: the one that is restored may be
    older than others there. And the later ones that cannot be asked: damaged, or sealed to another key."""
    found = set(withdrawals.noted(log) if log else ())
    if log and not found and log.stat().st_size:
        raise CaselawError("keeping.log_damaged", path=str(log), line=1)
    unasked = [path.stem for path in source.target.unread() if not is_later(source.backup.id, path.stem)]
    for one in source.target.backups():
        try:
            found.update(head_in(source.target, one, source.keys if one.sealed else ()).withdrawn)
        except (CaselawError, OSError):
            if one.made > source.backup.made:
                unasked.append(one.id)
    return frozenset(found), tuple(unasked)


def _fill(filling: Filling, found: rows.Rows, progress: Progress) -> None:
    done = 0
    for table, batches in found.tables():
        done += filling.put(table.form, batches)
        progress("rows", done, found.head.rows)


def _has(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _has_rows(connection: Connection, table: str) -> bool:
    try:
        return connection.exec_driver_sql(f'SELECT 1 FROM "{table}" LIMIT 1').first() is not None  # noqa: S608
    except StoreUnavailable:
        return False
