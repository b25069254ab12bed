"""What the honest scan keeps of a row, and whether a clause holds of it: each clause by the words of its definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from caselaw.search.analysis import chain, exact, stems_of
from caselaw.search.cited import keyword
from caselaw.search.engines.clauses import word_stems
from caselaw.search.plan import (
    MOST_NEAR,
    WIDEST,
    All,
    Between,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Keyword,
    Leaf,
    Named,
    Near,
    Not,
    Pattern,
    Phrase,
    Some,
    Weighted,
    Word,
)
from caselaw.search.port import ABOUT, IndexDocument, IndexParagraph
from caselaw.search.project import NAME_FIELDS, whole_values
from caselaw.search.wordforms import is_like, matcher, pattern_words


@dataclass(frozen=True)
class Text:
    """A paragraph, or one name of a document: its exact words in order, its stems, and the chain that made them."""

    chain: str
    words: tuple[str, ...]
    stems: Counter[str]

    @classmethod
    def of(cls, text: str, language: str) -> Text:
        words = exact(text)
        return cls(chain(language), tuple(words), Counter(stems_of(words, language)))

    def occurrences(self, phrase: Sequence[str]) -> int:
        size = len(phrase)
        return sum(self.words[at : at + size] == tuple(phrase) for at in range(len(self.words) - size + 1))

    def has(self, fits: Callable[[str], bool]) -> bool:
        return any(map(fits, self.words))

    def has_near(self, words: Sequence[str], gap: int) -> bool:
        """All of them, each at a place of its own, so close that `gap` other words at most stand between."""
        if not 0 < len(words) <= MOST_NEAR:
            return False
        places = [[at for at, form in enumerate(self.words) if matcher(word)(form)] for word in words]
        spans = (chosen for chosen in product(*places) if len(set(chosen)) == len(chosen))
        return any(max(chosen) - min(chosen) + 1 - len(chosen) <= gap for chosen in spans)


@dataclass(frozen=True)
class Row:
    document: IndexDocument
    names: tuple[Text, ...]
    paragraphs: tuple[Text, ...]
    length: int

    @classmethod
    def of(cls, document: IndexDocument) -> Row:
        document = replace(document, paragraphs=tuple(sorted(document.paragraphs, key=lambda p: p.ordinal)))
        names = tuple(Text.of(name, document.language) for name in document.title.split("\n"))
        paragraphs = tuple(Text.of(paragraph.text, paragraph.language) for paragraph in document.paragraphs)
        return cls(document, names, paragraphs, sum(len(paragraph.words) for paragraph in paragraphs))

    @property
    def texts(self) -> tuple[Text, ...]:
        return (*self.names, *self.paragraphs)

    @property
    def lead(self) -> tuple[Text, ...]:
        return tuple(text for text, given in self.placed() if given.lead)

    def placed(self) -> Iterable[tuple[Text, IndexParagraph]]:
        """The paragraphs with what is known of each, without what is only about the decision."""
        every = zip(self.paragraphs, self.document.paragraphs, strict=True)
        return (pair for pair in every if pair[1].voice != ABOUT)


def holds(clause: Clause, row: Row) -> bool:
    """True where a document, with its names, is as the clause says."""
    match clause:
        case Keyword():
            return has_value(row.document, clause.field, (clause.value,))
        case Named():
            return _is_named(clause, row.document)
        case Between():
            return _may_be_of(clause, row.document)
        case InParagraph():
            return any(holds_inside(clause, text, paragraph) for text, paragraph in row.placed())
        case _:
            return _combined(clause, lambda part: holds(part, row), row.texts)


def holds_inside(clause: Clause, text: Text, paragraph: IndexParagraph) -> bool:
    """True where this paragraph alone is as the clause says."""
    if isinstance(clause, InParagraph):
        return _stands(clause, paragraph) and holds_inside(clause.clause, text, paragraph)
    return _combined(clause, lambda part: holds_inside(part, text, paragraph), (text,))


def says(leaf: Leaf, texts: Sequence[Text]) -> bool:
    """True where these texts say it: a word may have its stems in several of them, all else stands in one."""
    match leaf:
        case Word():
            wanted = word_stems(leaf)
            return bool(wanted) and all(stem_count(texts, stem, leaf.language) for stem in wanted)
        case Phrase():
            words = exact(leaf.text)
            return bool(words) and any(text.occurrences(words) for text in texts)
        case Near():
            forms = near_words(leaf)
            return any(text.has_near(forms, min(leaf.gap, WIDEST)) for text in texts)
        case Pattern():
            forms = pattern_words(leaf.text)
            return any(text.has_near(forms, 0) for text in texts)
        case Fuzzy():
            words = exact(leaf.text)
            return bool(words) and all(any(text.has(like(word)) for text in texts) for word in words)


def near_words(near: Near) -> tuple[str, ...]:
    return tuple(part for word in near.words for part in pattern_words(word))


def like(word: str) -> Callable[[str], bool]:
    """Tells the words that are spelled like this one."""
    return lambda form: is_like(word, form)


def stem_count(texts: Iterable[Text], stem: str, language: str) -> int:
    return sum(text.stems[stem] for text in texts if text.chain == chain(language))


def has_value(document: IndexDocument, name: str, wanted: Collection[str]) -> bool:
    """True where a document has one of these whole values; raises `KeyError` for an unknown field."""
    values = {keyword(value) for value in wanted} if name == "identifier" else set(wanted)
    return not values.isdisjoint(whole_values(document, name))


def _combined(clause: Clause, part: Callable[[Clause], bool], texts: Sequence[Text]) -> bool:
    match clause:
        case All():
            return all(map(part, clause.clauses))
        case Some():
            return any(map(part, clause.clauses))
        case Not():
            return not part(clause.clause)
        case Weighted():
            return part(clause.clause)
        case Everything():
            return True
        case Word() | Phrase() | Near() | Pattern() | Fuzzy():
            return says(clause, texts)
    raise TypeError(clause)


def _is_named(clause: Named, document: IndexDocument) -> bool:
    if clause.field not in NAME_FIELDS:
        raise KeyError(clause.field)
    wanted = pattern_words(clause.text)
    known = {form for name in document.names.get(clause.field, ()) for form in exact(name)}
    return bool(wanted) and all(any(map(matcher(word), known)) for word in wanted)


def _may_be_of(clause: Between, document: IndexDocument) -> bool:
    first, last = days(document)
    if first is None or last is None:
        return False
    return clause.first <= clause.last and first <= clause.last and clause.first <= last


def days(document: IndexDocument) -> tuple[int | None, int | None]:
    """The first and the last day it may have been decided on."""
    return document.date, document.date if document.date_last is None else document.date_last


def _stands(clause: InParagraph, paragraph: IndexParagraph) -> bool:
    asked = (
        (clause.sections, paragraph.section),
        (clause.numbers, paragraph.number),
        (clause.voices, paragraph.voice),
    )
    return all(not wanted or value in wanted for wanted, value in asked)
