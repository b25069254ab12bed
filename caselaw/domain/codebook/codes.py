"""Codebooks: the words in which a group codes texts. Each code says in the languages of its readers what it means, when
it is given and when it is not.

A codebook has versions. A draft is written; a published version never changes again, so that what was coded with it
is always read as it was meant. Rights, groups and the like are not copied into a codebook: a version names the
vocabularies whose terms may be given beside its own codes, under keys like `right:housing`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.taxonomy.terms import VOCABULARIES, TaxonomyTerm, current, taxonomies

State = Literal["draft", "published", "retired"]
StatusKind = Literal["named", "proposed", "reviewed"]
Words = Mapping[str, str]
"""One text by language, without those that nobody has written."""

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
FACETS = ("form", "actor", "institution", "means", "consequence", "other")
"""What a code tells of: a form of capture, who captures, what is captured, how, and what comes of it."""
PARTS = ("label", "definition", "use_when", "not_when")
"""The texts of a code that there is one of in each language; other labels and examples there may be several of."""
LISTS = ("also", "examples")
JUDGED = ("label", "definition")
"""The texts that have a status."""
STATUS_KINDS: tuple[StatusKind, ...] = ("named", "proposed", "reviewed")
LONGEST: Mapping[str, int] = {
    "label": 120, "definition": 1_000, "use_when": 1_500, "not_when": 1_500, "also": 120, "examples": 1_000,
    "title": 160, "about": 2_000, "source": 300,
}  # fmt: skip
MOST_CODES = 500
MOST_IN_LIST = 20
_LEFT_OUT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE = re.compile("[\n\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[ \t]+")


@dataclass(frozen=True)
class Status:
    """How sure a text is: from a named text (`source`), proposed by whoever wrote it, or reviewed in the site by a
    person (`by`, an account) at a moment (`at`)."""

    kind: StatusKind = "proposed"
    source: str = ""
    by: str = ""
    at: datetime | None = field(default=None, compare=False)


PROPOSED = Status()


@dataclass(frozen=True)
class Code:
    """One code; `key` is its name in data, the same in every version of the codebook. `statuses` has that of a text
    under its part and language (`label.en`); what stands not there is proposed. `vocabulary` names the taxonomy a term
    of which is given as a code; it is empty for the codebook's own codes."""

    key: str
    labels: Words = field(hash=False)
    definition: Words = field(default_factory=dict, hash=False)
    use_when: Words = field(default_factory=dict, hash=False)
    not_when: Words = field(default_factory=dict, hash=False)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    broader: str | None = None
    facet: str = "other"
    statuses: Mapping[str, Status] = field(default_factory=dict, hash=False)
    vocabulary: str = ""

    def label(self, language: str) -> str:
        """The label in `language`, else the English one, else any, else the key."""
        return in_words(self.labels, language) or self.key

    def text(self, part: str, language: str) -> str:
        """One of PARTS in exactly this language; empty where nobody has written it."""
        words: Words = self.labels if part == "label" else getattr(self, part)
        return words.get(language, "")

    def told_in(self, part: str, language: str) -> tuple[str, str]:
        """One of PARTS for somebody who codes: in `language`, else in English, else in any; and the language it is in.
        Empty where nobody has written it."""
        words: Words = self.labels if part == "label" else getattr(self, part)
        found = in_words(words, language)
        return found, next((one for one in (language, "en", *LANGUAGES) if found and words.get(one) == found), language)

    def status(self, part: str, language: str) -> Status:
        """The status of one of JUDGED in a language."""
        return self.statuses.get(f"{part}.{language}", PROPOSED)


@dataclass(frozen=True)
class Codebook:
    """A codebook; `listed` says that it comes with the product, and is not changed here but copied."""

    id: str
    slug: str
    titles: Words = field(hash=False)
    access: Audience
    about: Words = field(default_factory=dict, hash=False)
    listed: bool = False
    revision: int = 1

    def title(self, language: str) -> str:
        return in_words(self.titles, language) or self.slug


