"""Watching over the site tells how it does, and nothing of who reads it or what for."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say
from caselaw.services.watching import lines
from caselaw.settings import Settings
from caselaw.wiring import Services, build
from tests.functional.web.stock import PASSWORD, Page, sign_in
from tests.functional.web.stock import settings as settings_of
from web.app import create_app

PLANTED = ("quagga", "dana", "198.51.100", "thylacine", "zephyrine")  # a query, a name, addresses, a token, a title
TOKEN = "thylacine" * 5
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


@dataclass(frozen=True)
class Watched:
    """A site of one administrator, with its log."""

    services: Services
    app: Flask
    log: io.StringIO

    def fresh(self) -> FlaskClient:
        return self.app.test_client()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched")
    shutil.copy(migrated, folder / "caselaw.db")
    services = build(settings_of(folder, CASELAW_LOG_REQUESTS="all", CASELAW_SLOW="1", CASELAW_METRICS_TOKEN=TOKEN))
    services.indexing.rebuild(viewer=OPERATOR)
    services.accounts.add("dana@example.org", PASSWORD, name="Dana", roles={"administrator"}, viewer=OPERATOR)
    app = create_app(services.settings, services)

    @app.get("/fails/<token>")
    def fails(token: str) -> str:
        raise LookupError(f"nothing is called {token}")

    stream = io.StringIO()
    lines.begin(stream)
    yield Watched(services, app, stream)
    services.close()
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one.formatter, lines.JsonLines)]:
        root.removeHandler(handler)
    root.setLevel(logging.WARNING)


@pytest.fixture(scope="module")
def used(watched: Watched) -> Watched:
    """Somebody signed in, searched, opened a document that is not there, followed a secret link and met a fault."""
    client = watched.fresh()
    sign_in(client, "dana@example.org", PASSWORD)
    asked = ("/en/search?q=quagga", "/en/documents/thylacine", "/en/invitation/thylacine?x=quagga", "/fails/thylacine")
    for where in asked:
        client.get(where, environ_overrides=ELSEWHERE, headers={"User-Agent": "zephyrine", "Referer": "/?q=quagga"})
    client.get("/api/v1/search?q=quagga", environ_overrides=ELSEWHERE)
    client.post("/en/login", data={"email": "dana@example.org", "password": "quagga"}, environ_overrides=ELSEWHERE)
    return watched


def test_the_figures_name_routes_by_their_templates(used: Watched) -> None:
    text = used.fresh().get("/metrics").text
    assert 'caselaw_requests_total{route="/<language>/search",method="GET",status="200"} 1' in text
    assert 'caselaw_requests_total{route="/<language>/documents/<document_id>",method="GET",status="404"} 1' in text
    assert 'caselaw_request_seconds_bucket{route="/<language>/search",method="GET",le="+Inf"} 1' in text
    assert 'caselaw_up{part="database"} 1' in text
    assert re.search(r'caselaw_memory_bytes\{role="site"\} \d{8}', text)
    assert re.search(r'caselaw_disk_free_bytes\{holds="index"\} \d+', text)
    assert "caselaw_index_lag_seconds 0" in text


def test_the_log_is_json_lines_by_the_request(used: Watched) -> None:
    held = [json.loads(line) for line in used.log.getvalue().splitlines()]
    (search,) = [one for one in held if one.get("route") == "/<language>/search"]
    assert (search["method"], search["status"]) == ("GET", 200)
    assert len(search["request"]) >= 16
    (refused,) = [one for one in held if one.get("message") == "refused request"]
    assert (refused["route"], refused["status"], refused["level"]) == ("/<language>/login", 400, "warning")
    (fault,) = [one for one in held if one.get("error") == "LookupError"]
    assert fault["trace"][-1].endswith("fails")
    assert fault["request"] in {one.get("request") for one in held if one.get("status") == 500}


def test_nothing_tells_who_asked_or_what_for(used: Watched) -> None:
    """Planted as a query, a name, an address and a secret link, and then looked for."""
    folder = used.services.settings.home / "watch"
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).decode(errors="replace")
    page = used.fresh().get("/metrics").text
    assert "/<language>/search" in kept
    for place in (kept, page, used.log.getvalue()):
        for word in PLANTED:
            assert word not in place.lower(), word
    for path in folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert folder.stat().st_mode & 0o077 == 0


def test_every_answer_bears_the_number_of_its_request(used: Watched) -> None:
    client = used.fresh()
    said = [
        client.get(where).headers["X-Request-ID"] for where in ("/en/", "/en/nothing", "/api/v1/search", "/static/x")
    ]
    assert len(set(said)) == 4
    assert client.get("/en/", headers={"X-Request-ID": "forged"}).headers["X-Request-ID"] != "forged"
    failed = client.get("/fails/x", headers={"Accept-Language": "ar"})
    assert failed.status_code == 500
    assert failed.headers["X-Request-ID"] in failed.text
    refused = client.get("/api/v1/documents/none")
    assert refused.json is not None
    assert refused.json["request_id"] == refused.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("environ", "headers", "status"),
    [
        ({}, {}, 200),
        ({"REMOTE_ADDR": "::1"}, {"Host": "[::1]:8000"}, 200),
        (ELSEWHERE, {}, 404),
        (ELSEWHERE, {"Authorization": f"Bearer {TOKEN}"}, 200),
        (ELSEWHERE, {"Authorization": "Bearer wrong"}, 404),
        (ELSEWHERE, {"Authorization": "Bearer "}, 404),
        ({}, {"X-Forwarded-For": "203.0.113.4"}, 404),  # a proxy of this machine, for somebody else
        ({}, {"Forwarded": "for=203.0.113.4"}, 404),
        ({}, {"Host": "cases.example.org"}, 404),
        ({"REMOTE_ADDR": ""}, {}, 404),
    ],
)
def test_figures_and_parts_are_for_this_machine_and_the_token(
    used: Watched, environ: dict[str, str], headers: dict[str, str], status: int
) -> None:
    client = used.fresh()
    assert client.get("/metrics", environ_overrides=environ, headers=headers).status_code == status
    ready = client.get("/health/ready", environ_overrides=environ, headers=headers).json
    assert ready is not None
    assert ready.pop("status") == "ready"
    assert set(ready) == ({"database", "schema", "index", "worker", "disk"} if status == 200 else set())


def test_who_asks_is_said_by_the_proxies_that_are_counted(watched: Watched, tmp_path: Path) -> None:
    """Without the setting, what a client writes into the header says nothing."""
    environ = {"CASELAW_FILES": str(tmp_path / "files"), "CASELAW_SECRET_KEY": "k" * 40, "CASELAW_PROXIES": "1"}
    behind = create_app(Settings.from_env(environ), watched.services)
    for app, seen in ((behind, "203.0.113.4"), (create_app(watched.services.settings, watched.services), "127.0.0.1")):

        @app.get("/who")
        def who() -> str:
            from flask import request

            return request.remote_addr or ""

        forwarded = {"X-Forwarded-For": "192.0.2.9, 203.0.113.4"}
        assert app.test_client().get("/who", headers=forwarded).text == seen


@pytest.fixture(scope="module")
def dana(used: Watched) -> FlaskClient:
    return sign_in(used.fresh(), "dana@example.org", PASSWORD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_state_of_the_site_for_those_who_answer_for_it(used: Watched, dana: FlaskClient, language: str) -> None:
    used.services.watch.slow.note("job relate", 4000)
    answer = dana.get(f"/{language}/status")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    shown = Page(answer.text).text
    assert "/<language>/search" in shown
    assert say("check.factor_absent", language, count=1) in shown
    assert "quagga" not in shown
    assert "\u2066" in shown, "a path keeps its direction"
    assert str(used.services.settings.home) in shown
    assert used.fresh().get(f"/{language}/status").status_code in (302, 403)
