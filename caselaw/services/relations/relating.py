"""Relating: after a document is stored, its versions and its case are looked for, and what is certain is joined.

Each new document looks at all that are here, so one that comes later finds the earlier ones. Nothing that this does is
seen by a reader who may not read all documents that it is about.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from caselaw.domain.document import Document
from caselaw.domain.families.ties import marks_of as case_marks_of
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.versions.grouping import MOST
from caselaw.domain.versions.judging import NOTHING, Verdict, judge, worth_comparing
from caselaw.domain.versions.marks import marks_of
from caselaw.domain.versions.signs import Signs, signs_of
from caselaw.search.encoder import Encoder
from caselaw.services.indexing.attempts import attempt
from caselaw.services.relations.joining import join_pair
from caselaw.services.relations.tying import Tying, keep
from caselaw.services.relations.versions import likeness_by
from caselaw.store import Store, UnitOfWork, jobs
from caselaw.store import documents as stored
from caselaw.store.relations import versions
from caselaw.store.withholding import names

ACTOR = "rules"
"""Under whose name the audit trail keeps what no person did."""
_REMEMBERED = 48  # signs of documents, the largest 3 MB each


@dataclass(frozen=True)
class Found:
    """What was found of a document: another one, and what the two are to each other."""

    document: DocumentId
    other: DocumentId
    verdict: Verdict


@dataclass(frozen=True)
class Related:
    """What one call did: how many documents were looked at, and what was found. `busy`: another process does this."""

    documents: int = 0
    found: tuple[Found, ...] = ()
    busy: bool = False

    @property
    def idle(self) -> bool:
        return not (self.documents or self.busy)


class RelatingService:
    """Applies the jobs that a new text leaves: who else is this decision, and which other decisions are of its case."""

    def __init__(self, store: Store, encoder: Callable[[], Encoder | None]) -> None:
        self._store = store
        self._encoder = encoder
        self._tying = Tying(store)
        self._signs: OrderedDict[tuple[DocumentId, int], Signs] = OrderedDict()

    def pending(self) -> int:
        """How many documents wait to be looked at."""
        with self._store.reading() as connection:
            return jobs.waiting(connection, jobs.RELATE).total

    def apply_pending(self, *, limit: int = 20) -> Related:
        """Look at some of the documents that wait; call again until the answer is `idle`."""
        with self._taken(limit) as taken:
            if taken is None:
                return Related(busy=True)
            found: list[Found] = []
            attempt(taken, lambda document: found.extend(self._relate(document)), "relating")
        return Related(len(taken.jobs), tuple(found))

    @contextmanager
    def _taken(self, limit: int) -> Iterator[jobs.Taken | None]:
        """The jobs, where this process alone relates documents: two at once could join what is known apart."""
        with self._store.take_jobs(jobs.RELATE, limit) as taken:
            if taken is None or not taken.jobs:
                yield taken
                return
            with taken.writing() as connection:
                free = versions.alone(connection)
            yield taken if free else None

    def _relate(self, document: DocumentId) -> list[Found]:
        ours = self._load(document)
        if ours is None:
            return []
        mine = self._signs_of(ours)
        marks = marks_of(mine) | case_marks_of(self._tying.standing(ours))
        bearers, verdicts = self._judged(ours, mine, marks)
        with self._store.begin(ACTOR) as work:
            names.locked_of(work.connection, [document, *verdicts])
            versions.mark(work.connection, document, marks)
            kept = self._keep(work, document, verdicts)
            for other, verdict in sorted(kept.items(), key=lambda item: -item[1].strength):
                if verdict.joins:
                    join_pair(work, document, other)
            work.align(document)
        self._tie(document, bearers, kept)
        return [Found(document, other, verdict) for other, verdict in kept.items() if verdict.relation != "part"]

    def _tie(
        self, document: DocumentId, bearers: Mapping[DocumentId, frozenset[str]], kept: Mapping[DocumentId, Verdict]
    ) -> None:
        """Tie the document, as it now stands, to the other decisions of its case."""
        ours = self._load(document)
        if ours is None:
            return
        sharing = [other for other, kinds in bearers.items() if kinds & {"case", "number"}]
        ties = self._tying.ties(ours, sharing, kept)
        if ties:
            with self._store.begin(ACTOR) as work:
                keep(work, document, ties)

    def _judged(
        self, ours: Document, mine: Signs, marks: Collection[str]
    ) -> tuple[dict[DocumentId, frozenset[str]], dict[DocumentId, Verdict]]:
        """Each document that shares marks with this one, with their kinds, and the verdict on the two."""
        with self._store.reading() as connection:
            bearers = versions.bearers(connection, ours.id, marks, MOST)
            others = stored.load_many(connection, bearers, stored.EVERYONE)
        verdicts = {}
        for other, theirs in others.items():
            if worth_comparing(ours.facts, ours.language, theirs.facts, theirs.language, bearers[other]):
                likeness = partial(self._likeness, ours.id, other)
                verdicts[other] = judge(mine, self._signs_of(theirs), likeness)
            else:
                verdicts[other] = NOTHING
        return bearers, verdicts

    def _keep(
        self, work: UnitOfWork, document: DocumentId, verdicts: dict[DocumentId, Verdict]
    ) -> dict[DocumentId, Verdict]:
        """Store the verdicts; what a person has decided of a pair stands in place of ours."""
        decided = {
            pair.right if pair.left == document else pair.left: pair.verdict
            for pair in versions.pairs_of(work.connection, document, stored.EVERYONE)
            if pair.decided
        }
        kept = {}
        for other, verdict in verdicts.items():
            left, right = versions.ordered(document, other)
            if other in decided:
                kept[other] = decided[other]
            elif verdict.relation is None:
                versions.forget(work.connection, left, right)
            else:
                versions.save(work.connection, left, right, verdict if left == document else verdict.seen_from_other())
                kept[other] = verdict
        return {other: verdict for other, verdict in kept.items() if verdict.status != "rejected"}

    def _load(self, document: DocumentId) -> Document | None:
        with self._store.reading() as connection:
            return stored.load_many(connection, [document], stored.EVERYONE).get(document)

    def _texts(self, document: DocumentId) -> Sequence[Paragraph]:
        with self._store.reading() as connection:
            return stored.load_paragraphs(connection, document, stored.EVERYONE)

    def _likeness(self, left: DocumentId, right: DocumentId, deep: bool) -> float | None:
        likeness = likeness_by(self._encoder() if deep else None)
        return likeness(self._texts(left), self._texts(right), deep)

    def _signs_of(self, document: Document) -> Signs:
        key = document.id, document.revision
        if key not in self._signs:
            source = document.source.format if document.source else None
            self._signs[key] = signs_of(
                document.facts, document.language, self._texts(document.id), file_format=source
            )  # fmt: skip
            while len(self._signs) > _REMEMBERED:
                self._signs.popitem(last=False)
        self._signs.move_to_end(key)
        return self._signs[key]
