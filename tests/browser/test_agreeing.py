"""From what two people coded blind to what is agreed, in English and in Arabic: Ben gives the last codes on his page,
Carla opens adjudication, sees how far both agree, decides by keyboard what they do not, and closes the round. Every
page on the way is looked at by axe."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, Page

from caselaw.domain.coding.agreement_units import Unit
from caselaw.services.coding.agreement import unit_name
from tests.browser.conftest import Site, let_in
from tests.browser.test_selecting import looked_at, pressed
from tests.factories.rounds import Coded, coded_round, peopled

pytestmark = pytest.mark.browser
SAYS = {
    "en": ("Saved.", "The code is not given", "Agreed codes", "Revolving door practices"),
    "ar": ("حُفظ.", "لا يُعطى الرمز", "الرموز المتفق عليها", "الباب الدوار"),
}


@pytest.fixture(scope="module")
def people(site: Site) -> Mapping[str, str]:
    return peopled(site.stock.services)


def opened(browser: Browser, site: Site, name: str, language: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    let_in(page.context, site, f"{name}@example.net")
    page.goto(site.page(f"{language}/"))
    return page


def code(page: Page, site: Site, coded: Coded, language: str, anchor: str, key: str) -> None:
    """Give a code to a paragraph, on the page for it."""
    page.goto(site.page(f"{language}/documents/{coded.documents[0]}/coding?round={coded.round}&at={anchor}"))
    page.evaluate("document.querySelectorAll('details.facet').forEach((one) => { one.open = true; })")
    page.check(f"input[name=code][value={key}]")
    page.check("input[name=confidence][value='3']")
    pressed(page, ".code-form .choice button")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_codes_to_what_is_agreed(browser: Browser, site: Site, people: Mapping[str, str], language: str) -> None:
    saved, refused, agreed, door = SAYS[language]
    documents = (site.stock.ids["fr"], site.stock.ids["summary"])
    coded = coded_round(site.stock.services, documents, people, f"Journey {language}", done_by=("ana",))
    ben = opened(browser, site, "ben", language)
    code(ben, site, coded, language, "p-1", "revolving_door")
    code(ben, site, coded, language, "p-3", "judicial_interference")
    for document in documents:
        ben.goto(site.page(f"{language}/documents/{document}/coding?round={coded.round}"))
        pressed(ben, "button[value=finish]")
    ben.goto(site.page(f"{language}/rounds/{coded.round}/agreement"))
    assert "Journey" not in ben.locator("main").inner_text()

    carla = opened(browser, site, "carla", language)
    round_page = site.page(f"{language}/rounds/{coded.round}")
    carla.goto(round_page)
    form = "form:has(input[value=adjudicating])"
    carla.fill(f"{form} [name=reason]", "Both have looked at all.")
    pressed(carla, f"{form} button")
    carla.goto(f"{round_page}/agreement")
    assert door in carla.locator("table").first.inner_text()
    looked_at(carla, f"agreement-{language}")
    carla.locator("a[href$=disagreements]").first.click()
    looked_at(carla, f"disagreements-{language}")
    carla.locator("a.do").click()
    looked_at(carla, f"adjudicate-{language}")
    assert carla.url.endswith(unit_name(Unit(documents[0], "p-2")))
    for _ in range(2):
        carla.get_by_label(refused).focus()
        carla.keyboard.press("Space")
        carla.keyboard.press("Tab")
        carla.keyboard.type("The passage only tells of a meeting.")
        with carla.expect_navigation():
            carla.keyboard.press("Control+Enter")
        assert carla.locator("[role=status]").inner_text() == saved
    carla.goto(round_page)
    pressed(carla, "form:has(input[value=closed]) button")
    carla.goto(site.page(f"{language}/documents/{documents[0]}"))
    assert carla.get_by_role("heading", name=agreed).is_visible()
    assert door in carla.locator("section[aria-labelledby=agreed]").inner_text()
    looked_at(carla, f"agreed-{language}")
    site.stock.services.close()
