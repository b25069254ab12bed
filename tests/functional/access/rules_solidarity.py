"""The rules of the routes of calls for solidarity: nobody of the stock is in a group with sealed records, so they are
not there for anybody, whatever she may do elsewhere. Who has some is tried in `tests/functional/web/test_call_pages`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.functional.access.rules import Rule

ABSENT = Rule(open=True, answers=frozenset({404}))
NO_CALL = Rule(open=True, values={"call_id": "0" * 32}, answers=frozenset({404}))
NO_FILE = Rule(open=True, values={"call_id": "0" * 32, "file_id": "0" * 32}, answers=frozenset({404}))

SOLIDARITY_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.calls"): ABSENT,
    ("POST", "pages.search_calls"): ABSENT,
    ("GET", "pages.new_call"): ABSENT,
    ("POST", "pages.begin_call"): ABSENT,
    ("GET", "pages.call"): NO_CALL,
    ("GET", "pages.edit_call"): NO_CALL,
    ("POST", "pages.change_call"): NO_CALL,
    ("POST", "pages.act_on_call"): NO_CALL,
    ("POST", "pages.move_call"): NO_CALL,
    ("POST", "pages.attach_to_call"): NO_CALL,
    ("GET", "pages.call_file"): NO_FILE,
    ("POST", "pages.remove_call_file"): NO_FILE,
    ("GET", "pages.pass_on"): NO_CALL,
    ("POST", "pages.pass_on_call"): NO_CALL,
    ("GET", "pages.call_letter"): NO_CALL,
    ("GET", "pages.ask_forget_call"): NO_CALL,
    ("POST", "pages.forget_call"): NO_CALL,
}
