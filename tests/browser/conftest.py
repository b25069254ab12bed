"""A site that really serves, and a browser that really looks at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from caselaw.access.viewer import OPERATOR
from tests.functional.web.stock import Stock, stocked
from web.app import create_app

CHROMIUM = Path(os.environ.get("CASELAW_TEST_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDE, NARROW = 1280, 360


@dataclass(frozen=True)
class Site:
    """Where the site is, and what it holds."""

    address: str
    stock: Stock
    app: Flask  # the same site in this process, for what is made by it

    def page(self, path: str) -> str:
        return self.address + path.format(**self.stock.ids).lstrip("/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it the test is skipped, or fails where everything is required."""
    if not CHROMIUM.exists():
        if os.environ.get("CASELAW_TEST_REQUIRE") == "1":
            pytest.fail(f"{CHROMIUM} is not there, and everything is required")
        pytest.skip(f"{CHROMIUM} is not there")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Site]:
    """The stocked site, served by the command as users run it."""
    folder = tmp_path_factory.mktemp("served")
    stock = stocked(folder, migrated)
    stock.services.close()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CASELAW_")}
    environment |= {
        "CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db",
        "CASELAW_SEARCH_URL": f"tantivy:{folder}/index",
        "CASELAW_FILES": f"{folder}/files",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "caselaw.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+/", process.stdout.readline())
        assert found, "the site does not say where it is"
        yield Site(found.group(), stock, create_app(stock.services.settings))
        process.terminate()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a past."""
    context = browser.new_context(viewport={"width": WIDE, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def let_in(context: BrowserContext, site: Site, email: str) -> None:
    """Give the browser the cookie that the form of signing in would: the site lets one address try that form five times
    a minute, and all tests share one. The form itself is filled in by the journeys that are about it."""
    services = site.stock.services
    account = services.accounts.by_email(email, viewer=OPERATOR)
    assert account is not None, f"there is no {email}"
    signing = site.app.session_interface
    assert isinstance(signing, SecureCookieSessionInterface)
    serializer = signing.get_signing_serializer(site.app)
    assert serializer is not None
    cookie = serializer.dumps({"token": services.sessions.begin(account.id)})
    context.add_cookies([{"name": site.app.config["SESSION_COOKIE_NAME"], "value": str(cookie), "url": site.address}])
    services.close()
