"""Who tries the routes: the public, and an account for each role, held everywhere or in the group `mining` alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.account import ROLES, Role
from caselaw.store.people import accounts as stored
from caselaw.wiring import Services, build
from tests.functional.web.stock import PASSWORD, Stock, csrf, settings, sign_in, stocked
from web.app import create_app

GROUP = "mining"
PEOPLE_ROLES: tuple[Role, ...] = tuple(role for role in ROLES if role != "operator")


@dataclass(frozen=True)
class Person:
    """Somebody with roles held everywhere, a member of the group where `roles_in_group` is not None."""

    name: str
    roles: frozenset[Role] = frozenset()
    roles_in_group: frozenset[Role] | None = None
    public: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"

    def reads(self, level: str) -> bool:
        """May read what is for this level: public, members or group."""
        return level == "public" or (level == "members" and not self.public) or self.roles_in_group is not None

    def has(self, roles: frozenset[Role], level: str) -> bool:
        """Has one of these roles for a thing of this level."""
        in_group = self.roles_in_group or frozenset()
        return bool(roles & (self.roles | (in_group if level == "group" else frozenset())))


PUBLIC = Person("public", public=True)
PEOPLE: tuple[Person, ...] = (
    PUBLIC,
    Person("nobody"),
    *(Person(role, frozenset({role})) for role in PEOPLE_ROLES),
    *(Person(f"mining-{role}", frozenset(), frozenset({role})) for role in PEOPLE_ROLES),
    Person("mining-none", frozenset(), frozenset()),
    Person("editor-in-mining", frozenset({"editor"}), frozenset()),
)


@dataclass(frozen=True)
class Credentials:
    """What a browser or a program of somebody sends."""

    session: str | None
    form: str
    token: str | None


@dataclass(frozen=True)
class Template:
    """A site in a folder, everybody signed in to it; to be copied, never used."""

    folder: Path
    ids: Mapping[str, str]
    credentials: Mapping[str, Credentials]


@dataclass(frozen=True)
class Site:
    """A copy of the site that a test may change."""

    services: Services
    ids: Mapping[str, str]
    credentials: Mapping[str, Credentials]

    @cached_property
    def app(self) -> Flask:
        return create_app(self.services.settings, self.services)

    def browser(self, person: Person) -> FlaskClient:
        """A browser in which this person is signed in."""
        client = self.app.test_client()
        session = self.credentials[person.name].session
        if session:
            client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], session)
        return client


def prepared(folder: Path, migrated: Path) -> Template:
    """The stocked site with everybody's account, session and token."""
    stock = stocked(folder, migrated)
    credentials = {person.name: _credentials(stock, person) for person in PEOPLE}
    stock.services.close()
    return Template(folder, stock.ids, credentials)


@contextmanager
def copied(template: Template, folder: Path) -> Iterator[Site]:
    """The site again in another folder, which it may spoil."""
    shutil.copytree(template.folder, folder)
    services = build(replace(settings(folder), encoder="off"))
    try:
        yield Site(services, template.ids, template.credentials)
    finally:
        services.close()


def _credentials(stock: Stock, person: Person) -> Credentials:
    client = create_app(stock.services.settings, stock.services).test_client()  # so many may not sign in from one place
    if not person.public:
        accounts = stock.services.accounts
        account = accounts.add(person.email, PASSWORD, roles=person.roles, viewer=OPERATOR)
        if person.roles_in_group is not None:
            accounts.join(person.email, GROUP, viewer=OPERATOR)
            with stock.services.store.writing() as connection:
                stored.set_group_roles(connection, account.id, GROUP, person.roles_in_group)
        sign_in(client, person.email, PASSWORD)
    form = csrf(client.get("/en/account" if not person.public else "/en/login").text)
    cookie = client.get_cookie("caselaw_session")
    token = None if person.public else stock.services.tokens.make(person.email, "matrix", viewer=OPERATOR)
    return Credentials(cookie.value if cookie else None, form, token)
