"""The field of a search offers how a query may go on, by keys, by mouse, in both directions; and nothing is lost
without it."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NARROW, Site
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
TYPED = {"en": ("forced evic", "forced eviction"), "ar": ("الإخلاء ال", "الإخلاء القسري")}


@pytest.mark.parametrize("language", TYPED)
def test_a_term_is_chosen_by_keys_alone(page: Page, site: Site, language: str) -> None:
    begun, whole = TYPED[language]
    page.goto(site.page(f"/{language}/"))
    field = page.get_by_role("combobox")
    field.press_sequentially(begun)
    offers = page.get_by_role("option")
    expect(offers.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
    while (
        field.get_attribute("aria-activedescendant") is None
        or whole not in page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text()
    ):
        field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value(whole)
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.url.endswith(f"/{language}/"), "choosing does not send"
    field.press("Enter")
    expect(page.locator(".said")).to_be_visible()


def test_a_name_is_chosen_by_mouse_and_found(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": NARROW, "height": 700})
    page.goto(site.page("/en/search"))
    page.locator("#q").press_sequentially("villag")
    page.get_by_role("option", name="Villagers v. Example Mining").click()
    expect(page.locator("#q")).to_have_value("Villagers v. Example Mining")
    page.locator("#q").press("Enter")
    expect(page.locator(f".hit a[href$='{site.stock.ids['summary']}']").first).to_be_visible()


def test_escape_closes_what_is_offered_and_twice_leaves(page: Page, site: Site) -> None:
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(site.page("/en/search"))
    page.locator("#q").press_sequentially("evic")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.locator("#q").input_value() == "evic"
    page.keyboard.press("Escape")
    page.wait_for_url("https://www.wikipedia.org/**")


def offered(page: Page, typed: str) -> list[str]:
    """What the site answers when the last letter has been typed."""
    last = f"q={quote_plus(typed)}"
    with page.expect_response(lambda answer: answer.url.endswith(last)) as answered:
        page.locator("#q").press_sequentially(typed)
    assert answered.value.ok, answered.value.status
    return [each["text"] for each in answered.value.json()["suggestions"]]


def test_only_members_are_offered_what_is_theirs(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(site.page("/en/search"))
    assert "Notes for members" not in offered(page, "notes for mem")
    page.goto(site.page("/en/login?next=/en/search"))
    page.fill("#email", "bob@example.org")
    page.fill("#password", PASSWORD)
    page.click("form.stacked button")
    page.wait_for_url("**/en/search")
    assert "Notes for members" in offered(page, "notes for mem")
    expect(page.get_by_role("option", name="Notes for members")).to_be_visible()


def test_no_other_field_is_completed(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    page.goto(site.page("/en/search/text"))
    page.locator("#like").press_sequentially("forced eviction")
    page.goto(site.page("/en/login"))
    page.locator("#email").press_sequentially("forced")
    page.wait_for_timeout(400)
    assert asked == []


def test_a_long_text_is_searched_without_scripts(context: BrowserContext, site: Site) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(site.page("/en/search"))
    page.click("text=Search by a longer text")
    page.fill("#like", "Nobody may be evicted from a home without an order of a court. " * 20)
    page.click("form.stacked button")
    expect(page.locator("#own .hit").first).to_be_visible()
    assert page.url.endswith("/en/search")
    plain.close()
