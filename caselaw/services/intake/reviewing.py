"""Reviewing: editors look at what came in, publish it to the readers it is meant for, or send it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import Changed, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.intake.hold import Hold
from caselaw.domain.intake.review import Draft, doubts
from caselaw.services.guarding import guarded
from caselaw.services.intake.adding import take_out
from caselaw.services.intake.holding import release
from caselaw.services.intake.records import one_line
from caselaw.services.signing import actor
from caselaw.store import Store, splitting
from caselaw.store import documents as stored
from caselaw.store.intake import uploads
from caselaw.store.relations import versions
from caselaw.store.withholding import holds, names

LONGEST_REASON = 1_000
_LARGEST = 9_999


@dataclass(frozen=True)
class Drafts:
    """A page of what waits, the oldest first, and how much there is in all."""

    drafts: tuple[Draft, ...]
    total: int


class ReviewService:
    """The verbs of the look. Whoever may not read a draft learns nothing of it: `NotFound`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, *, viewer: Viewer, after: int = 0, size: int = 50) -> Drafts:
        """What waits for a look and the viewer may read, behind the first `after`."""
        with self._store.reading() as connection:
            held = holds.waiting(connection, "upload", viewer.audiences, after=min(after, _LARGEST), size=size)
            found = stored.load_many(connection, [one.document for one in held], viewer.audiences)
            drafts = tuple(_draft(connection, found[one.document], one, viewer) for one in held)
            return Drafts(drafts, holds.count(connection, "upload", viewer.audiences))

    def get(self, document_id: str, *, viewer: Viewer) -> Draft:
        """One draft; `NotFound` for what is none, too."""
        document = require_id(document_id)
        with self._store.reading() as connection:
            found = stored.load_many(connection, [document], viewer.audiences).get(document)
            hold = _hold(connection, document)
            if found is None or hold is None or not may(viewer, Action.PUBLISH_DOCUMENT, found):
                raise NotFound()
            return _draft(connection, found, hold, viewer)

    def publish(self, seen: Mapping[str, int], *, viewer: Viewer) -> tuple[DocumentId, ...]:
        """Give these drafts, each at the revision at which the viewer saw it, to the readers they are meant for: all,
        or none. Those that were opened; what was published meanwhile is left as it is, and what something else holds
        waits on for that.

        Raises `Invalid` for none, `NotFound`, `Forbidden`, and `Changed` for one that is no more as it was seen.
        """
        if not seen:
            raise Invalid("review.none_chosen", {"drafts": ["review.none_chosen"]})
        with self._store.begin(actor(viewer)) as work:
            wanted = {require_id(one): seen[one] for one in sorted(seen)}
            for one in wanted:
                holds.locked(work.connection, one)
            found = guarded(work.connection, list(wanted), Action.PUBLISH_DOCUMENT, viewer)
            held = holds.of(work.connection, list(wanted))
            drafts = [one for one in wanted if any(hold.reason == "upload" for hold in held.get(one, ()))]
            for one in drafts:
                if found[one].revision != wanted[one]:
                    raise Changed("review.changed", title=found[one].facts.title)
            opened = []
            for one in drafts:
                work.record("publish", one, before=found[one].revision)
                if release(work, one, "upload") is not None:
                    opened.append(one)
            return tuple(opened)

    def send_back(self, document_id: str, reason: str, *, viewer: Viewer, revision: int | None = None) -> None:
        """Take a draft away; whoever sent it is told why. Raises `Invalid` without a reason, `NotFound` (for what is no
        draft, too), `Forbidden`, `Changed`."""
        words = one_line(reason)[:LONGEST_REASON]
        if not words:
            raise Invalid("review.reason", {"reason": ["review.reason"]})
        document = require_id(document_id)
        with self._store.begin(actor(viewer)) as work:
            found = guarded(work.connection, [document], Action.PUBLISH_DOCUMENT, viewer)[document]
            if _hold(work.connection, document) is None:
                raise NotFound()
            if revision not in (None, found.revision):
                raise Changed("review.changed", title=found.facts.title)
            came = uploads.of_document(work.connection, document)
            if came is not None:
                upload, file = came
                uploads.change_file(work.connection, upload.id, file.id, state="returned", reason=words)
            work.record("send back", document, before=found.revision)
            take_out(work, document)


def _hold(connection: Connection, document: DocumentId) -> Hold | None:
    held = holds.of(connection, [document]).get(document, ())
    return next((one for one in held if one.reason == "upload"), None)


def _draft(connection: Connection, document: Document, hold: Hold, viewer: Viewer) -> Draft:
    parts = splitting.drafts(connection, document.id)
    judged = versions.pairs_of(connection, document.id, viewer.audiences)
    pairs = [pair for pair in judged if pair.verdict.status != "rejected" and pair.verdict.relation]
    came = uploads.of_document(connection, document.id)
    note = came[0].wishes.note if came else ""
    masked = names.masking(connection, document.work_id, viewer.audiences)
    return Draft(
        document,
        hold,
        doubts(document),
        cases=sum(part.part.kind == "case" and part.status == "proposed" for part in parts),
        alike=len({pair.left if pair.right == document.id else pair.right for pair in pairs}),
        file=document.source.name if document.source else "",
        note=masked(note, document.language) if masked else note,
    )
