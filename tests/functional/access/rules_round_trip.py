"""The rules of the routes by which a selection table goes out and comes back; who of its group may is tried with tables
of their own in `tests/functional/web/test_round_trip.py`; here none is named that exists."""

from __future__ import annotations

from collections.abc import Mapping

from tests.functional.access.rules import Rule

NONE = "0000000000000000"
VALUES = {"table": NONE, "returned": NONE, "form": "xlsx", "token": "none"}
_GETS = ("circulation", "table_sheet", "return_table", "returned", "returned_file", "link", "link_sheet", "link_back",
         "link_returned", "link_file")  # fmt: skip
_POSTS = ("circulate", "send_return", "settle_return", "answer_by_link", "send_by_link", "settle_by_link")


def _none(**form: object) -> Rule:
    return Rule(open=True, values=VALUES, form=form, answers=frozenset({404, 429}))


ROUND_TRIP_PAGES: Mapping[tuple[str, str], Rule] = {
    **{("GET", f"pages.{name}"): _none() for name in _GETS},
    **{("POST", f"pages.{name}"): _none(do="link") for name in _POSTS},
}

_API_VALUES = {"table": NONE, "organisation": "none", "returned": NONE}
ROUND_TRIP_API: Mapping[tuple[str, str], Rule] = {
    (method, f"api-sheets.{name}"): Rule(
        open=True, values=_API_VALUES, form={"cells": []} if name == "apply_return" else {}, answers=frozenset({404})
    )
    for method, name in (
        ("GET", "get_sheet"), ("POST", "return_sheet"), ("GET", "get_return"), ("POST", "apply_return"),
    )
}  # fmt: skip
