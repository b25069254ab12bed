"""Two editors at one document, by keyboard alone: what each wrote is shown, one is chosen, nothing is lost."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from caselaw.access.viewer import OPERATOR
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
TITLE = "Orchard v. State"


@pytest.fixture(scope="module")
def document(site: Site) -> DocumentId:
    """A document of its own, and two editors."""
    services = site.stock.services
    for name in ("Eva", "Finn"):
        services.accounts.add(f"{name.lower()}@example.org", PASSWORD, name=name, roles={"editor"}, viewer=OPERATOR)
    record = a_record(key="browser:edited", facts=Facts(kind="judgment", title=TITLE, country="ZAF"))
    stored = services.intake.store(record, viewer=OPERATOR).id
    services.close()
    return stored


def opened(browser: Browser, site: Site, name: str) -> Page:
    """A window in which somebody is signed in."""
    page = browser.new_context(viewport={"width": WIDE, "height": 900}).new_page()
    let_in(page.context, site, f"{name}@example.org")
    page.goto(site.page("en/"))
    return page


@pytest.fixture(scope="module")
def eva(browser: Browser, site: Site, document: DocumentId) -> Page:
    return opened(browser, site, "eva")


@pytest.fixture(scope="module")
def finn(browser: Browser, site: Site, document: DocumentId) -> Page:
    return opened(browser, site, "finn")


def reach(page: Page, target: str) -> None:
    """Go with the Tab key until this element has the focus."""
    for _ in range(200):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", target):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} cannot be reached by keyboard")


def write(page: Page, target: str, text: str) -> None:
    reach(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def correct(page: Page, title: str, source: str) -> None:
    """Write a title and what it rests on, and send the form with Enter."""
    write(page, "#f-title", title)
    reach(page, "#source-kind")
    page.keyboard.type("own")
    write(page, "#f-source", source)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_two_editors_by_keyboard(site: Site, eva: Page, finn: Page, document: DocumentId) -> None:
    for page in (eva, finn):
        page.goto(site.page(f"en/documents/{document}"))
        reach(page, ".for-editors summary")
        page.keyboard.press("Enter")
        reach(page, f"a[href$='/documents/{document}/edit']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/edit")
    correct(eva, "Orchard and Others v. State", "I was there")
    assert "/changes" in eva.url
    assert "Saved: Title" in eva.locator("[role=status]").inner_text()
    correct(finn, "The Orchard case", "The register")
    shown = finn.locator("main").inner_text()
    for said in (TITLE, "Orchard and Others v. State", "The Orchard case", "Eva"):
        assert said in shown
    assert finn.locator("#f-source").input_value() == "The register"
    for width in (WIDE, NARROW):
        finn.set_viewport_size({"width": width, "height": 900})
        assert Axe().run(finn).violations_count == 0
    reach(finn, "#theirs-title")
    finn.keyboard.press("ArrowDown")  # from one radio button to the next: mine
    reach(finn, "button[value=save]")
    with finn.expect_navigation():
        finn.keyboard.press("Enter")
    assert "/changes" in finn.url
    finn.goto(site.page(f"en/documents/{document}"))
    assert finn.locator("h1").inner_text() == "The Orchard case"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["edit", "changes", "compare", "versions", "summary", "summary/ar/edit"])
def test_pages_of_editors_are_accessible(site: Site, eva: Page, document: DocumentId, path: str, language: str) -> None:
    page = eva
    page.goto(site.page(f"{language}/documents/{document}/{path}"))
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
