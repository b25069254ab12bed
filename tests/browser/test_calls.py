"""A call for solidarity as a person writes it down, acts on it and passes it on, wide and narrow, in both directions;
each page examined on the way. Nothing of it stands in a title or an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyrage import x25519

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.account import Role
from caselaw.services.vault.parameters import LEAST
from caselaw.store.people import accounts
from caselaw.wiring import build
from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.browser.test_accessible import check
from tests.factories.vaults import a_factor
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
NAME = "Zebulon Quispe"
EDITOR: tuple[Role, ...] = ("editor",)


def test_a_call_from_the_first_word_to_what_leaves(browser: Browser, site: Site) -> None:
    page, codes = _keeper(browser, site)
    page.goto(site.page("/en/solidarity"))
    page.fill("#password", PASSWORD)
    page.fill("#code", codes.pop())
    page.press("#code", "Enter")
    expect(page).to_have_url(site.page("/en/solidarity"))
    page.goto(site.page("/en/solidarity/new"))
    for field, text in (("title", "Sunday"), ("people", NAME), ("threat", f"Shots at the gate of {NAME}")):
        page.fill(f"#f-{field}", text)
    page.select_option("#reach", "public")
    for field in ("terms", "how"):
        page.fill(f"#{field}", "letters, by voice")
    page.fill("#until", "2020-01-02")
    page.click(".call-form button")
    page.fill("#what", "A letter of forty members")
    page.click("form[action$='/act'] button")
    address = page.url.split("?")[0]
    assert "unday" not in page.title() + address
    page.goto(f"{address}/edit")
    page.fill("#until", "2100-01-02")
    page.click(".call-form button")
    call = address.rsplit("/", 1)[1]
    shown = {
        "en": (WIDE, ("", "/new", f"/{call}")),
        "ar": (NARROW, ("", f"/{call}/edit", f"/{call}", f"/{call}/letter")),
    }
    for language, (width, paths) in shown.items():
        page.set_viewport_size({"width": width, "height": 800})
        for path in paths:
            page.goto(site.page(f"/{language}/solidarity{path}"))
            check(page, width)
    page.goto(f"{address}/forget")
    check(page, NARROW)
    page.goto(f"{address}/pass-on")
    page.fill("#to", "a shelter")
    page.fill("#recipient", str(x25519.Identity.generate().to_public()))
    page.click("button[value=look]")
    expect(page.locator(".letter")).to_contain_text("People under threat: the risk is high")
    check(page, NARROW)
    with page.expect_download() as waiting:
        page.click("button[value=give]")
    assert waiting.value.suggested_filename == "sealed-letter.age"
    assert Path(waiting.value.path()).read_bytes().startswith(b"age-encryption.org/v1\n")


def _keeper(browser: Browser, site: Site) -> tuple[Page, list[str]]:
    """Somebody in a group with a vault, at her machine; and codes of hers. It is locked."""
    email, services = "zora@example.org", build(site.stock.services.settings)
    with services.store.writing() as connection:
        accounts.add_group(connection, "haven", "Haven")
    account = services.accounts.add(email, PASSWORD, name="Zora", groups=("haven",), roles=EDITOR, viewer=OPERATOR)
    codes = a_factor(services.second_factor, services.accounts.viewer(account.id), PASSWORD)
    viewer = services.accounts.viewer(account.id)
    services.vault.cost = LEAST
    services.vault_members.make_key(PASSWORD, codes.pop(), viewer=viewer)
    secret = services.vault.unlock(PASSWORD, codes.pop(), session=services.sessions.begin(account.id), viewer=viewer)
    services.vault_members.begin("haven", secret, viewer=viewer)
    services.close()
    context = browser.new_context(viewport={"width": WIDE, "height": 800}, accept_downloads=True)
    let_in(context, site, email)
    return context.new_page(), codes
