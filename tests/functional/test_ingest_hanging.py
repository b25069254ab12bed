"""A file that hangs its reader, or kills it, ends alone: the others are read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import ingest.batch
from ingest.batch import Reading, drafts, find_files, inspect
from ingest.draft import Draft


def read_or_hang(path: str, kind: str | None, language: str | None) -> Draft:
    """The real reader, but for two files whose readers misbehave as a library might."""
    if path.endswith("hang.txt"):
        time.sleep(600)
    if path.endswith("crash.txt"):
        os._exit(3)
    return inspect(Path(path), kind=kind, language=language)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "hang", "crash", "b"):
        (tmp_path / f"{name}.txt").write_text("The court decides that the claim is well founded.", encoding="utf-8")
    return tmp_path


def test_a_hanging_and_a_crashing_file_end_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.batch, "_inspect", read_or_hang)
    found = {Path(d.path).stem: d for d in drafts(find_files([folder]), Reading(jobs=2, seconds=8))}
    assert {name: [p.code for p in draft.problems] for name, draft in found.items()} == {
        "a": [], "b": [], "hang": ["problem.timeout"], "crash": ["problem.crashed"],
    }  # fmt: skip
    assert all(draft.sha256 for draft in found.values())


def test_hidden_files_are_left_out_and_the_order_is_that_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "inner/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [p.relative_to(tmp_path).as_posix() for p in find_files([tmp_path])] == ["a.txt", "b.txt", "inner/c.txt"]


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    draft = inspect(tmp_path / "gone.txt")
    assert [problem.code for problem in draft.problems] == ["problem.file.unreadable"]
