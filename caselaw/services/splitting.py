"""A report of many cases, decided case by case: a person approves, merges, cuts, renames or rejects each draft.

What proposes the cuts hands in a `Bid`; what reads facts hands in a record for each approved draft (`waiting`,
`material`, `make`): a page can approve at once and leave the reading to whoever reads.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.covering import assigned, case_paragraphs, coverage, pages_of, require_cover
from caselaw.domain.document import Document
from caselaw.domain.errors import Conflict, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id, new_id, require_id
from caselaw.domain.intake import Record, Stored
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting import (
    LONGEST_TITLE,
    Bid,
    Part,
    Split,
    SplitDraft,
    Tie,
    cut,
    kept_beside,
    merged,
    title_of,
)
from caselaw.services.citations import with_exact_citations
from caselaw.services.guarding import guarded
from caselaw.services.records import checked, storable
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store import documents as stored
from caselaw.store import intake as records
from caselaw.store import splitting as rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


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


@dataclass(frozen=True)
class _Open:
    """A split while it is changed: the report, its paragraphs and pages, and the parts as they were."""

    work: UnitOfWork
    report: Document
    split: Split
    paragraphs: tuple[Paragraph, ...]
    pages: int | None

    def find(self, draft_id: str) -> tuple[int, SplitDraft]:
        for place, draft in enumerate(self.split.drafts):
            if draft.id == draft_id:
                return place, draft
        raise NotFound()

    def proposed(self, draft_id: str) -> tuple[int, SplitDraft]:
        """The draft, where nobody has decided on it yet; `Conflict` where somebody has."""
        place, draft = self.find(draft_id)
        if draft.status != "proposed":
            raise Conflict("split.decided")
        return place, draft


class SplittingService:
    """The verbs of a split. Whoever may not read the report learns nothing of it: `NotFound`.

    Each verb that changes takes the `revision` it was decided on and raises `Conflict` where the split has changed
    since (None: whatever it is now), `Forbidden` where the viewer may read but not split.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: tuple[DocumentId, int, tuple[Paragraph, ...]] | None = None  # the report last read, as it was then

    def propose(self, report_id: str, bid: Bid, *, viewer: Viewer) -> Split:
        """Keep this way to cut a stored report. What was approved before stays as it is, and so does a rejected part
        that is proposed again; the rest is as in the bid. The same bid twice changes nothing.

        `Invalid` for parts that do not cover the report.
        """
        report = require_id(report_id)
        with self._store.begin(actor(viewer)) as work:
            document = self._guarded(work.connection, report, viewer)
            paragraphs = stored.load_paragraphs(work.connection, report, stored.EVERYONE)
            try:
                require_cover(bid.parts, paragraphs)
            except ValueError:
                raise Invalid("split.parts") from None
            pages = document.source.pages if document.source else None
            known = rows.load(work.connection, report, lock=True)
            before = known[0].drafts if known else ()
            anew = known is not None and known[1] != len(paragraphs)
            if anew and any(draft.status == "approved" for draft in before):
                raise Conflict("split.stale")
            parts = [_storable(part) for part in bid.parts]
            kept = [] if anew else _kept(before, parts)
            new = [SplitDraft(new_id(), part) for part in kept_beside([draft.part for draft in kept], parts)]
            if known is None:
                rows.add(work.connection, report, bid.strategy, len(paragraphs), pages)
                work.record("propose split", report, after=1)
            elif _same(before, (*kept, *new)):
                return self._shown(work.connection, report)
            else:
                rows.remove_drafts(work.connection, [draft.id for draft in before if draft not in kept])
                rows.renew(work.connection, report, bid.strategy, len(paragraphs), pages)
                self._changed(work, known[0], "propose split", report)
            rows.add_drafts(work.connection, report, new)
            return self._shown(work.connection, report)

    def report(self, report_id: str, *, viewer: Viewer) -> tuple[Document, tuple[Paragraph, ...]]:
        """A stored report with its paragraphs, for whoever proposes how to cut it; `NotFound`, `Forbidden`."""
        report = require_id(report_id)
        with self._store.reading() as connection:
            document = self._guarded(connection, report, viewer)
            return document, stored.load_paragraphs(connection, report, stored.EVERYONE)

    def get(self, report_id: str, *, viewer: Viewer) -> Split:
        """The split of a report with its coverage; `NotFound` where there is none, or none for this viewer."""
        report = require_id(report_id)
        with self._store.reading() as connection:
            self._guarded(connection, report, viewer)
            return self._shown(connection, report)

    def list(self, *, viewer: Viewer) -> tuple[Split, ...]:
        """Every split of a report on which this viewer may decide, the newest first, without pages and coverage."""
        with self._store.reading() as connection:
            return tuple(
                split
                for split in rows.everywhere(connection, stored.EVERYONE)
                if may(viewer, Action.SPLIT_REPORT, split)
            )

    def merge(self, draft_id: str, *, viewer: Viewer, revision: int | None = None) -> Split:
        """This draft and the one behind it become one, under the id of this; `Invalid` for the last part."""
        with self._opened(draft_id, viewer, revision) as opened:
            place, draft = opened.proposed(draft_id)
            if place + 1 == len(opened.split.drafts):
                raise Invalid("split.last")
            _, second = opened.proposed(opened.split.drafts[place + 1].id)
            rows.remove_drafts(opened.work.connection, [second.id])
            rows.change_draft(opened.work.connection, replace(draft, part=merged(draft.part, second.part)))
            self._changed(opened.work, opened.split, "merge drafts", draft.id)
            return self._shown(opened.work.connection, opened.report.id)

    def cut(
        self, draft_id: str, anchor: str, *, viewer: Viewer, title: str = "", country: str | None = None,
        revision: int | None = None,
    ) -> Split:  # fmt: skip
        """The draft ends before the paragraph under `anchor` of the report, where a new case begins, called `title` or
        as that paragraph. Its `country` is read when its record is made where it is not given. `Invalid` for a
        paragraph that is not in it, or is its first."""
        with self._opened(draft_id, viewer, revision) as opened:
            _, draft = opened.proposed(draft_id)
            at = next((p.position for p in opened.paragraphs if p.anchor == anchor), -1)
            if not draft.part.first < at <= draft.part.last:
                raise Invalid("split.cut", {"at": ["split.cut"]}, anchor=anchor)
            below = opened.paragraphs[at + 1].text if at < draft.part.last else ""
            own = _title(title) or _title(title_of(opened.paragraphs[at].text, below))
            first, second = cut(draft.part, at, own, country)
            rows.change_draft(opened.work.connection, replace(draft, part=first))
            rows.add_drafts(opened.work.connection, opened.report.id, [SplitDraft(new_id(), second)])
            self._changed(opened.work, opened.split, "cut draft", draft.id)
            return self._shown(opened.work.connection, opened.report.id)

    def rename(self, draft_id: str, title: str, *, viewer: Viewer, revision: int | None = None) -> Split:
        """Give the draft another title; `Invalid` for an empty one."""
        with self._opened(draft_id, viewer, revision) as opened:
            _, draft = opened.proposed(draft_id)
            if not _title(title):
                raise Invalid("split.title", {"title": ["split.title"]})
            rows.change_draft(opened.work.connection, replace(draft, part=replace(draft.part, title=_title(title))))
            self._changed(opened.work, opened.split, "rename draft", draft.id)
            return self._shown(opened.work.connection, opened.report.id)

    def reject(self, draft_id: str, reason: str, *, viewer: Viewer, revision: int | None = None) -> Split:
        """The draft becomes no record; `Invalid` without a reason."""
        with self._opened(draft_id, viewer, revision) as opened:
            _, draft = opened.find(draft_id)
            words = " ".join(storable(reason).split())
            if not words:
                raise Invalid("split.reason", {"reason": ["split.reason"]})
            if draft.status == "approved":
                raise Conflict("split.decided")
            rows.change_draft(opened.work.connection, replace(draft, status="rejected", reason=words))
            self._changed(opened.work, opened.split, "reject draft", draft.id)
            return self._shown(opened.work.connection, opened.report.id)

    def reopen(self, draft_id: str, *, viewer: Viewer, revision: int | None = None) -> Split:
        """A rejected draft is proposed again."""
        with self._opened(draft_id, viewer, revision) as opened:
            _, draft = opened.find(draft_id)
            if draft.status == "approved":
                raise Conflict("split.decided")
            if draft.status == "rejected":
                rows.change_draft(opened.work.connection, replace(draft, status="proposed", reason=None))
                self._changed(opened.work, opened.split, "reopen draft", draft.id)
            return self._shown(opened.work.connection, opened.report.id)

    def approve(
        self, report_id: str, drafts: Collection[str] | None = None, *, viewer: Viewer, revision: int | None = None
    ) -> Split:
        """These drafts of a report, or every proposed case, are to become records. What is approved already stays so;
        `Invalid` for what is no case, `Conflict` for what was rejected."""
        require_id(report_id)
        with self._opened_report(DocumentId(report_id), viewer, revision) as opened:
            cases = [draft for draft in opened.split.drafts if draft.part.kind == "case"]
            wanted = [opened.find(one)[1] for one in drafts] if drafts is not None else cases
            for draft in wanted:
                if draft.part.kind != "case":
                    raise Invalid("split.no_case", title=draft.part.title)
                if draft.status == "rejected" and drafts is not None:
                    raise Conflict("split.decided")
            changed = [draft for draft in wanted if draft.status == "proposed"]
            for draft in changed:
                rows.change_draft(opened.work.connection, replace(draft, status="approved"))
            if changed:
                revised = rows.bump(opened.work.connection, opened.report.id)
                for draft in changed:
                    opened.work.record("approve draft", draft.id, before=opened.split.revision, after=revised)
            return self._shown(opened.work.connection, opened.report.id)

    def waiting(self, *, viewer: Viewer, report_id: str | None = None) -> tuple[str, ...]:
        """The approved drafts, of this report or of all, whose record is still to be made by whoever reads facts."""
        require(viewer, Action.ADD_DOCUMENT)
        with self._store.reading() as connection:
            return rows.waiting(connection, require_id(report_id) if report_id is not None else None)

    def material(self, draft_id: str, *, viewer: Viewer) -> Material:
        """What a record of this draft is made of; `NotFound` as in `get`, `Conflict` where the report was read anew."""
        with self._store.reading() as connection:
            report_id = self._report(connection, draft_id)
            report = self._guarded(connection, report_id, viewer)
            split, paragraphs, pages = self._current(connection, report_id, revision=report.revision)
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
        with self._opened(draft_id, viewer, None) as opened:
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
            pages = pages_of(parts, opened.paragraphs, opened.pages)[place]
            rows.tie(opened.work.connection, case, opened.report.id, pages, anchors)
            rows.change_draft(opened.work.connection, replace(draft, made=True, case=case))
            opened.work.record("add document", case, after=1)
            opened.work.index(case)
            opened.work.relate(case)
            return Stored(case, "added")

    def tie(self, document_id: str, *, viewer: Viewer) -> Tie | None:
        """The report that this case was taken from, where the viewer may read both."""
        case = as_id(document_id)
        if case is None:
            return None
        with self._store.reading() as connection:
            return rows.tie_of(connection, case, viewer.audiences)

    def cases(self, document_id: str, *, viewer: Viewer) -> tuple[Tie, ...]:
        """The cases taken from this report that the viewer may read, in the order of the report."""
        report = as_id(document_id)
        if report is None:
            return ()
        with self._store.reading() as connection:
            return rows.cases_of(connection, report, viewer.audiences)

    @contextmanager
    def _opened(self, draft_id: str, viewer: Viewer, revision: int | None) -> Iterator[_Open]:
        with self._store.reading() as connection:
            report = self._report(connection, draft_id)
        with self._opened_report(report, viewer, revision) as opened:
            yield opened

    @contextmanager
    def _opened_report(self, report: DocumentId, viewer: Viewer, revision: int | None) -> Iterator[_Open]:
        with self._store.begin(actor(viewer)) as work:
            document = self._guarded(work.connection, report, viewer)
            split, paragraphs, pages = self._current(work.connection, report, lock=True, revision=document.revision)
            if revision is not None and revision != split.revision:
                raise Conflict()
            yield _Open(work, document, split, paragraphs, pages)

    def _current(
        self, connection: Connection, report: DocumentId, *, lock: bool = False, revision: int | None = None
    ) -> tuple[Split, tuple[Paragraph, ...], int | None]:
        """The split with the report's paragraphs and pages. The report of which one record after another is made is
        read once, as long as it stays at this `revision`."""
        known = rows.load(connection, report, lock=lock)
        if known is None:
            raise NotFound()
        split, count, pages = known
        last = self._read
        if last is not None and last[:2] == (report, revision):
            paragraphs = last[2]
        else:
            paragraphs = stored.load_paragraphs(connection, report, stored.EVERYONE)
            self._read = (report, revision, paragraphs) if revision is not None else None
        if len(paragraphs) != count:
            raise Conflict("split.stale")
        return split, paragraphs, pages

    def _shown(self, connection: Connection, report: DocumentId) -> Split:
        split, paragraphs, pages = self._current(connection, report)
        parts = [draft.part for draft in split.drafts]
        spans = pages_of(parts, paragraphs, pages)
        shown = tuple(replace(draft, pages=span) for draft, span in zip(split.drafts, spans, strict=True))
        return replace(split, drafts=shown, coverage=coverage(parts, paragraphs, pages))

    def _report(self, connection: Connection, draft_id: str) -> DocumentId:
        found = rows.report_of(connection, require_id(draft_id))
        if found is None:
            raise NotFound()
        return found

    def _guarded(self, connection: Connection, report: DocumentId, viewer: Viewer) -> Document:
        """The report, where there is one and the viewer may split it."""
        return guarded(connection, [report], Action.SPLIT_REPORT, viewer)[report]

    def _changed(self, work: UnitOfWork, split: Split, action: str, subject: str) -> None:
        work.record(action, subject, before=split.revision, after=rows.bump(work.connection, split.report))


def _find(split: Split, draft_id: str) -> tuple[int, SplitDraft]:
    return next((place, draft) for place, draft in enumerate(split.drafts) if draft.id == draft_id)


def _key(draft: SplitDraft) -> str:
    """What tells a case from all other records for ever."""
    return f"{stored.CASE}{draft.id}"


def _title(text: str) -> str:
    return " ".join(storable(text).split())[:LONGEST_TITLE].strip()


def _storable(part: Part) -> Part:
    return replace(part, title=_title(part.title))


def _kept(before: Sequence[SplitDraft], parts: Sequence[Part]) -> list[SplitDraft]:
    """What a new proposal leaves as it is: approved drafts, and rejected ones that it would bring back unchanged."""
    again = {(part.first, part.last) for part in parts}
    return [
        draft
        for draft in before
        if draft.status == "approved" or (draft.status == "rejected" and (draft.part.first, draft.part.last) in again)
    ]


def _same(before: Sequence[SplitDraft], after: Sequence[SplitDraft]) -> bool:
    return {(draft.part, draft.status) for draft in before} == {(draft.part, draft.status) for draft in after}
