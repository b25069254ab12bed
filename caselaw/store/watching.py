"""What the database knows of the state of an installation: jobs that wait, workers, clocks, and accounts less safe than
they should be. Numbers and times alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, and_, func, or_, select, text

from caselaw.store.tables import accounts, api_tokens, audit_events, memberships, second_factors
from caselaw.store.tables.base import now
from caselaw.store.tables.jobs import heartbeats, jobs

ANSWERABLE = frozenset({"administrator", "operator"})
"""The roles that may do everything: they need more than a password."""


@dataclass(frozen=True)
class Queue:
    """Jobs of one kind: all that wait, those due now, those tried in vain, and since when the oldest due one waits."""

    waiting: int
    due: int
    failed: int
    oldest: datetime | None


def queues(connection: Connection) -> Mapping[str, Queue]:
    """The jobs, by their kind."""
    due = jobs.c.due <= now()
    rows = connection.execute(
        select(
            jobs.c.kind,
            func.count(),
            func.count().filter(due),
            func.count().filter(jobs.c.reason.is_not(None)),
            func.min(jobs.c.added).filter(and_(due, jobs.c.reason.is_(None))),
        ).group_by(jobs.c.kind)
    )
    return {kind: Queue(total, ready, failed, oldest) for kind, total, ready, failed, oldest in rows}


def revision(connection: Connection) -> str:
    """The form of the tables, by the name of the migration that made it."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def workers(connection: Connection, since: datetime) -> int:
    """How many workers have given a sign of life since then."""
    return connection.execute(select(func.count()).where(heartbeats.c.seen >= since)).scalar_one()


def clock(connection: Connection) -> datetime | None:
    """What time the database server has; None where the database is a file of this machine."""
    if connection.dialect.name == "sqlite":
        return None
    found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found.astimezone(UTC)


def last_event(connection: Connection, action: str | None = None) -> datetime | None:
    """When the last line of the trail was written, or the last of this action, by the clock of that moment."""
    asked = select(audit_events.c.at).order_by(audit_events.c.number.desc()).limit(1)
    if action is not None:
        asked = asked.where(audit_events.c.action == action)
    return connection.execute(asked).scalar_one_or_none()


def without_factor(connection: Connection) -> int:
    """How many open accounts that manage the site, or a group, sign in by a password alone."""
    guarded = select(second_factors.c.account_id).where(second_factors.c.confirmed.is_not(None))
    rows = connection.execute(
        select(accounts.c.id, accounts.c.roles).where(accounts.c.closed.is_(None), accounts.c.id.not_in(guarded))
    )
    answerable = {account for account, roles in rows if ANSWERABLE & set(roles)}
    held = connection.execute(
        select(memberships.c.account_id, memberships.c.roles)
        .join(accounts, accounts.c.id == memberships.c.account_id)
        .where(accounts.c.closed.is_(None), accounts.c.id.not_in(guarded))
    )
    return len(answerable | {account for account, roles in held if ANSWERABLE & set(roles)})


def stale_tokens(connection: Connection, unused: timedelta) -> int:
    """How many tokens for programs are good and not used for so long, or have no end."""
    moment = now()
    idle = func.coalesce(api_tokens.c.seen, api_tokens.c.added) < moment - unused
    good = or_(api_tokens.c.expires.is_(None), api_tokens.c.expires > moment)
    return connection.execute(
        select(func.count()).select_from(api_tokens).where(good, or_(idle, api_tokens.c.expires.is_(None)))
    ).scalar_one()
