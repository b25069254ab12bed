"""Rounds and codings in the site: a record is coded with and without a script, and in a blind round nobody finds a
trace of what another coded."""

from __future__ import annotations

import re
from typing import Any

import pytest

from caselaw.wiring import Services
from tests.functional.web.coded import CODE, OTHERS, SECRET, Coded, coded

ACT = ">worked on a coding</td>"
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')


@pytest.fixture
def office(services: Services) -> Coded:
    return coded(services)


def pages(office: Coded, round_id: str) -> list[str]:
    """Every address of the site that has to do with a round or with what is coded."""
    return [
        *(f"/en/rounds{rest}" for rest in ("", f"/{round_id}", f"/{round_id}/queue", f"/{round_id}/agreement",
                                           f"/{round_id}/disagreements", f"/{round_id}/report.docx",
                                           f"/{round_id}/report.xlsx", f"/{round_id}/edit")),
        *(f"/en/documents/{one}{rest}" for one in office.documents for rest in ("", "/coding", "/codings")),
        *(office.coding(round_id, at) for at in (0, 1)),
        "/en/work", f"/en/search?q={SECRET}", "/en/search?q=licence", "/en/audit",
    ]  # fmt: skip


def told(office: Coded, name: str, addresses: list[str]) -> dict[str, tuple[int, str]]:
    """What this person is told at each address, but for the token of the forms and for the trail, which grows."""
    answers = {}
    for where in addresses:
        answer = office.client(name).get(where)
        text = answer.get_data(as_text=True) if "html" in answer.content_type else str(len(answer.data))
        answers[where] = (answer.status_code, "" if where == "/en/audit" else TOKEN.sub("", text))
    return answers


def test_in_a_blind_round_nothing_anybody_sees_changes_when_another_codes(office: Coded) -> None:
    round_id = office.round()
    addresses = pages(office, round_id)
    before = {name: told(office, name, addresses) for name in OTHERS}
    for changes in ({}, {"anchor": "", "words": "", "code": "community_manipulation"}):
        assert office.code("cora", round_id, **changes).status_code == 303
    for name in OTHERS:
        assert told(office, name, addresses) == before[name], name
        assert all(SECRET not in text for where, (_, text) in before[name].items() if "search" not in where)
    trail = office.client("root").get("/en/audit").text
    assert ACT not in trail, "who works how often is for nobody to count"
    assert not any(secret in trail for secret in (SECRET, CODE, "p-2", "not heard"))
    own = office.client("cora").get(office.coding(round_id)).text
    assert SECRET in own
    assert 'class="coded layers-1"' in own
    found = re.search(r'id="coding-(\w{16})"', own)
    assert found
    for name in OTHERS:  # who knows its id finds it as little
        page = office.coding(round_id) + f"&change={found[1]}"
        assert office.client(name).get(page).status_code in (403, 404)


def test_adjudication_shows_the_group_and_nobody_else(office: Coded) -> None:
    round_id = office.round()
    office.code("cora", round_id)
    office.step(round_id, "adjudicating")
    assert ACT in office.client("root").get("/en/audit").text
    where = f"/en/documents/{office.documents[0]}/codings"
    for name in ("cleo", "cura", "adam", "mina"):
        assert SECRET in office.client(name).get(where).text, name
    for name in ("root", "otto"):
        page = office.client(name).get(where)
        assert page.status_code == 200  # the record is public; that it is coded is not
        assert SECRET not in page.text
        assert "Round of water" not in page.text
    office.step(round_id, "coding")
    for name in OTHERS:
        assert SECRET not in office.client(name).get(where).text, name


def test_for_an_outsider_a_round_is_as_one_that_never_was(office: Coded) -> None:
    round_id = office.round()
    for name in ("root", "otto"):
        for rest in ("", "/queue", "/edit", "/agreement", "/disagreements"):
            there = office.client(name).get(f"/en/rounds/{round_id}{rest}")
            never = office.client(name).get(f"/en/rounds/{'0' * 16}{rest}")
            assert there.status_code == never.status_code == 404
            assert TOKEN.sub("", there.text).replace(round_id, "0" * 16) == TOKEN.sub("", never.text)
        assert "Round of water" not in office.client(name).get("/en/rounds").text
    assert office.client("otto").get("/en/rounds/new").status_code == 403
    assert "group:water" not in office.client("root").get("/en/rounds/new").text
    assert office.site.test_client().get("/en/rounds").status_code == 302


