"""Taking in: a record becomes a document, its original file is kept, and the index is told — in one transaction."""

from __future__ import annotations

from collections.abc import Collection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import DEFAULT, Audience, audience, group_audience, includes, readable
from caselaw.domain.errors import Conflict, Invalid, NotFound
from caselaw.domain.identifiers import SLUG, DocumentId, require_id
from caselaw.domain.intake.record import Record, Stored
from caselaw.search.lexicon import RECIPE
from caselaw.services.citing.citations import with_exact_citations
from caselaw.services.intake.holding import give
from caselaw.services.intake.records import checked
from caselaw.services.signing import actor
from caselaw.services.withholding.name_holds import hold_names
from caselaw.store import Store, UnitOfWork, collections, splitting
from caselaw.store import documents as stored
from caselaw.store.blobs import Blobs
from caselaw.store.intake import adding as rows
from caselaw.store.people import accounts
from caselaw.store.relations import history, versions
from caselaw.store.vocabulary import lexicons
from caselaw.store.withholding import holds, sealing


class IntakeService:
    """What puts documents into the database, gives them to an audience, and takes them out."""

    def __init__(self, store: Store, blobs: Blobs) -> None:
        self._store = store
        self._blobs = blobs

    def store(self, record: Record, *, viewer: Viewer, original: bytes | None = None) -> Stored:
        """Store a record unless its key is stored already; `original` are the bytes of its source file.

        The document is for the record's audience, else its collection's, else members only. A collection that is new
        is made. Raises `Forbidden`, and `Invalid` for a record that breaks a rule or names a group that is not there.
        """
        require(viewer, Action.ADD_DOCUMENT)
        record = with_exact_citations(record, checked(record, original))
        if original is not None:  # before the transaction: a file without a row costs space, a row without a file trust
            self._blobs.put(original)
        try:
            with self._store.begin(actor(viewer)) as work:
                known = rows.by_key(work.connection, record.key)
                if known is not None:
                    return Stored(known, "unchanged")
                document = rows.add(work.connection, record, self._access(work, record, viewer))
                sealing.seal(work.connection, document)  # names may be withheld in its work
                work.record("add document", document, after=1)
                work.index(document)
                work.relate(document)
                if record.work_key is not None:
                    _compare_names(work, document)
                return Stored(document, "added")
        except Conflict:  # another process stored the same key in the meantime
            with self._store.reading() as connection:
                known = rows.by_key(connection, record.key)
            if known is None:
                raise
            return Stored(known, "unchanged")

    def known(self, keys: Collection[str], *, viewer: Viewer) -> frozenset[str]:
        """Which of these keys are stored, whoever may read them: for those who may add documents alone."""
        require(viewer, Action.ADD_DOCUMENT)
        with self._store.reading() as connection:
            return rows.known_keys(connection, keys)

    def collection(
        self, slug: str, *, title: str = "", access: Audience | None = None, sensitive: bool = False, viewer: Viewer
    ) -> str:
        """Make a collection if there is none under this slug, and return the slug; one that is there stays as it is.

        `access` is the level of its documents where they say nothing themselves (None: members only). A collection that
        is `sensitive`, about people in danger, becomes so if it was not; nothing here makes it less.
        """
        require(viewer, Action.ADD_DOCUMENT)
        with self._store.begin(actor(viewer)) as work:
            _collection(work, slug, title, access)
            if sensitive and collections.make_sensitive(work.connection, slug):
                work.record("make collection sensitive", slug)
        return slug

    def change_access(self, document_id: str, access: Audience, *, viewer: Viewer) -> None:
        """Give a document to another audience; the index follows. The cases of a report never stay open to others than
        its new readers, for they are its words; opening it opens none of them. `NotFound`, `Forbidden`, `Invalid`."""
        with self._store.begin(actor(viewer)) as work:
            document = self._guarded(work, document_id, Action.CHANGE_ACCESS, viewer)
            _require_group(work, access)
            before = stored.load_many(work.connection, [document], stored.EVERYONE)[document].access
            before = holds.meant(work.connection, {document: before})[document]
            give(work, document, access)
            if includes(before, access):
                cases = holds.meant(work.connection, splitting.readers_of_cases(work.connection, document))
                for case, open_to in cases.items():
                    if includes(open_to, access):
                        give(work, case, access)

    def remove(self, document_id: str, *, viewer: Viewer) -> None:
        """Take a document out of the database and the index; its original file stays. `NotFound`, `Forbidden`."""
        with self._store.begin(actor(viewer)) as work:
            document = self._guarded(work, document_id, Action.REMOVE_DOCUMENT, viewer)
            take_out(work, document)

    def _guarded(self, work: UnitOfWork, document_id: str, action: Action, viewer: Viewer) -> DocumentId:
        """The id, where there is such a document and the viewer may do this to it."""
        document = require_id(document_id)
        found = stored.load_many(work.connection, [document], stored.EVERYONE).get(document)
        if found is None or not (may(viewer, Action.READ_DOCUMENT, found) or may(viewer, action, found)):
            raise NotFound()
        require(viewer, action, found)
        return document

    def _access(self, work: UnitOfWork, record: Record, viewer: Viewer) -> Audience:
        """Whom a document is for: as it says, else as its collection; in a sensitive one never more than a group, that
        of who brings it where she has one alone."""
        of_collection = _collection(work, record.collection, "", None) if record.collection else DEFAULT
        if record.access is None:
            open_to_all = readable(of_collection).group is None
            if record.collection and open_to_all and collections.is_sensitive(work.connection, record.collection):
                if len(viewer.groups) != 1:
                    raise Invalid("intake.sensitive", {"access": ["intake.sensitive"]}, slug=record.collection)
                return group_audience(next(iter(viewer.groups)))
            return of_collection
        _require_group(work, record.access)
        return record.access


def take_out(work: UnitOfWork, document: DocumentId) -> None:
    """Take a document out inside a transaction, with its audit line; the index follows."""
    history.forget_told_by(work.connection, document)
    lexicons.distrust(work.connection, document, RECIPE)
    revision = rows.remove(work.connection, document)
    work.record("remove document", document, before=revision)
    work.index(document)


def _compare_names(work: UnitOfWork, document: DocumentId) -> None:
    hold_names(work, versions.works_of(work.connection, [document])[document])


def _collection(work: UnitOfWork, slug: str, title: str, access: Audience | None) -> Audience:
    """The level of the collection under this slug, made if it is new."""
    if not SLUG.fullmatch(slug):
        raise Invalid("intake.slug", {"collection": ["intake.slug"]}, slug=slug)
    there = collections.load(work.connection, slug)
    if there is not None:
        return there.access
    if access is not None:
        _require_group(work, access)
    if collections.add(work.connection, collections.Collection(slug, title or slug, access or DEFAULT)):
        work.record("add collection", slug)
    return collections.load_existing(work.connection, slug).access  # another process may have been first


def _require_group(work: UnitOfWork, access: Audience) -> None:
    """A document for a group that does not exist would be for nobody today, and for a stranger tomorrow."""
    try:
        group = readable(audience(access)).group
    except ValueError:
        raise Invalid("intake.access", {"access": ["intake.access"]}, access=access) from None
    if group is not None and not accounts.group_exists(work.connection, group):
        raise Invalid("intake.no_group", {"access": ["intake.no_group"]}, group=group)
