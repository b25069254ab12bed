"""A report of many cases, decided case by case: a person approves, merges, cuts, renames or rejects each draft.

What proposes the cuts hands in a `Bid`; what reads facts makes a record of each approved draft (`case_making`): a page
can approve at once and leave the reading to whoever reads.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import Conflict, Invalid
from caselaw.domain.identifiers import DocumentId, as_id, new_id, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.covering import require_cover
from caselaw.domain.splitting.parts import (
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
from caselaw.services.intake.records import one_line
from caselaw.services.signing import actor
from caselaw.services.splitting.opening import Splits
from caselaw.store import Store, UnitOfWork, jobs
from caselaw.store import documents as stored
from caselaw.store import splitting as rows


class SplittingService:
    """The verbs of a split. Whoever may not read the report learns nothing of it: `NotFound`.

    Each verb that changes takes the `revision` it was decided on and raises `Conflict` where the split has changed
    since (None: whatever it is now), `Forbidden` where the viewer may read but not split.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._splits = Splits(store)

    def propose(self, report_id: str, bid: Bid, *, viewer: Viewer) -> Split:
        """Keep this way to cut a stored report. What was approved before stays as it is, and so does a rejected part
        that is proposed again; the rest is as in the bid. The same bid twice changes nothing.

        `Invalid` for parts that do not cover the report.
        """
        report = require_id(report_id)
        with self._store.begin(actor(viewer)) as work:
            document = self._splits.guarded(work.connection, report, viewer)
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
                return self._splits.shown(work.connection, report)
            else:
                rows.remove_drafts(work.connection, [draft.id for draft in before if draft not in kept])
                rows.renew(work.connection, report, bid.strategy, len(paragraphs), pages)
                _changed(work, known[0], "propose split", report)
            rows.add_drafts(work.connection, report, new)
            return self._splits.shown(work.connection, report)

    def look_through(self, report_id: str, *, viewer: Viewer) -> None:
        """Ask for the cases of a stored document to be looked for by whoever reads files."""
        report = require_id(report_id)
        with self._store.begin(actor(viewer)) as work:
            self._splits.guarded(work.connection, report, viewer)
            jobs.add(work.connection, jobs.SPLIT, report)

    def report(self, report_id: str, *, viewer: Viewer) -> tuple[Document, tuple[Paragraph, ...]]:
        """A stored report with its paragraphs, for whoever proposes how to cut it; `NotFound`, `Forbidden`."""
        report = require_id(report_id)
        with self._store.reading() as connection:
            document = self._splits.guarded(connection, report, viewer)
            return document, stored.load_paragraphs(connection, report, stored.EVERYONE)

    def get(self, report_id: str, *, viewer: Viewer) -> Split:
        """The split of a report with its coverage; `NotFound` where there is none, or none for this viewer."""
        report = require_id(report_id)
        with self._store.reading() as connection:
            self._splits.guarded(connection, report, viewer)
            return self._splits.shown(connection, report)

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
        with self._splits.opened(draft_id, viewer, revision) as opened:
            place, draft = opened.proposed(draft_id)
            if place + 1 == len(opened.split.drafts):
                raise Invalid("split.last")
            _, second = opened.proposed(opened.split.drafts[place + 1].id)
            rows.remove_drafts(opened.work.connection, [second.id])
            rows.change_draft(opened.work.connection, replace(draft, part=merged(draft.part, second.part)))
            _changed(opened.work, opened.split, "merge drafts", draft.id)
            return self._splits.shown(opened.work.connection, opened.report.id)

    def cut(
        self, draft_id: str, anchor: str, *, viewer: Viewer, title: str = "", country: str | None = None,
        revision: int | None = None,
    ) -> Split:  # fmt: skip
        """The draft ends before the paragraph under `anchor` of the report, where a new case begins, called `title` or
        as that paragraph. Its `country` is read when its record is made where it is not given. `Invalid` for a
        paragraph that is not in it, or is its first."""
        with self._splits.opened(draft_id, viewer, revision) as opened:
            _, draft = opened.proposed(draft_id)
            at = next((p.position for p in opened.paragraphs if p.anchor == anchor), -1)
            if not draft.part.first < at <= draft.part.last:
                raise Invalid("split.cut", {"at": ["split.cut"]}, anchor=anchor)
            below = opened.paragraphs[at + 1].text if at < draft.part.last else ""
            own = _title(title) or _title(title_of(opened.paragraphs[at].text, below))
            first, second = cut(draft.part, at, own, country)
            rows.change_draft(opened.work.connection, replace(draft, part=first))
            rows.add_drafts(opened.work.connection, opened.report.id, [SplitDraft(new_id(), second)])
            _changed(opened.work, opened.split, "cut draft", draft.id)
            return self._splits.shown(opened.work.connection, opened.report.id)

    def rename(self, draft_id: str, title: str, *, viewer: Viewer, revision: int | None = None) -> Split:
        """Give the draft another title; `Invalid` for an empty one."""
        with self._splits.opened(draft_id, viewer, revision) as opened:
            _, draft = opened.proposed(draft_id)
            if not _title(title):
                raise Invalid("split.title", {"title": ["split.title"]})
            rows.change_draft(opened.work.connection, replace(draft, part=replace(draft.part, title=_title(title))))
            _changed(opened.work, opened.split, "rename draft", draft.id)
            return self._splits.shown(opened.work.connection, opened.report.id)

    def reject(self, draft_id: str, reason: str, *, viewer: Viewer, revision: int | None = None) -> Split:
        """The draft becomes no record; `Invalid` without a reason."""
        with self._splits.opened(draft_id, viewer, revision) as opened:
            _, draft = opened.find(draft_id)
            words = one_line(reason)
            if not words:
                raise Invalid("split.reason", {"reason": ["split.reason"]})
            if draft.status == "approved":
                raise Conflict("split.decided")
            rows.change_draft(opened.work.connection, replace(draft, status="rejected", reason=words))
            _changed(opened.work, opened.split, "reject draft", draft.id)
            return self._splits.shown(opened.work.connection, opened.report.id)

    def reopen(self, draft_id: str, *, viewer: Viewer, revision: int | None = None) -> Split:
        """A rejected draft is proposed again."""
        with self._splits.opened(draft_id, viewer, revision) as opened:
            _, draft = opened.find(draft_id)
            if draft.status == "approved":
                raise Conflict("split.decided")
            if draft.status == "rejected":
                rows.change_draft(opened.work.connection, replace(draft, status="proposed", reason=None))
                _changed(opened.work, opened.split, "reopen draft", draft.id)
            return self._splits.shown(opened.work.connection, opened.report.id)

    def approve(
        self, report_id: str, drafts: Collection[str] | None = None, *, viewer: Viewer, revision: int | None = None
    ) -> Split:
        """These drafts of a report, or every proposed case, are to become records. What is approved already stays so;
        `Invalid` for what is no case, `Conflict` for what was rejected."""
        require_id(report_id)
        with self._splits.opened_report(DocumentId(report_id), viewer, revision) as opened:
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
            return self._splits.shown(opened.work.connection, opened.report.id)

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


def _changed(work: UnitOfWork, split: Split, action: str, subject: str) -> None:
    work.record(action, subject, before=split.revision, after=rows.bump(work.connection, split.report))


def _title(text: str) -> str:
    return one_line(text)[:LONGEST_TITLE].strip()


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
