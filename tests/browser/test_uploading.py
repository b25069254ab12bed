"""An editor uploads a judgment, sees what became of it, looks at the draft and publishes it: in a language of each
direction, with scripts and without."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from caselaw.access.viewer import OPERATOR
from caselaw.wiring import build
from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.functional.test_uploading import JUDGMENT, REPORT
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
EDITOR = "erin@example.org"
WAIT = 60_000  # milliseconds: the file is read in processes that are begun for it


@pytest.fixture(scope="module")
def editor(site: Site) -> str:
    services = build(site.stock.services.settings)
    services.accounts.add(EDITOR, PASSWORD, name="Erin", roles={"editor"}, viewer=OPERATOR)
    services.close()
    return EDITOR


def sign_in(page: Page, site: Site, language: str) -> None:
    let_in(page.context, site, EDITOR)
    page.goto(site.page(f"/{language}/"))


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("ar", False)], ids=["en", "ar-no-scripts"])
def test_upload_review_publish(browser: Browser, site: Site, language: str, scripts: bool) -> None:
    number = 700 + 2 * scripts
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, site, language)
    page.goto(site.page(f"/{language}/work"))
    page.locator(f"main a[href='/{language}/upload']").click()
    name = f"judgment {number}.txt"
    page.set_input_files(
        "#files", {"name": name, "mimeType": "text/plain", "buffer": JUDGMENT.replace(b"11/04", b"%d/04" % number)}
    )
    page.locator("#upload > button").click()
    page.wait_for_url("**/uploads/*")
    expect(page.locator("ol.files bdi").first).to_have_text(name)
    expect(page.locator("ol.files li.stored")).to_have_count(1, timeout=WAIT)
    page.locator(f"main a[href='/{language}/review']").click()
    page.locator(".drafts li", has_text=name).locator(".title a").click()
    draft = page.url.rpartition("/")[2]
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(page.locator(".looking .text")).to_contain_text("without a court order")
    page.locator("button[value=publish]").click()
    page.wait_for_url("**/review?published=1")
    page.goto(site.page(f"/{language}/documents/{draft}"))
    expect(page.locator("main")).to_contain_text("arbitrary eviction")
    context.close()


@pytest.mark.usefixtures("editor")
def test_the_pages_of_uploading_are_accessible(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": WIDE, "height": 900})
    page = context.new_page()
    sign_in(page, site, "en")
    page.goto(site.page("/en/upload"))
    page.set_input_files("#files", {"name": "report.txt", "mimeType": "text/plain", "buffer": REPORT})
    page.locator("#upload > button").click()
    page.wait_for_url("**/uploads/*")
    run = page.url.rpartition("/")[2]
    expect(page.locator("ol.files li.stored")).to_have_count(1, timeout=WAIT)
    page.goto(site.page("/en/review"))
    page.locator(".drafts li", has_text="report.txt").locator(".title a").click()
    draft = page.url.rpartition("/")[2]
    for language in ("en", "ar"):
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            for path in ("upload", "uploads", f"uploads/{run}", "review", f"review/{draft}", "review/reports",
                         f"review/reports/{draft}"):  # fmt: skip
                page.goto(site.page(f"/{language}/{path}"))
                found = Axe().run(page)
                assert found.violations_count == 0, (path, language, width, found.generate_report())
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, language, width)
    context.close()
