"""The demo collection from the command line: loaded, found, indexed anew, and who may find what."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import group_audience
from caselaw.domain.intake.record import Record
from caselaw.domain.problems import Problem
from caselaw.schemas.search import SearchAnswerSchema
from caselaw.settings import Settings
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.cli.conftest import Run


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo collection in it, to be copied."""
    home = tmp_path_factory.mktemp("demo") / "home"
    services = build(_settings(home))
    services.store.migrate()
    services.demo.load(viewer=OPERATOR)
    services.indexing.rebuild(viewer=OPERATOR)
    while not services.indexing.apply_pending().idle:
        pass
    services.close()
    return home


@pytest.fixture
def home(loaded: Path, tmp_path: Path) -> Path:
    shutil.copytree(loaded, tmp_path / "home")
    return tmp_path / "home"


def _settings(home: Path) -> Settings:
    home.mkdir(parents=True, exist_ok=True)
    return Settings.from_env(
        {
            "CASELAW_DATABASE_URL": f"sqlite:///{home}/caselaw.db",
            "CASELAW_SEARCH_URL": f"tantivy:{home}/index",
            "CASELAW_FILES": f"{home}/files",
        }
    )


def _store(home: Path, *records: Record) -> None:
    services = build(_settings(home))
    for record in records:
        services.intake.store(record, viewer=OPERATOR)
    while not services.indexing.apply_pending().idle:
        pass
    services.close()


def _found(run: Run, *arguments: str) -> dict[str, Any]:
    form: dict[str, Any] = json.loads(run("search", *arguments, "--json").stdout)
    return form


def test_demo_is_loaded_once(run: Run) -> None:
    run("init")
    first = run("demo").output
    count = int(first.split()[0])
    assert count >= 48
    assert first == f"{count} documents of the demo collection were added; 0 were there already.\n"
    assert run("demo").output == f"0 documents of the demo collection were added; {count} were there already.\n"
    assert run("index", "check").output.splitlines()[0] == "Database and index agree."
    status = run("index", "status").output
    assert f"in the database: {count}" in status
    assert f"in the index: {count}" in status
    assert "The trail is whole" in run("audit", "verify").output


@pytest.mark.parametrize(
    ("query", "reader"),
    [("expulsion", "fr"), ("desalojo", "es"), ('"right to housing"', "en"), ("الحق في السكن", "ar")],
)
def test_search_as_json_has_the_agreed_form(home: Path, run: Run, query: str, reader: str) -> None:
    form = _found(run, query, "--reader", reader, "--size", "3")
    assert SearchAnswerSchema().validate(form) == {}
    assert form["query"] == query
    assert form["total"]["own"] > 0
    own = [document for document in form["documents"] if document["section"] == "own"]
    assert {document["language"] for document in own} == {reader}
    assert len(own) <= 3
    assert any(paragraph["highlights"] for document in own for paragraph in document["paragraphs"])
    assert all(paragraph["pinpoint"] is None for document in own for paragraph in document["paragraphs"])


def test_search_is_readable(home: Path, run: Run) -> None:
    out = run("search", "housing", "--size", "2", "--reader", "en").output
    found = _found(run, "housing", "--size", "2", "--reader", "en")["documents"]
    assert all(document["title"] in out for document in found)
    assert "In your language:" in out
    assert "En otros idiomas:" in run("search", "housing", "--reader", "es").output
    assert "Nothing was found" in run("search", "zyzzyva").output


