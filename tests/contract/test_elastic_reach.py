"""Reaching Elasticsearch: servers that are none or keep silent, logins and certificates. What is refused is said in a
sentence."""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from caselaw.domain.identifiers import DocumentId
from caselaw.messages import say_error
from caselaw.search.engines import elastic_client
from caselaw.search.engines.elastic import ElasticIndex
from tests.contract.refusing import CALLS, WATER, free_port, refusal
from tests.contract.rows import found, row

# --- servers that are not what we need ----------------------------------------------------------------------------


@contextmanager
def answering(status: int, body: str, **headers: str) -> Iterator[str]:
    """A server that gives one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            data = body.encode()
            self.send_response(status)
            for name, value in {"Content_Type": "application/json", **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("call", CALLS)
def test_a_server_that_is_down_is_said_at_once(call: str) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    index = ElasticIndex([url, f"http://127.0.0.1:{free_port()}"], prefix="test")
    began = time.monotonic()
    refused = refusal(index, call)
    assert time.monotonic() - began < 3
    assert refused.code == "search.down"
    assert url in str(refused.params["url"])
    index.close()


def test_making_an_index_asks_nothing_of_the_server(tmp_path: Path) -> None:
    index = ElasticIndex(["https://127.0.0.1:1"], prefix="test", api_key="key", ca=tmp_path / "none.crt")
    index.close()


def test_a_password_in_the_address_is_not_shown() -> None:
    index = ElasticIndex([f"http://elastic:secret@127.0.0.1:{free_port()}"], prefix="test")
    assert "secret" not in say_error(refusal(index), "en")


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elastic_client, "PATIENCE", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        index = ElasticIndex([f"http://127.0.0.1:{silent.getsockname()[1]}"], prefix="test")
        assert refusal(index).code == "search.down"
        index.close()


ELASTIC = {"X_Elastic_Product": "Elasticsearch"}


@pytest.mark.parametrize(
    ("status", "body", "headers", "code"),
    [
        (200, '{"version": {"number": "2.19.0", "distribution": "opensearch"}}', {}, "search.not_elasticsearch"),
        (200, "<html>It works!</html>", {"Content_Type": "text/html"}, "search.not_elasticsearch"),
        (200, '{"version": {"number": "7.17.29"}}', ELASTIC, "search.wrong_version"),
        (200, '{"version": {"number": "10.0.0"}}', ELASTIC, "search.wrong_version"),
        (400, '{"error": {"type": "media_type_header_exception"}, "status": 400}', ELASTIC, "search.wrong_version"),
        (401, '{"error": {"type": "security_exception"}, "status": 401}', ELASTIC, "search.refused_login"),
        (403, '{"error": {"type": "security_exception"}, "status": 403}', ELASTIC, "search.refused_login"),
        (503, '{"error": {"type": "master_not_discovered_exception"}, "status": 503}', ELASTIC, "search.busy"),
        (502, "<html>Bad gateway</html>", {"Content_Type": "text/html"}, "search.down"),
        (200, '{"name": "no version"}', ELASTIC, "search.not_elasticsearch"),
    ],
)
def test_what_a_server_is_instead_is_said(status: int, body: str, headers: dict[str, str], code: str) -> None:
    with answering(status, body, **headers) as url:
        index = ElasticIndex([url], prefix="test")
        refused = refusal(index)
        index.close()
    assert refused.code == code
    if code == "search.wrong_version":
        assert refused.params["wanted"] == "8.x / 9.x"
    if '"7.17.29"' in body:
        assert refused.params["found"] == "7.17.29"


# --- a guarded server ---------------------------------------------------------------------------------------------

ROLE = {"cluster": ["monitor"], "indices": [{"names": ["test-*"], "privileges": ["all"]}]}


@pytest.fixture(scope="module")
def guarded() -> tuple[str, str, str, Path]:
    """Address, user, password and authority of a server with TLS and logins."""
    given = os.environ.get("CASELAW_TEST_ELASTICSEARCH_SECURE", "")
    if not given:
        if os.environ.get("CASELAW_TEST_REQUIRE"):
            pytest.fail("CASELAW_TEST_ELASTICSEARCH_SECURE names no server")
        pytest.skip("CASELAW_TEST_ELASTICSEARCH_SECURE (url|user|password|ca) names no server")
    url, user, password, ca = given.split("|")
    return url, user, password, Path(ca)


@pytest.fixture
def key(guarded: tuple[str, str, str, Path]) -> Iterator[Callable[[dict[str, object]], str]]:
    """Makes API keys that may do what a role says."""
    url, user, password, ca = guarded
    with Elasticsearch(url, basic_auth=(user, password), ca_certs=str(ca)) as client:
        made: list[str] = []

        def make(role: dict[str, object]) -> str:
            answer = client.security.create_api_key(name="test", role_descriptors={"test": role})
            made.append(answer["id"])
            return str(answer["encoded"])

        yield make
        if made:
            client.security.invalidate_api_key(ids=made)
        for left in client.indices.get(index="test-*"):
            client.indices.delete(index=left)


Guarded = tuple[str, str, str, Path]
Key = Callable[[dict[str, object]], str]


@pytest.mark.elasticsearch
def test_a_guarded_server_is_used_by_key_and_authority(guarded: Guarded, key: Key) -> None:
    url, _, _, ca = guarded
    index = ElasticIndex([url], prefix=f"test-{secrets.token_hex(6)}", api_key=key(dict(ROLE)), ca=ca)
    assert refusal(index).code == "search.no_index"
    index.rebuild([row("a", "water")])
    assert index.put([row("b", "clean water")]) == {}
    assert found(index, WATER) == {"a", "b"}
    index.drop([DocumentId("a")])
    assert index.versions() == {"b": 1}
    assert index.tokens("evictions", "en") == ["evict"]
    index.check()
    index.close()


@pytest.mark.elasticsearch
def test_a_wrong_key_or_one_with_too_few_rights_is_refused(guarded: Guarded, key: Key) -> None:
    url, _, _, ca = guarded
    elsewhere = {"cluster": ["monitor"], "indices": [{"names": ["other-*"], "privileges": ["all"]}]}
    for api_key in ("", "bm9ib2R5Om5vYm9keQ==", key(elsewhere)):
        for call in ("check", "rebuild", "search"):
            index = ElasticIndex([url], prefix="test-refused", api_key=api_key, ca=ca)
            assert refusal(index, call).code == "search.refused_login"
            index.close()


@pytest.mark.elasticsearch
def test_a_server_of_an_unknown_authority_is_not_trusted(guarded: Guarded, key: Key, tmp_path: Path) -> None:
    url = guarded[0]
    (tmp_path / "empty.crt").write_text("no certificate", encoding="ascii")
    for ca in (None, tmp_path / "none.crt", tmp_path / "empty.crt"):
        index = ElasticIndex([url], prefix="test-tls", api_key="key", ca=ca)
        assert refusal(index).code == "search.tls"
        index.close()


@pytest.mark.elasticsearch
def test_http_to_a_server_of_https_is_no_answer(guarded: Guarded) -> None:
    index = ElasticIndex([guarded[0].replace("https:", "http:")], prefix="test")
    assert refusal(index).code == "search.down"
    index.close()
