"""Documented cases in the site: taken from a report, changed, tied, listed without names where a person
is in danger, and of no trace for outsiders by any route."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.documentation.abuse import AbuseCase, Company, StateActor
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.term import Term
from caselaw.domain.withholding.names import WithheldName
from tests.factories import a_record
from tests.functional.web.peopled import Peopled, peopled
from tests.functional.web.stock import Page, csrf

TITLE, COMPANY, MINISTER = "The dam above Tarapaya", "Example Hydro S.A.", "Ministry of Examples"
REPORT = Facts(
    kind="abuse_report", title=TITLE, country="BOL", terms=(Term("capture", "revolving_door", "proposed"),),
    abuse=AbuseCase(
        country="BOL", place="Tarapaya", began=PartialDate(2011), ended=PartialDate(2013, 4),
        companies=(Company(COMPANY, home_state="CHE", paragraph="p-1"),),
        state_actors=(StateActor(MINISTER, paragraph="p-2"),),
    ),
)  # fmt: skip
SECRET, ENDANGERED = "What the neighbours of Tarapaya saw", "Example Guards Ltd"


@dataclass(frozen=True)
class Delta:
    """The site, a public report of a case, a record made of it by the group, and one of a person in danger."""

    people: Peopled
    report: DocumentId
    case: str
    risky: str
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/en/cases/{self.case}"

    def client(self, name: str) -> FlaskClient:
        """Somebody who is signed in, once: tries are counted."""
        if not name:
            return self.people.site.test_client()
        if name not in self.clients:
            self.clients[name] = self.people.client(name)
        return self.clients[name]


@pytest.fixture(scope="module")
def delta(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Delta]:
    people = peopled(tmp_path_factory.mktemp("cases"), migrated)
    report = people.services.intake.store(a_record(key="dam", facts=REPORT, access=PUBLIC), viewer=OPERATOR).id
    people.services.accounts.set_group_roles("mara@example.org", "delta", {"coder"}, viewer=OPERATOR)
    mara = people.client("mara")
    form = Page(mara.get(f"/en/cases/new?document={report}").text)
    answer = mara.post("/en/cases/new", data=MultiDict([*filled(form), ("keeper", "group:delta")]))
    assert answer.status_code == 303, words(answer)
    made = answer.headers["Location"].rpartition("/")[2]
    risky = {"title": SECRET, "companies.name": ENDANGERED, "companies.role": "", "companies.home_state": "",
             "companies.parent": "", "companies.parent_state": "", "at_risk": "yes", "keeper": "group:delta",
             "places.country": "kenya", "places.words": "the upper valley"}  # fmt: skip
    answer = send(mara, "/en/cases/new", **risky)
    assert answer.status_code == 303, words(answer)
    yield Delta(people, report, made, answer.headers["Location"].rpartition("/")[2], {"mara": mara})
    people.services.close()


def filled(page: Page) -> list[tuple[str, str]]:
    """What a browser would send of the form as it stands."""
    sent = [
        (str(one["name"]), str(one.get("value", "")))
        for one in page.all("input")
        if one.get("name") and (one.get("type") != "checkbox" or "checked" in one)
    ]
    return [(name, unescape(value)) for name, value in sent]


def send(client: FlaskClient, path: str, *more: tuple[str, str], page: str = "", **form: str) -> TestResponse:
    token = csrf(client.get(page or path).text)
    return client.post(path, data=MultiDict([("csrf_token", token), *form.items(), *more]))


def words(answer: TestResponse) -> str:
    return " ".join(unescape(Page(answer.text).text).split())


def test_a_record_is_made_of_a_report(delta: Delta) -> None:
    mara = delta.client("mara")
    page = mara.get(delta.path)
    assert page.headers["Cache-Control"] == "no-store"
    told = words(page)
    shown = (TITLE, COMPANY, "Switzerland", MINISTER, "Tarapaya", "2011", "April 2013", "Revolving door", "Not public.")
    for one in shown:
        assert one in told, one
    for anchor in ("p-1", "p-2"):
        assert f'href="/en/documents/{delta.report}#{anchor}"' in page.text, "each name with its passage"
    assert "<svg" in page.text
    for language in LANGUAGES:
        for path in ("cases", f"cases/{delta.case}", f"cases/{delta.case}/edit", "cases/new"):
            assert mara.get(f"/{language}/{path}").status_code == 200, (language, path)
    assert f'href="{delta.path}"' in mara.get(f"/en/documents/{delta.report}").text


def test_two_hands_and_what_cannot_be(delta: Delta) -> None:
    mara, cora = delta.client("mara"), delta.client("cora")
    edit = f"{delta.path}/edit"
    form = Page(mara.get(edit).text)
    blank = {"events.day": "2012-05", "events.words": "The well ran dry", "events.source": "A neighbour"}
    sent = [*(one for one in filled(form) if one[0] not in blank), *blank.items(), ("access", "group:delta")]
    wrong = MultiDict([*((name, value) for name, value in sent if name != "ended"), ("ended", "2009")])
    refused = mara.post(edit, data=wrong)
    assert refused.status_code == 422
    assert "The end lies before the beginning." in words(refused)
    assert 'value="2009"' in refused.text
    more = mara.post(edit, data=MultiDict([*sent, ("more", "events")]))
    assert more.status_code == 200
    assert more.text.count('name="events.day"') > form_count(form, "events.day")
    assert "The well ran dry" in more.text
    assert mara.post(edit, data=MultiDict(sent)).status_code == 303
    assert "The well ran dry" in words(mara.get(delta.path))
    other = {"events.words": "The well was poisoned", "csrf_token": csrf(cora.get(edit).text)}
    late = cora.post(edit, data=MultiDict([(name, other.get(name, value)) for name, value in sent]))
    assert late.status_code == 409, "she wrote where somebody had written since"
    assert "May 2012 · The well ran dry · A neighbour" in words(late)
    assert "The well was poisoned" in late.text
    told = words(cora.get(delta.path))
    assert "History" in told
    assert "Mara" in told


def form_count(page: Page, name: str) -> int:
    return sum(one.get("name") == name for one in page.all("input"))


def test_ties(delta: Delta) -> None:
    mara = delta.client("mara")
    tied = send(mara, delta.path, do="case", other=f"/en/cases/{delta.risky}", kind="follows")
    assert tied.status_code == 303
    page = mara.get(delta.path)
    assert f'href="/en/cases/{delta.risky}"' in page.text
    assert SECRET not in page.text, "a tie is a list: it names nobody who is in danger"
    assert "it followed from this case" in words(mara.get(f"/en/cases/{delta.risky}"))
    wrong = send(mara, delta.path, do="document", other="nowhere", kind="report")
    assert wrong.status_code == 422
    assert 'value="nowhere"' in wrong.text
    assert send(mara, delta.path, do="no-case", other=delta.risky).status_code == 303
    assert f"/en/cases/{delta.risky}" not in mara.get(delta.path).text


def test_lists_are_narrowed_and_name_nobody_in_danger(delta: Delta) -> None:
    mara = delta.client("mara")
    every = mara.get("/en/cases").text
    assert TITLE in every
    assert f"/en/cases/{delta.risky}" in every
    for secret in (SECRET, ENDANGERED, "the upper valley"):
        assert secret not in every
    here, there = f'href="/en/cases/{delta.case}"', f'href="/en/cases/{delta.risky}"'
    asked = (
        ("country=BOL", True, False), ("country=KEN", False, True), ("year=2012", True, False),
        ("year=none", False, True), ("form=revolving_door", True, False), ("form=corporate_capture", True, False),
        ("industry=none", True, True), (f"company={COMPANY}", True, False), (f"company={ENDANGERED}", False, False),
    )  # fmt: skip
    for query, first, second in asked:
        text = mara.get(f"/en/cases?{query}").text
        assert (here in text, there in text) == (first, second), query


def test_an_address_among_the_sources_can_be_followed_and_nothing_else(delta: Delta) -> None:
    sources = "Report of 2014\nhttps://example.org/x\njavascript:alert(1)\n<b>https://example.org/y</b>"
    sent = send(delta.client("mara"), "/en/cases/new", title="A", keeper="group:delta", sources=sources)
    page = delta.client("mara").get(sent.headers["Location"]).text
    assert '<a href="https://example.org/x" rel="nofollow noopener noreferrer">https://example.org/x</a>' in page
    assert 'href="javascript' not in page
    assert "<b>" not in page[page.index("Report of 2014") :].partition("</ul>")[0]


@pytest.mark.parametrize("typed", ["united kingdom", "Reino Unido", "UK", "GBR"])
def test_a_country_may_be_typed_by_any_of_its_names(delta: Delta, typed: str) -> None:
    sent = send(delta.client("mara"), "/en/cases/new", title="A", keeper="group:delta", **{"places.country": typed})
    assert sent.status_code == 303, words(sent)
    assert "United Kingdom of Great Britain" in delta.client("mara").get(sent.headers["Location"]).text


def test_a_list_taken_along_says_what_the_page_says(delta: Delta) -> None:
    mara, name = delta.client("mara"), '=HYPERLINK("https://example.org")'
    sent = send(mara, "/en/cases/new", title=name, keeper="group:delta", **{"places.country": "peru"})
    assert sent.status_code == 303, words(sent)
    before = [action for _, action, _ in delta.people.trail()].count("export cases")
    assert "/en/cases/list.csv?country=BOL" in mara.get("/en/cases?country=BOL").text
    file = mara.get("/en/cases/list.csv")
    assert (file.headers["Cache-Control"], file.mimetype) == ("no-store", "text/csv")
    rows = {row[1].rpartition("/")[2]: row for row in csv.reader(io.StringIO(file.text))}
    assert rows[delta.case][0] == TITLE
    assert rows[delta.case][3].startswith("Bolivia")
    assert rows[delta.case][4] == COMPANY
    assert rows[delta.case][7] == "2011–2013"
    assert rows[sent.headers["Location"].rpartition("/")[2]][0] == f"'{name}"
    assert rows[delta.risky][3:5] == ["Kenya", ""]
    for secret in (SECRET, ENDANGERED, "the upper valley"):
        assert secret not in file.text
    book = load_workbook(io.BytesIO(mara.get("/ar/cases/list.xlsx?country=PER").data))
    [_, row] = book.worksheets[0].iter_rows()
    assert (row[0].value, row[0].data_type, book.worksheets[0].sheet_view.rightToLeft) == (name, "s", True)
    assert [action for _, action, _ in delta.people.trail()].count("export cases") == before + 2


@pytest.mark.parametrize("who", ["bob", "root", ""])
def test_no_trace_for_others(delta: Delta, who: str) -> None:
    client = delta.client(who)
    absent = client.get("/en/cases/none")
    assert absent.status_code == 404
    for case in (delta.case, delta.risky):
        for path in (f"/en/cases/{case}", f"/en/cases/{case}/edit"):
            answer = client.get(path)
            assert (answer.status_code, words(answer)) == (404, words(absent)), path
            token = csrf(client.get("/en/login").text if not who else client.get("/en/account").text)
            sent = client.post(path, data={"csrf_token": token, "do": "document", "other": delta.report})
            assert sent.status_code == 404, path
    queries = ("", "?country=BOL", f"?company={COMPANY}", "?year=2012")
    for page in (
        *(f"/en/cases{query}" for query in queries),
        "/en/cases/list.csv",
        "/en/trends?source=cases",
        f"/en/documents/{delta.report}",
    ):
        text = client.get(page).text
        for one in (delta.case, delta.risky, SECRET, ENDANGERED):
            assert one not in text, page
    assert "No case here yet" in client.get("/en/cases").text
    offered = client.get(f"/en/cases/new?document={delta.report}")
    assert offered.status_code == (302 if not who else 403 if who == "bob" else 200)


def test_names_withheld_in_a_document_are_withheld_in_the_record(delta: Delta) -> None:
    """Delta alone reads who she is; a record for all members shows the mark to the others, wherever it shows."""
    cora, mara, bob = (delta.client(name) for name in ("cora", "mara", "bob"))
    people, name = delta.people, "Rosaura Quispe"
    facts = Facts(kind="judgment", title=f"{name} v. Example Hydro", country="BOL")
    texts = (f"{name} asked for water.",)
    document = people.services.intake.store(
        a_record(key="quispe", facts=facts, texts=texts, access=PUBLIC), viewer=OPERATOR
    ).id
    editor = Viewer("eva", frozenset({"editor"}), frozenset({"delta"}))
    wanted = {"title": f"The well of {name}", "companies": [{"name": f"{name} & Sons"}], "notes": f"Ask {name}.",
              "events": [{"day": "2012", "words": f"{name} complains."}]}  # fmt: skip
    case = people.services.documentation.begin(wanted, "members", viewer=editor)
    people.services.documentation.link_document(case, document, "judgment", viewer=editor)
    people.services.withholding.withhold(
        document, WithheldName((name,), alone=("Quispe",)), "group:delta", viewer=editor
    )
    page, places = f"/en/cases/{case}", ("/en/cases", f"/en/documents/{document}", "/en/trends?source=cases&by=company")
    for path in (page, *places):
        assert "Quispe" not in bob.get(path).text, path
    assert "Something of this record is withheld from you" in words(bob.get(page))
    for path in (page, "/en/cases"):
        assert f"The well of {name}" in words(mara.get(path))
    for query, there in ((name, False), (f"{name} & Sons", False), ("none", True)):
        assert (f"/en/cases/{case}" in bob.get("/en/cases", query_string={"company": query}).text) == there, query
    assert cora.get(f"{page}/edit").status_code == 403, "to write for all members is not hers"
