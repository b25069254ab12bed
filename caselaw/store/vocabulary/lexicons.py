"""The learned lexicons in the tables, and what they are learned from: the aligned paragraphs of each audience."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select, text, tuple_, update

from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, narrower
from caselaw.domain.identifiers import DocumentId
from caselaw.store.insertion import insert_new
from caselaw.store.tables import alignments, documents, lexicon_entries, lexicons, paragraphs
from caselaw.store.tables.base import now

Evidence = tuple[DocumentId, str, DocumentId, str]
"""A document and an anchor in it, another document and the anchor there that says the same."""
_LEARNING = 0x6C657869  # PostgreSQL advisory lock of whoever stores a lexicon
_LEFT, _RIGHT = documents.alias("left_document"), documents.alias("right_document")
_ALIGNED = alignments.join(_LEFT, _LEFT.c.id == alignments.c.left_id).join(
    _RIGHT, _RIGHT.c.id == alignments.c.right_id
)  # fmt: skip
_TRUSTED = select(lexicons.c.audience, lexicons.c.version).where(lexicons.c.trusted)


@dataclass(frozen=True)
class Learnt:
    """One translation in the table of an audience: see `search.lexicon.Learned`."""

    audience: Audience
    language: str
    word: str
    target_language: str
    target: str
    probability: float
    times: int
    together: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class AlignedTexts:
    """Two aligned paragraphs: where they stand, and each text with its language."""

    evidence: Evidence
    left: tuple[str, str]
    right: tuple[str, str]
    score: float


def sources(connection: Connection, recipe: str) -> dict[Audience, str]:
    """For each audience that has texts to learn from alone, the version of a lexicon learned from what is there now.

    It names each alignment with its readers: by sums and counts alone, a pair that was restricted and another that was
    opened since would leave it as it was, and with it what a process has in memory.
    """
    columns = alignments.c.left_id, alignments.c.right_id, alignments.c.left_revision, alignments.c.right_revision
    rows = connection.execute(
        select(_LEFT.c.access.label("one"), _RIGHT.c.access.label("other"), alignments.c.made, *columns)
        .select_from(_ALIGNED)
        .where(_LEFT.c.language != _RIGHT.c.language)
    )
    found: dict[Audience, list[list[str]]] = {}
    for row in rows:
        audience = narrower(Audience(row.one), Audience(row.other))
        if audience is not None:
            found.setdefault(audience, []).append([str(value) for value in row])
    return {
        audience: hashlib.sha256(json.dumps([recipe, *sorted(stamps)]).encode()).hexdigest()[:16]
        for audience, stamps in found.items()
    }


def versions(connection: Connection, audiences: Collection[Audience] | None = None) -> dict[Audience, str]:
    """The versions of the lexicons that may be used, of these audiences or of all."""
    trusted = connection.execute(_TRUSTED).all()  # a few rows, read by every search: the statement is made once
    return {Audience(one): version for one, version in trusted if audiences is None or one in audiences}


def stored(connection: Connection) -> frozenset[Audience]:
    """The audiences that have a lexicon, trusted or not."""
    return frozenset(Audience(row.audience) for row in connection.execute(select(lexicons.c.audience)))


def words(connection: Connection, audiences: Collection[Audience]) -> frozenset[tuple[str, str]]:
    """Every word that these audiences' lexicons hold, on either side, with its language first."""
    of = lexicon_entries.c
    sides = ((of.language, of.word), (of.target_language, of.target))
    return frozenset(
        (row[0], row[1])
        for language, word in sides
        for row in connection.execute(select(language, word).where(of.audience.in_(audiences)).distinct())
    )


def entries(
    connection: Connection, audience: Audience, about: Collection[tuple[str, str]] | None = None, *, least: float = 0.0
) -> Iterator[Learnt]:
    """What one audience's lexicon holds, of all words or `about` these, that is at least so likely; nothing where it is
    not to be trusted."""
    of = lexicon_entries.c
    statement = (
        select(lexicon_entries)
        .join(lexicons, lexicons.c.audience == lexicon_entries.c.audience)
        .where(of.audience == audience, of.probability >= least, lexicons.c.trusted)
        .order_by(lexicon_entries.c.language, lexicon_entries.c.word)
    )
    if about is not None:
        wanted = list(about)
        either = or_(tuple_(of.language, of.word).in_(wanted), tuple_(of.target_language, of.target).in_(wanted))
        statement = statement.where(either)
    for row in connection.execute(statement):
        evidence = tuple((DocumentId(a), b, DocumentId(c), d) for a, b, c, d in row.evidence)
        yield Learnt(
            audience, row.language, row.word, row.target_language, row.target, row.probability, row.times,
            row.together, evidence,
        )  # fmt: skip


