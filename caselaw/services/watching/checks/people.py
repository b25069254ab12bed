"""Accounts less safe than what they may do asks for; told by their number alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from caselaw.domain.watching import Finding, State, good, note
from caselaw.services.watching.checks.ways import for_others
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store import watching as stored

UNUSED = timedelta(days=180)


def look(settings: Settings, store: Store) -> Iterator[Finding]:
    """Who manages by a password alone, and tokens that nobody seems to need."""
    with store.reading() as connection:
        bare, stale = stored.without_factor(connection), stored.stale_tokens(connection, UNUSED)
    if bare:
        yield Finding(State.BAD if for_others(settings) else State.NOTE, "check.factor_absent", {"count": bare})
    else:
        yield good("check.factor")
    if stale:
        yield note("check.tokens_stale", count=stale, days=UNUSED.days)
