"""Reading: documents, paragraphs, versions and original files, never more than the viewer may see."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document, SourceFile
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.searching.questions import MAX_PAGE_SIZE, Kin
from caselaw.store import Store
from caselaw.store import documents as stored
from caselaw.store.blobs import Blobs
from caselaw.store.relations.kin import kin_of


@dataclass(frozen=True)
class DocumentPage:
    """A page of a list, newest first; `next` is where to go on from, `total` counts all that the viewer may read."""

    documents: tuple[Document, ...]
    next: str | None
    total: int


@dataclass(frozen=True)
class Counts:
    """How much there is to read: documents, documents by language, and countries."""

    documents: int
    languages: Mapping[str, int]
    countries: int


@dataclass(frozen=True)
class OriginalFile:
    """The file as it came: its name as given by its sender, its format, and where it lies."""

    name: str
    format: str
    path: Path


Cleaned = Callable[[SourceFile], Path | None]
"""Where the copy of a file lies that may be given out; None where there is none."""


def uncleaned(_source: SourceFile) -> Path | None:
    """Nothing is cleaned here: editors alone get files."""
    return None


class DocumentService:
    """What can be read. A document that the viewer may not read does not exist for her: `NotFound` in both cases."""

    def __init__(self, store: Store, blobs: Blobs, cleaned: Cleaned = uncleaned) -> None:
        self._store = store
        self._blobs = blobs
        self._cleaned = cleaned

    def get(self, document_id: str, *, viewer: Viewer) -> Document:
        """The document; `NotFound` where there is none that the viewer may read."""
        wanted = require_id(document_id)
        with self._store.reading() as connection:
            found = stored.load_many(connection, [wanted], viewer.audiences)
        if wanted not in found:
            raise NotFound()
        return found[wanted]

    def some(self, ids: Collection[DocumentId], *, viewer: Viewer) -> Mapping[DocumentId, Document]:
        """Those of these documents that the viewer may read, by id."""
        if not ids:
            return {}
        with self._store.reading() as connection:
            return stored.load_many(connection, ids, viewer.audiences)

    def paragraphs(
        self, document_id: str, *, viewer: Viewer, after: int = -1, size: int | None = None
    ) -> tuple[Paragraph, ...]:
        """The paragraphs in reading order, those behind position `after`, at most `size`; `NotFound` as in `get`."""
        wanted = require_id(document_id)
        with self._store.reading() as connection:
            found = stored.load_paragraphs(connection, wanted, viewer.audiences, after=after, size=size)
            if not found and not stored.exists(connection, wanted, viewer.audiences):
                raise NotFound()
        return found

    def versions(self, work_id: str, *, viewer: Viewer) -> tuple[Document, ...]:
        """The language versions of a work that the viewer may read, by language; none where there is none."""
        if as_id(work_id) is None:
            return ()
        with self._store.reading() as connection:
            return stored.versions_of(connection, work_id, viewer.audiences)

    def kin(self, ids: Collection[DocumentId], *, viewer: Viewer) -> Mapping[DocumentId, tuple[Kin, ...]]:
        """For each of these documents the language versions of its decision that the viewer may read, itself among
        them, by language; nothing for a document that stands alone or that she may not read."""
        with self._store.reading() as connection:
            return kin_of(connection, ids, viewer.audiences)

    def list(self, *, viewer: Viewer, after: str | None = None, size: int = 20) -> DocumentPage:
        """A page of what the viewer may read, newest first, behind the place `after` (the `next` of the page before).

        Raises `Invalid` for a place that no page gave, or a size below 1 or above MAX_PAGE_SIZE.
        """
        if not 1 <= size <= MAX_PAGE_SIZE:
            raise Invalid("documents.size", {"size": ["documents.size"]}, most=MAX_PAGE_SIZE)
        before = _read_place(after) if after is not None else None
        with self._store.reading() as connection:
            found = stored.newest(connection, viewer.audiences, before=before, size=size + 1)
            total = stored.count(connection, viewer.audiences)
        page = found[:size]
        return DocumentPage(page, _place(page[-1]) if len(found) > size else None, total)

    def counts(self, *, viewer: Viewer) -> Counts:
        """How much the viewer may read."""
        with self._store.reading() as connection:
            return Counts(
                documents=stored.count(connection, viewer.audiences),
                languages=stored.count_languages(connection, viewer.audiences),
                countries=stored.count_countries(connection, viewer.audiences),
            )

    def original(self, document_id: str, *, viewer: Viewer) -> OriginalFile:
        """The file a document was read from; `NotFound` as in `get`, and where no file was kept. Raises `Forbidden`."""
        document = self.get(document_id, viewer=viewer)
        require(viewer, Action.READ_FILE, document)
        source = document.source
        if source is None:
            raise NotFound()
        path = self._blobs.path(source.sha256)
        if not path.is_file():
            raise NotFound()
        return OriginalFile(source.name, source.format, path)

    def served(self, document_id: str, *, viewer: Viewer) -> OriginalFile:
        """The file as it is given out: without what it tells of its authors. One that cannot be freed of that is given
        to editors alone, as it came. `NotFound`, `Forbidden` as `original`, and `Forbidden` for such a file."""
        file = self.original(document_id, viewer=viewer)
        document = self.get(document_id, viewer=viewer)
        path = self._cleaned(document.source) if document.source else None
        if path is None:
            if not may(viewer, Action.RESTRICT, document):
                raise Forbidden("files.not_cleaned")
            return file
        return replace(file, path=path)


def _place(document: Document) -> str:
    return base64.urlsafe_b64encode(f"{document.added.isoformat()} {document.id}".encode()).decode().rstrip("=")


def _read_place(text: str) -> tuple[datetime, str]:
    try:
        spelled = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        moment, _, last = spelled.partition(" ")
        added = datetime.fromisoformat(moment)
        if added.tzinfo is None or not last.isalnum():
            raise ValueError(spelled)
        added = added.astimezone(UTC)
    except (ValueError, OverflowError, binascii.Error):  # a made-up year can lie outside of time
        raise Invalid("documents.cursor", {"after": ["documents.cursor"]}) from None
    return added, last