def save(
    connection: Connection, audience: Audience, version: str, found: Sequence[Learnt], *, lessons: int, recipe: str
) -> bool:
    """Keep a lexicon in the place of an earlier one; False, and nothing kept, where what it was learned from has
    changed meanwhile."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LEARNING})
    values = {"version": version, "lessons": lessons, "trusted": True, "made": now()}
    if not insert_new(connection, lexicons, {"audience": audience, **values}):
        connection.execute(update(lexicons).where(lexicons.c.audience == audience).values(**values))
    if sources(connection, recipe).get(audience) != version:
        connection.execute(delete(lexicons).where(lexicons.c.audience == audience))
        return False
    connection.execute(delete(lexicon_entries).where(lexicon_entries.c.audience == audience))
    rows = [
        {
            "audience": audience, "language": one.language, "word": one.word, "target_language": one.target_language,
            "target": one.target, "probability": one.probability, "times": one.times, "together": one.together,
            "evidence": [list(each) for each in one.evidence],
        }
        for one in found
    ]  # fmt: skip
    if rows:
        connection.execute(insert(lexicon_entries), rows)
    return True


def forget(connection: Connection, audiences: Collection[Audience]) -> None:
    """Drop the lexicons of audiences that have nothing to learn from any more."""
    connection.execute(delete(lexicons).where(lexicons.c.audience.in_(audiences)))


def distrust(connection: Connection, document: DocumentId, recipe: str) -> None:
    """Use no lexicon that this document, as it is now, may have taught: it will be for other readers, or gone. One
    that is not of the alignments of today may have been taught by one that is there no more."""
    access = connection.execute(select(documents.c.access).where(documents.c.id == document)).scalar()
    if access is None:
        return
    of_it = or_(alignments.c.left_id == document, alignments.c.right_id == document)
    taught = update(lexicons).values(trusted=False)
    if access == MEMBERS:
        taught = taught.where(lexicons.c.audience != PUBLIC)
    elif access != PUBLIC:
        taught = taught.where(lexicons.c.audience == access)
    if connection.execute(select(alignments.c.left_id).where(of_it).limit(1)).first() is None:
        today = sources(connection, recipe)
        taught = taught.where(lexicons.c.version.not_in(today.values()))
    connection.execute(taught)


def aligned_texts(connection: Connection, audience: Audience, *, least: float, most: int) -> Iterator[AlignedTexts]:
    """The aligned paragraphs of two languages that this audience is the widest to read, at most `most`: those of the
    likest versions first, and of these the pairs with at least this score."""
    given = 0
    for left, right, pairs in _alignments(connection, audience):
        ours, theirs = (_texts(connection, document) for document in (left, right))
        for one, other, score in pairs:
            if score >= least and one in ours and other in theirs and ours[one][1] != theirs[other][1]:
                yield AlignedTexts((left, one, right, other), ours[one], theirs[other], score)
                given += 1
                if given == most:
                    return


def _alignments(connection: Connection, audience: Audience) -> Iterator[tuple[DocumentId, DocumentId, Any]]:
    """The alignments of two languages of an audience, the likest first; only one is in memory at a time."""
    narrow = [(one, other) for one, other in _accesses(connection) if narrower(one, other) == audience]
    if not narrow:
        return
    keys = connection.execute(
        select(alignments.c.left_id, alignments.c.right_id)
        .select_from(_ALIGNED)
        .where(
            _LEFT.c.language != _RIGHT.c.language,
            or_(*(and_(_LEFT.c.access == one, _RIGHT.c.access == other) for one, other in narrow)),
        )
        .order_by(alignments.c.likeness.desc(), alignments.c.left_id, alignments.c.right_id)
    ).all()
    for left, right in keys:
        these = and_(alignments.c.left_id == left, alignments.c.right_id == right)
        pairs = connection.execute(select(alignments.c.pairs).where(these)).scalar()
        yield DocumentId(left), DocumentId(right), pairs or []


def _accesses(connection: Connection) -> list[tuple[Audience, Audience]]:
    rows = connection.execute(select(_LEFT.c.access, _RIGHT.c.access).select_from(_ALIGNED).distinct())
    return [(Audience(one), Audience(other)) for one, other in rows]


def _texts(connection: Connection, document: DocumentId) -> Mapping[str, tuple[str, str]]:
    """The text and language of each paragraph of a document by its anchor."""
    rows = connection.execute(
        select(paragraphs.c.anchor, paragraphs.c.text, paragraphs.c.language).where(
            paragraphs.c.document_id == document
        )
    )  # fmt: skip
    return {row.anchor: (row.text, row.language) for row in rows}
