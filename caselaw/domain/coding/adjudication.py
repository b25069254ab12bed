"""Where the coders of a round disagree, and what became of it: a code that all who finished a record gave to a unit is
agreed; one that only some gave is disputed until a third person decides, with a reason.

Units are the paragraphs, and the record as a whole beside them: a code given to the whole record is compared with codes
given to the whole record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.coding.agreement_units import Unit
from caselaw.domain.coding.codings import Coding
from caselaw.domain.identifiers import DocumentId

LONGEST_REASON = 2_000
Standing = Literal["agreed", "disputed", "decided"]


@dataclass(frozen=True)
class Decision:
    """What a person decided of a code and a unit: whether the code is given, and why. `number` counts the decisions on
    it; `own` says that she had coded the unit herself, since there was nobody else."""

    unit: Unit
    code: str
    given: bool
    reason: str
    by: str
    own: bool
    at: datetime
    number: int


@dataclass(frozen=True)
class Agreed:
    """A code that a unit has by a closed round. `decided_by` None: its coders agreed by themselves."""

    round: str
    document: DocumentId
    anchor: str | None
    code: str
    decided_by: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class AgreedHere:
    """The agreed codes of one document by one round, for those who may read the round: codes by anchor (None: of the
    record as a whole)."""

    round: str
    title: str
    access: Audience
    codebook: str
    version: int
    codes: Mapping[str | None, tuple[str, ...]]


@dataclass(frozen=True)
class Compared:
    """One code on one unit: the codings of each who gave it, and who finished the record and did not. `decisions` are
    those made so far, the latest last."""

    unit: Unit
    code: str
    given: Mapping[str, tuple[Coding, ...]]
    not_given: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()

    @property
    def standing(self) -> Standing:
        """Coders who agree need nobody to decide; what was decided before stands no longer then."""
        return "agreed" if not self.not_given else "decided" if self.decisions else "disputed"

    @property
    def holds(self) -> bool:
        """The unit has this code."""
        return self.standing == "agreed" or (self.standing == "decided" and self.decisions[-1].given)

    @property
    def coders(self) -> frozenset[str]:
        """Those who coded the unit."""
        return frozenset((*self.given, *self.not_given))


def compare(
    codings: Iterable[Coding],
    finished: Mapping[str, Collection[DocumentId]],
    decisions: Iterable[Decision] = (),
) -> tuple[Compared, ...]:
    """Every code that somebody gave to a unit of a record that two or more have finished, by unit. Of a record that
    only one has finished, or nobody, nothing is compared."""
    by_record: dict[DocumentId, tuple[str, ...]] = {}
    for coder, records in sorted(finished.items()):
        for record in records:
            by_record[record] = (*by_record.get(record, ()), coder)
    given: dict[tuple[DocumentId, str, str], dict[str, tuple[Coding, ...]]] = {}
    for one in codings:
        coders = by_record.get(one.document, ())
        if len(coders) > 1 and one.coder in coders and not one.withdrawn and one.place != "lost":
            said = given.setdefault((one.document, one.anchor or "", one.code), {})
            said[one.coder] = (*said.get(one.coder, ()), one)
    made: dict[tuple[Unit, str], list[Decision]] = {}
    for decision in sorted(decisions, key=lambda one: one.number):
        made.setdefault((decision.unit, decision.code), []).append(decision)
    return tuple(
        Compared(
            unit := Unit(document, anchor), code, said, tuple(one for one in by_record[document] if one not in said),
            tuple(made.get((unit, code), ())),
        )
        for (document, anchor, code), said in sorted(given.items(), key=lambda one: one[0])
    )  # fmt: skip


def outcome(round_id: str, compared: Iterable[Compared]) -> tuple[Agreed, ...]:
    """The codes that a round comes to: those agreed, and those decided to be given."""
    return tuple(
        Agreed(
            round_id, one.unit.document, one.unit.anchor or None, one.code,
            one.decisions[-1].by if one.standing == "decided" else None,
            one.decisions[-1].reason if one.standing == "decided" else "",
        )
        for one in compared
        if one.holds
    )  # fmt: skip


def may_decide(person: str, coders: Collection[str], able: Collection[str]) -> Literal["third", "own", "other"]:
    """Whether this person may decide of a unit that these coded: as a `third` person; as one who coded it (`own`),
    where nobody is able to decide who did not; else another decides (`other`)."""
    if person not in coders:
        return "third"
    return "other" if set(able) - set(coders) else "own"


def by_unit(compared: Iterable[Compared]) -> dict[Unit, tuple[Compared, ...]]:
    found: dict[Unit, tuple[Compared, ...]] = {}
    for one in compared:
        found[one.unit] = (*found.get(one.unit, ()), one)
    return found


def by_pair(compared: Sequence[Compared]) -> dict[tuple[str, str], int]:
    """For each two coders how often one gave a code that the other did not."""
    found: Counter[tuple[str, str]] = Counter()
    for one in compared:
        for first, second in combinations(sorted(one.coders), 2):
            found[first, second] += (first in one.given) != (second in one.given)
    return dict(found)


def by_record(compared: Sequence[Compared]) -> dict[DocumentId, dict[str, tuple[int, int]]]:
    """For each record and code how many units are disputed or were, and how many of these wait for a decision."""
    found: dict[DocumentId, dict[str, tuple[int, int]]] = {}
    for one in compared:
        if one.not_given:
            codes = found.setdefault(one.unit.document, {})
            disputed, waiting = codes.get(one.code, (0, 0))
            codes[one.code] = (disputed + 1, waiting + (one.standing == "disputed"))
    return found
