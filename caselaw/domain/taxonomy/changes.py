"""What editors of an installation changed in the taxonomies: terms added, named, defined, moved, merged into another,
retired. Laid over the listed terms, which it never rewrites: what a later release brings stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import FoundDocument
from caselaw.domain.taxonomy.terms import TaxonomyTerm, Vocabulary
from caselaw.domain.text import fold

LONGEST_NAME = 120
LONGEST_DEFINITION = 600
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f|\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class TermAmendment:
    """All that was changed about one term; `revision` counts the changes. `moved` says that `broader` counts, even
    where it is none; a text that is empty takes the listed one away."""

    vocabulary: str
    id: str
    revision: int
    added: bool = False
    moved: bool = False
    broader: str | None = None
    merged: str | None = None
    retired: bool = False
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    definitions: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ShownTerm:
    """A term whole: what lies above it (the nearest first) and under it, which terms were merged into it, how many
    documents the reader may find under it (None: the engine is away) and the newest of them."""

    term: TaxonomyTerm
    revision: int
    above: tuple[TaxonomyTerm, ...]
    below: tuple[TaxonomyTerm, ...]
    merged: tuple[TaxonomyTerm, ...]
    documents: int | None
    newest: tuple[FoundDocument, ...]


def laid_over(
    vocabularies: Mapping[str, Vocabulary], amendments: Iterable[TermAmendment]
) -> Mapping[str, Vocabulary]:  # fmt: skip
    """The vocabularies as they stand with these changes. A change to a term that is listed no more, or a place under
    or in one, is passed over."""
    found = {name: dict(terms) for name, terms in vocabularies.items()}
    changes = [one for one in amendments if one.vocabulary in found]
    for change in changes:
        term = found[change.vocabulary].get(change.id) or _added(change)
        if term is not None:
            found[change.vocabulary][change.id] = _amended(term, change)
    for terms in found.values():
        for id_, term in terms.items():
            gone = replace(
                term,
                broader=term.broader if term.broader in terms else None,
                merged=term.merged if term.merged in terms else None,
            )
            terms[id_] = gone if gone != term else term
    return MappingProxyType({name: MappingProxyType(terms) for name, terms in found.items()})


def lies_under(terms: Vocabulary, id: str, above: str) -> bool:  # noqa: A002 - the domain's word
    """Whether a term is `above` or lies under it, merged terms looked through."""
    seen: set[str] = set()
    at: str | None = id
    while at and at not in seen:
        if at == above:
            return True
        seen.add(at)
        term = terms.get(at)
        at = (term.merged or term.broader) if term else None
    return False


def id_for_term(name: str, taken: Vocabulary) -> str:
    """An id for a new term, from its English name; a number tells it from one that is taken."""
    plain = _NO_LETTER.sub("_", fold(name)).strip("_")[:60] or "term"
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}_{number}"
    return found


def text_fault(text: str, longest: int) -> str | None:
    """Why a name or definition cannot be kept, as a code; None where nothing stands against it."""
    if _CONTROL.search(text):
        return "taxonomy.signs"
    return "taxonomy.long" if len(text) > longest else None


def named_already(terms: Vocabulary, id: str, language: str, name: str) -> str | None:  # noqa: A002
    """The id of another offered term that bears this name in this language."""
    wanted = fold(name)
    for other, term in terms.items():
        if other != id and term.offered and fold(term.names.get(language, "")) == wanted:
            return other
    return None


def _added(change: TermAmendment) -> TaxonomyTerm | None:
    if not change.added or not change.names.get("en"):
        return None
    return TaxonomyTerm(change.vocabulary, change.id, None, {}, added=True)


def _amended(term: TaxonomyTerm, change: TermAmendment) -> TaxonomyTerm:
    names = {**term.names, **change.names}
    definitions = {**term.definitions, **change.definitions}
    return replace(
        term,
        broader=change.broader if change.moved else term.broader,
        names={code: names[code] for code in LANGUAGES if names.get(code)},
        definitions={code: definitions[code] for code in LANGUAGES if definitions.get(code)},
        merged=change.merged,
        retired=change.retired,
    )
