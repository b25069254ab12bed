"""A lawyer finds the paragraph: with a mouse, with keys alone, without scripts; and leaves in a hurry."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import NARROW, WIDE, Site
from tests.functional.web.stock import PASSWORD
from web.contexts import LEAVE

pytestmark = pytest.mark.browser
JOURNEYS = {"en": ("forced eviction", "p-4", "ltr"), "ar": ("الإخلاء القسري", "p-4", "rtl")}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("language", JOURNEYS)
def test_search_and_open_the_paragraph(browser: Browser, site: Site, language: str, scripts: bool) -> None:
    words, anchor, direction = JOURNEYS[language]
    context = browser.new_context(viewport={"width": WIDE, "height": 700}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site.page(f"/{language}/"))
    page.fill("#q", words)
    page.press("#q", "Enter")
    page.locator(f"#own .pin[href$='#{anchor}']").first.click()
    paragraph = page.locator(f"#{anchor}")
    expect(paragraph.locator("p")).to_have_attribute("dir", direction)
    expect(paragraph).to_be_in_viewport()
    assert page.url.endswith(f"{site.stock.ids[language]}#{anchor}")
    assert page.locator(f"#{anchor}:target").count() == 1
    context.close()


def test_another_language_of_the_page_opens_at_the_same_paragraph(page: Page, site: Site) -> None:
    page.goto(site.page("/en/documents/{en}#p-4"))
    page.locator(".tongues a[lang=ar]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert page.url.endswith(f"/ar/documents/{site.stock.ids['en']}#p-4")
    expect(page.locator("#p-4")).to_be_in_viewport()


@pytest.mark.parametrize("language", JOURNEYS)
def test_numbers_hang_at_the_start_edge(page: Page, site: Site, language: str) -> None:
    page.goto(site.page(f"/{language}/documents/{{{language}}}"))
    number = page.locator("#p-2 .number").bounding_box()
    text = page.locator("#p-2 p").bounding_box()
    assert number is not None
    assert text is not None
    if language == "ar":
        assert number["x"] >= text["x"] + text["width"]
    else:
        assert number["x"] + number["width"] <= text["x"]


def test_filters_are_a_drawer_on_a_phone_and_a_column_on_a_screen(browser: Browser, site: Site) -> None:
    for scripts in (True, False):
        context = browser.new_context(viewport={"width": NARROW, "height": 700}, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(site.page("/en/search?q=expulsion"))
        link = page.locator("#filters a", has_text="French")
        expect(link).not_to_be_visible()
        page.locator("#filters > summary").click()
        page.locator("#filter-language").click()
        link.click()
        expect(page.locator(".chip", has_text="French")).to_be_visible()
        page.set_viewport_size({"width": WIDE, "height": 700})
        expect(page.locator("#filters a", has_text="French")).to_be_visible()
        expect(page.locator("#filters > summary")).not_to_be_visible()
        context.close()


def test_keys_alone_are_enough(page: Page, site: Site) -> None:
    page.goto(site.page("/en/"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("expulsion")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=expulsion")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.pin')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "one sees where one is"
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/documents/*#p-*")


def test_a_paragraph_offers_its_address(context: BrowserContext, page: Page, site: Site) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.page("/ar/documents/{ar}"))
    page.click("#p-3 .number")
    page.click("#p-3 .copy")
    expect(page.locator("#p-3 .copy")).to_have_text("نُسخ الرابط")
    assert page.evaluate("navigator.clipboard.readText()") == site.page("/ar/documents/{ar}#p-3")


def test_the_language_is_changed_without_losing_the_state(page: Page, site: Site) -> None:
    page.goto(site.page("/en/search?q=eviction&country=ZAF"))
    page.click(".tongues a[hreflang=ar]")
    page.wait_for_url("**/ar/search?q=eviction&country=ZAF")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("#q")).to_have_value("eviction")


def test_esc_twice_leaves_signs_out_and_leaves_no_way_back(context: BrowserContext, page: Page, site: Site) -> None:
    context.route(f"{LEAVE}**", lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html"))
    page.goto(site.page("/en/login"))
    page.fill("#email", "alice@example.org")
    page.fill("#password", PASSWORD)
    page.click("form.stacked button")
    page.wait_for_url("**/en/")
    page.goto(site.page("/en/documents/{group}"))
    page.keyboard.press("Escape")
    page.wait_for_timeout(1200)
    page.keyboard.press("Escape")
    assert site.stock.ids["group"] in page.url, "slowly, twice is nothing"
    page.keyboard.press("Escape")
    page.wait_for_url(LEAVE)
    page.wait_for_timeout(500)
    page.go_back()
    assert page.url == site.page("/en/"), "the page that was left is not in the history"
    expect(page.locator("#sign-out")).to_have_count(0)
    page.goto(site.page("/en/documents/{group}"))
    expect(page.locator(".band")).to_have_count(0)
    assert page.title().startswith("There is nothing here")
