"""`caselaw check` names what is unsafe or broken, with its remedy, and a site that others reach is not served so."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import insert, update

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.cli import main
from caselaw.commands.check import said
from caselaw.domain.errors import Forbidden
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.watching import State
from caselaw.services.keeping.backup import DONE as BACKED_UP
from caselaw.services.watching.checking import refusals
from caselaw.services.watching.checks import folders, running, ways
from caselaw.settings import Settings
from caselaw.store import audit
from caselaw.store.tables import accounts, api_tokens, audit_events
from caselaw.store.tables.jobs import jobs
from caselaw.wiring import Services, build
from web.wsgi import site

GOOD_KEY = "BnTq8vX0zLr5Wc2Ks9Yd4Hf7Jm1Pg6Ua"
OURS, OTHERS = "http://127.0.0.1:8000", "https://cases.example.org"
HOUSE: dict[str, str] = {"CASELAW_SECRET_KEY": GOOD_KEY, "CASELAW_BASE_URL": OTHERS}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Services]:
    """A site of others' reach, of one administrator, an old token, and a job that waits."""
    folder = tmp_path_factory.mktemp("checked")
    shutil.copy(migrated, folder / "caselaw.db")
    services = build(Settings.from_env(environment(folder) | HOUSE))
    services.indexing.rebuild(viewer=OPERATOR)
    admin = services.accounts.add("a@example.org", "correct horse", roles={"administrator"}, viewer=OPERATOR)
    services.accounts.add("b@example.org", "correct horse", roles={"editor"}, viewer=OPERATOR)
    services.tokens.make("a@example.org", "quagga", viewer=OPERATOR)
    ago = datetime.now(UTC) - timedelta(days=200)
    with services.store.writing() as connection:
        connection.execute(update(api_tokens).values(added=ago, seen=ago))
        for reason in (None, "too long"):
            job = {"kind": "relate", "subject": "x", "added": ago, "due": ago, "attempts": 1, "reason": reason}
            connection.execute(insert(jobs).values(**job))
    assert admin.email == "a@example.org"
    yield services
    services.close()


def environment(folder: Path) -> dict[str, str]:
    return {
        "CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db",
        "CASELAW_SEARCH_URL": f"tantivy:{folder}/index",
        "CASELAW_FILES": f"{folder}/files",
    }


def found(services: Services, environ: Mapping[str, str] | None = None) -> dict[str, State]:
    return {one.code: one.state for one in services.checks.in_short(viewer=OPERATOR, environ=environ or {})}


def test_what_is_found_of_a_site_that_others_reach(checked: Services) -> None:
    states = found(checked)
    for code in ("check.backup_none", "check.factor_absent", "check.jobs_old"):
        assert states[code] is State.BAD, code
    for code in ("check.jobs_failed", "check.tokens_stale", "check.proxies", "check.limits_memory"):
        assert states[code] is State.NOTE, code
    for code in ("check.https", "check.disk", "check.clock", "cli.check.key_given", "cli.check.database"):
        assert states[code] is State.GOOD, code
    with pytest.raises(Forbidden):
        checked.checks.in_short(viewer=ANYONE)


def test_every_finding_is_a_sentence_in_every_language_and_names_nobody(checked: Services) -> None:
    findings = checked.checks.in_short(viewer=OPERATOR, environ={"FLASK_DEBUG": "1"})
    for language in LANGUAGES:
        sentences = [said(one, language) for one in findings]
        assert not [one for one in sentences if "{" in one or "quagga" in one or "@example" in one]
        assert len(set(sentences)) == len(sentences)


def test_what_was_mended_is_no_longer_found(checked: Services) -> None:
    store, settings = checked.store, checked.settings
    with store.writing() as connection:
        connection.execute(jobs.delete())
        connection.execute(accounts.update().values(roles=["editor"]))
        audit.append(connection, actor="operator", action=BACKED_UP, subject="b", revisions=(None, None))
    states = found(checked)
    assert {"check.jobs_none", "check.factor", "check.backup"} <= states.keys()
    with store.writing() as connection:  # a clock that goes wrong: the last line is of tomorrow
        later = datetime.now(UTC) + timedelta(days=1)
        connection.execute(update(audit_events).values(at=later))
    assert found(checked)["check.clock_back"] is State.BAD
    with store.writing() as connection:
        connection.execute(update(audit_events).values(at=datetime.now(UTC) - timedelta(days=9)))
    assert found(checked)["check.backup_old"] is State.BAD
    at_home = replace(settings, base_url=OURS)
    assert [one.state for one in running.backup(at_home, store)] == [State.NOTE], "a laptop is told, not failed"


