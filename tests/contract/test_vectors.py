"""Every store of vectors behind one fixture: what is held, who is served what, and what is nearest."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from elasticsearch import Elasticsearch

from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.errors import EncoderUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.vectors import Among, Encoded, Held, Reading, VectorIndex
from caselaw.search.vectors.embedded import EmbeddedVectors
from caselaw.search.vectors.memory import MemoryVectors
from tests.contract.conftest import elasticsearch_url

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

DIM = 512
OURS = "ours 1"
STORES = (
    "memory",
    "embedded",
    pytest.param("elasticsearch-8", marks=pytest.mark.elasticsearch),
    pytest.param("elasticsearch-9", marks=pytest.mark.elasticsearch),
)
PUBLICLY = Among(frozenset({PUBLIC}))
MEMBER = Among(frozenset({PUBLIC, MEMBERS}))


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    if request.param.startswith("elasticsearch"):
        yield from elastic(elasticsearch_url(request.param.removeprefix("elasticsearch-")))
        return
    one: VectorIndex = MemoryVectors() if request.param == "memory" else EmbeddedVectors(tmp_path / "vectors")
    one.begin(OURS, DIM)
    yield one
    one.close()


def elastic(url: str) -> Iterator[VectorIndex]:
    from caselaw.search.engines.elastic_vectors import ElasticVectors

    prefix = f"test-{secrets.token_hex(6)}"
    one = ElasticVectors([url], prefix=prefix)
    try:
        one.begin(OURS, DIM)
        yield one
    finally:
        one.close()
        with Elasticsearch(url) as client:
            client.indices.delete(index=f"{prefix}-vectors", ignore_unavailable=True)


def axis(number: int, slant: float = 0.0) -> Vectors:
    """A direction of its own for each number, hardly like any other; slanted, a little towards the next."""
    one, next_ = (np.sign(np.random.default_rng(place).normal(size=(1, DIM))) for place in (number, number + 1))
    vector = (one + slant * next_).astype(np.float32)
    found: Vectors = vector / np.linalg.norm(vector)
    return found


def unit(*numbers: int) -> Vectors:
    """A row for each number."""
    return np.concatenate([axis(number) for number in numbers])


def document(
    id_: str,
    *numbers: int,
    revision: int = 1,
    language: str = "en",
    audience: Audience = PUBLIC,
    above: tuple[Audience, ...] = (),
    digest: str = "d",
) -> Encoded:
    """A document of one reading, with a paragraph for each number."""
    anchors = tuple(f"p-{place + 1}" for place in range(len(numbers)))
    reading = Reading(audience, language, anchors, above)
    return Encoded(DocumentId(id_), revision, digest, (reading,), (unit(*numbers),))


def near(store: VectorIndex, asked: Vectors, among: Among = PUBLICLY, k: int = 10) -> list[str]:
    return [one.id for one in store.nearest(OURS, asked, among, k)]


def test_the_nearest_comes_first_with_its_paragraph(store: VectorIndex) -> None:
    store.put(OURS, [document("a", 1, 5), document("b", 9, 20), document("c", 30)])
    found = store.nearest(OURS, axis(5, 0.4), PUBLICLY, 2)
    assert found[0].id == "a"
    assert found[0].paragraphs[0][0] == "p-2"
    assert found[0].likeness == pytest.approx(float((axis(5, 0.4) @ axis(5).T)[0, 0]), abs=0.02)
    assert found[0].likeness == pytest.approx(found[0].paragraphs[0][1], abs=1e-6)
    assert len(found) == 2
    assert found[1].likeness < 0.5


def test_a_paragraph_in_pieces_is_named_once(store: VectorIndex) -> None:
    reading = Reading(PUBLIC, "en", ("p-1", "p-1", "p-2"))
    store.put(OURS, [Encoded(DocumentId("a"), 1, "d", (reading,), (unit(3, 4, 5),))])
    (found,) = store.nearest(OURS, axis(4), PUBLICLY, 5)
    assert [anchor for anchor, _ in found.paragraphs] == ["p-1", "p-2"]


def test_several_asked_are_answered_on_the_average(store: VectorIndex) -> None:
    store.put(OURS, [document("both", 1, 5), document("one", 1, 20)])
    found = store.nearest(OURS, unit(1, 5), PUBLICLY, 5)
    assert [one.id for one in found] == ["both", "one"]
    assert found[0].likeness == pytest.approx(1, abs=0.02)


def test_nothing_is_shown_to_who_may_not_read_it(store: VectorIndex) -> None:
    store.put(OURS, [document("open", 1), document("closed", 1, audience=MEMBERS)])
    store.put(OURS, [document("theirs", 1, audience=group_audience("miners"))])
    assert near(store, axis(1)) == ["open"]
    assert sorted(near(store, axis(1), MEMBER)) == ["closed", "open"]
    assert near(store, axis(1), Among(frozenset())) == []
    assert near(store, axis(1), Among(PUBLICLY.audiences, within=frozenset({DocumentId("closed")}))) == []


def test_the_richest_reading_alone_is_compared(store: VectorIndex) -> None:
    poorer = Reading(PUBLIC, "en", ("p-1",), (MEMBERS,))
    fuller = Reading(MEMBERS, "en", ("p-1", "p-2"))
    store.put(OURS, [Encoded(DocumentId("a"), 1, "d", (poorer, fuller), (unit(1), unit(1, 7)))])
    assert [anchor for anchor, _ in store.nearest(OURS, axis(7), PUBLICLY, 5)[0].paragraphs] == ["p-1"]
    (found,) = store.nearest(OURS, axis(7), MEMBER, 5)
    assert found.paragraphs[0][0] == "p-2"


def test_languages_and_documents_are_chosen(store: VectorIndex) -> None:
    store.put(OURS, [document(code, 1, language=code) for code in ("en", "es", "fr")])
    everyone = PUBLICLY.audiences
    assert near(store, axis(1), Among(everyone, languages_in=("es",))) == ["es"]
    assert sorted(near(store, axis(1), Among(everyone, languages_out=("es",)))) == ["en", "fr"]
    assert near(store, axis(1), Among(everyone, within=frozenset({DocumentId("fr"), DocumentId("xx")}))) == ["fr"]
    assert sorted(near(store, axis(1), Among(everyone, withdrawn=frozenset({DocumentId("fr")})))) == ["en", "es"]
    assert near(store, axis(1), Among(everyone, within=frozenset())) == []


def test_what_is_put_takes_the_place_of_what_was(store: VectorIndex) -> None:
    store.put(OURS, [document("a", 1, 2), document("b", 3)])
    store.put(OURS, [document("a", 9, revision=2, digest="e")])
    assert store.held() == {"a": Held(2, "e", 1), "b": Held(1, "d", 1)}
    assert store.held([DocumentId("b"), DocumentId("c")]) == {"b": Held(1, "d", 1)}
    assert store.nearest(OURS, axis(1), PUBLICLY, 1)[0].likeness < 0.5
    assert near(store, axis(9))[0] == "a"


def test_vectors_are_kept_under_a_new_revision_and_for_other_readers(store: VectorIndex) -> None:
    store.put(OURS, [document("a", 1, 2)])
    closed = document("a", 1, 2, revision=3, audience=MEMBERS, language="es")
    store.keep(OURS, [Encoded(closed.id, closed.revision, closed.digest, closed.readings)])
    assert store.held() == {"a": Held(3, "d", 2)}
    assert near(store, axis(2)) == []
    (found,) = store.nearest(OURS, axis(2), Among(MEMBER.audiences, languages_in=("es",)), 5)
    anchor, likeness = found.paragraphs[0]
    assert anchor == "p-2"
    assert likeness == pytest.approx(1, abs=0.02)


def test_vectors_of_another_text_are_not_kept(store: VectorIndex) -> None:
    store.put(OURS, [document("a", 1, 2), document("b", 3)])
    store.keep(OURS, [document("a", 1, 2, digest="other"), document("b", 3, 4)])
    assert store.held() == {}
    assert near(store, axis(1)) == []


def test_what_is_dropped_is_gone(store: VectorIndex) -> None:
    store.put(OURS, [document("a", 1), document("b", 3)])
    store.drop([DocumentId("a"), DocumentId("never there")])
    assert near(store, axis(1)) == ["b"]
    assert set(store.held()) == {"b"}
    store.put(OURS, [document("a", 1)])
    assert near(store, axis(1), k=1) == ["a"]


def test_a_document_without_words_is_held_and_never_near(store: VectorIndex) -> None:
    store.put(OURS, [Encoded(DocumentId("a"), 4, "d", (Reading(PUBLIC, "en", ()),), (np.zeros((0, DIM), np.float32),))])
    assert store.held() == {"a": Held(4, "d", 0)}
    assert near(store, axis(1)) == []


def test_a_vector_without_direction_is_near_to_nothing(store: VectorIndex) -> None:
    reading = Reading(PUBLIC, "en", ("p-1", "p-2"))
    vectors = np.concatenate([np.zeros((1, DIM), dtype=np.float32), axis(8)])
    store.put(OURS, [Encoded(DocumentId("a"), 1, "d", (reading,), (vectors,))])
    (found,) = store.nearest(OURS, axis(8), PUBLICLY, 5)
    assert found.paragraphs[0][0] == "p-2"


def test_two_encoders_are_never_mixed(store: VectorIndex) -> None:
    store.put(OURS, [document("a", 1)])
    for act in (
        lambda: store.put("theirs 2", [document("b", 1)]),
        lambda: store.keep("theirs 2", [document("a", 1)]),
        lambda: store.nearest("theirs 2", axis(1), PUBLICLY, 5),
    ):
        with pytest.raises(EncoderUnavailable):
            act()
    assert store.encoder() == OURS
    store.begin("theirs 2", DIM)
    assert store.encoder() == "theirs 2"
    assert store.held() == {}


def test_many_documents(store: VectorIndex) -> None:
    chance = np.random.default_rng(5)
    vectors = chance.normal(size=(300, DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    many = [
        Encoded(
            DocumentId(f"d{number:03}"),
            1,
            "d",
            (Reading(PUBLIC, ("en", "es")[number % 2], ("p-1", "p-2", "p-3")),),
            (vectors[3 * number : 3 * number + 3],),
        )
        for number in range(100)
    ]
    store.put(OURS, many)
    asked = vectors[150:151]
    every = (vectors @ asked.T)[:, 0].reshape(100, 3).max(axis=1)
    right = [f"d{number:03}" for number in np.argsort(-every)[:5]]
    assert len(set(near(store, asked, k=5)) & set(right)) >= 4
    assert near(store, asked, k=1) == right[:1]
    assert len(near(store, asked, k=100)) == 100
