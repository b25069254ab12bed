"""The form of the code: small files, small functions, a reason at the top of each module, plain names."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.sources import modules, name, tree

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
MIGRATIONS = "caselaw/store/migrations/versions"


@pytest.mark.parametrize("path", modules(with_tests=True), ids=name)
def test_file_is_short_and_says_why_it_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE, "split the file by subject"
    assert path.stem not in VAGUE, "name the module for what is in it"
    assert ast.get_docstring(tree(path)), "a module opens with why it exists"
    unfinished = [word for word in ("TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error") if word in text]
    assert not unfinished, "finish it or leave it out"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_functions_are_short(path: Path) -> None:
    if MIGRATIONS in name(path):
        pytest.skip("a migration is one list of operations")
    long = [
        node.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long, "cut the function into steps with names"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_public_functions_say_what_they_give(path: Path) -> None:
    """A public function of more than a few lines says what goes in and comes out."""
    if MIGRATIONS in name(path):
        pytest.skip("Alembic asks for upgrade and downgrade by these names")
    silent = [
        node.name
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and len(node.body) > 3
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_no_room_is_empty() -> None:
    """A folder appears with its first real content."""
    empty = [
        name(folder)
        for folder in {path.parent for path in modules()}
        if all(not tree(path).body[1:] for path in folder.glob("*.py"))
        and not any(entry.is_dir() and entry.name != "__pycache__" for entry in folder.iterdir())
        and all(entry.suffix in (".py", "") for entry in folder.iterdir())
    ]
    assert not empty
