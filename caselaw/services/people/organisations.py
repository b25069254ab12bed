"""Member organisations of the network, and which people belong to which."""

from __future__ import annotations

from dataclasses import replace

import pycountry

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Conflict, Invalid, NotFound
from caselaw.domain.identifiers import SLUG
from caselaw.domain.people.belonging import LONGEST_ADDRESS, LONGEST_NAME, Organisation, is_website
from caselaw.services.intake.records import one_line
from caselaw.services.people.groups import said
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store.people import organisations as stored


class OrganisationService:
    """Organisations: seen by members, changed by those who manage accounts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, viewer: Viewer) -> tuple[Organisation, ...]:
        """Every organisation, by short name. `Forbidden`."""
        require(viewer, Action.READ_ORGANISATIONS)
        with self._store.reading() as connection:
            return stored.all_organisations(connection)

    def show(self, slug: str, *, viewer: Viewer) -> Organisation:
        """One of them. `Forbidden`, `NotFound`."""
        require(viewer, Action.READ_ORGANISATIONS)
        with self._store.reading() as connection:
            found = stored.load(connection, slug)
        if found is None:
            raise NotFound()
        return found

    def people(self, slug: str, *, viewer: Viewer) -> tuple[tuple[str, str], ...]:
        """Id and name of its people, for those who manage accounts. `Forbidden`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        with self._store.reading() as connection:
            return stored.people(connection, slug)

    def add(self, organisation: Organisation, *, viewer: Viewer) -> None:
        """A new organisation. `Forbidden`, `Invalid`; `Conflict` where the slug is taken."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        checked = _checked(organisation)
        with self._store.begin(actor(viewer)) as work:
            if not stored.add(work.connection, checked):
                raise Conflict("organisation.exists", organisation=checked.slug)
            work.record("add organisation", checked.slug)

    def change(self, organisation: Organisation, *, viewer: Viewer) -> None:
        """Replace what is said of it. `Forbidden`, `Invalid`, `NotFound`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        checked = _checked(organisation)
        with self._store.begin(actor(viewer)) as work:
            if stored.load(work.connection, checked.slug) is None:
                raise NotFound()
            stored.save(work.connection, checked)
            work.record("change organisation", checked.slug)


def _checked(organisation: Organisation) -> Organisation:
    if not SLUG.fullmatch(organisation.slug):
        raise Invalid("group.slug", {"slug": ["group.slug"]}, slug=organisation.slug)
    short = one_line(organisation.short_name)
    if not short or len(short) > LONGEST_NAME:
        raise Invalid("belonging.name", {"short_name": ["belonging.name"]})
    if organisation.country and not pycountry.countries.get(alpha_3=organisation.country):
        raise Invalid("organisation.country", {"country": ["organisation.country"]})
    address = organisation.website.strip()
    if address and (len(address) > LONGEST_ADDRESS or not is_website(address)):
        raise Invalid("organisation.website", {"website": ["organisation.website"]})
    return replace(organisation, short_name=short, website=address, names=said(organisation.names, LONGEST_NAME))
