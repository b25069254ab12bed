"""The documents tell the truth: settings, commands, tasks, files and links named in them exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from caselaw.cli import main
from caselaw.settings import settings_table
from tests.house.sources import ROOT

DOCS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "mappings" / "README.md",
]
TASKS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_settings_table_is_the_code_s() -> None:
    assert settings_table() in (ROOT / "README.md").read_text(encoding="utf-8"), "run `make generated`"


@pytest.mark.parametrize("path", DOCS, ids=ids)
def test_make_tasks_named_exist(path: Path) -> None:
    named = set(re.findall(r"`make ([a-z-]+)`", path.read_text(encoding="utf-8")))
    assert named <= TASKS


@pytest.mark.parametrize("path", DOCS, ids=ids)
def test_commands_named_exist(path: Path) -> None:
    context = click.Context(main)
    for words in re.findall(r"`caselaw ([a-z][a-z ]*[a-z])", path.read_text(encoding="utf-8")):
        command: click.Command | None = main
        for word in words.split():
            if not isinstance(command, click.Group):
                break
            command = command.get_command(context, word)
            assert command is not None, f"no command `caselaw {words}`"


@pytest.mark.parametrize("path", DOCS, ids=ids)
def test_files_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    linked = {target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target}
    missing = {target for target in linked if target and not (path.parent / target).exists()}
    named = set(re.findall(r"`((?:caselaw|ingest|search_api|web|mappings|tests|docs)/[\w./*-]+)`", text))
    missing |= {target for target in named if "NNNN" not in target and not any(ROOT.glob(target.rstrip("/")))}
    assert not missing


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert re.match(r"# \d{4} ", text), path.name
        assert "Date: 20" in text, path.name
