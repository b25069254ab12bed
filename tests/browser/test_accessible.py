"""Every kind of page passes axe, fits a phone, and asks nothing of other sites, in both directions."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NARROW, WIDE, Site
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
KINDS = {
    "home": "",
    "results": "search?q={word}",
    "filtered": "search?q={word}&country=ZAF&language=en&language=ar",
    "fault": "search?q=(",
    "nothing": "search?q=nowherefound&country=ZAF",
    "slip": "search?q=evicton+AND+nowherefound",
    "ways": "search?q={word}&mode=lexical&without=lexicon&more=company",
    "free text": "search?like={word}",
    "passages": "search?q={word}&within={en}",
    "longer text": "search/text",
    "check of a brief": "check",
    "documents": "documents",
    "judgment": "documents/{en}",
    "arabic judgment": "documents/{ar}",
    "paragraph": "documents/{fr}#p-2",
    "summary": "documents/{summary}",
    "login": "login",
    "about": "about",
    "help": "help/search",
    "glossary": "glossary",
    "subject of the glossary": "glossary?subject=rights",
    "concept": "glossary/hunger",
    "absent": "nothing",
}
WORDS = {"en": "eviction", "ar": "السكن"}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_sound(browser: Browser, site: Site, kind: str, language: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("console", lambda message: complaints.append(message.text) if "Security" in message.text else None)
    page.goto(site.page(f"/{language}/{KINDS[kind].replace('{word}', WORDS[language])}"))
    check(page, width)
    assert hosts == {site.address.split("/")[2]}
    assert not complaints
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_restricted_page_is_sound(browser: Browser, site: Site, language: str) -> None:
    context = browser.new_context(viewport={"width": NARROW, "height": 800})
    page = context.new_page()
    page.goto(site.page(f"/{language}/login?next=/{language}/documents/{{group}}"))
    page.fill("#email", "alice@example.org")
    page.fill("#password", PASSWORD)
    page.click("form.stacked button")
    assert page.locator(".band").is_visible()
    check(page, NARROW)
    context.close()


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_both_colour_schemes_have_their_contrast(browser: Browser, site: Site, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("/en/search?q=eviction", "/en/documents/{en}#p-2", "/en/search?q=("):
        page.goto(site.page(path))
        check(page, WIDE)
    context.close()


def check(page: Page, width: int) -> None:
    """No violation of axe, nothing wider than the screen, no animation half done."""
    page.wait_for_timeout(150)
    found = Axe().run(page).response["violations"]
    assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
