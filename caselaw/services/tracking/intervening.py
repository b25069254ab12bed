"""Interventions of a group: recorded from the first question of leave to the paragraphs that took an argument up.

One that is not public is there for its readers alone. What it says of a document is for those who read the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, may_somewhere, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC, Audience, includes
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document
from caselaw.domain.editing import Collision, merge
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id, id_in, new_id, require_id
from caselaw.domain.intake.upload import Sent
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.tracking.intervention import (
    DATES,
    FIELDS,
    LEAVES,
    MOST_SIGNATORIES,
    Intervention,
    TakenUp,
    TextFile,
    state,
)
from caselaw.domain.tracking.measure import LONGEST_LINE, LONGEST_TEXT, Evidence, FieldChange
from caselaw.domain.tracking.tie import marks
from caselaw.services.reading.documents import OriginalFile
from caselaw.services.signing import actor
from caselaw.services.tracking import followed
from caselaw.services.tracking.evidence_files import EvidenceFiles
from caselaw.services.tracking.followed import Keepers
from caselaw.services.tracking.rules import choice, country, court, day, keeper_of, line, readers, text
from caselaw.store import Store
from caselaw.store import documents as stored
from caselaw.store.people import accounts
from caselaw.store.tables.base import now
from caselaw.store.tracking import interventions

__all__ = ["InterveningService", "Shown", "WrittenIntervention"]


@dataclass(frozen=True)
class Shown:
    """An intervention for one viewer: the decision and the text as she reads them, the passages that took it up with
    their paragraphs; `keeps` says that she is among those whose work it is."""

    intervention: Intervention
    document: Document | None
    text: Document | None
    passages: tuple[tuple[TakenUp, Paragraph | None], ...]
    keeps: bool

    @property
    def title(self) -> str:
        return self.intervention.case or (self.document.facts.title if self.document else "")

    @property
    def countries(self) -> tuple[str, ...]:
        """What was said, else what is known of the decision."""
        if self.intervention.country:
            return (self.intervention.country,)
        facts = self.document.facts if self.document else None
        return (facts.respondents or ((facts.country,) if facts.country else ())) if facts else ()

    @property
    def body(self) -> str | None:
        return self.intervention.body or (self.document.facts.court if self.document else None)

    @property
    def is_overdue(self) -> bool:
        today = datetime.now(UTC).date()
        deadline = self.intervention.deadline
        return self.intervention.filed is None and deadline is not None and deadline.last < _number(today)


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
            return _shown(connection, found, viewer, whole=whole)

    def taken(self, found: Iterable[Shown], *, viewer: Viewer) -> None:
        """Write down that a table of these was taken along, where not everybody may read them all."""
        if all(one.intervention.access == PUBLIC for one in found):
            return
        with self._store.begin(actor(viewer)) as work:
            work.record("export interventions", "interventions")

    def get(self, intervention_id: str, *, viewer: Viewer) -> Shown:
        """One, with the paragraphs that took it up. `NotFound`."""
        with self._store.reading() as connection:
            return _one(connection, intervention_id, viewer, whole=True)

    def history(self, intervention_id: str, *, viewer: Viewer) -> tuple[tuple[FieldChange, ...], Mapping[str, str]]:
        """How it changed, and the names of those who wrote, for its keepers; others are told nothing. `NotFound`."""
        with self._store.reading() as connection:
            found = _one(connection, intervention_id, viewer)
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
            made = _changed(blank, wanted)
            _require_documents(work.connection, made, viewer)
            _require_readers(work.connection, made, None, viewer)
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
            mine = state(_changed(stands, wanted))
            joined = merge(base, before, {field: mine[field] for field in wanted if field in FIELDS})
            if joined.collisions:
                return WrittenIntervention(stands.revision, joined.collisions, {**before, **mine, **joined.wanted})
            if not joined.wanted:
                return WrittenIntervention(stands.revision)
            after = _changed(stands, joined.wanted)
            _require_documents(work.connection, after, viewer)
            _require_readers(work.connection, after, stands, viewer)
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
                there = {one.anchor: one for one in _paragraphs(work.connection, stands.document, viewer)}
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


def _one(connection: Connection, intervention_id: str, viewer: Viewer, *, whole: bool = False) -> Shown:
    found = interventions.load_many(connection, viewer.audiences, ids=[require_id(intervention_id)])
    if not found:
        raise NotFound()
    return _shown(connection, found, viewer, whole=whole)[0]


def _kept(connection: Connection, intervention_id: str, viewer: Viewer) -> Intervention:
    shown = _one(connection, intervention_id, viewer)
    require(viewer, Action.FOLLOW_MEASURE, Keepers(shown.intervention.keeper))
    if shown.document and followed.masking(connection, [shown.document], viewer):
        raise Conflict("measure.withheld")  # what she does not read she would write over
    return interventions.load_many(connection, viewer.audiences, ids=[intervention_id])[0]


def _shown(
    connection: Connection, found: Sequence[Intervention], viewer: Viewer, *, whole: bool = False
) -> tuple[Shown, ...]:
    wanted = {one for each in found for one in (each.document, each.text_document) if one}
    there = stored.load_many(connection, wanted, viewer.audiences)
    masks = followed.masking(connection, there.values(), viewer)
    shown: list[Shown] = []
    for one in found:
        passages: list[tuple[TakenUp, Paragraph | None]] = [(passage, None) for passage in one.taken_up]
        if whole and one.document and passages:
            texts = {each.anchor: each for each in _paragraphs(connection, one.document, viewer)}
            passages = [(passage, None if passage.lost else texts.get(passage.anchor)) for passage, _ in passages]
        keeps = one.keeper in viewer.audiences
        masked = masks.get(one.document) if one.document else None
        legible = one if keeps else replace(one, table=None, by="")  # a table is its group's own
        if masked:
            words = tuple((replace(passage, words=masked(passage.words)), at) for passage, at in passages)
            legible = replace(legible, case=masked(one.case), arguments=masked(one.arguments))
            passages = [*words]
        document = there.get(one.document) if one.document else None
        text_of = there.get(one.text_document) if one.text_document else None
        shown.append(Shown(legible, document, text_of, tuple(passages), keeps))
    return tuple(shown)


def _paragraphs(connection: Connection, document: DocumentId, viewer: Viewer) -> tuple[Paragraph, ...]:
    return stored.load_paragraphs(connection, document, viewer.audiences)


def _changed(stands: Intervention, wanted: Mapping[str, Any]) -> Intervention:
    """The intervention with these fields. Raises `Invalid` that names each faulty one."""
    faults: dict[str, list[str]] = {}
    read: dict[str, Any] = {}
    for field, value in wanted.items():
        if field in FIELDS:
            try:
                read[field] = _READ[field](value)
            except ValueError as fault:
                faults[field] = [str(fault)]
            except (AttributeError, TypeError):
                faults[field] = ["measure.choice"]
    found = replace(stands, **read)
    if not faults and not (found.case or found.document):
        faults["case"] = ["intervention.case"]
    if not faults and any(
        one and other and other.last < one.first
        for one, other in ((found.asked, found.decided), (found.asked, found.filed))
    ):
        faults["decided" if found.decided else "filed"] = ["intervention.order"]
    if faults:
        raise Invalid("intervention.invalid", faults)
    return found


def _require_documents(connection: Connection, made: Intervention, viewer: Viewer) -> None:
    for field, one in (("document", made.document), ("text_document", made.text_document)):
        if one and not stored.exists(connection, one, viewer.audiences):
            raise Invalid("intervention.invalid", {field: ["measure.document"]})


def _require_readers(
    connection: Connection, after: Intervention, before: Intervention | None, viewer: Viewer
) -> None:  # fmt: skip
    document = None
    if after.document:
        document = stored.load_many(connection, [after.document], viewer.audiences).get(after.document)
    same = before is not None and after.access == before.access
    wrong = not same and (after.access not in viewer.audiences or not includes(after.access, after.keeper))
    if wrong or (document is not None and not includes(document.access, after.access)):
        raise Invalid("intervention.invalid", {"access": ["measure.access"]})
    if after.access == PUBLIC and not same:
        require(viewer, Action.PUBLISH_MEASURE, Keepers(after.keeper))


def may_keep(viewer: Viewer, keeper: Audience) -> bool:
    """The viewer may write what is of these keepers."""
    return may(viewer, Action.FOLLOW_MEASURE, Keepers(keeper))


def _id(value: Any) -> DocumentId | None:
    """The id of a document, or the one in its address."""
    if not value:
        return None
    found = as_id(id_in(value))
    if found is None:
        raise ValueError("measure.document")
    return found


def _signatories(value: Any) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(name for one in value or () if (name := line(one))))
    if len(found) > MOST_SIGNATORIES:
        raise ValueError("measure.too_many")
    return found


def _long(value: Any) -> str:
    return text(value, LONGEST_TEXT * 3)


def _leave(value: Any) -> Any:
    return choice(value, LEAVES)


def _table(value: Any) -> str | None:
    return line(value)[:LONGEST_LINE] or None


def _number(today: date) -> int:
    return PartialDate(today.year, today.month, today.day).first


_READ: Mapping[str, Callable[[Any], Any]] = {
    "case": line, "document": _id, "body": court, "country": country, "leave": _leave, "signatories": _signatories,
    "arguments": _long, "text_document": _id, "table": _table, "access": readers, **dict.fromkeys(DATES, day),
}  # fmt: skip
