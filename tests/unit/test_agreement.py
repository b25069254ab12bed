"""Agreement: published worked examples, the field's own libraries on random tables, and what cannot be said."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import krippendorff as krippendorff_library
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]
from statsmodels.stats.inter_rater import fleiss_kappa  # type: ignore[import-untyped]

from caselaw.domain.coding.agreement import (
    Level,
    Tally,
    Weights,
    cohen,
    fleiss,
    kinds_of,
    krippendorff,
    masi,
    of_sets,
    percent,
    tally,
)

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve units.
FOUR_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
# Fourteen raters, ten subjects, five categories: the example that Fleiss' kappa is taught with (Wikipedia, s. v.).
FOURTEEN_RATERS = (
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
)  # fmt: skip
# Cohen 1960, "A Coefficient of Agreement for Nominal Scales": 200 cases, observed .70, by chance .41, κ = .492.
COHEN_1960 = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
# Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions": 100 subjects, observed .89, by chance .66.
FLEISS_LEVIN_PAIK = ((75, 1, 4), (5, 4, 1), (0, 0, 10))


def units(by_coder: Sequence[Sequence[Hashable | None]]) -> list[tuple[Hashable | None, ...]]:
    return list(zip(*by_coder, strict=True))


def crossed(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    return [(one, other) for one, row in enumerate(table) for other, times in enumerate(row) for _ in range(times)]


def spread(table: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    return [tuple(value for value, times in enumerate(row) for _ in range(times)) for row in table]


def test_krippendorffs_own_example() -> None:
    table = tally(units(FOUR_OBSERVERS))
    nominal, ordinal = krippendorff(table), krippendorff(table, "ordinal")
    assert nominal.value is not None
    assert ordinal.value is not None
    assert round(nominal.value, 4) == 0.7434  # .743 in the paper
    assert round(ordinal.value, 4) == 0.8154  # .815 in the paper
    assert nominal.units == 11


def test_fleiss_taught_example() -> None:
    found = fleiss(tally(spread(FOURTEEN_RATERS)))
    assert found.value is not None
    assert round(found.value, 4) == 0.2099
    assert round(found.value, 3) == 0.210


@pytest.mark.parametrize(
    ("table", "expected", "same"),
    [(COHEN_1960, 0.4915, 0.70), (FLEISS_LEVIN_PAIK, 0.6765, 0.89), (((20, 5), (10, 15)), 0.4, 0.7)],
)
def test_cohen_worked_examples(table: Sequence[Sequence[int]], expected: float, same: float) -> None:
    found, share = cohen(tally(crossed(table))), percent(tally(crossed(table)))
    assert found.value is not None
    assert round(found.value, 4) == expected
    assert share.value == pytest.approx(same)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high


def random_tables(coders: int, values: int, missing: float, seed: int) -> list[list[tuple[int | None, ...]]]:
    """Tables of which every other is drawn so that coders mostly agree."""
    chance = np.random.default_rng(seed)
    made = []
    for number in range(1_000):
        size = int(chance.integers(4, 30))
        truth = chance.integers(0, values, size=(size, 1))
        said = np.where(
            chance.random((size, coders)) < (number % 2) * 0.7, truth, chance.integers(0, values, size=(size, coders))
        )
        gone = chance.random((size, coders)) < missing
        made.append(
            [
                tuple(None if out else int(value) for value, out in zip(row, lost, strict=True))
                for row, lost in zip(said, gone, strict=True)
            ]
        )
    return made


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_cohen_is_that_of_scikit_learn(weights: Weights, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caselaw.domain.coding.agreement.DRAWS", 2)
    for rows in random_tables(2, 4, 0, seed=1):
        one, other = zip(*rows, strict=True)
        expected = cohen_kappa_score(one, other, labels=range(4), weights=None if weights == "none" else weights)
        assert cohen(tally(rows, range(4)), weights).value == pytest.approx(expected, abs=1e-9)


def test_fleiss_is_that_of_statsmodels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caselaw.domain.coding.agreement.DRAWS", 2)
    for rows in random_tables(5, 3, 0, seed=2):
        counted = [[row.count(value) for value in range(3)] for row in rows]
        assert fleiss(tally(rows)).value == pytest.approx(fleiss_kappa(np.array(counted)), abs=1e-9)


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_alpha_is_that_of_the_library(level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caselaw.domain.coding.agreement.DRAWS", 2)
    for rows in random_tables(3, 4, 0.3, seed=3):
        given = np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=float).T
        paired = [row for row in rows if sum(value is not None for value in row) > 1]
        if len({value for row in paired for value in row if value is not None}) < 2:
            continue
        expected = krippendorff_library.alpha(reliability_data=given, level_of_measurement=level)
        found = krippendorff(tally(rows), level)
        assert found.value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "few"),
        ([(1, None), (None, 2)], "few"),
        ([(1, 1), (1, 1), (1, 1)], "one_value"),
        ([(0, 0)], "one_value"),
    ],
)
def test_what_cannot_be_said_is_no_number(rows: list[tuple[int | None, ...]], why: str) -> None:
    table = tally(rows, (0, 1, 2)) if rows else Tally(np.zeros((0, 2), dtype=np.int64), np.zeros(0, dtype=np.int64), 2)
    for found in (cohen(table), fleiss(table), krippendorff(table), krippendorff(table, "ordinal")):
        assert (found.value, found.low, found.high, found.why) == (None, None, None, why)


def test_one_value_still_has_a_share_that_agrees() -> None:
    assert percent(tally([(1, 1), (1, 1)])).value == 1.0
    assert percent(tally([(1, None)])).why == "few"


def test_a_code_that_was_given_once_has_no_interval() -> None:
    found = krippendorff(tally([(1, 0)] + [(0, 0)] * 30))
    assert found.value is not None
    assert found.low is None
    assert found.high is None


def test_an_interval_is_that_of_drawing_units_again() -> None:
    """Drawing how often kinds of rows come is drawing rows: both intervals are those of one distribution."""
    rows = [(0, 0)] * 60 + [(1, 1)] * 25 + [(0, 1)] * 10 + [(1, 0)] * 5
    found = krippendorff(tally(rows))
    chance = np.random.default_rng(5)
    seen = []
    for _ in range(1_000):
        again = np.array(rows)[chance.integers(0, len(rows), len(rows))]
        seen.append(krippendorff_library.alpha(reliability_data=again.T, level_of_measurement="nominal"))
    low, high = np.quantile(seen, (0.025, 0.975))
    assert found.low == pytest.approx(low, abs=0.03)
    assert found.high == pytest.approx(high, abs=0.03)
    assert found == krippendorff(tally(rows))


def test_kinds_of_rows_are_joined_alike_however_many_coders() -> None:
    table = np.array([[0, 1] * 12, [1, 0] * 12, [0, 1] * 12])
    wide = kinds_of(table, np.ones(3, dtype=np.int64), 6)
    assert sorted(wide.times.tolist()) == [1, 2]
    narrow = kinds_of(table[:, :2], np.array([1, 4, 2]), 2)
    assert sorted(zip(narrow.kinds.tolist(), narrow.times.tolist(), strict=True)) == [([0, 1], 3), ([1, 0], 4)]


def test_sets_lie_apart_as_masi_says() -> None:
    sets = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 1]], dtype=np.bool_)
    far = masi(sets[:, None, :], sets[None, :, :])
    assert np.allclose(np.diag(far), 0)
    assert np.allclose(far, far.T)
    assert far[0, 1] == 1
    assert far[1, 2] == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert far[2, 3] == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert far[1, 3] == 1


def test_alpha_of_sets_that_hold_one_thing_is_the_nominal_one() -> None:
    rows = [(0, 0, None), (1, 1, 1), (2, 0, 0), (1, 2, None), (2, 2, 1), (None, 1, None)]
    share, found = of_sets(tally(rows), np.eye(3, dtype=np.bool_))
    assert found.value == pytest.approx(krippendorff(tally(rows)).value)
    assert share.value == percent(tally(rows)).value
    assert found.low is not None


def test_alpha_of_sets_is_that_of_the_library_with_the_same_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caselaw.domain.coding.agreement.DRAWS", 2)
    sets = np.array([[bool(number & bit) for bit in (1, 2, 4)] for number in range(8)])

    def by_masi(one: Any, other: Any, **_: Any) -> Any:
        return masi(sets[np.asarray(one, dtype=int)], sets[np.asarray(other, dtype=int)])

    far: Any = by_masi

    for rows in random_tables(3, 8, 0.2, seed=4)[:200]:
        given = np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=float).T
        expected = krippendorff_library.alpha(reliability_data=given, level_of_measurement=far, value_domain=range(8))
        assert of_sets(tally(rows, range(8)), sets)[1].value == pytest.approx(expected, abs=1e-9)


def test_cohen_is_of_two() -> None:
    with pytest.raises(ValueError, match="two"):
        cohen(tally([(1, 2, 3)]))
