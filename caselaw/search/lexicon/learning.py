"""Learning word translations from aligned paragraphs: IBM model 1 (Brown and others, 1993) over stems.

Each word of one side is taken for a translation of some word of the other, or of none; which one is found by
expectation maximisation over all pairs. All that is counted stands in flat arrays, one place for each two words that
ever stood in one pair, so that a few hundred pairs take seconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from caselaw.search.analysis import chain, exact, is_stop, stems_of

ROUNDS = 8
BEST = 8
"""Translations of a word that are kept, in each language."""
LEAST = 0.05
"""Probability of the least of them."""
FEWEST_PAIRS = 2
"""Pairs in which two words must stand together: once is chance."""
MOST_EDGES = 4_000_000
"""Places of two words that are counted for one language and another, the surest pairs first: what fits in memory."""
EVIDENCE = 3
"""Pairs that are kept with a translation, to show it by."""
_LONGEST = (
    400  # telling words of a paragraph; a longer one is a page that nobody cut, and says which word is which of none
)

_Ints = npt.NDArray[np.int32]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """Two paragraphs that say the same in two languages. `score` says how sure that is; of `group` all lessons can be
    left out together."""

    left: str
    left_language: str
    right: str
    right_language: str
    score: float = 1.0
    group: str = ""


@dataclass(frozen=True)
class Learned:
    """`word` of `language` is said `target` in `target_language` with this probability.

    Both are folded surface forms, the commonest of their stems. `times` is how often the word was seen, in pairs;
    `together` in how many of them its translation stood too; `lessons` are the numbers of those that show it best.
    """

    language: str
    word: str
    target_language: str
    target: str
    probability: float
    times: int
    together: int
    lessons: tuple[int, ...] = ()


class Course:
    """Lessons, read once; what they teach can be learned from all, or again without those of a group."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        sides: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
        self._surfaces: dict[str, _Surfaces] = defaultdict(_Surfaces)
        for number, lesson in enumerate(lessons):
            codes = chain(lesson.left_language), chain(lesson.right_language)
            if codes[0] == codes[1] or "und" in codes:
                continue
            left, right = (
                self._surfaces[code].ids(text, code)
                for code, text in zip(codes, (lesson.left, lesson.right), strict=True)
            )
            if 0 < len(left) <= _LONGEST and 0 < len(right) <= _LONGEST:
                sides[codes].append(_Pair(number, lesson.score, lesson.group, left, right))
                sides[codes[::-1]].append(_Pair(number, lesson.score, lesson.group, right, left))
        self._tables = {codes: _Table.of(pairs) for codes, pairs in sides.items()}

    def learn(
        self, *, without: Collection[str] = (), language: str | None = None, evidence: bool = True
    ) -> Iterator[Learned]:
        """What the lessons teach, but for those of the groups `without`: the best translations of each word, of one
        language or of all. It is quicker where no `evidence` is wanted."""
        chosen = None if language is None else chain(language)
        for (own, other), table in sorted(self._tables.items()):
            if chosen not in (None, own):
                continue
            for source, target, probability, times, together, shown in table.learned(frozenset(without), evidence):
                word, said = self._surfaces[own].surface(source), self._surfaces[other].surface(target)
                yield Learned(own, word, other, said, probability, times, together, shown)


