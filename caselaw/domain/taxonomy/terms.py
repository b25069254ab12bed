"""Taxonomies: the words by which documents are grouped, in every language of readers, and where a text uses them.

One reviewed file a vocabulary in `mappings/taxonomies/`; a term is added there, in one line. What editors of an
installation changed stands in its database (`caselaw.domain.taxonomy.changes`); services hand the whole over with
`learn`, in every process. A term found in a text is a proposal and no more: only a person confirms it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from types import MappingProxyType

import mappings
from caselaw.domain.errors import CaselawError
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import fold

VOCABULARIES: Mapping[str, str] = {
    "right": "rights",
    "theme": "themes",
    "group": "groups",
    "industry": "industries",
    "mechanism": "mechanisms",
    "company_role": "company_roles",
    "state_actor": "state_actors",
    "capture": "capture",
    "harm": "harms",
    "remedy": "remedies",
    "objective": "objectives",
    "condition": "conditions",
}
"""Each vocabulary with the name of its file."""
STATUSES = ("official", "proposed")
"""Of the names: as an official text says them, or ours until somebody who works with them has read them."""

# Letters with the marks that Arabic writes over and under them; NFC text, not folded.
_WORD = re.compile("[\\w\u0640\u064b-\u065f\u0670\u200c\u200d]+")
_MARKED = re.compile("[\u0640\u064b-\u065f\u0670\u200c\u200d]")
_PLAIN_WORD = re.compile(r"\w+")  # the same where no such mark stands, and twice as fast
_ARABIC = re.compile("[\u0621-\u064a]")
_ARTICLE = re.compile("(?:[\u0648\u0641]?[\u0628\u0643]?\u0627\u0644|[\u0648\u0641]?\u0644\u0644)(?=..)")  # و ف ب ك ال
_CLITICS = frozenset("\u0648\u0641\u0628\u0643\u0644")  # و ف ب ك ل
_SHORTEST = 3  # letters a word keeps
_WORDS_KEPT = 200_000


class TaxonomyFault(CaselawError):
    """A taxonomy that breaks the rules of its file; the message names file, line and fault."""

    code = "error.taxonomy"


@dataclass(frozen=True)
class TaxonomyTerm:
    """One term of a vocabulary. `names` has the name in each language where it is certain (English always stands),
    `also` the other words that mean it in a text (Portuguese ones stand with the Spanish); `broader` is the id of the
    term it belongs under; `source` the text that names it so.

    `definitions` says in one sentence what it means, in each language where the law is certain, after `defined_by`.
    `merged` is the id of the term that took its place, `retired` says that it is offered no more: what was coded with
    either stays. `added`: it is a term of this installation alone."""

    vocabulary: str
    id: str
    broader: str | None
    names: Mapping[str, str] = field(hash=False)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    source: str = ""
    status: str = "proposed"
    definitions: Mapping[str, str] = field(default_factory=dict, hash=False)
    defined_by: str = ""
    merged: str | None = None
    retired: bool = False
    added: bool = False

    @property
    def offered(self) -> bool:
        """Whether documents may be coded with it anew."""
        return not self.retired and self.merged is None

    def name(self, language: str) -> str:
        """The name in `language`, else the English one."""
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True)
class Mention:
    """Where a text uses a term: `text[start:end]`."""

    vocabulary: str
    id: str
    start: int
    end: int


Vocabulary = Mapping[str, TaxonomyTerm]


@dataclass(frozen=True, eq=False)
class Edition:
    """The taxonomies as they stand. `stamp` is another one whenever an editor changed something; empty: nobody did."""

    stamp: str
    vocabularies: Mapping[str, Vocabulary]


def taxonomies() -> Mapping[str, Vocabulary]:
    """Every vocabulary by its name, its terms by id in the order of the file and then those added here, those too that
    were merged or retired; `TaxonomyFault` for a faulty file."""
    return edition().vocabularies


def edition() -> Edition:
    """What stands now, with its stamp."""
    return _now or _as_listed()


def learn(stamp: str, vocabularies: Mapping[str, Vocabulary]) -> None:
    """From now on these are the terms in this process; an empty stamp: those of the files."""
    global _now  # noqa: PLW0603 - the taxonomies are one for the whole process, like the files they continue
    _now = Edition(stamp, MappingProxyType(dict(vocabularies))) if stamp else None


_now: Edition | None = None


@cache
def _as_listed() -> Edition:
    return Edition("", listed())


@cache
def listed() -> Mapping[str, Vocabulary]:
    """The vocabularies of the files alone."""
    read = {
        name: read_vocabulary(name, mappings.open_text(f"taxonomies/{file}.csv")) for name, file in VOCABULARIES.items()
    }
    return MappingProxyType(_defined(read, mappings.open_text("taxonomies/definitions.csv")))


def _defined(read: Mapping[str, Vocabulary], text: str) -> dict[str, Vocabulary]:
    """The vocabularies with the definitions of their file; `TaxonomyFault` for one of no term."""
    found = {name: dict(terms) for name, terms in read.items()}
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        term = found.get(row["vocabulary"], {}).get(row["id"])
        if term is None or term.definitions or not row["source"]:
            raise TaxonomyFault(file="definitions", line=line, fault=f"no term, no source or twice: {row['id']}")
        said = {language: row[language] for language in LANGUAGES if row[language]}
        found[row["vocabulary"]][row["id"]] = replace(term, definitions=said, defined_by=row["source"])
    return {name: MappingProxyType(terms) for name, terms in found.items()}


def current(vocabulary: str, id: str) -> str:  # noqa: A002 - the domain's word
    """The id under which a term is found today: that of the term it was merged into, else its own."""
    terms = taxonomies().get(vocabulary, {})
    seen = {id}
    while (term := terms.get(id)) and term.merged and term.merged not in seen:
        id = term.merged  # noqa: A001 - the domain's word
        seen.add(id)
    return id


def term_name(vocabulary: str, id: str, language: str) -> str:  # noqa: A002 - the domain's word
    """The term's name in `language`, for a merged one that of the term it was merged into; the id itself for a term
    that no list has."""
    term = taxonomies().get(vocabulary, {}).get(current(vocabulary, id))
    return term.name(language) if term else id


def broader_terms(vocabulary: str, id: str) -> tuple[str, ...]:  # noqa: A002 - the domain's word
    """The term as it stands today and all that it lies under, the widest last; the id alone for a term that no list
    has."""
    terms = taxonomies().get(vocabulary, {})
    found = [current(vocabulary, id)]
    while (term := terms.get(found[-1])) and term.broader:
        above = current(vocabulary, term.broader)
        if above in found:
            break
        found.append(above)
    return tuple(found)


def read_vocabulary(name: str, text: str) -> Vocabulary:
    """The terms of one file. `TaxonomyFault` names the line where an id stands twice, a term has no English name, its
    broader term does not exist or lies under itself, or its status is none."""
    terms: dict[str, TaxonomyTerm] = {}
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        try:
            term = _term(name, row)
        except KeyError as missing:
            raise TaxonomyFault(file=name, line=line, fault=f"no column {missing}") from None
        if not term.id or term.id in terms:
            raise TaxonomyFault(file=name, line=line, fault=f"id missing or given twice: {term.id}")
        if "en" not in term.names:
            raise TaxonomyFault(file=name, line=line, fault=f"no English name: {term.id}")
        if term.status not in STATUSES:
            raise TaxonomyFault(file=name, line=line, fault=f"unknown status: {term.status}")
        terms[term.id] = term
    for line, term in enumerate(terms.values(), start=2):
        _require_root(name, line, term, terms)
    return MappingProxyType(terms)


def find_terms(text: str, vocabularies: Collection[str] | None = None) -> Iterator[Mention]:
    """Where `text` uses terms of these vocabularies (None: of all), in its order, the longest wording first; a wording
    that stands in two vocabularies is a mention of both."""
    begins = _begins(edition().stamp, frozenset(VOCABULARIES if vocabularies is None else vocabularies))
    words = (_WORD if _MARKED.search(text) else _PLAIN_WORD).findall(text)
    spans: list[tuple[int, int]] = []
    behind = 0
    for at, node in begins.places(words):
        if at < behind:
            continue
        found, length = _longest(node, words, at)
        if found:
            spans = spans or [match.span() for match in _WORD.finditer(text)]
            behind = at + length
            for vocabulary, id_ in found:
                yield Mention(vocabulary, id_, spans[at][0], spans[behind - 1][1])


def _term(vocabulary: str, row: Mapping[str, str]) -> TaxonomyTerm:
    return TaxonomyTerm(
        vocabulary=vocabulary,
        id=row["id"],
        broader=row["broader"] or None,
        names={language: row[f"name_{language}"] for language in LANGUAGES if row[f"name_{language}"]},
        also={
            language: tuple(part for part in row[f"also_{language}"].split("|") if part)
            for language in LANGUAGES
            if row[f"also_{language}"]
        },
        source=row["source"],
        status=row["status"],
    )


def _require_root(name: str, line: int, term: TaxonomyTerm, terms: Vocabulary) -> None:
    seen = {term.id}
    above = term.broader
    while above:
        if above not in terms:
            raise TaxonomyFault(file=name, line=line, fault=f"no broader term {above} for {term.id}")
        if above in seen:
            raise TaxonomyFault(file=name, line=line, fault=f"{term.id} lies under itself")
        seen.add(above)
        above = terms[above].broader


@dataclass
class _Node:
    """A place in the tree of wordings: the words that may follow, and the terms that a wording ending here means."""

    next: dict[str, _Node] = field(default_factory=dict)
    terms: tuple[tuple[str, str], ...] = ()


class _Beginnings:
    """The tree of all wordings, and for every word ever seen in a text the place it leads to from the root."""

    def __init__(self, root: _Node) -> None:
        self._root = root
        self._seen: dict[str, _Node | None] = {}

    def places(self, words: list[str]) -> list[tuple[int, _Node]]:
        """Where among the words a wording may begin, and the place in the tree that the word leads to."""
        if len(self._seen) > _WORDS_KEPT:
            self._seen.clear()
        seen = self._seen
        for word in set(words).difference(seen):
            seen[word] = self._root.next.get(_key(word)) or self._without_clitic(word)
        return [(at, node) for at, word in enumerate(words) if (node := seen[word])]

    def _without_clitic(self, word: str) -> _Node | None:
        """Arabic writes "and", "by", "for" onto the word that follows."""
        folded = fold(word)
        if len(folded) > _SHORTEST and folded[0] in _CLITICS:
            return self._root.next.get(_key(folded[1:]))
        return None


@lru_cache(maxsize=64)
def _begins(_stamp: str, vocabularies: frozenset[str]) -> _Beginnings:
    """Of terms that stand: a merged one is read as the term that took its place, a retired one no more."""
    root = _Node()
    for name in sorted(vocabularies):
        for term in taxonomies()[name].values():
            if term.retired:
                continue
            for wording in {*term.names.values(), *(word for words in term.also.values() for word in words)}:
                node = root
                for word in _WORD.findall(wording):
                    node = node.next.setdefault(_key(word), _Node())
                meant = name, current(name, term.id)
                if meant not in node.terms:
                    node.terms = (*node.terms, meant)
    return _Beginnings(root)


def _longest(node: _Node | None, words: list[str], at: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """The terms of the longest wording that begins with this word, and how many words it has."""
    best: tuple[tuple[tuple[str, str], ...], int] = ((), 0)
    length = 0
    while node:
        length += 1
        best = (node.terms, length) if node.terms else best
        if at + length >= len(words):
            break
        node = node.next.get(_key(words[at + length]))
    return best


_keys: dict[str, str] = {}


def _key(word: str) -> str:
    """A word as wordings are compared: folded, an Arabic one without its article, a Latin one without a plural s."""
    try:
        return _keys[word]
    except KeyError:
        if len(_keys) > _WORDS_KEPT:
            _keys.clear()
        key = fold(word)
        if _ARABIC.match(key):
            key = _ARTICLE.sub("", key, count=1) if _ARTICLE.match(key) else key
        elif len(key) > _SHORTEST and key.endswith("s"):
            key = key[:-1]
        _keys[word] = key
        return key
