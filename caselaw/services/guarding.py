"""The first question of a verb on a document: is there one, and may this viewer do it?"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.store import documents as stored


def guarded(
    connection: Connection, ids: Collection[DocumentId], action: Action, viewer: Viewer
) -> dict[DocumentId, Document]:  # fmt: skip
    """All of these documents, where the viewer may do this to each.

    Raises `NotFound` for one that is not there or that she may neither read nor act on, `Forbidden` for one that she
    may only read.
    """
    found = stored.load_many(connection, ids, stored.EVERYONE)
    for wanted in ids:
        one = found.get(wanted)
        if one is None or not (may(viewer, Action.READ_DOCUMENT, one) or may(viewer, action, one)):
            raise NotFound()
    for one in found.values():
        require(viewer, action, one)
    return found
