"""How far the coders of a round agree, where they do not, and what a third person decides there.

In a blind round nothing of this is there before adjudication opens, whoever asks. What a viewer sees is made of the
records and paragraphs that she may read in full; what a round comes to when it is closed is made of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.codebook.codes import CodebookVersion
from caselaw.domain.coding.adjudication import (
    LONGEST_REASON,
    AgreedHere,
    Compared,
    Decision,
    by_unit,
    compare,
    may_decide,
)
from caselaw.domain.coding.agreement_round import RoundAgreement, agreement
from caselaw.domain.coding.agreement_units import UNIT_KINDS, Unit, UnitKind, judged
from caselaw.domain.coding.codings import Coding
from caselaw.domain.coding.round import Round
from caselaw.domain.document import Document
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.veil.restrictions import Passage
from caselaw.services.codebooks.reading import CodebookService
from caselaw.services.coding.rounds import RoundService
from caselaw.services.coding.seeing import Reopened, able_coders, known_round
from caselaw.services.intake.records import storable
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store import documents as stored_documents
from caselaw.store.coding import agreement as stored
from caselaw.store.coding import sight as coding_sight
from caselaw.store.people import accounts
from caselaw.store.tables.base import now

WHOLE_RECORD = "record"
"""What stands in an address for the record as a whole, where else the anchor of a paragraph stands."""
Mandate = Literal["third", "own", "other", "none"]


@dataclass(frozen=True)
class LeftOut:
    """What is not compared: records that fewer than two have finished, codings whose words were not found again, and
    paragraphs in which something is kept from this viewer. Records that she may not read are not counted."""

    unfinished: int = 0
    lost: int = 0
    withheld: int = 0


@dataclass(frozen=True)
class Progress:
    """Codes on units: how many all gave who finished the record, how many were disputed, and how many of these are
    decided."""

    agreed: int
    disputed: int
    decided: int

    @property
    def waiting(self) -> int:
        return self.disputed - self.decided


@dataclass(frozen=True)
class Comparison:
    """A round as its coders coded it, as far as the viewer may read it. `names` are people by account, `finished` the
    records that each coder has finished, `paragraphs` those of each record in reading order; `documents` are there
    for who asked for them."""

    round: Round
    codebook: CodebookVersion | None
    names: Mapping[str, str]
    codings: tuple[Coding, ...]
    finished: Mapping[str, frozenset[DocumentId]]
    decisions: tuple[Decision, ...]
    paragraphs: Mapping[DocumentId, tuple[str, ...]]
    left_out: LeftOut
    documents: Mapping[DocumentId, Document]
    reopened: Reopened | None

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Every code on every unit."""
        return compare(self.codings, self.finished, self.decisions)

    @cached_property
    def progress(self) -> Progress:
        standings = [one.standing for one in self.compared]
        decided = standings.count("decided")
        return Progress(standings.count("agreed"), standings.count("disputed") + decided, decided)

    @cached_property
    def disputed(self) -> tuple[Compared, ...]:
        """What only some gave, decided or not, in the order in which it is read."""
        some = [one for one in self.compared if one.not_given]
        records = {record: place for place, record in enumerate(self.round.documents)}
        places = {
            Unit(record, anchor): place
            for record in {one.unit.document for one in some}
            for place, anchor in enumerate(self.paragraphs.get(record, ()))
        }
        return tuple(
            sorted(some, key=lambda one: (records.get(one.unit.document, -1), places.get(one.unit, -1), one.code))
        )

    @property
    def disputed_units(self) -> tuple[Unit, ...]:
        return tuple(dict.fromkeys(one.unit for one in self.disputed))

    def label(self, code: str, language: str) -> str:
        """What a code is called."""
        found = self.codebook.code(code) if self.codebook else None
        return found.label(language) if found else code


@dataclass(frozen=True)
class AgreementPage:
    """The agreement of a round, and the codes of its codebook that nobody gave."""

    comparison: Comparison
    agreement: RoundAgreement
    never: tuple[str, ...]


