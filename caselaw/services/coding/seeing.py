"""What of a round of coding a viewer sees, and what she must be to code in it.

For who is not in its group a round is not there: whoever shows one, or something in it, asks `known_round`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, Audience, readable
from caselaw.domain.codebook.codes import CodebookVersion
from caselaw.domain.coding.codings import Coding
from caselaw.domain.coding.round import Round, RoundState, Step, opened_before
from caselaw.domain.document import Document
from caselaw.domain.errors import Forbidden, NotFound
from caselaw.domain.identifiers import DocumentId, as_id
from caselaw.store.coding import rounds as stored
from caselaw.store.people import accounts, managed

_CODING = {"coder", "editor", "curator", "administrator"}


@dataclass(frozen=True)
class Progress:
    """How far a coder is: records finished, of those that the viewer may read; when she finished the round."""

    coder: str
    name: str
    finished: int
    total: int
    whole: datetime | None = None


@dataclass(frozen=True)
class Queued:
    """A record in a coder's own queue: whether she has finished it, and how many codings of hers it has."""

    document: Document
    finished: bool
    codings: int


@dataclass(frozen=True)
class QueuePlace:
    """Where in her queue a coder is: the record's place from 1, how many there are and are done, and the next that is
    not."""

    at: int
    total: int
    done: int
    next: DocumentId | None


@dataclass(frozen=True)
class Reopened:
    """A blind round was opened for comparison and taken back to coding: since then it is not blind in truth."""

    opened: datetime
    back: datetime
    name: str


@dataclass(frozen=True)
class RoundPage:
    """A round as its group sees it. `calibrations` are rounds that practise for it; `waits` says that one of them is
    not closed yet."""

    round: Round
    codebook: CodebookVersion | None
    progress: tuple[Progress, ...]
    steps: tuple[Step, ...]
    calibrations: tuple[Round, ...]
    waits: bool
    next: tuple[RoundState, ...]
    people: Mapping[str, str]
    manages: bool
    codes: bool
    reopened: Reopened | None


@dataclass(frozen=True)
class Ratings:
    """Who coded what in a round, as far as the viewer may read the records and the words.

    `units` are the paragraphs of each record by anchor, in reading order; the whole record is a unit besides (anchor
    None). `finished` are the records that each coder has finished: a unit of one that she did not finish is missing,
    one of a finished record without a code is "no code". `lost` are codings whose words were not found again. No
    coding says when it was made.
    """

    round: Round
    coders: tuple[str, ...]
    names: Mapping[str, str]
    finished: Mapping[str, frozenset[DocumentId]]
    codings: tuple[Coding, ...]
    lost: tuple[Coding, ...] = ()
    units: Mapping[DocumentId, tuple[str, ...]] = field(default_factory=dict)
    reopened: Reopened | None = None


def known_round(connection: Connection, round_id: str, viewer: Viewer, *, lock: bool = False) -> Round:
    """The round; `NotFound` where this viewer may not know of it."""
    wanted = as_id(round_id)
    found = stored.load(connection, wanted, viewer.audiences, lock=lock) if wanted else None
    if found is None or not may(viewer, Action.READ_ROUND, found):
        raise NotFound()
    return found


def reopened(connection: Connection, of: Round) -> Reopened | None:
    """Whether answers of a blind round could be read before its coding went on: everybody who works with it is told,
    whoever it was that opened it."""
    found = opened_before(stored.steps(connection, of.id)) if of.blind else None
    if found is None:
        return None
    opened, back = found
    return Reopened(opened.at, back.at, accounts.known_as(connection, [back.by]).get(back.by, ""))


def coders_round(connection: Connection, round_id: str, viewer: Viewer, *, lock: bool = False) -> Round:
    """The round, for one of its coders. `NotFound`; `Forbidden` for others."""
    found = known_round(connection, round_id, viewer, lock=lock)
    require(viewer, Action.CODE, found)
    if viewer.account not in found.coders:
        raise Forbidden("round.not_coder")
    return found


def able_coders(connection: Connection, access: Audience) -> dict[str, str]:
    """The people who may code what is for these readers, with their names."""
    group = readable(access).group
    held = [
        (one, one.roles | (one.groups.get(group, frozenset()) if group else frozenset()))
        for one in managed.all_people(connection)
        if not one.closed and (group is None or group in one.groups)
    ]
    return {one.id: one.name or one.email.partition("@")[0] for one, roles in held if roles & _CODING}


def is_for_work(access: Audience) -> bool:
    """A round, or a coding outside any, is for a group or for all members."""
    return access == MEMBERS or readable(access).level == "group"
