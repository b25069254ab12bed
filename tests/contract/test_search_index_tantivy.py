"""What only the embedded engine must do: share a folder among processes that may die at any moment."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.domain.audience import MEMBERS
from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import exact, stems_of
from caselaw.search.engines import tantivy_near
from caselaw.search.engines.tantivy import TantivyIndex
from caselaw.search.engines.tantivy_forking import LOCK
from caselaw.search.engines.tantivy_rows import FORMAT, marked, portions, streams
from caselaw.search.plan import All, Near, Phrase, Word
from caselaw.search.port import IndexDocument
from tests.contract.rows import found, ids, passages, plan, row

ROOT = Path(__file__).parents[2]
WATER = Word("water", "en")

HOLD = """
import sys, time
from pathlib import Path
from caselaw.search.engines.tantivy_generations import Generations
with Generations(Path(sys.argv[1])).locked(sys.argv[2]):
    print("held", flush=True)
    time.sleep(60)
"""
HOLD_ENGINE = """
import sys, time
from pathlib import Path
from caselaw.search.engines.tantivy_generations import Generations
generations = Generations(Path(sys.argv[1]))
generation = generations.open(generations.current())
writer = getattr(generation, sys.argv[2]).writer()
print("held", flush=True)
time.sleep(60)
"""
WRITE = """
import sys, time
from pathlib import Path
from caselaw.search.engines.tantivy import TantivyIndex
from tests.contract.rows import row
index = TantivyIndex(Path(sys.argv[1]))
for revision in range(1, 10_000):
    index.put([row(f"d{at:02d}", "clean water", f"revision {revision}", revision=revision) for at in range(20)])
    print(revision, flush=True)
    time.sleep(float(sys.argv[2]))
"""
FULL = """
import random, resource, sys
from pathlib import Path
from caselaw.domain.errors import SearchUnavailable
from caselaw.search.engines.tantivy import TantivyIndex
from tests.contract.rows import row
index = TantivyIndex(Path(sys.argv[1]))
rows = [row(f"d{at}", " ".join(str(random.random()) for _ in range(3000)), "water") for at in range(2)]
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
for write in (index.put, index.rebuild):
    try:
        write(iter(rows))
    except SearchUnavailable as error:
        print(error.code, flush=True)
"""
REBUILD = """
import sys, time
from pathlib import Path
from caselaw.search.engines.tantivy import TantivyIndex
from tests.contract.rows import row
def rows():
    yield row("new", "water")
    print("filling", flush=True)
    time.sleep(float(sys.argv[2]))
TantivyIndex(Path(sys.argv[1])).rebuild(rows())
print("done", flush=True)
"""


REBUILD_OFTEN = """
import sys
from pathlib import Path
from caselaw.search.engines.tantivy import TantivyIndex
from tests.contract.rows import row
index = TantivyIndex(Path(sys.argv[1]))
for again in range(4):
    index.rebuild(row(f"d{at:02d}", "clean water", "from the start") for at in range(20))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@contextmanager
