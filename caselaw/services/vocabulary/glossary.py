"""The glossary as readers and editors see it: every concept with its terms, and changes to them, each by one person, at
one revision, in the audit trail.

What editors change is read from the database and told to `caselaw.domain.glossary` in every process: a search looks at
one small row, and takes in what is new when it is another one than at the last look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Changed, Conflict, Invalid, NotFound, SearchUnavailable, StoreUnavailable
from caselaw.domain.glossary.changes import (
    HERE,
    Act,
    Amendment,
    NewTerm,
    ShownConcept,
    Term,
    TermChange,
    amended,
    standing,
)
from caselaw.domain.glossary.concepts import RELATIONS, Concept, Relation, edition, glossary, learn, listed
from caselaw.domain.glossary.rules import (
    LONGEST_SENSE,
    LONGEST_SOURCE,
    LONGEST_TERM,
    id_for,
    line_fault,
    owner_of,
    plain,
    term_fault,
)
from caselaw.domain.text import fold
from caselaw.search.by_meaning import is_words
from caselaw.search.glossary import Saying, says_something
from caselaw.search.lexing import OPERATORS
from caselaw.search.plan import All, SearchPlan, Some, Word
from caselaw.search.port import SearchIndex
from caselaw.search.wanted import said_by
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store.jobs import withdrawn
from caselaw.store.people import accounts
from caselaw.store.vocabulary import glossary as stored


class GlossaryService:
    """Shows concepts to everybody; adds and changes them for those who may."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def freshen(self, connection: Connection) -> None:
        """Let this process know the glossary as this connection sees it."""
        stamp = stored.stamp(connection)
        if stamp != edition().stamp:
            learn(stamp, amended(listed(), stored.amendments(connection)) if stamp else {})

    def refresh(self) -> None:
        """The same with a connection of its own; keeps what is known where the database does not answer."""
        try:
            with self._store.reading() as connection:
                self.freshen(connection)
        except StoreUnavailable:
            return  # whoever needs the database will say so

    def all(self, *, viewer: Viewer) -> tuple[Concept, ...]:
        """Every concept."""
        require(viewer, Action.SEARCH)
        self.refresh()
        return tuple(glossary().values())

    def show(self, concept_id: str, *, viewer: Viewer) -> ShownConcept:
        """One concept with all that is known of it; `NotFound`."""
        require(viewer, Action.SEARCH)
        with self._store.reading() as connection:
            self.freshen(connection)
            concept = glossary().get(concept_id)
            if concept is None:
                raise NotFound()
            change = next(iter(stored.amendments(connection, concept_id)), None)
            terms = standing(listed().get(concept_id), change)
            people = _people(connection, terms) if may(viewer, Action.EDIT_GLOSSARY) else {}
            gone = withdrawn(connection, viewer.audiences)
        return ShownConcept(
            concept, change.revision if change else 0, terms, _related(concept), concept.id not in listed(),
            self._documents(SearchPlan(viewer.audiences, _said(concept), size=0, withdrawn=gone)), people,
        )  # fmt: skip

    def add_concept(
        self, terms: Sequence[NewTerm], *, viewer: Viewer, subject: str = "", sense: str = "", learned: bool = False
    ) -> str:
        """A concept of this installation's own, with the terms that say it, two at least; answers its id. Raises
        `Forbidden`, `Invalid`."""
        require(viewer, Action.EDIT_GLOSSARY)
        told = plain(sense)
        with self._store.begin(actor(viewer)) as work:
            there = _there(work.connection)
            wrong = line_fault(told, LONGEST_SENSE)
            if wrong:
                raise _invalid(wrong, "sense")
            if subject and subject not in {one.subject for one in listed().values()}:
                raise _invalid("glossary.subject", "subject")
            kept = [_sound(term, "", there) for term in terms]
            if len({(term.language, fold(term.text)) for term in kept}) < 2:
                raise _invalid("glossary.few", "terms")
            name = next((term.text for term in kept if term.language == "en"), kept[0].text)
            concept_id = id_for(name, there)
            if not stored.add(work.connection, concept_id, subject=subject or HERE, sense=told or None):
                raise Conflict("error.conflict")
            for term in kept:
                stored.put_term(work.connection, concept_id, replace(_entered(term), learned=learned), work.actor)
            work.record("add concept", concept_id, after=1)
        self.refresh()
        return concept_id

    def add_terms(
        self, concept_id: str, terms: Sequence[NewTerm], *, revision: int, viewer: Viewer, learned: bool = False
    ) -> int:  # fmt: skip
        """More terms of a concept, which is at this revision; answers the new one. A term that was taken out of use is
        used again. Raises `Forbidden`, `NotFound`, `Invalid`, `Changed`."""
        with self._changing(concept_id, revision, "add term", viewer) as (work, change, after):
            there = _there(work.connection)
            known = {(term.language, fold(term.text)): term for term in standing(listed().get(concept_id), change)}
            for new in terms:
                term = _sound(new, concept_id, there)
                old = known.get((term.language, fold(term.text)))
                if old is None:
                    kept = replace(_entered(term), learned=learned)
                elif old.used and not term.source:
                    raise _invalid("glossary.term.double", "text", term=term.text)
                else:
                    kept = replace(_as_change(old), used=True, source=term.source or old.source)
                stored.put_term(work.connection, concept_id, kept, work.actor)
        return after

    def retire_term(self, concept_id: str, language: str, text: str, *, revision: int, viewer: Viewer) -> int:
        """Take a term out of use in this installation; it stays visible, and can be used again. Raises as above."""
        with self._changing(concept_id, revision, "retire term", viewer) as (work, change, after):
            term = _find(concept_id, change, language, text)
            stored.put_term(work.connection, concept_id, replace(_as_change(term), used=False), work.actor)
        return after

    def review_term(self, concept_id: str, language: str, text: str, *, revision: int, viewer: Viewer) -> int:
        """Say, as the person who is signed in, that a term means this concept. Raises as above."""
        require(viewer, Action.REVIEW_TERMS)
        with self._changing(concept_id, revision, "review term", viewer) as (work, change, after):
            term = _find(concept_id, change, language, text)
            kept = replace(_as_change(term), reviewed=Act(work.actor, datetime.now(UTC)), changed=term.changed)
            stored.put_term(work.connection, concept_id, kept, work.actor)
        return after

    def relate(
        self, concept_id: str, other: str, relation: Relation | None, *, revision: int, viewer: Viewer
    ) -> int:  # fmt: skip
        """Say how two concepts are related, None: not at all. Raises as above."""
        with self._changing(concept_id, revision, "relate concept", viewer) as (work, _, after):
            if relation is not None and relation not in RELATIONS:
                raise _invalid("glossary.relation", "relation", choices=", ".join(RELATIONS))
            if other not in _there(work.connection):
                raise _invalid("glossary.no_concept", "other")
            if other == concept_id:
                raise _invalid("glossary.itself", "other")
            later = stored.nudge(work.connection, other)
            stored.relate(work.connection, concept_id, other, relation)
            work.record("relate concept", other, before=later - 1 or None, after=later)
        return after

    @contextmanager
    def _changing(
        self, concept_id: str, revision: int, action: str, viewer: Viewer
    ) -> Iterator[tuple[UnitOfWork, Amendment | None, int]]:  # fmt: skip
        """One change of a concept at this revision, with what was changed about it before. All writers of the glossary
        stand in line here, so that what is read inside stays true."""
        require(viewer, Action.EDIT_GLOSSARY)
        with self._store.begin(actor(viewer)) as work:
            if concept_id not in listed() and not stored.amendments(work.connection, concept_id):
                raise NotFound()
            after = stored.touch(work.connection, concept_id, revision)
            if after is None:
                raise Changed()
            yield work, next(iter(stored.amendments(work.connection, concept_id)), None), after
            work.record(action, concept_id, before=revision or None, after=after)
        self.refresh()

    def _documents(self, plan: SearchPlan) -> int | None:
        try:
            return self._index.search(plan).total
        except SearchUnavailable:
            return None


