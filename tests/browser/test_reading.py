"""A lawyer reads: from a search to the paragraph, the same paragraph in another language, and its pinpoint to take
away; with a mouse, with keys alone, without scripts; and what the browser keeps for her goes when she does."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.browser.test_accessible import check
from tests.functional.web.stock import PASSWORD
from web.contexts import LEAVE

pytestmark = pytest.mark.browser
JOURNEYS = {
    "en": ("forced eviction", "ZAF", "ar", "rtl"),
    "ar": ("الإخلاء القسري", "ZAF", "en", "ltr"),
}
PAGES = {
    "found": "documents/{en}?find=houses",
    "side by side": "documents/{en}/beside/{ar}#p-2",
    "found side by side": "documents/{ar}/beside/{fr}?find=الإخلاء",
    "reading list": "reading-list?ids={en},{ar}",
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("language", JOURNEYS)
def test_search_filter_read_side_by_side_quote(browser: Browser, site: Site, language: str, scripts: bool) -> None:
    words, country, other, direction = JOURNEYS[language]
    context = browser.new_context(viewport={"width": WIDE, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.page(f"/{language}/"))
    page.fill("#q", words)
    page.press("#q", "Enter")
    page.locator(f"#filters a[href*='country={country}']").first.click()
    page.wait_for_url(f"**country={country}**")
    page.locator("#own .pin[href$='#p-4']").first.click()
    expect(page.locator("#p-4")).to_be_in_viewport()
    page.locator(f".facts a[href$='/beside/{site.stock.ids[other]}']").click()
    row = page.locator(".pair", has=page.locator("#p-4"))
    expect(row.locator("#o-p-4")).to_have_attribute("dir", direction)
    row.locator("#p-4 .alone").click()
    page.wait_for_url("**#p-4")
    page.locator("#p-4 .leads a[href*='/quotation?']").click()
    expect(page.locator("#quotation-1")).to_contain_text("at para 4")
    if scripts:
        page.click("[data-take=quotation-1]")
        assert "at para 4" in page.evaluate("navigator.clipboard.readText()")
    context.close()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", PAGES)
def test_pages_of_reading_are_sound(browser: Browser, site: Site, kind: str, language: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(site.page(f"/{language}/{PAGES[kind]}"))
    check(page, width)
    page.close()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_of_the_original_is_sound(browser: Browser, site: Site, language: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    let_in(context, site, "alice@example.org")
    page.goto(site.page(f"/{language}/documents/{{with pages}}/scan"))
    expect(page.locator(".picture img")).to_have_js_property("complete", True)
    assert page.evaluate("document.querySelector('.picture img').naturalWidth") > 0, "the picture has come"
    check(page, width)
    context.close()


def test_a_reader_with_keys_alone_goes_from_passage_to_passage_and_quotes(page: Page, site: Site) -> None:
    page.goto(site.page("/en/documents/{en}"))
    page.focus("#find")
    page.keyboard.type("houses")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=houses#found")
    page.keyboard.press("Tab")
    _tab_to(page, "#found li a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#p-"))
    _tab_to(page, ".leads a[href*='/quotation?']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotation?paragraphs=**")
    expect(page.locator("#quotation-1")).to_contain_text("at para ")


def test_the_reading_list_is_off_until_switched_on_and_goes_when_its_reader_does(
    context: BrowserContext, page: Page, site: Site
) -> None:
    page.goto(site.page("/en/documents/{en}"))
    assert page.evaluate("localStorage.length") == 0
    page.click("#keep")
    page.get_by_role("button", name="Keep a reading list in this browser").click()
    page.goto(site.page("/en/documents/{en}"))
    page.get_by_role("button", name="Put on your reading list").click()
    expect(page.get_by_role("button", name="Take off your reading list")).to_be_visible()
    assert page.evaluate("localStorage.getItem('reading-list')") == f'["{site.stock.ids["en"]}"]'
    page.goto(site.page("/en/reading-list"))
    page.wait_for_url(f"**/reading-list?ids={site.stock.ids['en']}")
    expect(page.locator(".reading-list li")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Remove")).click()
    expect(page.locator(".reading-list li")).to_have_count(0)
    page.goto(site.page("/en/documents/{ar}"))
    page.get_by_role("button", name="Put on your reading list").click()
    context.route(f"{LEAVE}**", lambda route: route.fulfill(body="elsewhere"))
    page.click("#leave")
    page.wait_for_url(LEAVE)
    page.goto(site.page("/en/"))
    assert page.evaluate("localStorage.length") == 0


def test_signing_out_wipes_what_the_browser_keeps_and_restricted_records_are_never_kept(page: Page, site: Site) -> None:
    page.goto(site.page("/en/login?next=/en/reading-list"))
    page.fill("#email", "alice@example.org")
    page.fill("#password", PASSWORD)
    page.click("form.stacked button")
    page.get_by_role("button", name="Keep a reading list in this browser").click()
    page.goto(site.page("/en/documents/{group}"))
    expect(page.locator("#keep")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('reading-list')") == "[]"
    page.click("#sign-out button")
    page.wait_for_url("**/en/")
    assert page.evaluate("localStorage.length") == 0


def _tab_to(page: Page, wanted: str) -> None:
    for _ in range(60):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no key leads to {wanted}")
