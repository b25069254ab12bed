"""`caselaw bench soak`: a site at work while its parts are killed in turn; every answer judged, everything counted.

The site is a real one, with a database, an index and files of its own. Without further words it is the small form:
`caselaw serve` over SQLite and tantivy. With `--database` and `--search` it is the form of a server: gunicorn and
`caselaw worker`, and the two servers are killed too, where a command is given that brings them back.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.bench.corpus import sentences
from caselaw.bench.soaking.ending import Ending, compare
from caselaw.bench.soaking.expected import Expected
from caselaw.bench.soaking.faults import Faults, Part
from caselaw.bench.soaking.parts import PATIENCE, Program, Server, caselaw
from caselaw.bench.soaking.people import People
from caselaw.bench.soaking.report import Soaked, form, show
from caselaw.bench.soaking.taking import Taking
from caselaw.domain.errors import StoreUnavailable
from caselaw.domain.people.account import Role
from caselaw.domain.people.token import SCOPES
from caselaw.domain.searching.questions import MAX_PAGE_SIZE
from caselaw.settings import Settings
from caselaw.wiring import Services, build

EDITOR = "editor@soak.invalid"
ROLES: tuple[Role, ...] = ("editor",)
SEARCHERS, READERS = 3, 2
UNLIMITED = 9_999_999
_SEED = 7


@dataclass(frozen=True)
class Plan:
    """What is to be done: for how long, with which pauses of people, and how often a part is killed, in seconds."""

    minutes: float
    pause: float
    every: float


@click.command()
@click.option("--minutes", default=60.0, show_default=True, type=click.FloatRange(min=0.1), help="How long.")
@click.option("--database", help="An empty database of its own: postgresql+psycopg://… (default: SQLite).")
@click.option("--search", help="Elasticsearch nodes: http(s)://… (default: tantivy).")
@click.option("--start-database", help="The command that begins the database server again; then it is killed too.")
@click.option("--start-search", help="The command that begins the search server again; then it is killed too.")
@click.option("--pause", default=0.1, show_default=True, type=click.FloatRange(min=0), help="Of a person, in seconds.")
@click.option(
    "--every", default=0.0, type=click.FloatRange(min=0), help="Seconds between two faults (default: by length)."
)
@click.option(
    "--keep", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder for what they said."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.pass_context
def soak(
    ctx: click.Context, minutes: float, database: str | None, search: str | None, start_database: str | None,
    start_search: str | None, pause: float, every: float, keep: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Work on a site for an hour while its parts are killed, and see that no answer was wrong and nothing is lost."""
    chosen = ctx.find_object(Settings) or Settings.from_env({})
    plan = Plan(minutes, pause, every or min(max(minutes * 60 / 24, 15.0), 120.0))
    with tempfile.TemporaryDirectory(prefix="caselaw-soak-") as name:
        settings = _own(chosen, Path(name), database, search)
        servers = [
            Server(which, urlsplit(address).port or usual, command)
            for which, address, usual, command in (
                ("database", database, 5432, start_database), ("search", search, 9200, start_search),
            ) if address and command
        ]  # fmt: skip
        soaked = _soaked(settings, Path(name), plan, servers, keep, Console(stderr=True, quiet=as_json))
    if as_json:
        click.echo(json.dumps(form(soaked), ensure_ascii=False))
    else:
        show(soaked, Console())
    ctx.exit(0 if soaked.good else 1)


def _own(chosen: Settings, folder: Path, database: str | None, search: str | None) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return replace(
        chosen,
        database_url=database or f"sqlite:///{folder}/caselaw.db",
        search_url=search or f"tantivy:{folder}/index",
        search_index=f"soak-{secrets.token_hex(4)}",
        files=folder / "files",
        base_url=f"http://127.0.0.1:{port}",
        secret_key=secrets.token_urlsafe(48),
        mail_url=f"folder:{folder}/mail",
        rate_limit_url="memory://",
        searches_a_minute=UNLIMITED,
    )


