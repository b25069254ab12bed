"""Elasticsearch behind the port: two indexes a generation, documents and paragraphs, each behind an alias.

A search asks the documents for a page, its total and its facets, then the paragraphs of that page. Everything is
written through an alias, so that no index is ever made by accident. While a generation is built, a second alias names
it, and what is put or dropped meanwhile goes to both; of one row the later revision stands (`elastic_rows`). The swap
moves both aliases in one step. Of two rebuilds at a time the one that began later wins.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from elasticsearch import ApiError

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import chain
from caselaw.search.engines import elastic_compile as compiled
from caselaw.search.engines.clauses import check_clauses
from caselaw.search.engines.elastic_client import Cluster, kinds
from caselaw.search.engines.elastic_generations import Generations
from caselaw.search.engines.elastic_mapping import Json, words
from caselaw.search.engines.elastic_rows import Groups, Indexed, grouped, portions
from caselaw.search.engines.elastic_writer import Moved, Refused, Writer
from caselaw.search.plan import SearchPlan
from caselaw.search.port import Hit, IndexDocument, ParagraphHit, Rebuilt, SearchResult
from caselaw.search.project import encodable

_SWAPPED = ("index_not_found", "no_shard_available", "shard_not_found", "search_phase_execution")
_MOVES = 3  # swaps that one write may meet


class ElasticIndex:
    """A `SearchIndex` in the cluster at `urls`, in indexes whose names begin with `prefix`. Safe for threads and forks.

    Making one asks nothing of the server; every method raises `SearchUnavailable` with what to do.
    """

    def __init__(self, urls: Sequence[str], *, prefix: str, api_key: str = "", ca: Path | None = None) -> None:
        self._cluster = Cluster(tuple(urls), api_key=api_key, ca=ca)
        self._generations = Generations(self._cluster, prefix)

    def search(self, plan: SearchPlan) -> SearchResult:
        check_clauses(plan.where)
        asked = compiled.documents(plan)
        answer = self._ask(self._generations.live.documents, asked)
        hits = answer["hits"]["hits"]
        rows = [Indexed.of(hit) for hit in hits]
        best = self._best_paragraphs(plan, rows)
        return SearchResult(
            total=int(answer["hits"]["total"]["value"]),
            hits=tuple(
                Hit(row.id, float(hit["_score"] or 0), best.get(row.key, ()))
                for row, hit in zip(rows, hits, strict=True)
            ),
            facets={facet: _counts(answer["aggregations"][facet]) for facet in plan.facets},
        )

    def put(self, rows: Iterable[IndexDocument]) -> Mapping[DocumentId, str]:
        self._generations.need()
        refused: dict[DocumentId, str] = {}
        for portion in portions(rows):
            groups, bad = grouped(portion)
            self._change(groups.keys() | bad.keys(), _replacing(groups, bad))
            refused = {id_: why for id_, why in refused.items() if id_ not in groups} | bad
        return refused

    def drop(self, ids: Collection[DocumentId]) -> None:
        self._change({id_ for id_ in ids if encodable(id_)}, lambda writer, before: writer.remove(before))

    def versions(self, ids: Collection[DocumentId] | None = None) -> Mapping[DocumentId, int]:
        self._generations.need()
        versions: dict[DocumentId, int] = {}
        with self._cluster.explained():
            for row in Writer(self._cluster, self._generations.live).rows(ids):
                versions[row.id] = min(row.revision, versions.get(row.id, row.revision))
        return versions

    def rebuild(self, rows: Iterable[IndexDocument]) -> Rebuilt:
        with self._cluster.explained():
            name = self._generations.begin()
        try:
            documents, refused = self._load(rows)
            with self._cluster.explained():
                self._generations.serve(name)
        except BaseException:
            with self._cluster.explained():
                self._generations.abandon(name)
            raise
        return Rebuilt(name, documents, refused)

    def tokens(self, text: str, language: str) -> list[str]:
        self._generations.need()
        with self._cluster.explained():
            answer = self._cluster.client().indices.analyze(
                index=self._generations.live.documents, analyzer=chain(language), text=words(text)
            )
        return [token["token"] for token in answer["tokens"]]

    def check(self) -> None:
        self._generations.check()

    def close(self) -> None:
        self._cluster.close()

    def _best_paragraphs(self, plan: SearchPlan, rows: Sequence[Indexed]) -> dict[str, tuple[ParagraphHit, ...]]:
        asked = compiled.paragraphs(plan, [row.key for row in rows])
        if asked is None:
            return {}
        answer = self._ask(self._generations.live.paragraphs, asked)
        return {
            bucket["key"]: tuple(
                ParagraphHit(hit["fields"]["anchor"][0], float(hit["sort"][0]))
                for hit in bucket["best"]["hits"]["hits"]
            )
            for bucket in answer["aggregations"]["rows"]["buckets"]
        }

    def _ask(self, alias: str, asked: Json) -> Mapping[str, Any]:
        """One search; once more where the generation was swapped under it. Half an answer is none."""
        self._generations.need()
        with self._cluster.explained():
            client = self._cluster.client()
            try:
                return dict(client.search(index=alias, body=asked, allow_partial_search_results=False))
            except ApiError as error:
                if not any(kind in kinds(error) for kind in _SWAPPED):
                    raise
                return dict(client.search(index=alias, body=asked, allow_partial_search_results=False))

    def _change(self, ids: Collection[DocumentId], write: Callable[[Writer, frozenset[Indexed]], None]) -> None:
        """Write to the generation that serves, and to one that is being built."""
        self._generations.need()
        if not ids:
            return
        with self._cluster.explained():
            for _ in range(_MOVES):
                building = self._generations.is_building()
                live = Writer(self._cluster, self._generations.live)
                try:
                    before = frozenset(live.rows(ids))
                    write(live, before)
                    if building:
                        write(Writer(self._cluster, self._generations.building, building=True), before)
                    return
                except Moved:
                    continue
        raise SearchUnavailable("search.no_index")

    def _load(self, rows: Iterable[IndexDocument]) -> tuple[int, dict[DocumentId, str]]:
        """Fill what is being built: how many documents it took, and those refused with why."""
        taken: set[DocumentId] = set()
        refused: dict[DocumentId, str] = {}
        conflicts: list[Indexed] = []
        for portion in portions(rows):
            groups, bad = grouped(portion)
            with self._loading() as writer:
                failed, later = writer.load(groups, again=groups.keys() & taken)
            taken |= groups.keys()
            refused = {id_: why for id_, why in refused.items() if id_ not in groups} | bad | failed
            conflicts += later
        with self._loading() as writer:
            writer.settle(refused.keys(), conflicts)
        return len(taken - refused.keys()), refused

    @contextmanager
    def _loading(self) -> Iterator[Writer]:
        """A writer to what is being built; `IndexBusy` where another rebuild has taken its place."""
        with self._cluster.explained():
            try:
                yield Writer(self._cluster, self._generations.building, building=True)
            except Moved as moved:
                raise IndexBusy() from moved


def _replacing(groups: Groups, refused: Refused) -> Callable[[Writer, frozenset[Indexed]], None]:
    """The change that puts these rows; what the server refuses is added to `refused`."""

    def change(writer: Writer, before: frozenset[Indexed]) -> None:
        for id_, why in writer.replace(groups, refused, before).items():
            refused.setdefault(id_, why)

    return change


def _counts(facet: Mapping[str, Any]) -> dict[str, int]:
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in facet["counted"]["buckets"]}
