"""The small questions that the policy is made of: each takes the viewer and the thing, and answers yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from caselaw.access.viewer import Viewer
from caselaw.domain.account import Role
from caselaw.domain.audience import Audience


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


def has_role(*roles: Role) -> Predicate:
    """The viewer holds at least one of these roles."""
    wanted = frozenset(roles)

    def predicate(viewer: Viewer, thing: Guarded | None) -> bool:
        return bool(wanted & viewer.roles)

    return predicate
