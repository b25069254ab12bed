"""The audit trail: shown to those who answer for the site, read again from its first line, told of views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.document import Document
from caselaw.domain.errors import Invalid
from caselaw.domain.people.account import normal_email
from caselaw.services.coding.codings import WRITE
from caselaw.services.coding.suggesting import JUDGE
from caselaw.services.signing import actor
from caselaw.store import Store, audit
from caselaw.store.audit import Asked, Event, Verified
from caselaw.store.coding import rounds
from caselaw.store.people import accounts

PAGE = 50
SINGLE_ACTS = (WRITE, JUDGE)
"""Single acts of a coder; those of a blind round that is not opened are shown to herself alone."""
VIEWED, SERVED = "view document", "serve file"


@dataclass(frozen=True)
class TrailAsked:
    """Which lines somebody wants to see: `who` is an e-mail address or the id of an account, `since` and `until` are
    days (UTC, both included); what is empty asks nothing."""

    who: str = ""
    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class TrailPage:
    """Lines of the trail, the newest first; `people` are the addresses of the accounts that did them, `next` what to
    ask for the page after, `actions` all that may be asked for."""

    events: tuple[Event, ...]
    people: Mapping[str, str]
    actions: tuple[str, ...]
    next: int | None


class AuditService:
    """What was done. Its lines name ids, never values; who searched for what is in none of them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def verify(self, *, viewer: Viewer) -> Verified:
        """Read the whole chain; says how many lines there are, and the first that is wrong. Raises `Forbidden`."""
        require(viewer, Action.VERIFY_AUDIT)
        with self._store.reading() as connection:
            return audit.verify(connection)

    def trail(self, asked: TrailAsked, *, viewer: Viewer, before: int | None = None) -> TrailPage:
        """A page of the trail, from below the line `before`; what single acts people did in a blind round only when it
        is opened, but one's own. Raises `Forbidden`; `Invalid` where the first day is after the last."""
        require(viewer, Action.READ_AUDIT)
        if asked.since and asked.until and asked.since > asked.until:
            raise Invalid("audit.days", {"until": ["audit.days"]})
        with self._store.reading() as connection:
            wanted = Asked(
                actors=_actors(asked.who, accounts.emails(connection)) if asked.who else None,
                action=asked.action or None,
                subject=asked.subject or None,
                since=_midnight(asked.since) if asked.since else None,
                until=_midnight(asked.until + timedelta(days=1)) if asked.until else None,
                own=SINGLE_ACTS,
                of=rounds.hiding(connection),
                reader=actor(viewer),
            )
            found = audit.newest(connection, wanted, before=before, size=PAGE + 1)
            emails = accounts.emails(connection, {event.actor for event in found})
            known = tuple(sorted({*audit.actions(connection), *SINGLE_ACTS}))  # whether or not anybody has coded yet
        page = found[:PAGE]
        return TrailPage(page, emails, known, page[-1].number if len(found) > PAGE else None)

    def viewed(self, document: Document, *, viewer: Viewer) -> None:
        """Write down that somebody has this document before her, where not everybody may read it, or all of it."""
        self._restricted(VIEWED, document, viewer)

    def served(self, document: Document, *, viewer: Viewer) -> None:
        """Write down that somebody was given the file of this document, where not everybody may read it."""
        self._restricted(SERVED, document, viewer)

    def _restricted(self, action: str, document: Document, viewer: Viewer) -> None:
        if document.access == PUBLIC and not document.restrictions:
            return
        with self._store.begin(actor(viewer)) as work:
            work.record(action, document.id, after=document.revision)


def _actors(who: str, emails: Mapping[str, str]) -> tuple[str, ...]:
    """The ids that are meant by an address or an id; an address that is nobody's means nobody."""
    try:
        address = normal_email(who)
    except ValueError:
        return (who,)
    return tuple(account for account, email in emails.items() if email == address)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
