"""A suggested passage is turned down, taken back and coded without a script, on a telephone, in both directions."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import group_audience
from caselaw.domain.people.belonging import Group
from caselaw.services.coding.coding_asked import CodingAsked
from caselaw.services.coding.round_asked import RoundAsked
from caselaw.wiring import build
from tests.browser.conftest import NARROW, Site, let_in
from tests.browser.test_accessible import check
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD

pytestmark = pytest.mark.browser
CODE = "revolving_door"
TEXTS = {
    "en": (
        "The company paid the travel of three members of the committee.",
        "Members of the committee had their travel paid by the mining company before they drafted the code.",
    ),
    "ar": (
        "دفعت الشركة نفقات سفر ثلاثة من أعضاء اللجنة التي أعدت القانون.",
        "سافر أعضاء اللجنة على نفقات الشركة قبل أن يكتبوا مشروع القانون.",
    ),
}


@pytest.fixture(scope="module")
def going(site: Site) -> str:
    """An open round of a record in each language, whose first paragraph its coder has coded; its id."""
    services = build(site.stock.services.settings)
    services.groups.add(Group("gravel", {"en": "Gravel"}), viewer=OPERATOR)
    people = {}
    for name, role in (("rita", "coder"), ("olga", "curator")):
        email = f"{name}@example.org"
        made = services.accounts.add(email, PASSWORD, name=name.title(), groups=("gravel",), viewer=OPERATOR)
        services.accounts.set_group_roles(email, "gravel", frozenset({role}), viewer=OPERATOR)  # type: ignore[arg-type]
        people[name] = services.accounts.viewer(made.id)
    access = group_audience("gravel")
    ids = tuple(
        services.intake.store(
            a_record(key=f"gravel:{language}", texts=texts, language=language, access=access), viewer=OPERATOR
        ).id
        for language, texts in TEXTS.items()
    )
    asked = RoundAsked(
        "Gravel", access=access, codebook="corporate-capture", blind=False, documents=ids,
        coders=(people["rita"].account or "",),
    )  # fmt: skip
    new = services.rounds.add(asked, viewer=people["olga"])
    services.rounds.move(new.id, "coding", "", new.revision, viewer=people["olga"])
    for document in ids:
        coded = CodingAsked(CODE, "p-1", confidence=3)
        services.coding.write(document, coded, viewer=people["rita"], round_id=new.id)
    services.close()
    return new.id


def test_suggestions_are_judged_without_a_script_on_a_telephone(browser: Browser, site: Site, going: str) -> None:
    page = browser.new_context(viewport={"width": NARROW, "height": 800}, java_script_enabled=False).new_page()
    let_in(page.context, site, "rita@example.org")
    looked = browser.new_context(viewport={"width": NARROW, "height": 800}, storage_state=page.context.storage_state())
    for language, texts in TEXTS.items():
        page.goto(site.page(f"{language}/rounds/{going}/suggestions?code={CODE}"))
        one = page.locator(".suggested > li", has_text=texts[1])
        expect(one.locator(".why").first).to_be_visible()
        watched = looked.new_page()
        watched.goto(page.url)
        check(watched, NARROW)
        watched.close()
        one.locator("button[value=reject]").click()
        expect(page.locator(".suggested", has_text=texts[1])).to_have_count(0)
        page.locator(".turned-down summary").click()
        page.locator(".turned-down li", has_text=texts[1]).locator("button").click()
        one.locator("input[name=confidence]").first.check()
        one.locator("button[value=accept]").click()
        expect(page.locator(".suggested", has_text=texts[1])).to_have_count(0)
        expect(page.get_by_role("status")).to_be_visible()
