"""Reading again: a stored document whose file is read once more, by a better program or with more patience."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.editing import Source, State, differing, state
from caselaw.domain.errors import Conflict, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id, require_id
from caselaw.domain.intake.reading import Kept, Legible
from caselaw.domain.intake.record import Record, Stored
from caselaw.services.citing.citations import with_exact_citations
from caselaw.services.editing.veil import unmarked
from caselaw.services.intake.records import checked
from caselaw.services.signing import actor
from caselaw.services.withholding.name_holds import names_read_anew
from caselaw.store import Store, UnitOfWork, editing
from caselaw.store import documents as stored
from caselaw.store.blobs import Blobs
from caselaw.store.intake import problems, replacing
from caselaw.store.withholding import names

_HASH = re.compile(r"[0-9a-f]{8,64}")


class RereadingService:
    """Finds what can be read again, and puts the new reading in the place of the old."""

    def __init__(self, store: Store, blobs: Blobs) -> None:
        self._store = store
        self._blobs = blobs

    def find(self, what: str, *, viewer: Viewer) -> Kept:
        """The document with this id, or whose file has this SHA-256 (eight letters of it are enough where they name one
        alone). Raises `NotFound`, `Forbidden`, and `Invalid` where several are meant."""
        with self._store.reading() as connection:
            document = as_id(what)
            ids = [document] if document else []
            if _HASH.fullmatch(what):
                ids += [found for found in replacing.by_file(connection, what) if found != document]
            found = stored.load_many(connection, ids, stored.EVERYONE)
            keys = replacing.keys(connection, ids)
            if not found:
                raise NotFound("problems.absent", what=what)
            if len(found) > 1:
                raise Invalid("problems.several", what=what)
            (one,) = found.values()
            _guard(one, viewer)
            if not _is_whole_file(one, keys[one.id]):
                raise Invalid("problems.no_file", what=what)
            return self._kept(connection, one)

    def troubled(self, *, viewer: Viewer) -> Sequence[Kept]:
        """Every document of which text was lost or never read, the last added first. Raises `Forbidden`."""
        require(viewer, Action.READ_PROBLEMS)
        with self._store.reading() as connection:
            all_of_them = problems.everywhere(connection)
            ids = dict.fromkeys(unread.id for unread in all_of_them if unread.problem.severity == "error")
            found = stored.load_many(connection, list(ids), stored.EVERYONE)
            keys = replacing.keys(connection, list(ids))
            whole = [found[each] for each in ids if each in found and _is_whole_file(found[each], keys[each])]
            return [self._kept(connection, each) for each in whole]

    def replace(self, document_id: str, record: Record, *, viewer: Viewer, even_if_worse: bool = False) -> Stored:
        """Put a new reading of its file in the place of the document's text and facts. What people said of it stays,
        and so do its id, its audience and all that leads to it.

        Where the new reading is the same nothing is changed ("unchanged"); where it is worse, only if that is wanted.
        Raises `NotFound`, `Forbidden`, `Conflict` for the reading of another file, and `Invalid` as storing does.
        """
        document = require_id(document_id)
        record = with_exact_citations(record, checked(record, None))
        new = Legible(
            len(record.paragraphs), sum(len(paragraph.text) for paragraph in record.paragraphs),
            sum(problem.severity == "error" for problem in record.problems),
        )  # fmt: skip
        with self._store.begin(actor(viewer)) as work:
            names.locked_of(work.connection, [document])
            found = stored.load_many(work.connection, [document], stored.EVERYONE).get(document)
            if found is None:
                raise NotFound()
            _guard(found, viewer)
            if replacing.keys(work.connection, [document])[document] != record.key:
                raise Conflict()
            if new.is_worse_than(replacing.legible(work.connection, document)) and not even_if_worse:
                return Stored(document, "worse")
            before = state(found, editing.rejected(work.connection, document))
            with names_read_anew(work, found.work_id, document):
                revision = replacing.replace(work.connection, document, record)
                if revision is None:
                    return Stored(document, "unchanged")
                self._remember(work, document, before, revision)
                work.record("read again", document, before=revision - 1, after=revision)
                work.index(document)
                work.relate(document)
        return Stored(document, "replaced")

    def _remember(self, work: UnitOfWork, document: DocumentId, before: State, revision: int) -> None:
        """Which facts the new reading changed, in their history."""
        read = stored.load_many(work.connection, [document], stored.EVERYONE)[document]
        after = state(read, editing.rejected(work.connection, document))
        changed = {field: after[field] for field in unmarked(work.connection, document, differing(before, after))}
        source = Source("reading")
        editing.keep(
            work.connection, document, revision, before, changed, by=work.actor, source=source, origin="reading"
        )

    def _kept(self, connection: Connection, document: Document) -> Kept:
        if document.source is None:
            raise ValueError(f"{document.id} came from no file")
        path = self._blobs.path(document.source.sha256)
        original = path if path.is_file() else None
        read = replacing.legible(connection, document.id)
        return Kept(
            document.id, document.source.sha256, document.facts.title, document.source.name, original, read,
            document.access, document.collection,
        )  # fmt: skip


def _is_whole_file(document: Document, key: str) -> bool:
    """Not one of many cases cut from a report, nor a record that came from no file."""
    return document.source is not None and document.source.sha256 == key


def _guard(document: Document, viewer: Viewer) -> None:
    if not (may(viewer, Action.READ_DOCUMENT, document) or may(viewer, Action.READ_AGAIN, document)):
        raise NotFound()
    require(viewer, Action.READ_AGAIN, document)
