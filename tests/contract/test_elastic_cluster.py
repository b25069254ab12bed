"""Three nodes, of which one is killed while documents are written and searched: nothing is lost, nothing comes twice.

Not in the ordinary run: `make test-cluster`, with CASELAW_TEST_CLUSTER naming all nodes of a cluster on this machine
that may lose one.
"""

from __future__ import annotations

import os
import secrets
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import SearchUnavailable
from caselaw.search.engines.elastic import ElasticIndex
from caselaw.search.plan import Word
from caselaw.services.indexing.index import IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.contract.rows import ids, plan
from tests.factories import a_record

pytestmark = pytest.mark.cluster
WATER = Word("water", "en")
_DOCUMENTS = 400
_PATIENCE = 180.0  # seconds for everything to be equal again


@pytest.fixture
def urls() -> list[str]:
    named = os.environ.get("CASELAW_TEST_CLUSTER", "").replace(",", " ").split()
    if len(named) < 3:
        pytest.fail("CASELAW_TEST_CLUSTER names no three nodes")
    return named


@pytest.fixture
def cluster(urls: list[str]) -> Iterator[Elasticsearch]:
    with Elasticsearch(urls, max_retries=5, retry_on_timeout=True, request_timeout=30) as client:
        yield client


@pytest.fixture
def index(urls: list[str], cluster: Elasticsearch) -> Iterator[ElasticIndex]:
    prefix = f"test-{secrets.token_hex(6)}"
    engine = ElasticIndex(urls, prefix=prefix)
    engine.rebuild(())
    name = f"{prefix}-documents"
    cluster.indices.put_settings(index=name, settings={"index.unassigned.node_left.delayed_timeout": "0s"})
    cluster.cluster.health(index=name, wait_for_status="green", timeout="60s")
    yield engine
    engine.close()
    for left in cluster.indices.get(index=f"{prefix}*", expand_wildcards="all"):
        cluster.indices.delete(index=left)


def kill_the_node_that_writes(cluster: Elasticsearch, index: ElasticIndex) -> str:
    """Kill, without a word before, the process of the node that holds the index; its name."""
    shards: Any = cluster.cat.shards(index=f"{index._generations.live}-*", format="json").body
    (shard,) = (each for each in shards if each["prirep"] == "p")
    nodes = cluster.nodes.info(metric="process")["nodes"].values()
    process = next(node["process"]["id"] for node in nodes if node["name"] == shard["node"])
    os.kill(process, signal.SIGKILL)
    return str(shard["node"])


class Work(threading.Thread):
    """The worker and a reader beside it, until they are told to stop."""

    def __init__(self, indexing: IndexingService, index: ElasticIndex) -> None:
        super().__init__()
        self._indexing, self._index = indexing, index
        self.stop = threading.Event()
        self.unavailable = 0
        self.wrong: list[object] = []

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self._indexing.apply_pending(limit=20)
                shown = ids(self._index.search(plan(WATER, size=1000, paragraphs=0)))
                if len(shown) != len(set(shown)):
                    self.wrong.append(sorted(shown))
            except SearchUnavailable:
                self.unavailable += 1
                time.sleep(0.2)
            except (ApiError, TransportError, AssertionError) as error:
                self.wrong.append(error)


def test_a_killed_node_costs_nothing(
    sqlite_store: Store, cluster: Elasticsearch, index: ElasticIndex, tmp_path: Path
) -> None:
    intake = IntakeService(sqlite_store, Blobs(tmp_path / "files"))
    indexing = IndexingService(sqlite_store, index)
    records = (a_record(texts=("clean water", f"number {at}")) for at in range(_DOCUMENTS))
    stored = [intake.store(record, viewer=OPERATOR).id for record in records]
    work = Work(indexing, index)
    work.start()
    try:
        wait_until(lambda: indexing.pending() < _DOCUMENTS * 2 // 3)
        kill_the_node_that_writes(cluster, index)
        for id_ in stored[:40]:
            intake.remove(id_, viewer=OPERATOR)
        wait_until(lambda: indexing.pending() == 0)
    finally:
        work.stop.set()
        work.join()
    assert work.wrong == []
    assert indexing.check(viewer=OPERATOR).agrees
    result = index.search(plan(WATER, size=1000))
    assert (result.total, set(ids(result))) == (_DOCUMENTS - 40, set(stored[40:]))
    assert all(hit.paragraphs for hit in result.hits)


def wait_until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not done():
        assert time.monotonic() < until, "the worker did not get so far"
        time.sleep(0.1)
