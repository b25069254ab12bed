"""Addresses are built as werkzeug builds them, and nothing is compiled for those that nobody asks for."""

from __future__ import annotations

import pytest
from werkzeug.routing import Map, Rule

from caselaw.settings import Settings
from web.app import create_app
from web.late_rules import Builder, LateRule

ADDRESSES = ("/<any(en, fr):language>/documents/<document_id>", "/files/<path:name>", "/years/<int:year>", "/plain")
VALUES = {"language": "fr", "document_id": "ñ d/1", "name": "a/b c", "year": 1997, "q": "dams & rivers"}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("append_unknown", [True, False])
def test_addresses_are_those_of_werkzeug(address: str, append_unknown: bool) -> None:
    late, plain = (
        Map([kind(address, endpoint="it", defaults={"page": 1})]).bind("localhost").build(
            "it", VALUES, append_unknown=append_unknown
        )
        for kind in (LateRule, Rule)
    )  # fmt: skip
    assert late == plain


def test_nothing_is_compiled_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = Rule._compile_builder

    def counted(rule: Rule, append_unknown: bool) -> Builder:
        made.append(rule.rule)
        return compiled(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", counted)
    app = create_app(Settings.from_env({"CASELAW_SECRET_KEY": "of a test"}))
    assert made == []
    with app.test_request_context():
        assert app.url_for("pages.document", language="fr", document_id="d") == "/fr/documents/d"
    assert len(made) == 1
