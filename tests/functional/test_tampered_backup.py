"""Whoever can write to the folder of backups can put anything there: it is refused in a sentence, and leads nowhere."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.domain.document import SourceFile
from caselaw.domain.errors import CaselawError
from caselaw.services.keeping.backup import BackupService
from caselaw.services.keeping.restore import RestoreService
from caselaw.store import Store
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.web.stock import settings

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A folder with two backups in the clear, so that what they hold can be changed, of a site with one file."""
    home = tmp_path_factory.mktemp("tampered")
    shutil.copy(migrated, home / "caselaw.db")
    services = build(settings(home))
    content = b"<p>The river.</p>"
    source = SourceFile(sha256(content).hexdigest(), "a.html", "html", len(content))
    services.intake.store(a_record(source=source), viewer=OPERATOR, original=content)
    for _ in range(2):
        services.backups.back_up(home / "backups", [], viewer=OPERATOR, in_clear=True)
    services.close()
    return home / "backups"


@pytest.fixture
def folder(twice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(twice, tmp_path / "backups"))


def _newest(folder: Path) -> Path:
    return max(folder.glob("*.list"), key=_made)


def _made(path: Path) -> str:
    return str(json.loads(path.read_bytes())["made"])


def _change_list(folder: Path, change: Change) -> None:
    said = json.loads(_newest(folder).read_bytes())
    change(said)
    _newest(folder).write_text(json.dumps(said))


def _change_part(folder: Path, which: str, change: Callable[[bytes], bytes]) -> None:
    """Change what is in a part of the newest backup, and its digest in the list, as a forger would."""
    said = json.loads(_newest(folder).read_bytes())
    chosen = said.get(which) or next(one["name"] for one in said["parts"] if one["name"] not in said.values())
    path = folder / f"{chosen}.part"
    path.write_bytes(change(path.read_bytes()))
    for one in said["parts"]:
        if one["name"] == chosen:
            one.update(bytes=path.stat().st_size, sha256=sha256(path.read_bytes()).hexdigest())
    _newest(folder).write_text(json.dumps(said))


def _prove(folder: Path) -> None:
    store = Store("sqlite://")
    BackupService(store, folder / "none", folder / "none", lambda: "key").prove(folder, None, viewer=OPERATOR)


LISTS: list[Change] = [
    lambda said: said.clear(),
    lambda said: said.pop("parts"),
    lambda said: said.update(made="yesterday"),
    lambda said: said.update(made=3),
    lambda said: said.update(rows="0" * 32),
    lambda said: said.update(files=[1]),
    lambda said: said["parts"][0].pop("bytes"),
    lambda said: said["parts"][0].update(name="../../../../etc/hostname"),
    lambda said: said["parts"][0].update(name=7),
    lambda said: said["parts"][0].update(bytes=-1),
]


@pytest.mark.parametrize("change", LISTS)
def test_a_list_that_no_backup_wrote(folder: Path, change: Change) -> None:
    _change_list(folder, change)
    with pytest.raises(CaselawError):
        _prove(folder)


@pytest.mark.parametrize("said", [b"[]", b"null", b"\xff{", b"[" * 100_000])
def test_a_list_that_is_none(folder: Path, said: bytes) -> None:
    _newest(folder).write_bytes(said)
    with pytest.raises(CaselawError):
        _prove(folder)


HEADS: list[Change] = [
    lambda said: said.clear(),
    lambda said: said.pop("tables"),
    lambda said: said.update(made=None),
    lambda said: said.update(withdrawn=3),
    lambda said: said["tables"][0].update(rows="many"),
    lambda said: said["tables"][0].update(columns=[["name"]]),
]


@pytest.mark.parametrize("change", HEADS)
def test_a_head_that_no_backup_wrote(folder: Path, change: Change) -> None:
    def changed(packed: bytes) -> bytes:
        first, rest = gzip.decompress(packed).split(b"\n", 1)
        said = json.loads(first)
        change(said)
        return gzip.compress(json.dumps(said).encode() + b"\n" + rest)

    _change_part(folder, "rows", changed)
    with pytest.raises(CaselawError):
        _prove(folder)


