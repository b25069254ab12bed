"""The rules of the routes of documented cases."""

from __future__ import annotations

from collections.abc import Mapping

from tests.functional.access.rules import OPEN, Rule
from tests.functional.access.rules_tracker import FOLLOWING

DOCUMENTS = Rule(roles=FOLLOWING, anywhere=True)
NO_CASE = Rule(open=True, values={"case_id": "none"}, answers=frozenset({404}))
NO_OTHER = Rule(open=True, values={"case_id": "none", "other_id": "none"}, answers=frozenset({404}))

CASE_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.cases"): OPEN,
    ("GET", "pages.cases_table"): Rule(open=True, values={"kind": "csv"}),
    ("GET", "pages.new_case"): DOCUMENTS,
    ("POST", "pages.add_case"): DOCUMENTS,
    ("GET", "pages.case"): NO_CASE,
    ("POST", "pages.tie_case"): NO_CASE,
    ("GET", "pages.edit_case"): NO_CASE,
    ("POST", "pages.change_case"): NO_CASE,
}

CASE_API: Mapping[tuple[str, str], Rule] = {
    ("GET", "api-cases.list_cases"): OPEN,
    ("POST", "api-cases.document_case"): DOCUMENTS,
    ("GET", "api-cases.get_case"): NO_CASE,
    ("PATCH", "api-cases.change_case"): NO_CASE,
    ("PUT", "api-cases.tie_document"): NO_CASE,
    ("DELETE", "api-cases.untie_document"): NO_CASE,
    ("PUT", "api-cases.tie_case"): NO_OTHER,
    ("DELETE", "api-cases.untie_case"): NO_OTHER,
}
