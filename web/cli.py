"""`caselaw serve`: the site and the API in one process, the worker in another beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn
from urllib.parse import urlsplit

import click
from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import create_server

from caselaw.commands.context import sentence, services, settings, tell
from caselaw.domain.errors import CaselawError, SettingsError
from caselaw.services.watching import lines
from caselaw.services.watching.checking import refusals
from caselaw.settings import Settings
from web.app import create_app
from web.in_memory import IN_MEMORY, DiscreetParser
from web.views.intake.upload import most_bytes
from web.views.search.check import MOST_BYTES

THREADS = 8
# Without a proxy before it the site itself must bear those who open connections and say nothing.
BEARING: dict[str, Any] = {
    "inbuf_overflow": 2 * IN_MEMORY,  # what came in is counted after it was kept
    "outbuf_overflow": IN_MEMORY,
    "outbuf_high_watermark": IN_MEMORY,  # an answer that is longer is made as it is read
    "connection_limit": 800,  # of the 1,024 files that a process may commonly open
    "asyncore_use_poll": True,
    "channel_timeout": 30,  # seconds of silence
    "cleanup_interval": 10,
}
WORKER_ENDS_WITHIN = 10  # seconds
WORKER_PAUSE, WORKER_LONGEST_PAUSE = 1.0, 60.0  # before a worker that died is begun anew; doubled while it dies young
WORKER_LOOK = 0.5
LOOPBACK = "127.0.0.1"


def commands(group: click.Group) -> None:
    """Join the command line."""
    group.add_command(serve)


@click.command()
@click.option("--host", help="Address to listen on (default: the host of CASELAW_BASE_URL, if it is plain http).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default: that of CASELAW_BASE_URL).")
@click.option("--anyway", is_flag=True, help="Serve others too where `caselaw check` says that it is unsafe.")
@click.pass_context
def serve(ctx: click.Context, host: str | None, port: int | None, anyway: bool) -> None:
    """Serve the site and the API, with one worker beside them."""
    lines.begin()
    chosen = settings(ctx)
    usual_host, usual_port = usual_place(chosen)
    host, port = host or usual_host, usual_port if port is None else port
    refuse_unsafe(chosen, host, anyway=anyway)
    services(ctx).health.check_database()
    server = _bound(chosen, create_app(chosen, services(ctx)), host, port)
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=services(ctx).meaning.warm, name="warming the encoder", daemon=True).start()
    with worker():
        tell("cli.serve.listening", address=_address(host, server))
        server.run()  # until Ctrl-C or SIGTERM
    tell("cli.serve.ended")


def refuse_unsafe(chosen: Settings, host: str | None = None, *, anyway: bool = False) -> None:
    """End with the sentences of what is unsafe in a site that others reach; with `anyway` say them and go on."""
    found = refusals(chosen, host)
    for finding in found:
        click.echo(f"✗ {sentence(finding.code, **finding.params)}", err=True)
    if found and not anyway:
        raise SettingsError("check.refused")


def usual_place(chosen: Settings) -> tuple[str, int]:
    """Where to listen when nothing is said: at the site's own address, or behind its proxy where that is https."""
    place = urlsplit(chosen.base_url)
    if chosen.secure or not place.hostname:
        return LOOPBACK, 8000
    return place.hostname, place.port or 80


@contextmanager
def worker() -> Iterator[None]:
    """A worker of our own as long as the site serves, begun anew where it dies: what is withdrawn must leave the index.

    It ends by itself should this process die.
    """
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(_begin_worker(), over), name="keeper of the worker")
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _begin_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "ingest.worker", "--parent", str(os.getpid())])


def _keep(process: subprocess.Popen[bytes], over: threading.Event) -> None:
    """Look after the worker until it is `over`, then end it."""
    pause, begun = WORKER_PAUSE, time.monotonic()
    while not over.wait(WORKER_LOOK):
        if process.poll() is None:
            continue
        pause = min(pause * 2, WORKER_LONGEST_PAUSE) if time.monotonic() - begun < pause * 4 else WORKER_PAUSE
        if over.wait(pause):
            return
        process, begun = _begin_worker(), time.monotonic()
    process.terminate()
    try:
        process.wait(WORKER_ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _bound(chosen: Settings, app: Flask, host: str, port: int) -> Any:
    """A server that holds its port already. Behind https a proxy on this machine says who asks; else nobody may."""
    # What is longer than the longest brief and the largest upload is not taken in first.
    longest = max(app.config["MAX_CONTENT_LENGTH"], MOST_BYTES, most_bytes(chosen))
    limits = BEARING | {"max_request_body_size": longest}
    proxy: dict[str, Any] = {}
    if chosen.secure:
        proxy = {
            "trusted_proxy": LOOPBACK,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
            "clear_untrusted_proxy_headers": True,
        }
    try:
        HTTPChannel.parser_class = DiscreetParser
        return create_server(app, host=host, port=port, threads=THREADS, ident=None, **limits, **proxy)
    except (OSError, ValueError) as error:  # ValueError: no such host
        reason = getattr(error, "strerror", None) or str(error)
        raise CaselawError("cli.serve.taken", host=host, port=port, reason=reason, other=port + 1) from None


def _address(host: str, server: Any) -> str:
    """Where the site is, as a browser takes it; a name may stand for several sockets, which share their port."""
    listening = getattr(server, "effective_listen", None) or [(host, server.effective_port)]
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening[0][1]}/"


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
