"""A backup or a restore is killed half way: what was there before is as it was, and the next one goes through."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable
from pathlib import Path

from caselaw.access.viewer import OPERATOR
from caselaw.services.intake.adding import IntakeService
from caselaw.services.keeping.backup import BackupService
from caselaw.services.keeping.restore import RestoreService
from caselaw.services.keeping.target import Target
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.factories import a_record

LARGE = 60_000_000  # bytes: writing them takes long enough to be met in the middle


def killed_when(pattern: str, folder: Path, does: Callable[[], object]) -> None:
    """Do this in a process of its own, and kill it as soon as a file like this is there."""
    process = multiprocessing.get_context("fork").Process(target=does)
    process.start()
    until = time.monotonic() + 30
    while not any(folder.glob(pattern)):
        assert process.is_alive(), "it ended before it could be killed"
        assert time.monotonic() < until
        time.sleep(0.002)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def test_killed_while_it_writes_and_while_it_restores(migrated: Path, tmp_path: Path) -> None:
    home, kept, new = tmp_path / "site", tmp_path / "kept", tmp_path / "new"
    (home / "files").mkdir(parents=True)
    (home / "caselaw.db").write_bytes(migrated.read_bytes())
    store, again = Store(f"sqlite:///{home}/caselaw.db"), Store(f"sqlite:///{new}/caselaw.db")
    backups = BackupService(store, home / "files", home, lambda: "a secret key")
    IntakeService(store, Blobs(home / "files")).store(a_record(), viewer=OPERATOR)

    def back_up() -> object:
        return backups.back_up(kept, (), viewer=OPERATOR, in_clear=True)

    first = backups.back_up(kept, (), viewer=OPERATOR, in_clear=True)
    with (home / "files" / "large").open("wb") as large:
        large.truncate(LARGE)
    killed_when("*.writing", kept, back_up)
    assert Target(kept).backups() == (first.backup,)
    assert backups.prove(kept, None, viewer=OPERATOR).backup == first.backup
    second = backups.back_up(kept, (), viewer=OPERATOR, in_clear=True)
    assert second.fresh == 1
    assert {path.stem for path in kept.glob("*.part")} == {*first.backup.parts, *second.backup.parts}
    assert list(kept.glob("*.writing")) == []

    restoring = RestoreService(again, new / "files", new)
    for pattern, folder in ((".restoring.*", new / "files"), ("caselaw.db.restoring", new)):
        killed_when(pattern, folder, lambda: restoring.restore(kept, None, viewer=OPERATOR))
        assert not (new / "caselaw.db").exists()
    assert restoring.restore(kept, None, viewer=OPERATOR).digest == second.digest
    assert (new / "files" / "large").stat().st_size == LARGE
    assert list(new.rglob("*restoring*")) == []
    again.close()
    store.close()
