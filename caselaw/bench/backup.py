"""`caselaw bench backup`: how long a backup and its restore take, beside a plain dump and load in the same run.

The plain way is what one would do without us: the database's own tool writes its rows as text and reads them again,
and the files are copied away and back. Then the restored installation is compared with the first, every row and file.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sqlalchemy import create_engine, make_url, text

from caselaw.access.viewer import OPERATOR
from caselaw.bench.corpus import decisions, sentences
from caselaw.domain.audience import PUBLIC
from caselaw.services.keeping.backup import BackupService
from caselaw.services.keeping.restore import RestoreService
from caselaw.services.keeping.sealing import new_identity
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.intake.adding import add
from caselaw.store.portable import forms, rows_of

SHARE, WORTH = 10, 1000
"""Of so many documents and more, the measure is made with one in ten first: what grows with their number shows."""
_TRAIL = ("audit_events", "audit_head")  # the restored one says that it was restored
_MEGABYTE = 1_000_000
_AT_ONCE = 200


@dataclass(frozen=True)
class Measured:
    """Times in seconds, sizes in bytes, memory in MB beyond what the program had before it began."""

    documents: int
    rows: int
    files_bytes: int
    backup_s: float
    again_s: float
    restore_s: float
    plain_dump_s: float
    plain_load_s: float
    ratio: float
    backup_bytes: int
    backup_mb: float
    restore_mb: float
    equal: bool


@click.command()
@click.option("--documents", default=10_000, show_default=True, type=click.IntRange(min=1))
@click.option("--file-size", default=100, show_default=True, type=click.IntRange(min=1), help="KB of an original file.")
@click.option("--postgresql", help="A server where two databases may be made, and dropped at the end; else SQLite.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def backup(settings: Settings, documents: int, file_size: int, postgresql: str | None, *, as_json: bool) -> None:
    """Back up and restore documents made up for it; compare with a plain dump and load of the same."""
    counts = (documents // SHARE, documents) if documents >= WORTH else (documents,)
    found = [_measure(settings, count, file_size, postgresql) for count in counts]
    if as_json:
        click.echo(json.dumps({"runs": [asdict(one) for one in found]}))
    else:
        _print(found)
    if not all(one.equal for one in found):
        raise SystemExit(1)


def _measure(settings: Settings, count: int, file_size: int, server: str | None) -> Measured:
    with (
        tempfile.TemporaryDirectory(prefix="caselaw-bench-") as name,
        _databases(Path(name), server) as (first, second),
    ):
        home, kept, other = Path(name) / "first", Path(name) / "kept", Path(name) / "second"
        rows = _fill(first, home / "files", count, file_size, settings.data)
        key = Path(name) / "key"
        to = [new_identity(key)]
        made = BackupService(first, home / "files", home, lambda: "a key of this run")
        backup_s, backup_mb = _apart(lambda: made.back_up(kept, to, viewer=OPERATOR))
        again_s, _ = _apart(lambda: made.back_up(kept, to, viewer=OPERATOR, keep=1))
        size = sum(path.stat().st_size for path in kept.iterdir())
        restoring = RestoreService(second, other / "files", other)
        restore_s, restore_mb = _apart(lambda: restoring.restore(kept, key, viewer=OPERATOR))
        equal = _rows(first) == _rows(second) and _contents(home / "files") == _contents(other / "files")
        shutil.rmtree(other)
        second.close()
        dump_s, load_s = _plain(first, second, home / "files", Path(name))
        return Measured(
            documents=count,
            rows=rows,
            files_bytes=count * file_size * 1000,
            backup_s=backup_s,
            again_s=again_s,
            restore_s=restore_s,
            plain_dump_s=dump_s,
            plain_load_s=load_s,
            ratio=restore_s / (dump_s + load_s),
            backup_bytes=size,
            backup_mb=backup_mb,
            restore_mb=restore_mb,
            equal=equal,
        )


def _fill(store: Store, files: Path, count: int, file_size: int, data: Path | None) -> int:
    """Documents with their files; how many rows that made."""
    store.migrate()
    blobs, chance = Blobs(files), random.Random(count)  # noqa: S311 - chance for measuring, not for secrets
    made = decisions(count, sentences(data))
    for begin in track(range(0, count, _AT_ONCE), "documents", transient=True, console=Console(stderr=True)):
        with store.begin("operator") as work:
            for _ in range(min(_AT_ONCE, count - begin)):
                blobs.put(chance.randbytes(file_size * 1000))
                document = add(work.connection, next(made), PUBLIC)
                work.record("add document", document, after=1)
                work.index(document)
    with store.reading() as connection:
        return sum(len(batch) for form in forms(connection) for batch in rows_of(connection, form))


def _apart(does: Callable[[], object]) -> tuple[float, float]:
    """Seconds and memory that this takes in a process of its own."""
    context = multiprocessing.get_context("fork")
    told, tell = context.Pipe(duplex=False)

    def measured() -> None:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the highest memory counts from now on
        before, begun = _memory("VmRSS"), time.perf_counter()
        does()
        os.sync()
        tell.send((time.perf_counter() - begun, _memory("VmHWM") - before))

    process = context.Process(target=measured)
    process.start()
    tell.close()
    try:
        found: tuple[float, float] = told.recv()
    finally:
        process.join()
    return found


def _memory(field: str) -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1000
    raise KeyError(field)


def _plain(first: Store, second: Store, files: Path, place: Path) -> tuple[float, float]:
    """The database's own tool and copies of files: seconds out, and seconds in again."""
    rows, away, back = place / "plain.sql", place / "plain", place / "back"
    if first.is_sqlite:
        new = place / "plain.db"
        dump, load = ["sqlite3", _sqlite(first), ".dump"], ["sqlite3", str(new)]
    else:
        dump, load = ["pg_dump", _libpq(first)], ["psql", "-q", "-1", "-v", "ON_ERROR_STOP=1", _libpq(second)]
        with second.writing() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        second.close()
    begun = time.perf_counter()
    with rows.open("wb") as out:
        subprocess.run(dump, stdout=out, check=True)
    shutil.copytree(files, away)
    os.sync()
    dumped = time.perf_counter()
    with rows.open("rb") as source:
        subprocess.run(load, stdin=source, stdout=subprocess.DEVNULL, check=True)
    shutil.copytree(away, back)
    os.sync()
    return dumped - begun, time.perf_counter() - dumped


