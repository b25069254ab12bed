"""The command line in a folder of its own, as a user meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caselaw.cli import main

ROOT = Path(__file__).resolve().parents[3]
Run = Callable[..., Result]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str | None]:
    """The environment of a command: settings in this test's folder, an English terminal."""
    inherited = {name: None for name in os.environ if name.startswith(("CASELAW_", "LC_", "LANG"))}
    return inherited | {
        "CASELAW_DATABASE_URL": f"sqlite:///{tmp_path}/home/caselaw.db",
        "CASELAW_SEARCH_URL": f"tantivy:{tmp_path}/home/index",
        "CASELAW_FILES": f"{tmp_path}/home/files",
        "LANG": "en_GB.UTF-8",
    }


@pytest.fixture
def run(environ: dict[str, str | None]) -> Run:
    """Runs `caselaw …` in this process; an exception of ours reaches the test."""

    def invoke(*arguments: str, code: int = 0, stdin: str | None = None, **changes: str) -> Result:
        result = CliRunner().invoke(
            main, list(arguments), input=stdin, env=environ | changes, catch_exceptions=False, prog_name="caselaw"
        )
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result

    return invoke


@pytest.fixture
def process(environ: dict[str, str | None]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `python -m caselaw.cli …` as a process of its own."""

    def start(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        wanted = {name: value for name, value in (os.environ | environ | changes).items() if value is not None}
        return subprocess.run(
            [sys.executable, "-m", "caselaw.cli", *arguments],
            env=wanted, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    return start
