"""Orders followed in the site: begun, assessed with evidence, counted, published, and no trace of it for outsiders."""

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

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import PUBLIC
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.order import Order
from tests.factories import a_record
from tests.functional.web.peopled import Peopled, peopled
from tests.functional.web.stock import Page, csrf

WATER = Order("The State shall bring =water to every village of the delta.", number="1", paragraph="p-1",
              addressee="The State", due=PartialDate(2020, 3))  # fmt: skip
DATA = Order("The Committee recommends that data be disaggregated by sex.", "recommendation", "2", paragraph="p-2")
SECRET = "Ask the minister by letter"
WORDS = "Three pipes, no water"
PROOF = [("evidence.kind", "link"), ("evidence.value", "https://example.org/visit"), ("evidence.label", "Visit")]


@dataclass(frozen=True)
class Delta:
    """The site, a public decision, and one order of it that the group follows."""

    people: Peopled
    document: DocumentId
    measure: str
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/en/measures/{self.measure}"

    def client(self, name: str) -> FlaskClient:
        """Somebody who is signed in, once: tries are counted."""
        if name not in self.clients:
            self.clients[name] = self.people.client(name)
        return self.clients[name]


@pytest.fixture(scope="module")
def delta(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Delta]:
    people = peopled(tmp_path_factory.mktemp("delta"), migrated)
    facts = Facts(kind="judgment", title="Delta v. State", country="KEN", court="iacthr", orders=(WATER, DATA))
    document = people.services.intake.store(a_record(key="delta", facts=facts, access=PUBLIC), viewer=OPERATOR).id
    people.services.accounts.set_group_roles("mara@example.org", "delta", {"coder"}, viewer=OPERATOR)
    mara = people.client("mara")
    page = mara.get(f"/en/documents/{document}/implementation")
    key = Page(page.text).all("input")
    order = next(str(one["value"]) for one in key if one.get("name") == "order")
    answer = send(mara, f"/en/documents/{document}/implementation", order=order, keeper="group:delta")
    assert answer.status_code == 303, words(answer)
    measure = answer.headers["Location"].rpartition("/")[2]
    made = Delta(people, document, measure, {"mara": mara})
    assert send(mara, f"{made.path}/edit", page=f"{made.path}/edit", revision="1", next_step=SECRET).status_code == 303
    assert assess(mara, made, grade="partly", on="2024-05", words=WORDS).status_code == 303
    yield made
    people.services.close()


def send(client: FlaskClient, path: str, page: str = "", **form: str) -> TestResponse:
    token = csrf(client.get(page or path).text)
    return client.post(path, data=MultiDict([("csrf_token", token), *form.items()]))


def assess(client: FlaskClient, delta: Delta, *proofs: tuple[str, str], **form: str) -> TestResponse:
    token = csrf(client.get(delta.path).text)
    given = {"do": "assess", "line": "ours", **form}
    return client.post(delta.path, data=MultiDict([("csrf_token", token), *given.items(), *(proofs or PROOF)]))


def words(answer: TestResponse) -> str:
    return " ".join(unescape(Page(answer.text).text).split())


def test_what_is_followed(delta: Delta) -> None:
    mara = delta.client("mara")
    page = mara.get(delta.path)
    assert page.headers["Cache-Control"] == "no-store"
    told = words(page)
    for one in (
        WATER.text,
        "The State",
        "March 2020",
        "overdue",
        SECRET,
        WORDS,
        "partly carried out",
        "Visit",
        "May 2024",
    ):
        assert one in told
    assert f'href="/en/documents/{delta.document}#p-1"' in page.text
    decision = mara.get(f"/en/documents/{delta.document}")
    assert decision.headers["Cache-Control"] == "no-store"
    (mark,) = [one for one in Page(decision.text).all("span") if one.get("class") == "followed"]
    assert mark
    assert f'href="{delta.path}"' in decision.text
    assert "partly carried out" in words(decision)
    assert "Not public." in told
    for language in LANGUAGES:
        assert mara.get(f"/{language}/measures/{delta.measure}").status_code == 200
        assert mara.get(f"/{language}/tracker?by=body").status_code == 200
    assert "How much of it is carried out" in mara.get(f"/en/documents/{delta.document}").text
    begin = f"/en/interventions/new?document={delta.document}"
    assert begin in Page(mara.get(f"/en/documents/{delta.document}/implementation").text).links()
    bare = delta.people.services.intake.store(a_record(key="bare", access=PUBLIC), viewer=OPERATOR).id
    assert "No order was read in this text." in words(mara.get(f"/en/documents/{bare}/implementation"))


