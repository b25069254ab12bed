"""Names of persons that are withheld, in the tables: they hang on the work, so that every version obeys them, those
that join it later too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.veil.restrictions import Name, Restriction, Span, mask
from caselaw.domain.withholding.names import WithheldName, spans
from caselaw.store.insertion import insert_new
from caselaw.store.tables import documents, names_reviewed, withheld_names, works
from caselaw.store.tables.base import now

ORIGIN = "name"


@dataclass(frozen=True)
class Withheld:
    """A name that is withheld in all versions of `work`; only `audience` still reads it."""

    id: str
    work: str
    audience: Audience
    name: WithheldName
    by: str
    made: datetime


def of_work(connection: Connection, work: str) -> tuple[Withheld, ...]:
    """The names withheld in a work, the first marked first."""
    query = select(withheld_names).where(withheld_names.c.work_id == work)
    rows = connection.execute(query.order_by(withheld_names.c.made, withheld_names.c.id))
    return tuple(map(_withheld, rows))


def restrictions_of(
    connection: Connection, ids: Collection[DocumentId]
) -> dict[DocumentId, tuple[Restriction, ...]]:  # fmt: skip
    """What the withheld names of their works restrict in these documents, with the mark of each document's language."""
    found: dict[DocumentId, tuple[Restriction, ...]] = {}
    rows = connection.execute(
        select(documents.c.id.label("document"), documents.c.language, withheld_names)
        .join(withheld_names, withheld_names.c.work_id == documents.c.work_id)
        .where(documents.c.id.in_(ids))
        .order_by(documents.c.id, withheld_names.c.made, withheld_names.c.id)
    )
    for row in rows:
        name = _withheld(row).name
        mark = name.mark(row.language.partition("-")[0])
        one = Restriction(Name(name, mark), Audience(row.audience), ORIGIN)
        found[DocumentId(row.document)] = (*found.get(DocumentId(row.document), ()), one)
    return found


def masking(
    connection: Connection, work: str, audiences: Collection[Audience]
) -> Callable[[str, str], str] | None:  # fmt: skip
    """What takes the names of a work that these audiences do not read out of a text, given the text and its language:
    for words about the decision that lie in tables of their own. None where there is no such name."""
    kept = tuple(one.name for one in of_work(connection, work) if one.audience not in audiences)
    if not kept:
        return None

    def masked(text: str, language: str) -> str:
        found = spans(text, kept)
        return mask(text, (Span(start, end, name.mark(language)) for start, end, name in found)).text

    return masked


def locked(connection: Connection, ids: Collection[str]) -> None:
    """No name is withheld in these works by somebody else, and no version joins or leaves them, until this transaction
    ends. Else a version that came in the same moment would print the name. To be called before any document is locked
    or written (`caselaw.store.db.UnitOfWork`)."""
    own = select(works.c.id).where(works.c.id.in_(ids)).order_by(works.c.id)
    connection.execute(own.with_for_update()).all()


def locked_of(connection: Connection, ids: Collection[DocumentId]) -> None:
    """As `locked`, of the works of these documents, where they are when all are locked."""
    held: set[str] = set()
    query = select(documents.c.work_id).where(documents.c.id.in_(ids)).distinct()
    while new := set(connection.execute(query).scalars()) - held:
        locked(connection, new)
        held |= new


def add(connection: Connection, work: str, name: WithheldName, audience: Audience, by: str) -> str:
    """Keep a name; its id. The versions are sealed by the caller (`caselaw.store.withholding.sealing.opened`)."""
    id_ = new_id()
    connection.execute(insert(withheld_names).values(id=id_, work_id=work, made=now(), **_row(name, audience, by)))
    return id_


def change(connection: Connection, id_: str, name: WithheldName, audience: Audience, by: str) -> None:
    """Put other forms, letters or readers in the place of those of before."""
    query = update(withheld_names).where(withheld_names.c.id == id_)
    connection.execute(query.values(**_row(name, audience, by)))


def remove(connection: Connection, id_: str) -> None:
    """Withhold a name no longer."""
    connection.execute(delete(withheld_names).where(withheld_names.c.id == id_))


def touch(connection: Connection, ids: Collection[DocumentId]) -> Mapping[DocumentId, int]:
    """Count one more revision of these documents: they read otherwise than before; their new revisions."""
    changed = update(documents).where(documents.c.id.in_(ids)).values(revision=documents.c.revision + 1)
    rows = connection.execute(changed.returning(documents.c.id, documents.c.revision))
    return {DocumentId(row.id): row.revision for row in rows}


def reviewed(connection: Connection, ids: Collection[DocumentId]) -> frozenset[DocumentId]:
    """Those of the documents whose names an editor has looked at since they are of the work that they are of."""
    query = select(names_reviewed.c.document_id).join(documents, documents.c.id == names_reviewed.c.document_id)
    same = names_reviewed.c.work_id == documents.c.work_id
    return frozenset(map(DocumentId, connection.execute(query.where(documents.c.id.in_(ids), same)).scalars()))


def review(connection: Connection, document: DocumentId, by: str) -> None:
    """Keep that an editor has looked at the names of this version."""
    work = connection.execute(select(documents.c.work_id).where(documents.c.id == document)).scalar_one()
    insert_new(connection, names_reviewed, {"document_id": document, "work_id": work, "by": by, "made": now()})


def forget_review(connection: Connection, document: DocumentId) -> None:
    """What an editor has looked at is no more what stands there."""
    connection.execute(delete(names_reviewed).where(names_reviewed.c.document_id == document))


def _row(name: WithheldName, audience: Audience, by: str) -> dict[str, object]:
    return {
        "audience": audience,
        "forms": list(name.forms),
        "alone": list(name.alone),
        "capital": list(name.capital),
        "letters": name.letters,
        "by": by,
    }


def _withheld(row: Row[Any]) -> Withheld:
    name = WithheldName(tuple(row.forms), tuple(row.alone), tuple(row.capital), row.letters)
    return Withheld(row.id, row.work_id, Audience(row.audience), name, row.by, row.made)