def test_a_passage_is_coded_without_a_script_changed_and_withdrawn(office: Coded) -> None:
    round_id = office.round()
    client, where = office.client("cora"), office.coding(round_id)
    form = client.get(f"{where}&at=p-2").text
    assert 'id="anchor" name="anchor" dir="ltr" autocomplete="off" value="p-2"' in form
    assert "When not" in form
    assert office.code("cora", round_id, anchor="2", words="𝒳 marks").status_code == 303  # by its printed number
    (kept,) = office.services.coding.in_round(round_id, viewer=office.viewer("cora"))
    assert (kept.anchor, kept.quote) == ("p-2", "𝒳 marks")
    sent = {"round": round_id, "coding": kept.id, "code": "community_manipulation", "confidence": "1"}
    changed = office.post("cora", where, do="change", revision="1", anchor="p-2", words="𝒳 marks", **sent)
    assert changed.status_code == 303
    assert office.post("cora", where, do="change", revision="1", **sent).status_code == 409
    assert "History of this coding" in client.get(f"{where}&change={kept.id}").text
    assert office.post("cora", where, do="withdraw", revision="2", **sent).status_code == 303
    assert office.services.coding.in_round(round_id, viewer=office.viewer("cora")) == ()


def test_words_chosen_by_their_places_are_counted_in_code_points(office: Coded) -> None:
    round_id = office.round()
    answer = office.code("cora", round_id, words="the place", start="69", end="78")
    assert answer.status_code == 303
    (kept,) = office.services.coding.in_round(round_id, viewer=office.viewer("cora"))
    assert (kept.quote, kept.start, kept.end) == ("the place", 69, 78)


def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(office: Coded) -> None:
    round_id = office.round()
    answer = office.code("cora", round_id, words="the", code="", confidence="")
    assert answer.status_code == 422
    for field in ("words", "code", "confidence"):
        assert f'id="wrong-{field}"' in answer.text
    assert f">{SECRET}</textarea>" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    refused = office.post(
        "cura", "/en/rounds/new", at="/en/rounds/new?for=group:water", title="", access="group:water",
        codebook="none:1", documents="not an id", blind="1",
    )  # fmt: skip
    assert refused.status_code == 422
    for field in ("title", "codebook", "documents"):
        assert f'id="wrong-{field}"' in refused.text
    assert "not an id</textarea>" in refused.text


def test_overlapping_passages_are_drawn_in_layers(office: Coded) -> None:
    round_id = office.round()
    office.code("cora", round_id, words="were not heard before")
    office.code("cora", round_id, words="not heard", code="community_manipulation")
    page = office.client("cora").get(office.coding(round_id)).text
    assert re.search(r'layers-1"[^>]*>were </span><span class="coded layers-2"[^>]*>not heard</span>', page)


def test_a_coder_finishes_her_records_and_then_the_round(office: Coded) -> None:
    round_id = office.round()
    mine = f'href="/en/rounds/{round_id}/queue"'
    assert [mine in office.client(one).get("/en/rounds").text for one in ("cora", "mina")] == [True, False]
    queue = office.client("cora").get(f"/en/rounds/{round_id}/queue").text
    assert "0 of 2" in queue
    for at in (0, 1):
        where = office.coding(round_id, at)
        assert office.post("cora", where, do="finish", round=round_id).status_code == 303
    assert office.code("cora", round_id).status_code == 409  # she has said that she is done
    for where in (f"/en/rounds/{round_id}/queue", office.coding(round_id)):
        assert 'id="all-finished"' in office.client("cora").get(where).text, "she is told that the round is still open"
    assert office.post("cora", f"/en/rounds/{round_id}", do="finish").status_code == 303
    page = office.client("mina").get(f"/en/rounds/{round_id}").text
    assert "2 of 2" in page
    assert office.post("cora", office.coding(round_id), do="unfinish", round=round_id).status_code == 303
    assert office.code("cora", round_id).status_code == 303