def process(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Another Python running `script`, killed at the end."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        try:
            yield other
        finally:
            other.kill()


def said(other: subprocess.Popen[str]) -> str:
    assert other.stdout
    return other.stdout.readline().strip()


def generations(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir())


@pytest.mark.parametrize(
    ("script", "what"), [(HOLD, "writer"), (HOLD_ENGINE, "documents"), (HOLD_ENGINE, "paragraphs")]
)
def test_while_another_process_writes_the_index_is_busy_and_searched(folder: Path, script: str, what: str) -> None:
    index = TantivyIndex(folder)
    index.put([row("a", "water")])
    with process(script, folder, what) as other:
        assert said(other) == "held"
        with pytest.raises(IndexBusy):
            index.put([row("b", "water")])
        with pytest.raises(IndexBusy):
            index.drop([DocumentId("a")])
        assert found(index, WATER) == {"a"}
        other.kill()
        other.wait()
        index.put([row("b", "water")])
    assert found(index, WATER) == {"a", "b"}


def test_two_rebuilds_do_not_meet(folder: Path) -> None:
    index = TantivyIndex(folder)
    with process(HOLD, folder, "rebuild") as other:
        assert said(other) == "held"
        with pytest.raises(IndexBusy):
            index.rebuild(iter([row("a", "water")]))
    index.rebuild(iter([row("a", "water")]))
    assert found(index, WATER) == {"a"}


@pytest.mark.parametrize("writes", [1, 2, 5])
def test_a_writer_killed_at_any_moment_leaves_a_whole_index(folder: Path, writes: int) -> None:
    index = TantivyIndex(folder)
    with process(WRITE, folder, 0) as other:
        for _ in range(writes):
            acknowledged = int(said(other))
        other.send_signal(signal.SIGKILL)
        other.wait()
    versions = index.versions()
    assert len(versions) == 20
    (revision,) = set(versions.values())
    assert revision >= acknowledged
    assert found(index, Phrase("clean water")) == set(versions)
    index.put([row(id_, "clean water", "revision last", revision=revision + 1) for id_ in versions])
    assert found(index, All((Phrase("revision last"), WATER))) == set(versions)
    assert passages(index, WATER, "d07") == ["p-1"]


def test_a_commit_of_another_process_is_seen_by_the_next_search(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row("a", "water")])
    for at in range(3):
        writer = multiprocessing.get_context("spawn").Process(target=_put_one, args=(folder, f"b{at}"))
        writer.start()
        writer.join()
        assert writer.exitcode == 0
        assert f"b{at}" in found(index, WATER)


def _put_one(folder: Path, id_: str) -> None:
    TantivyIndex(folder).put([row(id_, "water")])


def test_a_swap_by_another_process_is_seen_by_the_next_search(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row("old", "water")])
    assert found(index, WATER) == {"old"}
    with process(REBUILD, folder, 0.5) as other:
        assert said(other) == "filling"
        assert found(index, WATER) == {"old"}
        index.put([row("meanwhile", "water")])
        assert said(other) == "done"
        assert found(index, WATER) == {"new", "meanwhile"}


def test_no_reader_misses_a_document_or_sees_one_twice_while_others_write_and_rebuild(folder: Path) -> None:
    index = TantivyIndex(folder)
    everyone = {f"d{at:02d}" for at in range(20)}
    index.put([row(id_, "clean water", "revision 0") for id_ in everyone])
    looks = 0
    with process(WRITE, folder, 0.1) as writer, process(REBUILD_OFTEN, folder) as rebuilder:
        assert said(writer) == "1"
        while rebuilder.poll() is None:
            for where in (WATER, Phrase("clean water"), Near(("water", "clean"), 0)):
                assert found(index, where) == everyone
            looks += 1
        assert rebuilder.returncode == 0
    assert looks > 3


def test_what_a_killed_rebuild_leaves_is_cleaned_by_the_next(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row("old", "water")])
    with process(REBUILD, folder, 60) as other:
        assert said(other) == "filling"
        other.kill()
        other.wait()
    assert any(name.startswith("building-") for name in generations(folder))
    index.put([row("after", "water")])
    assert found(index, WATER) == {"old", "after"}
    index.rebuild(iter([row("new", "water")]))
    assert found(index, WATER) == {"new"}
    assert not any(name.startswith("building-") for name in generations(folder))
    assert not (folder / "journal").exists()


def test_a_rebuild_that_fails_leaves_no_half_built_folder(folder: Path) -> None:
    def broken() -> Iterator[IndexDocument]:
        yield row("half", "water")
        raise KeyboardInterrupt

    index = TantivyIndex(folder)
    index.put([row("old", "water")])
    before = generations(folder)
    with pytest.raises(KeyboardInterrupt):
        index.rebuild(broken())
    assert generations(folder) == before
    assert found(index, WATER) == {"old"}


def test_only_the_generation_before_is_kept_for_those_who_still_read_it(folder: Path) -> None:
    index = TantivyIndex(folder)
    names = [index.rebuild(iter([row(f"d{at}", "water")])).generation for at in range(4)]
    assert generations(folder) == sorted(names[-2:])
    assert (folder / "CURRENT").read_text() == f"{names[-1]}\n"


