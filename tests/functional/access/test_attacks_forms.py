"""A form that another site sends in a reader's name: without the token of her own session it is refused and changes
nothing. And no form leads elsewhere, whatever it is told to go on to."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.functional.access.asking import RULES, SENT, address, held, neighbour
from tests.functional.access.people import PEOPLE, PUBLIC, Person, Site, Template, copied

PERSON = {person.name: person for person in PEOPLE}
ADMINISTRATOR, OTHER = PERSON["administrator"], PERSON["curator"]
ELSEWHERE = ("https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)")


@pytest.fixture(scope="module")
def spoiled(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A copy for forms that are good: what they change is not asked."""
    with copied(template, tmp_path_factory.mktemp("sent") / "site") as found:
        yield found


@pytest.mark.parametrize("endpoint", SENT)
@pytest.mark.parametrize("person", [ADMINISTRATOR, PUBLIC], ids=lambda person: person.name)
def test_a_form_of_another_site_is_refused_and_changes_nothing(read_only: Site, endpoint: str, person: Person) -> None:
    before = held(read_only)
    where = address(read_only, "POST", endpoint, "en")
    for token in (None, "", "guessed", read_only.credentials[OTHER.name].form):
        form = {**RULES["POST", endpoint].form, **({} if token is None else {"csrf_token": token})}
        answer = read_only.browser(person).post(where, data=form, environ_overrides=neighbour())
        assert answer.status_code == 400
        assert "Set-Cookie" not in answer.headers
    assert held(read_only) == before


@pytest.mark.parametrize("endpoint", SENT)
def test_no_form_leads_elsewhere(spoiled: Site, endpoint: str) -> None:
    for elsewhere in ELSEWHERE:
        form = {**RULES["POST", endpoint].form, "next": elsewhere, "onward": elsewhere, "back": elsewhere}
        for person in (ADMINISTRATOR, PUBLIC):
            token = {"csrf_token": spoiled.credentials[person.name].form}
            where = address(spoiled, "POST", endpoint, "en") + "?next=https://evil.example/"
            answer = spoiled.browser(person).post(where, data={**form, **token}, environ_overrides=neighbour())
            assert answer.status_code < 500
            assert not urlsplit(answer.headers.get("Location", "")).netloc
            assert "evil.example" not in urlsplit(answer.headers.get("Location", "")).path
