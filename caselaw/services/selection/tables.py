"""Case selection tables: made, filled, sent round; what one organisation gets of one.

A table is changed by who manages it, at the revision she saw; its criteria until it goes round, its candidates until it
is opened. Nothing that was answered is taken off a table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from caselaw.access.actions import Action
from caselaw.access.policy import ForReaders, may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import new_id
from caselaw.domain.selection.rules import (
    Missing,
    checked_candidate,
    checked_criteria,
    checked_table,
    missing_words,
)
from caselaw.domain.selection.table import (
    Candidate,
    Criterion,
    SelectionTable,
    Sheet,
    State,
    Step,
)
from caselaw.services.selection.candidates import (
    fresh_candidates,
    is_for_members,
    of_records,
    require_few,
    require_fitting,
)
from caselaw.services.selection.seeing import Reader, Seen, all_seen, require_organisation, seen
from caselaw.services.selection.sheets import sheet_of
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store.people import groups, organisations
from caselaw.store.selection import answers, circulation
from caselaw.store.selection import selections as stored
from caselaw.store.tables.base import now

_FILLED: tuple[State, ...] = ("preparing", "answering")
"""While candidates may still come and go."""


class SelectionService:
    """Tables for their groups. For everybody else, and while they are prepared for members too, they do not exist:
    every verb raises `NotFound`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, viewer: Viewer) -> tuple[Seen, ...]:
        """The tables of which this viewer may know, the newest first."""
        with self._store.reading() as connection:
            return all_seen(connection, viewer)

    def show(self, table: str, *, viewer: Reader) -> Seen:
        """One table as she sees it."""
        with self._store.reading() as connection:
            return seen(connection, table, viewer)

    def sheet(self, reader: Reader, table: str, organisation: str, language: str, *, file: bool = False) -> Sheet:
        """All that an organisation gets of a table in one language, with its own answers; `file`: to be given away,
        without restricted fields, as through a link."""
        with self._store.reading() as connection:
            shown = seen(connection, table, reader)
            require_organisation(shown, organisation)
            return sheet_of(connection, shown, organisation, language, bare=file or shown.link)

    def audiences(self, viewer: Viewer) -> tuple[Audience, ...]:
        """For whom she may make a table."""
        return tuple(
            sorted(
                one
                for one in viewer.audiences
                if is_for_members(one) and may(viewer, Action.MANAGE_SELECTION, ForReaders(one))
            )
        )

    def committee(self, table: str, *, viewer: Viewer) -> tuple[tuple[str, str], ...]:
        """Id and name of those who may sit on the steering committee: the members of the table's group."""
        with self._store.reading() as connection:
            shown = seen(connection, table, viewer)
            slug = shown.table.access.partition(":")[2]
            return tuple((one.account, one.name) for one in groups.members(connection, slug)) if slug else ()

    def make(self, table: SelectionTable, *, viewer: Viewer, records: Collection[str] = ()) -> str:
        """A new table with what is in it, and with those of these records that she may read; answers its id. Raises
        `Forbidden`, `Invalid`; then nothing is made."""
        if table.access not in self.audiences(viewer):
            raise Forbidden()
        whole = replace(
            checked_table(table), id=new_id(), criteria=checked_criteria(table.criteria), candidates=(), invited=(),
            committee=frozenset(), state="preparing", made_by=actor(viewer),
        )  # fmt: skip
        with self._store.begin(actor(viewer)) as work:
            stored.add(work.connection, whole)
            work.record("make selection table", whole.id, after=1)
            _step(work, whole.id, "preparing")
            cases = [*table.candidates, *of_records(work.connection, records, whole, viewer)]
            fresh = fresh_candidates(work, cases, whole, viewer, set())
            require_few(len(fresh))
            stored.add_candidates(work.connection, whole.id, fresh)
            self._invite(work, whole, [one.organisation for one in table.invited])
        return whole.id

    def change(
        self, table: SelectionTable, *, revision: int, viewer: Viewer, invited: Collection[str] | None = None
    ) -> int:  # fmt: skip
        """Replace what is said of a table and, while it may still be done, who is asked (`invited`; None: who is asked
        already), both or neither; answers the new revision. That it is blind can be changed only while it is prepared.
        Raises `Forbidden`, `Invalid`, `Changed`, `Conflict`."""
        checked = checked_table(table)
        with self._changing(table.id, revision, "change selection table", viewer) as (work, shown):
            before = shown.table
            if before.state != "preparing" and (before.blind, before.scored) != (checked.blind, checked.scored):
                raise Conflict("selection.is_round")
            _require_committee(work, checked)
            stored.change(work.connection, checked)
            asked_now = {one.organisation for one in before.invited}
            if invited is not None and before.state in _FILLED and set(invited) != asked_now:
                self._set_invited(work, before, invited)
                work.record("invite to selection table", table.id, before=revision, after=revision + 1)
        return revision + 1

    def set_criteria(
        self, table: str, criteria: Sequence[Criterion], *, revision: int, viewer: Viewer
    ) -> int:  # fmt: skip
        """These are the criteria; only while the table is prepared. Raises as `change`."""
        checked = checked_criteria(criteria)
        with self._changing(table, revision, "set selection criteria", viewer, ("preparing",)) as (work, _):
            stored.put_criteria(work.connection, table, checked)
        return revision + 1

    def add_candidates(self, table: str, candidates: Sequence[Candidate], *, viewer: Viewer) -> int:
        """More candidates; those whose record is there already are left out. Answers how many came. Raises as
        `change`."""
        with self._changing(table, None, "add selection candidates", viewer, _FILLED) as (work, shown):
            there = stored.load(work.connection, table)
            standing = there.candidates if there else ()
            known = {one.document for one in standing if one.document}
            fresh = fresh_candidates(work, candidates, shown.table, viewer, known)
            require_few(len(fresh) + len(standing))
            stored.add_candidates(work.connection, table, fresh)
        return len(fresh)

    def add_records(self, table: str, ids: Collection[str], *, viewer: Viewer) -> int:
        """Records as candidates, those that she may read and that are not there yet; answers how many came."""
        with self._store.reading() as connection:
            shown = seen(connection, table, viewer)
            wanted = of_records(connection, ids, shown.table, viewer)
        return self.add_candidates(table, wanted, viewer=viewer)

    def change_candidate(self, table: str, candidate: Candidate, *, revision: int, viewer: Viewer) -> int:
        """Replace a candidate and its sheet; its record stays. Raises as `change`."""
        checked = checked_candidate(candidate)
        states: tuple[State, ...] = ("preparing", "answering", "opened")
        with self._changing(table, revision, "change selection candidate", viewer, states, candidate.id) as (
            work,
            shown,
        ):
            before = shown.table.candidate(candidate.id)
            if before is None:
                raise NotFound()
            kept = replace(checked, document=before.document, place=before.place)
            require_fitting(kept, shown.table, viewer)
            stored.change_candidate(work.connection, table, kept)
        return revision + 1

    def remove_candidate(self, table: str, candidate: str, *, revision: int, viewer: Viewer) -> int:
        """Take a candidate off, of which nothing was answered. Raises as `change`, `Conflict`."""
        with self._changing(table, revision, "remove selection candidate", viewer, _FILLED, candidate) as (work, shown):
            if shown.table.candidate(candidate) is None:
                raise NotFound()
            if answers.has_answers(work.connection, table, candidate=candidate):
                raise Conflict("selection.answered")
            stored.remove_candidate(work.connection, table, candidate)
        return revision + 1

    def invite(self, table: str, slugs: Collection[str], *, revision: int, viewer: Viewer) -> int:
        """Exactly these organisations are asked to answer; one that has answered stays. Raises as `change`."""
        with self._changing(table, revision, "invite to selection table", viewer, _FILLED) as (work, shown):
            self._set_invited(work, shown.table, slugs)
        return revision + 1

    def missing(self, table: str, *, viewer: Viewer) -> tuple[Missing, ...]:
        """The translations that a table lacks, for who manages it. `Forbidden`."""
        shown = self.show(table, viewer=viewer)
        require(viewer, Action.MANAGE_SELECTION, shown.table)
        return missing_words(shown.table)

    def circulate(self, table: str, *, revision: int, viewer: Viewer, anyway: bool = False) -> int:
        """Send a table round: from now on organisations answer. `Conflict` where it has no candidate, criterion or
        organisation, and where translations are missing unless that is wanted."""
        with self._changing(table, revision, "circulate selection table", viewer, ("preparing",)) as (work, shown):
            whole = stored.load(work.connection, table)
            if whole is None or not (whole.candidates and whole.criteria and whole.invited):
                raise Conflict("selection.incomplete")
            if missing_words(shown.table) and not anyway:
                raise Conflict("selection.untranslated")
            stored.put_state(work.connection, table, "answering")
            _step(work, table, "answering")
        return revision + 1

    @contextmanager
    def _changing(
        self, table: str, revision: int | None, action: str, viewer: Viewer, states: tuple[State, ...] = (),
        of: str = "",
    ) -> Iterator[tuple[UnitOfWork, Seen]]:  # fmt: skip
        """One change of a table by who manages it, at this revision, in one of these states."""
        with self._store.begin(actor(viewer)) as work:
            shown = seen(work.connection, table, viewer)
            require(viewer, Action.MANAGE_SELECTION, shown.table)
            after = stored.touch(work.connection, table, revision)
            if after is None:
                raise Changed()
            shown = seen(work.connection, table, viewer)
            if states and shown.table.state not in states:
                raise Conflict("selection.not_now")
            yield work, shown
            work.record(action, f"{table} {of}".strip(), before=after - 1, after=after)

    def _set_invited(self, work: UnitOfWork, table: SelectionTable, slugs: Collection[str]) -> None:
        there = {one.organisation for one in table.invited}
        for gone in there - set(slugs):
            if answers.has_answers(work.connection, table.id, organisation=gone):
                raise Conflict("selection.organisation_answered")
            stored.disinvite(work.connection, table.id, gone)
            circulation.revoke_all(work.connection, table.id, gone, now())  # asked again, it gets new ones
        self._invite(work, table, [one for one in dict.fromkeys(slugs) if one not in there])

    def _invite(self, work: UnitOfWork, table: SelectionTable, slugs: Sequence[str]) -> None:
        known = {one.slug for one in organisations.all_organisations(work.connection)}
        if not set(slugs) <= known:
            raise Invalid("selection.organisation", {"organisation": ["selection.organisation"]})
        stored.invite(work.connection, table.id, slugs)


def _require_committee(work: UnitOfWork, table: SelectionTable) -> None:
    slug = table.access.partition(":")[2]
    members = {one.account for one in groups.members(work.connection, slug)} if slug else set()
    if not table.committee <= members:
        raise Invalid("selection.committee", {"committee": ["selection.committee"]})


def _step(work: UnitOfWork, table: str, state: State) -> None:
    number = len(answers.steps(work.connection, table)) + 1
    answers.add_step(work.connection, table, Step(number, state, now(), work.actor))
