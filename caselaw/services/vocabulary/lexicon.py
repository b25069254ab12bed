"""The lexicon that the collection teaches itself: learned in the background, used by the search, shown with evidence.

Each audience has a lexicon of its own, learned from aligned paragraphs that all of it may read; a reader's searches use
those of all audiences she is of. So a group's texts teach nobody else a word.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.glossary.changes import Pair
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.search.analysis import chain, stem
from caselaw.search.glossary import named
from caselaw.search.highlight import Sought, Span, highlights
from caselaw.search.lexicon import NOTHING_LEARNED, RECIPE, Course, Entry, Learned, Lesson, Lexicon
from caselaw.store import Store, jobs
from caselaw.store.finding import found_paragraphs
from caselaw.store.vocabulary import glossary, lexicons
from caselaw.store.vocabulary.lexicons import Evidence, Learnt

MOST_LESSONS = 8_000
"""Aligned paragraphs that one lexicon is learned from, those of the likest versions first."""
LEAST_SCORE = 0.4
"""How sure the alignment of a pair must be for it to teach anything."""
STRONG, BACK, TOGETHER = 0.5, 0.3, 3
"""A translation is proposed for the glossary where it is this likely, this likely the other way, and was seen in so
many pairs."""
LIKELY, MOST_LIKELY = 0.1, 20
"""Of what is learned for a word so much is shown at first: translations at least so likely, and so many."""
_QUIET = 5.0  # seconds in which nothing may have changed before it is learned again
_REMEMBERED = 8  # lexicons kept ready, of readers of different groups


@dataclass(frozen=True)
class Taught:
    """A lexicon that was learned: for whom, from how many pairs of paragraphs, and how many translations it holds."""

    audience: Audience
    version: str
    lessons: int
    entries: int


@dataclass(frozen=True)
class Passages:
    """Two aligned paragraphs in which a translation stands, and the documents they are of."""

    document: DocumentId
    paragraph: Paragraph
    other_document: DocumentId
    other: Paragraph


@dataclass(frozen=True)
class ShownEntry:
    """A translation with the passages that show it, as far as the viewer may read them."""

    entry: Learnt
    passages: tuple[Passages, ...]


class LexiconService:
    """Learns, and tells what was learned, each viewer no more than from texts she may read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ready: OrderedDict[frozenset[tuple[Audience, str]], Lexicon] = OrderedDict()
        self._seen: dict[Audience, str] = {}
        self._looked = float("-inf")

    def of(self, connection: Connection, audiences: frozenset[Audience]) -> Lexicon:
        """The lexicon of readers of these audiences; made when it is first asked for, then kept ready."""
        versions = lexicons.versions(connection, audiences)
        key = frozenset(versions.items())
        ready = self._ready.get(key)
        if ready is None:
            if not versions:
                return NOTHING_LEARNED
            tables = [map(_entry, lexicons.entries(connection, audience)) for audience in sorted(versions)]
            ready = self._ready[key] = Lexicon(tables, version=" ".join(sorted(versions.values())))
            while len(self._ready) > _REMEMBERED:
                self._ready.popitem(last=False)
        return ready

    def learn(self, *, viewer: Viewer) -> tuple[Taught, ...]:
        """Learn all lexicons again that are not of what is there now. Raises `Forbidden`."""
        require(viewer, Action.LEARN_LEXICON)
        return tuple(self._learn(self._changed()))

    def apply_pending(self, *, quiet: float = _QUIET) -> tuple[Taught, ...]:
        """Learn again what has changed, where nothing changed for `quiet` seconds and no other work waits: while many
        documents come in, each of them would make all that was learned before it old."""
        if time.monotonic() - self._looked < quiet:
            return ()
        self._looked = time.monotonic()
        changed, before = self._changed(), self._seen
        self._seen = changed
        if not changed or self._busy() or (quiet and changed != before):
            return ()
        return tuple(self._learn(changed))

    def show(self, word: str, *, viewer: Viewer) -> tuple[ShownEntry, ...]:
        """The translations of a word in each language it was learned in, and of which words it is one itself; the
        likeliest first. Nothing where the viewer may not read what taught it."""
        require(viewer, Action.SEARCH)
        with self._store.reading() as connection:
            held = lexicons.words(connection, viewer.audiences)
            forms = [(language, own) for language, own in held if stem(word, language) == stem(own, language) != ""]
            chosen = list(self._entries(connection, viewer, forms)) if forms else []
            chosen.sort(key=lambda one: (one.language, one.target_language, -one.probability, one.target))
            return self._shown(connection, chosen, viewer)

    def propose(self, *, viewer: Viewer, most: int = 50, after: int = 0) -> tuple[ShownEntry, ...]:
        """Translations that are strong in both directions, that no concept of the glossary joins and of which no editor
        decided, those seen most often first, with the passages that show them. What several of the viewer's lexicons
        say stands once, for the widest audience. Raises `Forbidden`."""
        require(viewer, Action.PROPOSE_TERMS)
        with self._store.reading() as connection:
            return self._shown(connection, self.waiting(connection, viewer)[after : after + most], viewer)

    def waiting(self, connection: Connection, viewer: Viewer) -> list[Learnt]:
        """The translations that `propose` shows, without their passages."""
        decided = glossary.decided(connection, viewer.audiences)
        found: dict[frozenset[tuple[str, str]], Learnt] = {}
        for audience in sorted(viewer.audiences, key=_width):
            entries = list(lexicons.entries(connection, audience, least=BACK))
            likely = {_pair(entry): entry.probability for entry in entries}
            heard = {one for wider in viewer.audiences if _width(wider) <= _width(audience) for one in decided[wider]}
            for entry in entries:
                if _is_strong(entry, likely) and _pair(entry) not in heard and not _in_glossary(entry):
                    sides = (entry.language, entry.word), (entry.target_language, entry.target)
                    found.setdefault(frozenset(sides), entry)
        return sorted(
            found.values(), key=lambda one: (-one.together * one.probability, one.language, one.word, one.target)
        )

    def _changed(self) -> dict[Audience, str]:
        """The audiences whose lexicon is not of what is there now, with the version that would be; empty: none."""
        with self._store.reading() as connection:
            wanted = lexicons.sources(connection, RECIPE)
            there = lexicons.versions(connection)
            gone = lexicons.stored(connection) - wanted.keys()
        return {one: version for one, version in wanted.items() if there.get(one) != version} | dict.fromkeys(gone, "")

    def _busy(self) -> bool:
        with self._store.reading() as connection:
            return any(jobs.waiting(connection, kind).due for kind in (jobs.INDEX, jobs.RELATE, jobs.ALIGN))

    def _learn(self, changed: dict[Audience, str]) -> Iterator[Taught]:
        with self._store.alone("lexicon") as free:
            if not free:
                return
            for audience, version in sorted(changed.items()):
                if not version:
                    with self._store.writing() as connection:
                        lexicons.forget(connection, [audience])
                elif (taught := self._learn_one(audience, version)) is not None:
                    yield taught

    def _learn_one(self, audience: Audience, version: str) -> Taught | None:
        """Learn the lexicon of one audience; None where what it is learned from changed meanwhile."""
        with self._store.reading() as connection:
            texts = list(lexicons.aligned_texts(connection, audience, least=LEAST_SCORE, most=MOST_LESSONS))
        course = Course([Lesson(*one.left, *one.right, one.score) for one in texts])
        evidence = [one.evidence for one in texts]
        found = [_learnt(one, audience, evidence) for one in course.learn()]
        with self._store.writing() as connection:
            if not lexicons.save(connection, audience, version, found, lessons=len(texts), recipe=RECIPE):
                return None
        return Taught(audience, version, len(texts), len(found))

    def _entries(
        self, connection: Connection, viewer: Viewer, about: Collection[tuple[str, str]] | None = None
    ) -> Iterator[Learnt]:
        for audience in sorted(viewer.audiences):
            yield from lexicons.entries(connection, audience, about)

    def _shown(self, connection: Connection, entries: Collection[Learnt], viewer: Viewer) -> tuple[ShownEntry, ...]:
        anchors: dict[DocumentId, set[str]] = {}
        for one, anchor, other, its in (each for entry in entries for each in entry.evidence):
            anchors.setdefault(one, set()).add(anchor)
            anchors.setdefault(other, set()).add(its)
        found = found_paragraphs(connection, anchors, viewer.audiences) if anchors else {}
        return tuple(ShownEntry(entry, tuple(_passages(entry.evidence, found))) for entry in entries)


