"""The rules of the routes of trends, and of names of companies that may be one."""

from __future__ import annotations

from collections.abc import Mapping

from tests.functional.access.rules import OPEN, Rule
from tests.functional.access.rules_tracker import FOLLOWING

DECIDES = Rule(roles=FOLLOWING, anywhere=True)

TREND_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.trends"): OPEN,
    ("GET", "pages.trends_counts"): OPEN,
    ("GET", "pages.trends_chart"): OPEN,
    ("GET", "pages.company_matches"): DECIDES,
    ("POST", "pages.decide_company"): DECIDES,
}

TREND_API: Mapping[tuple[str, str], Rule] = {
    ("GET", "api-trends.get_trends"): OPEN,
}