class _Surfaces:
    """The words of one language: a number for each stem, and the forms it was seen in."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._forms: list[Counter[str]] = []

    def ids(self, text: str, language: str) -> tuple[int, ...]:
        """The numbers of the telling words of a text, each once: no function words, nothing with a digit."""
        found: dict[int, None] = {}
        forms = exact(text)
        for form, stem in zip(forms, stems_of(forms, language), strict=True):
            if stem and len(form) > 1 and not is_stop(form, language) and not any(map(str.isdecimal, form)):
                number = self._numbers.setdefault(stem, len(self._forms))
                if number == len(self._forms):
                    self._forms.append(Counter())
                self._forms[number][form] += 1
                found[number] = None
        return tuple(found)

    def surface(self, number: int) -> str:
        """The commonest form of a stem, of equal ones the first by the alphabet."""
        return min(self._forms[number].items(), key=lambda item: (-item[1], item[0]))[0]


@dataclass(frozen=True)
class _Pair:
    number: int
    score: float
    group: str
    source: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True)
class _Table:
    """Everything that can be counted of one language and another.

    An edge is a word of the source (−1: none of them) and one of the target in one pair; its slot is that target word
    in that pair, which some word of the source must have brought; its key is the two words, wherever they stand.
    """

    pairs: tuple[_Pair, ...]
    edge_key: _Ints
    edge_slot: _Ints
    edge_pair: _Ints
    key_source: _Ints
    key_target: _Ints
    slots: int

    @classmethod
    def of(cls, pairs: Iterable[_Pair]) -> _Table:
        kept = tuple(_within(sorted(pairs, key=lambda pair: (-pair.score, pair.number))))
        sources: list[_Ints] = []
        targets: list[_Ints] = []
        slots: list[_Ints] = []
        owners: list[_Ints] = []
        slot = 0
        for place, pair in enumerate(kept):
            source = np.array((-1, *pair.source), dtype=np.int32)
            target = np.array(pair.target, dtype=np.int32)
            sources.append(np.tile(source, len(target)))
            targets.append(np.repeat(target, len(source)))
            slots.append(np.repeat(np.arange(slot, slot + len(target), dtype=np.int32), len(source)))
            owners.append(np.full(len(source) * len(target), place, dtype=np.int32))
            slot += len(target)
        width = 1 + max((int(part.max()) for part in targets), default=0)
        joined = (_joined(sources).astype(np.int64) + 1) * width + _joined(targets)
        keys, inverse = np.unique(joined, return_inverse=True)
        return cls(
            kept, inverse.astype(np.int32), _joined(slots), _joined(owners),
            (keys // width - 1).astype(np.int32), (keys % width).astype(np.int32), slot,
        )  # fmt: skip

    def learned(
        self, without: frozenset[str], evidence: bool
    ) -> Iterator[tuple[int, int, float, int, int, tuple[int, ...]]]:
        """Each translation that is kept: source, target, probability, times, together, and numbers of lessons."""
        here = np.array([pair.group not in without for pair in self.pairs], dtype=bool)
        if not here.any():
            return
        edges = slice(None) if here.all() else here[self.edge_pair]
        key, slot, owner = self.edge_key[edges], self.edge_slot[edges], self.edge_pair[edges]
        chance = self._maximised(key, slot)
        together = np.bincount(key, minlength=len(self.key_source))
        times = self._times(here)
        best = self._best(chance, together)
        shown = self._shown(best, chance, key, slot, owner) if evidence else {}
        for place in best:
            source, target = int(self.key_source[place]), int(self.key_target[place])
            yield source, target, float(chance[place]), times[source], int(together[place]), shown.get(int(place), ())

    def _maximised(self, key: _Ints, slot: _Ints) -> _Floats:
        """The probability of each key after some rounds over these edges."""
        source = self.key_source + 1
        present = np.bincount(key, minlength=len(source)) > 0
        choices = np.bincount(source[present], minlength=self._sources)
        chance: _Floats = np.where(present, 1 / np.maximum(choices, 1)[source], 0.0)
        for _ in range(ROUNDS):
            weight = chance[key]
            total = np.bincount(slot, weight, self.slots)
            weight /= np.where(total > 0, total, 1)[slot]
            expected = np.bincount(key, weight, len(source))
            of_source = np.bincount(source, expected, self._sources)
            chance = expected / np.where(of_source > 0, of_source, 1)[source]
        return chance

    @cached_property
    def _sources(self) -> int:
        return int(self.key_source.max()) + 2

    def _times(self, here: npt.NDArray[np.bool_]) -> Mapping[int, int]:
        taught = [pair for pair, kept in zip(self.pairs, here, strict=True) if kept]
        return Counter(source for pair in taught for source in pair.source)

    def _best(self, chance: _Floats, together: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The keys that are kept, by source, the likeliest first."""
        good = np.nonzero((self.key_source >= 0) & (chance >= LEAST) & (together >= FEWEST_PAIRS))[0]
        order = good[np.lexsort((self.key_target[good], -chance[good], self.key_source[good]))]
        source = self.key_source[order]
        first = np.searchsorted(source, source)  # where the translations of this word begin
        return order[np.arange(len(order)) - first < BEST]

    def _shown(
        self, best: npt.NDArray[np.int64], chance: _Floats, key: _Ints, slot: _Ints, owner: _Ints
    ) -> dict[int, tuple[int, ...]]:
        """The lessons in which a translation explains most of its target word."""
        total = np.bincount(slot, chance[key], self.slots)
        wanted = np.zeros(len(chance), dtype=bool)
        wanted[best] = True
        some = np.nonzero(wanted[key])[0]
        share = chance[key[some]] / total[slot[some]]
        shown: dict[int, list[int]] = defaultdict(list)
        for place in some[np.lexsort((owner[some], -share))]:
            if len(found := shown[int(key[place])]) < EVIDENCE:
                found.append(self.pairs[owner[place]].number)
        return {place: tuple(numbers) for place, numbers in shown.items()}


def _within(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    edges = 0
    for pair in pairs:
        edges += (len(pair.source) + 1) * len(pair.target)
        if edges > MOST_EDGES:
            return
        yield pair


def _joined(parts: list[_Ints]) -> _Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
