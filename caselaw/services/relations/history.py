"""Later history and treatment: entered by editors, proposed from certain appeals, shown above the text."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.viewer import Viewer
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.history import EVENTS, LONGEST_NOTE, TREATMENTS, HistoryEntry, Treatment
from caselaw.domain.identifiers import DocumentId, new_id, require_id
from caselaw.services.guarding import guarded
from caselaw.services.intake.records import one_line
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store import documents as stored
from caselaw.store.relations import history
from caselaw.store.withholding import names


@dataclass(frozen=True)
class Later:
    """An entry of the later history, with the decision that did it where the viewer may read it."""

    entry: HistoryEntry
    by: Document | None = None


@dataclass(frozen=True)
class Treated:
    """A treatment and the other decision: the one that treats this one; with `ours`, the one that this one treats."""

    treatment: Treatment
    other: Document
    ours: bool


class HistoryService:
    """What became of a decision. A viewer is told what she could read herself: an entry that names a decision that she
    may not read is none for her."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, document_id: str, *, viewer: Viewer) -> tuple[Later, ...]:
        """The later history of the decision, the oldest first; `NotFound` where the viewer may not read it."""
        with self._store.reading() as connection:
            work = _work(connection, require_id(document_id), viewer)
            entries = history.of_work(connection, work, viewer.audiences)
            ids = {entry.by for entry in entries if entry.by}
            found = stored.load_many(connection, ids, viewer.audiences)
            told = _unnamed(connection, {work, *(one.work_id for one in found.values())}, viewer)
        return tuple(
            Later(replace(entry, note=told(entry.note)), found.get(entry.by) if entry.by else None) for entry in entries
        )

    def treatments(self, document_id: str, *, viewer: Viewer) -> tuple[Treated, ...]:
        """How the decision is treated by others and treats them, the newest first; `NotFound` as in `of`."""
        with self._store.reading() as connection:
            work = _work(connection, require_id(document_id), viewer)
            own = stored.ids_of_work(connection, work, viewer.audiences)
            rows = history.treatments_of(connection, own, viewer.audiences)
            others = {row.target if row.document in own else row.document for row in rows}
            found = stored.load_many(connection, others, viewer.audiences)
            told = _unnamed(connection, {work, *(one.work_id for one in found.values())}, viewer)
        return tuple(
            Treated(replace(row, note=told(row.note)), found[row.target if row.document in own else row.document],
                    row.document in own)
            for row in rows
        )  # fmt: skip

    def add(
        self, document_id: str, event: str, *, viewer: Viewer, by: str | None = None, date: str | None = None,
        note: str = "",
    ) -> HistoryEntry:  # fmt: skip
        """Enter what became of a decision, `by` another one that is here, on a date as in ISO 8601. Raises `NotFound`,
        `Forbidden`, `Invalid`."""
        document = require_id(document_id)
        other = require_id(by) if by else None
        if event not in EVENTS:
            raise Invalid("history.event", {"event": ["history.event"]}, choices=", ".join(EVENTS))
        day = _date(date)
        with self._store.begin(actor(viewer)) as work:
            guarded(work.connection, [document], Action.TELL_HISTORY, viewer)
            if other is not None:
                self._name(work, document, other, viewer)
            entry = HistoryEntry(
                new_id(), document, event, "confirmed", other, day, _note(note), f"editor:{work.actor}"
            )  # fmt: skip
            history.add(work.connection, entry)
            work.record("add later history", document)
        return entry

    def confirm(self, entry_id: str, *, viewer: Viewer) -> HistoryEntry:
        """Say that what a rule proposed is right. Raises `NotFound`, `Forbidden`."""
        with self._store.begin(actor(viewer)) as work:
            entry = self._entry(work, entry_id, viewer)
            source = f"editor:{work.actor}"
            history.confirm(work.connection, entry.id, source)
            work.record("confirm later history", entry.document)
        return replace(entry, status="confirmed", source=source)

    def remove(self, entry_id: str, *, viewer: Viewer) -> None:
        """Take an entry away; what a rule proposed is not proposed again. Raises `NotFound`, `Forbidden`."""
        with self._store.begin(actor(viewer)) as work:
            entry = self._entry(work, entry_id, viewer)
            if entry.by is not None:  # a rule may have said it, or will
                history.reject(work.connection, entry.id, f"editor:{work.actor}")
            else:
                history.remove(work.connection, entry.id)
            work.record("remove later history", entry.document)

    def treat(
        self, document_id: str, target_id: str, treatment: str, *, viewer: Viewer, paragraph: str | None = None,
        note: str = "",
    ) -> Treatment:  # fmt: skip
        """Enter how a decision treats another, in which paragraph of its own. Raises `NotFound`, `Forbidden`,
        `Invalid`."""
        document, target = require_id(document_id), require_id(target_id)
        if treatment not in TREATMENTS:
            raise Invalid("treatment.kind", {"treatment": ["treatment.kind"]}, choices=", ".join(TREATMENTS))
        with self._store.begin(actor(viewer)) as work:
            guarded(work.connection, [document], Action.TELL_HISTORY, viewer)
            self._name(work, document, target, viewer)
            if paragraph is not None:
                text = stored.load_paragraphs(work.connection, document, stored.EVERYONE)
                if paragraph not in {one.anchor for one in text}:
                    raise Invalid("treatment.paragraph", {"paragraph": ["treatment.paragraph"]}, paragraph=paragraph)
            one = Treatment(
                new_id(), document, target, treatment, paragraph, _note(note), f"editor:{work.actor}"
            )  # fmt: skip
            history.add_treatment(work.connection, one)
            work.record("add treatment", document)
            work.record("add treatment", target)
        return one

    def remove_treatment(self, treatment_id: str, *, viewer: Viewer) -> None:
        """Take a treatment away. Raises `NotFound`, `Forbidden`."""
        with self._store.begin(actor(viewer)) as work:
            one = history.load_treatment(work.connection, treatment_id)
            if one is None:
                raise NotFound()
            guarded(work.connection, [one.document], Action.TELL_HISTORY, viewer)
            history.remove_treatment(work.connection, one.id)
            work.record("remove treatment", one.document)
            work.record("remove treatment", one.target)

    def _name(self, work: UnitOfWork, document: DocumentId, other: DocumentId, viewer: Viewer) -> None:
        """The other decision may be named: the viewer may see it, and it is another one."""
        found = guarded(work.connection, [document, other], Action.TELL_HISTORY, viewer)
        if found[document].work_id == found[other].work_id:
            raise Invalid("families.one_decision")

    def _entry(self, work: UnitOfWork, entry_id: str, viewer: Viewer) -> HistoryEntry:
        entry = history.load(work.connection, entry_id)
        if entry is None:
            raise NotFound()
        guarded(work.connection, [entry.document, *([entry.by] if entry.by else [])], Action.TELL_HISTORY, viewer)
        return entry


def _work(connection: Connection, document: DocumentId, viewer: Viewer) -> str:
    """The work of a document that the viewer may read."""
    found = stored.identity(connection, document, viewer.audiences)
    if found is None:
        raise NotFound()
    return found.work_id


def _unnamed(connection: Connection, works: Collection[str], viewer: Viewer) -> Callable[[str], str]:
    """What takes the names that are withheld from the viewer in any of these works out of a note about them."""
    masks = [one for work in sorted(works) if (one := names.masking(connection, work, viewer.audiences))]

    def told(note: str) -> str:
        for masked in masks if note else ():
            note = masked(note, "")  # the language of a note is not known: the mark is the neutral one
        return note

    return told


def _date(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise Invalid("history.date", {"date": ["history.date"]}, date=text) from None


def _note(text: str) -> str:
    plain = one_line(text)
    if len(plain) > LONGEST_NOTE:
        raise Invalid("history.note", {"note": ["history.note"]}, most=LONGEST_NOTE)
    return plain
