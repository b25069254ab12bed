"""Records of the cases of a report: made of each draft that a person approved, by whoever reads facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Conflict, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.intake.record import Record, Stored
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.covering import assigned, case_paragraphs, pages_of
from caselaw.domain.splitting.parts import Split, SplitDraft
from caselaw.services.citing.citations import with_exact_citations
from caselaw.services.intake.records import checked
from caselaw.services.splitting.opening import Splits
from caselaw.store import Store
from caselaw.store import documents as stored
from caselaw.store import splitting as rows
from caselaw.store.intake import adding as records
from caselaw.store.withholding import holds


@dataclass(frozen=True)
class Material:
    """What a record is made of: paragraphs as a document of their own, with the title and language of the report."""

    key: str
    draft: SplitDraft
    report: DocumentId
    title: str
    language: str
    languages: Mapping[str, float]
    paragraphs: tuple[Paragraph, ...]


class CaseMakingService:
    """What waits to be read, what each record is made of, and making it once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._splits = Splits(store)

    def waiting(self, *, viewer: Viewer, report_id: str | None = None) -> tuple[str, ...]:
        """The approved drafts, of this report or of all, whose record is still to be made by whoever reads facts."""
        require(viewer, Action.ADD_DOCUMENT)
        with self._store.reading() as connection:
            return rows.waiting(connection, require_id(report_id) if report_id is not None else None)

    def material(self, draft_id: str, *, viewer: Viewer) -> Material:
        """What a record of this draft is made of; `NotFound` as in `get`, `Conflict` where the report was read anew."""
        with self._store.reading() as connection:
            report_id = self._splits.report(connection, draft_id)
            report = self._splits.guarded(connection, report_id, viewer)
            split, paragraphs, pages = self._splits.current(connection, report_id, revision=report.revision)
            place, draft = _find(split, draft_id)
            parts = [one.part for one in split.drafts]
            own, _ = case_paragraphs(place, assigned(parts, paragraphs), paragraphs)
            shown = replace(draft, pages=pages_of(parts, paragraphs, pages)[place])
            return Material(
                _key(draft), shown, report.id, report.facts.title, report.language, report.languages, own
            )  # fmt: skip

    def make(self, draft_id: str, record: Record, *, viewer: Viewer) -> Stored:
        """The record of an approved draft, tied to its report, for the report's readers; made once, however often this
        is called. `Invalid` for a record of other paragraphs than `material` gave, `Conflict` for a draft that is not
        approved."""
        record = with_exact_citations(record, checked(record, None))
        with self._splits.opened(draft_id, viewer, None) as opened:
            require(viewer, Action.ADD_DOCUMENT)
            place, draft = opened.find(draft_id)
            if draft.status != "approved":
                raise Conflict("split.not_approved")
            if draft.made:
                if draft.case is None:  # it was taken away since, and does not come back by itself
                    raise NotFound()
                return Stored(draft.case, "unchanged")
            parts = [one.part for one in opened.split.drafts]
            own, anchors = case_paragraphs(place, assigned(parts, opened.paragraphs), opened.paragraphs)
            if [p.anchor for p in own] != [p.anchor for p in record.paragraphs] or record.key != _key(draft):
                raise Invalid("split.paragraphs")
            tied = replace(record, collection=opened.report.collection, access=opened.report.access, source=None)
            case = records.add(opened.work.connection, tied, opened.report.access)
            for hold in holds.of(opened.work.connection, [opened.report.id]).get(opened.report.id, ()):
                holds.add(opened.work.connection, case, hold.reason, hold.wanted, opened.work.actor)
            pages = pages_of(parts, opened.paragraphs, opened.pages)[place]
            rows.tie(opened.work.connection, case, opened.report.id, pages, anchors)
            rows.change_draft(opened.work.connection, replace(draft, made=True, case=case))
            opened.work.record("add document", case, after=1)
            opened.work.index(case)
            opened.work.relate(case)
            return Stored(case, "added")


def _find(split: Split, draft_id: str) -> tuple[int, SplitDraft]:
    return next((place, draft) for place, draft in enumerate(split.drafts) if draft.id == draft_id)


def _key(draft: SplitDraft) -> str:
    """What tells a case from all other records for ever."""
    return f"{stored.CASE}{draft.id}"