def _soaked(
    settings: Settings, folder: Path, plan: Plan, servers: list[Server], kept: Path | None, out: Console
) -> Soaked:
    services = build(settings)
    token = _begin(services)
    environment = os.environ | settings.environment()
    expected = Expected()
    inbox = folder / "inbox"
    inbox.mkdir()
    taking = Taking(inbox, environment, sentences(settings.data), expected, partial(_find, services))
    people = People(settings.base_url, token, expected, plan.pause)
    taking.batch()
    with _running(settings, folder, environment, server=not settings.database_url.startswith("sqlite")) as programs:
        parts: list[Part] = [*programs, *servers]
        faults = Faults(parts, taking, settings.base_url, plan.minutes * 60, plan.every, out)
        faults.wait_ready()
        _work(people, taking, faults, plan)
        faults.wait_ready()
        ending = _ending(services, expected)
        told = {program.name: program.said().count("Traceback") for program in programs}
        if kept is not None:
            for program in programs:
                (kept / f"{program.name}.log").write_text(program.said(), encoding="utf-8")
            (kept / "memory.csv").write_text(faults.memory.told(), encoding="utf-8")
    services.index.rebuild(())
    services.close()
    return Soaked(plan.minutes, people.ledger, faults, taking, ending, {name: n for name, n in told.items() if n})


def _find(services: Services, word: str) -> tuple[str, str]:
    """The document with this word in its title, and the title; asked again while the database is away."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            after = None
            while (page := services.documents.list(viewer=ANYONE, after=after, size=MAX_PAGE_SIZE)).documents:
                for document in page.documents:
                    if word in document.facts.title:
                        return document.id, document.facts.title
                if (after := page.next) is None:
                    break
            return "", ""
        except StoreUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(1)


def _begin(services: Services) -> str:
    """An empty site, an editor, and the token she writes with."""
    services.store.migrate()
    if services.documents.counts(viewer=OPERATOR).documents:
        raise click.UsageError("this database holds documents: give an empty one")
    services.indexing.rebuild(viewer=OPERATOR)
    services.accounts.add(EDITOR, secrets.token_urlsafe(24), roles=ROLES, viewer=OPERATOR)
    return services.tokens.make(EDITOR, "soak", scopes=SCOPES, days=2, viewer=OPERATOR)


@contextmanager
def _running(
    settings: Settings, folder: Path, environment: dict[str, str], *, server: bool
) -> Iterator[list[Program]]:  # fmt: skip
    """The processes of the site, as a laptop or a server begins them."""
    port = str(urlsplit(settings.base_url).port)
    if server:
        gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "8",
                    "--log-level", "error", "web.wsgi:site()"]  # fmt: skip
        commands = {"site": gunicorn, "worker": caselaw("worker")}
    else:
        commands = {"site": caselaw("serve", "--host", "127.0.0.1", "--port", port)}
    with ExitStack() as stack:
        programs = []
        for name, command in commands.items():
            program = Program(name, command, environment, folder)
            stack.callback(program.end)
            programs.append(program)
        yield programs


def _work(people: People, taking: Taking, faults: Faults, plan: Plan) -> None:
    """All of them at once, for as long as is said."""
    acts = [people.search] * SEARCHERS + [people.read] * READERS + [people.edit]
    with ThreadPoolExecutor(len(acts) + 1) as pool:
        working = [pool.submit(people.work, act, _SEED + number) for number, act in enumerate(acts)]
        working.append(pool.submit(_take, taking, people.over, plan))
        try:
            faults.run()
        finally:
            people.over.set()
    for one in working:
        one.result()  # raises what ended somebody's work early


def _take(taking: Taking, over: threading.Event, plan: Plan) -> None:
    while not over.wait(plan.every / 3):
        taking.batch()


def _ending(services: Services, expected: Expected) -> Ending:
    begun = time.monotonic()
    return replace(compare(services, expected), seconds=time.monotonic() - begun)
