"""Withheld names carried along when a version moves to another work, so that none prints what the others hide."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection, select

from caselaw.domain.identifiers import DocumentId
from caselaw.store.tables import documents, withheld_names
from caselaw.store.withholding import names
from caselaw.store.withholding.sealing import opened


@contextmanager
def carried(
    connection: Connection, moving: Collection[DocumentId], work: str
) -> Iterator[dict[DocumentId, int]]:  # fmt: skip
    """Within this, `moving` become versions of `work`: what is withheld where they come from is withheld there too, and
    the other way round, before anybody reads them. When it is left, the mapping that it gives holds the new revisions
    of those that stood there before and read otherwise now. Costs one look where nothing is withheld."""
    touched: dict[DocumentId, int] = {}
    query = select(documents.c.work_id).where(documents.c.id.in_(moving)).distinct()
    left = set(connection.execute(query).scalars()) - {work}
    names.locked(connection, [*left, work])
    either = select(withheld_names.c.id).where(withheld_names.c.work_id.in_([*left, work]))
    if connection.execute(either.limit(1)).first() is None:
        yield touched
        return
    there = select(documents.c.id).where(documents.c.work_id == work)
    staying = {DocumentId(one) for one in connection.execute(there).scalars()} - set(moving)
    with ExitStack() as stack:
        for document in sorted({*moving, *staying}):
            stack.enter_context(opened(connection, document))
        yield touched
        brought = _brought(connection, sorted(left), work)
    if brought:
        touched |= names.touch(connection, staying)


def _brought(connection: Connection, left: Collection[str], work: str) -> bool:
    """Withhold in a work what is withheld in others; whether anything was not withheld there before."""
    there = {(one.name, one.audience) for one in names.of_work(connection, work)}
    every = [one for old in left for one in names.of_work(connection, old)]
    new = [one for one in every if (one.name, one.audience) not in there]
    for one in new:
        names.add(connection, work, one.name, one.audience, one.by)
    return bool(new)
