"""Signing in with a second factor, as a person with a phone does it: with scripts and without, in both directions."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from caselaw.access.viewer import OPERATOR
from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.test_accessible import check
from tests.functional.web.stock import PASSWORD, settings

pytestmark = pytest.mark.browser
PEOPLE = {("en", True): "farah@example.org", ("ar", False): "ines@example.org"}


@pytest.fixture
def people(site: Site) -> None:
    """One account for each journey: a code is good once."""
    from caselaw.wiring import build

    folder = Path(site.stock.services.settings.database_url.removeprefix("sqlite:///")).parent
    services = build(settings(folder))
    for email in PEOPLE.values():
        if services.accounts.by_email(email, viewer=OPERATOR) is None:
            services.accounts.add(email, PASSWORD, viewer=OPERATOR)
    services.close()


@pytest.mark.parametrize(("language", "scripts"), PEOPLE)
def test_set_up_sign_out_and_sign_in_with_a_code(
    browser: Browser, site: Site, people: None, language: str, scripts: bool
) -> None:
    context = browser.new_context(
        viewport={"width": WIDE if scripts else NARROW, "height": 800}, java_script_enabled=scripts
    )
    page, email = context.new_page(), PEOPLE[language, scripts]
    enter_password(page, site, language, email)
    page.goto(site.page(f"/{language}/account/second-factor"))
    page.click("form[action$='/start'] button")
    picture = page.locator(".picture svg").bounding_box()
    assert picture is not None
    assert picture["width"] > 150, "large enough for a camera"
    if scripts:
        check(page, WIDE)
    app = pyotp.TOTP("".join(page.locator(".key").inner_text().split()))
    page.fill("#confirm-password", PASSWORD)
    page.fill("#confirm-code", app.now())
    page.press("#confirm-code", "Enter")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    page.click("#sign-out button")
    enter_password(page, site, language, email)
    expect(page).to_have_url(site.page(f"/{language}/login/code"))
    expect(page.locator("#code")).to_be_focused()
    if scripts:
        check(page, WIDE)
    page.fill("#code", "000000")
    page.press("#code", "Enter")
    expect(page.locator("#refusal")).to_be_visible()
    page.fill("#code", codes[0])
    page.press("#code", "Enter")
    expect(page.locator("#sign-out")).to_be_attached()
    page.goto(site.page(f"/{language}/account/second-factor"))
    expect(page.locator("main")).to_contain_text("9")
    context.close()


def enter_password(page: Page, site: Site, language: str, email: str) -> None:
    page.goto(site.page(f"/{language}/login"))
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_load_state()
