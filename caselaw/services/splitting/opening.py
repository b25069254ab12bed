"""A split as a verb works on it: the report, its paragraphs and its parts, in the transaction of the verb."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import Conflict, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.covering import coverage, pages_of
from caselaw.domain.splitting.parts import Split, SplitDraft
from caselaw.services.guarding import guarded
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store import documents as stored
from caselaw.store import splitting as rows


@dataclass(frozen=True)
class OpenSplit:
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


class Splits:
    """Opens splits to be read and changed. Whoever may not read the report learns nothing of it: `NotFound`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: tuple[DocumentId, int, tuple[Paragraph, ...]] | None = None  # the report last read, as it was then

    @contextmanager
    def opened(self, draft_id: str, viewer: Viewer, revision: int | None) -> Iterator[OpenSplit]:
        """The split of this draft, to be changed; `Conflict` where it is no more at this revision (None: any)."""
        with self._store.reading() as connection:
            report = self.report(connection, draft_id)
        with self.opened_report(report, viewer, revision) as opened:
            yield opened

    @contextmanager
    def opened_report(self, report: DocumentId, viewer: Viewer, revision: int | None) -> Iterator[OpenSplit]:
        """The split of this report, as `opened`."""
        with self._store.begin(actor(viewer)) as work:
            document = self.guarded(work.connection, report, viewer)
            split, paragraphs, pages = self.current(work.connection, report, lock=True, revision=document.revision)
            if revision is not None and revision != split.revision:
                raise Conflict()
            yield OpenSplit(work, document, split, paragraphs, pages)

    def current(
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

    def shown(self, connection: Connection, report: DocumentId) -> Split:
        """The split with the pages of each part, and what of the report is in none."""
        split, paragraphs, pages = self.current(connection, report)
        parts = [draft.part for draft in split.drafts]
        spans = pages_of(parts, paragraphs, pages)
        shown = tuple(replace(draft, pages=span) for draft, span in zip(split.drafts, spans, strict=True))
        return replace(split, drafts=shown, coverage=coverage(parts, paragraphs, pages))

    def report(self, connection: Connection, draft_id: str) -> DocumentId:
        """The report that a draft is of."""
        found = rows.report_of(connection, require_id(draft_id))
        if found is None:
            raise NotFound()
        return found

    def guarded(self, connection: Connection, report: DocumentId, viewer: Viewer) -> Document:
        """The report, where there is one and the viewer may split it."""
        return guarded(connection, [report], Action.SPLIT_REPORT, viewer)[report]
