"""The database: one code path for SQLite and PostgreSQL, and the unit of work in which a change becomes true.

A process that was forked or spawned gets its own connections: `Store` notices that it has changed process, and pickles
as its address alone.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError, ProgrammingError

from caselaw.domain.errors import SettingsError, StoreUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.store import audit, jobs
from caselaw.store.upgrading import alone_sqlite, is_shut, wait_postgresql, working_postgresql, working_sqlite

_BUSY_MS = 30_000  # how long one SQLite writer waits for another
_MACHINE = {
    **dict.fromkeys(("FULL", "READONLY", "IOERR", "CANTOPEN", "PERM"), "store.unwritable"),
    **dict.fromkeys(("BUSY", "LOCKED"), "store.busy"),
    **dict.fromkeys(("CORRUPT", "NOTADB"), "store.damaged"),
}
_MIGRATION_LOCK = 0x63617365  # PostgreSQL advisory lock held while migrating


@dataclass(frozen=True)
class UnitOfWork:
    """One transaction: what changes, its audit line and its index job are committed together or not at all.

    Two that touch the same rows must lock them in one order, or each may wait for the other: works first, then
    documents by their ids, and the end of the audit trail, which every change needs, last of all.
    """

    connection: Connection
    actor: str
    _lines: list[tuple[str, str, tuple[int | None, int | None]]] = field(default_factory=list)

    def record(self, action: str, subject: str, *, before: int | None = None, after: int | None = None) -> None:
        """Add the audit line: what was done to which thing, from which revision to which."""
        self._lines.append((action, subject, (before, after)))

    def write_trail(self) -> None:
        """Write the lines that were added, in their order; nothing may be locked afterwards."""
        for action, subject, revisions in self._lines:
            audit.append(self.connection, actor=self.actor, action=action, subject=subject, revisions=revisions)
        self._lines.clear()

    def index(self, document: DocumentId) -> None:
        """Ask for the index to follow the database for this document, after the commit."""
        jobs.add(self.connection, jobs.INDEX, document)

    def relate(self, document: DocumentId) -> None:
        """Ask for the versions of this document, and its case, to be looked for: its text or its facts are new."""
        jobs.add(self.connection, jobs.RELATE, document)

    def align(self, document: DocumentId) -> None:
        """Ask for this document's paragraphs to be aligned with those of its other versions."""
        jobs.add(self.connection, jobs.ALIGN, document)


