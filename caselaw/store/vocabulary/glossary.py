"""What editors changed in the glossary, in and out of its tables; and what they decided of learned proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.glossary.changes import Act, Amendment, Pair, TermChange
from caselaw.domain.glossary.concepts import Relation
from caselaw.domain.identifiers import new_id
from caselaw.domain.text import fold
from caselaw.store.insertion import insert_new
from caselaw.store.tables import (
    glossary_concepts,
    glossary_decisions,
    glossary_edition,
    glossary_relations,
    glossary_terms,
)
from caselaw.store.tables.base import now

_STAMP = select(glossary_edition.c.stamp)


def stamp(connection: Connection) -> str:
    """By which one sees that something was changed; empty where nothing ever was. One row: cheap to ask each time."""
    return connection.execute(_STAMP).scalar() or ""


def amendments(connection: Connection, concept: str | None = None) -> tuple[Amendment, ...]:
    """The changes to every concept, or to one, in the order of their ids."""
    concepts, terms = select(glossary_concepts), select(glossary_terms)
    relations = select(glossary_relations)
    if concept is not None:
        concepts = concepts.where(glossary_concepts.c.id == concept)
        terms = terms.where(glossary_terms.c.concept == concept)
        relations = relations.where((glossary_relations.c.one == concept) | (glossary_relations.c.other == concept))
    said: dict[str, list[TermChange]] = defaultdict(list)
    for row in connection.execute(terms.order_by(glossary_terms.c.position)):
        said[row.concept].append(_term(row))
    related: dict[str, dict[str, Relation | None]] = defaultdict(dict)
    for row in connection.execute(relations):
        related[row.one][row.other] = related[row.other][row.one] = row.relation
    return tuple(
        Amendment(row.id, row.revision, row.subject, row.sense, tuple(said[row.id]), dict(related[row.id]))
        for row in connection.execute(concepts.order_by(glossary_concepts.c.id))
    )


def touch(connection: Connection, concept: str, revision: int) -> int | None:
    """Count one more change of a concept that is at this revision; None where it is at another one: somebody was
    faster. Other writers of this concept wait until this transaction ends."""
    if revision == 0:
        row = {"id": concept, "revision": 1, "subject": None, "sense": None, "changed": now()}
        return _stamped(connection, 1) if insert_new(connection, glossary_concepts, row) else None
    done = connection.execute(
        update(glossary_concepts)
        .where(glossary_concepts.c.id == concept, glossary_concepts.c.revision == revision)
        .values(revision=revision + 1, changed=now())
    )
    return _stamped(connection, revision + 1) if done.rowcount else None


def nudge(connection: Connection, concept: str) -> int:
    """Count one more change of a concept, whatever its revision is; answers the new one."""
    row = {"id": concept, "revision": 1, "subject": None, "sense": None, "changed": now()}
    if insert_new(connection, glossary_concepts, row):
        return _stamped(connection, 1)
    own = glossary_concepts.c
    raised = update(glossary_concepts).where(own.id == concept).values(revision=own.revision + 1, changed=now())
    return _stamped(connection, connection.execute(raised.returning(own.revision)).scalar_one())


def add(connection: Connection, concept: str, *, subject: str, sense: str | None) -> bool:
    """A concept of this installation's own, without terms yet; False where its id is taken."""
    row = {"id": concept, "revision": 1, "subject": subject, "sense": sense, "changed": now()}
    return insert_new(connection, glossary_concepts, row) and bool(_stamped(connection, 1))


def put_term(connection: Connection, concept: str, term: TermChange, actor: str) -> None:
    """Keep what was changed about a term, in the place of what was kept of it before."""
    columns = glossary_terms.c
    this = (columns.concept == concept) & (columns.language == term.language) & (columns.key == fold(term.text))
    changed = term.changed or Act(actor, now())
    values = {
        "text": term.text, "used": term.used, "added": term.added, "learned": term.learned, "source": term.source,
        "changed_by": changed.by, "changed": changed.at,
        "reviewed_by": term.reviewed.by if term.reviewed else None,
        "reviewed": term.reviewed.at if term.reviewed else None,
    }  # fmt: skip
    if connection.execute(update(glossary_terms).where(this).values(**values)).rowcount:
        return
    last = connection.execute(select(func.max(columns.position)).where(columns.concept == concept)).scalar() or 0
    row = {"concept": concept, "language": term.language, "key": fold(term.text), "position": last + 1, **values}
    insert_new(connection, glossary_terms, row)


def relate(connection: Connection, one: str, other: str, relation: Relation | None) -> None:
    """Keep how two concepts are related, None: not at all; of both, whichever is named first."""
    first, second = sorted((one, other))
    columns = glossary_relations.c
    this = (columns.one == first) & (columns.other == second)
    if not connection.execute(update(glossary_relations).where(this).values(relation=relation)).rowcount:
        insert_new(connection, glossary_relations, {"one": first, "other": second, "relation": relation})


def decide(connection: Connection, audience: Audience, pair: Pair, *, concept: str | None, actor: str) -> bool:
    """Remember what became of a proposal of this audience's lexicon; False where it was decided already."""
    row = {"audience": audience, **pair._asdict(), "concept": concept, "by": actor, "at": now()}
    return insert_new(connection, glossary_decisions, row)


def decided(connection: Connection, audiences: Collection[Audience]) -> Mapping[Audience, frozenset[Pair]]:
    """By audience the proposals of its lexicon that were decided, both ways round."""
    columns = glossary_decisions.c
    found: dict[Audience, set[Pair]] = {audience: set() for audience in audiences}
    for row in connection.execute(select(glossary_decisions).where(columns.audience.in_(audiences))):
        one, other = (row.language, row.word), (row.target_language, row.target)
        found[Audience(row.audience)] |= {Pair(*one, *other), Pair(*other, *one)}
    return {audience: frozenset(pairs) for audience, pairs in found.items()}


def _stamped(connection: Connection, revision: int) -> int:
    """The revision; and every process will see that the glossary is another one."""
    fresh = new_id()
    if not connection.execute(update(glossary_edition).values(stamp=fresh)).rowcount and not insert_new(
        connection, glossary_edition, {"one": 1, "stamp": fresh}
    ):
        connection.execute(update(glossary_edition).values(stamp=fresh))
    return revision


def _term(row: Row[Any]) -> TermChange:
    reviewed = Act(row.reviewed_by, row.reviewed) if row.reviewed_by else None
    return TermChange(
        row.language, row.text, row.used, row.added, row.learned, row.source, Act(row.changed_by, row.changed), reviewed
    )