def test_what_the_engine_itself_refuses_is_named_after_a_replay_one_by_one(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row("big", "water")])
    rows = [row("a", "water"), row("big", "water", revision=2**64), row("b", "clean water")]
    assert set(index.put(rows)) == {"big"}
    assert found(index, WATER) == {"a", "b"}
    rebuilt = index.rebuild(iter(rows))
    assert (rebuilt.documents, set(rebuilt.refused)) == (2, {"big"})
    assert found(index, WATER) == {"a", "b"}


@given(st.text("aé’'/ ،.12\u200f\u00ad\u00a0\n٣حَ第ﷺœªA", max_size=30), st.sampled_from(("en", "fr", "ar", "de")))
def test_what_is_indexed_of_a_text_is_its_words_and_their_stems(text: str, language: str) -> None:
    stems, words = streams(text, language)
    assert words.split(" ") == (exact(text) or [""])
    assert stems.split(" ") == ([marked(stem, language) for stem in stems_of(exact(text), language) if stem] or [""])


def test_long_lists_are_written_in_portions_of_whole_documents() -> None:
    rows = [row("a", "x"), row("b", "x", "y", "z"), row("b", "x", audience=MEMBERS), row("c"), row("d", "x")]
    written = [{id_: len(group) for id_, group in portion.items()} for portion in portions(iter(rows), 3)]
    assert written == [{"a": 1, "b": 2}, {"c": 1, "d": 1}]
    assert list(portions(iter([]))) == []


@pytest.mark.parametrize("left", ["20_000", "10"])
def test_when_the_disk_is_full_the_index_says_so_and_serves_what_it_has(folder: Path, left: str) -> None:
    index = TantivyIndex(folder)
    index.put([row("old", "water")])
    with process(FULL.replace("20_000", left), folder) as other:
        assert [said(other), said(other)] == ["index.failed", "index.failed"]
    assert found(index, WATER) == {"old"}
    index.put([row("new", "water")])
    assert found(index, WATER) == {"old", "new"}
    assert not any(name.startswith("building-") for name in generations(folder))


def test_a_forked_child_sees_and_writes(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row("a", "water")])
    assert found(index, WATER) == {"a"}
    parent, child = os.pipe()
    if (pid := os.fork()) == 0:
        signal.alarm(60)
        try:
            index.put([row("b", "water")])
            os.write(child, ",".join(sorted(found(index, WATER))).encode())
        finally:
            os._exit(0)
    os.close(child)  # a child that is killed has said nothing
    os.waitpid(pid, 0)
    assert os.read(parent, 100) == b"a,b"
    os.close(parent)
    assert found(index, WATER) == {"a", "b"}


def test_nobody_forks_while_the_engine_holds_its_lock(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row("a", "water")])
    assert found(index, WATER) == {"a"}
    (lock,) = folder.glob(f"g-*/documents/{LOCK}")
    held = os.open(lock, os.O_RDWR)
    fcntl.flock(held, fcntl.LOCK_EX)  # as the engine does in a thread, just after it has opened an index
    threading.Timer(0.5, os.close, [held]).start()
    if (pid := os.fork()) == 0:
        signal.alarm(20)  # the child would wait for itself
        index.put([row("b", "water")])
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    assert found(index, WATER) == {"a", "b"}


def test_an_index_can_be_sent_to_another_process(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row("a", "water")])
    assert found(pickle.loads(pickle.dumps(index)), WATER) == {"a"}  # noqa: S301 - our own bytes


