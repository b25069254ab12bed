"""Real servers of Elasticsearch: what goes away is noticed, what two workers or two rebuilds do at once ends well."""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from elasticsearch import Elasticsearch

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.messages import say_error
from caselaw.search.analysis import CHAINS, stems
from caselaw.search.engines.elastic import ElasticIndex
from caselaw.search.engines.elastic_client import Cluster
from caselaw.search.engines.elastic_writer import Moved, Writer
from caselaw.search.plan import All, Clause, Some, Word
from caselaw.search.port import IndexDocument
from caselaw.search.query import DEEPEST as DEEPEST_QUERY
from mappings import open_text
from tests.contract.conftest import elasticsearch_url
from tests.contract.refusing import CALLS, WATER, free_port, refusal
from tests.contract.rows import found, passages, plan, row
from tests.tokens import rows


@pytest.fixture(scope="module", params=["8", "9"])
def url(request: pytest.FixtureRequest) -> str:
    return elasticsearch_url(request.param)


@pytest.fixture
def server(url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(url) as client:
        yield client


@pytest.fixture
def prefix(server: Elasticsearch) -> Iterator[str]:
    """A prefix of the test's own; its indexes are gone afterwards."""
    name = f"test-{secrets.token_hex(6)}"
    yield name
    for left in server.indices.get(index=f"{name}*", expand_wildcards="all"):
        server.indices.delete(index=left)


@pytest.fixture
def index(url: str, prefix: str) -> Iterator[ElasticIndex]:
    engine = ElasticIndex([url], prefix=prefix)
    engine.rebuild(())
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def shared(url: str) -> Iterator[ElasticIndex]:
    """An index that is only asked for its analysis."""
    name = f"test-{secrets.token_hex(6)}"
    engine = ElasticIndex([url], prefix=name)
    engine.rebuild(())
    yield engine
    engine.close()
    with Elasticsearch(url) as client:
        for left in client.indices.get(index=f"{name}*", expand_wildcards="all"):
            client.indices.delete(index=left)


def indexes(server: Elasticsearch, prefix: str) -> list[str]:
    return sorted(server.indices.get(index=f"{prefix}*", expand_wildcards="all"))


@pytest.mark.elasticsearch
@pytest.mark.parametrize("call", [call for call in CALLS if call != "rebuild"])
def test_without_an_index_the_sentence_says_to_make_one(
    url: str, server: Elasticsearch, prefix: str, call: str
) -> None:
    engine = ElasticIndex([url], prefix=prefix)
    refused = refusal(engine, call)
    assert refused.code == "search.no_index"
    assert "index rebuild" in say_error(refused, "en")
    assert indexes(server, prefix) == [], "none is made by accident"
    engine.close()


@pytest.mark.elasticsearch
def test_an_index_that_goes_away_is_noticed(index: ElasticIndex, server: Elasticsearch, prefix: str) -> None:
    index.put([row("a", "water")])
    for name in indexes(server, prefix):
        server.indices.delete(index=name)
    for call in ("search", "put", "drop", "versions", "check"):
        assert refusal(index, call).code == "search.no_index"
    assert indexes(server, prefix) == []
    assert index.rebuild([row("b", "water")]).documents == 1
    assert found(index, WATER) == {"b"}


@pytest.mark.elasticsearch
def test_an_index_of_another_format_is_not_searched(
    index: ElasticIndex, url: str, server: Elasticsearch, prefix: str
) -> None:
    server.indices.put_mapping(index=f"{prefix}-documents", meta={"format": 0})
    other = ElasticIndex([url], prefix=prefix)
    assert {refusal(other, call).code for call in ("search", "put", "check")} == {"search.index_format"}
    other.rebuild([row("a", "water")])
    assert found(other, WATER) == {"a"}
    other.close()


class Bridge:
    """A way to the server that can be broken off and mended."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._target = (place.hostname or "", place.port or 9200)
        self.port = free_port()
        self._held: list[socket.socket] = []
        self.mend()

    def mend(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._take, args=(self._listener,), daemon=True).start()

    def break_off(self) -> None:
        for held in (self._listener, *self._held):
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)
            held.close()
        self._held.clear()

    def _take(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection(self._target)
            self._held += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                sink.sendall(data)


@pytest.mark.elasticsearch
def test_a_server_that_goes_away_and_comes_back(index: ElasticIndex, url: str, prefix: str) -> None:
    bridge = Bridge(url)
    far = ElasticIndex([f"http://127.0.0.1:{bridge.port}"], prefix=prefix)
    far.put([row("a", "water")])
    bridge.break_off()
    for call in ("search", "put", "drop", "versions", "rebuild"):
        assert refusal(far, call).code == "search.down"

    def half() -> Iterator[IndexDocument]:
        yield row("a", "water")
        bridge.break_off()
        yield row("b", "water")

    bridge.mend()
    assert found(far, WATER) == {"a"}
    with pytest.raises(SearchUnavailable):
        far.rebuild(half())
    assert found(index, WATER) == {"a"}, "the old index serves on"
    bridge.mend()
    assert far.rebuild([row("a", "water"), row("c", "water")]).documents == 2
    assert found(far, WATER) == {"a", "c"}
    bridge.break_off()
    far.close()


@pytest.mark.elasticsearch
def test_a_dead_node_is_passed_over(index: ElasticIndex, url: str, prefix: str) -> None:
    index.put([row("a", "water")])
    several = ElasticIndex([f"http://127.0.0.1:{free_port()}", url], prefix=prefix)
    for _ in range(3):
        assert found(several, WATER) == {"a"}
    several.close()


@pytest.mark.elasticsearch
def test_of_two_workers_the_later_revision_stands(index: ElasticIndex, url: str, prefix: str) -> None:
    late = ElasticIndex([url], prefix=prefix)
    index.put([row("a", "water", "land", revision=3)])
    refused = late.put([row("a", "water", revision=2), row("b", "water")])
    assert set(refused) == {"a"}
    assert "rebuild" in refused[DocumentId("a")]
    assert index.versions() == {"a": 3, "b": 1}
    assert passages(index, Word("land", "en"), "a") == ["p-2"]
    assert index.put([row("a", "water", revision=3)]) == {}, "the same revision may be written again"
    assert passages(index, Word("land", "en"), "a") == []
    late.close()


@pytest.mark.elasticsearch
def test_a_server_whose_disk_is_full_is_searched_and_nothing_is_refused_for_good(
    index: ElasticIndex, server: Elasticsearch, prefix: str
) -> None:
    index.put([row("a", "water")])
    name = f"{prefix}-documents"
    server.indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": True})
    assert refusal(index, "put").code == "search.read_only"
    assert found(index, WATER) == {"a"}
    server.indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": None})
    assert index.put([row("b", "water")]) == {}


@pytest.mark.elasticsearch
def test_long_lists_are_written_a_portion_at_a_time(index: ElasticIndex) -> None:
    many = [row(f"d{at:04d}", "water", "land") for at in range(450)]
    assert index.put(iter([*many, row("d0003", "land", revision=2)])) == {}
    assert len(index.versions()) == 450
    assert index.versions([DocumentId("d0003")]) == {"d0003": 2}
    assert index.rebuild(iter([*many, row("d0003", "land", revision=1)])).documents == 450
    assert passages(index, Word("land", "en"), "d0003") == ["p-1"], "of the same document twice the later counts"
    assert index.search(plan(WATER)).total == 449


@pytest.mark.elasticsearch
def test_what_was_dropped_can_be_put_again_at_once(index: ElasticIndex) -> None:
    for _ in range(2):
        assert index.put([row("a", "water", revision=4)]) == {}
        index.drop([DocumentId("a")])
        assert found(index, WATER) == set()


@pytest.mark.elasticsearch
def test_nothing_old_is_left_behind(index: ElasticIndex, server: Elasticsearch, prefix: str) -> None:
    index.put([row("a", "one", "two", "three"), row("b", "one", "two")])
    index.put([row("a", "one", "two", revision=2), row("b", "one")])
    index.drop([DocumentId("c")])
    left = server.search(index=f"{prefix}-documents", size=10)["hits"]["hits"]
    assert sorted((hit["_id"], hit["_source"]["revision"]) for hit in left) == [("a@public", 2), ("b@public", 1)]
    assert not any({"body", "lead", "paragraphs"} & hit["_source"].keys() for hit in left), "texts are in the database"
    assert server.cat.indices(index=f"{prefix}-documents-*", h="docs.count").body.split() == ["5"], "with paragraphs"
    index.drop([DocumentId("a"), DocumentId("b")])
    assert server.count(index=f"{prefix}-*")["count"] == 0


@pytest.mark.elasticsearch
def test_the_rebuild_that_began_later_wins(index: ElasticIndex, url: str, server: Elasticsearch, prefix: str) -> None:
    other = ElasticIndex([url], prefix=prefix)

    def overtaken() -> Iterator[IndexDocument]:
        yield row("first", "water")
        other.rebuild([row("second", "water")])

    with pytest.raises(IndexBusy):
        index.rebuild(overtaken())
    assert found(index, WATER) == {"second"}
    assert len(indexes(server, prefix)) == 1
    other.close()


@pytest.mark.elasticsearch
def test_what_a_killed_rebuild_left_is_cleared_away(
    index: ElasticIndex, url: str, server: Elasticsearch, prefix: str
) -> None:
    server.indices.create(index=f"{prefix}-documents-half", aliases={f"{prefix}-documents-building": {}})
    server.indices.create(index=f"{prefix}-documents-lost")
    index.rebuild([row("a", "water")])
    assert len(indexes(server, prefix)) == 1
    assert found(index, WATER) == {"a"}


@pytest.mark.elasticsearch
def test_other_indexes_of_the_cluster_are_let_be(index: ElasticIndex, server: Elasticsearch, prefix: str) -> None:
    other = f"{prefix}x-documents-theirs"
    server.indices.create(index=other)
    index.rebuild(())
    assert other in indexes(server, prefix)


@pytest.mark.elasticsearch
def test_clauses_as_deep_as_a_person_may_write_are_read(index: ElasticIndex) -> None:
    index.put([row("a", "water and land")])
    clause: Clause = WATER
    for level in range(DEEPEST_QUERY):
        other = Word("land", "en")
        clause = All((clause, other)) if level % 2 else Some((clause, other))
    assert found(index, clause) == {"a"}


@pytest.mark.elasticsearch
def test_elasticsearch_reads_text_as_people_write_it(index: ElasticIndex, server: Elasticsearch, prefix: str) -> None:
    """A network's own tools find what we indexed, without our analysis before them."""
    index.put([row("a", "Les évictions d’office : l’œuvre."), row("b", "والحَقُّ في التعليم", language="ar")])
    index.put([row("c", "Desalojos forzosos", language="es"), row("d", "Les expulsions", language="fr")])
    for field, text, expected in (
        ("en", "EVICTION", "a"),
        ("exact", "l'œuvre", "a"),
        ("ar", "الحق", "b"),
        ("es", "desalojo", "c"),
        ("fr", "l’expulsion", "d"),
    ):
        answer = server.search(index=f"{prefix}-documents", query={"match": {f"body.{field}": text}})
        assert [hit["_source"]["id"] for hit in answer["hits"]["hits"]] == [expected], (field, text)


@pytest.mark.elasticsearch
@pytest.mark.parametrize("language", CHAINS)
def test_the_token_tables_hold_here_too(shared: ElasticIndex, language: str) -> None:
    for each in rows(language):
        assert shared.tokens(each.text, language) == list(each.stems), each.text
    told = " ".join(json.loads(open_text(f"languages/{language}.json"))["stemmed_here"])
    assert shared.tokens(told, language) == stems(told, language)


def test_a_writer_is_told_that_what_it_wrote_to_serves_no_longer(url: str) -> None:
    """A rebuild ends between a write and its refresh: the change is begun anew, not answered with an error."""
    with contextlib.closing(Cluster((url,))) as cluster:
        gone = Writer(cluster, f"test-{secrets.token_hex(6)}-documents-building", building=True)
        with pytest.raises(Moved):
            gone.replace({}, (), frozenset())
        with pytest.raises(Moved):
            list(gone.rows())
