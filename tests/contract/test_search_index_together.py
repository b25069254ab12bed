"""Values that are wanted together: of some fields a document must have all that are chosen, not any of them."""

from __future__ import annotations

import pytest

from caselaw.search.port import SearchIndex
from tests.contract.rows import ids, plan, row

TOGETHER = frozenset({"group"})


@pytest.fixture
def groups(index: SearchIndex) -> SearchIndex:
    """Three documents about women, one of them about migrants as well; and one about migrants alone."""
    index.put(
        [
            row("both", values={"group": ("women", "migrants"), "doctrine": ("minimum_core",)}, country="ZAF"),
            row(
                "women",
                values={"group": ("women",), "doctrine": ("reasonableness",), "capture": ("revolving_door",)},
                country="ZAF",
            ),
            row("girls", values={"group": ("women", "girls", "children")}, country="COL"),
            row("migrants", values={"group": ("migrants",), "remedy": ("compensation",)}, country="COL"),
        ]
    )
    return index


def test_all_values_chosen_are_wanted_and_counts_say_what_one_more_leaves(groups: SearchIndex) -> None:
    chosen = {"group": ("women", "migrants")}
    result = groups.search(plan(filters=chosen, together=TOGETHER, facets=("group", "country")))
    assert (ids(result), result.total) == (["both"], 1)
    assert result.facets == {"group": {"migrants": 1, "women": 1}, "country": {"ZAF": 1}}
    one = groups.search(plan(filters={"group": ("women",)}, together=TOGETHER, facets=("group",)))
    assert one.facets["group"] == {"women": 3, "children": 1, "girls": 1, "migrants": 1}


def test_elsewhere_any_of_them_will_do_and_the_own_filter_is_set_aside(groups: SearchIndex) -> None:
    chosen = {"group": ("women", "migrants"), "country": ("COL",)}
    result = groups.search(plan(filters=chosen, facets=("group", "country")))
    assert set(ids(result)) == {"girls", "migrants"}
    assert result.facets["country"] == {"COL": 2, "ZAF": 2}
    both = groups.search(plan(filters=chosen, together=TOGETHER, facets=("country", "doctrine")))
    assert (both.total, both.facets["country"]) == (0, {"ZAF": 1})


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("doctrine", "minimum_core", "both"),
        ("remedy", "compensation", "migrants"),
        ("group", "girls", "girls"),
        ("capture", "revolving_door", "women"),
    ],
)
def test_each_new_list_of_values_filters(groups: SearchIndex, field: str, value: str, expected: str) -> None:
    assert ids(groups.search(plan(filters={field: (value,)}))) == [expected]
