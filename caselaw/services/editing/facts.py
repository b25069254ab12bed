"""Correcting facts: an editor says what is right and how she knows, and nobody's correction overwrites another's.

Each correction names the revision it was made from. What others changed since is kept; where two people changed the
same fact, nothing is written and both are told what each wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.editing import (
    FIELDS,
    Change,
    Collision,
    Source,
    Value,
    at_revision,
    differing,
    merge,
    state,
)
from caselaw.domain.errors import Changed, Conflict, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.services.editing.rules import cleaned, faults, source_of
from caselaw.services.editing.veil import closed, closed_past
from caselaw.services.guarding import guarded
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork, editing
from caselaw.store import documents as stored
from caselaw.store.people import accounts
from caselaw.store.withholding import names as withholding
from caselaw.store.withholding import sealing


@dataclass(frozen=True)
class Editable:
    """A document with the facts that this viewer may correct, at its revision."""

    document: Document
    facts: Mapping[str, Value]
    revision: int


@dataclass(frozen=True)
class Told:
    """A change with the name of who made it; empty for the machine, or somebody who is gone."""

    change: Change
    name: str


@dataclass(frozen=True)
class Written:
    """The answer to a correction: the revision that stands now and the fields that it changed; or the `collisions`
    that kept all of it from being written, what others have changed meanwhile, by field (`others`),
    and all that was wanted (`kept`)."""

    revision: int
    fields: tuple[str, ...] = ()
    collisions: tuple[Collision, ...] = ()
    others: Mapping[str, Told] | None = None
    kept: Mapping[str, Value] | None = None


@dataclass(frozen=True)
class Compared:
    """Two states of the facts, and the fields in which they differ."""

    document: Document
    revisions: tuple[int, int]
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    fields: tuple[str, ...]
    moments: tuple[Told, ...]


class EditingService:
    """The facts of documents as editors see them. A fact that is not open to a viewer is none for her, nor are its
    changes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def show(self, document_id: str, *, viewer: Viewer) -> Editable:
        """The facts to correct. Raises `NotFound`, `Forbidden`."""
        with self._store.reading() as connection:
            found = _guarded(connection, document_id, Action.EDIT_FACTS, viewer)
            return _editable(connection, found, viewer)

    def correct(
        self, document_id: str, wanted: Mapping[str, Value], revision: int, source: tuple[str, str], *, viewer: Viewer
    ) -> Written:
        """Correct the facts in `wanted` (fields that are not there stay), made from `revision`, on this `source` (its
        kind, and its words, link or paragraph).

        What is the same as before is no correction. Raises `NotFound`, `Forbidden`, and `Invalid` with the faults of
        each field, "source" among them.
        """
        with self._store.begin(actor(viewer)) as work:
            found = _guarded(work.connection, document_id, Action.EDIT_FACTS, viewer)
            read = _editable(work.connection, found, viewer)
            with sealing.opened(work.connection, found.id):
                return self._correct(work, read, wanted, revision, source, viewer)

    def changes(self, document_id: str, *, viewer: Viewer) -> tuple[Told, ...]:
        """How the facts came to be as they are, the newest first. Raises `NotFound`, `Forbidden`."""
        with self._store.reading() as connection:
            found = _guarded(connection, document_id, Action.READ_CHANGES, viewer)
            return _told(connection, found, viewer)

    def revert(self, document_id: str, change_id: str, *, viewer: Viewer) -> Written:
        """Take one change back, which is a change itself. Raises `NotFound`, `Forbidden`, and `Conflict` where the fact
        was changed again since: the later change goes first."""
        with self._store.begin(actor(viewer)) as work:
            found = _guarded(work.connection, document_id, Action.EDIT_FACTS, viewer)
            told = {one.change.id: one.change for one in _told(work.connection, found, viewer)}
            change = told.get(change_id)
            if change is None:
                raise NotFound()
            with sealing.opened(work.connection, found.id):
                now = _state(work.connection, _whole(work.connection, found.id))
                if now[change.field] != change.after:
                    raise Conflict("editing.changed_since")
                source = Source("revert", change.source.text, change.source.paragraph)
                after = {change.field: change.before}
                return _write(work, found.id, now, after, source, reverts=change.id)

    def compare(self, document_id: str, before: int | None, after: int | None, *, viewer: Viewer) -> Compared:
        """The facts at two revisions (None: the last change, and now). Raises `NotFound`, `Forbidden`."""
        with self._store.reading() as connection:
            found = _guarded(connection, document_id, Action.READ_CHANGES, viewer)
            shown = _editable(connection, found, viewer)
            told = _told(connection, found, viewer)
        changes = [one.change for one in told]
        last = found.revision if after is None else after
        first = (changes[0].revision - 1 if changes else last) if before is None else before
        if not 0 <= first <= found.revision or not 0 <= last <= found.revision:
            raise NotFound()
        whole = dict.fromkeys(FIELDS) | dict(shown.facts)
        states = [at_revision(whole, changes, revision) for revision in (first, last)]
        open_to_her = tuple(field for field in differing(*states) if field in shown.facts)
        return Compared(found, (first, last), states[0], states[1], open_to_her, told)

    def _correct(
        self, work: UnitOfWork, read: Editable, wanted: Mapping[str, Value], revision: int,
        source: tuple[str, str], viewer: Viewer,
    ) -> Written:  # fmt: skip
        """As `correct`; the document stands whole in its tables, `read` is what the viewer reads of it."""
        document = read.document.id
        found = _whole(work.connection, document)
        now = _state(work.connection, found)
        told = _told(work.connection, found, viewer)
        base = at_revision(now, editing.changes(work.connection, document), revision)
        if not 1 <= revision <= found.revision:
            raise Changed()
        wrong = {field: ["editing.field"] for field in wanted if read.facts.get(field, ...) != now.get(field)}
        if wrong:
            raise Invalid("editing.invalid", wrong)
        mine = {field: _mine(field, raw, base[field]) for field, raw in wanted.items()}
        merged = merge(base, now, mine)
        if merged.collisions:
            last = {one.change.field: one for one in reversed(told) if one.change.revision > revision}
            kept = {**merged.wanted, **{one.field: one.mine for one in merged.collisions}}
            return Written(found.revision, collisions=merged.collisions, others=last, kept=kept)
        rests_on = self._judged(work.connection, document, merged.wanted, source)
        if not merged.wanted:
            return Written(found.revision)
        return _write(work, document, now, merged.wanted, rests_on)

    def _judged(
        self, connection: Connection, document: DocumentId, wanted: Mapping[str, Value], source: tuple[str, str]
    ) -> Source:
        """The source, where it and each fact can be; else `Invalid`."""
        text = stored.load_paragraphs(connection, document, stored.EVERYONE)
        anchors = {one.anchor: one.anchor for one in text}
        wrong = {field: found for field, value in wanted.items() if (found := faults(field, value, anchors.keys()))}
        numbered = {one.number.strip("[]().§¶ "): one.anchor for one in reversed(text) if one.number}
        rests_on, code = source_of(*source, {**numbered, **anchors})
        if wanted and rests_on is None:
            wrong["source"] = [code]
        if wrong:
            raise Invalid("editing.invalid", wrong)
        return rests_on or Source("knowledge")


