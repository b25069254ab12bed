"""Elasticsearch behind the port: one index a generation, behind an alias, its documents with their paragraphs inside.

A search asks once for a page with its best paragraphs, its total and its facets. Everything is written through an
alias, so that no index is ever made by accident. While a generation is built, a second alias names it, and what is put
or dropped meanwhile goes to both; of one row the later revision stands (`elastic_rows`). The swap moves the alias in
one step. Of two rebuilds at a time the one that began later wins.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from elasticsearch import ApiError

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import chain
from caselaw.search.engines import elastic_compile as compiled
from caselaw.search.engines.clauses import check_clauses
from caselaw.search.engines.elastic_clauses import SCALE
from caselaw.search.engines.elastic_client import Cluster, kinds
from caselaw.search.engines.elastic_generations import Generations
from caselaw.search.engines.elastic_mapping import PARAGRAPHS, Json, words
from caselaw.search.engines.elastic_rows import Groups, Indexed, grouped, portions
from caselaw.search.engines.elastic_writer import Moved, Refused, Writer
from caselaw.search.plan import SearchPlan
from caselaw.search.port import Hit, IndexDocument, ParagraphHit, Rebuilt, SearchResult
from caselaw.search.project import encodable
from caselaw.search.wordforms import distance, edits

T = TypeVar("T")

_SWAPPED = ("index_not_found", "no_shard_available", "shard_not_found", "search_phase_execution")
_SPELLINGS = 10  # read for each that is wanted: Elasticsearch ranks them by its own rule
_MOVES = 3  # swaps that one write or one long reading may meet


class ElasticIndex:
    """A `SearchIndex` in the cluster at `urls`, in indexes whose names begin with `prefix`. Safe for threads and forks.

    Making one asks nothing of the server; every method raises `SearchUnavailable` with what to do.
    """

    def __init__(self, urls: Sequence[str], *, prefix: str, api_key: str = "", ca: Path | None = None) -> None:
        self._cluster = Cluster(tuple(urls), api_key=api_key, ca=ca)
        self._generations = Generations(self._cluster, prefix)

    def search(self, plan: SearchPlan) -> SearchResult:
        check_clauses(plan.where)
        answer = self._ask(compiled.documents(plan))
        total = int(answer["hits"]["total"]["value"])
        hits = answer["hits"]["hits"] if compiled.is_near(plan) else self._far(plan, total)
        return SearchResult(
            total=total,
            hits=tuple(map(_hit, hits)),
            facets={facet: _counts(answer["aggregations"][facet], plan, facet) for facet in plan.facets},
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
        return self._meeting_swaps(lambda: self._versions(ids))

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

    def spellings(self, word: str, limit: int = 10) -> list[str]:
        asked = compiled.spellings(word, _SPELLINGS * limit)
        return _spelled(asked, self._ask(asked)["suggest"], limit) if asked else []

    def tokens(self, text: str, language: str) -> list[str]:
        self._generations.need()
        with self._cluster.explained():
            answer = self._cluster.client().indices.analyze(
                index=self._generations.live, analyzer=chain(language), text=words(text)
            )
        return [token["token"] for token in answer["tokens"]]

    def check(self) -> None:
        self._generations.check()

    def close(self) -> None:
        self._cluster.close()

    def _far(self, plan: SearchPlan, total: int) -> Sequence[Json]:
        """A page too deep for one answer: the documents before it are walked over, without reading anything of them."""
        if plan.size < 1 or not 0 <= plan.offset < total:
            return ()
        after: Sequence[object] | None = None
        place = 0
        while place < plan.offset:
            step = min(compiled.DEEPEST_PAGE, plan.offset - place)
            passed = self._ask(compiled.walk(plan, step, after, passages=False))["hits"]["hits"]
            if len(passed) < step:
                return ()
            after, place = passed[-1]["sort"], place + step
        page: list[Json] = []
        while len(page) < plan.size:
            step = min(compiled.DEEPEST_PAGE, plan.size - len(page))
            found = self._ask(compiled.walk(plan, step, after, passages=True))["hits"]["hits"]
            page += found
            if len(found) < step:
                break
            after = found[-1]["sort"]
        return page

    def _ask(self, asked: Json) -> Mapping[str, Any]:
        """One search; once more where the generation was swapped under it. Half an answer is none."""
        self._generations.need()
        with self._cluster.explained():
            client = self._cluster.client()
            alias = self._generations.live
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

        def change() -> None:
            building = self._generations.is_building()
            live = Writer(self._cluster, self._generations.live)
            before = frozenset(live.rows(ids))
            write(live, before)
            if building:
                write(Writer(self._cluster, self._generations.building, building=True), before)

        self._meeting_swaps(change)

    def _versions(self, ids: Collection[DocumentId] | None) -> dict[DocumentId, int]:
        versions: dict[DocumentId, int] = {}
        for row in Writer(self._cluster, self._generations.live).rows(ids):
            versions[row.id] = min(row.revision, versions.get(row.id, row.revision))
        return versions

    def _meeting_swaps(self, work: Callable[[], T]) -> T:
        """What `work` answers, begun anew where the generation it was at was swapped under it."""
        with self._cluster.explained():
            for _ in range(_MOVES):
                try:
                    return work()
                except Moved:
                    continue
        raise SearchUnavailable("search.no_index")

    def _load(self, rows: Iterable[IndexDocument]) -> tuple[int, dict[DocumentId, str]]:
        """Fill what is being built: how many documents it took, and those refused with why."""
        taken: set[DocumentId] = set()
        refused: dict[DocumentId, str] = {}
        for portion in portions(rows):
            groups, bad = grouped(portion)
            with self._loading() as writer:
                failed = writer.load(groups, again=groups.keys() & taken)
            taken |= groups.keys()
            refused = {id_: why for id_, why in refused.items() if id_ not in groups} | bad | failed
        with self._loading() as writer:
            writer.settle(refused.keys())
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


def _hit(hit: Mapping[str, Any]) -> Hit:
    """A document as answered, with its best paragraphs."""
    held = hit.get("inner_hits", {}).get(PARAGRAPHS)
    paragraphs = tuple(
        ParagraphHit(each["fields"][f"{PARAGRAPHS}.anchor"][0], SCALE * float(each["sort"][0]))
        for each in (held["hits"]["hits"] if held else ())
    )
    return Hit(Indexed.of(hit).id, SCALE * float(hit["_score"] or 0), paragraphs)


def _counts(facet: Mapping[str, Any], plan: SearchPlan, field: str) -> dict[str, int]:
    size = plan.facet_sizes.get(field, plan.facet_size)
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in facet["counted"]["buckets"][:size]}


def _spelled(asked: Json, suggested: Mapping[str, Any], limit: int) -> list[str]:
    """What is suggested in texts and in names, likest and commonest first."""
    form = asked["suggest"]["body"]["text"]
    holders: dict[str, int] = {}
    for entries in suggested.values():
        for option in (option for entry in entries for option in entry["options"]):
            holders[option["text"]] = max(int(option["freq"]), holders.get(option["text"], 0))
    apart = {other: distance(form, other, edits(form)) for other in holders if other != form}
    found = [other for other, far in apart.items() if far <= edits(form)]
    return sorted(found, key=lambda other: (apart[other], -holders[other], other))[:limit]