def _rows(store: Store) -> dict[str, int]:
    """The rows of each table as one number, whatever their order."""
    with store.reading() as connection:
        return {
            form.name: sum(
                int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
                for batch in rows_of(connection, form)
                for row in batch
            )
            for form in forms(connection)
            if form.name not in _TRAIL
        }


def _contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@contextmanager
def _databases(place: Path, server: str | None) -> Iterator[tuple[Store, Store]]:
    """Two empty databases, gone afterwards."""
    if server is None:
        found = Store(f"sqlite:///{place}/first.db"), Store(f"sqlite:///{place}/second/caselaw.db")
        try:
            yield found
        finally:
            for store in found:
                store.close()
        return
    names = [f"caselaw_bench_{secrets.token_hex(4)}" for _ in range(2)]
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in names:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    first, second = (
        Store(make_url(server).set(database=name).render_as_string(hide_password=False)) for name in names
    )  # fmt: skip
    try:
        yield first, second
    finally:
        first.close()
        second.close()
        with engine.connect() as connection:
            for name in names:
                connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        engine.dispose()


def _sqlite(store: Store) -> str:
    return make_url(store.address).database or ""


def _libpq(store: Store) -> str:
    return make_url(store.address).set(drivername="postgresql").render_as_string(hide_password=False)


def _print(found: list[Measured]) -> None:
    table = Table("", *(f"{one.documents:,} documents" for one in found))
    table.add_row("rows", *(f"{one.rows:,}" for one in found))
    table.add_row("files, MB", *(f"{one.files_bytes / _MEGABYTE:.0f}" for one in found))
    table.add_row("backup, MB on the disk", *(f"{one.backup_bytes / _MEGABYTE:.0f}" for one in found))
    for name, field in (
        ("backup, s", "backup_s"), ("backup again, nothing new, s", "again_s"), ("restore, s", "restore_s"),
        ("plain dump, s", "plain_dump_s"), ("plain load, s", "plain_load_s"),
        ("restore ÷ plain dump and load", "ratio"), ("memory of backup, MB more", "backup_mb"),
        ("memory of restore, MB more", "restore_mb"),
    ):  # fmt: skip
        table.add_row(name, *(f"{getattr(one, field):.2f}" for one in found))
    table.add_row("every row and file equal", *("yes" if one.equal else "NO" for one in found))
    Console().print(table)
