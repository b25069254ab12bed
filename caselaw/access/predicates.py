"""The small questions that the policy is made of: each takes the viewer and the thing, and answers yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.people.account import Role


class Guarded(Protocol):
    """Anything with an audience."""

    @property
    def access(self) -> Audience: ...


Predicate = Callable[[Viewer, Guarded | None], bool]


def anyone(viewer: Viewer, thing: Guarded | None) -> bool:
    return True


def signed_in(viewer: Viewer, thing: Guarded | None) -> bool:
    """The viewer is a person with an account, not the public and not the machine."""
    return viewer.account is not None


def in_audience(viewer: Viewer, thing: Guarded | None) -> bool:
    """The thing is meant for one of the viewer's audiences; no thing, no right."""
    return thing is not None and thing.access in viewer.audiences


def reads_whole(viewer: Viewer, thing: Guarded | None) -> bool:
    """Nothing of the thing, as it was loaded for this viewer, is hidden from her; what cannot say so is not whole."""
    return getattr(thing, "is_whole", False) is True


def on_committee(viewer: Viewer, thing: Guarded | None) -> bool:
    """The thing has a committee, and the viewer sits on it."""
    return viewer.account is not None and viewer.account in getattr(thing, "committee", ())


def without_committee(viewer: Viewer, thing: Guarded | None) -> bool:
    """The thing could have a committee and has none: who manages it decides."""
    return getattr(thing, "committee", None) == frozenset()


def has_role(*roles: Role) -> Predicate:
    """The viewer holds at least one of these roles: everywhere, or in the one group that the thing is for."""
    wanted = frozenset(roles)

    def predicate(viewer: Viewer, thing: Guarded | None) -> bool:
        return bool(wanted & viewer.roles_for(thing.access if thing else None))

    return predicate