def test_counts_lead_to_their_lists(delta: Delta) -> None:
    mara = delta.client("mara")
    page = Page(mara.get("/en/tracker").text)
    links = [one for one in page.links() if "grade=" in one and "/tracker?" in one]
    assert links
    for link in links:
        assert WATER.text in words(mara.get(link)), link
    assert WATER.text not in words(mara.get("/en/tracker?grade=not_carried_out"))
    assert WATER.text in words(mara.get("/en/tracker?line=community&grade=unknown&country=KEN"))
    assert mara.get("/en/tracker?line=press").status_code in (400, 422)
    assert WATER.text not in words(mara.get("/en/recommendations"))


def test_tables_are_taken_along(delta: Delta) -> None:
    mara = delta.client("mara")
    text = mara.get("/en/tracker/measures.csv").get_data().decode("utf-8-sig")
    assert WATER.text in text
    book = load_workbook(io.BytesIO(mara.get("/ar/tracker/measures.xlsx").get_data()))
    sheet = book.worksheets[0]
    assert sheet.sheet_view.rightToLeft
    assert (sheet.freeze_panes, sheet.cell(2, 1).value, sheet.cell(2, 1).data_type) == ("B2", WATER.text, "s")
    counts = load_workbook(io.BytesIO(mara.get("/en/tracker/counts.xlsx?by=country").get_data())).worksheets[0]
    assert [cell.value for cell in counts[2]][:2] == ["Kenya", 1]
    assert ("export measures", "measures") in [(act, what) for _who, act, what in delta.people.trail()]


def test_an_outsider_finds_no_trace(delta: Delta) -> None:
    clients = {"public": delta.people.site.test_client(), "bob": delta.client("bob")}
    for client in clients.values():
        absent = client.get("/en/measures/0123456789abcdef")
        there = client.get(delta.path)
        assert there.status_code == absent.status_code == 404
        assert words(there) == words(absent)
        assert client.get(f"{delta.path}/edit").status_code == 404
        for path in (
            f"documents/{delta.document}/implementation", "tracker", "tracker?lost=1", "tracker?keeper=group:delta",
            "tracker?by=keeper", "tracker/measures.csv", "tracker/counts.csv", "tracker/feed", "recommendations",
            "search?q=water", f"documents/{delta.document}",
        ):  # fmt: skip
            text = client.get(f"/en/{path}").get_data(as_text=True)
            for secret in (delta.measure, SECRET, WORDS, "delta&#34;", 'group:delta"', "partly carried out</span>"):
                assert secret not in text, path
        assert "Nothing of this decision is followed yet." in words(
            client.get(f"/en/documents/{delta.document}/implementation")
        )
    token = csrf(clients["bob"].get("/en/work").text)
    assert clients["bob"].post(delta.path, data={"csrf_token": token, "do": "assess"}).status_code == 404


def test_what_was_typed_stays_where_it_is_refused(delta: Delta) -> None:
    mara = delta.client("mara")
    answer = assess(
        mara, delta, ("evidence.kind", "link"), ("evidence.value", "ftp://x"), grade="carried_out", on="soon"
    )
    assert answer.status_code == 422
    told = words(answer)
    assert "A link begins with https://." in told
    assert "Write a day that has come" in told
    assert 'value="ftp://x"' in answer.text
    assert 'value="soon"' in answer.text


def test_two_hands_see_both(delta: Delta) -> None:
    mara, cora = delta.client("mara"), delta.client("cora")
    edit = f"{delta.path}/edit"
    revision = next(one["value"] for one in Page(mara.get(edit).text).all("input") if one.get("name") == "revision")
    assert revision
    assert send(cora, edit, revision=str(revision), responsible="By Cora").status_code == 303
    answer = send(mara, edit, revision=str(revision), responsible="By Mara", cycle="2024")
    assert answer.status_code == 409
    for said in ("By Cora", "By Mara", "2024"):
        assert said in answer.text


