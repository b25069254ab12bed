"""Every engine behind one fixture: `index` is empty and the test's own, `library` holds LIBRARY and is only read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.engines.tantivy import TantivyIndex
from caselaw.search.port import SearchIndex
from tests.contract.rows import LIBRARY

ENGINES = (
    "memory",
    "tantivy",
    pytest.param("elasticsearch-8", marks=pytest.mark.elasticsearch),
    pytest.param("elasticsearch-9", marks=pytest.mark.elasticsearch),
)


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    with opened(request.param, tmp_path) as engine:
        yield engine


@pytest.fixture(scope="module", params=ENGINES)
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    with opened(request.param, tmp_path_factory.mktemp("library")) as engine:
        assert engine.put(LIBRARY) == {}
        yield engine


@contextmanager
def opened(name: str, folder: Path) -> Iterator[SearchIndex]:
    """An empty engine, gone without a trace afterwards."""
    if name.startswith("elasticsearch"):
        with _elasticsearch(name.removeprefix("elasticsearch-")) as engine:
            yield engine
        return
    local: SearchIndex = MemoryIndex() if name == "memory" else TantivyIndex(folder / "index")
    yield local
    local.close()


@contextmanager
def _elasticsearch(major: str) -> Iterator[SearchIndex]:
    from caselaw.search.engines.elastic import ElasticIndex

    url = elasticsearch_url(major)
    prefix = f"test-{secrets.token_hex(6)}"
    engine = ElasticIndex([url], prefix=prefix)
    try:
        engine.rebuild(())  # a cluster without our index is an error, not an empty collection
        yield engine
    finally:
        engine.close()
        with Elasticsearch(url) as client:
            for left in client.indices.get(index=f"{prefix}*", expand_wildcards="all"):
                client.indices.delete(index=left)


def elasticsearch_url(major: str) -> str:
    """The address of the test server of this major version."""
    for url in os.environ.get("CASELAW_TEST_ELASTICSEARCH", "").split():
        with Elasticsearch(url) as client:
            if client.info()["version"]["number"].startswith(f"{major}."):
                return url
    missing = f"CASELAW_TEST_ELASTICSEARCH names no server of version {major}"
    if os.environ.get("CASELAW_TEST_REQUIRE"):
        pytest.fail(missing)
    pytest.skip(missing)
