"""One stocked site for all tests of pages: public documents in four languages, one for members, one for a group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.functional.web.stock import PASSWORD, Stock, sign_in, stocked
from web.app import create_app


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Stock]:
    """Services with documents and accounts; tests only read from it."""
    found = stocked(tmp_path_factory.mktemp("site"), migrated)
    yield found
    found.services.close()


@pytest.fixture
def site(stock: Stock) -> Flask:
    """The site, its counters of tries at zero."""
    return create_app(stock.services.settings, stock.services)


@pytest.fixture
def public(site: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return site.test_client()


@pytest.fixture
def alice(site: Flask) -> FlaskClient:
    """A member of the group `mining`."""
    return sign_in(site.test_client(), "alice@example.org", PASSWORD)


@pytest.fixture
def bob(site: Flask) -> FlaskClient:
    """A member of no group."""
    return sign_in(site.test_client(), "bob@example.org", PASSWORD)
