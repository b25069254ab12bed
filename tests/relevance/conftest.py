"""The real texts that relevance is judged on: without them nothing is judged, and where everything is required that is
a failure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def absent(why: str) -> None:
    """Skip, or fail where everything is required."""
    if os.environ.get("CASELAW_TEST_REQUIRE") == "1":
        pytest.fail(f"{why}, and everything is required")
    pytest.skip(why)


def data(name: str) -> Path:
    """A folder of the real texts."""
    folder = Path(os.environ.get("CASELAW_DATA") or ROOT.parent / "shared" / "data") / name
    if not folder.is_dir():
        absent(f"{folder} is not there: set CASELAW_DATA")
    return folder


@pytest.fixture(scope="session")
def judged() -> Path:
    """The folder of judged sets."""
    return data("retrieval")
