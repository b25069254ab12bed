"""All checks of an installation in their order; and those that a site which others reach is not served without."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import StoreUnavailable
from caselaw.domain.watching import Finding, of_fault, worst
from caselaw.search.remote import is_loopback
from caselaw.services.indexing.index import IndexingService
from caselaw.services.site.health import HealthService
from caselaw.services.watching.checks import folders, people, running, secret_key, tools, ways
from caselaw.settings import Settings
from caselaw.store import Store


class CheckService:
    """Looks at everything and changes nothing."""

    def __init__(self, store: Store, health: HealthService, indexing: IndexingService, settings: Settings) -> None:
        self._store = store
        self._health = health
        self._indexing = indexing
        self._settings = settings

    def findings(self, *, viewer: Viewer, environ: Mapping[str, str] = os.environ) -> Iterator[Finding]:
        """Everything, one after the other. Raises `Forbidden`."""
        require(viewer, Action.READ_STATUS)
        return self._all(environ, thorough=True)

    def in_short(self, *, viewer: Viewer, environ: Mapping[str, str] = os.environ) -> tuple[Finding, ...]:
        """What can be looked at while somebody waits for a page: without the tools, and without comparing every
        document. Raises `Forbidden`."""
        require(viewer, Action.READ_STATUS)
        return tuple(self._all(environ, thorough=False))

    def _all(self, environ: Mapping[str, str], *, thorough: bool) -> Iterator[Finding]:
        settings, store = self._settings, self._store
        yield from secret_key.look(settings)
        yield from folders.look(settings)
        yield from ways.look(settings, environ)
        health = self._health.ready()
        yield from running.services(settings, health)
        if health.database:
            yield from _answered(lambda: running.work(store))
            if thorough and health.index:
                yield from running.index(self._indexing)
            yield from _answered(lambda: running.clocks(settings, store))
            yield from _answered(lambda: running.backup(settings, store))
            yield from _answered(lambda: people.look(settings, store))
        yield from ways.mail(settings)
        if thorough:
            yield from tools.look(settings)


def refusals(
    settings: Settings, host: str | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[Finding, ...]:
    """Why a site that others reach is not to be served: `host` is what it would listen at. Nothing, for a site of this
    machine alone."""
    listening = host is not None and not is_loopback(host)
    if not listening and not ways.for_others(settings):
        return ()
    found = [*secret_key.look(settings), *folders.look(settings), *ways.look(settings, environ)]
    if listening and not settings.secure and not ways.for_others(settings):
        found.append(worst("check.clear_listening", host=host or ""))
    return tuple(one for one in found if one.worst)


def _answered(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings; or that the database went away meanwhile."""
    try:
        yield from look()
    except StoreUnavailable as fault:
        yield of_fault(fault)