@dataclass(frozen=True)
class UnitPage:
    """One unit with all that was said of it. `mandate` says whether the viewer may decide here; `before` and `after`
    are the units beside it that were disputed."""

    comparison: Comparison
    unit: Unit
    document: Document
    paragraph: Paragraph | None
    said: tuple[Compared, ...]
    mandate: Mandate
    before: Unit | None
    after: Unit | None
    place: int
    of: int


@dataclass(frozen=True)
class Ruling:
    """What somebody decides of a code: given or not, why, and how many decisions she saw on it."""

    given: bool
    reason: str
    seen: int


class AgreementService:
    """Agreement and adjudication. What a viewer may not know of is `NotFound`."""

    def __init__(self, store: Store, codebooks: CodebookService, rounds: RoundService) -> None:
        self._store = store
        self._codebooks = codebooks
        self._rounds = rounds

    def agreement(
        self, round_id: str, kind: str = "paragraphs", *, viewer: Viewer, titled: bool = False
    ) -> AgreementPage:  # fmt: skip
        """How far the coders agree, with paragraphs or records as units; `titled`: with the records' own names.
        `NotFound`."""
        unit: UnitKind = next((one for one in UNIT_KINDS if one == kind), "paragraphs")
        comparison = self._read(round_id, viewer, titled=titled)
        lengths = {record: len(anchors) for record, anchors in comparison.paragraphs.items()}
        found = agreement(judged(comparison.codings, comparison.finished, lengths, unit))
        given = {one.code for one in found.codes}
        version = comparison.codebook
        never = tuple(one.key for one in version.codes if one.key not in given) if version else ()
        return AgreementPage(comparison, found, never)

    def comparison(self, round_id: str, *, viewer: Viewer) -> Comparison:
        """What each coder said, unit by unit. `NotFound`."""
        return self._read(round_id, viewer)

    def unit(self, round_id: str, named: str, *, viewer: Viewer) -> UnitPage:
        """One unit, by its name in addresses (`unit_name`). `NotFound`."""
        comparison = self.comparison(round_id, viewer=viewer)
        unit = unit_named(named)
        every = by_unit(comparison.compared)
        if unit not in every:
            raise NotFound()
        document = comparison.documents[unit.document]
        with self._store.reading() as connection:
            texts = stored_documents.load_paragraphs(connection, unit.document, viewer.audiences)
            mandate = self._mandate(connection, comparison.round, every[unit], viewer)
        paragraph = next((one for one in texts or () if one.anchor == unit.anchor), None)
        units = comparison.disputed_units
        place = units.index(unit) if unit in units else -1
        return UnitPage(
            comparison,
            unit,
            document,
            paragraph,
            every[unit],
            mandate,
            units[place - 1] if place > 0 else None,
            units[place + 1] if 0 <= place < len(units) - 1 else None,
            place + 1,
            len(units),
        )

    def decide(
        self, round_id: str, named: str, rulings: Mapping[str, Ruling], *, viewer: Viewer
    ) -> Unit | None:  # fmt: skip
        """Decide codes of one unit, each with its reason; answers the disputed unit after it. `NotFound`; `Forbidden`
        for who may not, `Conflict` where the round is not being adjudicated or coders agree on the code; `Changed`
        where somebody decided meanwhile; `Invalid` names each code without a reason. All is written, or nothing."""
        page = self.unit(round_id, named, viewer=viewer)
        if page.mandate not in ("third", "own"):
            raise Forbidden("agreement.other" if page.mandate == "other" else None)
        said = {code: replace(one, reason=storable(one.reason.strip())) for code, one in rulings.items()}
        wrong = {code: ["agreement.reason"] for code, one in said.items() if not 0 < len(one.reason) <= LONGEST_REASON}
        if wrong or not said:
            raise Invalid("agreement.reason" if wrong else "agreement.nothing", wrong)
        with self._store.begin(actor(viewer)) as work:
            found = known_round(work.connection, round_id, viewer, lock=True)
            if found.state != "adjudicating":
                raise Conflict("agreement.not_adjudicating")
            every = stored.compared(work.connection, found.id, document=page.unit.document)
            full = {(one.unit, one.code): one for one in every}
            for code, ruling in sorted(said.items()):
                disputed = full.get((page.unit, code))
                if disputed is None or disputed.standing == "agreed":
                    raise Conflict("agreement.settled")
                number = len(disputed.decisions) + 1
                decision = Decision(
                    page.unit, code, ruling.given, ruling.reason, work.actor, page.mandate == "own", now(), number
                )
                if ruling.seen != number - 1 or not stored.decide(work.connection, found.id, decision):
                    raise Changed()
            work.record("decide coding", f"{found.id} {page.unit.document}")
        return page.after

    def agreed(self, document_id: str, *, viewer: Viewer) -> tuple[AgreedHere, ...]:
        """The agreed codes of a document by the closed rounds that the viewer may read, but for those that rest on
        paragraphs of which something is kept from her."""
        document = as_id(document_id)
        if document is None or viewer.account is None:
            return ()
        with self._store.reading() as connection:
            here = stored.agreed_here(connection, [document], viewer.audiences).get(document, ())
            if not here or not stored_documents.exists(connection, document, viewer.audiences):
                return ()
            closed = _withheld(connection, [document], viewer)
        shown = (
            replace(one, codes={at: codes for at, codes in one.codes.items() if Unit(document, at or "") not in closed})
            for one in here
        )
        return tuple(one for one in shown if one.codes)

    def _read(self, round_id: str, viewer: Viewer, *, titled: bool = True) -> Comparison:
        ratings = self._rounds.ratings(viewer, round_id)
        with self._store.reading() as connection:
            closed = _withheld(connection, ratings.round.documents, viewer)
            decisions = stored.decisions(connection, ratings.round.id)
            ids = ratings.round.documents if titled else ()
            known = stored_documents.load_many(connection, ids, viewer.audiences) if ids else {}
            names = {
                **ratings.names,
                **accounts.known_as(connection, {one.by for one in decisions} - ratings.names.keys()),
            }
        there, units = set(ratings.round.documents), ratings.units
        often = [sum(one in done for done in ratings.finished.values()) for one in ratings.round.documents]
        return Comparison(
            ratings.round,
            self._version(viewer, ratings.round),
            names,
            tuple(one for one in ratings.codings if not closed or Unit(one.document, one.anchor or "") not in closed),
            {coder: ratings.finished.get(coder, frozenset()) for coder in ratings.coders},
            tuple(one for one in decisions if one.unit.document in there and one.unit not in closed),
            {
                record: tuple(one for one in anchors if not closed or Unit(record, one) not in closed)
                for record, anchors in units.items()
            },
            LeftOut(
                sum(times < 2 for times in often),
                len(ratings.lost),
                sum(one.anchor in units.get(one.document, ()) for one in closed),
            ),
            known,
            ratings.reopened,
        )

    def _version(self, viewer: Viewer, of: Round) -> CodebookVersion | None:
        try:
            return self._codebooks.version(viewer, of.codebook, of.version)
        except NotFound:
            return None

    def _mandate(self, connection: Connection, of: Round, said: Sequence[Compared], viewer: Viewer) -> Mandate:
        if of.state != "adjudicating" or not may(viewer, Action.CODE, of):
            return "none"
        coders = frozenset(coder for one in said for coder in one.coders)
        return may_decide(actor(viewer), coders, able_coders(connection, of.access))


def unit_name(unit: Unit) -> str:
    """What a unit is called in addresses: its record and its paragraph."""
    return f"{unit.document}.{unit.anchor or WHOLE_RECORD}"


def unit_named(text: str) -> Unit:
    """The unit of this name. `NotFound` for what is none."""
    record, _, anchor = text.partition(".")
    document = as_id(record)
    if document is None or not anchor:
        raise NotFound()
    return Unit(document, "" if anchor == WHOLE_RECORD else anchor)


def _withheld(connection: Connection, ids: Sequence[DocumentId], viewer: Viewer) -> frozenset[Unit]:
    """The paragraphs of these documents in which words are kept from the viewer."""
    return frozenset(
        Unit(document, one.target.anchor)
        for document, sight in coding_sight.sights(connection, ids, viewer.audiences).items()
        for one in sight.over.restrictions
        if isinstance(one.target, Passage)
    )
