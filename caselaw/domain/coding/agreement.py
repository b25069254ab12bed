"""How far coders agree: the share of pairs that say the same, Cohen's and Fleiss' κ, Krippendorff's α, each with an
interval.

A table has a row for each unit and a column for each coder; a value is what a coder said of a unit, None that she said
nothing. Most rows of a round are alike, so a table is kept as the *kinds* of its rows and how often each comes
(`Tally`), and every measure is a function of those counts. To draw as many units again from the units of a table is to
draw how often each of its kinds comes up, from a multinomial distribution: that makes the bootstrap (Efron 1979;
percentile intervals) a few matrix products, exact and quick.

What cannot be said is not said: with one value only, chance alone would always agree, and κ and α are no number.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Ratings = Sequence[Sequence[Hashable | None]]
Why = Literal["few", "one_value"]
Weights = Literal["none", "linear", "quadratic"]
Level = Literal["nominal", "ordinal"]

DRAWS = 1_000
"""How often units are drawn again for an interval. With 1,000 draws its ends move by about .01 from seed to seed."""
SEED = 1_960
"""The same table has the same interval whenever it is looked at."""
SURE = 0.95
"""The share of the draws that lies within an interval."""
ENOUGH = 0.9
"""An interval is told when the measure is a number in this share of the draws: a code given once or twice is missing
from so many of them that the others tell nothing."""
MISSING = -1


@dataclass(frozen=True)
class Measured:
    """What a measure says: a number with the ends of its interval, or why there is none (`few`: no unit has two
    ratings; `one_value`: only one value was ever given). `units` is how many units it rests on."""

    value: float | None
    units: int
    low: float | None = None
    high: float | None = None
    why: Why | None = None


@dataclass(frozen=True, eq=False)
class Drawable:
    """Kinds of units, each with what a measure asks of it (`told[kind]`), and how often each comes (`times`)."""

    told: Numbers
    times: Whole

    @cached_property
    def drawn(self) -> Numbers:
        """How often each kind comes in each of DRAWS draws of as many units as there are."""
        total = int(self.times.sum())
        return np.random.default_rng(SEED).multinomial(total, self.times / total, size=DRAWS).astype(np.float64)

    def where(self, kept: NDArray[np.bool_]) -> Drawable:
        return self if kept.all() else Drawable(self.told[kept], self.times[kept])


@dataclass(frozen=True, eq=False)
class Tally:
    """The kinds of rows of a table (`kinds[row, coder]`: the place of a value, MISSING where there is none), how often
    each comes (`times`), and how many values there are. Values stand in their order where they have one."""

    kinds: Whole
    times: Whole
    values: int

    @cached_property
    def counted(self) -> Drawable:
        """The rows in which two coders or more have said something, by how often each value stands there."""
        counts = np.stack([(self.kinds == value).sum(axis=1) for value in range(self.values)], axis=1)
        return _joined(counts.astype(np.float64), self.times, counts.sum(axis=1) >= 2)


def tally(ratings: Ratings, scale: Sequence[Hashable] | None = None) -> Tally:
    """A table of ratings by its kinds of rows. `scale` names the values in their order; without it they stand in the
    order in which they sort. Raises KeyError for a value that the scale does not know."""
    given: set[Any] = {value for row in ratings for value in row if value is not None}
    places = {value: place for place, value in enumerate(scale if scale is not None else sorted(given))}
    rows = [[MISSING if value is None else places[value] for value in row] for row in ratings]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(rows[0]) if rows else 0)
    return kinds_of(table, np.ones(len(rows), dtype=np.int64), len(places))


def kinds_of(table: Whole, times: Whole, values: int) -> Tally:
    """Rows of places of values, each with how often it comes, joined where they are alike. Tables of a few coders and
    values are joined by one number a row, which is quicker."""
    if not table.size:
        return Tally(table, times, values)
    width = table.shape[1]
    if (values + 1) ** width < 2**40:
        keys = (table + 1) @ ((values + 1) ** np.arange(width, dtype=np.int64))
        _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    else:
        _, first, which = np.unique(table, axis=0, return_index=True, return_inverse=True)
    return Tally(table[first], np.bincount(which.reshape(-1), weights=times).astype(np.int64), values)


def percent(table: Tally) -> Measured:
    """The share of pairs of ratings of one unit that say the same, over all pairs of the table."""
    rows = table.counted
    rated = rows.told.sum(axis=1)
    pairs, alike = rated * (rated - 1), (rows.told * (rows.told - 1)).sum(axis=1)
    return _measured(rows, lambda times: (times @ alike, times @ pairs), why="few")


def cohen(table: Tally, weights: Weights = "none") -> Measured:
    """Cohen's κ of the two coders of a table, over the units that both rated: 1 − Σwo / Σwe, where o are the shares in
    which the two values were given together, e those that the coders' own habits would make, w how far two values lie
    apart (1; their distance; its square). Cohen 1960, Educational and Psychological Measurement 20(1), 37–46; weighted:
    Cohen 1968, Psychological Bulletin 70(4), 213–220. Raises ValueError unless there are two coders."""
    if table.kinds.shape[1] != 2:
        raise ValueError("Cohen's κ is of two coders")
    size = table.values
    places = np.arange(size, dtype=np.float64)
    apart = np.abs(places[:, None] - places[None, :])
    far = {"none": (apart > 0).astype(np.float64), "linear": apart, "quadratic": apart**2}[weights]
    rows = Drawable(table.kinds.astype(np.float64), table.times).where((table.kinds != MISSING).all(axis=1))
    one, other = rows.told[:, 0].astype(np.int64), rows.told[:, 1].astype(np.int64)
    first, second = np.eye(size)[one], np.eye(size)[other]

    def parts(times: Numbers) -> tuple[Numbers, Numbers]:
        expected = (((times @ first) @ far) * (times @ second)).sum(axis=-1)
        return expected - (times @ far[one, other]) * times.sum(axis=-1), expected

    return _measured(rows, parts)


def fleiss(table: Tally) -> Measured:
    """Fleiss' κ over the units that every coder of the table rated: (P − Pe) / (1 − Pe), P the mean share of agreeing
    pairs of a unit, Pe the sum of the squared shares of the values. Fleiss 1971, Psychological Bulletin 76(5),
    378–382."""
    coders = table.kinds.shape[1]
    rows = table.counted.where(table.counted.told.sum(axis=1) == coders)
    alike = (rows.told * (rows.told - 1)).sum(axis=1)

    def parts(times: Numbers) -> tuple[Numbers, Numbers]:
        units, marginals = times.sum(axis=-1), times @ rows.told
        by_chance = (marginals**2).sum(axis=-1)
        every = (units * coders) ** 2
        return units * (times @ alike) * coders / (coders - 1) - by_chance, every - by_chance

    return _measured(rows, parts)


def krippendorff(table: Tally, level: Level = "nominal") -> Measured:
    """Krippendorff's α, any number of coders, values may be missing: 1 − Do / De, the disagreement within units by that
    among all values however paired. Values are equal or not (`nominal`), or lie apart by their ranks (`ordinal`: the
    values between two, each end counted half). Krippendorff 2011, Computing Krippendorff's Alpha-Reliability,
    https://repository.upenn.edu/asc_papers/43."""
    rows, size = table.counted, table.values
    rated = np.maximum(rows.told.sum(axis=1) - 1, 1)
    together = rows.told[:, :, None] * (rows.told[:, None, :] - np.eye(size)) / rated[:, None, None]
    flat = together.reshape(len(rows.told), size * size)

    def parts(times: Numbers) -> tuple[Numbers, Numbers]:
        marginals = times @ rows.told
        apart = 1 - np.eye(size)
        if level == "ordinal":
            ranks = np.cumsum(marginals, axis=-1) - marginals / 2
            apart = (ranks[..., :, None] - ranks[..., None, :]) ** 2
        # einsum, not @: that would wake every core for a product this small
        within = np.einsum("...k,kc->...c", times, flat).reshape(*marginals.shape, size)
        observed = (within * apart).sum(axis=(-1, -2))
        expected = (apart * marginals[..., :, None] * marginals[..., None, :]).sum(axis=(-1, -2))
        return expected - (marginals.sum(axis=-1) - 1) * observed, expected

    return _measured(rows, parts)


