"""Every page of the site, asked for with what its rule says: from the map of addresses, so that none is forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from werkzeug.test import TestResponse

from tests.functional.access.people import Person, Site
from tests.functional.access.rules import API, PAGES, Rule
from tests.functional.access.rules_agreement import AGREEMENT_API, AGREEMENT_PAGES
from tests.functional.access.rules_cases import CASE_API, CASE_PAGES
from tests.functional.access.rules_codebooks import CODEBOOK_PAGES
from tests.functional.access.rules_coding import CODING_API, CODING_PAGES
from tests.functional.access.rules_editing import EDITING_PAGES
from tests.functional.access.rules_people import PEOPLE_PAGES
from tests.functional.access.rules_round_trip import ROUND_TRIP_API, ROUND_TRIP_PAGES
from tests.functional.access.rules_solidarity import SOLIDARITY_PAGES
from tests.functional.access.rules_tables import TABLE_API, TABLE_PAGES
from tests.functional.access.rules_tracker import TRACKER_API, TRACKER_PAGES
from tests.functional.access.rules_trends import TREND_API, TREND_PAGES
from tests.functional.access.rules_vault import VAULT_PAGES
from tests.functional.access.rules_watching import WATCHING_PAGES

RULES: Mapping[tuple[str, str], Rule] = {
    **PAGES,
    **CODING_PAGES,
    **CODING_API,
    **PEOPLE_PAGES,
    **ROUND_TRIP_PAGES,
    **ROUND_TRIP_API,
    **TABLE_PAGES,
    **TABLE_API,
    **CODEBOOK_PAGES,
    **CASE_PAGES,
    **CASE_API,
    **AGREEMENT_PAGES,
    **AGREEMENT_API,
    **TRACKER_PAGES,
    **TRACKER_API,
    **TREND_PAGES,
    **TREND_API,
    **EDITING_PAGES,
    **VAULT_PAGES,
    **SOLIDARITY_PAGES,
    **WATCHING_PAGES,
    **API,
}
ASKED = tuple(sorted(endpoint for method, endpoint in RULES if method == "GET"))
SENT = tuple(sorted(endpoint for method, endpoint in RULES if method == "POST" and endpoint.startswith("pages.")))
_NEIGHBOURS = count(1)  # every request from another address: how often somebody may ask is not the question here
_TRAIL = ("audit_events", "audit_head", 'INTO "api_tokens"')


def address(site: Site, method: str, endpoint: str, document: str, query: Mapping[str, str] | None = None) -> str:
    """The address of a route, about this document of the stock where it is about one."""
    rule = RULES[method, endpoint]
    named = {name: _meant(site, name, value) for name, value in rule.values.items()}
    wanted = {"document_id": site.ids[document], **named}
    taken = {name for one in site.app.url_map.iter_rules(endpoint) for name in one.arguments}
    known: dict[str, Any] = {name: value for name, value in wanted.items() if name in taken}
    language: dict[str, Any] = {"language": "en"} if endpoint.startswith("pages.") else {}
    asked = (rule.query if query is None else query) if method == "GET" else {}
    with site.app.test_request_context():
        where = url_for(endpoint, **known, **language)
    return f"{where}?{urlencode(asked, errors='surrogatepass')}" if asked else where


def neighbour() -> dict[str, str]:
    """The address of somebody who has asked for nothing yet."""
    return {"REMOTE_ADDR": f"2001:db8::{next(_NEIGHBOURS):x}"}


def ask(
    site: Site, method: str, endpoint: str, person: Person, document: str, query: Mapping[str, str] | None = None,
    *, sent_instead: Mapping[str, object] | None = None,
) -> TestResponse:  # fmt: skip
    """What this person is answered, who sends what the rule says or this; a file is read to its end."""
    rule, credentials = RULES[method, endpoint], site.credentials[person.name]
    form = rule.form if sent_instead is None else sent_instead
    where, place = address(site, method, endpoint, document, query), neighbour()
    if endpoint.startswith("api-"):
        headers = {"Accept-Language": "en"}
        if method != "GET":
            headers["If-Match"] = '"1-of-a-test"'
        if credentials.token:
            headers["Authorization"] = f"Bearer {credentials.token}"
        sent: dict[str, Any] = {} if method == "GET" else {"json": dict(form)}
        answer = site.app.test_client().open(where, method=method, headers=headers, environ_overrides=place, **sent)
    else:
        sent = {} if method == "GET" else {"data": {"csrf_token": credentials.form, **form}}
        answer = site.browser(person).open(where, method=method, environ_overrides=place, **sent)
    with answer:
        answer.get_data()
    return answer


def held(site: Site, *, trail: bool = True) -> str:
    """All that the database holds, as one digest, but for the hour in which a session was last seen; without the
    `trail` of who saw what and used which token, if so wished."""
    path = Path(site.services.settings.database_url.removeprefix("sqlite:///"))
    held = sqlite3.connect(path)
    try:
        held.execute("update sessions set seen = added")  # never kept: the connection is closed without a commit
        lines = (line for line in held.iterdump() if trail or not any(one in line for one in _TRAIL))
        return sha256("\n".join(lines).encode()).hexdigest()
    finally:
        held.close()


def _meant(site: Site, name: str, value: str | int) -> str | int:
    """A part of an address; the name of a document of the stock stands for its id."""
    return site.ids.get(str(value), value) if name.endswith("_id") else value
