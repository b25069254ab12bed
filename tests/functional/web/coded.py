"""A site in which a group codes: two coders, its curator, its administrator, a member, and somebody from outside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.audience import PUBLIC, group_audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, csrf, sign_in
from web.app import create_app

PEOPLE: dict[str, tuple[Role, ...]] = {
    "cora": ("coder",), "cleo": ("coder",), "cura": ("curator",), "adam": ("administrator",), "mina": ("member",),
}  # fmt: skip
OTHERS = ("cleo", "cura", "adam", "mina", "root", "otto")
TEXTS = (
    "The company paid the travel of three members of the committee.",
    "The residents were not heard before the licence was granted. 𝒳 marks the place.",
    "The Court orders the State to suspend the licence.",
)
SECRET = "vermilion"  # a word that stands in a note of Cora's alone
CODE = "revolving_door"


@dataclass(frozen=True)
class Coded:
    """The site; `root` is an administrator of everything who is not in the group, `otto` nobody."""

    services: Services
    documents: tuple[DocumentId, ...]

    @cached_property
    def site(self) -> Flask:
        return create_app(self.services.settings, self.services)

    @cached_property
    def browsers(self) -> dict[str, FlaskClient]:
        return {}

    def client(self, name: str) -> FlaskClient:
        """A browser in which this person is signed in; everybody's at another address."""
        if name not in self.browsers:
            client = self.site.test_client()
            client.environ_base["REMOTE_ADDR"] = f"2001:db8::{len(self.browsers) + 1:x}"
            self.browsers[name] = sign_in(client, f"{name}@example.org", PASSWORD)
        return self.browsers[name]

    def account(self, name: str) -> str:
        found = self.services.accounts.by_email(f"{name}@example.org", viewer=OPERATOR)
        assert found is not None
        return found.id

    def viewer(self, name: str) -> Viewer:
        return self.services.accounts.viewer(self.account(name))

    def post(self, name: str, address: str, at: str = "", **form: Any) -> TestResponse:
        """Send a form of the page at `at`, else of the address itself."""
        client = self.client(name)
        token = csrf(client.get(at or address).text)
        return client.post(address, data={"csrf_token": token, **form})

    def round(self, **changes: Any) -> str:
        """A round of both records with both coders, made in the site and open for coding; its id."""
        form: dict[str, Any] = {
            "title": "Round of water", "access": "group:water", "codebook": "corporate-capture:1", "blind": "1",
            "documents": "\n".join(f"http://localhost/en/documents/{one}" for one in self.documents),
            "coder": [self.account("cora"), self.account("cleo")],
        }  # fmt: skip
        made = self.post("cura", "/en/rounds/new", at="/en/rounds/new?for=group:water", **(form | changes))
        assert made.status_code == 303, made.text
        round_id = made.location.rsplit("/", 1)[1]
        self.step(round_id, "coding")
        return round_id

    def step(self, round_id: str, state: str, reason: str = "because") -> None:
        where = f"/en/rounds/{round_id}"
        found = re.search(r'name="revision" value="(\d+)"', self.client("cura").get(where).text)
        assert found
        form = {"do": "move", "state": state, "reason": reason, "revision": found[1]}
        assert self.post("cura", where, **form).status_code == 303

    def coding(self, round_id: str, document: int = 0) -> str:
        return f"/en/documents/{self.documents[document]}/coding?round={round_id}"

    def code(self, name: str, round_id: str, **changes: Any) -> TestResponse:
        form = {
            "do": "write", "round": round_id, "anchor": "p-2", "words": "not heard", "code": CODE,
            "note": SECRET, "confidence": "3",
        }  # fmt: skip
        return self.post(name, self.coding(round_id), **(form | changes))


def coded(services: Services) -> Coded:
    """Build it."""
    services.groups.add(Group("water", {"en": "Water"}), viewer=OPERATOR)
    for name, roles in PEOPLE.items():
        email = f"{name}@example.org"
        services.accounts.add(email, PASSWORD, groups=("water",), viewer=OPERATOR)
        services.accounts.set_group_roles(email, "water", frozenset(roles), viewer=OPERATOR)
    services.accounts.add("root@example.org", PASSWORD, roles=frozenset({"administrator"}), viewer=OPERATOR)
    services.accounts.add("otto@example.org", PASSWORD, viewer=OPERATOR)
    ids = tuple(
        services.intake.store(
            a_record(key=f"coded:{at}", texts=TEXTS, title=f"Licence case {at}", access=access), viewer=OPERATOR
        ).id
        for at, access in enumerate((PUBLIC, group_audience("water")))
    )
    return Coded(services, ids)
