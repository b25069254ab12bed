"""Reading side by side: the paragraphs of two versions of one decision, aligned by the worker and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.search.align import align
from caselaw.search.encoder import Encoder
from caselaw.services.indexing.attempts import attempt
from caselaw.store import Store, jobs
from caselaw.store import documents as stored
from caselaw.store.relations import alignments, versions
from caselaw.store.relations.alignments import Aligned

_Row = tuple[Paragraph | None, Paragraph | None, float]


@dataclass(frozen=True)
class SideBySide:
    """A document and another version of it, paragraph by paragraph in reading order; None where the other side has no
    counterpart. `method` is empty where the two were not aligned: then printed numbers tell what stands where."""

    left: Document
    right: Document
    method: str
    likeness: float
    rows: tuple[_Row, ...]


class AlignmentService:
    """Aligns what is joined, and shows two versions beside each other."""

    def __init__(self, store: Store, encoder: Callable[[], Encoder | None]) -> None:
        self._store = store
        self._encoder = encoder

    def apply_pending(self, *, limit: int = 4) -> int:
        """Align some of the documents that wait with their other versions; how many jobs were done."""
        with self._store.take_jobs(jobs.ALIGN, limit) as taken:
            if taken is None:
                return 0
            attempt(taken, self._align, "aligning")
            return len(taken.jobs)

    def alignment(self, document_id: str, other_id: str, *, viewer: Viewer) -> SideBySide:
        """Two versions of one decision side by side. `NotFound` where the viewer may not read both, or they are two
        decisions."""
        one, other = require_id(document_id), require_id(other_id)
        with self._store.reading() as connection:
            found = stored.load_many(connection, [one, other], viewer.audiences)
            if len(found) < 2 or found[one].work_id != found[other].work_id:
                raise NotFound()
            kept = alignments.load(connection, *versions.ordered(one, other))
            left = stored.load_paragraphs(connection, one, viewer.audiences)
            right = stored.load_paragraphs(connection, other, viewer.audiences)
        if kept is not None and kept.left != one:
            kept = kept.turned()
        return _side_by_side(found[one], found[other], kept, left, right)

    def _align(self, document: DocumentId) -> None:
        """Align a document with each other version that it is not yet, or no longer truly, aligned with."""
        with self._store.reading() as connection:
            ours = stored.load_many(connection, [document], stored.EVERYONE).get(document)
            if ours is None:
                return
            group = stored.versions_of(connection, ours.work_id, stored.EVERYONE)
            made = alignments.made_of(connection, document)
        others = [one for one in group if one.id != document and not one.is_summary]
        with self._store.writing() as connection:
            alignments.forget(connection, document, frozenset(one.id for one in others))
        encoder = self._encoder()
        for other in others:
            at = made.get(other.id)
            if at is None or at[1:] != (ours.revision, other.revision) or (encoder is not None and "+" not in at[0]):
                left, right = (ours, other) if ours.id < other.id else (other, ours)
                self._align_two(left, right, encoder)

    def _align_two(self, left: Document, right: Document, encoder: Encoder | None) -> None:
        with self._store.reading() as connection:
            texts = [stored.load_paragraphs(connection, one.id, stored.EVERYONE) for one in (left, right)]
        found = align(*texts, encoder=encoder)
        pairs = tuple(
            (
                None if pair.left is None else texts[0][pair.left].anchor,
                None if pair.right is None else texts[1][pair.right].anchor,
                pair.score,
            )
            for pair in found.pairs
        )
        with self._store.writing() as connection:
            there = stored.revisions(connection, [left.id, right.id])
            if there == {left.id: left.revision, right.id: right.revision}:  # else a later job does it
                revisions = left.revision, right.revision
                alignments.save(connection, Aligned(left.id, right.id, found.method, found.likeness, revisions, pairs))


def _side_by_side(
    left: Document, right: Document, kept: Aligned | None, ours: tuple[Paragraph, ...], theirs: tuple[Paragraph, ...]
) -> SideBySide:
    """The rows, each paragraph once where it stands; one that the alignment does not know stands alone."""
    if kept is None:
        return SideBySide(left, right, "", 0.0, tuple(by_number(ours, theirs)))
    mine, yours = {one.anchor: one for one in ours}, {one.anchor: one for one in theirs}
    rows = [(mine.get(a or ""), yours.get(b or ""), score) for a, b, score in kept.pairs]
    shown_left, shown_right = {row[0].anchor for row in rows if row[0]}, {row[1].anchor for row in rows if row[1]}
    rows += [(one, None, 0.0) for one in ours if one.anchor not in shown_left]
    rows += [(None, one, 0.0) for one in theirs if one.anchor not in shown_right]
    return SideBySide(left, right, kept.method, kept.likeness, tuple(row for row in rows if row[0] or row[1]))


def by_number(ours: tuple[Paragraph, ...], theirs: tuple[Paragraph, ...]) -> Iterator[_Row]:
    """What stands beside what as far as printed numbers tell: where nothing was aligned yet, and for summaries, which
    are written paragraph by paragraph alike and never aligned. Of two texts that share few numbers nothing is said."""
    numbers = [[one.number or f"a {one.kind}" for one in side] for side in (ours, theirs)]
    blocks = SequenceMatcher(a=numbers[0], b=numbers[1], autojunk=False).get_matching_blocks()
    shared = sum(ours[block.a + at].number is not None for block in blocks for at in range(block.size))
    if 2 * shared < max(sum(one.number is not None for one in side) for side in (ours, theirs)) or not shared:
        blocks = blocks[-1:]
    left = right = 0
    for block in blocks:
        yield from ((one, None, 0.0) for one in ours[left : block.a])
        yield from ((None, one, 0.0) for one in theirs[right : block.b])
        left, right = block.a + block.size, block.b + block.size
        yield from ((*pair, 0.0) for pair in zip(ours[block.a : left], theirs[block.b : right], strict=True))
