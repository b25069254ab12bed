"""How often one address may search: generous for people and their scripts, a wall for a flood. The setting
`CASELAW_SEARCHES_A_MINUTE` is the number that the others follow."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

SEARCHES_A_CHECK = 6  # a brief costs as much as so many searches
SEARCHES_AN_UPLOAD = 12
SEARCHES_AN_EXPORT = 12  # an export asks page after page
KEYS_A_SEARCH = 5  # questions that are asked while a query is typed


def limit_searches(app: Flask, endpoint: str, *, storage: str, a_minute: int) -> None:
    """Count the requests to `endpoint` by address, in `storage`; more than `a_minute` are refused with 429."""
    limiter = Limiter(
        get_remote_address,
        app=app,
        headers_enabled=True,
        storage_uri=storage,
        key_prefix="api",
        in_memory_fallback_enabled=True,  # a counter that is away must not take the site with it
    )
    view: Any = app.view_functions[endpoint]
    app.view_functions[endpoint] = limiter.limit(f"{a_minute} per minute")(view)
