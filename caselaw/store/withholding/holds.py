"""Documents on hold, in and out of the tables.

The hold is the document's own access: whatever reads by audiences obeys it without knowing of it. A document may be
held for several reasons; it is opened when the last of them is gone, to the audience that is remembered meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from caselaw.domain.audience import Audience, editors_of
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.hold import Hold, HoldReason
from caselaw.store.documents import Audiences, readable
from caselaw.store.tables import documents, holds
from caselaw.store.tables.base import now


def of(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, tuple[Hold, ...]]:
    """Why these documents wait, whoever may read them; those that wait for nothing are not there."""
    found: dict[DocumentId, tuple[Hold, ...]] = {}
    for row in connection.execute(_holds().where(holds.c.document_id.in_(ids)).order_by(holds.c.reason)):
        hold = _hold(row)
        found[hold.document] = (*found.get(hold.document, ()), hold)
    return found


def waiting(
    connection: Connection, reason: HoldReason, audiences: Audiences, *, after: int = 0, size: int = 50
) -> tuple[Hold, ...]:
    """What waits for this reason and may be read by these audiences, the oldest first, without the first `after`."""
    rows = connection.execute(
        _holds()
        .where(holds.c.reason == reason, readable(audiences))
        .order_by(holds.c.added, holds.c.document_id)
        .offset(after)
        .limit(size)
    )
    return tuple(_hold(row) for row in rows)


def count(connection: Connection, reason: HoldReason, audiences: Audiences) -> int:
    """How many documents wait for this reason, of those that these audiences may read."""
    among = select(func.count()).select_from(holds.join(documents, documents.c.id == holds.c.document_id))
    return connection.execute(among.where(holds.c.reason == reason, readable(audiences))).scalar_one()


def locked(connection: Connection, document: DocumentId) -> Audience | None:
    """The access of a document, which nobody else holds, opens or gives away until this transaction ends: of two who
    act at once the second sees what the first did. None where it is gone."""
    own = select(documents.c.access).where(documents.c.id == document)
    access = connection.execute(own.with_for_update()).scalar()
    return None if access is None else Audience(access)


def add(connection: Connection, document: DocumentId, reason: HoldReason, wanted: Audience, by: str) -> bool:
    """Note the reason; False where it was noted already. The access is changed by the caller (`narrowed`)."""
    locked(connection, document)
    known = of(connection, [document]).get(document, ())
    if any(hold.reason == reason for hold in known):
        return False
    values = {"document_id": document, "reason": reason, "wanted": known[0].wanted if known else wanted, "by": by}
    connection.execute(insert(holds).values(**values, added=now()))
    return True


def remove(connection: Connection, document: DocumentId, reason: HoldReason) -> Audience | None:
    """Take the reason away; the audience to which the document is to be opened now, None where another reason is left
    or this one was not there."""
    locked(connection, document)
    gone = delete(holds).where(holds.c.document_id == document, holds.c.reason == reason)
    wanted = connection.execute(gone.returning(holds.c.wanted)).scalar()
    if wanted is None or of(connection, [document]):
        return None
    return Audience(wanted)


def narrowed(connection: Connection, document: DocumentId, access: Audience) -> Audience:
    """The access that a document is to have where `access` is wanted for it: while it is held, the editors of that
    audience, which is remembered."""
    locked(connection, document)
    held = update(holds).where(holds.c.document_id == document).values(wanted=access)
    return editors_of(access) if connection.execute(held).rowcount else access


def meant(connection: Connection, access: Mapping[DocumentId, Audience]) -> dict[DocumentId, Audience]:
    """Whom these documents are for once nothing holds them: the access given with each, or what is remembered."""
    return {**access, **{document: held[0].wanted for document, held in of(connection, list(access)).items()}}


def _holds() -> Any:
    return select(holds, documents.c.access).join(documents, documents.c.id == holds.c.document_id)


def _hold(row: Row[Any]) -> Hold:
    return Hold(
        DocumentId(row.document_id), row.reason, Audience(row.wanted), Audience(row.access), row.by, row.added
    )  # fmt: skip
