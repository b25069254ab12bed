"""What is held, in memory: which vectors are those of which reading of a document, and which serve a viewer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.search.vectors import Among, Encoded, Held, Reading
from caselaw.search.vectors.compact import Bits, Compact, signs

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]

FEW = 8_192
"""Rows that are all compared; of more, those are chosen first whose signs differ least."""
_NOBODY = -1
_GONE = -1  # the revision of what is not held


@dataclass(frozen=True)
class Kept:
    """A reading whose vectors are the rows from `first` on, as many as it has anchors."""

    id: DocumentId
    reading: Reading
    first: int

    @property
    def end(self) -> int:
        return self.first + len(self.reading.anchors)


@dataclass(frozen=True)
class Entry:
    """All that is held of one document; without readings it is none."""

    id: DocumentId
    revision: int
    digest: str
    readings: tuple[Reading, ...] = ()
    firsts: tuple[int, ...] = ()

    def kept(self) -> Iterator[Kept]:
        for reading, first in zip(self.readings, self.firsts, strict=True):
            yield Kept(self.id, reading, first)

    @property
    def rows(self) -> int:
        return sum(len(reading.anchors) for reading in self.readings)


@dataclass(frozen=True)
class View:
    """What one comparison sees: the rows, whose each is (by the number of a reading; below zero: of none), which
    readings serve, the rows that come into question, and the signs of all rows where these are many."""

    kept: Sequence[Kept]
    rows: Compact
    owners: Numbers
    places: Numbers
    columns: Bits | None


class Holdings:
    """The entries, the newest of each document; readings have numbers, and each row knows whose it is. Changed by one
    thread at a time; whoever compares meanwhile sees a document as it was or as it is."""

    def __init__(self) -> None:
        self.entries: dict[DocumentId, Entry] = {}
        self.kept: list[Kept] = []
        self.rows = 0
        self.alive = 0
        self._numbers: dict[DocumentId, tuple[int, ...]] = {}
        self._kinds: dict[tuple[Audience, tuple[Audience, ...], str], int] = {}
        self._owner: Numbers = np.full(1024, _NOBODY, dtype=np.int32)
        self._kind: Numbers = np.full(256, _NOBODY, dtype=np.int32)
        self._columns: Bits | None = None
        self._signed = 0

    def take(self, entry: Entry) -> Entry | None:
        """Put an entry in the place of the document's last, which is given back."""
        before = self.entries.pop(entry.id, None)
        for number in self._numbers.pop(entry.id, ()):
            self._kind[number] = _NOBODY
            one = self.kept[number]
            self._owner[one.first : one.end] = _NOBODY
        self.alive += entry.rows - (before.rows if before else 0)
        if entry.readings:
            self._numbers[entry.id] = tuple(self._add(one) for one in entry.kept())
        if entry.revision != _GONE:
            self.entries[entry.id] = entry
        return before

    def held(self, ids: Collection[DocumentId] | None) -> dict[DocumentId, Held]:
        chosen = self.entries if ids is None else {id_ for id_ in ids if id_ in self.entries}
        return {id_: _held(self.entries[id_]) for id_ in chosen}

    def view(self, among: Among, rows: Compact) -> View:
        """What is compared for a reader; `rows` are all that the entries name."""
        serves = self._serving(among)
        owners = self._owner[: self.rows]
        if among.within is None:
            places = np.flatnonzero(serves[owners]).astype(np.int32)
        else:
            places = ranges([self.kept[number] for number in np.flatnonzero(serves[:-1])])
        return View(self.kept, rows, owners, places, self._columns_of(rows) if len(places) > FEW else None)

    def _serving(self, among: Among) -> Mask:
        """For each reading, by its number, whether it is among those that are compared. The last stands for none."""
        fits = np.zeros(len(self._kinds) + 1, dtype=np.bool_)
        for (audience, above, language), kind in self._kinds.items():
            fits[kind] = (
                audience in among.audiences
                and among.audiences.isdisjoint(above)
                and (not among.languages_in or language in among.languages_in)
                and language not in among.languages_out
            )
        serves: Mask = fits[self._kind[: len(self.kept)]]
        if among.within is not None:
            only = np.zeros_like(serves)
            only[self._of(among.within)] = True
            serves &= only
        serves[self._of(among.withdrawn)] = False
        return np.append(serves, np.False_)

    def _columns_of(self, rows: Compact) -> Bits:
        """The signs of all rows; those that are new since the last look are read from `rows`."""
        if self._columns is None or self._columns.shape[1] < self.rows:
            room = np.zeros((-(-rows.shape[1] // 64), self.rows + self.rows // 4), dtype=np.uint64)
            if self._columns is not None:
                room[:, : self._signed] = self._columns[:, : self._signed]
            self._columns = room
        for start in range(self._signed, self.rows, 65_536):
            end = min(start + 65_536, self.rows)
            self._columns[:, start:end] = signs(rows[start:end])
        self._signed = self.rows
        return self._columns[:, : self.rows]

    def _of(self, ids: Collection[DocumentId]) -> list[int]:
        return [number for id_ in ids for number in self._numbers.get(id_, ())]

    def _add(self, one: Kept) -> int:
        reading = one.reading
        number = len(self.kept)
        self.kept.append(one)
        kind = self._kinds.setdefault((reading.audience, reading.superseded_by, reading.language), len(self._kinds))
        self._kind = _with_room(self._kind, number + 1)
        self._owner = _with_room(self._owner, one.end)
        self._owner[one.first : one.end] = number
        self._kind[number] = kind
        self.rows = max(self.rows, one.end)
        return number


def placed(document: Encoded, first: int) -> Entry:
    """The entry of a document whose vectors are the rows from `first` on."""
    firsts = []
    for reading in document.readings:
        firsts.append(first)
        first += len(reading.anchors)
    return Entry(document.id, document.revision, document.digest, document.readings, tuple(firsts))


def renewed(document: Encoded, before: Entry | None) -> Entry:
    """The entry of a document that keeps the vectors it has; one that drops it where it has not as many."""
    sizes = [len(reading.anchors) for reading in document.readings]
    if before is None or before.digest != document.digest or sizes != [len(one.anchors) for one in before.readings]:
        return gone(document.id)
    return Entry(document.id, document.revision, document.digest, document.readings, before.firsts)


def gone(id_: DocumentId) -> Entry:
    """An entry that takes a document's place with nothing."""
    return Entry(id_, _GONE, "")


def _held(entry: Entry) -> Held:
    return Held(entry.revision, entry.digest, entry.rows)


def _with_room(numbers: Numbers, size: int) -> Numbers:
    if size <= len(numbers):
        return numbers
    more = np.full(max(size, len(numbers) * 5 // 4 + 1024), _NOBODY, dtype=np.int32)
    more[: len(numbers)] = numbers
    return more


def ranges(kept: Sequence[Kept]) -> Numbers:
    """The rows of these readings."""
    if not kept:
        return np.zeros(0, dtype=np.int32)
    return np.concatenate([np.arange(one.first, one.end, dtype=np.int32) for one in kept])