class Store:
    """A database by its SQLAlchemy address. Opens nothing before it is used.

    Raises `SettingsError` for an SQLite address without a file: it would be a different database in each process.
    """

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        if self.is_sqlite and self._url.database in (None, "", ":memory:"):
            raise SettingsError("settings.malformed", name="CASELAW_DATABASE_URL", advice="sqlite:///FILE")
        self._engine: Engine | None = None
        self._process = os.getpid()
        self._parents: list[Engine] = []

    def __reduce__(self) -> tuple[type[Store], tuple[str]]:
        return (Store, (self._url.render_as_string(hide_password=False),))

    def __repr__(self) -> str:
        return f"Store({self._url.render_as_string(hide_password=True)!r})"

    @property
    def address(self) -> str:
        """The whole SQLAlchemy address, its password in it: never to be shown."""
        return self._url.render_as_string(hide_password=False)

    @property
    def is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @property
    def engine(self) -> Engine:
        """The engine of this process, opened at first use."""
        if self._engine is not None and self._process != os.getpid():
            self._parents.append(self._engine)  # SQLite forbids a child even to close what it inherited
            self._engine = None
        if self._engine is None:
            self._process = os.getpid()
            self._engine = _sqlite(self._url) if self.is_sqlite else _postgresql(self._url)
        return self._engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state of the database and writes nothing.

        Raises `StoreUnavailable` where the database does not answer, as do all that follow.
        """
        options: dict[str, Any] = {}
        if not self.is_sqlite:  # SQLite sees one state in every transaction
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._named_faults(), self._connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction on what is not the truth but its machinery (jobs, signs of life): no audit line."""
        options = {"caselaw_writes": True}
        with self._named_faults(), self._connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def begin(self, actor: str) -> Iterator[UnitOfWork]:
        """A unit of work of `actor` (an account's id, or "operator"): committed at the end, undone by any error."""
        with self.writing() as connection:
            work = UnitOfWork(connection, actor)
            yield work
            work.write_trail()

    @contextmanager
    def alone(self, purpose: str) -> Iterator[bool]:
        """True where no other process on this SQLite database is at `purpose`; a killed process lets go at once.

        On PostgreSQL always True: there the rows themselves are locked.
        """
        if not self.is_sqlite:
            yield True
            return
        path = Path(f"{self._url.database}.{purpose}.lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True  # closing the file lets go

    @contextmanager
    def take_jobs(self, kind: str, limit: int) -> Iterator[jobs.Taken | None]:
        """The jobs of a kind that have waited longest, held by this process until the end; None where another has them.

        Killed at any moment, it leaves the jobs as they were. On PostgreSQL the rows are locked and many processes may
        take jobs; SQLite has one at a time, and holds no transaction meanwhile, so that others can write.
        """
        if self.is_sqlite:
            with self.alone(kind) as free:
                if not free:
                    yield None
                    return
                with self.reading() as connection:
                    taken = jobs.take(connection, kind, limit)
                yield jobs.Taken(taken, self.writing)
        else:
            with self.writing() as connection:
                yield jobs.Taken(jobs.take(connection, kind, limit), lambda: nullcontext(connection))

    def is_there(self) -> bool:
        """False for an SQLite file that nobody has made yet: looking into it would make it."""
        return not self.is_sqlite or Path(self._url.database or "").exists()

    def check(self) -> None:
        """Raise `StoreUnavailable` where the database does not answer, has no tables yet, or has them in an older or
        newer form."""
        with self.reading() as connection:
            if fault := _of_the_form(connection):
                raise StoreUnavailable(fault)

    def migrate(self, waits: Callable[[], None] = lambda: None) -> None:
        """Bring the tables to the newest form, from nothing or from any earlier one; safe to repeat and to race.

        Whoever is `working` ends that first; `waits` is called where somebody is.
        """
        with alone_sqlite(self._path, waits) if self.is_sqlite else nullcontext():
            self.migrate_to("head", waits)

    def migrate_to(self, revision: str, waits: Callable[[], None] = lambda: None) -> None:
        """Bring the tables to the form of this revision: for a backup that was made there, which goes on from it."""
        from caselaw.store.migrations import upgrade  # Alembic is loaded only where it is needed

        with self.writing() as connection:
            if not self.is_sqlite:
                wait_postgresql(connection, waits)
            upgrade(connection, revision)

    @contextmanager
    def working(self) -> Iterator[bool]:
        """True where nobody changes the tables, nor will until the end: what a worker does, it does in here."""
        with self._named_faults():
            lock = working_sqlite(self._path) if self.is_sqlite else working_postgresql(self._connect())
            with lock as free:
                yield free

    def is_changing(self) -> bool:
        """Somebody changes the tables at this moment, or waits for workers to end what they do."""
        if self.is_sqlite:
            return is_shut(self._path)
        with self.working() as free:
            return not free

    @property
    def _path(self) -> Path:
        return Path(self._url.database or "")

    def is_current(self) -> bool:
        """The tables have their newest form."""
        with self.reading() as connection:
            return _of_the_form(connection) is None

    def is_of_another_form(self) -> bool:
        """There are tables, and they are of an older or newer form; a database without any is of none."""
        with self.reading() as connection:
            return _of_the_form(connection) in ("store.behind", "store.ahead")

    def _connect(self) -> Connection:
        try:
            return self.engine.connect()
        except DBAPIError as fault:
            raise _of_the_machine(fault) or StoreUnavailable() from fault

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        """A database that went away, or whose tables are missing or old, is said so; other faults are ours."""
        try:
            yield
        except DatabaseError as fault:
            if fault.connection_invalidated:
                raise StoreUnavailable() from fault
            if refusal := _of_the_machine(fault):
                raise refusal from fault
            if isinstance(fault, (OperationalError, ProgrammingError)):
                with self._connect() as connection:
                    if form := _of_the_form(connection):
                        raise StoreUnavailable(form) from fault
            raise

    def close(self) -> None:
        """Give back this process's connections; the store opens new ones when it is used again."""
        if self._engine is not None and self._process == os.getpid():
            self._engine.dispose()
            self._engine = None


def _of_the_machine(fault: DBAPIError) -> StoreUnavailable | None:
    """What to raise for a fault of disk, file or machine, which the program cannot mend and the operator can."""
    name: str = getattr(fault.orig, "sqlite_errorname", "")  # SQLite's own, "SQLITE_IOERR_WRITE"
    state: str = getattr(fault.orig, "sqlstate", None) or ""  # PostgreSQL's; class 53: a resource is used up
    kind = name.split("_")[1] if "_" in name else ""
    code = "store.unwritable" if state.startswith("53") else _MACHINE.get(kind)
    return StoreUnavailable(code, reason=str(fault.orig).partition("\n")[0]) if code else None


def _of_the_form(connection: Connection) -> str | None:
    """What is wrong with the form of the tables, as the code of an error; None where they are of the newest."""
    from caselaw.store.migrations import is_ahead, is_begun, is_current

    if is_current(connection):
        return None
    if not is_begun(connection):
        return "store.empty"
    return "store.ahead" if is_ahead(connection) else "store.behind"


# A fault is logged with its statement but not with its values: they hold names, addresses and what was read.


def _postgresql(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5}, hide_parameters=True)


def _sqlite(url: URL) -> Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_MS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver would say it too late
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: taken later, a transaction that has read could only fail."""
    writes = connection.get_execution_options().get("caselaw_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
