"""A group begins to keep sealed records, as two people at their machines do it: key, unlocking, paper, letting in, and
locking, in both directions, each page examined on the way."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.account import Role
from caselaw.store.people import accounts
from caselaw.wiring import Services, build
from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.browser.test_accessible import check
from tests.factories.vaults import a_factor
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser


@dataclass
class Person:
    """Somebody with a second factor at a machine of her own; she uses up a recovery code each time."""

    page: Page
    codes: list[str]

    def both(self) -> None:
        self.page.fill("#password", PASSWORD)
        self.page.fill("#code", self.codes.pop())
        self.page.press("#code", "Enter")


@pytest.fixture(scope="module")
def two(browser: Browser, site: Site) -> tuple[Person, Person]:
    services = build(site.stock.services.settings)
    with services.store.writing() as connection:
        accounts.add_group(connection, "shelter", "Shelter")
    found = _person(browser, site, services, "vera", WIDE), _person(browser, site, services, "wafa", NARROW)
    services.close()
    return found


def _person(browser: Browser, site: Site, services: Services, name: str, width: int) -> Person:
    email = f"{name}@shelter.example.org"
    editor: tuple[Role, ...] = ("editor",)
    account = services.accounts.add(
        email, PASSWORD, name=name.title(), groups=("shelter",), roles=editor, viewer=OPERATOR
    )
    codes = a_factor(services.second_factor, services.accounts.viewer(account.id), PASSWORD)
    context = browser.new_context(viewport={"width": width, "height": 800})
    let_in(context, site, email)
    return Person(context.new_page(), codes)


def test_from_the_first_key_to_the_locked_group(site: Site, two: tuple[Person, Person]) -> None:
    vera, wafa = two
    for person, language, width in ((vera, "en", WIDE), (wafa, "ar", NARROW)):
        page = person.page
        page.goto(site.page(f"/{language}/solidarity/keys"))
        person.both()
        expect(page.locator(".fingerprint")).to_be_visible()
        page.goto(site.page(f"/{language}/solidarity/unlock"))
        check(page, width)
        person.both()
        expect(page).to_have_url(site.page(f"/{language}/solidarity/keys"))
    check(vera.page, WIDE)
    vera.page.click("form[action$='/shelter/begin'] button")
    expect(vera.page.locator(".paper li")).to_have_count(14)
    check(vera.page, WIDE)
    vera.page.goto(site.page("/en/solidarity/keys/shelter"))
    vera.page.fill("[name=heard]", "12345")
    vera.page.click("form[action$='/admit'] button")
    expect(vera.page.locator("#refusal")).to_be_visible()
    check(vera.page, WIDE)
    wafa.page.reload()
    vera.page.fill("[name=heard]", wafa.page.locator(".fingerprint").inner_text())
    vera.page.click("form[action$='/admit'] button")
    expect(vera.page.locator(".keepers label")).to_contain_text("Wafa")
    for path in ("keys/shelter", "lock"):
        wafa.page.goto(site.page(f"/ar/solidarity/{path}"))
        check(wafa.page, NARROW)
    wafa.page.click("form[action$='/lock/shelter'] button")
    assert "/login" in wafa.page.url
    vera.page.reload()
    expect(vera.page.locator("#sign-out")).to_have_count(0)
