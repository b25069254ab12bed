"""The rules of the routes that watch over the site: figures are for its own machine, its state for those who answer."""

from __future__ import annotations

from collections.abc import Mapping

from tests.functional.access.rules import MANAGING, Rule

WATCHING_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.status"): Rule(roles=MANAGING),
    ("GET", "metrics"): Rule(roles=frozenset()),  # asked from another machine, without the token
}
