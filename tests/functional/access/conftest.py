"""The site that is tried: one copy for all who only ask, one of its own for each test that changes something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.access.people import Site, Template, copied, prepared


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Template:
    return prepared(tmp_path_factory.mktemp("matrix"), migrated)


@pytest.fixture(scope="session")
def read_only(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One copy for all that only asks."""
    with copied(template, tmp_path_factory.mktemp("asked") / "site") as found:
        yield found


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """A copy of one's own for what changes something."""
    callspec = getattr(request.node, "callspec", None)
    if callspec and callspec.params.get("method") == "GET":
        yield request.getfixturevalue("read_only")
        return
    with copied(request.getfixturevalue("template"), request.getfixturevalue("tmp_path") / "site") as found:
        yield found
