"""Member organisations and their people, in and out of the tables."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, delete, insert, select, true, update

from caselaw.domain.people.belonging import Organisation
from caselaw.store.insertion import insert_new
from caselaw.store.tables import accounts, affiliations, organisations
from caselaw.store.tables.base import now


def all_organisations(connection: Connection) -> tuple[Organisation, ...]:
    return _found(connection, true())


def load(connection: Connection, slug: str) -> Organisation | None:
    return next(iter(_found(connection, organisations.c.slug == slug)), None)


def add(connection: Connection, organisation: Organisation) -> bool:
    """A new organisation; False where the slug is taken."""
    return insert_new(connection, organisations, {"slug": organisation.slug, "added": now(), **_said(organisation)})


def save(connection: Connection, organisation: Organisation) -> None:
    there = update(organisations).where(organisations.c.slug == organisation.slug)
    connection.execute(there.values(**_said(organisation)))


def people(connection: Connection, slug: str) -> tuple[tuple[str, str], ...]:
    """Id and name of the people of an organisation whose account is open, by name."""
    hers = (
        select(accounts.c.id, accounts.c.name)
        .join(affiliations, affiliations.c.account_id == accounts.c.id)
        .where(affiliations.c.organisation_slug == slug, accounts.c.closed.is_(None))
    )
    return tuple((row.id, row.name) for row in connection.execute(hers.order_by(accounts.c.name, accounts.c.id)))


def of_account(connection: Connection, account: str) -> frozenset[str]:
    hers = select(affiliations.c.organisation_slug).where(affiliations.c.account_id == account)
    return frozenset(connection.execute(hers).scalars())


def affiliate(connection: Connection, account: str, slugs: Collection[str]) -> None:
    """From now on the account belongs to exactly these organisations."""
    connection.execute(delete(affiliations).where(affiliations.c.account_id == account))
    rows = [{"account_id": account, "organisation_slug": slug} for slug in sorted(slugs)]
    if rows:
        connection.execute(insert(affiliations), rows)


def _found(connection: Connection, condition: ColumnElement[bool]) -> tuple[Organisation, ...]:
    asked = select(organisations).where(condition).order_by(organisations.c.short_name, organisations.c.slug)
    return tuple(
        Organisation(row.slug, row.short_name, row.names, row.country, row.website) for row in connection.execute(asked)
    )


def _said(organisation: Organisation) -> dict[str, object]:
    return {
        "short_name": organisation.short_name,
        "names": dict(organisation.names),
        "country": organisation.country,
        "website": organisation.website,
    }
