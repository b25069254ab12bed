"""What a backup holds comes back, row by row and byte by byte: on either database, and from one to the other."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, insert, select

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.domain.document import SourceFile
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.keeping import Backup
from caselaw.domain.people.belonging import Group
from caselaw.domain.problems import Problem
from caselaw.services.intake.adding import IntakeService
from caselaw.services.keeping import room, withdrawals
from caselaw.services.keeping.backup import BackupService
from caselaw.services.keeping.restore import RestoreService
from caselaw.services.keeping.sealing import new_identity
from caselaw.services.keeping.target import Target
from caselaw.services.people.groups import GroupService
from caselaw.store import Store, audit
from caselaw.store.blobs import Blobs
from caselaw.store.migrations import upgrade
from caselaw.store.portable import forms, rows_of
from caselaw.store.tables import documents, jobs, sessions, source_files, vault_record_keys, vault_sealed, vaults, works
from caselaw.store.tables.base import now
from tests.factories import a_record

ODD = 'a\\N \\. \t"\n\r\\x41 الحقّ 𝔸 \u200f'
ALL_BYTES = bytes(range(256))
SECRET = b"a name that must not come back"
TRAIL = {"audit_events", "audit_head"}  # whose last line says that there was a restore


class Site:
    """An installation: a database, its files and what makes and restores its backups."""

    def __init__(self, store: Store, home: Path) -> None:
        self.store, self.home, self.files = store, home, home / "files"
        self.backups = BackupService(store, self.files, home, lambda: "a secret key")
        self.restoring = RestoreService(store, self.files, home)
        self.intake = IntakeService(store, Blobs(self.files))

    def add(self, content: bytes, **changes: object) -> str:
        """A document with this original file; its id."""
        source = SourceFile(hashlib.sha256(content).hexdigest(), "one.txt", "txt", len(content))
        record = a_record(source=source, problems=(Problem("problem.unreadable", where=ODD),), **changes)  # type: ignore[arg-type]
        return self.intake.store(record, viewer=OPERATOR, original=content).id

    def rows(self) -> dict[str, list[str]]:
        """All rows in portable form, but for the end of the trail."""
        with self.store.reading() as connection:
            found = {
                form.name: sorted(repr(tuple(row)) for batch in rows_of(connection, form) for row in batch)
                for form in forms(connection)
            }
        return {name: rows for name, rows in found.items() if name not in TRAIL}

    def kept(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.files).as_posix(): path.read_bytes()
            for path in self.files.rglob("*")
            if path.is_file()
        }


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "backups.key"
    new_identity(path)
    return path


@pytest.fixture
def to(key: Path) -> list[str]:
    return [key.read_text().splitlines()[0].removeprefix("# public key: ")]


@pytest.fixture
def site(store: Store, tmp_path: Path) -> Site:
    return stocked(store, tmp_path / "site")


@pytest.fixture
def sqlite_site(sqlite_store: Store, tmp_path: Path) -> Site:
    """Where it is not the database that matters."""
    return stocked(sqlite_store, tmp_path / "site")


def stocked(store: Store, home: Path) -> Site:
    """An installation with documents, files, rows of every kind and what no backup holds."""
    made = Site(store, home)
    GroupService(store).add(Group("defenders", {"en": "Defenders"}), viewer=OPERATOR)
    made.add(b"one")
    made.add(b"two" * 900_000, title=ODD)
    (made.files / "runs").mkdir()
    (made.files / "runs" / "one.jsonl").write_text("a journal")
    (made.files / "pages").mkdir()
    (made.files / "pages" / "1.png").write_bytes(b"a picture that is made again")
    with store.writing() as connection:
        moment = now()
        connection.execute(
            insert(jobs).values(kind="index", subject=ODD, added=moment, due=moment, attempts=3, reason=ODD)
        )
        connection.execute(insert(jobs).values(kind="relate", subject="", added=moment, due=moment, attempts=0))
        connection.execute(
            insert(vaults).values(
                group_slug="defenders", generation=1, recovery_public=ALL_BYTES, recovery_proof=b"",
                journal_public=b"\\x00", day="2026-11-22",
            )
        )  # fmt: skip
        for record in ("kept", "withdrawn"):
            keys = {"group_slug": "defenders", "record": record}
            connection.execute(insert(vault_record_keys).values(**keys, generation=1, sealed=ALL_BYTES))
            connection.execute(
                insert(vault_sealed).values(**keys, id=record, revision=1, sealed=ALL_BYTES, day="2026-11-22")
            )
    return made


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Callable[[str], Site]]:
    """Installations with nothing in them, not even tables."""
    stores: list[Store] = []

    def make(name: str) -> Site:
        stores.append(Store(f"sqlite:///{tmp_path}/{name}/caselaw.db"))
        return Site(stores[-1], tmp_path / name)

    yield make
    for store in stores:
        store.close()


def test_all_comes_back_and_nobody_stays_signed_in(
    site: Site, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:
    made = site.backups.back_up(tmp_path / "kept", to, viewer=OPERATOR)
    assert (made.files, made.fresh, made.damaged) == (3, 3, ())
    assert site.backups.last() is not None
    other = fresh("other")
    restored = other.restoring.restore(tmp_path / "kept", key, viewer=OPERATOR)
    assert restored.digest == made.digest
    assert other.rows() == site.rows()
    expected = {name: content for name, content in site.kept().items() if not name.startswith("pages/")}
    assert other.kept() == expected
    with other.store.reading() as connection:
        assert audit.verify(connection).broken is None
        assert connection.execute(select(sessions)).all() == []
    other.add(b"three")  # counters go on where they were


def test_it_is_of_one_moment_while_others_write(
    store: Store, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:
    site, over, begun = Site(store, tmp_path / "site"), threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not over.is_set():
            site.add(b"%d" % number)
            number += 1
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(30)
    try:
        for _ in range(3):
            site.backups.back_up(tmp_path / "kept", to, viewer=OPERATOR)
    finally:
        over.set()
        writer.join()
    other = fresh("other")
    other.restoring.restore(tmp_path / "kept", key, viewer=OPERATOR)
    with other.store.reading() as connection:
        assert audit.verify(connection).broken is None  # as many lines as documents, in one chain
        named = connection.scalars(select(source_files.c.sha256)).all()
        assert len(named) == len(connection.execute(select(documents.c.id)).all()) > 1
    assert {f"{sha256[:2]}/{sha256[2:]}" for sha256 in named} <= set(other.kept())


@pytest.mark.postgres
def test_from_sqlite_to_postgresql_and_back(
    sqlite_site: Site, postgres_store: Store, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:
    sqlite_site.backups.back_up(tmp_path / "a", to, viewer=OPERATOR)
    second = stocked(postgres_store, tmp_path / "second")
    with pytest.raises(Conflict) as refused:
        second.restoring.restore(tmp_path / "a", key, viewer=OPERATOR)
    assert refused.value.code == "keeping.rows_there"
    another = Store(second.store.address)
    with another.reading(), pytest.raises(Conflict) as refused:  # somebody has it open
        second.restoring.restore(tmp_path / "a", key, viewer=OPERATOR, replace=True)
    assert refused.value.code == "keeping.in_use"
    another.close()
    second.restoring.restore(tmp_path / "a", key, viewer=OPERATOR, replace=True)
    assert second.rows() == sqlite_site.rows()
    assert second.kept().keys() == {name for name in sqlite_site.kept() if not name.startswith("pages/")}
    second.add(b"three")
    second.backups.back_up(tmp_path / "b", to, viewer=OPERATOR)
    third = fresh("third")
    third.restoring.restore(tmp_path / "b", key, viewer=OPERATOR)
    assert third.rows() == second.rows()


def test_only_what_is_new_is_written_and_what_was_removed_goes(
    sqlite_site: Site, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    first = sqlite_site.backups.back_up(folder, to, viewer=OPERATOR)
    sqlite_site.add(b"three")
    second = sqlite_site.backups.back_up(folder, to, viewer=OPERATOR)
    assert (second.files, second.fresh) == (4, 1)
    one = hashlib.sha256(b"one").hexdigest()
    (sqlite_site.files / one[:2] / one[2:]).unlink()
    third = sqlite_site.backups.back_up(folder, to, viewer=OPERATOR, keep=2)
    assert (third.files, third.fresh, third.dropped) == (3, 2, (first.backup,))  # its part is no longer used
    fourth = sqlite_site.backups.back_up(folder, to, viewer=OPERATOR, keep=1)
    assert fourth.fresh == 0
    assert {part.name for part in fourth.backup.parts.values()} == {path.stem for path in folder.glob("*.part")}
    assert fresh("other").restoring.restore(folder, key, viewer=OPERATOR).files == 3


def test_names_on_the_disk_and_bytes_tell_nothing(sqlite_site: Site, to: list[str], tmp_path: Path) -> None:
    sqlite_site.backups.back_up(tmp_path / "kept", to, viewer=OPERATOR)
    one = hashlib.sha256(b"one").hexdigest().encode()
    for path in (tmp_path / "kept").iterdir():
        assert path.stat().st_mode & 0o077 == 0
        told = path.name.encode() + path.read_bytes()
        assert not any(word in told for word in (b"Reed Street", b"documents", b"revision", b"twotwo", one))


def test_a_damaged_backup_is_refused_before_anything_is_written(
    sqlite_site: Site, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:
    backup = sqlite_site.backups.back_up(tmp_path / "kept", to, viewer=OPERATOR).backup
    for fault in ("changed", "cut", "missing", "swapped"):
        folder = tmp_path / fault
        shutil.copytree(tmp_path / "kept", folder)
        path, another = (folder / f"{name}.part" for name in (backup.rows, backup.files))
        content = path.read_bytes()
        match fault:
            case "changed":
                path.write_bytes(content[:300] + bytes([content[300] ^ 1]) + content[301:])
            case "cut":
                path.write_bytes(content[:-1])
            case "missing":
                path.unlink()
            case "swapped":
                path.write_bytes(another.read_bytes())
        other = fresh("other")
        with pytest.raises(CaselawError) as refused:
            other.restoring.restore(folder, key, viewer=OPERATOR)
        assert refused.value.code == ("keeping.part_missing" if fault == "missing" else "keeping.part_damaged")
        with pytest.raises(CaselawError):
            sqlite_site.backups.prove(folder, None, viewer=OPERATOR)
        assert not other.home.exists()


def test_refusals(
    sqlite_store: Store, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:  # fmt: skip
    site, folder = Site(sqlite_store, tmp_path / "site"), tmp_path / "kept"
    other_key = tmp_path / "other.key"
    new_identity(other_key)

    def refused(does: Callable[[], object], kind: type[CaselawError], code: str) -> None:
        with pytest.raises(kind) as found:
            does()
        assert found.value.code == code

    back_up, restore = site.backups.back_up, site.restoring.restore
    refused(lambda: back_up(folder, to, viewer=ANYONE), Forbidden, "error.forbidden")
    refused(lambda: restore(folder, key, viewer=ANYONE), Forbidden, "error.forbidden")
    refused(lambda: back_up(folder, [], viewer=OPERATOR), Invalid, "keeping.no_recipient")
    refused(lambda: back_up(folder, to, viewer=OPERATOR, in_clear=True), Invalid, "keeping.clear_or_sealed")
    refused(lambda: back_up(folder, ["age1nothing"], viewer=OPERATOR), Invalid, "keeping.recipient")
    refused(lambda: back_up(folder, [str(key)], viewer=OPERATOR), Invalid, "keeping.secret_given")
    refused(lambda: new_identity(key), Invalid, "keeping.key_there")
    assert list(folder.glob("*")) == []
    site.add(b"one")
    back_up(folder, to, viewer=OPERATOR)
    with Target(folder).writing():
        refused(lambda: back_up(folder, to, viewer=OPERATOR), Conflict, "keeping.target_busy")
    refused(lambda: restore(folder, None, viewer=OPERATOR), Invalid, "keeping.identity_needed")
    refused(lambda: restore(folder, other_key, viewer=OPERATOR), CaselawError, "keeping.no_key")
    refused(lambda: restore(folder, key, viewer=OPERATOR), Conflict, "keeping.rows_there")
    with sqlite_store.reading() as used:
        used.execute(select(works)).all()
        reader = Site(Store(sqlite_store.address), site.home)
        again = lambda: reader.restoring.restore(folder, key, viewer=OPERATOR, replace=True)  # noqa: E731
        refused(again, Conflict, "keeping.in_use")
    elsewhere = fresh("elsewhere")
    elsewhere.files.mkdir(parents=True)
    (elsewhere.files / "something").write_text("of somebody")
    refused(lambda: elsewhere.restoring.restore(folder, key, viewer=OPERATOR), Conflict, "keeping.files_there")


def test_a_disk_without_room_is_told_of_before_anything_is_begun(
    sqlite_site: Site, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder, free = tmp_path / "kept", 10**12

    def disk_usage(place: Path) -> SimpleNamespace:  # a full disk cannot be had here
        assert place.exists()
        return SimpleNamespace(free=free)

    monkeypatch.setattr(shutil, "disk_usage", disk_usage)

    def refused(does: Callable[[], object]) -> tuple[object, object]:
        with pytest.raises(CaselawError) as found:
            does()
        assert found.value.code == "keeping.no_room"
        return found.value.params["needed"], found.value.params["free"]

    free = 2_500_000  # less than the longest file there
    assert refused(lambda: sqlite_site.backups.back_up(folder, to, viewer=OPERATOR)) == (3, 2)
    assert {path.name for path in folder.iterdir()} == {".lock"}
    free = 10**12
    backup = sqlite_site.backups.back_up(folder, to, viewer=OPERATOR).backup
    free = 2_500_000
    sqlite_site.backups.back_up(folder, to, viewer=OPERATOR)  # of the files nothing is written anew
    other = fresh("other")

    def restore() -> int:
        return other.restoring.restore(folder, key, viewer=OPERATOR).files

    assert refused(restore) == (3, 2)
    assert not other.home.exists()
    free = 2_700_010 + room.UNPACKED * backup.parts[backup.rows].bytes // 2  # the files would have room, not the rows
    refused(restore)
    assert not other.home.exists()
    free = 2_500_000
    shutil.copytree(sqlite_site.files, other.files)  # as a restore leaves them that was stopped
    assert restore() == 3


def test_what_was_withdrawn_since_stays_withdrawn(site: Site, to: list[str], key: Path, tmp_path: Path) -> None:
    gone, _ = _withdrawn(site, tmp_path / "kept", to)
    assert site.restoring.restore(tmp_path / "kept", key, viewer=OPERATOR, replace=True).withdrawn == 2
    _assert_gone(site, gone)


def test_withdrawals_are_told_by_a_log_and_by_later_backups(
    sqlite_site: Site, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:
    gone, old = _withdrawn(sqlite_site, tmp_path / "kept", to)
    told, log = fresh("told"), withdrawals.log_of(sqlite_site.home)
    assert told.restoring.restore(tmp_path / "kept", key, viewer=OPERATOR, withdrawn=log).withdrawn == 2
    _assert_gone(told, gone)
    assert withdrawals.noted(withdrawals.log_of(told.home)) == {gone, "withdrawn"}
    sqlite_site.backups.back_up(tmp_path / "kept", to, viewer=OPERATOR)
    elsewhere = fresh("elsewhere")
    assert elsewhere.restoring.restore(tmp_path / "kept", key, viewer=OPERATOR, wanted=old.id).withdrawn == 2
    _assert_gone(elsewhere, gone)


def _withdrawn(site: Site, folder: Path, to: list[str]) -> tuple[str, Backup]:
    """A backup of what is withdrawn after it: a document, whose id is given, and a sealed record."""
    gone = site.add(SECRET, title="Consent")
    (site.files / "runs" / "one.jsonl").write_text(f"a journal\n{{'id': '{gone}'}}\n")
    old = site.backups.back_up(folder, to, viewer=OPERATOR).backup
    site.intake.remove(gone, viewer=OPERATOR)
    with site.store.writing() as connection:
        connection.execute(delete(vault_record_keys).where(vault_record_keys.c.record == "withdrawn"))
    withdrawals.note(site.home, [gone, "withdrawn"])
    sha256 = hashlib.sha256(SECRET).hexdigest()
    (site.files / sha256[:2] / sha256[2:]).unlink()
    return gone, old


def _assert_gone(site: Site, document: str) -> None:
    with site.store.reading() as connection:
        assert connection.execute(select(documents).where(documents.c.id == DocumentId(document))).all() == []
        assert audit.verify(connection).broken is None
        assert connection.scalars(select(vault_sealed.c.record)).all() == ["kept"]
    assert "Consent" not in str(site.rows())
    assert SECRET not in site.kept().values()
    assert site.kept()["runs/one.jsonl"] == b"a journal\n"


def test_a_log_that_cannot_be_read_lets_nothing_come_back(tmp_path: Path) -> None:
    withdrawals.note(tmp_path, ["a", "b"])
    log = withdrawals.log_of(tmp_path)
    log.write_text(log.read_text() + '{"day": "2026-')  # the machine stopped while it was written
    assert withdrawals.noted(log) == {"a", "b"}
    withdrawals.note(tmp_path, ["c"])  # and begins a line of its own
    assert withdrawals.noted(log) == {"a", "b", "c"}
    log.write_bytes(log.read_bytes().rstrip())  # as an editor of texts leaves it
    withdrawals.note(tmp_path, ["d"])
    assert withdrawals.noted(log) == {"a", "b", "c", "d"}
    for damaged in (log.read_bytes() + b'{"day": \n', b"\n" * 4 + b"\xff", b"1\n" * 4):
        log.write_bytes(damaged)
        with pytest.raises(CaselawError) as refused:
            withdrawals.noted(log)
        assert refused.value.code == "keeping.log_damaged"


def test_a_backup_of_older_tables_is_brought_to_the_newest_form(
    fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:
    old = fresh("old")
    with old.store.writing() as connection:
        upgrade(connection, "0012")
        connection.exec_driver_sql("INSERT INTO works (id, key) VALUES ('w', 'k')")
    old.backups.back_up(tmp_path / "kept", to, viewer=OPERATOR)
    new = fresh("new")
    new.restoring.restore(tmp_path / "kept", key, viewer=OPERATOR)
    assert new.store.is_current()
    with new.store.reading() as connection:
        assert connection.execute(select(works.c.id, works.c.key)).all() == [("w", "k")]


def test_back_from_an_upgrade(
    sqlite_site: Site, fresh: Callable[[str], Site], to: list[str], key: Path, tmp_path: Path
) -> None:
    before = sqlite_site.rows()
    sqlite_site.backups.back_up(tmp_path / "before", to, viewer=OPERATOR)
    with sqlite_site.store.writing() as connection:  # as a program of tomorrow leaves it
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("CREATE TABLE of_tomorrow (id TEXT PRIMARY KEY)")
    sqlite_site.backups.back_up(tmp_path / "after", to, viewer=OPERATOR)
    with pytest.raises(CaselawError) as refused:
        fresh("other").restoring.restore(tmp_path / "after", key, viewer=OPERATOR)
    assert refused.value.code == "keeping.newer"
    sqlite_site.restoring.restore(tmp_path / "before", key, viewer=OPERATOR, replace=True)
    assert sqlite_site.store.is_current()
    assert sqlite_site.rows() == before


def test_a_folder_in_the_clear_needs_no_key(
    sqlite_store: Store, fresh: Callable[[str], Site], tmp_path: Path
) -> None:  # fmt: skip
    site = Site(sqlite_store, tmp_path / "site")
    site.add(b"one")
    site.backups.back_up(tmp_path / "kept", [], viewer=OPERATOR, in_clear=True)
    shutil.move(tmp_path / "kept", tmp_path / "moved")
    proven = site.backups.prove(tmp_path / "moved", None, viewer=OPERATOR)
    assert proven.files == 1
    other = fresh("other")
    other.restoring.restore(tmp_path / "moved", None, viewer=OPERATOR)
    assert other.kept() == site.kept()
