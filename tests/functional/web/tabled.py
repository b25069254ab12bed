"""A site with a group that has a selection table: who manages it, two organisations that answer,
and who does neither."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.audience import group_audience
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Organisation
from caselaw.domain.selection.table import Candidate, CaseSheet, Invited, SelectionTable
from caselaw.domain.selection.templates import template
from tests.functional.web.peopled import Peopled, peopled, post
from tests.functional.web.stock import PASSWORD

DELTA = group_audience("delta")
TITLE = "Cases of the delta"
_FURTHER: dict[str, Role] = {"lea": "member", "lou": "member", "rami": "member"}
ORGANISATIONS = {"lea": "legal", "lou": "legal", "rami": "rivers"}


@dataclass(frozen=True)
class Tabled:
    """The site; `cora` manages the table `id`, `lea` and `lou` answer for `legal`, `rami` for `rivers`, `mara` is in
    the group and answers for nobody, `bob` is a member outside, `root` an administrator outside."""

    house: Peopled
    id: str
    cases: tuple[str, str]

    def viewer(self, name: str) -> Viewer:
        return self.house.services.accounts.viewer(self.house.id(name))

    def client(self, name: str) -> FlaskClient:
        return self.house.client(name)

    def table(self) -> SelectionTable:
        return self.house.services.selections.show(self.id, viewer=self.viewer("cora")).table

    def at(self, *parts: str, language: str = "en") -> str:
        return "/".join((f"/{language}/tables/{self.id}", *parts))

    def circulate(self) -> None:
        self.house.services.selections.circulate(
            self.id, revision=self.table().revision, viewer=self.viewer("cora"), anyway=True
        )

    def open(self) -> None:
        self.house.services.deliberating.open(self.id, revision=self.table().revision, viewer=self.viewer("cora"))

    def send(self, client: FlaskClient, *parts: str, **form: str) -> TestResponse:
        return post(client, self.at(*parts), **form)


def tabled(folder: Path, migrated: Path, **more: str) -> Tabled:
    """Build it: a table from the first template, with two cases, in preparation; further settings as variables."""
    house = peopled(folder, migrated, **more)
    services = house.services
    for slug, name in (("legal", "Delta Legal"), ("rivers", "Rivers United")):
        services.organisations.add(Organisation(slug, name, {"ar": f"منظمة {name}"}), viewer=OPERATOR)
    for name, role in _FURTHER.items():
        email = f"{name}@example.org"
        services.accounts.add(email, PASSWORD, name=name.title(), groups=("delta",), viewer=OPERATOR)
        services.accounts.set_group_roles(email, "delta", (role,), viewer=OPERATOR)
        services.people.set_organisations(house.id(name), [ORGANISATIONS[name]], viewer=OPERATOR)
    begun = template("database")
    both = {"en": "Rivers v Council", "ar": "الأنهار ضد المجلس"}
    table = SelectionTable(
        "", DELTA, {"en": TITLE, "ar": "قضايا الدلتا"}, begun.purposes, begun.guidelines, ("en", "ar"), begun.id,
        begun.criteria,
        (Candidate("", both, None, CaseSheet(), DELTA), Candidate("", {"en": "Mill v Town"}, None, CaseSheet(), DELTA)),
        (Invited("legal"), Invited("rivers")),
    )  # fmt: skip
    made = services.selections.make(table, viewer=services.accounts.viewer(house.id("cora")))
    empty = Tabled(house, made, ("", ""))
    first, second = (one.id for one in empty.table().candidates)
    return Tabled(house, made, (first, second))
