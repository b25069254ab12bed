"""Pages of selection tables: made, filled, answered blind, opened, discussed, decided; nothing for who is outside."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from flask import url_for
from flask.testing import FlaskClient

from caselaw.domain.selection.answering import Declared, Said
from caselaw.domain.selection.table import Candidate, CaseSheet
from caselaw.schemas.selection import all_form
from caselaw.store.tables.base import now
from tests.functional.web.stock import csrf
from tests.functional.web.tabled import DELTA, TITLE, Tabled, tabled


@pytest.fixture
def table(tmp_path: Path, migrated: Path) -> Tabled:
    return tabled(tmp_path, migrated)


def answers(**more: str) -> dict[str, str]:
    return {
        "significance.score": "3",
        "significance.words": "It helps us",
        "language": "en",
        "declaration": "none",
        **more,
    }


def test_a_table_is_made_filled_and_sent_round(table: Tabled) -> None:
    cora = table.client("cora")
    form = {
        "template": "support",
        "access": "group:delta",
        "title-en": "Support in the spring",
        "languages": "en",
        "blind": "yes",
    }
    token = csrf(cora.get("/en/tables/new?template=support").text)
    made = cora.post("/en/tables/new", data={"csrf_token": token, **form})
    assert made.status_code == 303
    at = made.location
    page = cora.get(f"{at}/criteria").text
    assert "Implementation plans" in page
    assert "Systemic implications" in page
    token = csrf(page)
    empty = cora.post(at, data={"csrf_token": token, "do": "circulate", "revision": "1"})
    assert (empty.status_code, "needs a case" in empty.text) == (409, True)
    listed = cora.post(f"{at}/candidates", data={"csrf_token": token, "list": "The people v the mine\n<b>Mill</b>\n"})
    assert listed.status_code == 303
    shown = cora.get(f"{at}/candidates").text
    assert "The people v the mine" in shown
    assert "&lt;b&gt;Mill&lt;/b&gt;" in shown


def test_a_table_begins_with_the_criteria_of_another(table: Tabled) -> None:
    cora = table.client("cora")
    page = cora.get(f"/en/tables/new?template={table.id}").text
    assert f'value="{TITLE}"' in page
    form = {
        "csrf_token": csrf(page),
        "template": table.id,
        "access": "group:delta",
        "title-en": "Next",
        "languages": "en",
    }
    made = cora.post("/en/tables/new", data=form)
    assert "Possible uses by advocates elsewhere" in cora.get(f"{made.location}/criteria").text
    mara = table.client("mara")
    assert mara.get(f"/en/tables/new?template={table.id}").status_code == 403


def test_what_was_typed_stays_where_it_cannot_be_kept(table: Tabled) -> None:
    cora = table.client("cora")
    refused = cora.post(
        "/fr/tables/new",
        data={
            "csrf_token": csrf(cora.get("/en/tables/new").text),
            "access": "group:delta",
            "purpose-en": "Kept words",
            "due": "soon",
        },
    )
    assert refused.status_code == 422
    assert "année-mois-jour" in refused.text
    sheet = table.send(
        cora, "candidates", table.cases[0], revision="0", **{"title-en": "Rivers", "links": "javascript:alert(1)"}
    )
    assert sheet.status_code == 422
    assert "javascript:alert(1)" in sheet.text
    assert 'href="javascript' not in sheet.text


def test_answers_are_blind_until_the_table_is_opened(table: Tabled) -> None:
    table.circulate()
    lea, rami, mara, cora = map(table.client, ("lea", "rami", "mara", "cora"))
    saved = table.send(lea, "answer", table.cases[0], revision="0", **answers())
    assert saved.status_code == 303
    assert "It helps us" in lea.get(table.at("answer", table.cases[0])).text
    assert "It helps us" in table.client("lou").get(table.at("answer", table.cases[0])).text
    case = table.cases[0]
    pages = ("", "candidates", f"candidates/{case}", "criteria", f"answer/{case}", "answer", "answers",
             f"answers/{case}", "discussion", "decision", "minutes.docx", "table.csv")  # fmt: skip
    for client in (rami, mara, cora):
        for page in pages:
            for query in ("", "?organisation=legal"):
                assert "It helps us" not in client.get(table.at(page) + query).text
    assert rami.get(table.at("answer") + "?organisation=legal").status_code == 404
    assert mara.get(table.at("answer")).status_code == 404
    assert "1 of 14" in cora.get(table.at()).text, "who has answered, not what"
    assert cora.get(table.at("minutes.docx")).status_code == 409
    table.open()
    assert "It helps us" in mara.get(table.at("answers", table.cases[0])).text
    assert 'class="dots"' in mara.get(table.at("answers")).text
    assert table.send(lea, "answer", table.cases[0], revision="1", **answers()).status_code == 409


def test_no_route_shows_the_answers_of_others_before_they_are_opened(table: Tabled) -> None:
    """Every address of the site that names a table, for everybody but those whose answers they are."""
    table.circulate()
    case, lea = table.cases[0], table.viewer("lea")
    said = [Said(case, "significance", 3, "It helps us")]
    table.house.services.answering.save(lea, table.id, "legal", said, [Declared(case, "conflict", "We act")], since=0)
    values: dict[str, Any] = {
        "table": table.id, "candidate": case, "organisation": "legal", "form": "xlsx", "name": "table.csv",
        "returned": "0" * 16, "language": "en",
    }  # fmt: skip
    routes = [
        one for one in table.house.site.url_map.iter_rules()
        if "table" in one.arguments and "GET" in (one.methods or ()) and one.arguments <= values.keys()
    ]  # fmt: skip
    assert len(routes) > 15
    for name in ("rami", "mara", "cora", "bob", "root"):
        client = table.client(name)
        token = table.house.services.tokens.make(f"{name}@example.org", "t", viewer=table.viewer(name))
        for route in routes:
            with table.house.site.test_request_context():
                address = url_for(route.endpoint, **{key: values[key] for key in route.arguments})
            headers = {"Authorization": f"Bearer {token}"} if address.startswith("/api/") else {}
            for query in ("", "?organisation=legal"):
                shown = client.get(address + query, headers=headers).data
                assert b"It helps us" not in shown, (name, address)
                assert b"We act" not in shown, (name, address)


def test_two_of_one_organisation_see_what_the_other_wrote_meanwhile(table: Tabled) -> None:
    table.circulate()
    lea, lou = table.client("lea"), table.client("lou")
    table.send(lea, "answer", table.cases[0], revision="0", **answers())
    clash = table.send(lou, "answer", table.cases[0], revision="0", **answers(**{"significance.words": "Not for us"}))
    assert clash.status_code == 409
    assert "It helps us" in clash.text
    assert "Not for us" in clash.text
    since = clash.text.partition('name="revision" value="')[2].partition('"')[0]
    again = table.send(lou, "answer", table.cases[0], revision=since, **answers(**{"significance.words": "Not for us"}))
    assert again.status_code == 303
    assert "Not for us" in lea.get(table.at("answer", table.cases[0])).text


@pytest.mark.parametrize(("name", "opened"), [("bob", False), ("bob", True), ("root", True), (None, True)])
def test_outside_the_group_there_is_nothing(table: Tabled, name: str | None, opened: bool) -> None:
    table.circulate()
    if opened:
        table.open()
    client: FlaskClient = table.client(name) if name else table.house.site.test_client()
    case = table.cases[0]
    reads = ("", "edit", "criteria", "candidates", f"candidates/{case}", "answer", f"answer/{case}", "answers",
             f"answers/{case}", "discussion", "decision", "minutes.docx", "table.xlsx", "table.csv")  # fmt: skip
    other = table.at().replace(table.id, "0" * 16)
    for page in reads:
        here, there = client.get(table.at(page)), client.get(f"{other}/{page}".rstrip("/"))
        assert (here.status_code, there.status_code) == (404, 404), page
        assert TITLE not in here.text
    token = csrf(client.get("/en/search").text) if name else csrf(client.get("/en/login").text)
    writes = (
        "",
        "edit",
        "criteria",
        "candidates",
        f"candidates/{case}",
        "answer",
        f"answer/{case}",
        "discussion",
        "decision",
    )
    for page in writes:
        sent = client.post(table.at(page), data={"csrf_token": token, "do": "open", "words": "x", "candidate": case})
        assert sent.status_code == 404, page
    assert TITLE not in client.get("/en/tables").text


def test_the_committee_decides_and_the_minutes_say_so(table: Tabled) -> None:
    table.circulate()
    lea, rami, cora = map(table.client, ("lea", "rami", "cora"))
    table.send(lea, "answer", table.cases[0], revision="0", **answers())
    table.send(rami, "answer", table.cases[0], revision="0", **answers(**{
        "significance.score": "0", "significance.words": "قليل الفائدة", "language": "ar"}))  # fmt: skip
    table.send(rami, "answer", table.cases[1], revision="1", **answers(declaration="conflict"))
    table.open()
    assert "apart 100" in cora.get(table.at("answers")).text
    table.send(rami, "discussion", words="نؤيد القضية", language="ar")
    page = cora.get(table.at("discussion")).text
    assert "نؤيد القضية" in page
    decided = table.send(
        cora,
        "decision",
        candidate=table.cases[0],
        outcome="accepted",
        consensus="yes",
        reason="=1+1 it fits",
        language="en",
    )
    assert decided.status_code == 303
    early = table.send(cora, "decision", do="close", revision=str(table.table().revision))
    assert early.status_code == 409
    table.send(
        cora, "decision", candidate=table.cases[1], outcome="declined", reason="too late", language="en",
        **{"dissent.legal": "there is time"},
    )  # fmt: skip
    closed = table.send(cora, "decision", do="close", revision=str(table.table().revision))
    assert closed.status_code == 303
    after = cora.get(table.at("decision")).text
    begin = re.findall(r'href="(/en/interventions/new\?[^"]+)"', after)
    assert len(begin) == 1, "one case was accepted"
    assert "table=" + table.id in begin[0]
    assert table.id in cora.get(html.unescape(begin[0])).text
    assert f"/en/interventions?table={table.id}" in cora.get(table.at()).text
    for language, words in (("en", "Dissent of"), ("ar", "رأي مخالف"), ("es", "Disenso"), ("fr", "Désaccord")):
        file = rami.get(table.at("minutes.docx", language=language))
        assert file.headers["Cache-Control"] == "no-store"
        document = Document(io.BytesIO(file.data))
        text = "\n".join(one.text for one in document.paragraphs)
        assert words in text
        assert "نؤيد القضية" in text
        assert "<w:bidi/>" in document.element.xml
    rows = rami.get(table.at("table.csv")).data.decode("utf-8-sig")
    assert "قليل الفائدة" in rows
    reopened = table.send(cora, do="reopen", reason="a later judgment", revision=str(table.table().revision))
    assert reopened.status_code == 303
    acts = {action for _, action, _ in table.house.trail()}
    assert {
        "answer selection table",
        "open selection table",
        "decide selection candidate",
        "export selection table",
    } <= acts


def test_cases_come_from_a_search(table: Tabled) -> None:
    cora = table.client("cora")
    assert "put on a table" in cora.get("/en/tables/put?q=nothing-like-this").text
    bob = table.client("bob")
    assert bob.get("/en/tables/put?q=river").status_code == 403
    assert "Put these on a selection table" not in bob.get("/en/search?q=river").text


def test_a_case_that_is_taken_off_is_gone_and_the_page_says_so(table: Tabled) -> None:
    cora, case = table.client("cora"), table.cases[0]
    revision = str(table.table().revision)
    gone = table.send(cora, "candidates", case, do="remove", revision=revision, language="en")
    page = cora.get(gone.location).text
    assert "The case was taken off this table." in page
    assert case not in page
    assert [one.id for one in table.table().candidates] == [table.cases[1]]


def test_a_long_table_is_shown_in_parts(table: Tabled) -> None:
    services, cora = table.house.services, table.viewer("cora")
    more = [Candidate("", {"en": f"Case number {place}"}, None, CaseSheet(), DELTA) for place in range(58)]
    services.selections.add_candidates(table.id, more, viewer=cora)
    table.circulate()
    table.open()
    client = table.client("cora")
    pages = [client.get(table.at("decision") + asked).text for asked in ("", "?from=20", "?from=40", "?from=9999")]
    assert [page.count('class="case-of"') for page in pages] == [20, 20, 20, 20]
    assert pages[2] != pages[1]
    assert "41 to 60 of 60" in pages[3]
    last = table.table().candidates[-1].id
    refused = table.send(client, "decision", candidate=last, outcome="accepted", reason="", language="en")
    assert (refused.status_code, f'id="case-{last}"' in refused.text) == (422, True)
    kept = table.send(
        client, "decision", candidate=last, outcome="accepted", reason="So", consensus="yes", language="en"
    )
    assert "from=40" in kept.location
    every = client.get(table.at("answers"))
    assert (every.text.count('<th scope="row"><a'), "1 to 50 of 60" in every.text) == (50, True)
    rest = client.get(table.at("answers") + "?from=50&order=lens").text
    assert rest.count('<th scope="row"><a') == 10


def test_answers_after_the_last_day_are_taken_and_marked(table: Tabled) -> None:
    services, cora = table.house.services, table.viewer("cora")
    table.circulate()
    lea, rami = table.client("lea"), table.client("rami")
    over = "The last day is over."
    assert over not in lea.get(table.at("answer")).text
    table.send(rami, "answer", table.cases[0], **answers(), organisation="rivers")
    yesterday = now().date() - timedelta(days=1)
    services.selections.change(replace(table.table(), due=yesterday), revision=table.table().revision, viewer=cora)
    for where in (("answer",), ("answer", table.cases[0]), ("return",)):
        assert over in lea.get(table.at(*where)).text, where
    assert table.send(lea, "answer", table.cases[0], **answers()).status_code == 303
    table.open()
    page = lea.get(table.at("answers", table.cases[0])).text
    assert "after the last day, on" in page
    assert lea.get(table.at("table.csv")).text.count("after the last day, on") == 2
    heard = tuple(services.answering.heard(table.id, viewer=cora).answers.values())
    for due, late in ((yesterday, True), (now().date(), False)):
        told = all_form(replace(table.table(), due=due), heard, ())["answers"]
        assert [one["late"] for one in told] == [late, late]


def test_whatever_is_sent_of_the_groups_work_is_counted(table: Tabled) -> None:
    site = table.house.site
    rooms = ("tables", "codebooks", "rounds", "measures", "interventions")
    sent = {rule.endpoint for rule in site.url_map.iter_rules() if rule.methods and "POST" in rule.methods
            and any(f"/{room}" in rule.rule for room in rooms) and rule.endpoint.startswith("pages.")}  # fmt: skip
    assert len(sent) > 25
    counted = {one for one in sent if hasattr(site.view_functions[one], "__wrapped__")}
    assert sent - counted == set()
