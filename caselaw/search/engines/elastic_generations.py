"""Generations of the index: which one is searched, which one is being built, and the one step from this to that."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from elasticsearch import NotFoundError

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.search.engines.elastic_client import Cluster
from caselaw.search.engines.elastic_mapping import Json, index_body, index_format

_WHILE_LOADING = {"refresh_interval": "-1", "gc_deletes": "1d"}  # a drop outlives the load that began before it
_WHEN_LOADED = {"refresh_interval": None, "gc_deletes": None}


class Generations:
    """The generations under one prefix: the alias `live` is searched, `building` names one in the making."""

    def __init__(self, cluster: Cluster, prefix: str) -> None:
        self._cluster = cluster
        self._known = False
        self.live = f"{prefix}-documents"
        self.building = f"{self.live}-building"

    def need(self) -> None:
        """See once in a process's life that there is an index of our format."""
        if not self._known:
            self.check()

    def check(self) -> None:
        """Raise `SearchUnavailable` where there is no index, or one of another format."""
        with self._cluster.explained():
            found = self._cluster.client().indices.get_mapping(index=self.live).body
        formats = {index["mappings"].get("_meta", {}).get("format") for index in found.values()}
        self._known = formats == {index_format()}
        if not self._known:
            raise SearchUnavailable("search.index_format")

    def is_building(self) -> bool:
        """True while another generation is made, which must be told of every change; there must be one that is live."""
        aliases = set(self._holders(self.live, self.building))
        if self.live not in aliases:
            raise SearchUnavailable("search.no_index")
        return self.building in aliases

    def begin(self) -> str:
        """Make an empty generation behind the alias of what is being built; one left half made before is removed."""
        self._remove(self._holding(self.building))
        self._remove(self._forgotten())
        name = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        body = index_body()
        body["settings"] |= _WHILE_LOADING
        self._cluster.writing().indices.create(index=self._index(name), aliases={self.building: {}}, **body)
        return name

    def serve(self, name: str) -> None:
        """Let searches see this generation instead of the last one, in one step. `IndexBusy` where a later rebuild has
        taken its place."""
        indices = self._cluster.writing().indices
        fresh = self._index(name)
        indices.put_settings(index=fresh, settings=_WHEN_LOADED)
        indices.refresh(index=fresh)
        old = self._holding(self.live)
        actions: list[Json] = [{"remove": {"index": index, "alias": self.live}} for index in old]
        actions.append({"remove": {"index": fresh, "alias": self.building, "must_exist": True}})
        actions.append({"add": {"index": fresh, "alias": self.live}})
        try:
            indices.update_aliases(actions=actions)
        except NotFoundError as error:
            raise IndexBusy() from error
        self._known = True
        self._remove(old)

    def abandon(self, name: str) -> None:
        """Remove a generation that was not finished."""
        self._remove([self._index(name)])

    def _index(self, name: str) -> str:
        return f"{self.live}-{name}"

    def _holders(self, *aliases: str) -> dict[str, list[str]]:
        """The indexes behind each of these aliases that exists."""
        client = self._cluster.client().options(ignore_status=404)
        found: dict[str, list[str]] = {}
        for index, held in client.indices.get_alias(name=list(aliases)).body.items():
            for alias in held.get("aliases", ()) if isinstance(held, dict) else ():
                found.setdefault(alias, []).append(index)
        return found

    def _holding(self, alias: str) -> list[str]:
        return self._holders(alias).get(alias, [])

    def _forgotten(self) -> list[str]:
        """Indexes of ours behind no alias: what a process that was killed left, or an earlier version of ours."""
        found = self._cluster.client().indices.get_alias(index=[f"{self.live}-*"]).body
        return [index for index, held in found.items() if not held["aliases"]]

    def _remove(self, indexes: list[str]) -> None:
        client = self._cluster.writing().options(ignore_status=404)
        for index in indexes:
            client.indices.delete(index=index)
