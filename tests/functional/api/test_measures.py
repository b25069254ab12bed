"""What is followed, in the API: read by whom it is for, changed with the revision that was read, assessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.audience import group_audience
from caselaw.wiring import Services
from tests.functional.api.conftest import bearer

BASE = "/api/v1/measures"
CORA = Viewer("cora", frozenset({"coder"}), frozenset({"delta"}))
BY_HAND = {
    "form": "recommendation", "what": "Collect data on evictions.", "source": "Concluding observations",
    "country": "KEN", "body": "cescr", "next_step": "Write to the ministry",
}  # fmt: skip
PROOF = [{"kind": "link", "value": "https://example.org/report"}]


@dataclass(frozen=True)
class Followed:
    id: str
    of_a_group: str


@pytest.fixture
def editor_token(services: Services) -> str:
    """A token of an editor."""
    services.accounts.add("eva@example.org", "a long enough password", roles={"editor"}, viewer=OPERATOR)
    return services.tokens.make("eva@example.org", "test", viewer=OPERATOR)


@pytest.fixture
def followed(services: Services, client: FlaskClient) -> Followed:
    members = services.implementation.begin(None, BY_HAND, "members", viewer=Viewer("eva", frozenset({"editor"})))[0]
    group = services.implementation.begin(None, BY_HAND, group_audience("delta"), viewer=CORA)[0]
    return Followed(members, group)


def listed(client: FlaskClient, query: str = "", **headers: str) -> Any:
    answer = client.get(f"{BASE}?{query}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_what_is_followed_is_for_its_readers(client: FlaskClient, followed: Followed, token: str) -> None:
    assert listed(client) == {
        "measures": [], "total": 0, "next": None,
        "lines": {line: dict.fromkeys(("carried_out", "partly", "begun", "not_carried_out", "contrary", "unknown"), 0)
                  for line in ("body", "ours", "community")},
    }  # fmt: skip
    told = listed(client, "country=KEN&grade=unknown&line=community", **bearer(token))
    assert [one["id"] for one in told["measures"]] == [followed.id]
    assert (told["total"], told["lines"]["ours"]["unknown"]) == (1, 1)
    assert client.get(f"{BASE}?standing=never").status_code == 422
    for absent in (followed.of_a_group, "0123456789abcdef"):
        assert client.get(f"{BASE}/{absent}", headers=bearer(token)).status_code == 404
    assert client.get(f"{BASE}/{followed.id}").status_code == 404
    found = client.get(f"{BASE}/{followed.id}", headers=bearer(token))
    assert found.headers["ETag"].strip('W/"') == "1"
    assert found.get_json()["status"] == dict.fromkeys(("body", "ours", "community"), "unknown")


def test_only_who_follows_it_writes(
    client: FlaskClient, services: Services, followed: Followed, token: str, editor_token: str
) -> None:
    path, mine = f"{BASE}/{followed.id}", bearer(editor_token)
    entry = {"line": "body", "assessment": "cescr.insufficient", "on": "2024-03", "evidence": PROOF}
    assert client.post(f"{path}/entries", json=entry).status_code == 404
    assert client.post(f"{path}/entries", json=entry, headers=bearer(token)).status_code == 403
    assert client.post(f"{path}/entries", json={**entry, "evidence": []}, headers=mine).status_code == 422
    made = client.post(f"{path}/entries", json=entry, headers=mine)
    assert (made.status_code, made.get_json()["grade"]) == (200, "not_carried_out")
    assert client.patch(path, json={"cycle": "third"}, headers=mine).status_code == 428
    assert client.patch(path, json={"due": "soon"}, headers={**mine, "If-Match": '"1"'}).status_code == 422
    changed = client.patch(path, json={"cycle": "third"}, headers={**mine, "If-Match": '"1"'})
    assert (changed.status_code, changed.get_json()["revision"]) == (200, 2)
    late = client.patch(path, json={"cycle": "fourth"}, headers={**mine, "If-Match": '"1"'})
    assert late.status_code == 412
    assert client.get(path, headers=mine).get_json()["cycle"] == "third"


def test_interventions(client: FlaskClient, services: Services, token: str) -> None:
    editor = Viewer("eva", frozenset({"editor"}), frozenset({"delta"}))
    wanted = {"case": "Orchard v. State", "leave": "granted", "asked": "2023-01", "signatories": ["River Trust"]}
    shown = services.intervening.begin(wanted, "members", viewer=editor)
    hidden = services.intervening.begin(wanted, "group:delta", viewer=editor)
    assert client.get("/api/v1/interventions").get_json() == {"interventions": []}
    told = client.get("/api/v1/interventions", headers=bearer(token)).get_json()["interventions"]
    assert [(one["id"], one["signatories"]) for one in told] == [(shown, ["River Trust"])]
    assert client.get(f"/api/v1/interventions/{shown}", headers=bearer(token)).get_json()["case"] == "Orchard v. State"
    assert client.get(f"/api/v1/interventions/{hidden}", headers=bearer(token)).status_code == 404
