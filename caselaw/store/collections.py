"""Collections by their slug."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

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


def add(connection: Connection, collection: Collection) -> bool:
    """Add a collection; False where the slug is taken (then nothing changes)."""
    return insert_new(
        connection,
        collections,
        {"slug": collection.slug, "title": collection.title, "access": collection.access, "added": now()},
    )
