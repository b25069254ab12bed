"""Working groups: what they are called and for, who is in them and as what.

That a group is there is known to its own members, to those who manage accounts, and to all members where it is listed;
for everybody else it does not exist. Who curates a group manages it, gives no role above her own, and touches nobody
who has one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import SLUG
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import GROUP_ROLES, Role
from caselaw.domain.people.belonging import LONGEST_NAME, LONGEST_PURPOSE, Group, Member, Words, in_words, up_to
from caselaw.services.intake.records import one_line
from caselaw.services.people.accounts import require_group_roles
from caselaw.services.people.sessions import end_all
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.people import groups as stored


class GroupService:
    """Groups and memberships."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, viewer: Viewer) -> tuple[Group, ...]:
        """The groups of which this viewer may know, by name."""
        with self._store.reading() as connection:
            mine = stored.slugs_of(connection, viewer.account) if viewer.account else frozenset()
            found = stored.all_groups(connection)
        return tuple(one for one in found if _may_know(one, viewer, mine))

    def managed(self, viewer: Viewer) -> tuple[Group, ...]:
        """The groups that this viewer manages."""
        return tuple(one for one in self.all(viewer) if may(viewer, Action.MANAGE_GROUP, one))

    def show(self, slug: str, *, viewer: Viewer) -> Group:
        """One group. `NotFound` where it is not there or this viewer may not know of it: the two are the same."""
        with self._store.reading() as connection:
            group = stored.load(connection, slug)
            mine = stored.slugs_of(connection, viewer.account) if viewer.account else frozenset()
        if group is None or not _may_know(group, viewer, mine):
            raise NotFound()
        return group

    def members(self, slug: str, *, viewer: Viewer) -> tuple[Member, ...]:
        """Who is in a group, for its members and those who manage accounts; addresses only for who manages it.
        `NotFound`, `Forbidden`."""
        group = self.show(slug, viewer=viewer)
        require(viewer, Action.READ_GROUP, group)
        with self._store.reading() as connection:
            found = stored.members(connection, slug)
        if may(viewer, Action.MANAGE_GROUP, group):
            return found
        return tuple(Member(one.account, one.name, "", one.roles, False) for one in found)

    def roles_to_give(self, group: Group, viewer: Viewer) -> tuple[Role, ...]:
        """What this viewer may make of somebody in this group, from the least to the most."""
        own = own_roles(group, viewer)
        return tuple(role for role in GROUP_ROLES if up_to((role,), own))

    def add(self, group: Group, *, viewer: Viewer) -> None:
        """A new group. `Forbidden`, `Invalid`; `Conflict` where the slug is taken."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        _require_sayable(group)
        with self._store.begin(actor(viewer)) as work:
            if not stored_accounts.add_group(work.connection, group.slug, _name(group)):
                raise Conflict("group.exists", group=group.slug)
            stored.save(work.connection, group, _name(group))
            work.record("add group", group.slug)

    def change(self, group: Group, *, viewer: Viewer) -> None:
        """Replace what is said of a group. That its records ask for a second factor is given up by who is inside, or at
        the machine, not by an administrator from outside. `NotFound`, `Forbidden`, `Invalid`."""
        before = self._require_managed(group.slug, viewer)
        inside = group.access in viewer.audiences or "operator" in viewer.roles
        if before.second_factor and not group.second_factor and not inside:
            raise Forbidden("group.factor")
        _require_sayable(group)
        with self._store.begin(actor(viewer)) as work:
            stored.save(work.connection, group, _name(group))
            work.record("change group", group.slug)

    def set_roles(self, slug: str, account: str, roles: Collection[Role], *, viewer: Viewer) -> None:
        """Replace what a member is in a group. `NotFound`, `Forbidden`, `Invalid`."""
        group = self._require_managed(slug, viewer)
        require_group_roles(roles)
        with self._store.begin(actor(viewer)) as work:
            _require_over(_member(work, slug, account), group, viewer)
            if account == viewer.account or not up_to(roles, own_roles(group, viewer)):
                raise Forbidden("group.own_roles")
            stored_accounts.set_group_roles(work.connection, account, slug, roles)
            work.record("set group roles", f"{slug} {account}")

    def remove(self, slug: str, account: str, *, viewer: Viewer) -> None:
        """Take somebody out of a group, or leave it oneself; she is signed out everywhere. `NotFound`, `Forbidden`."""
        group = self.show(slug, viewer=viewer)
        if account != viewer.account:
            require(viewer, Action.MANAGE_GROUP, group)
        with self._store.begin(actor(viewer)) as work:
            there = _member(work, slug, account)
            if account != viewer.account:
                _require_over(there, group, viewer)
            stored_accounts.leave(work.connection, account, slug)
            work.record("leave group", f"{slug} {account}")
            end_all(work, account)

    def _require_managed(self, slug: str, viewer: Viewer) -> Group:
        group = self.show(slug, viewer=viewer)
        require(viewer, Action.MANAGE_GROUP, group)
        return group


def own_roles(group: Group, viewer: Viewer) -> frozenset[Role]:
    """What counts when this viewer gives roles in this group: who manages accounts may give any."""
    if may(viewer, Action.MANAGE_ACCOUNTS):
        return frozenset({"administrator"})
    return viewer.roles_for(group.access)


def said(words: Mapping[str, str], longest: int) -> Words:
    """Words by language, of languages we speak, without those left empty; `Invalid` where they are too long."""
    kept = {code: one_line(words[code]) for code in LANGUAGES if words.get(code, "").strip()}
    long = {code: ["belonging.long"] for code, text in kept.items() if len(text) > longest}
    if long:
        raise Invalid("belonging.long", long, most=longest)
    return kept


def _may_know(group: Group, viewer: Viewer, mine: frozenset[str]) -> bool:
    listed = group.listed and viewer.account is not None
    return listed or group.slug in mine or may(viewer, Action.READ_GROUP, group)


def _require_sayable(group: Group) -> None:
    if not SLUG.fullmatch(group.slug):
        raise Invalid("group.slug", {"slug": ["group.slug"]}, slug=group.slug)
    if not said(group.names, LONGEST_NAME):
        raise Invalid("belonging.name", {"names": ["belonging.name"]})
    said(group.purposes, LONGEST_PURPOSE)


def _name(group: Group) -> str:
    return in_words(group.names, "en", group.slug)


def _member(work: UnitOfWork, slug: str, account: str) -> Member:
    found = stored.member(work.connection, slug, account)
    if found is None:
        raise NotFound()
    return found


def _require_over(member: Member, group: Group, viewer: Viewer) -> None:
    """Nobody changes what is more than herself."""
    if not up_to(member.roles, own_roles(group, viewer)):
        raise Forbidden("group.own_roles")
