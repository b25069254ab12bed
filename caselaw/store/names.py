"""Names of documents in the tables: kept with the facts they stand in, and found by how they begin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, func, insert, literal, select, tuple_, update

from caselaw.domain.audience import Audience
from caselaw.domain.document import Facts, Party
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.searching.naming import Name, folded, names, starts
from caselaw.store.documentation import abuse
from caselaw.store.tables import document_names, documents, identifiers, name_starts

_END = "\U0010ffff"  # behind every letter


@dataclass(frozen=True)
class Begun:
    """A name that begins as asked, of one of the documents that have it; `inside`: with one of its later words."""

    name: Name
    document: DocumentId
    inside: bool


def add(connection: Connection, document: DocumentId) -> None:
    """Keep the names of a document from its facts as they are stored; those of before have been taken away."""
    row = connection.execute(_FACTS, {"id": document}).one()
    numbers = connection.execute(_NUMBERS, {"id": document}).all()
    facts = Facts(
        kind=row.kind,
        title=row.title,
        case_name=row.case_name,
        identifiers=tuple(Identifier(number.scheme, number.value) for number in numbers),
        parties=tuple(Party(party["name"], party["role"]) for party in row.parties),
        judges=tuple(row.judges),
        abuse=abuse.value(row.abuse),
    )
    found, begun = [], []
    for position, name in enumerate(names(facts)):
        of = {"document_id": document, "position": position}
        found.append({**of, "kind": name.kind, "name": name.text})
        begun += [
            {**of, "place": place, "access": row.access, "inside": start.inside, "start": start.text}
            for place, start in enumerate(starts(name.text))
        ]
    if found:
        connection.execute(insert(document_names), found)
        connection.execute(insert(name_starts), begun)


def change_access(connection: Connection, document: DocumentId, access: Audience) -> None:
    """The names go with their document to another audience."""
    connection.execute(update(name_starts).where(name_starts.c.document_id == document).values(access=access))


def beginning_with(
    connection: Connection, start: str, audiences: Collection[Audience], *, limit: int
) -> tuple[Begun, ...]:
    """Names that have a word beginning so (`domain.searching.naming`), of documents that these audiences may read:
    first those that begin so themselves, by their letters; of the same beginning one, about `limit` of each."""
    found: dict[tuple[str, int], bool] = {}
    for inside in (False, True):
        if len(found) >= limit:
            break
        asked = {"inside": inside, "start": start, "end": start + _END, "limit": limit}
        for audience in sorted(audiences):
            for row in connection.execute(_BEGUN, {**asked, "access": audience}):
                found.setdefault((row.document_id, row.position), inside)
    ids = list(dict.fromkeys(document for document, _ in found))
    wanted = {"ids": ids, "wanted": list(found), "audiences": list(audiences)}
    rows = connection.execute(_NAMED, wanted).all() if found else []
    begun = [
        Begun(Name(row.kind, row.name), DocumentId(row.document_id), found[row.document_id, row.position])
        for row in rows
    ]
    return tuple(sorted(begun, key=lambda one: (one.inside, folded(one.name.text), one.document)))


def _begun() -> Select[str, int]:
    """Of each beginning the first document, in steps from one beginning to the next: a name that stands in ten
    thousand documents is passed in one step."""
    of = name_starts.c
    among = (of.access == bindparam("access"), of.inside == bindparam("inside"), of.start < bindparam("end"))
    first = select(func.min(of.start).label("start"), literal(1).label("nth")).where(
        *among, of.start >= bindparam("start")
    )
    steps = first.cte("steps", recursive=True)
    following = select(func.min(of.start)).where(*among, of.start > steps.c.start).correlate(steps).scalar_subquery()
    steps = steps.union_all(
        select(following, steps.c.nth + 1).where(steps.c.start.is_not(None), steps.c.nth < bindparam("limit"))
    )
    one = name_starts.alias("one")
    document = (
        select(func.min(one.c.document_id))
        .where(
            one.c.access == bindparam("access"), one.c.inside == bindparam("inside"), one.c.start == steps.c.start
        )
        .correlate(steps)
        .scalar_subquery()
    )  # fmt: skip
    of_start = select(steps.c.start, document.label("document_id")).where(steps.c.start.is_not(None)).cte("of_start")
    return (
        select(one.c.document_id, func.min(one.c.position).label("position"))
        .join(of_start, (one.c.document_id == of_start.c.document_id) & (one.c.start == of_start.c.start))
        .group_by(one.c.document_id, one.c.start)
    )


_FACTS = select(
    documents.c.access, documents.c.kind, documents.c.title, documents.c.case_name, documents.c.parties,
    documents.c.judges, documents.c.abuse,
).where(documents.c.id == bindparam("id"))  # fmt: skip
_NUMBERS = (
    select(identifiers.c.scheme, identifiers.c.value)
    .where(identifiers.c.document_id == bindparam("id"))
    .order_by(identifiers.c.position)
)
_BEGUN = _begun()
_NAMED = (
    select(document_names.c.document_id, document_names.c.position, document_names.c.kind, document_names.c.name)
    .join(documents, documents.c.id == document_names.c.document_id)
    .where(  # SQLite finds rows by an index for a list, not for a list of pairs: the pairs only choose
        document_names.c.document_id.in_(bindparam("ids", expanding=True)),
        tuple_(document_names.c.document_id, document_names.c.position).in_(bindparam("wanted", expanding=True)),
        documents.c.access.concat("").in_(bindparam("audiences", expanding=True)),
    )
)
