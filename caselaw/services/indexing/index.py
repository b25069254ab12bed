"""Keeping the index equal to the database: pending jobs are applied, and none is forgotten before both sides agree.

A job is deleted only when a later look finds the same revision on both sides; until then it is applied again. So a
process may be killed at any moment: the next one finds the job and repairs. While the index is built anew no job is
deleted: the new one may hold the document as it was before, and only a waiting job keeps what was restricted meanwhile
out of every search.

A document that is cited by one more, or one less, is itself unchanged: its row is made anew by a job of its own kind,
once nothing else waits. Such a job is not looked after: a count that is off by one until the next change or rebuild
harms nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import IndexBusy
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.veil.restrictions import Restriction
from caselaw.search.port import IndexDocument, Rebuilt, SearchIndex
from caselaw.search.project import Citing, rows
from caselaw.store import Store, citing, documents, jobs, rebuilds, summaries
from caselaw.store.coding import agreement
from caselaw.store.withholding import names as withholding

_BATCH = 20  # documents in memory at a time: one may have a thousand pages

Progress = Callable[[int, int], None]
"""Told (documents done, of how many)."""


Followed = Callable[[Collection[DocumentId]], Collection[DocumentId]]
"""Asked to forget what else is held of documents that are gone or restricted; says for which it could not."""


def nobody_else(_ids: Collection[DocumentId]) -> Collection[DocumentId]:
    """Nobody but the index holds anything of them."""
    return ()


@dataclass(frozen=True)
class Applied:
    """What one call did: documents put or dropped, jobs settled (both sides seen equal), documents refused and why.

    `busy` means that another process is writing the index and will do this work.
    """

    applied: int = 0
    settled: int = 0
    refused: Mapping[DocumentId, str] = field(default_factory=dict)
    busy: bool = False

    @property
    def idle(self) -> bool:
        """There was nothing to do."""
        return not (self.applied or self.settled or self.refused or self.busy)


@dataclass(frozen=True)
class Agreement:
    """Where index and database differ: not in the index, there with another revision, there without a document."""

    missing: tuple[DocumentId, ...] = ()
    stale: tuple[DocumentId, ...] = ()
    extra: tuple[DocumentId, ...] = ()

    @property
    def agrees(self) -> bool:
        return not self.differing

    @property
    def differing(self) -> tuple[DocumentId, ...]:
        return self.missing + self.stale + self.extra


@dataclass(frozen=True)
class IndexStatus:
    """Documents in the database and in the index, jobs that wait (in all, due now), documents refused and why."""

    documents: int
    indexed: int
    pending: int
    due: int
    refused: Mapping[DocumentId, str]


class IndexingService:
    """Applies index jobs, rebuilds the index, and compares it with the database."""

    def __init__(self, store: Store, index: SearchIndex, followed: Followed = nobody_else) -> None:
        self._store = store
        self._index = index
        self._followed = followed

    def apply_pending(self, *, limit: int = 500) -> Applied:
        """Apply at most `limit` of the jobs that are due; call again until the answer is `idle`.

        Raises `SearchUnavailable` where the engine does not answer: the jobs stay.
        """
        with self._store.take_jobs(jobs.INDEX, limit) as taken:
            if taken is None:
                return Applied(busy=True)
            if not taken.jobs:
                return self._recount(limit)
            try:
                return self._apply(taken)
            except IndexBusy:
                return Applied(busy=True)

    def pending(self) -> int:
        """How many jobs wait, due or not."""
        with self._store.reading() as connection:
            return jobs.waiting(connection, jobs.INDEX).total

    def rebuild(self, *, viewer: Viewer, progress: Progress | None = None) -> Rebuilt:
        """Fill a new index with every document and swap it in; the old one serves meanwhile.

        The jobs of what changed during the rebuild wait for its end, so that nothing that went to the old index alone
        is lost; what else differs gets a new one. Raises `Forbidden`, `IndexBusy`, `SearchUnavailable`.
        """
        require(viewer, Action.REBUILD_INDEX)
        with rebuilds.noted(self._store):
            rebuilt = self._index.rebuild(self._all_rows(progress))
            differing = self._compare().differing
            with self._store.writing() as connection:
                for document in differing:
                    jobs.add(connection, jobs.INDEX, document)
        with self._store.writing() as connection:
            jobs.hasten(connection, jobs.INDEX)
        return rebuilt

    def every_row(self, *, viewer: Viewer) -> Iterator[IndexDocument]:
        """What a rebuild would index, for measuring. Raises `Forbidden`."""
        require(viewer, Action.REBUILD_INDEX)
        return self._all_rows(None)

    def check(self, *, viewer: Viewer) -> Agreement:
        """Compare every document's revision on both sides. Raises `Forbidden`, `SearchUnavailable`."""
        require(viewer, Action.READ_INDEX)
        return self._compare()

    def status(self, *, viewer: Viewer) -> IndexStatus:
        """How far the index is. Raises `Forbidden`, `SearchUnavailable`."""
        require(viewer, Action.READ_INDEX)
        indexed = len(self._index.versions())
        with self._store.reading() as connection:
            waiting = jobs.waiting(connection, jobs.INDEX)
            refused = jobs.refusals(connection, jobs.INDEX)
            total = documents.count(connection, documents.EVERYONE)
        return IndexStatus(
            total, indexed, waiting.total, waiting.due, {DocumentId(key): why for key, why in refused.items()}
        )

    def _apply(self, taken: jobs.Taken) -> Applied:
        wanted = {DocumentId(job.subject) for job in taken.jobs}
        rebuilding = rebuilds.going_on(self._store)
        lagging = frozenset(self._followed(wanted))
        with self._store.reading() as connection:
            truth = documents.revisions(connection, wanted)
        indexed = self._index.versions(wanted)
        agreed = {document for document in wanted if truth.get(document) == indexed.get(document)}
        differing = wanted - agreed
        refused = self._bring_up(sorted(differing & truth.keys()), sorted(differing - truth.keys()))
        done = frozenset() if rebuilding else agreed - lagging
        settled = [job.id for job in taken.jobs if job.subject in done]
        with taken.writing() as connection:
            jobs.settle(connection, settled)
            jobs.look_later(connection, [job.id for job in taken.jobs if job.subject in agreed - done])
            jobs.postpone(connection, [job for job in taken.jobs if job.subject in differing], refused)
        return Applied(len(differing) - len(refused), len(settled), refused)

    def _recount(self, limit: int) -> Applied:
        """Make the rows of documents anew that are cited, or coded, otherwise than they were."""
        with self._store.take_jobs(jobs.RECOUNT, limit) as taken:
            if taken is None:
                return Applied(busy=True)
            if not taken.jobs:
                return Applied()
            cited = sorted({DocumentId(job.subject) for job in taken.jobs})
            rebuilding = rebuilds.going_on(self._store)
            try:
                self._index.put(self._rows(cited))
            except IndexBusy:
                return Applied(busy=True)
            done = [job.id for job in taken.jobs]
            with taken.writing() as connection:
                if rebuilding:  # the new index may have been given the rows as they were before
                    jobs.look_later(connection, done)
                    return Applied()
                jobs.settle(connection, done)
            return Applied(settled=len(taken.jobs))

    def _bring_up(self, present: Sequence[DocumentId], gone: Collection[DocumentId]) -> Mapping[DocumentId, str]:
        """Put what is in the database, drop what is not; returns what the engine refused."""
        refused = self._index.put(self._rows(present)) if present else {}
        if gone:
            self._index.drop(gone)
        return refused

    def _rows(self, ids: Sequence[DocumentId]) -> Iterator[IndexDocument]:
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            with self._store.reading() as connection:
                found = documents.load_many(connection, batch, documents.EVERYONE)
                texts = documents.load_all_paragraphs(connection, batch)
                for one in [each.id for each in found.values() if not each.is_whole]:
                    found[one], texts[one] = documents.load_whole(connection, one)
                cited, times = citing.readings(connection, batch), citing.times_cited(connection, batch)
                told = summaries.published(connection, batch)
                # also where a name that is withheld stands in the summary alone
                names = withholding.restrictions_of(connection, told) if told else {}
                coded = agreement.for_index(connection, batch)
            with self._store.writing() as connection:
                citing.keep_counts(connection, times)
            for document in batch:
                if document in found:
                    how = Citing(cited.get(document, ()), times.get(document, 0))
                    yield from rows(
                        _with(names, found[document]), texts[document], how, told.get(document), coded.get(document, ())
                    )  # fmt: skip

    def _all_rows(self, progress: Progress | None) -> Iterator[IndexDocument]:
        done, last = 0, ""
        with self._store.reading() as connection:
            total = documents.count(connection, documents.EVERYONE)
        while True:
            with self._store.reading() as connection:
                ids = documents.next_ids(connection, last, _BATCH)
            if not ids:
                return
            yield from self._rows(ids)
            done, last = done + len(ids), ids[-1]
            if progress:
                progress(done, max(done, total))

    def _compare(self) -> Agreement:
        indexed = self._index.versions()
        with self._store.reading() as connection:
            truth = documents.revisions(connection)
        return Agreement(
            missing=tuple(sorted(truth.keys() - indexed.keys())),
            stale=tuple(sorted(key for key in truth.keys() & indexed.keys() if truth[key] != indexed[key])),
            extra=tuple(sorted(indexed.keys() - truth.keys())),
        )


def _with(names: Mapping[DocumentId, tuple[Restriction, ...]], document: Document) -> Document:
    """The document with all names that are withheld in its work among its restrictions."""
    kept = names.get(document.id, ())
    return replace(document, restrictions=tuple(dict.fromkeys((*document.restrictions, *kept)))) if kept else document
