"""A file that hangs its reader, or kills it, ends alone: the others are read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import ingest.runs.batch
from ingest.draft import Draft
from ingest.files import LARGEST, Source, find_files, stray_links
from ingest.runs.batch import Reading, drafts, inspect


def read_or_hang(source: Source, reading: Reading) -> Draft:
    """The real reader, but for two files whose readers misbehave as a library might."""
    if source.path.name == "hang.txt":
        time.sleep(600)
    if source.path.name == "crash.txt":
        os._exit(3)
    return inspect(source, kind=reading.kind, language=reading.language)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "hang", "crash", "b"):
        (tmp_path / f"{name}.txt").write_text("The court decides that the claim is well founded.", encoding="utf-8")
    return tmp_path


def test_a_hanging_and_a_crashing_file_end_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.runs.batch, "_inspect", read_or_hang)
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


def test_a_link_out_of_its_folder_is_left_and_named(tmp_path: Path) -> None:
    """A folder from a stranger may hold a link to a key of the machine that takes it in."""
    (tmp_path / "private.txt").write_text("-----BEGIN PRIVATE KEY-----", encoding="utf-8")
    folder = tmp_path / "received"
    (folder / "inner").mkdir(parents=True)
    (folder / "own.txt").write_text("x", encoding="utf-8")
    (folder / "inner" / "same.txt").symlink_to("../own.txt")
    (folder / "evidence.txt").symlink_to(tmp_path / "private.txt")
    (folder / "inner" / "all").symlink_to(tmp_path)
    (folder / "gone.txt").symlink_to("/nowhere/at/all")
    assert [p.relative_to(folder).as_posix() for p in find_files([folder])] == ["own.txt", "inner/same.txt"]
    assert sorted(p.relative_to(folder).as_posix() for p in stray_links([folder])) == ["evidence.txt", "inner/all"]
    assert list(find_files([folder / "evidence.txt"])) == [folder / "evidence.txt"]


def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    draft = inspect(tmp_path / "pipe.txt")
    assert [problem.code for problem in draft.problems] == ["problem.file.special"]


def test_a_file_larger_than_a_machine_is_named_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(LARGEST + 1)  # takes no room on the disk
    draft = inspect(tmp_path / "large.txt")
    assert [problem.code for problem in draft.problems] == ["problem.file.too_large"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comments.html", "<!---->" * 500 + "<table><tr><td>One<p>Two</p><span>"),
        ("breaks.html", "<!doctype html><body><p>" + "word<br>" * 100_000),
        ("lines.txt", "a: b\n" * 60_000),
        ("brackets.txt", "[" * 300_000),
        ("marks.md", "# One\n[a](b)\n" + "`" * 20_000 + "<!--" * 20_000),
    ],
)
def test_text_made_to_be_read_slowly_is_read(tmp_path: Path, name: str, text: str) -> None:
    """Each of these once took minutes, or for ever: a step that looks back over all before it, or tries every way."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    began = time.process_time()
    draft = inspect(tmp_path / name)
    assert time.process_time() - began < 20
    assert draft.paragraphs or draft.skipped
