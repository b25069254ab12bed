"""Versions: which documents are one decision, what each is to another, and what a person decides about that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.document import Document
from caselaw.domain.errors import Conflict, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.versions.grouping import Edition, Joined, LikenessOf, join
from caselaw.domain.versions.judging import JOINING, PairRelation, Verdict
from caselaw.search.align import align
from caselaw.search.encoder import Encoder
from caselaw.services.guarding import guarded
from caselaw.services.relations.joining import join_pair, part
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store import documents as stored
from caselaw.store.documents import Audiences
from caselaw.store.relations import versions
from caselaw.store.relations.versions import Judged
from caselaw.store.withholding import names

__all__ = ["Edition", "Proposal", "Version", "VersionService", "join_versions"]


@dataclass(frozen=True)
class Version:
    """Another document of the same decision. `relation` is what it is to the one that was asked about: "version" in
    another language, "same_text" in another file, "corrects" or "corrected_by", "edition" where the texts differ a
    little, "similar" where it is another decision that is easily taken for this one."""

    document: Document
    relation: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """Two documents that may be one decision, and why; a person decides."""

    left: Document
    right: Document
    verdict: Verdict


class VersionService:
    """What the reader sees beside a document, and the word that a person has about it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, document_id: str, *, viewer: Viewer) -> tuple[Version, ...]:
        """The other documents of the decision that the viewer may read, by language; `NotFound` where she may not read
        this one."""
        document = require_id(document_id)
        with self._store.reading() as connection:
            known = stored.identity(connection, document, viewer.audiences)
            if known is None:
                raise NotFound()
            if stored.ids_of_work(connection, known.work_id, viewer.audiences) == {document}:
                return ()  # of most decisions there is one document, which need not be read to know so
            group = stored.versions_of(connection, known.work_id, viewer.audiences)
            pairs = {_other(pair, document): pair for pair in versions.pairs_of(connection, document, viewer.audiences)}
        ours = next(one for one in group if one.id == document)
        return tuple(_version(ours, one, pairs.get(one.id)) for one in group if one.id != document)

    def look_alikes(self, document_id: str, *, viewer: Viewer) -> tuple[Document, ...]:
        """Other decisions that are almost word for word this one: made on one draft, easily mistaken."""
        document = require_id(document_id)
        with self._store.reading() as connection:
            pairs = versions.pairs_of(connection, document, viewer.audiences)
            ids = [_other(pair, document) for pair in pairs if pair.verdict.relation == "similar"]
            found = stored.load_many(connection, ids, viewer.audiences)
        return tuple(found[one] for one in sorted(found))

    def proposals(self, *, viewer: Viewer) -> tuple[Proposal, ...]:
        """The pairs that wait for a person, the newest first: of those that the viewer may decide on."""
        audiences: Audiences = stored.EVERYONE if "operator" in viewer.roles else viewer.audiences
        with self._store.reading() as connection:
            pairs = versions.pairs_with(connection, "proposed", JOINING, audiences)
            ids = {one for pair in pairs for one in (pair.left, pair.right)}
            found = stored.load_many(connection, ids, audiences)
        waiting = [Proposal(found[pair.left], found[pair.right], pair.verdict) for pair in pairs]
        return tuple(one for one in waiting if _may_decide(viewer, one) and one.left.work_id != one.right.work_id)

    def confirm(self, one: str, other: str, *, viewer: Viewer) -> None:
        """Say that two documents are one decision, proposed or not, and join them. Raises `NotFound`, `Forbidden`,
        `Invalid` for one document twice, `Conflict` where joining would betray a document to who may not read it."""
        with self._store.begin(actor(viewer)) as work:
            left, right = _both(work, one, other, viewer)
            names.locked_of(work.connection, [left.id, right.id])
            left, right = _both(work, one, other, viewer)  # as they stand now that nobody moves them
            known = _known(work, left.id, right.id)
            if known is not None and known.verdict.relation in JOINING:
                verdict = replace(known.verdict, status="confirmed")
            else:
                verdict = Verdict(_relation(left, right), "confirmed")
            versions.save(work.connection, left.id, right.id, verdict, by=work.actor)
            work.record("confirm version", left.id)
            work.record("confirm version", right.id)
            if left.work_id != right.work_id and not join_pair(work, left.id, right.id):
                raise Conflict("versions.cannot_join")

    def reject(self, one: str, other: str, *, viewer: Viewer) -> None:
        """Say that two documents are two decisions; where they were joined, the second becomes a work of its own.
        Raises `NotFound`, `Forbidden`, `Invalid` for one document twice."""
        with self._store.begin(actor(viewer)) as work:
            left, right = _both(work, one, other, viewer)
            names.locked_of(work.connection, [left.id, right.id])
            left, right = _both(work, one, other, viewer)
            self._refuse(work, left.id, right.id)
            if left.work_id == right.work_id:
                part(work, require_id(other))

    def split(self, document_id: str, *, viewer: Viewer) -> str:
        """Take a document out of its work: it and each of the others are two decisions from now on; its new work.

        Raises `NotFound`, `Forbidden`, and `Invalid` where it stands alone.
        """
        document = require_id(document_id)
        with self._store.begin(actor(viewer)) as work:
            guarded(work.connection, [document], Action.JOIN_VERSIONS, viewer)
            names.locked_of(work.connection, [document])
            ours = guarded(work.connection, [document], Action.JOIN_VERSIONS, viewer)[document]
            (group,) = versions.members(work.connection, [ours.work_id]).values()
            others = [one for one in group if one.id != document]
            if not any(_may_see(viewer, one.access) for one in others):
                raise Invalid("versions.alone")
            for other in others:
                self._refuse(work, *versions.ordered(document, other.id))
            return part(work, document)

    def _refuse(self, work: UnitOfWork, left: DocumentId, right: DocumentId) -> None:
        known = _known(work, left, right)
        relation = known.verdict.relation if known else "version"
        versions.save(work.connection, left, right, Verdict(relation, "rejected"), by=work.actor)
        work.record("reject version", left)
        work.record("reject version", right)


