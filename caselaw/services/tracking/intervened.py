"""An intervention as one viewer reads it: the decision, the text that was filed, the passages that took it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.tracking.intervention import Intervention, TakenUp
from caselaw.services.tracking import followed
from caselaw.services.tracking.followed import Keepers
from caselaw.store import documents as stored
from caselaw.store.tracking import interventions


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


def one_shown(connection: Connection, intervention_id: str, viewer: Viewer, *, whole: bool = False) -> Shown:
    """The intervention of this id; `whole` as `shown`. `NotFound`."""
    found = interventions.load_many(connection, viewer.audiences, ids=[require_id(intervention_id)])
    if not found:
        raise NotFound()
    return shown(connection, found, viewer, whole=whole)[0]


def shown(
    connection: Connection, found: Sequence[Intervention], viewer: Viewer, *, whole: bool = False
) -> tuple[Shown, ...]:
    """These as the viewer reads them, in their order; `whole`: with the paragraphs that took them up."""
    wanted = {one for each in found for one in (each.document, each.text_document) if one}
    there = stored.load_many(connection, wanted, viewer.audiences)
    masks = followed.masking(connection, there.values(), viewer)
    told: list[Shown] = []
    for one in found:
        passages: list[tuple[TakenUp, Paragraph | None]] = [(passage, None) for passage in one.taken_up]
        if whole and one.document and passages:
            texts = {each.anchor: each for each in paragraphs(connection, one.document, viewer)}
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
        told.append(Shown(legible, document, text_of, tuple(passages), keeps))
    return tuple(told)


def paragraphs(connection: Connection, document: DocumentId, viewer: Viewer) -> tuple[Paragraph, ...]:
    """The paragraphs of a document that the viewer reads."""
    return stored.load_paragraphs(connection, document, viewer.audiences)


def may_keep(viewer: Viewer, keeper: Audience) -> bool:
    """The viewer may write what is of these keepers."""
    return may(viewer, Action.FOLLOW_MEASURE, Keepers(keeper))


def _number(today: date) -> int:
    return PartialDate(today.year, today.month, today.day).first