def test_what_is_marked_public(delta: Delta) -> None:
    """Last of this module: the measure is public from here on."""
    cora, public = delta.client("cora"), delta.people.site.test_client()
    edit = f"{delta.path}/edit"
    revision = next(one["value"] for one in Page(cora.get(edit).text).all("input") if one.get("name") == "revision")
    mara = delta.client("mara")
    assert send(mara, edit, revision=str(revision), access="public").status_code == 403
    assert send(cora, edit, revision=str(revision), access="public").status_code == 303
    there = cora.get(delta.path)
    assert "Other readers of this page read here: unknown." in words(there), "what was said was for the group"
    (again,) = [one for one in Page(there.text).links() if "again=" in one]
    form = cora.get(again.partition("#")[0]).text
    assert f">{WORDS}</textarea>" in form
    assert '<option value="public" selected>' in form
    assert WORDS not in public.get(again.partition("#")[0]).text
    assert (
        assess(cora, delta, line="body", assessment="iacthr.partial", on="2023-09-04", access="public").status_code
        == 303
    )
    answer = assess(cora, delta, line="community", grade="contrary", on="2024", words="Dry", access="public")
    assert answer.status_code == 422
    assert "unless the community agreed" in words(answer)
    page = public.get(delta.path)
    told = words(page)
    assert WATER.text in told
    assert "partial compliance" in told
    assert "cumplimiento parcial" in words(public.get(f"/es/measures/{delta.measure}"))
    for secret in (SECRET, WORDS, "Cora", "delta@"):
        assert secret not in page.text
    assert page.headers["Cache-Control"] == "no-cache"
    feed = public.get("/en/tracker/feed")
    assert delta.measure in feed.text
    assert SECRET not in feed.text
    assert "iacthr" not in words(public.get("/ar/tracker"))
    withdrawn = Page(cora.get(delta.path).text)
    entries = [str(one["value"]) for one in withdrawn.all("input") if one.get("name") == "entry"]
    assert send(cora, delta.path, do="withdraw", entry=entries[0], why="Another order").status_code == 303


def test_a_file_is_evidence(delta: Delta) -> None:
    """Sent with an entry, given out by it alone, clean; what cannot be cleaned is refused."""
    cora = delta.client("cora")
    letter = b"<html><head><meta name='author' content='Somebody'></head><body><p>No water came.</p></body></html>"
    given = {"do": "assess", "line": "ours", "grade": "not_carried_out", "on": "2025", "words": "", "access": "public"}

    def sent(name: str, content: bytes) -> TestResponse:
        token = csrf(cora.get(delta.path).text)
        form = {"csrf_token": token, **given, "file": (io.BytesIO(content), name)}
        return cora.post(delta.path, data=form, content_type="multipart/form-data")

    for name, content in (("run.exe", b"MZ"), ("empty.pdf", b"")):
        assert sent(name, content).status_code == 422
    assert sent("letter from Nadia.html", letter).status_code == 303
    page = delta.people.site.test_client().get(delta.path)
    link = next(one for one in Page(page.text).links() if "/files/" in one)
    file = delta.people.site.test_client().get(link)
    assert (file.status_code, file.headers["Cache-Control"]) == (200, "no-store")
    assert "Nadia" not in file.headers["Content-Disposition"]
    content = file.get_data()
    file.close()
    assert b"No water came." in content
    assert b"Somebody" not in content
    entry = link.rpartition("/")[2]
    assert delta.client("bob").get(link.replace(entry, "0123456789abcdef")).status_code == 404
    forged = assess(
        cora, delta, ("evidence.kind", "file"), ("evidence.value", "0" * 64), ("evidence.label", "x.pdf"),
        grade="partly", on="2025",
    )  # fmt: skip
    assert forged.status_code == 422, "no hash that somebody names opens a file"


