"""A site of the test's own with people in several places, and words to act as one of them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group
from caselaw.services.people.accounts import AccountService
from caselaw.store import tables
from caselaw.wiring import Services, build
from tests.functional.web.stock import PASSWORD, csrf, settings, sign_in, try_login
from web.app import create_app

SECRET_NAME = "Defenders of the delta"


@dataclass(frozen=True)
class Peopled:
    """The site; `root` manages accounts, `cora` curates the group `delta`, `mara` is in it, `bob` is in none."""

    site: Flask
    services: Services

    def id(self, name: str) -> str:
        account = self.services.accounts.by_email(f"{name}@example.org", viewer=OPERATOR)
        assert account is not None
        return account.id

    def client(self, name: str) -> FlaskClient:
        return sign_in(self.site.test_client(), f"{name}@example.org", PASSWORD)

    def demand_factor(self, slug: str = "delta") -> None:
        group = Group(slug, {"en": SECRET_NAME}, {}, listed=False, second_factor=True)
        self.services.groups.change(group, viewer=OPERATOR)

    def with_factor(self, name: str) -> tuple[pyotp.TOTP, tuple[str, ...]]:
        """Give this person a second factor; what her app knows, and her recovery codes. No code of it is used up."""
        account = self.services.accounts.viewer(self.id(name))
        self.services.second_factor.offer(account)
        offered = self.services.second_factor.offered(account)
        assert offered is not None
        app = pyotp.TOTP(offered.secret)
        codes = self.services.second_factor.confirm(PASSWORD, app.now(), viewer=account)
        self.fresh(name)
        return app, codes

    def fresh(self, name: str) -> None:
        """As if the last code had been used long ago."""
        factors = tables.second_factors
        hers = update(factors).where(factors.c.account_id == self.id(name))
        with self.services.store.writing() as connection:
            connection.execute(hers.values(last_step=0))

    def trail(self) -> list[tuple[str, str, str]]:
        events = tables.audit_events.c
        with self.services.store.reading() as connection:
            asked = select(events.actor, events.action, events.subject).order_by(events.number)
            return [(row.actor, row.action, row.subject) for row in connection.execute(asked)]


def peopled(folder: Path, migrated: Path, **more: str) -> Peopled:
    """Build it; further settings as variables."""
    shutil.copy(migrated, folder / "caselaw.db")
    services = build(settings(folder, **more))
    services.indexing.rebuild(viewer=OPERATOR)
    delta = Group("delta", {"en": SECRET_NAME}, {}, listed=False, second_factor=False)
    services.groups.add(delta, viewer=OPERATOR)
    _add(services.accounts, "bob")
    _add(services.accounts, "root", roles=("administrator",))
    _add(services.accounts, "cora", held="curator")
    _add(services.accounts, "mara", held="member")
    return Peopled(create_app(services.settings, services), services)


def _add(accounts: AccountService, name: str, *, roles: tuple[Role, ...] = (), held: Role | None = None) -> None:
    email = f"{name}@example.org"
    groups = ("delta",) if held else ()
    accounts.add(email, PASSWORD, name=name.title(), roles=roles, groups=groups, viewer=OPERATOR)
    if held:
        accounts.set_group_roles(email, "delta", (held,), viewer=OPERATOR)


def post(client: FlaskClient, path: str, page: str = "/en/search", **form: str) -> TestResponse:
    """Send a form with the token of a page that the client sees."""
    token = csrf(client.get(page).text)
    return client.post(path, data={"csrf_token": token, **form})


def enter_code(client: FlaskClient, code: str) -> TestResponse:
    """The second step of signing in."""
    return post(client, "/en/login/code", "/en/login/code", code=code)


def first_step(client: FlaskClient, name: str) -> TestResponse:
    return try_login(client, f"{name}@example.org", PASSWORD)
