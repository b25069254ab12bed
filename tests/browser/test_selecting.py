"""A selection table from a search to its decision, in English and in Arabic: two organisations answer blind, the table
is opened, talked over and decided. Every page on the way is looked at by axe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.belonging import Group, Organisation
from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
PEOPLE = {"sela": ("curator", ""), "lina": ("member", "hill-legal"), "rashid": ("member", "hill-rivers")}
TITLE, TITLE_AR = "Spring selection", "اختيار الربيع"
SHOTS = os.environ.get("CASELAW_TEST_SHOTS")


@pytest.fixture(scope="module")
def people(site: Site) -> None:
    """A group with somebody who curates it, and one person of each of two organisations."""
    services = site.stock.services
    services.groups.add(Group("hill", {"en": "Hill group"}, {}, listed=False, second_factor=False), viewer=OPERATOR)
    for slug, name in (("hill-legal", "Hill Legal"), ("hill-rivers", "Hill Rivers")):
        services.organisations.add(Organisation(slug, name, {"ar": f"منظمة {name}"}), viewer=OPERATOR)
    for name, (role, organisation) in PEOPLE.items():
        email = f"{name}@example.org"
        account = services.accounts.add(email, PASSWORD, name=name.title(), groups=("hill",), viewer=OPERATOR)
        services.accounts.set_group_roles(email, "hill", (role,), viewer=OPERATOR)  # type: ignore[arg-type]
        services.people.set_organisations(account.id, [organisation] if organisation else [], viewer=OPERATOR)
    services.close()


def opened(browser: Browser, site: Site, name: str, language: str) -> Page:
    page = browser.new_context(viewport={"width": WIDE, "height": 900}).new_page()
    let_in(page.context, site, f"{name}@example.org")
    page.goto(site.page(f"{language}/"))
    return page


def looked_at(page: Page, name: str) -> None:
    """Nothing on the page is in the way of anybody, and nothing runs out of a narrow screen."""
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    page.set_viewport_size({"width": NARROW, "height": 800})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{name} is {over} pixels too wide"
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-narrow.png", full_page=True)
    page.set_viewport_size({"width": WIDE, "height": 900})


def pressed(page: Page, button: str) -> None:
    """Press a button by its name in the form, and wait for the page that answers."""
    with page.expect_navigation():
        page.locator(f"main {button}").first.click()


def answer(page: Page, address: str, level: str, words: str, name: str) -> None:
    page.goto(address)
    page.locator("main a.due").first.click()
    page.locator("main table a").first.click()
    page.select_option("[name='significance.score']", level)
    page.fill("[name='significance.words']", words)
    looked_at(page, name)
    pressed(page, "button[value=back]")
    assert page.locator("[role=status]").is_visible()


def test_from_a_search_to_a_decision(browser: Browser, site: Site, people: None) -> None:
    sela = opened(browser, site, "sela", "en")
    sela.goto(site.page("en/search?q=eviction"))
    sela.get_by_text("Keep and share").first.click()
    sela.get_by_role("link", name="Put these on a selection table").click()
    looked_at(sela, "put")
    pressed(sela, "form.stacked button")
    sela.fill("[name=title-en]", TITLE)
    sela.fill("[name=title-ar]", TITLE_AR)
    for code in ("es", "fr"):
        sela.uncheck(f"#language-{code}")
    pressed(sela, "form.stacked button")
    address = sela.url.partition("?")[0]
    sela.goto(f"{address}/edit")
    for slug in ("hill-legal", "hill-rivers"):
        sela.check(f"#organisation-{slug}")
    looked_at(sela, "edit")
    pressed(sela, "form.stacked button")
    for part in ("criteria", "candidates"):
        sela.goto(f"{address}/{part}")
        looked_at(sela, part)
    sela.goto(address)
    if sela.locator("#anyway").count():
        sela.check("#anyway")
    pressed(sela, "button[value=circulate]")

    lina, rashid = opened(browser, site, "lina", "en"), opened(browser, site, "rashid", "ar")
    arabic = address.replace("/en/", "/ar/")
    answer(lina, address, "3", "It helps evicted families elsewhere.", "answer-en")
    answer(rashid, arabic, "0", "قليل الفائدة لنا", "answer-ar")
    assert "It helps" not in rashid.content()

    sela.goto(address)
    pressed(sela, "button[value=open]")
    for page, base, tongue in ((sela, address, "en"), (rashid, arabic, "ar")):
        page.goto(f"{base}/answers")
        assert page.locator("svg.dots circle").count() == 2
        looked_at(page, f"answers-{tongue}")
        page.locator("table.spread tbody th a").first.click()
        assert page.get_by_text("It helps evicted families elsewhere.").is_visible()
        if tongue == "ar":
            looked_at(page, "read-ar")
    rashid.goto(f"{arabic}/discussion")
    rashid.fill("[name=words]", "نرى أن القضية مهمة.")
    pressed(rashid, "form.wide button")
    looked_at(rashid, "discussion-ar")

    sela.goto(f"{address}/decision")
    for place in range(sela.locator("section.case-of").count()):
        case = sela.locator("section.case-of").nth(place)
        case.locator("summary").first.click()
        case.locator("input[value=accepted]").check()
        case.locator("[name=reason]").fill("It can be used elsewhere.")
        with sela.expect_navigation():
            case.get_by_role("button", name="Record it").click()
    looked_at(sela, "decision")
    pressed(sela, "button[value=close]")
    rashid.goto(arabic)
    looked_at(rashid, "decided-ar")
    with rashid.expect_download() as taken:
        rashid.locator("a[href$='minutes.docx']").click()
    assert taken.value.suggested_filename.startswith("minutes-")
    rashid.goto(f"{arabic}/decision")
    assert rashid.get_by_text("It can be used elsewhere.").first.is_visible()