def of_sets(table: Tally, sets: NDArray[np.bool_]) -> tuple[Measured, Measured]:
    """The share of pairs with the same set, and Krippendorff's α, of values that are sets (a row of `sets` each, a
    column for each thing in them), which lie apart as `masi` says. There may be thousands of sets: as in Hayes and
    Krippendorff 2007 (Communication Methods and Measures 1(1), 77–89) the disagreement that chance makes is held while
    units are drawn again for the interval."""
    kept = (table.kinds != MISSING).sum(axis=1) >= 2
    kinds, times = table.kinds[kept], table.times[kept]
    rated = (kinds != MISSING).sum(axis=1).astype(np.float64)
    within, alike = np.zeros(len(kinds)), np.zeros(len(kinds))
    for one in range(kinds.shape[1]):
        for other in range(one):
            first, second = kinds[:, one], kinds[:, other]
            both = np.flatnonzero((first != MISSING) & (second != MISSING))
            within[both] += 2 * masi(sets[first[both]], sets[second[both]])
            alike[both] += 2 * (first[both] == second[both])
    told = np.stack([within / np.maximum(rated - 1, 1), rated, alike, rated * (rated - 1)], axis=1)
    rows = _joined(told, times, np.ones(len(kinds), np.bool_))
    by_chance = _apart_by_chance(kinds, times, sets)

    def parts(times: Numbers) -> tuple[Numbers, Numbers]:
        observed, ratings = np.moveaxis(times @ rows.told[:, :2], -1, 0)
        expected = np.full_like(observed, by_chance)
        return expected - observed / np.maximum(ratings, 1), expected

    share = _measured(rows, lambda times: (times @ rows.told[:, 2], times @ rows.told[:, 3]), why="few")
    return share, _measured(rows, parts)


