"""What editors changed in the taxonomies, in and out of its tables; and the documents that carry a term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, insert, literal, or_, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.taxonomy.changes import TermAmendment
from caselaw.store import jobs
from caselaw.store.insertion import insert_new
from caselaw.store.tables import document_terms, documents, orders, taxonomy_edition, taxonomy_terms, taxonomy_texts
from caselaw.store.tables.base import now
from caselaw.store.tables.jobs import jobs as waiting

_STAMP = select(taxonomy_edition.c.stamp)
_OWN = taxonomy_terms.c


def stamp(connection: Connection) -> str:
    """By which one sees that something was changed; empty where nothing ever was."""
    return connection.execute(_STAMP).scalar() or ""


def amendments(connection: Connection) -> tuple[TermAmendment, ...]:
    """The changes to every term, in the order of vocabularies and ids."""
    said: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in connection.execute(select(taxonomy_texts)):
        said[row.vocabulary, row.id, row.kind][row.language] = row.text
    return tuple(
        TermAmendment(
            row.vocabulary, row.id, row.revision, row.added, row.moved, row.broader, row.merged, row.retired,
            said[row.vocabulary, row.id, "name"], said[row.vocabulary, row.id, "definition"],
        )
        for row in connection.execute(select(taxonomy_terms).order_by(_OWN.vocabulary, _OWN.id))
    )  # fmt: skip


def add(connection: Connection, vocabulary: str, id: str, broader: str | None) -> bool:  # noqa: A002
    """A term of this installation's own, without a name yet; False where its id is taken."""
    row = _blank(vocabulary, id) | {"added": True, "broader": broader, "moved": True}
    return insert_new(connection, taxonomy_terms, row) and _stamped(connection)


def touch(connection: Connection, vocabulary: str, id: str, revision: int) -> int | None:  # noqa: A002
    """Count one more change of a term that is at this revision; None where it is at another one: somebody was faster.
    All writers of the taxonomies stand in line here until this transaction ends, so that two moves made at once cannot
    put two terms under each other."""
    _stamped(connection)
    if revision == 0:
        return 1 if insert_new(connection, taxonomy_terms, _blank(vocabulary, id)) else None
    this = (_OWN.vocabulary == vocabulary) & (_OWN.id == id) & (_OWN.revision == revision)
    done = connection.execute(update(taxonomy_terms).where(this).values(revision=revision + 1, changed=now()))
    return revision + 1 if done.rowcount else None


def change(connection: Connection, vocabulary: str, id: str, **values: str | bool | None) -> None:  # noqa: A002
    """Keep where the term lies, or what became of it."""
    this = (_OWN.vocabulary == vocabulary) & (_OWN.id == id)
    connection.execute(update(taxonomy_terms).where(this).values(**values))


def put_text(
    connection: Connection, vocabulary: str, id: str, kind: str, language: str, text: str, actor: str  # noqa: A002
) -> None:  # fmt: skip
    """Keep a name or definition of a term, in the place of what was kept of it before."""
    own = taxonomy_texts.c
    key = {"vocabulary": vocabulary, "id": id, "kind": kind, "language": language}
    values = {"text": text, "changed_by": actor, "changed": now()}
    this = (own.vocabulary == vocabulary) & (own.id == id) & (own.kind == kind) & (own.language == language)
    if not connection.execute(update(taxonomy_texts).where(this).values(**values)).rowcount:
        insert_new(connection, taxonomy_texts, key | values)


def index_again(connection: Connection, vocabulary: str, ids: Collection[str]) -> None:
    """Ask for the rows of the documents that carry one of these terms to be made anew. A remedy is read from orders,
    and what is restricted stands elsewhere: of those, all."""
    carrying = select(document_terms.c.document_id).where(
        document_terms.c.vocabulary == vocabulary, document_terms.c.term.in_(list(ids))
    )
    wanted = [documents.c.id.in_(carrying), documents.c.veiled]
    if vocabulary == "remedy":
        wanted.append(documents.c.id.in_(select(orders.c.document_id)))
    moment = now()
    rows = select(literal(jobs.RECOUNT), documents.c.id, literal(moment), literal(moment), literal(0))
    names = ["kind", "subject", "added", "due", "attempts"]
    connection.execute(insert(waiting).from_select(names, rows.where(or_(*wanted))))


def counts(
    connection: Connection, vocabularies: Collection[str], audiences: Collection[Audience]
) -> Mapping[tuple[str, str], frozenset[DocumentId]]:
    """The documents of these audiences that carry each term, for vocabularies that no search counts."""
    rows = connection.execute(
        select(document_terms.c.vocabulary, document_terms.c.term, document_terms.c.document_id)
        .join(documents, documents.c.id == document_terms.c.document_id)
        .where(document_terms.c.vocabulary.in_(list(vocabularies)), documents.c.access.in_(list(audiences)))
    )
    found: dict[tuple[str, str], set[DocumentId]] = defaultdict(set)
    for row in rows:
        found[row.vocabulary, row.term].add(DocumentId(row.document_id))
    return {key: frozenset(ids) for key, ids in found.items()}


def _blank(vocabulary: str, id: str) -> dict[str, object]:  # noqa: A002
    return {
        "vocabulary": vocabulary, "id": id, "revision": 1, "added": False, "moved": False, "broader": None,
        "merged": None, "retired": False, "changed": now(),
    }  # fmt: skip


def _stamped(connection: Connection) -> bool:
    fresh = new_id()
    if not connection.execute(update(taxonomy_edition).values(stamp=fresh)).rowcount and not insert_new(
        connection, taxonomy_edition, {"one": 1, "stamp": fresh}
    ):
        connection.execute(update(taxonomy_edition).values(stamp=fresh))
    return True
