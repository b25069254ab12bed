"""What coders of a round said of each unit, as tables that agreement is measured on.

A unit is a paragraph: it has a code from a coder when any of her passages with that code touches it. What was given to
a record as a whole is no paragraph's; where records are the units, a record has every code that a coder gave to it or
to words of it. The units are all paragraphs (or all records) of the records that two coders or more have finished:
whoever finished a record and gave nothing to a paragraph has said that the code is not there; of whoever did not
finish it, nothing is known.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from caselaw.domain.coding.agreement import MISSING, Tally, Whole, kinds_of
from caselaw.domain.coding.codings import Coding
from caselaw.domain.identifiers import DocumentId

UnitKind = Literal["paragraphs", "records"]
UNIT_KINDS: tuple[UnitKind, ...] = ("paragraphs", "records")
Small = NDArray[np.int8]
SURENESS = 4
"""Not given, or given by somebody who was not sure, fairly sure or sure."""


@dataclass(frozen=True, order=True)
class Unit:
    """A paragraph, or a record (`anchor` empty)."""

    document: DocumentId
    anchor: str = ""


@dataclass(frozen=True, eq=False)
class Judged:
    """What was said of the units that somebody coded (`said[unit, coder, code]`: how sure she was, 0 that it is not
    there, MISSING that she did not finish the record), and of how many others nobody said more than that nothing is
    there."""

    kind: UnitKind
    units: tuple[Unit, ...]
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    said: Small
    others: Whole
    times: Whole

    @cached_property
    def total(self) -> int:
        """How many units there are."""
        return len(self.units) + int(self.times.sum())

    @property
    def digest(self) -> bytes:
        """The same for two tables that tell the same of the same coders and codes."""
        named = repr((self.kind, self.coders, self.codes, self.said.shape, self.others.shape)).encode()
        told = (np.ascontiguousarray(one) for one in (self.said, self.others, self.times))
        return hashlib.sha256(b"".join((named, *(one.tobytes() for one in told)))).digest()

    def table(self, code: int, of: Sequence[int] | None = None) -> Tally:
        """Whether each coder (or those of these places) gave this code."""
        return self._tally(np.minimum(self.said[:, :, code], 1), 2, of)

    def sureness(self, code: int) -> Tally:
        """How sure each coder was that this code is there, from not at all on."""
        return self._tally(self.said[:, :, code], SURENESS, None)

    @cached_property
    def sets(self) -> tuple[Whole, NDArray[np.bool_]]:
        """Of each coded unit and coder the place of the set of codes that she gave it, and the sets."""
        units, coders, codes = self.said.shape
        given = (self.said > 0).reshape(units * coders, codes)
        given = np.vstack([np.zeros((1, codes), dtype=np.bool_), given])
        packed = np.packbits(np.pad(given, ((0, 0), (0, 1))), axis=1)  # one column more: without any there is no key
        keys = np.ascontiguousarray(packed).view([("", packed.dtype)] * packed.shape[1]).reshape(-1)
        _, first, which = np.unique(keys, return_index=True, return_inverse=True)
        places = which.reshape(-1)[1:].reshape(units, coders)
        gone = (self.said == MISSING).all(axis=2) if codes else np.zeros((units, coders), dtype=np.bool_)
        return np.where(gone, MISSING, places).astype(np.int64), given[first]

    def whole(self, of: Sequence[int] | None = None) -> Tally:
        """Which set of codes each coder (or those of these places) gave."""
        places, sets = self.sets
        return self._tally(places, len(sets), of)

    def _tally(self, said: Small | Whole, values: int, of: Sequence[int] | None) -> Tally:
        rows = np.vstack([said.astype(np.int64), self.others])
        times = np.concatenate([np.ones(len(said), dtype=np.int64), self.times])
        return kinds_of(rows if of is None else rows[:, list(of)], times, values)


def judged(
    codings: Iterable[Coding],
    finished: Mapping[str, Collection[DocumentId]],
    paragraphs: Mapping[DocumentId, int],
    kind: UnitKind = "paragraphs",
) -> Judged:
    """The codings of one round by unit. `finished` has the records that each coder finished, `paragraphs` how many each
    has; records that are not in `paragraphs`, or that fewer than two finished, are left out."""
    done = {coder: set(records) & paragraphs.keys() for coder, records in sorted(finished.items())}
    often = Counter(record for records in done.values() for record in records)
    compared = {record for record, times in often.items() if times >= 2}
    coders = tuple(coder for coder, records in done.items() if records & compared)
    places = {coder: place for place, coder in enumerate(coders)}
    counting = {coder: records & compared for coder, records in done.items()}
    given: list[_Given] = []
    for one in codings:
        anchor = one.anchor if kind == "paragraphs" else ""
        if anchor is not None and not one.withdrawn and one.document in counting.get(one.coder, ()):
            given.append(((one.document, anchor), places[one.coder], one.code, one.confidence))
    units = sorted({unit for unit, _, _, _ in given})
    codes = tuple(sorted({code for _, _, code, _ in given}))
    by = _finishing(done, compared, coders, paragraphs, kind)
    return Judged(kind, tuple(Unit(*one) for one in units), coders, codes, *_tables(given, units, codes, by))


_Given = tuple[tuple[DocumentId, str], int, str, int]
"""A record and a paragraph, the place of a coder, a code, and how sure she was."""
_Finishing = Mapping[DocumentId, tuple[tuple[bool, ...], int]]
"""Of each record which coders finished it, and how many units it has."""


def _finishing(
    done: Mapping[str, Collection[DocumentId]],
    compared: Collection[DocumentId],
    coders: Sequence[str],
    paragraphs: Mapping[DocumentId, int],
    kind: UnitKind,
) -> _Finishing:
    return {
        record: (tuple(record in done[coder] for coder in coders), paragraphs[record] if kind == "paragraphs" else 1)
        for record in compared
    }


def _tables(
    given: Sequence[_Given], units: Sequence[tuple[DocumentId, str]], codes: Sequence[str], by: _Finishing
) -> tuple[Small, Whole, Whole]:
    width = len(next(iter(by.values()))[0]) if by else 0
    said = np.zeros((len(units), width, len(codes)), dtype=np.int8)
    column = {code: place for place, code in enumerate(codes)}
    row = {unit: place for place, unit in enumerate(units)}
    left = {record: number for record, (_, number) in by.items()}
    for record, _ in units:
        left[record] -= 1
    if given:
        at = np.array([(row[unit], coder, column[code]) for unit, coder, code, _ in given], dtype=np.int64)
        sure = np.array([one[3] for one in given], dtype=np.int8)
        np.maximum.at(said, (at[:, 0], at[:, 1], at[:, 2]), sure)  # who coded two passages of it was as sure as once
        there = np.array([by[document][0] for document, _ in units], dtype=np.bool_)
        said[~there] = MISSING
    others: Counter[tuple[bool, ...]] = Counter()
    for record, number in left.items():
        others[by[record][0]] += max(number, 0)
    kinds = sorted(others)
    rows = np.where(np.array(kinds, dtype=np.bool_).reshape(len(kinds), width), 0, MISSING).astype(np.int64)
    return said, rows, np.array([others[one] for one in kinds], dtype=np.int64)