PLACES = [["../out", "0" * 64, 1, ""], ["/tmp/out", "0" * 64, 1, ""], ["a\0b", "0" * 64, 1, ""],  # noqa: S108
          ["a\ud800", "0" * 64, 1, ""], ["", "0" * 64, 1, ""], ["a", "0" * 64, "x", ""], 5, {"path": "a"}]  # fmt: skip


@pytest.mark.parametrize("line", PLACES)
def test_a_place_outside_the_folder_of_files(folder: Path, line: object) -> None:
    _change_part(folder, "files", lambda _: gzip.compress(json.dumps(line).encode() + b"\n"))
    with pytest.raises(CaselawError):
        _prove(folder)


@pytest.mark.parametrize("change", [lambda part: part[:2], lambda part: part[:9], lambda part: b"\xff" * 4 + part[4:]])
def test_a_part_of_files_that_says_more_than_it_holds(folder: Path, change: Callable[[bytes], bytes]) -> None:
    _change_part(folder, "", change)
    with pytest.raises(CaselawError):
        _prove(folder)


def test_rows_that_no_database_takes_are_refused_and_leave_nothing(folder: Path, tmp_path: Path) -> None:
    def changed(packed: bytes) -> bytes:
        head, *lines = gzip.decompress(packed).splitlines()
        huge = [json.dumps([[10**40 for _ in row] for row in json.loads(line)]).encode() for line in lines[:-1]]
        return gzip.compress(b"\n".join([head, *huge, lines[-1], b""]))

    _change_part(folder, "rows", changed)
    site = tmp_path / "site"
    site.mkdir()
    store = Store(f"sqlite:///{site}/caselaw.db")
    with pytest.raises(CaselawError):
        RestoreService(store, site / "files", site).restore(folder, None, viewer=OPERATOR)
    assert not list(site.glob("caselaw.db*"))


def test_a_damaged_list_hinders_no_other_backup_and_nothing_is_cleared_away(folder: Path, tmp_path: Path) -> None:
    newest, earlier = _newest(folder), min(folder.glob("*.list"), key=_made)
    newest.write_bytes(b"{")
    store = Store(f"sqlite:///{tmp_path}/caselaw.db")
    restoring = RestoreService(store, tmp_path / "files", tmp_path)
    with pytest.raises(CaselawError, match="list_damaged"):
        restoring.restore(folder, None, viewer=OPERATOR)  # never an older one in the place of the newest
    restored = restoring.restore(folder, None, viewer=OPERATOR, wanted=earlier.stem)
    assert (restored.backup.id, restored.unasked) == (earlier.stem, (newest.stem,))
    parts = set(folder.glob("*.part"))
    backups = BackupService(store, tmp_path / "files", tmp_path, lambda: "key")
    made = backups.back_up(folder, [], viewer=OPERATOR, in_clear=True, keep=1)
    assert made.unread == (newest,)
    assert parts < set(folder.glob("*.part"))
    assert backups.there(folder, viewer=OPERATOR) == ((made.backup,), (newest,))
    store.close()


def test_a_later_backup_that_is_damaged_is_named_and_no_hindrance(folder: Path, tmp_path: Path) -> None:
    newest, earlier = _newest(folder), min(folder.glob("*.list"), key=_made)
    for path in folder.glob("*.held"):
        path.write_text("null")
    rows = json.loads(newest.read_bytes())["rows"]
    (folder / f"{rows}.part").unlink()
    site = tmp_path / "site"
    site.mkdir()
    store = Store(f"sqlite:///{site}/caselaw.db")
    restored = RestoreService(store, site / "files", site).restore(
        folder, None, viewer=OPERATOR, wanted=earlier.name.removesuffix(".list")
    )
    assert restored.unasked == (newest.name.removesuffix(".list"),)
    made = BackupService(store, site / "files", site, lambda: "key").back_up(folder, [], viewer=OPERATOR, in_clear=True)
    assert made.fresh == made.files == 1
    store.close()
