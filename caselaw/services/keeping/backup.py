"""Backups: rows and files as they are at one moment, while the site serves and a worker writes.

The rows come first, in one transaction that sees one state of the database. A file is on the disk before any row names
it, so the files that are there afterwards are all that those rows name, but for what was removed meanwhile.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import CaselawError, Invalid
from caselaw.domain.keeping import Backup, FileEntry, Part
from caselaw.services.keeping import rows
from caselaw.services.keeping.files import Found, digests, entry, files_of, groups, poured
from caselaw.services.keeping.room import require_room
from caselaw.services.keeping.sealing import Identity, Recipient, identities, opened, recipients
from caselaw.services.keeping.target import Target
from caselaw.services.keeping.withdrawals import log_of, noted
from caselaw.services.signing import actor
from caselaw.store import Store, audit

DONE = "back up"
Progress = Callable[[str, int, int], None]
"""Told of a step (`rows`, `files`, `proving`), how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Made:
    """A backup that was made: how many rows and files it has, how many of the files were written now, their bytes, and
    what was dropped for it. `digest` is to be compared when it is restored; `damaged` names files that no longer hold
    what their names say, `unread` lists of other backups there that cannot be read."""

    backup: Backup
    digest: str
    rows: int
    files: int
    fresh: int
    written: int
    dropped: tuple[Backup, ...]
    damaged: tuple[str, ...]
    unread: tuple[Path, ...]


@dataclass(frozen=True)
class Proven:
    """What a check of a backup found: parts and bytes read, and, with the key, rows and files."""

    backup: Backup
    digest: str
    rows: int | None
    files: int | None


@dataclass
class _Listed:
    """The list of files as it grows, the parts that hold them, and what was written for it."""

    lines: list[tuple[str, str, int, str]] = field(default_factory=list)
    parts: set[Part] = field(default_factory=set)
    fresh: int = 0
    written: int = 0
    damaged: list[str] = field(default_factory=list)

    def add(self, path: str, sha256: str, size: int, part: Part) -> None:
        self.lines.append((path, sha256, size, part.name))
        self.parts.add(part)


class BackupService:
    """Makes backups of one installation and looks after those there are."""

    def __init__(self, store: Store, files: Path, home: Path, signing_key: Callable[[], str]) -> None:
        self._store = store
        self._files = files
        self._home = home
        self._signing_key = signing_key

    def back_up(
        self, folder: Path, to: Iterable[str], *, viewer: Viewer, in_clear: bool = False, keep: int | None = None,
        progress: Progress = lambda _step, _done, _total: None,
    ) -> Made:  # fmt: skip
        """Make a backup in this folder, sealed to these recipients (`age1…`, or files of them).

        Of the files only those are written that no earlier backup in the folder holds. With `keep`, so many of the
        newest backups stay there, and the others go. Raises `Invalid` for no recipient, unless it is said to be in the
        clear, and for wrong ones; `Conflict` where another backup is being made there; `CaselawError` for a disk that
        has no room for it.
        """
        require(viewer, Action.BACK_UP)
        keys = recipients(to)
        if bool(keys) == in_clear:
            raise Invalid("keeping.no_recipient" if not keys else "keeping.clear_or_sealed")
        target = Target(folder)
        with target.writing():
            require_room([(folder, self._wanted(target))])
            made = datetime.now(UTC)
            with self._store.reading() as connection:
                head = rows.head_of(connection, made, noted(log_of(self._home)))
                told = lambda done, total: progress("rows", done, total)  # noqa: E731
                kept = target.write(rows.written(connection, head, told), keys)
            listed = self._take_files(target, keys, progress)
            files = target.write(rows.packed(listed.lines), keys)
            backup = target.finish(kept, files, listed.parts, made, sealed=bool(keys))
            dropped = target.forget(keep) if keep else ()
        with self._store.begin(actor(viewer)) as work:
            work.record(DONE, backup.id)
        return Made(
            backup=backup,
            digest=target.digest(backup),
            rows=head.rows,
            files=len(listed.lines),
            fresh=listed.fresh,
            written=kept.bytes + files.bytes + listed.written,
            dropped=dropped,
            damaged=tuple(listed.damaged),
            unread=target.unread(),
        )

    def prove(
        self, folder: Path, identity: Path | None, *, viewer: Viewer, wanted: str | None = None,
        progress: Progress = lambda _step, _done, _total: None,
    ) -> Proven:  # fmt: skip
        """Read a backup (the newest, or the one wanted) as if to restore it, and write nothing: with the key all of it,
        without only whether its parts are as they were written. Raises `CaselawError` for whatever is wrong."""
        require(viewer, Action.BACK_UP)
        target = Target(folder)
        backup = target.backup(wanted)
        keys = keys_for(backup, identity) if identity or not backup.sealed else None
        for done, part in enumerate(backup.parts.values(), 1):
            target.prove(part)
            progress("proving", done, len(backup.parts))
        if keys is None:
            return Proven(backup, target.digest(backup), None, None)
        counted = _count_rows(target, backup, keys), _count_files(target, backup, keys)
        return Proven(backup, target.digest(backup), *counted)

    def there(self, folder: Path, *, viewer: Viewer) -> tuple[tuple[Backup, ...], tuple[Path, ...]]:
        """The finished backups in a folder, the newest last; and the lists there that cannot be read."""
        require(viewer, Action.BACK_UP)
        target = Target(folder)
        return target.backups(), target.unread()

    def last(self) -> datetime | None:
        """When a backup of this installation was last finished; None for never."""
        with self._store.reading() as connection:
            return audit.last(connection, DONE)

    def _wanted(self, target: Target) -> int:
        """How many bytes will be written, as far as that can be told: the files that no part holds, and rows as many as
        the last backup there had."""
        there = list(files_of(self._files))
        holding = self._holding(target, there)
        mark = _Marks(self._signing_key()).of
        fresh = {file.sha256: file.bytes for file in there if mark(file.sha256) not in holding}
        last = target.backups()[-1:]
        return sum(fresh.values()) + sum(one.parts[one.rows].bytes for one in last)

    def _holding(self, target: Target, there: Iterable[Found]) -> dict[str, Part]:
        """The parts that are used again, by the marks of the files in them. A part with something in it that is no
        longer here is not: it goes with the last backup that needs it, and so what was removed leaves the target at
        last."""
        mark = _Marks(self._signing_key()).of
        wanted = {mark(file.sha256) for file in there}
        return {one: part for part, held in target.held().items() if held <= wanted for one in held}

    def _take_files(self, target: Target, keys: Sequence[Recipient], progress: Progress) -> _Listed:
        """Write the files that no part of the target holds, and list all."""
        mark = _Marks(self._signing_key()).of
        there = list(files_of(self._files))
        holding = self._holding(target, there)
        listed, fresh = _Listed(), defaultdict[str, list[Found]](list)
        for file in there:
            part = holding.get(mark(file.sha256))
            if part is None:
                fresh[file.sha256].append(file)
            else:
                listed.add(file.path, file.sha256, file.bytes, part)
        for group in groups(same[0] for same in fresh.values()):
            taken: list[tuple[Found, str, int]] = []
            part = target.write(poured(self._files, group, lambda *read: taken.append(read)), keys)  # noqa: B023
            target.hold(part, [mark(sha256) for _, sha256, _ in taken])
            for file, sha256, size in taken:
                for same in fresh[file.sha256]:
                    listed.add(same.path, sha256, size, part)
                if file.named and sha256 != file.sha256:
                    listed.damaged.append(file.path)
            listed.fresh += len(taken)
            listed.written += part.bytes
            progress("files", listed.fresh, len(fresh))
        return listed


