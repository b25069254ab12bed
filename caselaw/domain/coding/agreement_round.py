"""The agreement of a whole round: for every code, over all codes, and between each two coders.

For each code alone a unit has it or not, so several codes on one paragraph are no trouble. Over all codes what a coder
gave a unit is a *set*: α with the distance MASI counts a set that shares codes with another as less far from it than
one that shares none (Passonneau 2006). The mean of the codes' own α would weigh a code given twice like one given a
thousand times, and could not be said as soon as one of them cannot.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from threading import Lock

import numpy as np

from caselaw.domain.coding.agreement import MISSING, Measured, cohen, fleiss, krippendorff, of_sets, percent
from caselaw.domain.coding.agreement_units import Judged, UnitKind

RELY, CAREFUL = 0.800, 0.667
"""Krippendorff's advice on α (Content Analysis, 2004, p. 241): rely on what reaches .800, draw only careful conclusions
from .667 on."""
_MOST_KEPT = 32
_KEPT: OrderedDict[bytes, RoundAgreement] = OrderedDict()
_LOCK = Lock()
HABIT = ((0.8, "almost_perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"), (0.0, "slight"))
"""Landis and Koch's names of strengths of κ (Biometrics 33, 1977, p. 165): above each number; below zero: poor."""


@dataclass(frozen=True)
class CodeAgreement:
    """How far coders agree on one code. `units`: to how many somebody gave it; `everyone`: to how many all did who
    finished the record. `kappa` is Cohen's where two coders are, else Fleiss'. `sure` is the ordinal α in which a code
    given by somebody unsure lies nearer to one that was not given."""

    code: str
    units: int
    everyone: int
    percent: Measured
    kappa: Measured
    alpha: Measured
    sure: Measured


@dataclass(frozen=True)
class PairAgreement:
    """How far two coders agree over all codes, by the share of units with the same set and by α of the sets."""

    coders: tuple[str, str]
    units: int
    percent: Measured
    alpha: Measured


@dataclass(frozen=True)
class RoundAgreement:
    """All that is said of the agreement of a round; `never` are codes of its codebook that nobody gave."""

    kind: UnitKind
    coders: tuple[str, ...]
    units: int
    codes: tuple[CodeAgreement, ...]
    percent: Measured
    alpha: Measured
    pairs: tuple[PairAgreement, ...]


def agreement(table: Judged) -> RoundAgreement:
    """What the codings of a round say of how far its coders agree. The same table has the same answer, whoever looks
    at it: the last few are kept, under a digest of all that they were made of."""
    key = table.digest
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    found = _agreement(table)
    with _LOCK:
        _KEPT[key] = found
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return found


def _agreement(table: Judged) -> RoundAgreement:
    share, alpha = of_sets(table.whole(), table.sets[1])
    return RoundAgreement(
        table.kind,
        table.coders,
        table.total,
        tuple(_of_code(table, place) for place in range(len(table.codes))),
        share,
        alpha,
        tuple(_of_pair(table, pair) for pair in combinations(range(len(table.coders)), 2)),
    )


def habit(value: float) -> str:
    """What Landis and Koch call a κ of this size."""
    return next((name for least, name in HABIT if value > least), "slight" if value == 0 else "poor")


def advice(alpha: Measured) -> str:
    """What Krippendorff advises to do with codes of this α: `rely`, `careful` or `not`; `unsure_rely` and
    `unsure_careful` where its interval reaches below; `rare` where there is no interval, `none` where there is no α."""
    if alpha.value is None:
        return "none"
    if alpha.low is None:
        return "rare"
    step = _step(alpha.value)
    return step if _step(alpha.low) == step else f"unsure_{step}"


def talk_over(codes: Sequence[CodeAgreement]) -> tuple[CodeAgreement, ...]:
    """The codes whose definitions are to be talked over, those with most said differently first: α below RELY."""
    weak = [one for one in codes if one.alpha.value is not None and one.alpha.value < RELY]
    return tuple(sorted(weak, key=lambda one: (one.everyone - one.units, one.alpha.value or 0.0, one.code)))


def _step(alpha: float) -> str:
    return "rely" if alpha >= RELY else "careful" if alpha >= CAREFUL else "not"


def _of_code(table: Judged, code: int) -> CodeAgreement:
    given, said = table.table(code), table.said[:, :, code]
    there = (said > 0).any(axis=1)
    everyone = there & ((said > 0) | (said == MISSING)).all(axis=1)
    return CodeAgreement(
        table.codes[code],
        int(there.sum()),
        int(np.count_nonzero(everyone)),
        percent(given),
        cohen(given) if len(table.coders) == 2 else fleiss(given),
        krippendorff(given),
        krippendorff(table.sureness(code), "ordinal"),
    )


def _of_pair(table: Judged, pair: tuple[int, int]) -> PairAgreement:
    share, alpha = of_sets(table.whole(pair), table.sets[1])
    return PairAgreement((table.coders[pair[0]], table.coders[pair[1]]), share.units, share, alpha)
