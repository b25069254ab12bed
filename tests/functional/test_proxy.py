"""What people look for is in no log, of the sample configuration of a proxy or of our own servers."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.wiring import build
from tests.functional.web.stock import settings

DEPLOY = Path(__file__).parents[2] / "deploy"
SECRET = "zanzibarquestion"
"""What nobody but the asker may know of."""

ASKED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("GET", f"/en/search?q={SECRET}", {}),
    ("HEAD", f"/fr/search?q={SECRET}", {}),
    ("GET", f"/api/v1/search?q={SECRET}", {}),
    ("GET", "/static/nothing.css", {"Referer": f"https://cases.example.org/en/search?q={SECRET}"}),
    ("GET", "/en/", {"Referer": f"https://cases.example.org/en/search?q={SECRET}"}),
    ("GET", f"/en/search?q={SECRET}{'x' * 40_000}", {}),
    ("GET", f"/en/search?q={SECRET}&page=%00%zz", {}),
    ("POST", f"/en/search?like={SECRET}", {}),
    ("BREW", f"/en/search?q={SECRET}", {}),
)

needs_nginx = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")


def test_the_sample_logs_no_part_of_a_request_that_could_hold_a_query() -> None:
    sample = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    told = "\n".join(line.partition("#")[0] for line in sample.splitlines())
    (log_format,) = re.findall(r"log_format\s+\w+\s+([^;]+);", told)
    assert set(re.findall(r"\$\w+", log_format)).isdisjoint(
        {"$request", "$request_uri", "$args", "$query_string", "$http_referer", "$is_args", "$request_body"}
    )
    servers = told.split("server {")[1:]
    assert len(servers) == 2
    for server in servers:
        assert re.search(r"access_log (off|\S+ caselaw( if=\$caselaw_logged)?);", server)
        assert re.search(r"error_log \S+ emerg;", server)
    assert 'add_header Referrer-Policy "same-origin" always;' in told


def test_gunicorn_is_told_to_log_no_request() -> None:
    told = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))
    assert told["accesslog"] is None
    assert told["loglevel"] == "error"


@dataclass(frozen=True)
class Site:
    """Our own server, and all that it has said so far."""

    port: int
    process: subprocess.Popen[str]
    said: Path


@pytest.fixture
def site(tmp_path: Path, migrated: Path) -> Iterator[Site]:
    """`caselaw serve` with an empty index, its output in a file."""
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(migrated, folder / "caselaw.db")
    services = build(settings(folder))
    services.indexing.rebuild(viewer=OPERATOR)
    services.close()
    port, said = free_port(), folder / "said.txt"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CASELAW_")}
    with said.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "caselaw.cli", "serve", "--port", str(port)],
            env={
                **kept,
                "CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db",
                "CASELAW_SEARCH_URL": f"tantivy:{folder}/index",
                "CASELAW_FILES": f"{folder}/files",
            },
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        wait_until(lambda: answers(port))
        yield Site(port, process, said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.fixture
def proxied(site: Site, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The sample configuration before our own server: its port, and the folder of all that nginx writes."""
    folder = tmp_path / "nginx"
    folder.mkdir()
    port, plain = free_port(), free_port()
    changes = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "127.0.0.1:8000": f"127.0.0.1:{site.port}",
        "/var/log/caselaw/": f"{folder}/",
        "/opt/caselaw/deploy/": f"{DEPLOY}/",
    }
    sample = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for told, here in changes.items():
        assert told in sample
        sample = sample.replace(told, here)
    sample = re.sub(r"\n *ssl_\w+ .*;", "", sample)
    temporary = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "scgi", "uwsgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log info; events {{}}\n"
        f"http {{ access_log {folder}/access.log; {temporary}\n{sample}\n}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    try:
        wait_until(lambda: answers(port))
        (folder / "nginx.conf").write_text(str(plain), encoding="ascii")
        yield port, folder
    finally:
        process.terminate()
        process.wait(30)


@needs_nginx
def test_no_file_of_the_proxy_holds_a_word_of_a_query(site: Site, proxied: tuple[int, Path]) -> None:
    port, folder = proxied
    seen = [ask(port, *asked) for asked in ASKED]
    assert (seen[0][0], seen[5][0]) == (200, 414)
    assert seen[0][1] == "same-origin"
    plain = int((folder / "nginx.conf").read_text(encoding="ascii"))
    assert ask(plain, "GET", f"/en/search?q={SECRET}")[0] == 301
    assert ask(plain, "GET", f"/api/v1/search?q={SECRET}")[0] == 403, "a program is not led on: its token was in clear"
    assert ask(port, "GET", "/ar/solidarity/keys/a-hidden-group")[0] == 404
    assert ask(port, "GET", "/ar/t/a-hidden-link")[0] == 404
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.putrequest("POST", "/fr/search")
        connection.putheader("Content-Length", "9000000")  # nothing of it need be sent to be refused
        connection.endheaders()
        answer = connection.getresponse()
        assert (answer.status, "trop volumineux" in answer.read().decode()) == (413, True)
    brief = b"text=" + SECRET.encode() + b"+and+more" * 60_000
    ask(port, "POST", "/en/check", {"Content-Type": "application/x-www-form-urlencoded"}, brief)
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(30)
    assert ask(port, "GET", f"/en/search?q={SECRET}")[0] == 503  # and a page that says so: the site is away
    written = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert any(b"GET /en/search 200" in text for text in written.values()), "it does log that a page was served"
    assert [path.name for path, text in written.items() if SECRET.encode() in text] == []
    assert [path.name for path, text in written.items() if b"solidarity" in text or b"hidden" in text] == []


def test_our_own_server_says_nothing_of_a_query(site: Site) -> None:
    seen = [ask(site.port, *asked) for asked in ASKED]
    assert seen[0][0] == 200
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(30)
    assert SECRET not in site.said.read_text(encoding="utf-8")
    files = [path for path in site.said.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files if SECRET.encode() in path.read_bytes()] == []


def ask(
    port: int, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None
) -> tuple[int, str | None]:
    """The status, and the policy on referrers, of an answer."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, body, {"Host": "cases.example.org", **(headers or {})})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Referrer-Policy")


def answers(port: int) -> bool:
    with ExitStack() as opened:
        try:
            opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=1))
        except OSError:
            return False
    return True


def wait_until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not done():
        assert time.monotonic() < until
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
