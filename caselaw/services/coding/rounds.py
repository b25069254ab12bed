"""Rounds of coding: made of records, a version of a codebook and coders; coded, then compared, then closed.

For who is not in its group a round is not there. Within the group its records, coders and progress are known; what
somebody coded in a blind round is known to nobody else before adjudication opens, whoever asks (`Round.hides_others`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import ForReaders, may, may_somewhere, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.codebook.codes import CodebookVersion
from caselaw.domain.coding.round import LONGEST_REASON, STATES, Round, RoundState, next_states, reopens
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id, new_id
from caselaw.services.codebooks.reading import CodebookService
from caselaw.services.coding.round_asked import RoundAsked, access_for, checked, further
from caselaw.services.coding.seeing import (
    Progress,
    Queued,
    QueuePlace,
    Ratings,
    Reopened,
    RoundPage,
    able_coders,
    coders_round,
    is_for_work,
    known_round,
    reopened,
)
from caselaw.services.intake.records import storable
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store import documents as stored_documents
from caselaw.store.coding import agreement, codings, sight
from caselaw.store.coding import rounds as stored
from caselaw.store.coding.rounds import paragraph_anchors
from caselaw.store.people import accounts


class RoundService:
    """Rounds. What a viewer may not know of is `NotFound`."""

    def __init__(self, store: Store, codebooks: CodebookService) -> None:
        self._store = store
        self._codebooks = codebooks

    def all(self, viewer: Viewer) -> tuple[Round, ...]:
        """The rounds of which this viewer may know, the latest first."""
        if viewer.account is None:
            return ()
        with self._store.reading() as connection:
            return stored.all_rounds(connection, viewer.audiences)

    def some(self, viewer: Viewer, start: int, size: int) -> tuple[tuple[Round, ...], int]:
        """As many of the rounds of which this viewer may know, from the place `start`, and how many there are."""
        if viewer.account is None:
            return (), 0
        with self._store.reading() as connection:
            found = stored.all_rounds(connection, viewer.audiences, start=start, size=size)
            return found, stored.count(connection, viewer.audiences)

    def show(self, round_id: str, *, viewer: Viewer) -> Round:
        """A round; `NotFound`."""
        with self._store.reading() as connection:
            return known_round(connection, round_id, viewer)

    def page(self, round_id: str, *, viewer: Viewer) -> RoundPage:
        """A round with its progress and its past. `NotFound`."""
        with self._store.reading() as connection:
            found = known_round(connection, round_id, viewer)
            calibrations = stored.calibrations_of(connection, round_id, viewer.audiences)
            steps = stored.steps(connection, round_id)
            ids = {*found.coders, found.made_by, *(one.by for one in steps)}
            names = accounts.known_as(connection, ids)
            progress = _progress(connection, found, names)
            again = reopened(connection, found)
        return RoundPage(
            found,
            self._version(viewer, found),
            progress,
            steps,
            calibrations,
            found.state == "preparing" and any(one.state != "closed" for one in calibrations),
            next_states(found.state),
            names,
            may(viewer, Action.MANAGE_ROUND, found),
            viewer.account in found.coders and may(viewer, Action.CODE, found),
            again,
        )

    def reopened(self, round_id: str, *, viewer: Viewer) -> Reopened | None:
        """Whether the answers of a blind round could be read before its coding went on. `NotFound`."""
        with self._store.reading() as connection:
            return reopened(connection, known_round(connection, round_id, viewer))

    def queue(self, round_id: str, *, viewer: Viewer) -> tuple[Queued, ...]:
        """The viewer's own records of a round in their order, with what she has finished. `NotFound`; `Forbidden` for
        who is no coder of it."""
        with self._store.reading() as connection:
            found = coders_round(connection, round_id, viewer)
            me = actor(viewer)
            done = stored.finished(connection, round_id).get(me, frozenset())
            counts = codings.counts(connection, round_id, me)
            there = stored_documents.load_many(connection, found.documents, viewer.audiences)
        return tuple(
            Queued(there[one], one in done, counts.get(one, 0)) for one in found.documents if one in there
        )  # fmt: skip

    def place_in_queue(self, round_id: str, document: DocumentId, *, viewer: Viewer) -> QueuePlace:
        """Where in her queue the viewer is with this record. Raises as `queue`; `NotFound` where it is not in it."""
        with self._store.reading() as connection:
            ids = coders_round(connection, round_id, viewer).documents
            done = stored.finished(connection, round_id).get(actor(viewer), frozenset())
        if document not in ids:
            raise NotFound()
        at = ids.index(document)
        behind = next((one for one in (*ids[at + 1 :], *ids[:at]) if one not in done), None)
        return QueuePlace(at + 1, len(ids), sum(one in done for one in ids), behind)

    def candidates(self, access: str, *, viewer: Viewer) -> Mapping[str, str]:
        """The people who can code for these readers, by account: members of the group with a role that codes."""
        wanted = access_for(access, viewer)
        with self._store.reading() as connection:
            return able_coders(connection, wanted)

    def groups(self, viewer: Viewer) -> tuple[Audience, ...]:
        """For whom this viewer may make a round."""
        mine = sorted(one for one in viewer.audiences if is_for_work(one))
        return tuple(one for one in mine if may(viewer, Action.MANAGE_ROUND, ForReaders(one)))

    def add(self, asked: RoundAsked, *, viewer: Viewer) -> Round:
        """Make a round. `Forbidden`; `Invalid` with each field's fault."""
        if not may_somewhere(viewer, Action.MANAGE_ROUND):
            raise Forbidden()
        with self._store.begin(actor(viewer)) as work:
            made = replace(checked(work.connection, self._codebooks, asked, viewer), id=new_id(), made_by=work.actor)
            stored.add(work.connection, made)
            after = stored.step(work.connection, made.id, "preparing", work.actor, "")
            work.record("make round", made.id, after=after)
        return self.show(made.id, viewer=viewer)

    def change(self, round_id: str, asked: RoundAsked, revision: int, *, viewer: Viewer) -> Round:
        """Change what is said of a round that nobody codes yet. `NotFound`, `Forbidden`, `Changed`, `Invalid`;
        `Conflict` once it has begun."""
        with self._store.begin(actor(viewer)) as work:
            found = _managed(work.connection, round_id, viewer)
            if found.revision != revision:
                raise Changed()
            if found.state != "preparing" or stored.has_codings(work.connection, round_id):
                raise Conflict("round.begun")
            wanted = checked(work.connection, self._codebooks, asked, viewer, of=found)
            after = stored.save(work.connection, replace(wanted, id=found.id, state=found.state))
            gone = [one for one in found.documents if one not in wanted.documents]
            stored.drop_documents(work.connection, round_id, gone)
            stored.add_documents(work.connection, round_id, wanted.documents)
            for coder in found.coders:
                if coder not in wanted.coders:
                    stored.drop_coder(work.connection, round_id, coder)
            stored.add_coders(work.connection, round_id, wanted.coders)
            work.record("change round", round_id, before=revision, after=after)
        return self.show(round_id, viewer=viewer)

    def extend(
        self, round_id: str, documents: Sequence[str], coders: Sequence[str], reason: str, revision: int, *,
        viewer: Viewer,
    ) -> Round:  # fmt: skip
        """Add records and coders to a round that is being coded, with a reason; where records come, whoever had
        finished the round has not any more. `NotFound`, `Forbidden`, `Changed`, `Conflict`, `Invalid`."""
        said = storable(reason.strip())[:LONGEST_REASON]
        with self._store.begin(actor(viewer)) as work:
            found = _managed(work.connection, round_id, viewer)
            if found.revision != revision:
                raise Changed()
            if found.state != "coding":
                raise Conflict("round.not_open")
            ids, people = further(work.connection, found, documents, coders, said, viewer)
            if stored.add_documents(work.connection, round_id, ids):
                for coder in found.coders:
                    stored.finish_whole(work.connection, round_id, coder, done=False)
            stored.add_coders(work.connection, round_id, people)
            after = stored.step(work.connection, round_id, "coding", work.actor, said)
            work.record("extend round", round_id, before=revision, after=after)
        return self.show(round_id, viewer=viewer)

    def move(self, round_id: str, state: str, reason: str, revision: int, *, viewer: Viewer) -> Round:
        """Bring a round a step on, or back with a reason. It opens for coding when the rounds that practise for it are
        closed, or with a reason why not. `NotFound`, `Forbidden`, `Changed`, `Conflict`, `Invalid`."""
        said = storable(reason.strip())[:LONGEST_REASON]
        with self._store.begin(actor(viewer)) as work:
            found = _managed(work.connection, round_id, viewer)
            if found.revision != revision:
                raise Changed()
            wanted = next((one for one in STATES if one == state), None)
            if wanted is None or wanted not in next_states(found.state):
                raise Conflict("round.step")
            _require_ready(work.connection, found, wanted, said, viewer)
            after = stored.step(work.connection, round_id, wanted, work.actor, said)
            if wanted == "closed":
                agreement.take_over(work.connection, round_id)
            elif found.state == "closed":
                agreement.take_out(work.connection, round_id)
            verb = "reopen round" if reopens(found.state, wanted) else "move round"
            work.record(verb, round_id, before=revision, after=after)
        return self.show(round_id, viewer=viewer)

    def finish(self, round_id: str, document_id: str, *, done: bool, viewer: Viewer) -> None:
        """Say that one has finished a record, or has not. `NotFound`, `Forbidden`, `Conflict`."""
        with self._store.begin(actor(viewer)) as work:
            found = _coding_now(work.connection, round_id, viewer)
            document = as_id(document_id)
            if document is None or document not in found.documents:
                raise NotFound()
            stored.finish(work.connection, round_id, work.actor, document, done=done)
            if not done:
                stored.finish_whole(work.connection, round_id, work.actor, done=False)
            work.record("finish record" if done else "unfinish record", f"{round_id} {document}")

    def finish_whole(self, round_id: str, *, done: bool, viewer: Viewer) -> None:
        """Say that one has finished the round, or has not. `NotFound`, `Forbidden`; `Conflict` where the round is not
        being coded, or records are left."""
        with self._store.begin(actor(viewer)) as work:
            found = _coding_now(work.connection, round_id, viewer)
            left = set(found.documents) - stored.finished(work.connection, round_id).get(work.actor, frozenset())
            if done and left:
                raise Conflict("round.left")
            stored.finish_whole(work.connection, round_id, work.actor, done=done)
            work.record("finish round" if done else "unfinish round", round_id)

    def ratings(self, viewer: Viewer, round_id: str) -> Ratings:
        """Who coded what. `NotFound` where there is no such round for this viewer, or nobody may see it yet."""
        with self._store.reading() as connection:
            found = known_round(connection, round_id, viewer)
            if found.hides_others():
                raise NotFound()
            every = sight.seen(connection, codings.of_round(connection, round_id, moments=False), viewer.audiences)
            wanted = frozenset(found.documents)
            there = tuple(one for one in every if one.document in wanted)
            finished = stored.finished(connection, round_id)
            names = accounts.known_as(connection, {*found.coders, *(one.coder for one in there)})
            return Ratings(
                found,
                tuple(dict.fromkeys((*found.coders, *(one.coder for one in there)))),
                names,
                {coder: done & wanted for coder, done in finished.items()},
                tuple(one for one in there if one.place != "lost"),
                tuple(one for one in there if one.place == "lost"),
                paragraph_anchors(connection, found.documents),
                reopened(connection, found),
            )

    def _version(self, viewer: Viewer, of: Round) -> CodebookVersion | None:
        try:
            return self._codebooks.version(viewer, of.codebook, of.version)
        except NotFound:
            return None


