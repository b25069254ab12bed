"""Collections by their slug."""

from __future__ import annotations

from collections.abc import Collection as CollectionOf
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from caselaw.domain.audience import Audience
from caselaw.store.insertion import insert_new
from caselaw.store.tables import collections
from caselaw.store.tables.base import now


@dataclass(frozen=True)
class Collection:
    slug: str
    title: str
    access: Audience


def load(connection: Connection, slug: str) -> Collection | None:
    row = connection.execute(select(collections).where(collections.c.slug == slug)).first()
    return Collection(row.slug, row.title, Audience(row.access)) if row else None


def load_existing(connection: Connection, slug: str) -> Collection:
    """The collection under a slug that is known to be there."""
    row = connection.execute(select(collections).where(collections.c.slug == slug)).one()
    return Collection(row.slug, row.title, Audience(row.access))


def for_audiences(connection: Connection, audiences: CollectionOf[Audience]) -> tuple[Collection, ...]:
    """The collections whose documents are for one of these audiences where they say nothing themselves."""
    query = select(collections).where(collections.c.access.in_(audiences)).order_by(collections.c.title)
    return tuple(Collection(row.slug, row.title, Audience(row.access)) for row in connection.execute(query))


def make_sensitive(connection: Connection, slug: str) -> bool:
    """The documents of this collection are about people in danger from now on; False where that was known."""
    changed = update(collections).where(collections.c.slug == slug, collections.c.sensitive.is_(False))
    return connection.execute(changed.values(sensitive=True)).rowcount > 0


def is_sensitive(connection: Connection, slug: str) -> bool:
    """What joins this collection is about people at risk."""
    return bool(connection.execute(select(collections.c.sensitive).where(collections.c.slug == slug)).scalar())


def add(connection: Connection, collection: Collection) -> bool:
    """Add a collection; False where the slug is taken (then nothing changes)."""
    return insert_new(
        connection,
        collections,
        {"slug": collection.slug, "title": collection.title, "access": collection.access, "added": now()},
    )