def test_a_recommendation_by_hand(delta: Delta) -> None:
    cora = delta.client("cora")
    form = {
        "form": "recommendation", "what": "Disaggregate data by sex.", "source": "Concluding observations on Kenya",
        "country": "Kenya", "body": "Committee on Economic, Social and Cultural Rights", "cycle": "third",
        "terms_shown": "1", "terms": "theme:data_disaggregation", "keeper": "group:delta",
    }  # fmt: skip
    assert send(cora, "/en/measures/new", **{**form, "country": "Atlantis"}).status_code == 422
    assert send(cora, "/en/measures/new", **form).status_code == 303
    asked = "body=cescr&country=KEN&theme=data_disaggregation&cycle=third&by=theme"
    told = words(cora.get(f"/en/recommendations?{asked}"))
    for one in ("Disaggregate data by sex.", "Data disaggregation", "Concluding observations on Kenya"):
        assert one in told
    assert "Disaggregate" not in words(cora.get("/en/recommendations?theme=minimum_core"))
    assert "Disaggregate" not in words(delta.client("bob").get(f"/en/recommendations?{asked}"))


def test_an_intervention(delta: Delta) -> None:
    cora, bob = delta.client("cora"), delta.client("bob")
    form = {
        "case": "Delta v. State (intervention)", "document": f"/en/documents/{delta.document}", "leave": "granted",
        "asked": "2023-01", "decided": "2023-02", "filed": "2023-03-04", "signatories": "River Trust\nLand Watch",
        "arguments": "Water first.", "keeper": "group:delta", "country": "Kenya",
    }  # fmt: skip
    wrong = send(cora, "/en/interventions/new", **{**form, "filed": "yesterday"})
    assert wrong.status_code == 422
    assert "River Trust\nLand Watch" in unescape(wrong.text), "what was typed stays"
    made = send(cora, "/en/interventions/new", **form)
    assert made.status_code == 303, words(made)
    path = made.headers["Location"]
    taken = cora.post(path, data=MultiDict([
        ("csrf_token", csrf(cora.get(path).text)), ("revision", "1"), ("anchor", "2"), ("how", "Our first argument"),
    ]))  # fmt: skip
    assert taken.status_code == 303
    for language in LANGUAGES:
        told = words(cora.get(path.replace("/en/", f"/{language}/")))
        assert "Our first argument" in told
        assert "Land Watch" in told
    assert "Delta v. State (intervention)" in words(cora.get("/en/interventions"))
    file = cora.get("/en/interventions.csv").get_data().decode("utf-8-sig")
    row = next(csv.reader(line for line in file.splitlines() if line.startswith("Delta v. State (intervention)")))
    assert row[1:3] == ["Inter-American Court of Human Rights", "Kenya"], "the decision says which body"
    assert "2" in row, "the paragraph goes by its number"
    assert ("export interventions", "interventions") in [(act, what) for _who, act, what in delta.people.trail()]
    assert "Delta v. State (intervention)" in words(cora.get(f"/en/documents/{delta.document}/implementation"))
    edited = send(cora, f"{path}/edit", f"{path}/edit", revision="1", arguments="Land first.")
    assert edited.status_code == 303, "the paragraphs were another field"
    late = send(cora, f"{path}/edit", f"{path}/edit", revision="2", arguments="Both.", case="Another")
    assert late.status_code == 409
    for one in ("Land first.", "Both."):
        assert one in late.text
    filed = {"do": "attach", "revision": "3", "file": (io.BytesIO(b"Our brief."), "brief by Nadia.txt")}
    token = csrf(cora.get(path).text)
    kept = cora.post(path, data={"csrf_token": token, **filed}, content_type="multipart/form-data")
    assert kept.status_code == 303
    with cora.get(f"{path}/text") as given:
        assert given.get_data().strip() == b"Our brief."
        assert "Nadia" not in given.headers["Content-Disposition"]
    assert (
        bob.get(path).status_code == bob.get(f"{path}/edit").status_code == bob.get(f"{path}/text").status_code == 404
    )
    assert "intervention)" not in words(bob.get("/en/interventions"))
    assert "intervention)" not in bob.get("/en/interventions.csv").get_data(as_text=True)
    assert "intervention)" not in words(bob.get(f"/en/documents/{delta.document}/implementation"))
