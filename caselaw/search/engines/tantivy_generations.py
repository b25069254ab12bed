"""Where the tantivy indexes lie: a folder of generations, of which a one-line file `CURRENT` names the one that serves.

CURRENT           the name of the generation that is searched, replaced in one step
g-…/              a generation: `documents`, `paragraphs`, and `format`
building-g-…/     one being filled; what a killed rebuild leaves is removed by the next
journal           what was written while a rebuild went on, for the new generation to take over
*.lock            held by the process that writes, or rebuilds; the system frees them when it dies
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import tantivy

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.search.engines import tantivy_forking
from caselaw.search.engines.tantivy_rows import FORMAT, document_schema, paragraph_schema
from caselaw.search.generations import POINTER, Stamp, clear_pointers, is_name, locked, new_name, point, stamp

_BUILDING = "building-"


@dataclass(frozen=True)
class Generation:
    """The two open indexes of one generation."""

    name: str
    folder: Path
    documents: tantivy.Index
    paragraphs: tantivy.Index

    def stamps(self) -> tuple[Stamp, Stamp]:
        """These change with every commit, by whichever process; raises `OSError` when the folder is gone."""
        return stamp(self.folder / "documents" / "meta.json"), stamp(self.folder / "paragraphs" / "meta.json")

    def reload(self) -> None:
        self.documents.reload()
        self.paragraphs.reload()


class Generations:
    """The folder of all generations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current = folder / POINTER

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    def stamp(self) -> Stamp | None:
        """Changes when another generation begins to serve; None where there is no index yet."""
        try:
            return stamp(self._current)
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
        if not is_name(name):
            raise SearchUnavailable("search.index_format")
        return name

    def open(self, name: str) -> Generation:
        """Raises `SearchUnavailable` for a damaged generation or one of another format."""
        return _open(name, self.folder / name)

    def new(self) -> Generation:
        """An empty generation that does not serve yet; raises `SearchUnavailable` where none can be written."""
        name = new_name("g")
        folder = self.folder / (_BUILDING + name)
        try:
            for part, schema in (("documents", document_schema()), ("paragraphs", paragraph_schema())):
                (folder / part).mkdir(parents=True)
                tantivy.Index(schema, str(folder / part))
            (folder / "format").write_text(FORMAT, encoding="ascii")
        except (OSError, ValueError) as error:
            self.abandon(name)
            raise SearchUnavailable("index.failed", reason=str(error)) from error
        return _open(name, folder)

    def serve(self, name: str) -> None:
        """Make a new generation the one that serves, in one step. Whoever still reads the one before may go on; older
        ones are removed."""
        before = self._current.read_text("ascii", "replace").strip() if self._current.exists() else ""
        (self.folder / (_BUILDING + name)).rename(self.folder / name)
        point(self.folder, name)
        for entry in self.folder.iterdir():
            if is_name(entry.name) and entry.name not in (name, before):
                shutil.rmtree(entry, ignore_errors=True)

    def abandon(self, name: str) -> None:
        """Remove a generation that never served."""
        shutil.rmtree(self.folder / (_BUILDING + name), ignore_errors=True)

    def clean(self) -> None:
        """Remove what a killed rebuild left; only for the holder of the rebuild lock."""
        for entry in self.folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(entry, ignore_errors=True)
        clear_pointers(self.folder)
        self.journal.unlink(missing_ok=True)

    @contextmanager
    def locked(self, what: str, until: float = 0.0) -> Iterator[None]:
        """Hold the lock "writer" or "rebuild"; raises `IndexBusy` where another holds it until then."""
        with locked(self.folder, what, until):
            yield

    def rebuilding(self) -> bool:
        """True while some process fills a new generation."""
        if not self.journal.exists():
            return False
        with suppress(IndexBusy), self.locked("rebuild"):
            return False
        return True


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
    opened = Generation(name, folder, documents, paragraphs)
    for place in ("documents", "paragraphs"):
        tantivy_forking.guard(opened, folder / place)
    return opened


def _unreadable(error: Exception) -> SearchUnavailable:
    unavailable = SearchUnavailable("search.index_format")
    unavailable.add_note(str(error))
    return unavailable
