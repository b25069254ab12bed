"""Reaching a cluster: a client made when it is first needed, and every way it can fail said in a sentence of ours.

Requests end after ten seconds; a refused connection is tried once on each other node and never again, so that a page is
not kept waiting by a server that is gone.
"""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from elastic_transport import SerializationError, TextSerializer, TlsError, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from caselaw.domain.errors import SearchUnavailable
from caselaw.settings import without_password

WANTED = ("8", "9")
_PORTS = {"http": 80, "https": 443}
PATIENCE = 10.0  # seconds for a search; a page waits no longer
_WRITING_PATIENCE = 120.0

logging.getLogger("elastic_transport").setLevel(logging.ERROR)  # each failure is said by us, once


class Cluster:
    """One or several nodes of a cluster and how to be let in. Nothing is asked of them before `client`."""

    def __init__(self, urls: tuple[str, ...], *, api_key: str = "", ca: Path | None = None) -> None:
        self._urls = urls
        self._api_key = api_key
        self._ca = ca
        self._keeping = threading.Lock()
        self._client: Elasticsearch | None = None
        self._process = 0

    @property
    def shown(self) -> str:
        """The addresses for a sentence, without a password that may stand in them."""
        return ", ".join(map(without_password, self._urls))

    def client(self) -> Elasticsearch:
        """The client of this process, after seeing once that the server is one we can speak to.

        Raises `SearchUnavailable`.
        """
        client = self._client
        if client is not None and self._process == os.getpid():  # a connection is not shared across a fork
            return client
        client = self._made()
        try:
            with self.explained():
                self._accept(client.info().body)
        except SearchUnavailable:
            client.close()
            raise
        with self._keeping:
            self._client, self._process = client, os.getpid()
        return client

    def writing(self) -> Elasticsearch:
        """The same client, with the patience that large writes need."""
        return self.client().options(request_timeout=_WRITING_PATIENCE)

    def close(self) -> None:
        with self._keeping:
            client, self._client = self._client, None
            if client is not None and self._process == os.getpid():
                client.close()

    def overloaded(self) -> SearchUnavailable:
        return SearchUnavailable("search.busy", url=self.shown)

    def read_only(self) -> SearchUnavailable:
        return SearchUnavailable("search.read_only", url=self.shown)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the client raises inside into `SearchUnavailable` with what to do."""
        try:
            yield
        except (ApiError, TransportError) as error:
            explanation = self._explain(error)
            if explanation is None:
                raise
            raise explanation from error

    def _made(self) -> Elasticsearch:
        options: dict[str, Any] = {"api_key": self._api_key} if self._api_key else {}
        if self._ca is not None:
            options["ca_certs"] = str(self._ca)
        tries = len(self._urls) - 1
        try:
            if self._ca is not None:
                self._ca.open("rb").close()  # the client calls a missing file a bad value
            return Elasticsearch(
                [_with_port(url) for url in self._urls],
                request_timeout=PATIENCE,
                max_retries=tries,
                serializers={"text/html": TextSerializer()},  # what proxies answer is read, too
                **options,
            )
        except OSError as error:  # no such file, or no certificate in it
            raise self._distrusted() from error

    def _accept(self, info: Any) -> None:
        version = info.get("version") if isinstance(info, dict) else None
        found = str(version.get("number", "")) if isinstance(version, dict) else ""
        if not found:
            raise SearchUnavailable("search.not_elasticsearch", url=self.shown)
        if found.partition(".")[0] not in WANTED:
            raise self._wrong_version(found)

    def _wrong_version(self, found: str) -> SearchUnavailable:
        wanted = " / ".join(f"{major}.x" for major in WANTED)
        return SearchUnavailable("search.wrong_version", url=self.shown, found=found, wanted=wanted)

    def _distrusted(self) -> SearchUnavailable:
        return SearchUnavailable("search.tls", url=self.shown, ca=str(self._ca or "—"))

    def _explain(self, error: Exception) -> SearchUnavailable | None:
        match error:
            case UnsupportedProductError() | SerializationError():
                return SearchUnavailable("search.not_elasticsearch", url=self.shown)
            case ApiError():
                return self._explain_answer(error)
            case TlsError():
                return self._distrusted()
            case TransportError():
                return SearchUnavailable("search.down", url=self.shown)
        return None

    def _explain_answer(self, error: ApiError) -> SearchUnavailable | None:
        kind = kinds(error)
        match error.status_code:
            case 401 | 403 if "cluster_block" not in kind:
                return SearchUnavailable("search.refused_login", url=self.shown)
            case 403 | 429 if "block" in kind:
                return self.read_only()
            case 404:
                return SearchUnavailable("search.no_index")
            case 400 | 406 if "media_type" in kind:
                return self._wrong_version("?")
            case 400 if _WIDE.search(str(error.body)):
                return SearchUnavailable("search.too_wide", url=self.shown)
            case 502 | 504:
                return SearchUnavailable("search.down", url=self.shown)
            case status if status >= 429:
                return self.overloaded()
        return None


# How many parts of a query a server takes depends on its memory and cores; versions name the refusal differently.
_WIDE = re.compile(r"too many (nested )?clauses|too_many_(nested_)?clauses")


def kinds(error: ApiError) -> str:
    """The kinds of error that the server names, for us to tell them apart; never shown."""
    body = error.body
    found = body.get("error") if isinstance(body, dict) else None
    if not isinstance(found, dict):
        return str(found or "")
    causes = [found, *found.get("root_cause", ())]
    return " ".join(str(cause.get("type", "")) for cause in causes)


def _with_port(url: str) -> str:
    """The client wants the port said; the one of the scheme stands where none is."""
    parts = urlsplit(url)
    if parts.port is not None:
        return url
    return urlunsplit(parts._replace(netloc=f"{parts.netloc}:{_PORTS[parts.scheme]}"))
