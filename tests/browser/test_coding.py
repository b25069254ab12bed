"""A passage is coded blind, by keyboard alone, in both directions; another coder sees nothing of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from caselaw.access.viewer import OPERATOR
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.belonging import Group
from caselaw.services.coding.round_asked import RoundAsked
from caselaw.wiring import build
from tests.browser.conftest import NARROW, WIDE, Site, let_in
from tests.browser.test_accessible import check
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
WANTED = {"en": ("revolving", "Revolving door"), "ar": ("الباب الدوار", "الباب الدوار")}


@pytest.fixture(scope="module")
def rounds(site: Site) -> dict[str, str]:
    """A blind round for each language, of the version in that language, with two coders; by language its id."""
    services = build(site.stock.services.settings)
    services.groups.add(Group("quarry", {"en": "Quarry"}), viewer=OPERATOR)
    accounts = {}
    for name, role in (("ines", "coder"), ("noor", "coder"), ("vera", "curator")):
        email = f"{name}@quarry.example.org"
        accounts[name] = services.accounts.add(
            email, PASSWORD, name=name.title(), groups=("quarry",), viewer=OPERATOR
        ).id  # fmt: skip
        services.accounts.set_group_roles(email, "quarry", frozenset({role}), viewer=OPERATOR)  # type: ignore[arg-type]
    vera, made = services.accounts.viewer(accounts["vera"]), {}
    for language in WANTED:
        asked = RoundAsked(
            f"Round {language}", access="group:quarry", codebook="corporate-capture",
            documents=(site.stock.ids[language],), coders=(accounts["ines"], accounts["noor"]),
        )  # fmt: skip
        new = services.rounds.add(asked, viewer=vera)
        made[language] = services.rounds.move(new.id, "coding", "", new.revision, viewer=vera).id
    services.close()
    return made


def opened(browser: Browser, site: Site, name: str, width: int = WIDE) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    let_in(page.context, site, f"{name}@quarry.example.org")
    return page


def test_a_passage_is_coded_blind_by_keyboard(browser: Browser, site: Site, rounds: dict[str, str]) -> None:
    ines, noor = opened(browser, site, "ines"), opened(browser, site, "noor", NARROW)
    for language, (typed, label) in WANTED.items():
        document: DocumentId = site.stock.ids[language]
        address = site.page(f"{language}/documents/{document}/coding?round={rounds[language]}")
        ines.goto(site.page(f"{language}/rounds/{rounds[language]}/queue"))
        ines.locator("a.go").focus()
        ines.keyboard.press("Enter")
        ines.wait_for_url(lambda now: "/coding" in now)
        forward = "ArrowLeft" if language == "ar" else "ArrowRight"
        ines.locator(".words").first.focus()
        for key in ("ArrowDown", "Enter", forward, f"Shift+{forward}", "Enter"):
            ines.keyboard.press(key)
        text = ines.locator(".words").nth(1).text_content() or ""
        words = " ".join(text.split()[1:3])
        assert ines.input_value("#words") == words
        assert ines.input_value("#anchor") == ines.locator(".words").nth(1).get_attribute("data-anchor")
        ines.keyboard.type(typed)  # the focus is where a code is looked for
        ines.keyboard.press("Enter")
        assert ines.locator("input[name=code]:checked").count() == 1
        ines.keyboard.press("Enter")
        ines.wait_for_url(lambda now: "done=write" in now)
        assert ines.locator(".coded").all_text_contents() == [words]
        assert label in (ines.locator(".codings").text_content() or "")
        check(ines, WIDE)
        noor.goto(address)
        assert noor.locator(".coded").count() == 0
        assert noor.locator(".codings blockquote").count() == 0
        check(noor, NARROW)
    for page in (ines, noor):
        page.context.close()


def test_words_chosen_with_the_mouse_are_taken_into_the_form(
    browser: Browser, site: Site, rounds: dict[str, str]
) -> None:
    page = opened(browser, site, "noor")
    page.goto(site.page(f"en/documents/{{en}}/coding?round={rounds['en']}"))
    page.locator(".words").first.dblclick(position={"x": 8, "y": 10})
    chosen = page.input_value("#words").strip()
    assert chosen
    assert chosen in (page.locator(".words").first.text_content() or "")
    page.context.close()
