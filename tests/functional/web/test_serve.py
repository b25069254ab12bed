"""`caselaw serve` as a real process: it says where it is, answers, minds its worker, and refuses in a sentence."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.wiring import build
from tests.functional.web.stock import settings

Serve = Callable[..., "subprocess.Popen[str]"]


def _heeds_ctrl_c() -> None:
    """As from a terminal: a test run in the background of a shell would hand down that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def serve(tmp_path: Path, migrated: Path) -> Iterator[Serve]:
    """Starts the command on an installation of this test, and ends what is left of it."""
    shutil.copy(migrated, tmp_path / "caselaw.db")
    services = build(settings(tmp_path))
    services.indexing.rebuild(viewer=OPERATOR)
    services.close()
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CASELAW_", "LC_", "LANG"))}
        process = subprocess.Popen(
            [sys.executable, "-m", "caselaw.cli", "serve", *arguments],
            env={
                **kept,
                "LANG": "en_US.UTF-8",
                "PYTHONUNBUFFERED": "1",
                "CASELAW_DATABASE_URL": f"sqlite:///{tmp_path}/caselaw.db",
                "CASELAW_SEARCH_URL": f"tantivy:{tmp_path}/index",
                "CASELAW_FILES": f"{tmp_path}/files",
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=_heeds_ctrl_c,  # noqa: PLW1509 - no thread of the test holds a lock here
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def address_said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+/", line)
    assert found, line + (process.stderr.read() if process.stderr else "")
    return found.group()


def fetched(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - our own server on this machine
        text: str = answer.read().decode()
    return text


def children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_with_a_worker_and_ends_with_it(serve: Serve, ending: signal.Signals) -> None:
    process = serve("--port", "0")
    address = address_said(process)
    assert "Caselaw" in fetched(f"{address}en/")
    (worker,) = children(process.pid)

    def ready() -> bool:
        return '"worker":true' in fetched(f"{address}health/ready").replace(" ", "")

    assert within(30, ready)
    process.send_signal(ending)
    said, trouble = process.communicate(timeout=30)
    assert process.returncode == 0, trouble
    assert "The site is closed." in said
    assert "Traceback" not in trouble
    assert not alive(worker)


def test_a_worker_that_is_killed_is_followed_by_another(serve: Serve) -> None:
    process = serve("--port", "0")
    address_said(process)
    (worker,) = children(process.pid)
    os.kill(worker, signal.SIGKILL)
    assert within(60, lambda: children(process.pid) not in ([], [worker]))
    (another,) = children(process.pid)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert not alive(another)


def test_too_large_a_form_is_refused_before_it_is_taken_in(serve: Serve) -> None:
    place = urlsplit(address_said(serve("--port", "0")))
    with socket.create_connection((place.hostname, place.port), timeout=30) as line:
        line.sendall(b"POST /en/login HTTP/1.1\r\nHost: here\r\nContent-Length: 900000000\r\n\r\n")
        assert b" 413 " in line.recv(200).split(b"\r\n")[0]


def test_silent_connections_keep_nobody_out(serve: Serve) -> None:
    address = address_said(serve("--port", "0"))
    place = urlsplit(address)
    with ExitStack() as silent:
        for _ in range(120):
            line = silent.enter_context(socket.create_connection((place.hostname, place.port), timeout=30))
            line.sendall(b"GET /en/ HTTP/1.1\r\nHost: here\r\nX-Slow: ")
        with urlopen(f"{address}health/live", timeout=30) as answer:  # noqa: S310 - our own server on this machine
            assert answer.status == 200


def test_a_killed_site_leaves_no_worker_behind(serve: Serve) -> None:
    process = serve("--port", "0")
    address_said(process)
    (worker,) = children(process.pid)
    process.kill()
    process.wait()
    assert within(30, lambda: not alive(worker))


def test_a_port_that_is_taken_is_named(serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = serve("--port", str(port))
        said, trouble = process.communicate(timeout=30)
    assert process.returncode == 1
    assert str(port) in trouble
    assert f"caselaw serve --port {port + 1}" in trouble
    assert "Traceback" not in trouble
    assert not said


def test_a_host_that_is_not_here_is_named(serve: Serve) -> None:
    process = serve("--host", "no-such-host.invalid", "--port", "0", "--anyway")
    said, trouble = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "no-such-host.invalid" in trouble
    assert "Traceback" not in trouble
    assert not said


def test_a_name_with_two_sockets_is_served(serve: Serve) -> None:
    process = serve("--host", "localhost", "--port", "0")
    assert "localhost" in address_said(process)


def test_a_database_not_made_yet_is_said(serve: Serve, tmp_path: Path) -> None:
    process = serve("--port", "0", CASELAW_DATABASE_URL=f"sqlite:///{tmp_path}/none.db", LANG="fr_FR.UTF-8")
    said, trouble = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "caselaw init" in trouble
    assert "Traceback" not in trouble
    assert not said
