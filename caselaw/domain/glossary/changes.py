"""What editors of an installation changed in the glossary: concepts added, terms added or taken out of use, terms
reviewed, relations between concepts. Laid over the listed concepts, which it never rewrites: what a later release
brings stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from caselaw.domain.glossary.concepts import TERM_LANGUAGES, Concept, Relation, TermStatus
from caselaw.domain.text import fold

HERE = "here"
"""The subject of a concept that was added in an installation and is of none of the listed subjects."""


@dataclass(frozen=True)
class Act:
    """Who did something, by the id of the account, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class TermChange:
    """What was changed about one term. `added`: it stands in no listed concept, or did not when it was entered;
    `source` is the official text that an editor named for it; `learned`: it was proposed by the lexicon."""

    language: str
    text: str
    used: bool = True
    added: bool = True
    learned: bool = False
    source: str | None = None
    changed: Act | None = None
    reviewed: Act | None = None


@dataclass(frozen=True)
class Amendment:
    """All that was changed about one concept; `revision` counts the changes. `subject` is given for a concept that was
    added here. `relations` maps another concept to how it is related, None: not any more."""

    concept: str
    revision: int
    subject: str | None = None
    sense: str | None = None
    terms: tuple[TermChange, ...] = ()
    relations: Mapping[str, Relation | None] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Term:
    """A term of a concept with how it got there; `used` is False for one that was taken out of use here."""

    language: str
    text: str
    status: TermStatus
    source: str | None = None
    used: bool = True
    added: bool = False
    learned: bool = False
    changed: Act | None = None
    reviewed: Act | None = None


class Pair(NamedTuple):
    """A learned translation, as it is proposed: a word of one language and one of another that says it."""

    language: str
    word: str
    target_language: str
    target: str


@dataclass(frozen=True)
class NewTerm:
    """A term as an editor enters it, with the official text in which it stands, where she names one."""

    language: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class ShownConcept:
    """A concept whole: `terms` also those out of use, `related` by relation, `documents` that use a term of it and that
    the viewer may read (None: the engine did not answer), `people` the names of those who changed something, told only
    to those who may change it themselves."""

    concept: Concept
    revision: int
    terms: tuple[Term, ...]
    related: Mapping[Relation, tuple[Concept, ...]]
    added: bool
    documents: int | None
    people: Mapping[str, str]


def amended(listed: Mapping[str, Concept], amendments: Iterable[Amendment]) -> Mapping[str, Concept]:
    """The concepts as they stand with these changes, those of the lists first. A change to a concept that is listed no
    more, or a relation to one, is passed over."""
    found = dict(listed)
    changes = {each.concept: each for each in amendments}
    for id, change in changes.items():  # noqa: A001 - the domain's word
        concept = found.get(id) or _added(change)
        if concept is not None:
            found[id] = replace(concept, terms=_in_use(standing(listed.get(id), change)))
    for change in changes.values():
        if change.concept in found:
            found[change.concept] = _related(found[change.concept], change.relations, found)
    return MappingProxyType(found)


def standing(concept: Concept | None, change: Amendment | None) -> tuple[Term, ...]:
    """All terms of a concept, in the order of the languages and the preferred ones first: those of the listed one, as
    far as there is one, and those added here."""
    changed = {(each.language, fold(each.text)): each for each in (change.terms if change else ())}
    terms: list[Term] = []
    for language in TERM_LANGUAGES:
        for place, text in enumerate(concept.terms.get(language, ()) if concept else ()):
            source = concept.source if concept and place == 0 else None
            terms.append(_listed_term(language, text, source, changed.pop((language, fold(text)), None)))
        terms += [_added_term(each) for key, each in changed.items() if key[0] == language and each.added]
    return tuple(terms)


def status_of(source: str | None, reviewed: Act | None) -> TermStatus:
    """Reviewed by a person, else from an official text where one is named, else proposed."""
    if reviewed:
        return "reviewed"
    return "official" if source else "proposed"


def _listed_term(language: str, text: str, source: str | None, change: TermChange | None) -> Term:
    if change is None:
        return Term(language, text, status_of(source, None), source)
    named = change.source or source
    status = status_of(named, change.reviewed)
    return Term(
        language, text, status, named, used=change.used, changed=change.changed, reviewed=change.reviewed
    )  # fmt: skip


def _added_term(change: TermChange) -> Term:
    return Term(
        change.language, change.text, status_of(change.source, change.reviewed), change.source, change.used,
        added=True, learned=change.learned, changed=change.changed, reviewed=change.reviewed,
    )  # fmt: skip


def _added(change: Amendment) -> Concept | None:
    if change.subject is None:
        return None
    return Concept(change.concept, change.subject, sense=change.sense)


def _in_use(terms: Sequence[Term]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for term in terms:
        if term.used:
            found.setdefault(term.language, []).append(term.text)
    return MappingProxyType({language: tuple(texts) for language, texts in found.items()})


def _related(concept: Concept, relations: Mapping[str, Relation | None], there: Mapping[str, Concept]) -> Concept:
    by_relation = {
        relation: [one for one in concept.related(relation) if one not in relations]
        for relation in ("same", "near", "counterpart")
    }  # fmt: skip
    for other, relation in relations.items():
        if relation is not None and other in there:
            by_relation[relation].append(other)
    same, near, counterparts = (tuple(each) for each in by_relation.values())
    return replace(concept, same=same, near=near, counterparts=counterparts)
