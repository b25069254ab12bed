"""The person who looks: every read takes a viewer, and what the viewer may read is one set of audiences."""

from __future__ import annotations

from dataclasses import dataclass, field

from caselaw.domain.account import Account, Role
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience


@dataclass(frozen=True)
class Viewer:
    """`account` is None for the public; `roles` and `groups` (slugs) come from the account, never from a request."""

    account: str | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    groups: frozenset[str] = field(default_factory=frozenset)

    @property
    def audiences(self) -> frozenset[Audience]:
        """The audiences whose documents this viewer may read. Roles open no door: an administrator reads what her
        groups read, no more."""
        if self.account is None:
            return frozenset({PUBLIC})
        return frozenset({PUBLIC, MEMBERS, *(group_audience(slug) for slug in self.groups)})


def viewer_of(account: Account) -> Viewer:
    """The viewer that an account is: with its roles, in its groups."""
    return Viewer(account.id, account.roles, account.groups)


ANYONE = Viewer()
"""The public: nobody signed in."""

OPERATOR = Viewer(roles=frozenset({"operator"}))
"""The person at the machine, using the command line: may store, index and manage accounts, but reads as the public."""
