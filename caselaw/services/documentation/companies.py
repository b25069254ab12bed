"""Names of companies that may mean one company: proposed by the program, decided by people, with a reason that is kept.

A decision holds for those for whom it was made, who must all read both names. It is shown to, and obeyed for, whoever
reads both names today; a name that was withheld or that stood in nothing else than what she may not read is in no
proposal, decision, list or count of hers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, may_somewhere, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.documentation.company_decision import (
    CompanyDecision,
    contradicts,
    is_decided,
    name_key,
)
from caselaw.domain.documentation.company_match import CompanyMatch, propose_matches
from caselaw.domain.documentation.trends import Told
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import new_id, require_id
from caselaw.domain.languages import LANGUAGES
from caselaw.services.documentation.telling import companies, told
from caselaw.services.intake.records import storable
from caselaw.services.signing import actor
from caselaw.services.tracking.followed import Keepers
from caselaw.store import Store
from caselaw.store.documentation import company_decisions
from caselaw.store.people import accounts
from caselaw.store.tables.base import now

LONGEST_REASON = 2_000
MOST_NAMES = 2_000
"""Names that are laid beside each other, those that stand in most things first: the pairs grow with their square."""
_INVALID = "companies.invalid"


@dataclass(frozen=True)
class Proposal:
    """Two names that may mean one company, why, and in how many records and documents each stands."""

    first: str
    second: str
    match: CompanyMatch
    counts: tuple[int, int]


@dataclass(frozen=True)
class Decided:
    """A decision, who made it and who took it back, by name; `undoable` by this viewer."""

    decision: CompanyDecision
    by: str
    undone_by: str
    undoable: bool


@dataclass(frozen=True)
class Matches:
    """The proposals, the likeliest first; what was decided, the newest first; for whom the viewer may decide; and all
    the names that she reads."""

    proposals: tuple[Proposal, ...]
    decided: tuple[Decided, ...]
    keepers: tuple[Audience, ...]
    names: tuple[str, ...]


class CompanyService:
    """Proposals and decisions on names of companies."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def may_decide(self, viewer: Viewer) -> bool:
        """She may decide on names for somebody."""
        return may_somewhere(viewer, Action.DOCUMENT_CASE)

    def matches(self, *, viewer: Viewer) -> Matches:
        """What there is to decide and what was decided. `Forbidden` for who decides nothing."""
        if not self.may_decide(viewer):
            raise Forbidden()
        with self._store.reading() as connection:
            names = companies(told(connection, viewer, LANGUAGES[0]))
            every = _shown(connection, viewer, names)
            people = {who for one in every for who in (one.by, one.undone_by) if who}
            called = accounts.known_as(connection, people)
        standing = [one for one in every if one.stands]
        often = tuple(sorted(names, key=lambda name: (-names[name], name))[:MOST_NAMES])
        proposals = tuple(
            Proposal(first, second, match, (names[first], names[second]))
            for first, second, match in _proposed(often)
            if name_key(first) != name_key(second) and not is_decided(first, second, standing)
        )
        return Matches(
            tuple(sorted(proposals, key=lambda one: (-one.match.score, -sum(one.counts), one.first, one.second))),
            tuple(
                Decided(
                    one, called.get(one.by, ""), called.get(one.undone_by or "", ""),
                    one.stands and may(viewer, Action.DOCUMENT_CASE, Keepers(one.keeper)),
                )
                for one in reversed(every)
            ),
            keepers(viewer),
            tuple(sorted(names, key=str.casefold)),
        )  # fmt: skip

    def decide(self, first: str, second: str, same: bool, reason: str, keeper: str, *, viewer: Viewer) -> str:
        """Say that two names mean one company, or that they do not, for all of `keeper`; the id of the decision. Raises
        `Forbidden`, and `Invalid` with each field's fault: a name that is not among those that all of them read, no
        reason, or a decision that another one stands against."""
        if not self.may_decide(viewer):
            raise Forbidden()
        kept = next((one for one in keepers(viewer) if one == keeper), None)
        if kept is None:
            raise Invalid(_INVALID, {"keeper": ["measure.keeper"]})
        require(viewer, Action.DOCUMENT_CASE, Keepers(kept))
        first, second, reason = " ".join(first.split()), " ".join(second.split()), storable(reason).strip()
        with self._store.begin(actor(viewer)) as work:
            mine = companies(told(work.connection, viewer, LANGUAGES[0]))
            theirs = _common(work.connection, mine, viewer, kept)
            faults = _faults((("first", first), ("second", second)), mine, theirs)
            if not faults and name_key(first) == name_key(second):
                faults["second"] = ["companies.one_name"]
            if not reason or len(reason) > LONGEST_REASON:
                faults["reason"] = ["companies.reason"]
            if not faults:
                standing = [one for one in _shown(work.connection, viewer, mine) if one.stands]
                if contradicts(first, second, same, standing) or is_decided(first, second, standing):
                    faults["same"] = ["companies.decided"]
            if faults:
                raise Invalid(_INVALID, faults)
            made = CompanyDecision(new_id(), kept, first, second, same, reason, work.actor, now())
            company_decisions.add(work.connection, made)
            work.record("decide company", made.id)
        return made.id

    def undo(self, decision_id: str, *, viewer: Viewer) -> None:
        """Take a decision back; it stays to be read. One that was taken back already is no fault. `NotFound`,
        `Forbidden`."""
        asked = require_id(decision_id)
        with self._store.begin(actor(viewer)) as work:
            mine = _shown(work.connection, viewer, companies(told(work.connection, viewer, LANGUAGES[0])))
            found = next((one for one in mine if one.id == asked), None)
            if found is None:
                raise NotFound()
            require(viewer, Action.DOCUMENT_CASE, Keepers(found.keeper))
            if company_decisions.undo(work.connection, found.id, work.actor):
                work.record("undo company decision", found.id)

    def on(self, names: Iterable[str], *, viewer: Viewer) -> tuple[CompanyDecision, ...]:
        """The standing decisions on these names, which the viewer reads on a page."""
        with self._store.reading() as connection:
            return tuple(one for one in _shown(connection, viewer, names) if one.stands)


