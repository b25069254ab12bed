"""The rules of the routes about selection tables. That a table is there for nobody outside its group is tried with a
table of its own in `tests/functional/web/test_tables.py`; here none is named that exists."""

from __future__ import annotations

from collections.abc import Mapping

from tests.functional.access.rules import EDITS_SOMEWHERE, OPEN, SIGNED_IN, Rule

NOT_THERE = frozenset({404})
NONE = "0000000000000000"


def _none(**form: object) -> Rule:
    return Rule(
        open=True, values={"table": NONE, "candidate": NONE, "name": "minutes.docx"}, form=form, answers=NOT_THERE
    )


TABLE_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.tables"): SIGNED_IN,
    ("GET", "pages.new_table"): EDITS_SOMEWHERE,
    ("POST", "pages.make_table"): EDITS_SOMEWHERE,
    ("GET", "pages.put_on_table"): EDITS_SOMEWHERE,
    ("POST", "pages.put"): Rule(roles=EDITS_SOMEWHERE.roles, anywhere=True, form={"table": NONE}, answers=NOT_THERE),
    **{
        ("GET", f"pages.{name}"): _none()
        for name in (
            "table", "edit_table", "criteria", "candidates", "candidate", "answer", "answer_candidate",
            "compare_answers", "read_answers", "discussion", "decision", "table_file",
        )
    },
    **{
        ("POST", f"pages.{name}"): _none(do="open")
        for name in (
            "move_table", "change_table", "set_criteria", "add_candidates", "change_candidate", "finish_answers",
            "save_answers", "add_comment", "decide",
        )
    },
}  # fmt: skip

_API_NONE = Rule(
    open=True, values={"table": NONE, "organisation": "none"}, form={"answers": [], "declarations": []},
    answers=NOT_THERE,
)  # fmt: skip
TABLE_API: Mapping[tuple[str, str], Rule] = {
    ("GET", "api-selections.get_tables"): OPEN,
    ("GET", "api-selections.get_table"): _API_NONE,
    ("GET", "api-selections.get_answers"): _API_NONE,
    ("GET", "api-selections.get_own_answers"): _API_NONE,
    ("PATCH", "api-selections.save_answers"): _API_NONE,
}
