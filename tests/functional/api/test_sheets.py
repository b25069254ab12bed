"""The API gives the file of a selection table, takes it back, says what it would change, and applies what is chosen."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.functional.web.tabled import Tabled, tabled


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Tabled:
    made = tabled(tmp_path_factory.mktemp("sheets"), migrated)
    made.circulate()
    return made


def ask(table: Tabled, name: str, path: str, **more: Any) -> TestResponse:
    """Ask as somebody; with a body or files, send."""
    client: FlaskClient = table.house.site.test_client()
    token = table.house.services.tokens.make(
        f"{name}@example.org", "test", scopes=("read", "write"), viewer=table.viewer(name)
    )
    headers, address = {"Authorization": f"Bearer {token}"}, f"/api/v1/tables/{table.id}/{path}"
    return client.post(address, headers=headers, **more) if more else client.get(address, headers=headers)


def returned(table: Tabled, name: str, content: bytes, organisation: str = "legal") -> TestResponse:
    return ask(table, name, f"returns/{organisation}", data={"file": (io.BytesIO(content), "t.xlsx")})


def edited(content: bytes, words: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    answers = book.worksheets[0]
    place = next(cell.column for cell in answers[1] if cell.value == "words:significance")
    answers.cell(3, place).value = words
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_out_back_shown_and_applied(table: Tabled) -> None:
    content = ask(table, "lea", "sheets/legal?form=xlsx").data
    came = returned(table, "lea", edited(content, "By program."))
    assert came.status_code == 200
    assert came.json
    (change,) = came.json["differences"]
    assert (change["kind"], change["now"], change["given"]) == ("change", "", "By program.")
    path = f"returned/{came.json['id']}"
    stale = ask(table, "lea", f"{path}/apply", json={"kinds": ["change"], "seal": "another"})
    assert stale.status_code == 412
    done = ask(table, "lea", f"{path}/apply", json={"cells": [change["key"]]})
    assert done.json
    assert (done.json["state"], done.json["differences"], len(done.json["applied"])) == ("applied", [], 1)
    heard = table.house.services.answering.heard(table.id, viewer=table.viewer("lea")).answers
    assert [one.words for one in heard.values()] == ["By program."]
    for name in ("rami", "bob", "root"):
        assert ask(table, name, path).status_code == 404
        assert ask(table, name, f"{path}/apply", json={}).status_code == 404
        assert ask(table, name, "sheets/legal").status_code == 404
        assert returned(table, name, content).status_code == 404


def test_what_is_no_file_is_said(table: Tabled) -> None:
    assert ask(table, "lea", "returns/legal", data={}, content_type="multipart/form-data").status_code == 422
    refused = returned(table, "lea", b"PK\x03\x04 no").json
    assert refused
    assert refused["refused"]["code"] == "return.refused.broken"
    assert ask(table, "lea", "sheets/legal?form=ods").status_code == 422