def keepers(viewer: Viewer) -> tuple[Audience, ...]:
    """For whom the viewer may decide: her groups first."""
    asked = (*(group_audience(slug) for slug in sorted(viewer.groups)), MEMBERS)
    return tuple(one for one in asked if may(viewer, Action.DOCUMENT_CASE, Keepers(one)))


def obeyed(connection: Connection, every: Iterable[Told], viewer: Viewer) -> tuple[CompanyDecision, ...]:
    """The standing decisions on names in what the viewer reads (`telling.told`)."""
    return tuple(one for one in _shown(connection, viewer, companies(every)) if one.stands)


def _shown(connection: Connection, viewer: Viewer, names: Iterable[str]) -> tuple[CompanyDecision, ...]:
    if viewer.account is None:
        return ()
    read = {name_key(name) for name in names}
    every = company_decisions.load_many(connection, frozenset(viewer.audiences) - {PUBLIC})
    return tuple(one for one in every if {name_key(one.first), name_key(one.second)} <= read)


def _common(connection: Connection, mine: Iterable[str], viewer: Viewer, kept: Audience) -> frozenset[str]:
    """Those of the viewer's names that everybody reads for whom a decision is kept."""
    slugs = frozenset(slug for slug in viewer.groups if group_audience(slug) == kept)
    anybody = Viewer(viewer.account, frozenset(), slugs)
    return frozenset(mine) & companies(told(connection, anybody, LANGUAGES[0])).keys()


def _faults(
    given: Iterable[tuple[str, str]], mine: Iterable[str], theirs: frozenset[str]
) -> dict[str, list[str]]:  # fmt: skip
    read = set(mine)
    return {
        field: ["companies.name" if name not in read else "companies.wider"]
        for field, name in given
        if name not in theirs
    }


@lru_cache(maxsize=16)
def _proposed(names: tuple[str, ...]) -> tuple[tuple[str, str, CompanyMatch], ...]:
    return tuple(propose_matches(names))