def _apart_by_chance(kinds: Whole, times: Whole, sets: NDArray[np.bool_]) -> float:
    """How far two sets lie apart that are taken from anywhere, in the mean."""
    width = kinds.shape[1]
    often = np.bincount((kinds + 1).reshape(-1), np.repeat(times, width), len(sets) + 1)[1:]
    used = np.flatnonzero(often)
    weights, things = often[used], sets[used].astype(np.float64)
    total, sizes = weights.sum(), things.sum(axis=1)
    apart = 0.0
    for start in range(0, len(used), _BLOCK):
        part = slice(start, start + _BLOCK)
        apart += float(weights[part] @ (_masi(things[part] @ things.T, sizes[part, None], sizes) @ weights))
    return apart / (total * (total - 1)) if total > 1 else 0.0


_BLOCK = 512  # sets compared with all others at a time


def masi(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> Numbers:
    """How far sets lie apart, row by row: 1 less the Jaccard index times 1 where they are equal, 2/3 where one holds
    the other, 1/3 where they overlap. Passonneau 2006, Measuring Agreement on Set-valued Items (MASI), LREC 2006. Two
    empty sets are equal."""
    return _masi((one & other).sum(axis=-1), one.sum(axis=-1), other.sum(axis=-1))


def _masi(shared: NDArray[Any], one: NDArray[Any], other: NDArray[Any]) -> Numbers:
    union = one + other - shared
    held = np.where(shared == union, 1.0, np.where(shared == np.minimum(one, other), 2 / 3, 1 / 3))
    apart: Numbers = 1 - np.where(union == 0, 1.0, shared / np.maximum(union, 1)) * held
    return apart


def _measured(rows: Drawable, parts: Callable[[Numbers], tuple[Numbers, Numbers]], why: Why = "one_value") -> Measured:
    """A measure that is one number by another (`parts`, of how often each kind comes), with its interval."""
    units = int(rows.times.sum())
    if not units:
        return Measured(None, 0, why="few")
    above, below = parts(rows.times.astype(np.float64))
    if below == 0:
        return Measured(None, units, why=why)
    low, high = _interval(*parts(rows.drawn))
    return Measured(float(above / below), units, low, high)


def _interval(above: Numbers, below: Numbers) -> tuple[float | None, float | None]:
    told = below != 0
    if told.mean() < ENOUGH:
        return None, None
    outside = (1 - SURE) / 2
    low, high = np.quantile(above[told] / below[told], (outside, 1 - outside))
    return float(low), float(high)


def _joined(told: Numbers, times: Whole, kept: NDArray[np.bool_]) -> Drawable:
    """Those kinds that are kept, joined where they tell the same."""
    rows, which = np.unique(told[kept], axis=0, return_inverse=True)
    return Drawable(rows, np.bincount(which.reshape(-1), times[kept], len(rows)).astype(np.int64))