@dataclass(frozen=True)
class CodebookVersion:
    """One version: its codes in their order, the vocabularies of which terms may be given beside them, and for every
    code of the version before the codes that it became (`maps`; none: it was dropped)."""

    codebook: Codebook
    number: int
    state: State
    codes: tuple[Code, ...]
    vocabularies: tuple[str, ...] = ()
    maps: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    revision: int = 1
    published: datetime | None = None

    @property
    def access(self) -> Audience:
        return self.codebook.access

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(self._by_key)

    @cached_property
    def _by_key(self) -> Mapping[str, Code]:
        return {one.key: one for one in self.codes}

    def code(self, key: str) -> Code | None:
        """The code of this key, an own one or a term of one of its vocabularies; None where there is none."""
        vocabulary, colon, term_id = key.partition(":")
        if not colon:
            return self._by_key.get(key)
        term = taxonomies().get(vocabulary, {}).get(term_id) if vocabulary in self.vocabularies else None
        return code_of(term) if term else None

    def every(self) -> tuple[Code, ...]:
        """All codes that may be given: the codebook's own, then the terms of its vocabularies that are offered."""
        terms = (term for name in self.vocabularies for term in taxonomies()[name].values() if term.offered)
        return (*self.codes, *map(code_of, terms))


def code_of(term: TaxonomyTerm) -> Code:
    """A term of a taxonomy as a code; what it means is said there and not here."""
    broader = current(term.vocabulary, term.broader) if term.broader else None
    return Code(
        key=f"{term.vocabulary}:{term.id}",
        labels=term.names,
        definition=term.definitions,
        also=term.also,
        broader=f"{term.vocabulary}:{broader}" if broader else None,
        facet=term.vocabulary,
        statuses=_statuses_of(term),
        vocabulary=term.vocabulary,
    )


def in_words(words: Words, language: str) -> str:
    """The text in this language, else in English, else in the first language that has one, else nothing."""
    return words.get(language) or words.get("en") or next((words[code] for code in LANGUAGES if words.get(code)), "")


def plain(text: str) -> str:
    """A text as it is kept: NFC, its lines without spaces around them, no empty ones, no signs that no file may hold.
    Spaces that do not break, as French has them, stay."""
    whole = unicodedata.normalize("NFC", _LEFT_OUT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (_SPACE.sub(" ", line).strip() for line in _LINE.split(whole))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """A text that has one line, as it is kept."""
    return plain(text).replace("\n", " ")


def item(text: str) -> str:
    """One of several texts, as it is kept: lists are written with upright strokes between them."""
    return one_line(text.replace("|", "/"))


def digest(part: str, language: str, text: str) -> str:
    """By which a reviewed text is known again, in whichever version it stands: who changes it takes the review away."""
    return hashlib.sha256(f"{part}.{language}\n{text}".encode()).hexdigest()


def reviewed(code: Code, reviews: Mapping[tuple[str, str], Status]) -> Code:
    """The code with what people have reviewed of it; `reviews` by its key and the digest of a text."""
    statuses = {name: one for name, one in code.statuses.items() if one.kind != "reviewed"}
    for part in JUDGED:
        for language in LANGUAGES:
            text = code.text(part, language)
            found = reviews.get((code.key, digest(part, language, text))) if text else None
            if found:
                statuses[f"{part}.{language}"] = replace(found, source=code.status(part, language).source)
    return replace(code, statuses=statuses)


def known_vocabularies(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these names that are vocabularies, each once, in their order there."""
    return tuple(name for name in VOCABULARIES if name in names)


def _statuses_of(term: TaxonomyTerm) -> dict[str, Status]:
    named = Status("named", term.source) if term.status == "official" and term.source else PROPOSED
    found = {f"label.{language}": named for language in term.names}
    if term.defined_by:
        found |= {f"definition.{language}": Status("named", term.defined_by) for language in term.definitions}
    return found
