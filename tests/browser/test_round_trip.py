"""A selection table goes round in English and in Arabic: a link is made, an organisation without an account takes the
file along, sends it back edited, sees what would change, and takes it over. Axe looks at every page on the way."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import group_audience
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group, Organisation
from caselaw.domain.selection.table import Candidate, CaseSheet, Invited, SelectionTable
from caselaw.domain.selection.templates import template
from caselaw.wiring import build
from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.browser.test_accessible import check
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
SAID = {"en": "It binds every court.", "ar": "ملزم لكل المحاكم"}
COAST = group_audience("coast")


@pytest.fixture(scope="module")
def table(site: Site) -> str:
    """A table that goes round, managed by `nadia`, on which one organisation without accounts is asked."""
    services = build(site.stock.services.settings)
    services.groups.add(Group("coast", {"en": "Coast"}, {}, listed=False, second_factor=False), viewer=OPERATOR)
    services.organisations.add(Organisation("coast-legal", "Coast Legal", {"ar": "الساحل القانونية"}), viewer=OPERATOR)
    account = services.accounts.add(
        "nadia@example.org", PASSWORD, name="Nadia", groups=("coast",), viewer=OPERATOR
    )  # fmt: skip
    services.accounts.set_group_roles("nadia@example.org", "coast", frozenset[Role]({"curator"}), viewer=OPERATOR)
    nadia, begun = services.accounts.viewer(account.id), template("database")
    names = {"en": "Fishers v Port", "ar": "الصيادون ضد الميناء"}
    made = services.selections.make(
        SelectionTable(
            "", COAST, {"en": "Coastal cases", "ar": "قضايا الساحل"}, begun.purposes, begun.guidelines, ("en", "ar"),
            begun.id, begun.criteria, (Candidate("", names, None, CaseSheet(), COAST),), (Invited("coast-legal"),),
        ),
        viewer=nadia,
    )  # fmt: skip
    services.selections.circulate(made, revision=1, viewer=nadia, anyway=True)
    services.close()
    return made


def pressed(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(f"main {button}").first.click()


def looked_at(page: Page) -> None:
    check(page, WIDE)
    page.set_viewport_size({"width": NARROW, "height": 800})
    check(page, NARROW)
    page.set_viewport_size({"width": WIDE, "height": 900})


def edited(path: Path, words: str) -> None:
    """Somebody writes in the file, and one score that is none."""
    book = openpyxl.load_workbook(path)
    answers = book.worksheets[0]
    columns = {cell.value: cell.column for cell in answers[1]}
    answers.cell(3, columns["words:binding-force"]).value = words
    answers.cell(3, columns["score:significance"]).value = "99"
    book.save(path)


def test_a_file_goes_out_and_comes_back(browser: Browser, site: Site, table: str, tmp_path: Path) -> None:
    nadia = browser.new_context(viewport={"width": WIDE, "height": 900}).new_page()
    let_in(nadia.context, site, "nadia@example.org")
    for language, words in SAID.items():
        nadia.goto(site.page(f"{language}/tables/{table}/circulation"))
        nadia.select_option("#link-language", language)
        pressed(nadia, "button[value=link]")
        link = nadia.input_value("#made").split("/", 3)[3]
        looked_at(nadia)
        visitor = browser.new_context(viewport={"width": WIDE, "height": 900}, accept_downloads=True).new_page()
        visitor.goto(site.page(link))
        looked_at(visitor)
        pressed(visitor, "ol.cases a")
        looked_at(visitor)
        visitor.go_back()
        with visitor.expect_download() as download:
            visitor.locator("main .files-out a").first.click()
        file = tmp_path / f"{language}.xlsx"
        download.value.save_as(file)
        edited(file, words)
        visitor.goto(site.page(f"{link}/return"))
        looked_at(visitor)
        visitor.set_input_files("#file", file)
        pressed(visitor, "form.stacked button")
        shown = visitor.locator("table.cells tbody tr")
        assert [one.get_attribute("class") for one in shown.all()] == ["change", "unreadable"]
        assert words in (shown.first.text_content() or "")
        looked_at(visitor)
        pressed(visitor, "button[value=apply]")
        assert visitor.locator("table.cells tbody tr.change").count() == 0
        visitor.goto(site.page(link))
        pressed(visitor, "ol.cases a")
        assert visitor.input_value("#binding-force-words") == words
        nadia.goto(site.page(f"{language}/tables/{table}/circulation"))
        assert nadia.locator("main ul.list").first.is_visible()
