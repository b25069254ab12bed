"""Under whose name an act stands in the audit trail."""

from __future__ import annotations

from caselaw.access.viewer import Viewer


def actor(viewer: Viewer) -> str:
    """The account's id; "operator" for the person at the machine, "public" for nobody signed in."""
    if viewer.account is not None:
        return viewer.account
    return "operator" if "operator" in viewer.roles else "public"
