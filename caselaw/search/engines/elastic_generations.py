"""Generations of the index: which one is searched, which one is being built, and the one step from this to that."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from elasticsearch import NotFoundError

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.search.engines.elastic_client import Cluster
from caselaw.search.engines.elastic_mapping import FORMAT, Json, index_body

KINDS = ("documents", "paragraphs")
_WHILE_LOADING = {"refresh_interval": "-1", "gc_deletes": "1d"}  # a drop outlives the load that began before it
_WHEN_LOADED = {"refresh_interval": None, "gc_deletes": None}


@dataclass(frozen=True)
class Pair:
    """The names of the two indexes or aliases that belong together."""

    documents: str
    paragraphs: str

    @property
    def both(self) -> tuple[str, str]:
        return self.documents, self.paragraphs


class Generations:
    """The generations under one prefix: the alias pair `live` is searched, `building` names one in the making."""

    def __init__(self, cluster: Cluster, prefix: str) -> None:
        self._cluster = cluster
        self._known = False
        self.live = Pair(*(f"{prefix}-{kind}" for kind in KINDS))
        self.building = Pair(*(f"{prefix}-{kind}-building" for kind in KINDS))

    def need(self) -> None:
        """See once in a process's life that there is an index of our format."""
        if not self._known:
            self.check()

    def check(self) -> None:
        """Raise `SearchUnavailable` where there is no index, or one of another format."""
        with self._cluster.explained():
            found = self._cluster.client().indices.get_mapping(index=list(self.live.both)).body
        formats = {index["mappings"].get("_meta", {}).get("format") for index in found.values()}
        self._known = formats == {FORMAT}
        if not self._known:
            raise SearchUnavailable("search.index_format")

    def is_building(self) -> bool:
        """True while another generation is made, which must be told of every change; there must be one that is live."""
        aliases = set(self._holders(self.live.documents, self.building.documents))
        if self.live.documents not in aliases:
            raise SearchUnavailable("search.no_index")
        return self.building.documents in aliases

    def begin(self) -> str:
        """Make an empty generation behind the alias of what is being built; one left half made before is removed."""
        self._remove(self._holding(self.building))
        self._remove(self._forgotten())
        name = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        for kind, index, alias in zip(KINDS, self._indexes(name).both, self.building.both, strict=True):
            body = index_body(kind)
            body["settings"] |= _WHILE_LOADING
            self._cluster.writing().indices.create(index=index, aliases={alias: {}}, **body)
        return name

    def serve(self, name: str) -> None:
        """Let searches see this generation instead of the last one, in one step. `IndexBusy` where a later rebuild has
        taken its place."""
        indices = self._cluster.writing().indices
        fresh = self._indexes(name)
        indices.put_settings(index=list(fresh.both), settings=_WHEN_LOADED)
        indices.refresh(index=list(fresh.both))
        old = self._holding(self.live)
        actions: list[Json] = [{"remove": {"index": index, "alias": alias}} for index, alias in old]
        for index, alias, building in zip(fresh.both, self.live.both, self.building.both, strict=True):
            actions.append({"remove": {"index": index, "alias": building, "must_exist": True}})
            actions.append({"add": {"index": index, "alias": alias}})
        try:
            indices.update_aliases(actions=actions)
        except NotFoundError as error:
            raise IndexBusy() from error
        self._known = True
        self._remove(old)

    def abandon(self, name: str) -> None:
        """Remove a generation that was not finished."""
        self._remove([(index, "") for index in self._indexes(name).both])

    def _indexes(self, name: str) -> Pair:
        return Pair(*(f"{alias}-{name}" for alias in self.live.both))

    def _holders(self, *aliases: str) -> dict[str, list[str]]:
        """The indexes behind each of these aliases that exists."""
        client = self._cluster.client().options(ignore_status=404)
        found: dict[str, list[str]] = {}
        for index, held in client.indices.get_alias(name=list(aliases)).body.items():
            for alias in held.get("aliases", ()) if isinstance(held, dict) else ():
                found.setdefault(alias, []).append(index)
        return found

    def _holding(self, pair: Pair) -> list[tuple[str, str]]:
        return [(index, alias) for alias, held in self._holders(*pair.both).items() for index in held]

    def _forgotten(self) -> list[tuple[str, str]]:
        """Indexes of ours behind no alias: what a process that was killed left."""
        patterns = [f"{alias}-*" for alias in self.live.both]
        found = self._cluster.client().indices.get_alias(index=patterns).body
        return [(index, "") for index, held in found.items() if not held["aliases"]]

    def _remove(self, indexes: list[tuple[str, str]]) -> None:
        client = self._cluster.writing().options(ignore_status=404)
        for index, _ in indexes:
            client.indices.delete(index=index)