def likeliest(entries: Sequence[ShownEntry]) -> tuple[ShownEntry, ...]:
    """Of what is learned for a word what is likely to mean it, in the order in which it stands: the rest is what stood
    beside it by chance, and there may be hundreds."""
    likely = [one for one in entries if one.entry.probability >= LIKELY]
    kept = sorted(likely, key=lambda one: -one.entry.probability)[:MOST_LIKELY]
    return tuple(one for one in likely if one in kept)


def places(paragraph: Paragraph, words: Mapping[str, str]) -> tuple[Span, ...]:
    """Where a word stands in a paragraph, in any of its forms; `words` maps a language to the word looked for."""
    sought = Sought({chain(code): frozenset({stem(word, code)}) for code, word in words.items()}, ())
    return highlights(paragraph.text, chain(paragraph.language), sought)


def _passages(
    evidence: Iterable[Evidence], found: dict[DocumentId, dict[str, Paragraph]]
) -> Iterator[Passages]:  # fmt: skip
    for one, anchor, other, its in evidence:
        if anchor in found.get(one, {}) and its in found.get(other, {}):
            yield Passages(one, found[one][anchor], other, found[other][its])


def _learnt(one: Learned, audience: Audience, evidence: list[Evidence]) -> Learnt:
    return Learnt(
        audience, one.language, one.word, one.target_language, one.target, round(one.probability, 4), one.times,
        one.together, tuple(evidence[number] for number in one.lessons),
    )  # fmt: skip


def _entry(one: Learnt) -> Entry:
    return Entry(one.language, one.word, one.target_language, one.target, one.probability, one.times)


def _width(audience: Audience) -> tuple[int, str]:
    """The widest audiences first. What was decided for one holds for narrower ones too, never the other way."""
    return {PUBLIC: 0, MEMBERS: 1}.get(audience, 2), audience


def _pair(entry: Learnt) -> Pair:
    return Pair(entry.language, entry.word, entry.target_language, entry.target)


def _is_strong(entry: Learnt, likely: dict[Pair, float]) -> bool:
    back = likely.get(Pair(entry.target_language, entry.target, entry.language, entry.word), 0.0)
    if entry.probability < STRONG or back < BACK or entry.together < TOGETHER:
        return False
    return (back, entry.target_language) <= (entry.probability, entry.language) or back < STRONG


def _in_glossary(entry: Learnt) -> bool:
    """A concept of the glossary is said by both words already."""
    one, other = (
        {concept for term in named([word], [language]) for concept in term.concepts}
        for word, language in ((entry.word, entry.language), (entry.target, entry.target_language))
    )
    return bool(one & other)