@pytest.mark.parametrize(
    ("environ", "host", "codes"),
    [
        ({}, None, []),
        ({}, "0.0.0.0", []),  # noqa: S104 - in a container, its proxy before it
        ({"CASELAW_BASE_URL": OURS}, "127.0.0.1", []),
        ({"CASELAW_BASE_URL": OURS, "CASELAW_SECRET_KEY": "short"}, None, []),
        ({"CASELAW_BASE_URL": OURS}, "192.0.2.1", ["check.clear_listening"]),
        ({"CASELAW_BASE_URL": "http://cases.example.org"}, None, ["check.clear"]),
        ({"CASELAW_SECRET_KEY": "short"}, None, ["cli.check.key_short"]),
        ({"CASELAW_SECRET_KEY": "k" * 40}, None, ["check.key_guessable"]),
        ({"CASELAW_SECRET_KEY": "changeme-changeme-changeme-changeme"}, None, ["check.key_guessable"]),
        ({"CASELAW_SEARCH_URL": "http://192.0.2.1:9200"}, None, ["search.remote_open", "search.remote_clear"]),
        ({"CASELAW_DATABASE_URL": "postgresql+psycopg://a:b@192.0.2.1/c"}, None, ["check.database_clear"]),
        ({"CASELAW_DATABASE_URL": "postgresql+psycopg://a:b@192.0.2.1/c?sslmode=verify-full"}, None, []),
        ({"CASELAW_DATABASE_URL": "postgresql+psycopg:///c?host=/var/run/postgresql"}, None, []),
        ({"FLASK_DEBUG": "1"}, None, ["check.debug"]),
    ],
)
def test_what_a_site_is_not_served_with(
    tmp_path: Path, environ: dict[str, str], host: str | None, codes: list[str]
) -> None:
    chosen = environment(tmp_path) | HOUSE | environ
    settings = Settings.from_env({name: value for name, value in chosen.items() if name.startswith("CASELAW_")})
    assert [one.code for one in refusals(settings, host, chosen)] == codes


def test_a_database_that_nobody_verifies_is_named() -> None:
    address = "postgresql+psycopg://a:b@192.0.2.1/c?sslmode="
    for mode, code in (("require", "check.database_unverified"), ("prefer", "check.database_clear")):
        (finding,) = ways.servers(Settings.from_env({"CASELAW_DATABASE_URL": address + mode}))
        assert (finding.code, finding.state) == (code, State.BAD)
    assert not [*ways.servers(Settings.from_env({"CASELAW_DATABASE_URL": f"{address}verify-full"}))]


def test_folders_that_others_can_read(tmp_path: Path) -> None:
    settings = Settings.from_env(environment(tmp_path / "home") | HOUSE)
    (tmp_path / "home" / "files").mkdir(parents=True)
    (tmp_path / "home").chmod(0o755)
    for one in (tmp_path, *tmp_path.parents):
        if one.stat().st_mode & 0o001 == 0:
            closed = one
            break
    else:
        pytest.fail("pytest's own folder is for its owner alone")
    assert not folders.reached_by_others(tmp_path / "home"), f"{closed} lets nobody pass"
    assert "cli.check.folder_open" not in [one.code for one in refusals(settings, None, {})]


def test_a_folder_on_an_open_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a folder that everybody may pass, what is open to others is reached by them."""
    place = Path(f"/tmp/caselaw-open-{os.getpid()}-{time.monotonic_ns()}")  # noqa: S108 - everybody may pass it: that is the case
    (place / "home" / "files").mkdir(parents=True)
    try:
        for one in (place, place / "home", place / "home" / "files"):
            one.chmod(0o755)
        settings = Settings.from_env(environment(place / "home") | HOUSE)
        assert [one.code for one in refusals(settings, None, {})] == ["cli.check.folder_open"] * 2
        file = place / "settings.env"
        file.write_text("CASELAW_SECRET_KEY=x")
        file.chmod(0o640)
        monkeypatch.setattr(folders, "SETTINGS_FILES", (file, place / "none"))
        assert "check.settings_open" not in [one.code for one in refusals(settings, None, {})]
        file.chmod(0o644)
        assert "check.settings_open" in [one.code for one in refusals(settings, None, {})]
    finally:
        shutil.rmtree(place)


def test_a_disk_that_is_nearly_full_is_named(checked: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "LEAST_FREE", 1 << 62)
    (finding,) = folders.room(checked.settings)
    assert (finding.code, finding.state) == ("check.disk_low", State.BAD)


def test_the_command_tells_programs_too(checked: Services) -> None:
    environ = {name: value for name, value in checked.settings.environment().items() if value}
    result = CliRunner(env=environ | {"LANG": "fr_FR.UTF-8", "LC_ALL": ""}).invoke(main, ["check", "--json"])
    form = json.loads(result.stdout)
    assert result.exit_code == 1
    assert form["well"] is False
    (one,) = [finding for finding in form["findings"] if finding["code"] == "check.https"]
    assert one["state"] == "good"
    assert one["sentence"].startswith("Le site est atteint par https")


def test_serving_others_unsafely_is_refused_in_a_sentence(tmp_path: Path) -> None:
    environ = environment(tmp_path) | HOUSE | {"CASELAW_SECRET_KEY": "k" * 32, "LANG": "es_ES.UTF-8", "LC_ALL": ""}
    result = CliRunner(env=environ).invoke(main, ["serve", "--port", "0"])
    assert result.exit_code == 2
    assert "✗ CASELAW_SECRET_KEY se puede adivinar" in result.stderr
    assert "--anyway" in result.stderr
    nevertheless = CliRunner(env=environ).invoke(main, ["serve", "--port", "0", "--anyway"])
    assert "caselaw init" in nevertheless.stderr, "it went on, to a database that is not there"
    assert "✗ CASELAW_SECRET_KEY" in nevertheless.stderr


def test_nor_is_it_served_by_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the code with which gunicorn knows that it need not try again."""
    chosen = environment(tmp_path) | HOUSE | {"CASELAW_BASE_URL": "http://cases.example.org"}
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        site()
    assert ended.value.code == 4