def _guarded(connection: Connection, document_id: str, action: Action, viewer: Viewer) -> Document:
    document = require_id(document_id)
    return guarded(connection, [document], action, viewer)[document]


def _whole(connection: Connection, document: DocumentId) -> Document:
    return stored.load_many(connection, [document], stored.EVERYONE)[document]


def _state(connection: Connection, found: Document) -> dict[str, Value]:
    return state(found, editing.rejected(connection, found.id))


def _editable(connection: Connection, found: Document, viewer: Viewer) -> Editable:
    """The facts as this viewer reads them, without those that are closed to her."""
    read = stored.load_many(connection, [found.id], viewer.audiences).get(found.id, found)
    facts = _state(connection, read)
    kept = closed(connection, found.id, facts, viewer)
    return Editable(read, {field: value for field, value in facts.items() if field not in kept}, found.revision)


def _told(connection: Connection, found: Document, viewer: Viewer) -> tuple[Told, ...]:
    """The changes of the facts that are open to this viewer, with names."""
    kept = closed_past(connection, found.id, viewer)
    changes = [one for one in editing.changes(connection, found.id) if one.field not in kept]
    masked = withholding.masking(connection, found.work_id, viewer.audiences)
    if masked:
        changes = [replace(one, source=replace(one.source, text=masked(one.source.text, found.language)))
                   for one in changes]  # fmt: skip
    names = accounts.known_as(connection, {one.by for one in changes})
    return tuple(Told(one, names.get(one.by, "")) for one in changes)


def _mine(field: str, raw: Value, base: Value) -> Value:
    """What is wanted; the value of before where nothing but blanks is different."""
    value = cleaned(field, raw)
    return base if value == cleaned(field, base) else value


def _write(
    work: UnitOfWork, document: DocumentId, now: Mapping[str, Value], wanted: Mapping[str, Value], source: Source, *,
    reverts: str | None = None,
) -> Written:  # fmt: skip
    revision = editing.write(work.connection, document, wanted, source, work.actor)
    editing.keep(work.connection, document, revision, now, wanted, by=work.actor, source=source, reverts=reverts)
    work.record("take back a change" if reverts else "correct facts", document, before=revision - 1, after=revision)
    work.index(document)
    work.relate(document)
    return Written(revision, tuple(field for field in FIELDS if field in wanted))


__all__ = ["Compared", "Editable", "EditingService", "Told", "Written"]
