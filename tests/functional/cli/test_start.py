"""Setting up, and what is said when something is not as it should be."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caselaw.cli import COMMANDS
from caselaw.commands.context import language, refuse_place, refuse_words
from tests.functional.cli.conftest import ROOT, Run

Process = Callable[..., subprocess.CompletedProcess[str]]


def test_the_commands_are_listed(run: Run) -> None:
    listed = run("--help").output
    for name in (*COMMANDS, "bench"):
        assert f"\n  {name} " in listed
        assert run(name, "--help").stdout.startswith("Usage: caselaw ")
    assert run("--version").output.startswith("caselaw, version ")


def test_init_may_be_repeated(run: Run, tmp_path: Path) -> None:
    first = run("init").output
    assert run("init").output == first == "The database is ready.\nThe index is ready.\n"
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    assert run("index", "check").output.splitlines()[0] == "Database and index agree."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASELAW_DATABASE_URL", "mysql://localhost/caselaw"),
        ("CASELAW_DATABASE_URL", "sqlite://"),
        ("CASELAW_SEARCH_URL", "solr:somewhere"),
        ("CASELAW_LANGUAGES", "en,de"),
        ("CASELAW_COLOUR", "red"),
    ],
)
@pytest.mark.parametrize(("lang", "word"), [("en_US.UTF-8", "setting"), ("fr_FR.UTF-8", "réglage")])
def test_a_bad_setting_is_named(run: Run, name: str, value: str, lang: str, word: str) -> None:
    result = run("init", code=2, LANG=lang, **{name: value})
    assert result.stdout == ""
    assert name in result.stderr
    assert word in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "expulsion"), ("demo",), ("index", "status"), ("index", "check"), ("index", "rebuild"),
        ("problems", "list"), ("audit", "verify"), ("user", "groups", "amal@example.org"),
    ],
)  # fmt: skip
def test_before_init_every_command_says_what_to_do(run: Run, arguments: tuple[str, ...]) -> None:
    assert "caselaw init" in run(*arguments, code=1).stderr


def test_a_database_that_is_away_is_named_without_its_password(process: Process) -> None:
    away = "postgresql+psycopg://someone:topsecret@127.0.0.1:9/caselaw"
    for arguments in (("check",), ("init",), ("search", "x")):
        result = process(*arguments, CASELAW_DATABASE_URL=away)
        assert result.returncode == 1
        assert "Traceback" not in result.stderr
        assert result.stdout + result.stderr
        assert "topsecret" not in result.stdout + result.stderr


def test_a_search_server_that_is_away_is_named(process: Process) -> None:
    result = process("check", CASELAW_SEARCH_URL="http://someone:topsecret@127.0.0.1:9")
    assert result.returncode == 1
    assert "✗" in result.stdout
    assert "topsecret" not in result.stdout + result.stderr


def test_a_search_server_open_to_all_is_named(process: Process) -> None:
    """192.0.2.1 is an address for examples: nobody is there, and the rule is about the settings alone."""
    result = process(
        "check", CASELAW_SEARCH_URL="http://192.0.2.1:9200,https://search.invalid:9200", LANG="es_ES.UTF-8"
    )
    assert result.returncode == 1
    about = [line for line in result.stdout.splitlines() if line.startswith("✗") and "192.0.2.1" in line]
    assert len(about) >= 2, "without a login, and in clear text"
    assert any("CASELAW_SEARCH_API_KEY" in line for line in about)
    key = process("check", CASELAW_SEARCH_URL="https://search.invalid:9200", CASELAW_SEARCH_API_KEY="a" * 32)
    assert "CASELAW_SEARCH_API_KEY" not in key.stdout


def test_check_says_what_works(run: Run) -> None:
    before = run("check", code=1).output
    assert "caselaw init" in before
    run("init")
    after = run("check").output
    assert "✗" not in after
    assert all(line.startswith(("✓ ", "· ")) for line in after.splitlines())
    assert run("check", code=1, CASELAW_SECRET_KEY="short").output.startswith("✗ CASELAW_SECRET_KEY")
    assert run("check", code=1, CASELAW_SECRET_KEY="k" * 40).output.startswith("✗ CASELAW_SECRET_KEY")
    assert run("check", CASELAW_SECRET_KEY="BnTq8vX0zLr5Wc2Ks9Yd4Hf7Jm1Pg6Ua").output.startswith("✓")


def test_check_says_how_letters_go_out(run: Run) -> None:
    run("init")
    posting = run("check", CASELAW_MAIL_URL="smtps://desk:quagga@mail.example.org").output
    assert "✓ Mails are sent by mail.example.org." in posting
    assert "quagga" not in posting
    assert "· No mail server" in run("check").output


def test_check_speaks_the_users_language(run: Run) -> None:
    run("init")
    for line in run(
        "check", LANG="ar_EG.UTF-8", CASELAW_BASE_URL="https://cases.example.org", code=1
    ).output.splitlines():
        assert any("\u0621" <= letter <= "\u064a" for letter in line)


def test_a_secret_key_that_others_can_read_is_a_fault(run: Run, tmp_path: Path) -> None:
    run("init")
    key = tmp_path / "home" / "secret_key"
    key.write_text("k" * 48)
    key.chmod(0o644)
    assert f"chmod 600 {key}" in run("check", code=1).output
    key.chmod(0o600)
    run("check")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "es_CO.UTF-8"}, "es"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "ar_MA.utf8"}, "ar"),
        ({"LANG": "ar", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_users_language_is_the_terminals(environ: dict[str, str], expected: str) -> None:
    assert language(environ) == expected


@pytest.mark.parametrize("arguments", [("nonsense",), ("search",), ("index", "burn"), ("user", "add")])
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    assert "Usage: caselaw" in run(*arguments, code=2).stderr


def test_a_path_or_a_word_that_cannot_be_is_told_of_in_a_sentence(run: Run, tmp_path: Path) -> None:
    run("init")
    long = f"{tmp_path}/{'x' * 300}"
    refused = run("check", code=2, CASELAW_FILES=long).stderr
    assert refused == f"{long} cannot be used: File name too long.\n"
    in_spanish = run("init", code=2, CASELAW_DATABASE_URL=f"sqlite:///{long}", LANG="es_CO").stderr
    assert in_spanish.startswith("No se puede usar")
    not_utf8 = os.fsdecode(b"def\xe9nseurs")
    assert "0xE9" in run("group", "show", not_utf8, code=2).stderr
    with pytest.raises(FileNotFoundError):  # a fault of ours keeps its trace
        refuse_place(FileNotFoundError(2, "No such file", "a table of ours"))
    with pytest.raises(UnicodeEncodeError):
        refuse_words(UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"))


def test_a_pipe_that_closes_early_is_no_trouble(run: Run, environ: dict[str, str | None]) -> None:
    run("init")
    run("demo")
    script = "set -o pipefail; python -m caselaw.cli search '' --size 100 | head -n 1"
    wanted = {name: value for name, value in (os.environ | environ).items() if value is not None}
    wanted["PATH"] = f"{Path(sys.executable).parent}:{wanted['PATH']}"
    result = subprocess.run(
        ["bash", "-c", script], env=wanted, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert (result.stdout.count("\n"), result.stderr) == (1, "")


def test_what_is_kept_is_for_its_owner_alone(process: Process, tmp_path: Path) -> None:
    """Also where the folder was made by somebody else, and open: database and index hold what is not for everyone."""
    (tmp_path / "home").mkdir(mode=0o755)
    process("init")
    kept = [path for path in (tmp_path / "home").rglob("*") if not path.name.startswith(".")]
    assert {path.name for path in kept} >= {"caselaw.db", "CURRENT"}
    assert [path for path in kept if path.stat().st_mode & 0o077] == []
