"""The rules of the routes about agreement. Nobody finds a round that is not there; that one which is there is for its
group alone, and blind until adjudication, is tried with rounds in `tests/functional/web/test_agreement.py`."""

from __future__ import annotations

from collections.abc import Mapping

from tests.functional.access.rules import Rule

_NOWHERE = Rule(
    open=True, values={"round_id": "0000000000000000", "unit": "0000000000000000.p-1", "form": "docx"},
    answers=frozenset({404}),
)  # fmt: skip

AGREEMENT_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.round_agreement"): _NOWHERE,
    ("GET", "pages.round_disagreements"): _NOWHERE,
    ("GET", "pages.round_report"): _NOWHERE,
    ("GET", "pages.adjudicate"): _NOWHERE,
    ("POST", "pages.decide_unit"): _NOWHERE,
}

AGREEMENT_API: Mapping[tuple[str, str], Rule] = {("GET", "api-agreement.get_agreement"): _NOWHERE}
