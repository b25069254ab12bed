"""The API of selection tables: read by those of the group, answered at the revision that was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.functional.web.tabled import Tabled, tabled

ANSWER = {"criterion": "significance", "score": 2, "words": "=SUM(A1) helps", "language": "en"}


@pytest.fixture
def table(tmp_path: Path, migrated: Path) -> Tabled:
    made = tabled(tmp_path, migrated)
    made.circulate()
    return made


def asked(table: Tabled, name: str | None, path: str = "", body: object = None, tag: str | None = None) -> TestResponse:
    client: FlaskClient = table.house.site.test_client()
    headers = {"If-Match": tag} if tag else {}
    if name:
        token = table.house.services.tokens.make(f"{name}@example.org", "test", viewer=table.viewer(name))
        headers["Authorization"] = f"Bearer {token}"
    address = f"/api/v1/tables{path}"
    return client.get(address, headers=headers) if body is None else client.patch(address, json=body, headers=headers)


def test_answers_are_written_at_the_revision_that_was_read(table: Tabled) -> None:
    own = f"/{table.id}/answers/legal"
    first = asked(table, "lea", own)
    body = {"answers": [{"candidate": table.cases[0], **ANSWER}]}
    assert asked(table, "lea", own, body).status_code == 428
    written = asked(table, "lea", own, body, first.headers["ETag"])
    assert written.status_code == 200
    assert written.json
    assert written.json["answers"][0]["words"] == "=SUM(A1) helps"
    other = {"answers": [{"candidate": table.cases[0], **ANSWER, "words": "something else"}]}
    assert asked(table, "lou", own, other, first.headers["ETag"]).status_code == 412
    assert asked(table, "lou", own, other, '"99"').status_code == 412, "a revision that never was has seen nothing"
    assert asked(table, "rami", own, other, first.headers["ETag"]).status_code == 404
    wrong = {"answers": [{"candidate": table.cases[0], **ANSWER, "score": 77}]}
    assert asked(table, "lou", own, wrong, written.headers["ETag"]).status_code == 422


def test_all_answers_are_there_when_the_table_is_opened(table: Tabled) -> None:
    asked(table, "lea", f"/{table.id}/answers/legal", {"answers": [{"candidate": table.cases[0], **ANSWER}]}, '"0"')
    before = asked(table, "cora", f"/{table.id}/answers").json
    table.open()
    after = asked(table, "cora", f"/{table.id}/answers").json
    assert before
    assert after
    assert (before["answers"], [one["organisation"] for one in after["answers"]]) == ([], ["legal"])
    told = asked(table, "mara", f"/{table.id}").json
    assert told
    assert ([one["title"] for one in told["candidates"]], told["state"]) == (
        ["Rivers v Council", "Mill v Town"],
        "opened",
    )


@pytest.mark.parametrize("name", ["bob", "root", None])
def test_who_is_outside_finds_no_table(table: Tabled, name: str | None) -> None:
    listed = asked(table, name).json
    assert listed == {"tables": []}
    for path in (f"/{table.id}", f"/{table.id}/answers", f"/{table.id}/answers/legal"):
        assert asked(table, name, path).status_code == 404
    assert asked(table, name, f"/{table.id}/answers/legal", {"answers": []}, '"0"').status_code == 404