def test_a_calibration_begins_with_the_codes_and_coders_of_its_round(office: Coded) -> None:
    round_id = office.round()
    page = office.client("cura").get(f"/en/rounds/new?calibrates={round_id}").text
    chosen = {name: f'value="{office.account(name)}" checked' in page for name in ("cora", "adam")}
    assert chosen == {"cora": True, "adam": False}
    assert 'value="corporate-capture:1" selected' in page
    assert office.client("otto").get(f"/en/rounds/new?calibrates={round_id}").status_code == 404


def test_a_round_is_made_from_a_search(office: Coded) -> None:
    office.services.indexing.rebuild(viewer=office.viewer("root"))
    made = office.post(
        "cura", "/en/rounds/new", at="/en/rounds/new?for=group:water", title="All", access="group:water",
        codebook="corporate-capture:1", blind="0", search="?q=licence",
    )  # fmt: skip
    assert made.status_code == 303, made.text
    round_id = made.location.rsplit("/", 1)[1]
    found = office.services.rounds.show(round_id, viewer=office.viewer("cura"))
    assert set(found.documents) == set(office.documents)
    assert not found.blind


def test_a_round_is_changed_before_it_begins_and_reopened_with_a_reason(office: Coded) -> None:
    round_id = office.round()
    where = f"/en/rounds/{round_id}"
    assert office.client("cura").get(f"{where}/edit").status_code == 200
    late = office.post("cura", f"{where}/edit", title="Late", access="group:water", revision="2")
    assert late.status_code in (409, 422)
    office.step(round_id, "adjudicating")
    found = re.search(r'name="revision" value="(\d+)"', office.client("cura").get(where).text)
    assert found
    back = {"do": "move", "state": "coding", "revision": found[1]}
    assert office.post("cura", where, reason="", **back).status_code == 422
    assert office.post("cura", where, reason="A record was left out.", **back).status_code == 303
    assert "A record was left out." in office.client("mina").get(where).text


def test_a_blind_round_that_was_opened_and_taken_back_says_so_to_its_coders(office: Coded) -> None:
    round_id = office.round()
    at = f"/en/rounds/{round_id}"
    assert "could read what others had coded" not in office.client("cora").get(at).text
    office.step(round_id, "adjudicating")
    office.step(round_id, "coding")
    for where in (at, f"{at}/queue"):
        assert "could read what others had coded" in office.client("cora").get(where).text, where
    office.step(round_id, "adjudicating")
    page = office.client("mina").get(f"{at}/agreement").text
    assert "could read what others had coded" in page


def test_records_and_coders_come_to_a_round_that_is_being_coded(office: Coded) -> None:
    first, second = office.documents
    round_id = office.round(documents=first, coder=[office.account("cora")])
    at = f"/en/rounds/{round_id}"
    office.post("cora", office.coding(round_id), do="finish", round=round_id)
    office.post("cora", at, do="finish")
    revision = office.services.rounds.show(round_id, viewer=office.viewer("cora")).revision
    form: dict[str, Any] = {"do": "extend", "revision": revision, "documents": second, "coder": office.account("cleo")}
    assert office.post("cora", at, **form, reason="more").status_code == 403
    refused = office.post("cura", at, **form)
    assert (refused.status_code, "Say why records or coders are added." in refused.text) == (422, True)
    assert f">{second}</textarea>" in refused.text
    assert office.post("cura", at, **form, reason="One came late").status_code == 303
    page = office.client("cura").get(at).text
    assert "One came late" in page
    progress = office.services.rounds.page(round_id, viewer=office.viewer("cura")).progress
    assert {(one.finished, one.total, one.whole) for one in progress} == {(1, 2, None), (0, 2, None)}
    again: dict[str, Any] = {"do": "extend", "revision": revision + 1, "documents": second, "reason": "again"}
    assert "Nothing was added" in office.post("cura", at, **again).text


def test_the_pages_speak_the_reader_s_language(office: Coded) -> None:
    round_id = office.round()
    office.code("cora", round_id)
    addresses = "/en/rounds", f"/en/rounds/{round_id}", f"/en/rounds/{round_id}/queue", office.coding(round_id)
    for language in ("en", "es", "fr", "ar"):
        for where in addresses:
            page = office.client("cora").get(where.replace("/en/", f"/{language}/"))
            assert page.status_code == 200
            if language == "en":
                continue
            assert not re.search(r">\s*(Your queue|Coding|Give a code|Coders|Note|Paragraph)\s*<", page.text)
