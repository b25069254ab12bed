"""An order is marked as carried out, with what it rests on, in both directions; outsiders see none of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from caselaw.access.viewer import OPERATOR
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.order import Order
from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.browser.test_accessible import check
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
WATER = "The State shall bring water to the villages."
ORDERS = (
    Order(WATER, number="1", paragraph="p-1", due=PartialDate(2020)),
    Order("The State shall return the land.", number="2", paragraph="p-2"),
)
DONE = {"en": "carried out", "ar": "مُنفَّذ"}
LINK = "https://example.org/visit"


@pytest.fixture(scope="module")
def document(site: Site) -> DocumentId:
    """A public decision with orders, and somebody who codes in the group."""
    services = site.stock.services
    services.accounts.add("cleo@example.org", PASSWORD, name="Cleo", groups=("mining",), viewer=OPERATOR)
    services.accounts.set_group_roles("cleo@example.org", "mining", {"coder"}, viewer=OPERATOR)
    facts = Facts(kind="judgment", title="Village v. State", country="KEN", orders=ORDERS)
    stored = services.intake.store(a_record(key="browser:followed", facts=facts), viewer=OPERATOR).id
    services.close()
    return stored


@pytest.mark.parametrize(("language", "place"), [("en", 0), ("ar", 0)])
def test_an_order_is_marked_as_carried_out(
    browser: Browser, site: Site, document: DocumentId, language: str, place: int
) -> None:
    page = browser.new_context(viewport={"width": WIDE, "height": 900}).new_page()
    let_in(page.context, site, "cleo@example.org")
    page.goto(site.page(f"{language}/documents/{document}"))
    page.locator(".orders a[href$='/implementation']").click()
    check(page, WIDE)
    boxes = page.locator("input[name=order]")
    page.locator(f"label[for={boxes.nth(place).get_attribute('id')}]").click()
    page.locator("form.facts-form button").click()
    page.check("input[value=carried_out]")
    page.fill("#on", "2024-05-31")
    page.locator("#el-1").fill("Visit")
    page.locator("form.facts-form button").click()
    assert page.locator(".fault").count() == 1, "it rests on nothing yet"
    assert page.input_value("#on") == "2024-05-31", "what was typed stays"
    check(page, WIDE)
    page.fill("#ev-1", LINK)
    page.locator("form.facts-form button").click()
    assert DONE[language] in page.locator("#line-ours ~ .now").inner_text()
    assert page.locator(f".three a[href='{LINK}']").is_visible()
    page.set_viewport_size({"width": NARROW, "height": 800})
    check(page, NARROW)
    _counts(page, site, language)
    _outside(browser, site, document, language)
    page.context.close()


def _counts(page: Page, site: Site, language: str) -> None:
    """It is among what is carried out, and the count leads to it."""
    page.goto(site.page(f"{language}/tracker?by=document"))
    check(page, NARROW)
    page.locator("a[href*='line=ours'][href*='grade=carried_out']").first.click()
    assert page.locator(".measures tbody tr").count() == (1 if language == "en" else 2)


def _outside(browser: Browser, site: Site, document: DocumentId, language: str) -> None:
    page = browser.new_page()
    for path in (f"{language}/tracker", f"{language}/documents/{document}/implementation"):
        page.goto(site.page(path))
        assert not page.locator(".measures").count()
    page.close()