def _there(connection: Connection) -> Mapping[str, Concept]:
    return amended(listed(), stored.amendments(connection))


def _sound(term: NewTerm, concept: str, there: Mapping[str, Concept]) -> NewTerm:
    """The term in the form in which it is kept; `Invalid` for one that cannot be taken in."""
    text, source = plain(term.text), plain(term.source)
    wrong = term_fault(text, term.language)
    if wrong is None and not says_something(text, term.language):
        wrong = "glossary.term.says_nothing"
    if wrong is None and not is_words(_joined(text)):
        wrong = "glossary.term.query"
    if wrong:
        raise _invalid(wrong, "language" if wrong == "glossary.language" else "text", term=text[:LONGEST_TERM])
    wrong = line_fault(source, LONGEST_SOURCE)
    if wrong:
        raise _invalid(wrong, "source")
    owner = owner_of(text, term.language, concept, there)
    if owner is not None:
        raise _invalid("glossary.term.taken", "text", term=text, concept=owner.id)
    return NewTerm(term.language, text, source)


def _joined(text: str) -> str:
    """Without the words that Arabic joins others with, which are operators too: أو stands in the middle of terms."""
    return " ".join(word for word in text.split() if word.isascii() or word not in OPERATORS)


def _entered(term: NewTerm) -> TermChange:
    return TermChange(term.language, term.text, source=term.source or None)


def _as_change(term: Term) -> TermChange:
    return TermChange(
        term.language, term.text, term.used, term.added, term.learned, term.source, reviewed=term.reviewed
    )  # fmt: skip


def _find(concept_id: str, change: Amendment | None, language: str, text: str) -> Term:
    wanted = language, fold(plain(text))
    for term in standing(listed().get(concept_id), change):
        if (term.language, fold(term.text)) == wanted and term.used:
            return term
    raise _invalid("glossary.no_term", "text", term=plain(text)[:LONGEST_TERM])


def _related(concept: Concept) -> Mapping[Relation, tuple[Concept, ...]]:
    """By relation the concepts that stand so to this one, whichever of the two says it."""
    found: dict[Relation, tuple[Concept, ...]] = {}
    there = glossary()
    for relation in RELATIONS:
        ids = dict.fromkeys(
            (*concept.related(relation), *(one.id for one in there.values() if concept.id in one.related(relation)))
        )
        found[relation] = tuple(there[concept_id] for concept_id in ids if concept_id in there)
    return found


def _said(concept: Concept) -> Some:
    """Any term of the concept, each with all its words, in texts of its language."""
    return Some(
        tuple(
            All(tuple(Word(word, language) for word in said_by(Saying(concept.id, term, language))))
            for language, terms in concept.terms.items()
            for term in terms
        )
    )


def _people(connection: Connection, terms: Sequence[Term]) -> Mapping[str, str]:
    return accounts.known_as(connection, {act.by for term in terms for act in (term.changed, term.reviewed) if act})


def _invalid(code: str, field: str, **params: str | int) -> Invalid:
    limits = {"glossary.term.long": LONGEST_TERM, "glossary.line.long": LONGEST_SOURCE}
    if code in limits:
        params["most"] = LONGEST_SENSE if field == "sense" else limits[code]
    return Invalid(code, {field: [code]}, **params)
