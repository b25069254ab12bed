"""Pages of the original as pictures: drawn when somebody who may have the file asks, and kept for a while."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import NotFound, Unreadable
from caselaw.exchange.page_drawing import RULES, WIDTH, Wanted, draw
from caselaw.services.reading.documents import DocumentService

DRAWN = "pdf"
"""The format whose pages can be shown."""

_AT_ONCE = 2  # pages drawn at the same time by one process
_PATIENCE = 15  # seconds that a reader waits for her turn
_MOST_BYTES = 300_000_000
_OLDEST = 7 * 24 * 3600  # seconds: nothing of a file that was taken away lies here for longer


class PageService:
    """Pictures of pages. Who may not have the whole file sees no page of it."""

    def __init__(self, documents: DocumentService, folder: Path) -> None:
        self._documents = documents
        self._folder = folder
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def has_pictures(self, document: Document, *, viewer: Viewer) -> bool:
        """There are pages to look at, and the viewer may."""
        source = document.source
        return source is not None and source.format == DRAWN and may(viewer, Action.READ_FILE, document)

    def picture(self, document_id: str, page: int, *, viewer: Viewer, mark: str | None = None) -> bytes:
        """Page `page` (from 1) as PNG, the paragraph with the anchor `mark` marked as far as it stands there.

        `NotFound` where there is no such page that the viewer may see; raises `Forbidden`; `Unreadable` where it
        cannot be drawn, or too many wait.
        """
        file = self._documents.original(document_id, viewer=viewer)
        document = self._documents.get(document_id, viewer=viewer)
        source = document.source
        if source is None or file.format != DRAWN or not 1 <= page <= (source.pages or 1):
            raise NotFound()
        text = self._text(document_id, mark, viewer) if mark else ""
        kept = self._folder / source.sha256[:2] / self._name(source.sha256, page, text)
        if kept.is_file():
            return kept.read_bytes()
        with self._turn(page):
            picture = draw(Wanted(file.path, page, text))
        self._keep(kept, picture)
        return picture

    def _text(self, document_id: str, anchor: str, viewer: Viewer) -> str:
        found = self._documents.paragraphs(document_id, viewer=viewer)
        return next((one.text for one in found if one.anchor == anchor), "")

    @staticmethod
    def _name(sha256: str, page: int, text: str) -> str:
        marked = hashlib.sha256(text.encode()).hexdigest()[:16] if text else "plain"
        return f"{sha256}-{page}-{WIDTH}-{RULES}-{marked}.png"

    @contextmanager
    def _turn(self, page: int) -> Iterator[None]:
        if not self._turns.acquire(timeout=_PATIENCE):
            raise Unreadable("page_image.undrawn", page=page)
        try:
            yield
        finally:
            self._turns.release()

    def _keep(self, path: Path, picture: bytes) -> None:
        """Keep a picture; what is too old goes, and the oldest where there is too much."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(picture)
        fresh.replace(path)
        self._forget()

    def _forget(self) -> None:
        kept = sorted(
            ((state.st_mtime, state.st_size, path) for path, state in _files(self._folder)), key=lambda one: one[0]
        )
        total = sum(size for _, size, _ in kept)
        limit = time.time() - _OLDEST
        for made, size, path in kept:
            if made >= limit and total <= _MOST_BYTES:
                break
            path.unlink(missing_ok=True)
            total -= size


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The files two steps below a folder; one that another process takes away meanwhile is passed over."""
    for path in folder.glob("*/*"):
        try:
            yield path, path.stat()
        except FileNotFoundError:
            continue
