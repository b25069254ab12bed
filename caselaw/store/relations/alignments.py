"""Alignments in the tables: for two versions of one decision, which paragraph says what which says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, insert, or_, select

from caselaw.domain.identifiers import DocumentId
from caselaw.store.tables import alignments
from caselaw.store.tables.base import now


@dataclass(frozen=True)
class Aligned:
    """Two versions side by side: `pairs` are anchors of the left and of the right (None: no counterpart) with a score
    from 0 to 1; `method` names what found them; `revisions` are those of the documents that were aligned."""

    left: DocumentId
    right: DocumentId
    method: str
    likeness: float
    revisions: tuple[int, int]
    pairs: tuple[tuple[str | None, str | None, float], ...]

    def turned(self) -> Aligned:
        """The same with the sides changed."""
        pairs = tuple((right, left, score) for left, right, score in self.pairs)
        return Aligned(self.right, self.left, self.method, self.likeness, self.revisions[::-1], pairs)


def save(connection: Connection, aligned: Aligned) -> None:
    """Keep an alignment (left < right) in place of an earlier one."""
    these = and_(alignments.c.left_id == aligned.left, alignments.c.right_id == aligned.right)
    connection.execute(delete(alignments).where(these))
    connection.execute(
        insert(alignments).values(
            left_id=aligned.left, right_id=aligned.right, method=aligned.method, likeness=aligned.likeness,
            left_revision=aligned.revisions[0], right_revision=aligned.revisions[1],
            pairs=[list(pair) for pair in aligned.pairs], made=now(),
        )
    )  # fmt: skip


def load(connection: Connection, left: DocumentId, right: DocumentId) -> Aligned | None:
    """The alignment of two documents (left < right), whoever may read them; None where there is none."""
    row = connection.execute(
        select(alignments).where(alignments.c.left_id == left, alignments.c.right_id == right)
    ).first()
    if row is None:
        return None
    pairs = tuple((ours, theirs, score) for ours, theirs, score in row.pairs)
    revisions = row.left_revision, row.right_revision
    return Aligned(left, right, row.method, row.likeness, revisions, pairs)


def made_of(connection: Connection, document: DocumentId) -> dict[DocumentId, tuple[str, int, int]]:
    """For each document that this one is aligned with, by what method and at which revisions (this one's first)."""
    rows = connection.execute(
        select(
            alignments.c.left_id, alignments.c.right_id, alignments.c.method, alignments.c.left_revision,
            alignments.c.right_revision,
        ).where(or_(alignments.c.left_id == document, alignments.c.right_id == document))
    )  # fmt: skip
    found = {}
    for row in rows:
        if row.left_id == document:
            found[DocumentId(row.right_id)] = (row.method, row.left_revision, row.right_revision)
        else:
            found[DocumentId(row.left_id)] = (row.method, row.right_revision, row.left_revision)
    return found


def forget(connection: Connection, document: DocumentId, keep: frozenset[DocumentId]) -> None:
    """Drop the alignments of a document with all that are no version of it any more."""
    connection.execute(
        delete(alignments).where(
            or_(
                and_(alignments.c.left_id == document, alignments.c.right_id.not_in(keep)),
                and_(alignments.c.right_id == document, alignments.c.left_id.not_in(keep)),
            )
        )
    )
