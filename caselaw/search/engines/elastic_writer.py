"""Writing into one generation: rows, each refusal named, and nothing old left behind. Whoever searches meanwhile sees a
document as it was or as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from elasticsearch import ApiError
from elasticsearch.helpers import streaming_bulk

from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines.elastic_client import Cluster, kinds
from caselaw.search.engines.elastic_mapping import Json
from caselaw.search.engines.elastic_rows import (
    Groups,
    Indexed,
    delete_action,
    indexed,
    row_action,
    row_id,
)
from caselaw.search.project import encodable

LATER_STANDS = "the index holds a later revision of this document; `caselaw index rebuild` makes it anew"
Refused = dict[DocumentId, str]
_PAGE = 5_000
_CHUNK_BYTES = 10 * 1024 * 1024
_CONFLICT = 409
_LOGIN = (401, 403)
_BUSY, _AWAY = 429, 503
_RETRIES = 3  # of what a busy node sends back
_GONE = ("index_not_found", "no_shard_available", "shard_not_found")


class Moved(Exception):
    """The generation written to is gone: another one serves now."""


class Writer:
    """Writes to the generation behind the alias `target`; `building` while it is being filled by a rebuild.

    Every method raises `Moved` where a swap took the generation away meanwhile.
    """

    def __init__(self, cluster: Cluster, target: str, *, building: bool = False) -> None:
        self._cluster = cluster
        self._client = cluster.writing()
        self._target = target
        self._building = building

    def rows(self, ids: Collection[DocumentId] | None = None) -> Iterator[Indexed]:
        """The rows of these documents, or all, as searches see them now."""
        if ids is None:
            yield from self._rows({"match_all": {}})
            return
        wanted = iter(sorted(filter(encodable, ids)))
        while batch := list(islice(wanted, _PAGE)):
            yield from self._rows({"terms": {"id": batch}})

    def replace(self, groups: Groups, refused: Collection[DocumentId], before: frozenset[Indexed]) -> Refused:
        """Let the index hold these rows of their documents and no other, and nothing of the refused; `before` are the
        rows served until now. Returns what else is refused and why."""
        failed, conflicts = self._write(groups)
        written = {indexed(row) for group in groups.values() for row in group}
        gone = {row for row in before if row.id in refused or not _stands(row, groups)}
        gone |= {row for row in before | written if row.id in failed}
        self._delete(gone)
        self._refresh()
        if not self._building:
            failed |= {row.id: LATER_STANDS for row in conflicts}
        return failed

    def remove(self, before: Collection[Indexed]) -> None:
        """Remove these rows."""
        self._delete(before)
        self._refresh()

    def load(self, groups: Groups, *, again: Collection[DocumentId]) -> Refused:
        """Fill what is being built: what is refused and why. `again` came before in the same load."""
        if again:
            self._refresh()
            return self.replace(groups, (), frozenset(self.rows(again)))
        return self._write(groups)[0]

    def settle(self, refused: Collection[DocumentId]) -> None:
        """End a load: nothing stays of what was refused."""
        if refused:
            self._refresh()
            self._delete(list(self.rows(refused)))

    def _write(self, groups: Groups) -> tuple[Refused, list[Indexed]]:
        """Write rows: what is refused and why, and the rows of which a later revision stands."""
        rows = [row for group in groups.values() for row in group]
        written = {row_id(row.id, row.audience): indexed(row) for row in rows}
        refused: Refused = {}
        conflicts = []
        for fault in self._bulk(row_action(row, self._target) for row in rows):
            row_ = written[fault.address]
            if fault.status == _CONFLICT:
                conflicts.append(row_)
            else:
                refused[row_.id] = fault.why
        return refused, conflicts

    def _rows(self, query: Json) -> Iterator[Indexed]:
        asked: Json = {
            "query": query,
            "size": _PAGE,
            "sort": [{"id": "asc"}, {"audience": "asc"}],
            "_source": False,
            "docvalue_fields": ["id", "audience", "revision"],
            "track_total_hits": False,
        }
        while True:
            with _unmoved():
                answer = self._client.search(index=self._target, body=asked, allow_partial_search_results=False).body
            hits = answer["hits"]["hits"]
            yield from map(Indexed.of, hits)
            if len(hits) < _PAGE:
                return
            asked["search_after"] = hits[-1]["sort"]

    def _delete(self, rows: Collection[Indexed]) -> None:
        later = 1 if self._building else 0  # there, it must also keep out the row that the rebuild is about to write
        list(self._bulk(delete_action(row, self._target, later=later) for row in rows))

    def _refresh(self) -> None:
        with _unmoved():
            self._client.indices.refresh(index=self._target)

    def _bulk(self, actions: Iterable[Json]) -> Iterator[_Fault]:
        """Send actions; what did not succeed, but for deletions of what is not there. Raises `Moved`."""
        answers = streaming_bulk(
            self._client,
            actions,
            require_alias=True,
            max_chunk_bytes=_CHUNK_BYTES,
            max_retries=_RETRIES,
            initial_backoff=1,
            raise_on_error=False,
            raise_on_exception=False,
        )
        for succeeded, answer in answers:
            if succeeded:
                continue
            (operation, item), *_ = answer.items()
            self._raise_what_is_no_fault_of_the_document(item)
            if operation != "delete":
                yield _Fault(item["_id"], item["status"], _why(item))

    def _raise_what_is_no_fault_of_the_document(self, item: Mapping[str, Any]) -> None:
        exception, status, kind = item.get("exception"), int(item["status"]), _kind(item)
        if kind == "index_not_found_exception":
            raise Moved
        if kind == "cluster_block_exception":
            raise self._cluster.read_only()
        if isinstance(exception, ApiError) and (status in _LOGIN or status >= _BUSY):
            raise exception
        if status in (_BUSY, _AWAY):
            raise self._cluster.overloaded()


@contextmanager
def _unmoved() -> Iterator[None]:
    """Raise `Moved` where the server says that what is behind the alias is gone."""
    try:
        yield
    except ApiError as error:
        if any(kind in kinds(error) for kind in _GONE):
            raise Moved from error
        raise


@dataclass(frozen=True)
class _Fault:
    """What was not taken: its address in the index, the status, and why."""

    address: str
    status: int
    why: str


def _stands(row: Indexed, groups: Groups) -> bool:
    """A row of the same audience takes its place, or a later revision of the document was there already."""
    group = groups.get(row.id, ())
    return any(new.audience == row.audience or new.revision < row.revision for new in group)


def _kind(item: Mapping[str, Any]) -> str:
    error = item.get("error")
    return str(error.get("type", "")) if isinstance(error, Mapping) else ""


def _why(item: Mapping[str, Any]) -> str:
    error = item.get("error")
    if not isinstance(error, Mapping):
        return str(error)
    cause = error.get("caused_by")
    parts = [error.get("reason"), cause.get("reason") if isinstance(cause, Mapping) else None]
    return ": ".join(str(part) for part in parts if part)
