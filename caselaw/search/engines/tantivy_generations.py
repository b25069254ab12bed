"""Where the tantivy indexes lie: a folder of generations, of which a one-line file `CURRENT` names the one that serves.

CURRENT           the name of the generation that is searched, replaced in one step
g-…/              a generation: `documents`, `paragraphs`, and `format`
building-g-…/     one being filled; what a killed rebuild leaves is removed by the next
journal           what was written while a rebuild went on, for the new generation to take over
*.lock            held by the process that writes, or rebuilds; the system frees them when it dies
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Query

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.search.engines.tantivy_rows import FORMAT, document_schema, paragraph_schema

_NAME = re.compile(r"g-[0-9a-f]{16}-[0-9a-f]{8}")
_BUILDING = "building-"
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Generation:
    """The two open indexes of one generation."""

    name: str
    folder: Path
    documents: tantivy.Index
    paragraphs: tantivy.Index

    def stamps(self) -> tuple[Stamp, Stamp]:
        """These change with every commit, by whichever process; raises `OSError` when the folder is gone."""
        return _stamp(self.folder / "documents" / "meta.json"), _stamp(self.folder / "paragraphs" / "meta.json")

    def reload(self) -> None:
        self.documents.reload()
        self.paragraphs.reload()


class Generations:
    """The folder of all generations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current = folder / "CURRENT"

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    def stamp(self) -> Stamp | None:
        """Changes when another generation begins to serve; None where there is no index yet."""
        try:
            return _stamp(self._current)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreadable(error) from error

    def current(self) -> str | None:
        """The name of the generation that serves; None where there is none yet."""
        try:
            name = self._current.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise _unreadable(error) from error
        if not _NAME.fullmatch(name):
            raise SearchUnavailable("search.index_format")
        return name

    def open(self, name: str) -> Generation:
        """Raises `SearchUnavailable` for a damaged generation or one of another format."""
        return _open(name, self.folder / name)

    def new(self) -> Generation:
        """An empty generation that does not serve yet."""
        name = f"g-{time.time_ns():016x}-{secrets.token_hex(4)}"
        folder = self.folder / (_BUILDING + name)
        for part, schema in (("documents", document_schema()), ("paragraphs", paragraph_schema())):
            (folder / part).mkdir(parents=True)
            tantivy.Index(schema, str(folder / part))
        (folder / "format").write_text(FORMAT, encoding="ascii")
        return _open(name, folder)

    def serve(self, name: str) -> None:
        """Make a new generation the one that serves, in one step. Whoever still reads the one before may go on; older
        ones are removed."""
        before = self._current.read_text("ascii", "replace").strip() if self._current.exists() else ""
        (self.folder / (_BUILDING + name)).rename(self.folder / name)
        fresh = self.folder / f"CURRENT.{secrets.token_hex(4)}"
        fresh.write_text(f"{name}\n", encoding="ascii")
        fresh.replace(self._current)
        for entry in self.folder.iterdir():
            if _NAME.fullmatch(entry.name) and entry.name not in (name, before):
                shutil.rmtree(entry, ignore_errors=True)

    def abandon(self, name: str) -> None:
        """Remove a generation that never served."""
        shutil.rmtree(self.folder / (_BUILDING + name), ignore_errors=True)

    def clean(self) -> None:
        """Remove what a killed rebuild left; only for the holder of the rebuild lock."""
        for entry in self.folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(entry, ignore_errors=True)
        for entry in self.folder.glob("CURRENT.*"):
            entry.unlink(missing_ok=True)
        self.journal.unlink(missing_ok=True)

    @contextmanager
    def locked(self, what: str) -> Iterator[None]:
        """Hold the lock "writer" or "rebuild"; raises `IndexBusy` where another holds it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / f"{what}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise IndexBusy() from None
        try:
            yield
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing is not enough: a child forked meanwhile holds a copy
            os.close(descriptor)

    def rebuilding(self) -> bool:
        """True while some process fills a new generation."""
        if not self.journal.exists():
            return False
        with suppress(IndexBusy), self.locked("rebuild"):
            return False
        return True


def count(searcher: tantivy.Searcher, query: Query) -> int:
    """How many answer a query, exactly."""
    return int(searcher.search(Query.const_score_query(query, 0.0), 1).count)  # type: ignore[attr-defined]  # missing in tantivy's own types


def _open(name: str, folder: Path) -> Generation:
    try:
        written = (folder / "format").read_text(encoding="ascii").strip()
        if written != FORMAT:
            raise SearchUnavailable("search.index_format")
        documents = tantivy.Index.open(str(folder / "documents"))
        paragraphs = tantivy.Index.open(str(folder / "paragraphs"))
        for index in (documents, paragraphs):
            index.config_reader("manual")  # without a thread that watches: it would not survive a fork
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error
    return Generation(name, folder, documents, paragraphs)


def _unreadable(error: Exception) -> SearchUnavailable:
    unavailable = SearchUnavailable("search.index_format")
    unavailable.add_note(str(error))
    return unavailable


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns
