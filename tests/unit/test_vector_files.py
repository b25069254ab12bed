"""Vectors on disk: what a killed writer leaves is never read, other processes see what is written, and nothing is kept
of what is gone."""

from __future__ import annotations

import multiprocessing
import resource
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from caselaw.domain.audience import PUBLIC
from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.vectors import Among, Encoded, Reading
from caselaw.search.vectors import embedded as embedding
from caselaw.search.vectors.embedded import EmbeddedVectors
from caselaw.search.vectors.files import Folder

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

DIM = 512
OURS = "ours 1"
EVERYWHERE = Among(frozenset({PUBLIC}))


def directions(seed: int, count: int) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)
    found: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return found


def document(number: int, paragraphs: int = 20, revision: int = 1) -> Encoded:
    id_ = DocumentId(f"{number * 7919:016x}")
    anchors = tuple(f"p-{place + 1}" for place in range(paragraphs))
    digest = f"{number:08x}{revision:08x}"
    return Encoded(id_, revision, digest, (Reading(PUBLIC, "en", anchors),), (directions(number, paragraphs),))


def nearest(store: EmbeddedVectors, number: int) -> tuple[str, float]:
    """What is nearest to the first paragraph of this document, and how near."""
    (found,) = store.nearest(OURS, directions(number, 20)[:1], EVERYWHERE, 1)
    return found.id, found.likeness


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedVectors:
    one = EmbeddedVectors(tmp_path / "vectors")
    one.begin(OURS, DIM)
    return one


def files(store: EmbeddedVectors) -> tuple[Path, Path]:
    generation = Folder(store.folder).current()
    assert generation is not None
    return generation.rows, generation.log


def test_a_paragraph_takes_no_more_than_520_bytes(store: EmbeddedVectors) -> None:
    store.put(OURS, [document(number) for number in range(40)])
    assert store.bytes() <= 520 * 40 * 20


def test_another_opening_finds_the_same(store: EmbeddedVectors) -> None:
    store.put(OURS, [document(1), document(2)])
    again = EmbeddedVectors(store.folder)
    assert again.held() == store.held()
    assert nearest(again, 2) == nearest(store, 2)
    store.put(OURS, [document(3)])
    assert nearest(again, 3)[0] == document(3).id
    store.drop([document(3).id])
    assert nearest(again, 3)[1] < 0.5


@pytest.mark.parametrize("lost", [1, 7, 60])
def test_a_line_that_was_not_finished_does_not_count(store: EmbeddedVectors, lost: int) -> None:
    store.put(OURS, [document(1)])
    _, log = files(store)
    whole = log.stat().st_size
    store.put(OURS, [document(2)])
    with log.open("r+b") as stream:
        stream.truncate(max(log.stat().st_size - lost, whole + 1))
    again = EmbeddedVectors(store.folder)
    assert set(again.held()) == {document(1).id}
    assert nearest(again, 1)[1] > 0.98
    again.put(OURS, [document(3)])
    assert set(EmbeddedVectors(store.folder).held()) == {document(1).id, document(3).id}
    assert nearest(EmbeddedVectors(store.folder), 3)[1] > 0.98


def test_a_line_whose_rows_are_not_there_does_not_count(store: EmbeddedVectors) -> None:
    store.put(OURS, [document(1), document(2)])
    rows, _ = files(store)
    with rows.open("r+b") as stream:
        stream.truncate(rows.stat().st_size - 100)
    again = EmbeddedVectors(store.folder)
    assert set(again.held()) == {document(1).id}
    again.put(OURS, [document(2)])
    assert nearest(again, 2)[1] > 0.98


def test_rows_without_a_line_are_written_over(store: EmbeddedVectors) -> None:
    store.put(OURS, [document(1)])
    rows, _ = files(store)
    with rows.open("ab") as stream:
        stream.write(b"\x55" * 3 * DIM + b"\x11")
    store.put(OURS, [document(2)])
    assert nearest(EmbeddedVectors(store.folder), 2)[1] > 0.98
    assert rows.stat().st_size == 40 * DIM


def test_damage_inside_cuts_off_what_follows_and_is_no_wrong_answer(store: EmbeddedVectors) -> None:
    store.put(OURS, [document(1)])
    _, log = files(store)
    place = log.stat().st_size + 20
    store.put(OURS, [document(2), document(3)])
    with log.open("r+b") as stream:
        stream.seek(place)
        stream.write(b"\0\0\0")
    assert set(EmbeddedVectors(store.folder).held()) == {document(1).id}


def test_a_folder_of_another_form_says_so(store: EmbeddedVectors) -> None:
    rows, _ = files(store)
    (rows.parent / "format").write_text('{"format": 99, "encoder": "ours 1", "dim": 512}', encoding="utf-8")
    with pytest.raises(SearchUnavailable) as told:
        EmbeddedVectors(store.folder).check()
    assert told.value.code == "search.vectors_damaged"


def test_when_the_disk_is_full_it_says_so_and_serves_what_it_has(store: EmbeddedVectors) -> None:
    store.put(OURS, [document(1)])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    rows, _ = files(store)
    resource.setrlimit(resource.RLIMIT_FSIZE, (rows.stat().st_size + 100, before[1]))
    try:
        with pytest.raises(SearchUnavailable) as told:
            store.put(OURS, [document(2)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert told.value.code == "index.failed"
    assert set(store.held()) == {document(1).id}
    store.put(OURS, [document(2), document(3)])
    assert nearest(store, 3)[1] > 0.98
    assert set(EmbeddedVectors(store.folder).held()) == {document(number).id for number in (1, 2, 3)}


def test_nothing_is_kept_of_what_is_gone(store: EmbeddedVectors) -> None:
    store.put(OURS, [document(1), document(2)])
    store.drop([document(1).id])
    store.put(OURS, [document(2, revision=2)])
    rows, _ = files(store)
    assert not any(rows.read_bytes()[: 40 * DIM])
    assert nearest(store, 2)[1] > 0.98


def test_loose_rows_are_cleared_away(store: EmbeddedVectors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_LOOSE_ROWS", 50)
    reader = EmbeddedVectors(store.folder)
    store.put(OURS, [document(number) for number in range(10)])
    before = nearest(reader, 9)
    store.drop([document(number).id for number in range(6)])
    rows, _ = files(store)
    assert rows.stat().st_size == 4 * 20 * DIM
    assert nearest(reader, 9) == before
    assert nearest(store, 9) == before
    assert [entry.name for entry in store.folder.glob("v-*")] == [rows.parent.name]


def test_many_rows_are_chosen_by_their_signs(store: EmbeddedVectors) -> None:
    store.put(OURS, [document(number) for number in range(500)])  # 10,000 rows
    for number in (3, 250, 499):
        id_, likeness = nearest(store, number)
        assert id_ == document(number).id
        assert likeness > 0.98
    several = store.nearest(OURS, directions(77, 20)[:3], EVERYWHERE, 5)
    assert several[0].id == document(77).id
    assert several[0].likeness > 0.98
    store.put(OURS, [document(number) for number in range(500, 520)])
    assert nearest(store, 519)[0] == document(519).id


def _search(folder: Path, number: int, answer: multiprocessing.Queue[object]) -> None:
    answer.put(nearest(EmbeddedVectors(folder), number))


def test_another_process_sees_it_at_once(store: EmbeddedVectors) -> None:
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.Queue[object] = context.Queue()
    store.put(OURS, [document(1), document(2)])
    child = context.Process(target=_search, args=(store.folder, 2, answer))
    child.start()
    assert answer.get(timeout=60) == nearest(store, 2)
    child.join()


def test_there_is_one_writer(store: EmbeddedVectors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_PATIENCE", 0.1)
    with Folder(store.folder).locked(), pytest.raises(IndexBusy):
        store.put(OURS, [document(1)])
    store.put(OURS, [document(1)])
    assert set(store.held()) == {document(1).id}


def test_without_a_folder_there_is_nothing(tmp_path: Path) -> None:
    empty = EmbeddedVectors(tmp_path / "never made")
    assert empty.encoder() is None
    assert empty.held() == {}
    empty.drop([DocumentId("a")])
    empty.check()
    assert not (tmp_path / "never made").exists()
