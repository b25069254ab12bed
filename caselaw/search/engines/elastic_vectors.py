"""Vectors in Elasticsearch, 8 or 9: one index, a row for each vector and one that says what is held of a document.

Each vector is 512 bytes (`element_type: byte`) in a graph of its own (`hnsw`), searched with the filter inside, so that
nothing a reader may not see takes a place among the nearest. Rows of one document are written before the row that
names them, and older ones removed after it; a reader in between sees both, which is one neighbour.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elasticsearch.helpers import bulk, scan

from caselaw.domain.errors import EncoderUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines.elastic_client import Cluster
from caselaw.search.vectors import BEST_PARAGRAPHS, Among, Encoded, Held, Neighbour, Reading
from caselaw.search.vectors.compact import compact

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

Json = dict[str, Any]

FORMAT = 1
_ROWS = 400
"""Vectors looked for, for one asked: a document has several, and counts once."""
_CANDIDATES = 800
_SHOWN: Json = {"_source": ["anchor"], "docvalue_fields": ["id"]}
_PORTION = 500
_BEGUN = -1  # the revision of a document whose vectors are being written for the first time
_FRESH = 5.0  # seconds for which the server is not asked again whose vectors it holds
_KEYWORD: Json = {"type": "keyword"}


class ElasticVectors:
    """A `VectorIndex` in the cluster at `urls`, in the index `PREFIX-vectors`. Safe for threads and forks."""

    def __init__(self, urls: Sequence[str], *, prefix: str, api_key: str = "", ca: Path | None = None) -> None:
        self._cluster = Cluster(tuple(urls), api_key=api_key, ca=ca)
        self._name = f"{prefix}-vectors"
        self._known: tuple[str | None, float] = None, float("-inf")

    def encoder(self) -> str | None:
        known, until = self._known
        if time.monotonic() >= until:
            known = self._asked_encoder()
            self._known = known, time.monotonic() + _FRESH
        return known

    def _asked_encoder(self) -> str | None:
        with self._cluster.explained():
            client = self._cluster.client().options(ignore_status=404)
            found = client.indices.get_mapping(index=self._name).body
        meta = found.get(self._name, {}).get("mappings", {}).get("_meta", {}) if isinstance(found, dict) else {}
        return meta.get("encoder") if meta.get("format") == FORMAT else None

    def begin(self, encoder: str, dim: int) -> None:
        with self._cluster.explained():
            indices = self._cluster.writing().indices
            indices.delete(index=self._name, ignore_unavailable=True)
            indices.create(index=self._name, mappings=_mapping(encoder, dim))
        self._known = encoder, time.monotonic() + _FRESH

    def put(self, encoder: str, documents: Iterable[Encoded]) -> None:
        self._forget()
        self._same(encoder)
        with self._cluster.explained():
            changed = [document for document in documents if self._replace(document)]
            self._refresh()
            for document in changed:
                of_it: Json = {"term": {"id": document.id}}
                self._remove({"bool": {"filter": [of_it], "must_not": [{"term": {"digest": document.digest}}]}})

    def keep(self, encoder: str, documents: Iterable[Encoded]) -> None:
        self._forget()
        self._same(encoder)
        for document in documents:
            held = self.held([document.id]).get(document.id)
            vectors = sum(len(reading.anchors) for reading in document.readings)
            if held is None or (held.digest, held.vectors) != (document.digest, vectors):
                self.drop([document.id])
                continue
            with self._cluster.explained():
                self._refresh()
                self._read_by(document)
                self._name_them(document, vectors)
                self._refresh()

    def drop(self, ids: Collection[DocumentId]) -> None:
        if ids and self.encoder() is not None:
            with self._cluster.explained():
                self._remove({"terms": {"id": sorted(ids)}})
                self._refresh()

    def held(self, ids: Collection[DocumentId] | None = None) -> Mapping[DocumentId, Held]:
        if self.encoder() is None:
            return {}
        only: list[Json] = [{"range": {"revision": {"gt": _BEGUN}}}]
        if ids is not None:
            only.append({"terms": {"id": sorted(ids)}})
        asked = {"query": {"bool": {"filter": only}}, "_source": ["id", "revision", "digest", "vectors"]}
        with self._cluster.explained():
            rows = [hit["_source"] for hit in scan(self._cluster.client(), query=asked, index=self._name)]
        return {DocumentId(row["id"]): Held(row["revision"], row["digest"], row["vectors"]) for row in rows}

    def nearest(self, encoder: str, asked: Vectors, among: Among, k: int) -> tuple[Neighbour, ...]:
        self._same(encoder)
        if not len(asked) or k < 1:
            return ()
        only = _filter(among)
        if among.within is not None:
            bodies = [_all_of(one, only, len(among.within)) for one in compact(asked).tolist()]
        else:
            bodies = [_nearest(one, only) for one in compact(asked).tolist()]
        with self._cluster.explained():
            client = self._cluster.client()
            answers = [client.search(index=self._name, body=body)["hits"]["hits"] for body in bodies]
        return _gathered(answers, k)

    def bytes(self) -> int:
        with self._cluster.explained():
            client = self._cluster.client().options(ignore_status=404)
            found = client.indices.stats(index=self._name, metric="store").body
        return int(found.get("_all", {}).get("total", {}).get("store", {}).get("size_in_bytes", 0))

    def check(self) -> None:
        with self._cluster.explained():
            self._cluster.client()

    def close(self) -> None:
        self._cluster.close()

    def _forget(self) -> None:
        """Before something is written, the server is asked."""
        self._known = None, float("-inf")

    def _same(self, encoder: str) -> None:
        if self.encoder() != encoder:
            raise EncoderUnavailable("encoder.other_vectors")

    def _replace(self, document: Encoded) -> bool:
        """Write the vectors of a document and the row that names them; True where it had others before.

        That it was begun is written first: what a killed writer leaves is found, and removed, by the next.
        """
        rows = list(_rows(document))
        before = self._cluster.client().options(ignore_status=404).get(index=self._name, id=str(document.id))
        if not before["found"]:
            self._name_them(document, len(rows), revision=_BEGUN)
        actions = [
            {"_index": self._name, "_id": f"{document.id}|{document.digest}|{at}", **row} for at, row in enumerate(rows)
        ]
        bulk(self._cluster.writing(), actions, chunk_size=_PORTION)
        self._name_them(document, len(rows))
        return bool(before["found"])

    def _name_them(self, document: Encoded, vectors: int, *, revision: int | None = None) -> None:
        revision = document.revision if revision is None else revision
        said = {"id": document.id, "revision": revision, "digest": document.digest, "vectors": vectors}
        self._cluster.writing().index(index=self._name, id=str(document.id), document=said)

    def _read_by(self, document: Encoded) -> None:
        """Let the vectors of a document be found by who may read it now."""
        for number, reading in enumerate(document.readings):
            which = [{"term": {"id": document.id}}, {"term": {"reading": number}}]
            self._cluster.writing().update_by_query(
                index=self._name,
                query={"bool": {"filter": which}},
                script={"source": "ctx._source.putAll(params)", "params": _readers(reading)},
                conflicts="proceed",
                refresh=True,
            )

    def _remove(self, query: Json) -> None:
        self._cluster.writing().delete_by_query(index=self._name, query=query, conflicts="proceed", refresh=True)

    def _refresh(self) -> None:
        self._cluster.writing().indices.refresh(index=self._name)


def _mapping(encoder: str, dim: int) -> Json:
    vector = {
        "type": "dense_vector",
        "element_type": "byte",
        "dims": dim,
        "index": True,
        "similarity": "cosine",
        "index_options": {"type": "hnsw", "m": 16, "ef_construction": 100},
    }
    fields: Json = dict.fromkeys(("id", "digest", "audience", "superseded_by", "language"), _KEYWORD)
    numbers: Json = {name: {"type": "integer"} for name in ("revision", "vectors", "reading")}
    anchor = {"type": "keyword", "index": False}
    return {
        "dynamic": "strict",
        "_meta": {"format": FORMAT, "encoder": encoder},
        "properties": {**fields, **numbers, "anchor": anchor, "vector": vector},
    }


def _rows(document: Encoded) -> Iterator[Json]:
    """A row for each vector that says anything: the server takes none of length zero."""
    for number, (reading, vectors) in enumerate(zip(document.readings, document.vectors, strict=True)):
        for anchor, vector in zip(reading.anchors, compact(vectors), strict=True):
            row = {"id": document.id, "digest": document.digest, "reading": number, "anchor": anchor}
            yield row | _readers(reading) | ({"vector": vector.tolist()} if vector.any() else {})


def _readers(reading: Reading) -> Json:
    return {
        "audience": reading.audience,
        "superseded_by": list(reading.superseded_by),
        "language": reading.language,
    }


def _filter(among: Among) -> Json:
    every: list[Json] = [{"terms": {"audience": sorted(among.audiences)}}, {"exists": {"field": "vector"}}]
    none: list[Json] = [{"terms": {"superseded_by": sorted(among.audiences)}}]
    if among.languages_in:
        every.append({"terms": {"language": list(among.languages_in)}})
    if among.languages_out:
        none.append({"terms": {"language": list(among.languages_out)}})
    if among.within is not None:
        every.append({"terms": {"id": sorted(among.within)}})
    if among.withdrawn:
        none.append({"terms": {"id": sorted(among.withdrawn)}})
    return {"bool": {"filter": every, "must_not": none}}


def _nearest(one: list[int], only: Json) -> Json:
    """The nearest vectors of what the filter lets through. `_score` is (1 + cosine) / 2."""
    knn = {"field": "vector", "query_vector": one, "k": _ROWS, "num_candidates": _CANDIDATES, "filter": only}
    return {"knn": knn, "size": _ROWS, **_SHOWN}


def _all_of(one: list[int], only: Json, documents: int) -> Json:
    """All vectors of a few documents, exactly: of each the best three."""
    script = {"source": "(1 + cosineSimilarity(params.one, 'vector')) / 2", "params": {"one": one}}
    best = {"name": "best", "size": BEST_PARAGRAPHS, **_SHOWN}
    return {
        "query": {"script_score": {"query": only, "script": script}},
        "collapse": {"field": "id", "inner_hits": best},
        "size": documents,
        "_source": False,
    }


def _gathered(answers: Sequence[Sequence[Mapping[str, Any]]], k: int) -> tuple[Neighbour, ...]:
    """Rows gathered into documents: a document is as near as its best row, for each asked vector, on the average. For
    one that was not among the nearest of a vector, that of the last of these stands."""
    found: list[dict[str, dict[str, float]]] = []
    for hits in answers:
        near: dict[str, dict[str, float]] = {}
        for hit in _flat(hits):
            id_, anchor = hit["fields"]["id"][0], hit["_source"]["anchor"]
            of_it = near.setdefault(id_, {})
            of_it[anchor] = max(2 * hit["_score"] - 1, of_it.get(anchor, -1.0))
        found.append(near)
    last = [min((max(one.values()) for one in near.values()), default=0.0) for near in found]
    neighbours = []
    for id_ in dict.fromkeys(id_ for near in found for id_ in near):
        best: dict[str, float] = {}
        for near in found:
            for anchor, like in near.get(id_, {}).items():
                best[anchor] = max(like, best.get(anchor, -1.0))
        each = [max(near[id_].values()) if id_ in near else low for near, low in zip(found, last, strict=True)]
        paragraphs = sorted(best.items(), key=lambda pair: -pair[1])[:BEST_PARAGRAPHS]
        neighbours.append(Neighbour(DocumentId(id_), sum(each) / len(each), tuple(paragraphs)))
    return tuple(sorted(neighbours, key=lambda one: -one.likeness)[:k])


def _flat(hits: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for hit in hits:
        yield from hit["inner_hits"]["best"]["hits"]["hits"] if "inner_hits" in hit else (hit,)