def test_a_missing_index_is_named_and_answers_with_nothing(folder: Path) -> None:
    index = TantivyIndex(folder)
    with pytest.raises(SearchUnavailable, match=r"search\.no_index"):
        index.check()
    assert index.search(plan()).total == 0
    assert not folder.exists(), "looking makes no folder"
    index.put([])
    index.check()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("CURRENT", b"../../etc\n"),
        ("CURRENT", b"\xff\xfe"),
        ("CURRENT", b"g-0000000000000000-00000000\n"),
        ("{current}/format", f"{int(FORMAT) + 1}\n".encode()),
        ("{current}/format", None),
        ("{current}/documents/meta.json", b"{"),
        ("{current}/paragraphs/meta.json", None),
        *((f"{{current}}/{part}/*.{kind}", b"") for part in ("documents", "paragraphs") for kind in ("idx", "term")),
        ("{current}/documents/*.fast", b"cut short"),
        ("{current}/documents/*.store", b""),
        ("{current}/paragraphs/*.pos", b""),
    ],
)
def test_a_damaged_or_foreign_index_is_named_and_a_rebuild_heals_it(
    folder: Path, path: str, content: bytes | None
) -> None:
    TantivyIndex(folder).put([row("a", "water")])
    current = (folder / "CURRENT").read_text().strip()
    (target,) = folder.glob(path.format(current=current))
    target.unlink() if content is None else target.write_bytes(content)
    index = TantivyIndex(folder)
    for act in (index.check, lambda: index.search(plan(WATER)), index.versions, lambda: index.put([row("b", "water")])):
        with pytest.raises(SearchUnavailable, match=r"search\.index_format"):
            act()
    index.rebuild(iter([row("c", "water")]))
    index.check()
    assert found(index, WATER) == {"c"}


def test_an_index_that_vanishes_under_a_reader_is_no_index(folder: Path, tmp_path: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row("a", "water")])
    assert found(index, WATER) == {"a"}
    folder.rename(tmp_path / "gone")
    assert found(index, WATER) == set()


def test_many_ties_are_still_in_order_of_id_on_every_page(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row(f"d{at:03d}", "water") for at in reversed(range(300))])
    pages = [ids(index.search(plan(WATER, offset=offset, size=20))) for offset in range(0, 300, 20)]
    assert [id_ for page in pages for id_ in page] == [f"d{at:03d}" for at in range(300)]


def test_pages_of_a_ranking_reach_its_last_hit_and_each_but_once(folder: Path) -> None:
    index = TantivyIndex(folder)
    index.put([row(f"d{at:03d}", "water " * (1 + at % 7), *["land"] * (at % 5)) for at in range(400)])
    for sort in ("relevance", "newest", "cited"):
        asked = [index.search(plan(WATER, offset=offset, size=30, sort=sort)) for offset in range(0, 420, 30)]
        assert {page.total for page in asked} == {400}
        every = [id_ for page in asked for id_ in ids(page)]
        assert len(every) == len(set(every)) == 400
        scores = [hit.score for page in asked for hit in page.hits]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("at_once", [0, 500])
def test_words_near_each_other_are_found_by_trying_as_by_asking_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(tantivy_near, "_AT_ONCE", at_once)
    index = TantivyIndex(folder)
    index.put(
        [
            row("in order", "adequate housing is a right"),
            row("turned", "the right of all to housing that is adequate"),
            row("twice", "a right, and again: a right to adequate housing"),
            row("far", "adequate housing, say they, and say that it is for all of them a right"),
            row("apart", "adequate housing one two three four five six right", "a right"),
            row("pairs", "right housing 1 2 3 4 5 6 housing adequate 1 2 3 4 5 6 adequate right"),
        ]
    )
    words = ("adequate", "housing", "right")
    assert found(index, Near(words, 2)) == {"in order", "twice"}
    assert found(index, Near(words, 5)) == {"in order", "turned", "twice"}
    assert found(index, Near((*words, "a"), 2)) == {"in order", "twice"}
    assert found(index, Near(("adequate", "hous*", "right"), 2)) == {"in order", "twice"}
    assert found(index, Near(("right", "right", "adequate"), 5)) == {"twice"}


def test_many_small_writes_do_not_pile_up(folder: Path) -> None:
    index = TantivyIndex(folder)
    for at in range(17):
        index.put([row(f"d{at}", "water")])
    current = folder / (folder / "CURRENT").read_text().strip()
    assert len(list((current / "documents").glob("*.store"))) < 12, "the engine merges what it wrote"
    assert len(found(index, WATER)) == 17