def _require_ready(connection: Connection, found: Round, wanted: RoundState, reason: str, viewer: Viewer) -> None:
    """Raise what keeps the round from this step."""
    if reopens(found.state, wanted):
        if not reason:
            raise Invalid("round.reason", {"reason": ["round.reason"]})
        return
    if wanted == "coding":
        if not found.documents or not found.coders:
            raise Conflict("round.empty")
        practised = stored.calibrations_of(connection, found.id, viewer.audiences)
        if not reason and any(one.state != "closed" for one in practised):
            raise Invalid("round.calibration", {"reason": ["round.calibration"]})
    if wanted == "adjudicating":
        done = stored.whole_finished(connection, found.id)
        if not reason and any(coder not in done for coder in found.coders):
            raise Invalid("round.unfinished", {"reason": ["round.unfinished"]})
    if wanted == "closed" and not reason:
        compared = agreement.compared(connection, found.id)
        if any(one.standing == "disputed" for one in compared):
            raise Invalid("round.undecided", {"reason": ["round.undecided"]})


def _coding_now(connection: Connection, round_id: str, viewer: Viewer) -> Round:
    found = coders_round(connection, round_id, viewer, lock=True)
    if found.state != "coding":
        raise Conflict("round.not_open")
    return found


def _managed(connection: Connection, round_id: str, viewer: Viewer) -> Round:
    found = known_round(connection, round_id, viewer, lock=True)
    require(viewer, Action.MANAGE_ROUND, found)
    return found


def _progress(connection: Connection, of: Round, names: Mapping[str, str]) -> tuple[Progress, ...]:
    done, whole = stored.finished(connection, of.id), stored.whole_finished(connection, of.id)
    wanted = set(of.documents)
    return tuple(
        Progress(one, names.get(one, ""), len(done.get(one, frozenset()) & wanted), len(wanted), whole.get(one))
        for one in of.coders
    )