def test_languages_and_filters_narrow(home: Path, run: Run) -> None:
    assert {d["language"] for d in _found(run, "", "--language", "ar", "--size", "100")["documents"]} == {"ar"}
    both = _found(run, "", "--language", "ar", "--filter", "language=fr", "--size", "100")["documents"]
    assert {document["language"] for document in both} == {"ar", "fr"}
    countries = {d["country"] for d in _found(run, "", "--filter", "country=ZAF", "--size", "100")["documents"]}
    assert countries == {"ZAF"}
    assert _found(run, "", "--filter", "collection=demo")["total"] == _found(run, "")["total"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--filter", "colour=red"),
        ("--filter", "country"),
        ("--filter", "country="),
        ("--filter", "country=Colombia"),
        ("--filter", "year=04"),
        ("--language", "not a language"),
        ("--size", "0"),
        ("--size", "many"),
        ("--sort", "random"),
        ("--reader", "de"),
    ],
)
def test_a_filter_or_option_that_is_none_is_wrong_usage(home: Path, run: Run, arguments: tuple[str, ...]) -> None:
    result = run("search", "housing", *arguments, code=2)
    assert result.stdout == ""
    assert result.stderr


@pytest.mark.parametrize("query", ["(housing", '"housing', "AND", "colour:red"])
@pytest.mark.parametrize("lang", ["en_GB.UTF-8", "ar_EG.UTF-8"])
def test_a_query_that_cannot_be_read_is_said_with_its_place(home: Path, run: Run, query: str, lang: str) -> None:
    result = run("search", query, code=2, LANG=lang)
    lines = result.stderr.splitlines()  # what is wrong, where, and what can be read instead
    assert len(lines) == (2 if query == "AND" else 3)
    for line in lines:
        assert any("\u0621" <= letter <= "\u064a" for letter in line) == lang.startswith("ar")


def test_a_named_user_finds_what_her_groups_may_read(home: Path, run: Run) -> None:
    run("group", "add", "litigators", "--name", "en=Litigators")
    _store(home, a_record("en", title="Quillonford v. State", access=group_audience("litigators")))
    for email in ("amal@example.org", "bo@example.org"):
        run("user", "add", email, "--role", "member", "--password-stdin", stdin="a long enough password\n")
    run("user", "groups", "amal@example.org", "--join", "litigators")
    totals = {
        user: sum(_found(run, "Quillonford", *user)["total"].values())
        for user in ((), ("--as", "bo@example.org"), ("--as", "amal@example.org"))
    }
    assert list(totals.values()) == [0, 0, 1]
    assert "Quillonford" not in run("search", "", "--size", "100").output
    assert "carol@example.org" in run("search", "x", "--as", "carol@example.org", code=1).stderr


def test_problems_are_listed_with_their_sentences(home: Path, run: Run) -> None:
    assert "could not be read: 0" in run("problems", "list").output
    _store(
        home,
        a_record("en", title="A scan", problems=(Problem("problem.unreadable", "error", "p. 3"),)),
        a_record("en", title="A page", problems=(Problem("problem.unreadable", "warning"),)),
    )
    out = run("problems", "list", LANG="es_ES.UTF-8").output
    assert "A scan (p. 3)" in out
    lines = [json.loads(line) for line in run("problems", "list", "--json").output.splitlines()]
    assert {(line["title"], line["severity"]) for line in lines} == {("A scan", "error"), ("A page", "warning")}
    assert all(line["message"].endswith(".") for line in lines)
    errors = run("problems", "list", "--severity", "error").output
    assert "A scan" in errors
    assert "A page" not in errors


def test_an_index_that_differs_is_found_out_and_rebuilt(home: Path, run: Run) -> None:
    shutil.rmtree(home / "index")
    assert run("search", "housing", code=1).stderr
    run("index", "rebuild")
    assert run("index", "check").output.splitlines()[0] == "Database and index agree."
    services = build(_settings(home))
    services.intake.store(a_record("en"), viewer=OPERATOR)
    services.close()
    assert "Not in the index (1)" in run("index", "check", code=1).output


def test_a_changed_line_of_the_trail_is_found_out(home: Path, run: Run) -> None:
    import sqlite3

    with sqlite3.connect(home / "caselaw.db") as database:
        database.execute("DROP TRIGGER IF EXISTS audit_events_no_update")
        changed = database.execute("UPDATE audit_events SET actor = 'someone' WHERE number = 3").rowcount
    database.close()
    assert changed == 1
    assert "line 3" in run("audit", "verify", code=1).stderr
