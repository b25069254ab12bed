"""Rounds and codings in the API: one's own are read and written with a token; in a blind round no answer, tag or length
tells what another coded."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.token import Scope
from caselaw.wiring import Services
from tests.functional.web.coded import CODE, OTHERS, SECRET, Coded, coded

BASE = "/api/v1"


class Desk:
    """The site with a token for everybody."""

    def __init__(self, office: Coded) -> None:
        self.office = office
        self.client: FlaskClient = office.site.test_client()
        self.tokens = {
            name: office.services.tokens.make(f"{name}@example.org", "test", viewer=OPERATOR)
            for name in (*OTHERS, "cora")
        }

    def ask(self, name: str, where: str, method: str = "GET", tag: str = "", **sent: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.tokens[name]}"} if name != "public" else {}
        if tag:
            headers["If-Match"] = tag
        return self.client.open(f"{BASE}{where}", method=method, headers=headers, **sent)

    def code(self, name: str, round_id: str, **changes: Any) -> TestResponse:
        given = {"round": round_id, "code": CODE, "anchor": "p-2", "words": "not heard", "note": SECRET,
                 "confidence": 3}  # fmt: skip
        where = f"/documents/{self.office.documents[0]}/codings"
        return self.ask(name, where, "POST", json={**given, **changes})


@pytest.fixture
def desk(services: Services) -> Desk:
    return Desk(coded(services))


def test_a_coder_codes_with_her_token(desk: Desk) -> None:
    round_id = desk.office.round()
    queue = desk.ask("cora", f"/rounds/{round_id}/queue").get_json()["queue"]
    assert [(one["document"], one["finished"], one["codings"]) for one in queue] == [
        (id_, False, 0) for id_ in desk.office.documents
    ]
    made = desk.code("cora", round_id)
    assert made.status_code == 200, made.text
    coding, tag = made.get_json(), made.headers["ETag"]
    assert (coding["quote"], coding["start"], coding["place"]) == ("not heard", 19, "here")
    where = f"/codings/{coding['id']}"
    change = {"code": "community_manipulation", "confidence": 1}
    assert desk.ask("cora", where, "PATCH", json=change).status_code == 428
    changed = desk.ask("cora", where, "PATCH", tag, json=change)
    assert (changed.status_code, changed.get_json()["quote"], changed.get_json()["revision"]) == (200, "not heard", 2)
    assert desk.ask("cora", where, "PATCH", tag, json=change).status_code == 412
    assert desk.ask("cora", where, "DELETE", changed.headers["ETag"]).get_json() == {"codings": []}
    assert desk.ask("cora", where).status_code == 404
    finished = {"document": desk.office.documents[0], "finished": True}
    told = desk.ask("cora", f"/rounds/{round_id}/queue", "POST", json=finished).get_json()
    assert [one["finished"] for one in told["queue"]] == [True, False]
    assert desk.code("cora", round_id).status_code == 409


def test_what_cannot_be_is_said_by_field(desk: Desk) -> None:
    round_id = desk.office.round()
    answer = desk.code("cora", round_id, code="none", words="no such words")
    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {"code", "words"}
    assert desk.code("cora", round_id, confidence=4).status_code == 422
    assert desk.code("mina", round_id).status_code == 403
    assert desk.code("otto", round_id).status_code == 403  # he may code nothing anywhere
    assert desk.code("public", round_id).status_code in (401, 403)


def test_a_token_that_only_reads_writes_nothing(desk: Desk) -> None:
    round_id = desk.office.round()
    only: tuple[Scope, ...] = ("read",)
    reading = desk.office.services.tokens.make("cora@example.org", "r", viewer=OPERATOR, scopes=only)
    desk.tokens["cora"] = reading
    assert desk.code("cora", round_id).status_code == 403
    assert desk.ask("cora", f"/rounds/{round_id}").status_code == 200


def test_in_a_blind_round_no_answer_changes_when_another_codes(desk: Desk) -> None:
    round_id = desk.office.round()
    addresses = [
        "/rounds", f"/rounds/{round_id}", f"/rounds/{round_id}/queue", f"/rounds/{round_id}/codings",
        f"/documents/{desk.office.documents[0]}", f"/documents/{desk.office.documents[0]}/codings",
        f"/documents/{desk.office.documents[0]}/codings?round={round_id}", f"/search?q={SECRET}",
    ]  # fmt: skip
    people = (*OTHERS, "public")

    def told() -> dict[tuple[str, str], tuple[int, str | None, Any]]:
        found = {}
        for name in people:
            for where in addresses:
                answer = desk.ask(name, where)
                body = answer.get_json() if answer.status_code == 200 and "search" not in where else None
                found[name, where] = (answer.status_code, answer.headers.get("ETag") if body else None, body)
        return found

    before = told()
    made = desk.code("cora", round_id).get_json()["id"]
    assert told() == before
    for name in people:
        for method in ("GET", "PATCH", "DELETE"):
            sent = {"json": {"code": CODE, "confidence": 1}} if method == "PATCH" else {}
            there = desk.ask(name, f"/codings/{made}", method, '"1"', **sent)
            never = desk.ask(name, f"/codings/{'0' * 16}", method, '"1"', **sent)
            assert there.status_code == never.status_code
            assert there.status_code in (401, 404)
    desk.office.step(round_id, "adjudicating")
    seen = {name: desk.ask(name, f"/rounds/{round_id}/codings") for name in people}
    assert {name for name, answer in seen.items() if SECRET in answer.text} == {"cleo", "cura", "adam", "mina"}


def test_a_coder_is_suggested_passages_and_others_are_told_nothing(desk: Desk) -> None:
    round_id = desk.office.round(blind="")
    assert desk.code("cora", round_id).status_code == 200
    where = f"/rounds/{round_id}/suggestions?code={CODE}"
    told = desk.ask("cora", where).get_json()
    assert (told["off"], told["coded"], told["whole"]) == (False, 1, True)
    (found,) = told["suggestions"]
    assert (found["document"], found["anchor"]) == (desk.office.documents[1], "p-2")
    assert found["words"]
    assert desk.ask("mina", where).status_code == 403
    assert {desk.ask(name, where).status_code for name in ("root", "otto")} == {404}
    assert desk.ask("cora", f"/rounds/{round_id}/suggestions?code=nothing").status_code == 404
    blind = desk.office.round()
    assert desk.code("cora", blind).status_code == 200
    off = desk.ask("cora", f"/rounds/{blind}/suggestions?code={CODE}").get_json()
    assert (off["off"], off["suggestions"]) == (True, [])