class _Marks:
    """What stands for a file in the target: nobody without this installation's secret key can tell which it is. Another
    key makes other marks, and the next backup writes every file anew."""

    def __init__(self, signing_key: str) -> None:
        self._key = hmac.digest(signing_key.encode(), b"marks of backups", "sha256")

    def of(self, sha256: str) -> str:
        return hmac.digest(self._key, bytes.fromhex(sha256), "sha256").hex()[:32]


def keys_for(backup: Backup, identity: Path | None) -> tuple[Identity, ...]:
    """The keys that open a backup. Raises `Invalid` where one is needed and none is given."""
    if not backup.sealed:
        return ()
    if identity is None:
        raise Invalid("keeping.identity_needed")
    return identities(identity)


def entries(target: Target, backup: Backup, keys: Sequence[Identity]) -> Iterator[FileEntry]:
    """The list of files of a backup. Raises `CaselawError` for one that cannot be read."""
    part = backup.parts[backup.files]
    with opened(target.path(part), keys, sealed=backup.sealed) as stream, rows.unpacked(stream) as lines:
        for line in lines:
            found = entry(line)
            if found.part not in backup.parts:
                raise CaselawError("keeping.files_damaged")
            yield found


def head_in(target: Target, backup: Backup, keys: Sequence[Identity]) -> rows.Head:
    """What the rows of a backup begin with; no more of them is read."""
    part = backup.parts[backup.rows]
    with opened(target.path(part), keys, sealed=backup.sealed) as stream, rows.read(stream) as found:
        return found.head


def _count_rows(target: Target, backup: Backup, keys: Sequence[Identity]) -> int:
    count = 0
    part = backup.parts[backup.rows]
    with opened(target.path(part), keys, sealed=backup.sealed) as stream, rows.read(stream) as found:
        for _, batches in found.tables():
            count += sum(len(batch) for batch in batches)
    return count


def _count_files(target: Target, backup: Backup, keys: Sequence[Identity]) -> int:
    """Every file that is listed, read in the part that is said to hold it."""
    held: dict[str, set[str]] = defaultdict(set)
    count = 0
    for one in entries(target, backup, keys):
        held[one.part].add(one.sha256)
        count += 1
    for name, wanted in held.items():
        with opened(target.path(backup.parts[name]), keys, sealed=backup.sealed) as stream:
            if wanted - set(digests(stream)):
                raise CaselawError("keeping.files_damaged")
    return count
