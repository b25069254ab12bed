"""Interventions of a group: recorded from the first question of leave to the paragraphs that took an argument up.

One that is not public is there for its readers alone. What it says of a document is for those who read the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.editing import Collision, merge
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import as_id, new_id
from caselaw.domain.intake.upload import Sent
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.tracking.intervention import FIELDS, Intervention, TakenUp, TextFile, state
from caselaw.domain.tracking.measure import LONGEST_TEXT, Evidence, FieldChange
from caselaw.domain.tracking.tie import marks
from caselaw.services.reading.documents import OriginalFile
from caselaw.services.signing import actor
from caselaw.services.tracking import followed
from caselaw.services.tracking.evidence_files import EvidenceFiles
from caselaw.services.tracking.followed import Keepers
from caselaw.services.tracking.intervened import Shown, may_keep, one_shown, paragraphs, shown
from caselaw.services.tracking.intervention_rules import changed, require_documents, require_readers
from caselaw.services.tracking.rules import keeper_of, text
from caselaw.store import Store
from caselaw.store.people import accounts
from caselaw.store.tables.base import now
from caselaw.store.tracking import interventions


@dataclass(frozen=True)
class WrittenIntervention:
    """As `caselaw.services.tracking.implementation.WrittenMeasure`."""

    revision: int
    collisions: tuple[Collision, ...] = ()
    kept: Mapping[str, Any] | None = None


class InterveningService:
    """Interventions; what a viewer may not read is not there for her."""

    def __init__(self, store: Store, files: EvidenceFiles | None = None) -> None:
        self._store = store
        self._files = files

    def all(
        self, *, viewer: Viewer, document: str | None = None, table: str | None = None, whole: bool = False
    ) -> tuple[Shown, ...]:
        """Those that the viewer may read, the last begun first; of a document or a selection table alone, if given.
        `whole`: with the paragraphs that took them up."""
        asked = as_id(document) if document else None
        with self._store.reading() as connection:
            found = interventions.load_many(connection, viewer.audiences, document=asked, table=table)
            return shown(connection, found, viewer, whole=whole)

    def taken(self, found: Iterable[Shown], *, viewer: Viewer) -> None:
        """Write down that a table of these was taken along, where not everybody may read them all."""
        if all(one.intervention.access == PUBLIC for one in found):
            return
        with self._store.begin(actor(viewer)) as work:
            work.record("export interventions", "interventions")

    def get(self, intervention_id: str, *, viewer: Viewer) -> Shown:
        """One, with the paragraphs that took it up. `NotFound`."""
        with self._store.reading() as connection:
            return one_shown(connection, intervention_id, viewer, whole=True)

    def history(self, intervention_id: str, *, viewer: Viewer) -> tuple[tuple[FieldChange, ...], Mapping[str, str]]:
        """How it changed, and the names of those who wrote, for its keepers; others are told nothing. `NotFound`."""
        with self._store.reading() as connection:
            found = one_shown(connection, intervention_id, viewer)
            if not found.keeps:
                return (), {}
            told = interventions.changes(connection, intervention_id)
            if found.document and followed.masking(connection, [found.document], viewer):
                told = tuple(replace(one, before=None, after=None) for one in told)
            return told, accounts.known_as(connection, {one.by for one in told})

    def begin(self, wanted: Mapping[str, Any], keeper: str, *, viewer: Viewer) -> str:
        """Record an intervention; its id. Raises `Forbidden`, and `Invalid` with each field's fault."""
        if not may_somewhere(viewer, Action.FOLLOW_MEASURE):
            raise Forbidden()
        kept = keeper_of(keeper, "intervention.invalid")
        require(viewer, Action.FOLLOW_MEASURE, Keepers(kept))
        with self._store.begin(actor(viewer)) as work:
            blank = Intervention(new_id(), kept, kept, 1, work.actor, now())
            made = changed(blank, wanted)
            require_documents(work.connection, made, viewer)
            require_readers(work.connection, made, None, viewer)
            interventions.add(work.connection, made)
            work.record("keep intervention", made.id, after=1)
        return made.id

    def change(
        self, intervention_id: str, wanted: Mapping[str, Any], revision: int, *, viewer: Viewer
    ) -> WrittenIntervention:
        """Write fields as they were read at `revision`; what others wrote meanwhile stays. Raises `NotFound`,
        `Forbidden`, `Changed` for a revision that never was, and `Invalid` with each field's fault."""
        with self._store.begin(actor(viewer)) as work:
            stands = _kept(work.connection, intervention_id, viewer)
            if not 0 < revision <= stands.revision:
                raise Changed()
            before = state(stands)
            base = dict(before)
            for one in interventions.changes(work.connection, intervention_id):
                if one.revision > revision and one.field in base:
                    base[one.field] = one.before
            mine = state(changed(stands, wanted))
            joined = merge(base, before, {field: mine[field] for field in wanted if field in FIELDS})
            if joined.collisions:
                return WrittenIntervention(stands.revision, joined.collisions, {**before, **mine, **joined.wanted})
            if not joined.wanted:
                return WrittenIntervention(stands.revision)
            after = changed(stands, joined.wanted)
            require_documents(work.connection, after, viewer)
            require_readers(work.connection, after, stands, viewer)
            written = interventions.change(work.connection, after, before, joined.wanted, work.actor)
            if written is None:
                raise Changed()
            work.record("change intervention", intervention_id, before=stands.revision, after=written)
            return WrittenIntervention(written)

    def attach(self, intervention_id: str, file: Sent, revision: int, *, viewer: Viewer) -> int:
        """Keep the text that was filed as a file, in the place of one before; the new revision. Raises `NotFound`,
        `Forbidden`, `Changed`, and `Invalid` for a file that cannot be kept."""
        with self._store.reading() as connection:
            _kept(connection, intervention_id, viewer)
        if self._files is None:
            raise NotFound()
        kept = self._files.keep(file)
        with self._store.begin(actor(viewer)) as work:
            stands = _kept(work.connection, intervention_id, viewer)
            if revision != stands.revision:
                raise Changed()
            after = replace(stands, text_file=TextFile(kept.value, kept.label))
            written = interventions.change(work.connection, after, {}, {}, work.actor)
            if written is None:
                raise Changed()
            work.record("change intervention", intervention_id, before=revision, after=written)
            return written

    def file(self, intervention_id: str, *, viewer: Viewer) -> OriginalFile:
        """The file of the text, clean of who made it. Raises `NotFound`, and `Forbidden` for one that cannot be."""
        found = self.get(intervention_id, viewer=viewer).intervention
        if found.text_file is None or self._files is None:
            raise NotFound()
        proof = Evidence("file", found.text_file.sha256, found.text_file.name)
        opened = self._files.give(proof, follows=may_keep(viewer, found.keeper))
        with self._store.begin(actor(viewer)) as work:
            work.record("serve evidence", intervention_id)
        return opened

    def take_up(
        self, intervention_id: str, passages: Sequence[tuple[str, str]], revision: int, *, viewer: Viewer
    ) -> int:  # fmt: skip
        """Say which paragraphs of the decision (their anchors, or numbers) took it up, each with words on how; the new
        revision. Raises `NotFound`, `Forbidden`, `Changed`, and `Invalid` for a paragraph that is not there."""
        with self._store.begin(actor(viewer)) as work:
            stands = _kept(work.connection, intervention_id, viewer)
            if revision != stands.revision:
                raise Changed()
            there: dict[str, Paragraph] = {}
            if stands.document:
                there = {one.anchor: one for one in paragraphs(work.connection, stands.document, viewer)}
            numbers = {one.number: one.anchor for one in reversed(there.values()) if one.number}
            chosen = [(numbers.get(name, name.removeprefix("#")), words) for name, words in passages if name]
            try:
                said = tuple(TakenUp(at, marks(there[at].text), text(words, LONGEST_TEXT)) for at, words in chosen)
            except (KeyError, ValueError):
                raise Invalid("intervention.invalid", {"taken_up": ["intervention.paragraph"]}) from None
            before = {"taken_up": [one.anchor for one in stands.taken_up]}
            after = {"taken_up": [one.anchor for one in said]}
            written = interventions.change(work.connection, stands, before, after, work.actor)
            if written is None:
                raise Changed()
            interventions.take_up(work.connection, intervention_id, said)
            work.record("mark what was taken up", intervention_id, before=revision, after=written)
            return written


def _kept(connection: Connection, intervention_id: str, viewer: Viewer) -> Intervention:
    found = one_shown(connection, intervention_id, viewer)
    require(viewer, Action.FOLLOW_MEASURE, Keepers(found.intervention.keeper))
    if found.document and followed.masking(connection, [found.document], viewer):
        raise Conflict("measure.withheld")  # what she does not read she would write over
    return interventions.load_many(connection, viewer.audiences, ids=[intervention_id])[0]