def join_versions(editions: Sequence[Edition], *, encoder: Encoder | None = None) -> Joined:
    """Which of these documents are one decision, without a database: groups of names, and the verdict on each pair."""
    return join(editions, likeness_by(encoder))


def likeness_by(encoder: Encoder | None) -> LikenessOf:
    """How far two texts say the same: by what is printed, and for the deep look by meaning if there is an encoder."""

    def likeness(left: Sequence[Paragraph], right: Sequence[Paragraph], deep: bool) -> float | None:
        return align(left, right, encoder=encoder if deep else None).likeness

    return likeness


def _version(ours: Document, other: Document, pair: Judged | None) -> Version:
    if pair is None or pair.verdict.relation not in JOINING:
        return Version(other, _relation(ours, other))
    verdict = pair.verdict
    if verdict.relation != "corrected":
        return Version(other, verdict.relation or "version", verdict.reasons)
    ours_corrects = (pair.left == ours.id) != verdict.turned
    return Version(other, "corrects" if ours_corrects else "corrected_by", verdict.reasons)


def _relation(ours: Document, other: Document) -> PairRelation:
    """What two documents of one work are where no rule has compared them: joined by way of a third."""
    return "edition" if ours.language.partition("-")[0] == other.language.partition("-")[0] else "version"


def _other(pair: Judged, document: DocumentId) -> DocumentId:
    return pair.right if pair.left == document else pair.left


def _known(work: UnitOfWork, left: DocumentId, right: DocumentId) -> Judged | None:
    return next(iter(versions.pairs_among(work.connection, [left, right])), None)


def _both(work: UnitOfWork, one: str, other: str, viewer: Viewer) -> tuple[Document, Document]:
    """Both documents, the smaller id first, where the viewer may decide on both."""
    left, right = versions.ordered(require_id(one), require_id(other))
    if left == right:
        raise Invalid("versions.same_document")
    found = guarded(work.connection, [left, right], Action.JOIN_VERSIONS, viewer)
    return found[left], found[right]


def _may_see(viewer: Viewer, access: Audience) -> bool:
    return "operator" in viewer.roles or access in viewer.audiences


def _may_decide(viewer: Viewer, proposal: Proposal) -> bool:
    return all(may(viewer, Action.JOIN_VERSIONS, one) for one in (proposal.left, proposal.right))
