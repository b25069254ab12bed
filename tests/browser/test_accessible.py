"""Every kind of page passes axe, fits a phone, and asks nothing of other sites, in both directions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.people.belonging import Organisation
from caselaw.wiring import build
from tests.browser.conftest import NARROW, WIDE, Site, let_in
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
    "codebooks": "codebooks",
    "codebook": "codebooks/corporate-capture",
    "code of a codebook": "codebooks/corporate-capture/1/codes/revolving_door",
    "absent": "nothing",
    "table": "search?q={word}&view=table&columns=court,date,passage",
    "map": "search?q={word}&view=map",
    "timeline": "search?q={word}&view=timeline",
    "in light pages": "search?q={word}&light=1",
    "taking along": "search/export?q={word}",
    "similar": "documents/{en}/similar",
    "citing": "documents/{en}/cite",
    "citing a passage": "documents/{ar}/cite?paragraphs=1-2",
    "quotation": "documents/{ar}/quotation?paragraphs=1-2",
    "interventions": "interventions",
    "trends": "trends?by=country&across=year",
    "implementation": "documents/{en}/implementation",
    "how much is carried out": "tracker",
    "recommendations": "recommendations",
    "lost password": "reset",
    "link that is over": "reset/over",
    "invitation that is over": "invitation/over",
}
SIGNED_IN = {
    "work": "work",
    "account": "account",
    "second factor": "account/second-factor",
    "saved searches": "account/searches",
    "keeping a search": "search?q={word}",
    "trail": "audit",
    "state of the site": "status",
    "trail of one person": "audit?who=ada@example.org",
    "people": "people",
    "groups": "groups",
    "group": "groups/mining",
    "organisations": "organisations",
    "organisation": "organisations/river-trust",
    "selection tables": "tables",
    "new selection table": "tables/new?template=database",
    "who may read": "documents/{en}/access",
    "withheld names": "documents/{en}/names",
    "following by hand": "measures/new?form=recommendation",
    "recording an intervention": "interventions/new",
    "documented cases": "cases",
    "documenting a case": "cases/new",
    "documented case": "cases/{case}",
    "changing a documented case": "cases/{case}/edit",
    "help": "help/search",
    "names of companies": "companies/matches",
    "names to look at": "holds",
    "document": "documents/{en}",
    "new concept": "glossary/new",
    "new codebook": "codebooks/new",
    "concept": "glossary/hunger",
    "proposals": "glossary/proposals",
    "rounds of coding": "rounds",
    "new round": "rounds/new?for=members",
    "coding": "documents/{en}/coding?for=members",
    "codes": "documents/{ar}/codings",
    "not yours": "documents/{group}",
}
ADA = "ada@example.org"
EXAMINED = {"en": WIDE, "ar": NARROW}  # axe takes its time: each direction at one width, and both widths for the size
WORDS = {"en": "eviction", "ar": "السكن"}


@pytest.mark.parametrize("language", EXAMINED)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_sound(browser: Browser, site: Site, kind: str, language: str) -> None:
    page = browser.new_page(viewport={"width": EXAMINED[language], "height": 800})
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("console", lambda message: complaints.append(message.text) if "Security" in message.text else None)
    page.goto(site.page(f"/{language}/{KINDS[kind].replace('{word}', WORDS[language])}"))
    check(page, EXAMINED[language])
    fits_either_screen(page)
    assert hosts == {site.address.split("/")[2]}
    assert not complaints
    page.close()


@pytest.fixture(scope="module")
def ada(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A browser in which somebody is signed in who curates, and looks after people."""
    services = build(site.stock.services.settings)
    services.accounts.add(ADA, PASSWORD, name="Ada", roles=("curator", "administrator"), viewer=OPERATOR)
    services.organisations.add(Organisation("river-trust", "RT", names={"en": "River Trust"}), viewer=OPERATOR)
    services.close()
    context = browser.new_context()
    let_in(context, site, ADA)
    yield context
    context.close()


@pytest.fixture(scope="module")
def case(site: Site) -> str:
    """A documented case for all members, with what its page shows most of: a company, an event, a document."""
    wanted = {
        "title": "The upper river",
        "companies": [{"name": "Example Hydro"}],
        "events": [{"day": "2012", "words": "The dam is begun without consent."}],
        "notes": "Ask the council of the valley.",
    }
    services, editor = build(site.stock.services.settings), Viewer("eva", frozenset({"editor"}))
    made = services.documentation.begin(wanted, "members", viewer=editor)
    services.documentation.link_document(made, site.stock.ids["en"], "judgment", viewer=editor)
    services.close()
    return made


@pytest.mark.parametrize("language", EXAMINED)
@pytest.mark.parametrize("kind", SIGNED_IN)
def test_a_page_of_those_who_are_signed_in_is_sound(
    ada: BrowserContext, site: Site, case: str, kind: str, language: str
) -> None:
    page = ada.new_page()
    page.set_viewport_size({"width": EXAMINED[language], "height": 800})
    path = SIGNED_IN[kind].replace("{word}", WORDS[language]).replace("{case}", case)
    page.goto(site.page(f"/{language}/{path}"))
    assert page.locator("#sign-out").count(), "nobody is signed in"
    check(page, EXAMINED[language])
    fits_either_screen(page)
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_restricted_page_is_sound(browser: Browser, site: Site, language: str) -> None:
    context = browser.new_context(viewport={"width": NARROW, "height": 800})
    page = context.new_page()
    let_in(context, site, "alice@example.org")
    page.goto(site.page(f"/{language}/documents/{{group}}"))
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
    """No violation of axe, nothing wider than the screen; nothing moves meanwhile."""
    page.emulate_media(reduced_motion="reduce")
    found = Axe().run(page).response["violations"]
    assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def fits_either_screen(page: Page) -> None:
    """The page is not wider than a desk's screen or a telephone's."""
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
