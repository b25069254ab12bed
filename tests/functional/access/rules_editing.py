"""The rules of the routes that correct: facts and their history, summaries, versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.functional.access.rules import EDITS, Rule

NOT_THERE = frozenset({404})
CORRECTION = {"facts": {"headline": "Water"}, "source": {"kind": "knowledge", "text": ""}}
SPANISH = {"tongue": "es"}
OTHERS = frozenset({"public", "members"})  # of the stock, what is for the group is a version of a public decision

EDITING_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.edit_facts"): EDITS,
    ("POST", "pages.correct_facts"): replace(EDITS, form={"revision": "-1"}),
    ("GET", "pages.changes"): EDITS,
    ("POST", "pages.revert_change"): replace(EDITS, form={"change": "none"}, answers=NOT_THERE),
    ("GET", "pages.compare_facts"): EDITS,
    ("GET", "pages.summary"): EDITS,
    ("POST", "pages.decide_summary"): replace(EDITS, form={"do": "restrict", "access": ""}, answers=NOT_THERE),
    ("GET", "pages.edit_summary"): replace(EDITS, values=SPANISH),
    ("POST", "pages.write_summary"): replace(
        EDITS, values=SPANISH, form={"revision": "0", "outcome": ""}, answered_at=OTHERS
    ),
    ("GET", "pages.versions"): EDITS,
    ("POST", "pages.decide_versions"): replace(EDITS, form={"do": "join", "other": "none"}),
    ("GET", "api-editing.get_facts"): EDITS,
    ("PATCH", "api-editing.correct_facts"): replace(EDITS, form=CORRECTION),
    ("GET", "api-editing.get_changes"): EDITS,
}
