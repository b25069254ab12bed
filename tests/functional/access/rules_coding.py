"""The rules of the routes about rounds and codings. That nobody outside its group finds a round, and nobody in a blind
one what another coded, is tried with rounds of its own in `tests/functional/web/test_coding.py`; here none exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from caselaw.domain.people.account import Role
from tests.functional.access.rules import CURATING, OPEN, SIGNED_IN, Rule

NONE = "0000000000000000"
CODING: frozenset[Role] = frozenset({"coder", "editor", "curator", "administrator"})
CODES = Rule(roles=CODING, document=True, anywhere=True)
RUNS = Rule(roles=CURATING, anywhere=True)


def _none(**form: object) -> Rule:
    return Rule(open=True, values={"round_id": NONE}, form=form, answers=frozenset({404}))


CODING_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.rounds"): SIGNED_IN,
    ("GET", "pages.new_round"): RUNS,
    ("POST", "pages.make_round"): RUNS,
    **{("GET", f"pages.{name}"): _none() for name in ("round", "edit_round", "round_queue", "suggestions")},
    ("POST", "pages.act_on_round"): _none(do="finish"),
    ("POST", "pages.change_round"): _none(title="Water"),
    ("POST", "pages.judge_suggestion"): _none(do="reject", code="revolving_door"),
    ("GET", "pages.coding"): CODES,
    ("POST", "pages.code"): CODES,
    ("GET", "pages.codings"): Rule(document=True),
}

NO_CODING = Rule(open=True, values={"coding_id": NONE}, answers=frozenset({404}))
CODING_API: Mapping[tuple[str, str], Rule] = {
    ("GET", "api-coding.list_rounds"): OPEN,
    **{("GET", f"api-coding.{name}"): _none() for name in ("get_round", "get_queue", "list_round_codings")},
    ("GET", "api-coding.list_suggestions"): replace(_none(), query={"code": "revolving_door"}),
    ("POST", "api-coding.finish_record"): _none(),
    ("GET", "api-coding.list_codings"): Rule(document=True),
    ("POST", "api-coding.add_coding"): CODES,
    ("GET", "api-coding.get_coding"): NO_CODING,
    ("PATCH", "api-coding.change_coding"): NO_CODING,
    ("DELETE", "api-coding.withdraw_coding"): NO_CODING,
}
