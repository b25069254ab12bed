"""Which documents of a list are one decision in several languages, told for all of them at one look."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import Kin
from caselaw.store.documents import Audiences, readable
from caselaw.store.tables import documents


def kin_of(
    connection: Connection, ids: Collection[DocumentId], audiences: Audiences
) -> dict[DocumentId, tuple[Kin, ...]]:
    """For each of these documents the versions of its work that these audiences may read, itself among them, by
    language; nothing for one that has no other, or that they may not read."""
    if not ids:
        return {}
    own, other = documents.alias("own"), documents.alias("other")
    query = (
        select(own.c.id, other.c.id, other.c.language)
        .join(other, other.c.work_id == own.c.work_id)
        .where(own.c.id.in_(sorted(ids)), readable(audiences, own, few=True), readable(audiences, other, few=True))
        .order_by(own.c.id, other.c.language, other.c.id)
    )
    found: dict[DocumentId, list[Kin]] = {}
    for id_, version, language in connection.execute(query):
        found.setdefault(DocumentId(id_), []).append(Kin(DocumentId(version), language))
    return {id_: tuple(versions) for id_, versions in found.items() if len(versions) > 1}
