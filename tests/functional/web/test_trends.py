"""Trends in the site: every count leads to what it counts, tables and charts go along with their caveats, and what
somebody may not read is in no number; names of companies are decided on, obeyed, and taken back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import PUBLIC, group_audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.documentation.abuse import AbuseCase, Company
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.term import Term
from tests.factories import a_record
from tests.functional.web.peopled import Peopled, peopled, post
from tests.functional.web.stock import Page

MATCHES = "/en/companies/matches"
SECRET = "Okavango Waters plc"
REASON = "The register of companies gives both names"


@dataclass(frozen=True)
class Site:
    """The site: two public reports, one of the group alone, and two records of the group, one of a person in danger."""

    people: Peopled
    judged: str
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def client(self, name: str) -> FlaskClient:
        if name not in self.clients:
            self.clients[name] = self.people.client(name) if name else self.people.site.test_client()
        return self.clients[name]

    def words(self, name: str, path: str) -> str:
        answer = self.client(name).get(path)
        assert answer.status_code == 200, answer.text
        return " ".join(unescape(Page(answer.text).text).split())

    def table(self, name: str, path: str) -> dict[str, str]:
        """The counts of each row, as they stand."""
        rows = re.findall(r'<tr><th scope="row"><bdi>([^<]+)</bdi></th>(.*?)</tr>', self.client(name).get(path).text)
        return {unescape(row): " ".join(re.findall(r">(\d+)<", cells)) for row, cells in rows}


def _report(title: str, country: str, company: str, form: str | None, years: tuple[int, int] | None = None) -> Facts:
    terms = (Term("capture", form), Term("industry", "mining")) if form else (Term("industry", "mining"),)
    began, ended = map(PartialDate, years) if years else (None, None)
    abuse = AbuseCase(country, companies=(Company(company),), began=began, ended=ended)
    return Facts(kind="abuse_report", title=title, terms=terms, abuse=abuse)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Site]:
    people = peopled(tmp_path_factory.mktemp("trends"), migrated)
    intake = people.services.intake
    one = _report("A mine above the village", "PER", "Example Mining S.A.", "revolving_door", (2011, 2013))
    intake.store(a_record(key="mine", facts=one, access=PUBLIC), viewer=OPERATOR)
    two = _report("A dam below it", "ECU", "Example Mining Ltd", None)
    intake.store(a_record(key="dam", facts=two, access=PUBLIC), viewer=OPERATOR)
    three = _report("Wells of the delta", "BWA", SECRET, "judicial_interference")
    intake.store(a_record(key="wells", facts=three, access=group_audience("delta")), viewer=OPERATOR)
    both = AbuseCase("PER", companies=(Company("Example Mining Ltd"), Company("Example Mining S.A.")))
    told = Facts(kind="judgment", title="Villagers v. Example", abuse=both)
    judged = intake.store(a_record(key="judged", facts=told, access=PUBLIC), viewer=OPERATOR).id
    cora = people.services.accounts.viewer(people.id("cora"))
    wanted = {
        "title": "The sold spring", "places": [{"country": "BWA"}], "began": "2020",
        "companies": [{"name": "Okavango Waters Ltd"}],
        "terms": [{"vocabulary": "capture", "id": "economic_diplomacy"}],
    }  # fmt: skip
    begin = people.services.documentation.begin
    begin(wanted, "group:delta", viewer=cora)
    begin({**wanted, "title": "Of Amina", "at_risk": True, "companies": [{"name": "Amina Farms"}]}, "group:delta",
          viewer=cora)  # fmt: skip
    yield Site(people, judged)
    people.services.close()


def test_every_count_leads_to_what_it_counts(site: Site) -> None:
    for path in ("/en/trends", "/en/trends?by=year", "/en/trends?by=country&across=year&source=cases",
                 "/en/trends?by=industry&across=form&source=documents"):  # fmt: skip
        page = site.client("mara").get(path)
        counts = re.findall(r'<a href="([^"]+)#list" aria-label="(\d+): ', page.text)
        assert counts, path
        for address, count in counts:
            narrowed = site.words("mara", unescape(address))
            assert f"What is counted {count} " in narrowed, (path, address)
    listed = re.search(r'<a href="(/en/cases[^"]*)">[^<]*</a> <bdi class="count">(\d+)', site.client("mara").get(
        "/en/trends?country=BWA&source=cases").text)  # fmt: skip
    assert listed
    assert f"Documented cases {listed[2]} " in site.words("mara", unescape(listed[1]))


def test_unknown_is_said_and_years_are_those_of_the_harm(site: Site) -> None:
    assert site.table("", "/en/trends?by=year") == {"2011": "1", "2012": "1", "2013": "1", "undated": "1"}
    forms = {"Corporate capture": "1", "Revolving door practices": "1", "not told": "1"}
    assert site.table("", "/en/trends") == forms
    assert "nothing is shown to be absent" in site.words("", "/en/trends")
    for language in LANGUAGES:
        assert site.client("mara").get(f"/{language}/trends?by=country&across=form").status_code == 200
    assert site.client("").get("/en/trends?by=nonsense").status_code == 400


def test_what_somebody_may_not_read_is_in_no_number(site: Site) -> None:
    groupings = ("form", "country", "year", "industry", "company")
    hidden = ("Botswana", "BWA", "Okavango", "2020", "Economic diplomacy", "Judicial interference", "sold spring")
    for who in ("", "bob", "root"):
        client = site.client(who)
        for by in groupings:
            for path in (f"/en/trends?by={by}", f"/en/trends/counts.csv?by={by}", f"/en/trends/chart.svg?by={by}",
                         f"/api/v1/trends?by={by}"):  # fmt: skip
                answer = client.get(path)
                assert answer.status_code == 200
                assert not [one for one in hidden if one in answer.text], (who, path)
        hers, nowhere = (site.words(who, f"/en/trends?country={one}") for one in ("BWA", "ZWE"))
        assert hers.replace("Botswana", "Zimbabwe") == nowhere
    assert site.table("mara", "/en/trends?by=country")["Botswana"] == "2 1"
    assert "Amina" not in site.words("cora", "/en/trends?by=company")


def test_the_search_filters_by_form_of_capture(site: Site) -> None:
    site.people.services.indexing.rebuild(viewer=OPERATOR)
    assert "form=revolving_door" in site.client("").get("/en/subjects/capture/revolving_door").text
    found = site.words("", "/en/search?capture=revolving_door")
    assert "A mine above the village" in found
    assert "A dam below it" not in found
    for who, there in (("", False), ("mara", True)):
        assert ("Wells of the delta" in site.words(who, "/en/search?q=captura:corporate_capture")) is there


def test_taken_along_with_what_is_to_be_read_with_it(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(site.client("mara").get("/en/trends/counts.csv").text.lstrip("\ufeff"))))
    told = {(row["What is counted"], row["Key"]): row["Count"] for row in rows}
    assert told["Documented cases", "economic_diplomacy"] == "2"
    assert told["Documents on a case of abuse", "none"] == "1"
    assert all("absent" in row["To be read with it"] and row["According to"] for row in rows)
    drawn = site.client("").get("/ar/trends/chart.svg?by=year")
    assert drawn.headers["Content-Disposition"].startswith("attachment")
    root = ElementTree.fromstring(drawn.data)  # noqa: S314 - our own
    assert root.get("direction") == "rtl"
    assert len(root.findall(".//{http://www.w3.org/2000/svg}rect")) == 5
    trail = [action for _, action, _ in site.people.trail()]
    assert trail.count("export trends") == 1  # the public's numbers are everybody's


def test_the_api_tells_the_same(site: Site) -> None:
    told = site.client("").get("/api/v1/trends?by=country&across=year&reader=es").get_json()
    assert (told["source"], told["totals"]["documents"]) == ("documents", 2)
    peru = next(row for row in told["rows"] if row["value"] == "PER")
    assert (peru["label"], peru["counts"]) == ("Perú", {"2011": 1, "2012": 1, "2013": 1})
    assert told["caveats"]
    assert told["columns"][-1] == {"value": "none", "label": "sin fecha"}
    assert site.client("").get("/api/v1/trends?by=nonsense").status_code == 422


def test_a_decision_on_names_is_obeyed_and_taken_back(site: Site) -> None:
    for who in ("bob", "mara"):
        assert site.client(who).get(MATCHES).status_code == 403
        assert post(site.client(who), MATCHES, first="x", second="y").status_code == 403
    cora = site.client("cora")
    offered = site.words("cora", MATCHES)
    assert "Example Mining Ltd · Example Mining S.A." in offered
    assert "Okavango Waters Ltd · Okavango Waters plc" in offered
    assert "Amina" not in offered
    pair = {"first": "Example Mining Ltd", "second": "Example Mining S.A.", "same": "yes"}
    for wrong in ({"reason": "", "keeper": "group:delta"}, {"reason": REASON, "keeper": "members"},
                  {"reason": REASON, "keeper": "group:delta", "same": ""},
                  {"reason": REASON, "keeper": "group:delta", "second": "Amina Farms"}):  # fmt: skip
        answer = post(cora, MATCHES, MATCHES, **{**pair, **wrong})
        assert answer.status_code == 422
        assert 'class="fault"' in answer.text
    apart = {"Example Mining Ltd": "1", "Example Mining S.A.": "1", SECRET: "1"}
    by_company = "/en/trends?by=company&source=documents"
    assert site.table("mara", by_company) == apart
    assert post(cora, MATCHES, MATCHES, **pair, reason=REASON, keeper="group:delta").status_code == 303
    assert site.table("mara", by_company) == {"Example Mining Ltd": "2", SECRET: "1"}
    assert "What is counted 2 " in site.words("mara", "/en/trends?company=Example+Mining+S.A.")
    both = site.client("mara").get("/en/trends?company=Example+Mining+Ltd").text
    assert "/en/search?company=Example+Mining+Ltd&amp;company=Example+Mining+S.A." in both
    page = f"/en/documents/{site.judged}"
    assert "Perhaps one company" not in site.words("mara", page)
    assert "One company: Example Mining Ltd" in site.words("mara", page)
    assert "Perhaps one company" in site.words("", page)
    assert site.table("", by_company)["Example Mining Ltd"] == "1"  # decided for the group alone
    decided = site.words("cora", MATCHES)
    assert REASON in decided
    assert "Cora" in decided
    found = re.search(r'name="decision" value="([^"]+)"', cora.get(MATCHES).text)
    assert found
    assert post(site.client("bob"), MATCHES, do="undo", decision=found[1]).status_code == 404
    assert post(cora, MATCHES, MATCHES, do="undo", decision=found[1]).status_code == 303
    assert site.table("mara", by_company) == apart
    assert "taken back" in site.words("cora", MATCHES)
    trail = [(action, subject) for _, action, subject in site.people.trail()]
    assert trail[-2:] == [("decide company", found[1]), ("undo company decision", found[1])]
