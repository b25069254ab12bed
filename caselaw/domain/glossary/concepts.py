"""The glossary: concepts of the field, each with the terms that say it in our languages.

The listed concepts are `mappings/glossary/*.csv`, a file a subject. What editors of an installation changed stands in
its database (`caselaw.domain.glossary.changes`); services hand the whole over with `learn`, in every process. A
glossary only ever adds: it says how else a thing is called, never that a text means it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Literal

import mappings
from caselaw.domain.instrument import instruments
from caselaw.domain.languages import LANGUAGES

SUBJECTS = (
    "rights", "housing_land", "health_water_food", "work_social", "environment_peoples", "corporate",
    "doctrine_remedies", "procedure",
)  # fmt: skip
"""The files, in the order in which people read them."""

TERM_LANGUAGES = (*LANGUAGES, "pt")
"""Portuguese stands where it is certain: much of the law of the field is written in it."""

TermStatus = Literal["official", "proposed", "reviewed"]
"""From an official text, which is named; proposed; or reviewed by a person, who is named."""

Relation = Literal["same", "near", "counterpart"]
RELATIONS: tuple[Relation, ...] = ("same", "near", "counterpart")
"""How two concepts can be related: only what is the same is added to a search."""


@dataclass(frozen=True)
class Concept:
    """`terms` maps a language to its terms, the preferred one first. All of them mean the *same*; concepts of `near`
    mean something close to it, those of `counterparts` do the same elsewhere (amparo, tutela): neither is ever added to
    a search unasked.

    `sense` tells apart what one word of some language would confuse (French *expulsion*). `source` is the instrument,
    with its article, in whose official texts the preferred terms stand ("ICESCR 11"); without one they are proposed.
    """

    id: str
    subject: str
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    sense: str | None = None
    source: str | None = None
    near: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    same: tuple[str, ...] = ()

    @property
    def status(self) -> TermStatus:
        return "official" if self.source else "proposed"

    def related(self, relation: Relation) -> tuple[str, ...]:
        """The ids of the concepts that stand to it so."""
        return {"same": self.same, "near": self.near, "counterpart": self.counterparts}[relation]

    def called(self, language: str) -> str:
        """Its preferred term in this language; where it has none, in the first that has one."""
        terms = self.terms.get(language) or next(iter(self.terms.values()), (self.id,))
        return terms[0]


@dataclass(frozen=True, eq=False)
class Edition:
    """The glossary as it stands. `stamp` is another one whenever something was changed; empty: nothing ever was."""

    stamp: str
    concepts: Mapping[str, Concept]


def edition() -> Edition:
    """What stands now, in one value: whoever asks twice within one search could be told two things."""
    return _now or _as_listed()


def glossary() -> Mapping[str, Concept]:
    """Every concept by its id, those of the files first; `ValueError` for a row of them that breaks the rules."""
    return edition().concepts


def learn(stamp: str, concepts: Mapping[str, Concept]) -> None:
    """From now on these are the concepts in this process; an empty stamp: those of the files."""
    global _now  # noqa: PLW0603 - the glossary is one for the whole process, like the files it continues
    _now = Edition(stamp, MappingProxyType(dict(concepts))) if stamp else None


_now: Edition | None = None


@cache
def _as_listed() -> Edition:
    return Edition("", listed())


@cache
def listed() -> Mapping[str, Concept]:
    """The concepts of `mappings/glossary` alone, in the order of the files."""
    return read_concepts((subject, mappings.open_text(f"glossary/{subject}.csv")) for subject in SUBJECTS)


def read_concepts(files: Iterable[tuple[str, str]]) -> Mapping[str, Concept]:
    """The concepts of (subject, CSV text) pairs; `ValueError` for one listed twice, without a term in a language of
    readers, with a source that is no listed instrument, or related to one that is not there."""
    found: dict[str, Concept] = {}
    for subject, text in files:
        for row in csv.DictReader(text.splitlines()):
            concept = _concept(subject, row)
            if concept.id in found:
                raise ValueError(f"concept listed twice: {concept.id}")
            found[concept.id] = concept
    for concept in found.values():
        if unknown := {*concept.near, *concept.counterparts} - found.keys():
            raise ValueError(f"{concept.id} is related to what is not there: {', '.join(sorted(unknown))}")
    return MappingProxyType(found)


def _concept(subject: str, row: Mapping[str, str]) -> Concept:
    terms = {language: _parts(row[language]) for language in TERM_LANGUAGES if row[language]}
    if missing := set(LANGUAGES) - terms.keys():
        raise ValueError(f"{row['id']} has no term in {', '.join(sorted(missing))}")
    if row["source"] and row["source"].partition(" ")[0] not in instruments():
        raise ValueError(f"{row['id']} comes from an instrument that is not listed: {row['source']}")
    return Concept(
        id=row["id"],
        subject=subject,
        terms=MappingProxyType(terms),
        sense=row["sense"] or None,
        source=row["source"] or None,
        near=_parts(row["near"]),
        counterparts=_parts(row["counterpart"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
