"""A document whose consent was withdrawn, forgotten: what a person may ask when she no longer agrees to be in here.

It goes from the tables with its history and its jobs; its original file, clean copy and page images, unless another
document has the same file; what journals of runs and letters kept in a folder say of it; the index, the vectors and the
lexicon, each of which is made anew, since engines keep what is deleted until they find it worth the while. The
database then overwrites what it deleted. The id is noted for restores (`keeping.withdrawals`); the trail has the id and
the day, and names nobody.

What this cannot reach is told by the guide: backups as they lie, copies that readers took along, the log that
PostgreSQL keeps of its writes.
"""

from __future__ import annotations

import fcntl
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

from sqlalchemy import select

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Conflict, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.services.indexing.index import IndexingService, Progress
from caselaw.services.indexing.vectors import EncodingService
from caselaw.services.keeping import withdrawals
from caselaw.services.signing import actor
from caselaw.services.vocabulary.lexicon import LexiconService
from caselaw.store import Store
from caselaw.store.leftovers import leave_nothing
from caselaw.store.tables import documents, metadata


@dataclass(frozen=True)
class Places:
    """Where things of a document may lie beside the database."""

    files: Path
    home: Path
    mail: Path | None


@dataclass(frozen=True)
class Made:
    """What is made of documents, and made anew without one."""

    indexing: IndexingService
    encoding: EncodingService
    lexicon: LexiconService


class ForgettingService:
    """Forgets documents."""

    def __init__(self, store: Store, places: Places, made: Made) -> None:
        self._store = store
        self._places = places
        self._made = made

    def forget(self, document: DocumentId, *, viewer: Viewer, progress: Progress | None = None) -> None:
        """Forget a document for good. `Forbidden`, `NotFound`; `Conflict` while files are being taken in, whose journal
        cannot be put right meanwhile. If the machine stops in between, run it again: it goes on from there."""
        require(viewer, Action.REMOVE_DOCUMENT)
        require(viewer, Action.REBUILD_INDEX)
        traces = {str(document)}
        with self._store.begin(actor(viewer)) as work:
            wanted = select(documents.c.source_sha256).where(documents.c.id == document)
            there = work.connection.execute(wanted).first()
            begun = document in withdrawals.noted(withdrawals.log_of(self._places.home))
            if there is None and not begun:
                raise NotFound()
            sha256 = there.source_sha256 if there else None
            removed = withdrawals.applied(work, [document])
            if not begun:
                withdrawals.note(self._places.home, [document])
            self._forget_runs(traces | set(removed.files or ([sha256] if sha256 else [])))
            self._remove_files(removed.files)
        self._forget_letters(traces)
        self._make_anew(viewer, progress)
        tables = [table.name for table in metadata.sorted_tables]
        leave_nothing(self._store, tables, rebuild=True)

    def _make_anew(self, viewer: Viewer, progress: Progress | None) -> None:
        while not self._made.indexing.apply_pending().idle:
            pass
        self._made.indexing.rebuild(viewer=viewer, progress=progress)
        while not self._made.indexing.apply_pending().idle:
            pass
        self._made.encoding.apply_pending()
        self._made.lexicon.learn(viewer=viewer)

    def _remove_files(self, gone: Collection[str]) -> None:
        """Originals that no document has any more, and what was made of them; named after their SHA-256."""
        for sha256 in gone:
            for path in self._places.files.rglob(f"*{sha256[2:]}*"):
                path.unlink(missing_ok=True)

    def _forget_runs(self, traces: Collection[str]) -> None:
        for path in (self._places.files / "runs").glob("*.jsonl"):
            with path.open("r+", encoding="utf-8") as file:
                lines = file.readlines()
                kept = [line for line in lines if not any(trace in line for trace in traces)]
                if len(kept) == len(lines):
                    continue
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise Conflict("forget.run_going") from None
                file.seek(0)
                file.truncate()
                file.writelines(kept)

    def _forget_letters(self, traces: Collection[str]) -> None:
        for path in _letters(self._places.mail):
            parts = message_from_bytes(path.read_bytes()).walk()
            said = [part.get_payload(decode=True) or b"" for part in parts if not part.is_multipart()]
            if any(trace.encode() in content for trace in traces for content in said if isinstance(content, bytes)):
                path.unlink()


def _letters(folder: Path | None) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.is_file()) if folder and folder.is_dir() else iter(())
