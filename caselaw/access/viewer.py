"""The person who looks: every read takes a viewer, and what the viewer may read is one set of audiences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, editors_of, group_audience, readable
from caselaw.domain.people.account import Account, Role

EDITING: frozenset[Role] = frozenset({"editor", "curator", "administrator"})
"""Who looks at what came in before others read it."""


@dataclass(frozen=True)
class Viewer:
    """`account` is None for the public; `roles` (held everywhere), `groups` (slugs) and `group_roles` (held in one
    group alone) come from the account, never from a request."""

    account: str | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    groups: frozenset[str] = field(default_factory=frozenset)
    group_roles: Mapping[str, frozenset[Role]] = field(default_factory=dict, hash=False)

    @property
    def audiences(self) -> frozenset[Audience]:
        """The audiences whose documents this viewer may read. Roles open no door: an administrator reads what her
        groups read, no more; but of what her audiences are to read, an editor also reads what waits for a look."""
        if self.account is None:
            return frozenset({PUBLIC})
        groups = frozenset(group_audience(slug) for slug in self.groups)
        waiting = frozenset(editors_of(one) for one in (MEMBERS, *groups) if EDITING & self.roles_for(one))
        return frozenset({PUBLIC, MEMBERS, *groups, *waiting})

    def roles_for(self, access: Audience | None) -> frozenset[Role]:
        """The roles that count for a thing of this audience: those held everywhere, and where the thing is for one
        group those held in it. What all members or the public read asks for roles that are held everywhere."""
        group = readable(access).group if access else None
        return self.roles | self.group_roles.get(group, frozenset()) if group else self.roles


def viewer_of(account: Account) -> Viewer:
    """The viewer that an account is: with its roles, in its groups; the public where the account is closed."""
    if account.closed:
        return ANYONE
    return Viewer(account.id, account.roles, account.groups, account.group_roles)


ANYONE = Viewer()
"""The public: nobody signed in."""

OPERATOR = Viewer(roles=frozenset({"operator"}))
"""The person at the machine, using the command line: may store, index and manage accounts, but reads as the public."""
