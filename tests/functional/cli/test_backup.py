"""`caselaw backup` and `caselaw restore` as an operator meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from caselaw.bench.backup import backup as bench
from caselaw.settings import Settings
from caselaw.store import Store
from tests.functional.cli.conftest import Run


def test_from_a_key_to_another_machine(run: Run, tmp_path: Path) -> None:
    home, kept, key = tmp_path / "home", str(tmp_path / "kept"), str(tmp_path / "backups.key")
    run("init")
    (home / "files").mkdir(exist_ok=True)
    (home / "files" / "letter").write_text("a file")
    refused = run("backup", kept, code=2).output
    assert "--recipient" in refused
    assert "--in-clear" in refused
    made = run("backup-key", key).output
    recipient = re.search(r"CASELAW_BACKUP_RECIPIENTS=(age1\w+)", made)
    assert recipient is not None
    assert (tmp_path / "backups.key").stat().st_mode & 0o077 == 0
    first = run("backup", kept, CASELAW_BACKUP_RECIPIENTS=recipient[1]).output
    seal = re.search(r"[0-9a-f]{64}", first)
    assert seal is not None
    assert "Files: 1." in first
    assert str(home / "secret_key") in first
    second = run("backup", kept, "--recipient", recipient[1], "--keep", "2", LANG="es_CO.UTF-8").output
    assert "La copia de seguridad" in second
    assert "ya estaban: 0" in second
    listed = run("backup", kept, "--list").output.splitlines()
    assert len(listed) == 2
    oldest = listed[0].split(" · ")[0]
    assert "every part" in run("backup", kept, "--check").output.lower()
    assert "Files: 1." in run("backup", kept, "--check", "--identity", key).output
    run("backup", kept, "--list", "--check", code=2)

    into = str(tmp_path / "look")
    run("restore", kept, "--into", into, code=2)
    assert "/dev/null" in run("restore", kept, "--into", "/dev/null", "--identity", key, code=2).output
    shown = run("restore", kept, "--into", into, "--identity", key, "--backup", oldest).output
    assert seal[0] in shown
    assert "The audit trail is whole" in shown
    assert (tmp_path / "look" / "files" / "letter").read_text() == "a file"
    run(
        "index",
        "check",
        CASELAW_DATABASE_URL=f"sqlite:///{into}/caselaw.db",
        CASELAW_SEARCH_URL=f"tantivy:{into}/index",
    )
    assert "--replace" in run("restore", kept, "--identity", key, code=1).output
    (home / "files" / "later").write_text("not in the backup")
    again = run("restore", kept, "--identity", key, "--replace", "--no-index", "--backup", oldest).output
    assert "caselaw index rebuild" in again
    assert not (home / "files" / "later").exists()


def test_before_an_upgrade_the_new_program_backs_up_the_old_tables(run: Run, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/home/caselaw.db")
    store.migrate_to("0005")
    store.close()
    run("backup", str(tmp_path / "kept"), "--in-clear")
    run("restore", str(tmp_path / "kept"), "--into", str(tmp_path / "new"), "--no-index")
    restored = Store(f"sqlite:///{tmp_path}/new/caselaw.db")
    assert restored.is_current()
    restored.close()


def test_the_benchmark_compares_with_a_plain_dump_and_load() -> None:
    result = CliRunner().invoke(bench, ["--documents", "20", "--file-size", "1", "--json"], obj=Settings.from_env({}))
    assert result.exit_code == 0, result.output
    [found] = json.loads(result.stdout)["runs"]
    assert (found["documents"], found["equal"]) == (20, True)
    assert found["ratio"] == found["restore_s"] / (found["plain_dump_s"] + found["plain_load_s"])
