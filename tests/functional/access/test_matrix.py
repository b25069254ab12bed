"""The access matrix: every route × every person × every level, from the site's own map of addresses."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from caselaw.settings import Settings
from tests.functional.access.asking import RULES, ask
from tests.functional.access.people import PEOPLE, Person, Site
from tests.functional.access.rules import Rule
from web.app import create_app

LEVELS = {"public": "en", "members": "members", "group": "with file"}
WITH_FILE = {"pages.file", "pages.scan", "pages.page_image"}  # of the stock only the group's documents have files
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    app = create_app(Settings.from_env({"CASELAW_SECRET_KEY": "of a test"}))
    routes = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in METHODS.intersection(rule.methods or ())
    }
    assert routes - RULES.keys() == set(), "say in rules.py who is answered"
    assert RULES.keys() - routes == set(), "no such route any more"


@pytest.mark.parametrize(("method", "endpoint"), sorted(RULES), ids=lambda part: part)
def test_who_is_answered(site: Site, method: str, endpoint: str) -> None:
    """First all who are refused, then those who are answered: nothing was used up by who had no right to it."""
    rule = RULES[method, endpoint]
    levels = {name: LEVELS[name] for name in _levels(endpoint, rule)}
    cases = [(person, level) for level in levels for person in PEOPLE]
    wrong = []
    for answered in (False, True):
        used: set[str] = set()
        for person, level in cases:
            if rule.answers_to(person, level) != answered or (rule.once and level in used):
                continue
            if answered and level not in rule.answered_at:
                continue
            used.add(level)
            answer = ask(site, method, endpoint, person, levels[level])
            if _is_answer(answer, rule, person, level) != answered or not _is_silent(answer, rule, person, level):
                wanted = "an answer" if answered else "a refusal"
                wrong.append(f"{person.name}, {level}: {answer.status}, expected {wanted}")
    assert not wrong


@pytest.mark.parametrize(
    ("method", "endpoint"), sorted(at for at, rule in RULES.items() if rule.document and at[0] != "GET"), ids=str
)
@pytest.mark.parametrize("sent", [{}, {"nonsense": "x" * 300}], ids=["nothing", "nonsense"])
def test_what_is_hidden_is_not_there_whatever_is_sent(
    read_only: Site, method: str, endpoint: str, sent: dict[str, object]
) -> None:
    """What is wrong with a form is said only to who may read what it is about."""
    document = LEVELS["group"]
    for person in (one for one in PEOPLE if one.name in ("public", "editor", "administrator")):
        assert ask(read_only, method, endpoint, person, document, sent_instead=sent).status_code == 404, person.name


def _levels(endpoint: str, rule: Rule) -> list[str]:
    if endpoint in WITH_FILE:
        return ["group"]
    return list(LEVELS) if rule.document else ["public"]


def _is_answer(answer: TestResponse, rule: Rule, person: Person, level: str) -> bool:
    if answer.status_code in rule.answers:  # 404 for a document that one may not read is a refusal
        return answer.status_code != 404 or not rule.document or person.reads(level)
    if answer.status_code in (302, 303):
        return "/login" not in answer.headers["Location"]
    return answer.status_code < 400 or answer.status_code in (400, 409, 412, 422, 428)


def _is_silent(answer: TestResponse, rule: Rule, person: Person, level: str) -> bool:
    """Whoever may not read a document is not told that it exists."""
    return not rule.document or person.reads(level) or answer.status_code == 404
