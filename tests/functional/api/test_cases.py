"""Documented cases in the API: read by whom they are for, made, and changed with the revision that was read."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.audience import PUBLIC, group_audience
from caselaw.domain.document import Facts
from caselaw.domain.documentation.abuse import AbuseCase, Company
from caselaw.domain.people.belonging import Group
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.api.conftest import bearer

BASE = "/api/v1/cases"
CORA = Viewer("cora", frozenset({"coder"}), frozenset({"delta"}))
WANTED: dict[str, Any] = {
    "title": "The mine above the village", "places": [{"country": "PER", "words": "the upper valley"}],
    "began": "2011", "ended": "2012-03", "terms": [{"vocabulary": "capture", "id": "revolving_door"}],
    "events": [{"day": "2012", "words": "The well ran dry"}], "response": {"asked": True, "asked_on": "2013"},
}  # fmt: skip


def test_records_are_read_and_written_by_those_they_are_for(
    client: FlaskClient, services: Services, token: str
) -> None:
    services.accounts.add("eva@example.org", "a long enough password", roles={"editor"}, viewer=OPERATOR)
    eva = bearer(services.tokens.make("eva@example.org", "test", viewer=OPERATOR))
    company = Company("Example Mining S.A.", paragraph="p-1")
    facts = Facts(kind="abuse_report", title="A mine", abuse=AbuseCase("PER", companies=(company,)))
    document = services.intake.store(a_record(key="mine", facts=facts, access=PUBLIC), viewer=OPERATOR).id
    wanted = {**WANTED, "access": "members", "document": document, "companies": [{"name": company.name}]}
    assert client.post(BASE, json=wanted).status_code in (401, 403)
    assert client.post(BASE, json=wanted, headers=bearer(token)).status_code == 403
    assert client.post(BASE, json={**wanted, "surprise": 1}, headers=eva).status_code == 422
    refused = client.post(BASE, json={**wanted, "ended": "2009"}, headers=eva)
    assert (refused.status_code, list(refused.get_json()["errors"])) == (422, ["ended"])
    made = client.post(BASE, json=wanted, headers=eva).get_json()
    assert made["companies"][0]["passage"] == f"{document}#p-1"
    assert made["documents"] == [{"document": document, "kind": "report"}]
    theirs = services.documentation.begin({**WANTED, "at_risk": True}, "group:delta", viewer=CORA)
    for query, count in (("", 1), ("country=PER&form=revolving_door&year=2012", 1), ("country=KEN", 0)):
        told = client.get(f"{BASE}?{query}", headers=bearer(token)).get_json()
        assert ([one["id"] for one in told["cases"]], told["total"]) == ([made["id"]] * count, count)
    assert client.get(BASE).get_json() == {"cases": [], "total": 0, "next": None}
    path = f"{BASE}/{made['id']}"
    for absent, headers in ((f"{BASE}/{theirs}", eva), (f"{BASE}/0123456789abcdef", eva), (path, {})):
        assert client.get(absent, headers=headers).status_code == 404
        assert client.patch(absent, json={}, headers={**headers, "If-Match": '"1"'}).status_code == 404
    found = client.get(path, headers=bearer(token))
    assert (found.headers["ETag"].strip('W/"'), found.get_json()["title"]) == ("1", WANTED["title"])

    assert client.patch(path, json={"notes": "x"}, headers={**bearer(token), "If-Match": '"1"'}).status_code == 403
    assert client.patch(path, json={"notes": "x"}, headers=eva).status_code == 428
    changed = client.patch(path, json={"notes": "Two families"}, headers={**eva, "If-Match": '"1"'})
    assert (changed.status_code, changed.get_json()["notes"], changed.headers["ETag"].strip('W/"')) == (
        200, "Two families", "2",
    )  # fmt: skip
    late = {**eva, "If-Match": '"1"'}
    assert client.patch(path, json={"notes": "Three families"}, headers=late).status_code == 412
    assert client.patch(path, json={"ended": "2014"}, headers=late).get_json()["notes"] == "Two families"
    wrong = client.patch(path, json={"at_risk": True}, headers={**eva, "If-Match": '"3"'})
    assert (wrong.status_code, list(wrong.get_json()["errors"])) == (422, ["access"])


def test_ties_are_made_and_taken_away_by_those_who_write_the_record(
    client: FlaskClient, services: Services, token: str
) -> None:
    services.accounts.add("eva@example.org", "a long enough password", roles={"editor"}, viewer=OPERATOR)
    eva = bearer(services.tokens.make("eva@example.org", "test", viewer=OPERATOR))
    document = services.intake.store(a_record(key="ruling", access=PUBLIC), viewer=OPERATOR).id
    services.groups.add(Group("delta", {"en": "Delta"}), viewer=OPERATOR)
    hidden = services.intake.store(a_record(key="hidden", access=group_audience("delta")), viewer=OPERATOR).id
    theirs = services.documentation.begin(WANTED, "group:delta", viewer=CORA)
    here, there = (
        client.post(BASE, json={**WANTED, "access": "members"}, headers=eva).get_json()["id"] for _ in range(2)
    )
    ruling, other = f"{BASE}/{here}/documents/{document}", f"{BASE}/{here}/cases/{there}"

    for absent in (
        f"{BASE}/{here}/documents/{hidden}", f"{BASE}/{here}/documents/0123456789abcdef",
        f"{BASE}/{here}/cases/{theirs}", f"{BASE}/{theirs}/documents/{document}", f"{BASE}/{theirs}/cases/{here}",
    ):  # fmt: skip
        for wrong in ({"kind": "judgment"}, {}):
            assert client.put(absent, json=wrong, headers=eva).status_code == 404
        assert client.delete(absent, headers=eva).status_code == 404
    for path in (ruling, other):
        assert client.put(path, json={"kind": "other"}, headers=bearer(token)).status_code == 403
        assert client.put(path, json={"kind": "cousin"}, headers=eva).status_code == 422
        assert client.delete(path, headers=eva).status_code == 200
    assert client.put(f"{BASE}/{here}/cases/{here}", json={"kind": "other"}, headers=eva).status_code == 422

    for kind in ("report", "judgment"):
        tied = client.put(ruling, json={"kind": kind}, headers=eva)
        assert (tied.status_code, tied.get_json()["documents"]) == (200, [{"document": document, "kind": kind}])
    tied = client.put(other, json={"kind": "follows"}, headers=eva).get_json()
    assert tied["cases"] == [{"case": there, "kind": "follows", "turned": False}]
    assert client.get(f"{BASE}/{there}", headers=eva).get_json()["cases"][0]["turned"]
    assert tied["revision"] == 1
    for path in (ruling, other):
        told = client.delete(path, headers=eva)
    assert (told.get_json()["documents"], told.get_json()["cases"]) == ([], [])
