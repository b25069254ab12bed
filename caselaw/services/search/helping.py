"""Helping on where little was found: words spelled otherwise, and which part of a query it is that finds nothing.

The engine proposes words of all that it holds; each is counted for the viewer before it is shown, among what she may
read, and is written as one of those texts writes it. Nothing is asked where enough was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from caselaw.access.viewer import Viewer
from caselaw.domain.searching.questions import Instead, Part, SearchQuery
from caselaw.domain.text import direction
from caselaw.search.analysis import exact, is_stop, tokenize
from caselaw.search.facets import single_values
from caselaw.search.labels import label
from caselaw.search.lexicon import Lexicon
from caselaw.search.plan import Phrase, SearchPlan
from caselaw.search.port import SearchIndex, SearchResult
from caselaw.search.query import Both, Loose, Node, Nothing, Quoted, Typed, Without, children, parse
from caselaw.search.telling import required, spoken_by
from caselaw.search.understand import clause, how_widened
from caselaw.search.wordforms import distance, edits
from caselaw.search.writing import written
from caselaw.store import Store
from caselaw.store.finding import found_paragraphs, headed

FEW = 2
"""Documents found that are so few that another spelling is offered."""
MOST_CALLS = 12
"""Searches that are made to find the part of a query that finds nothing."""
_MOST_WORDS = 5  # words of a query that are looked at
_MOST_FORMS = 6  # other words that are counted for each
_FAR_MORE = 10  # times as many documents as the word as typed, for it to be a slip
_AS_MANY = 2  # times as many documents make a word the likelier of two that are as like
_PROPOSED = 20


@dataclass(frozen=True)
class Help:
    spellings: tuple[Instead, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Helping:
    """What may be asked about a query that found `total` documents: the plan that counted them, whose viewer it is."""

    store: Store
    index: SearchIndex
    query: SearchQuery
    node: Node
    asked: SearchPlan
    total: int
    viewer: Viewer
    lexicon: Lexicon

    def help(self) -> Help:
        """Other spellings where few documents were found, and the parts of the query where none was."""
        whole = not (self.query.like or self.query.cursors or self.query.within or isinstance(self.node, Loose))
        if not whole or self.total > FEW or self.query.mode == "semantic":
            return Help()
        return Help(self._spellings(), self._parts() if not self.total else ())

    def _count(self, node: Node, filters: Mapping[str, tuple[str, ...]]) -> int:
        where = clause(node, reader=self.query.reader, how=how_widened(self.query, node, self.lexicon))
        plan = replace(
            self._counting,
            where=where,
            filters={name: single_values(name, values) for name, values in filters.items() if values},
        )
        return self.index.search(plan).total

    @cached_property
    def _counting(self) -> SearchPlan:
        return replace(self.asked, facets=(), size=0, filters={}, sort="relevance")

    def _spellings(self) -> tuple[Instead, ...]:
        text = self.query.text
        slips = [
            _Slip(start, end, *forms) for start, end in self._doubtful() if (forms := self._likely(text[start:end]))[0]
        ]
        if not slips:
            return ()
        tries = [[(slip, slip.forms[0]) for slip in slips]]
        if len(slips) == 1:
            tries += [[(slips[0], form)] for form in slips[0].forms[1:2]]
        found: list[Instead] = []
        for place, changes in enumerate(tries):
            if place and found and slips[0].alike < 2:  # another one only where nobody can tell which was meant
                break
            said = [(slip, self._as_written(form, text[slip.start : slip.end])) for slip, form in changes]
            instead = text
            for slip, form in reversed(said):
                instead = instead[: slip.start] + form + instead[slip.end :]
            if self._count(parse(instead), self.query.filters) > self.total:
                typed = " ".join(text[slip.start : slip.end] for slip, _ in said)
                found.append(Instead(instead, typed, " ".join(form for _, form in said)))
        return tuple(found)

    def _doubtful(self) -> list[tuple[int, int]]:
        """The places of words that few or none of the viewer's documents have; quoted ones only where nothing was
        found."""
        found = []
        spoken = spoken_by(self.node, self.query.reader)
        for node in _affirmed(self.node):
            if isinstance(node, Typed) or (isinstance(node, Quoted) and not self.total):
                for token in tokenize(self.query.text[node.start : node.end]):
                    stops = any(is_stop(token.exact, language) for language in spoken)
                    if edits(token.exact) and not stops and not any(map(str.isdecimal, token.exact)):
                        found.append((node.start + token.start, node.start + token.end))
        return [
            (start, end)
            for start, end in found[:_MOST_WORDS]
            if self._count(Typed(self.query.text[start:end]), {}) <= FEW
        ]

    def _likely(self, word: str) -> tuple[list[str], int]:
        """Words like this one that far more of the viewer's documents have, the likest first; of those that are alike,
        one of the reader's language first; and how many of them are as likely as the first."""
        (form,) = exact(word)
        most = edits(form)
        held = self.index.search(replace(self._counting, where=Phrase(word))).total
        ranked: list[tuple[int, bool, int, str]] = []
        for other in self._proposed(form):
            result = self._holding(other)
            if result.total >= max(1, _FAR_MORE * held):
                own = bool(result.facets.get("language", {}).get(self.query.reader))
                ranked.append((distance(form, other, most), not own, -result.total, other))
        ranked.sort()
        alike = [one for one in ranked if one[:2] == ranked[0][:2] and _AS_MANY * one[2] <= ranked[0][2]]
        return [other for *_, other in ranked], len(alike)

    def _proposed(self, form: str) -> list[str]:
        """Words of the same script; which of them the viewer may know of is still to be asked."""
        like = (other for other in self.index.spellings(form, _PROPOSED) if direction(other) == direction(form))
        return sorted(like, key=lambda other: distance(form, other, edits(form)))[:_MOST_FORMS]

    def _holding(self, form: str) -> SearchResult:
        return self.index.search(replace(self._counting, where=Phrase(form), facets=("language",)))

    def _as_written(self, form: str, typed: str) -> str:
        """The word as one of the viewer's texts writes it, in capitals or small letters as it was typed."""
        one = replace(self._counting, where=Phrase(form), size=1, paragraphs=1, paragraphs_from=0)
        hits = self.index.search(one).hits
        anchors = {hit.id: [best.anchor for best in hit.paragraphs] for hit in hits}
        with self.store.reading() as connection:
            titles = headed(connection, list(anchors), self.viewer.audiences)
            stored = found_paragraphs(connection, anchors, self.viewer.audiences) if any(anchors.values()) else {}
        texts = [each.text for paragraphs in stored.values() for each in paragraphs.values()]
        texts += [each.title for each in titles.values()]
        places = ((text, token) for text in texts for token in tokenize(text) if token.exact == form)
        written_so = next((text[token.start : token.end] for text, token in places), form)
        if typed.islower():
            return written_so.lower()
        return written_so.upper() if typed.isupper() else written_so.capitalize()

    def _parts(self) -> tuple[Part, ...]:
        """Each part of the query with what it finds alone, and what is found without it: for all of them where they
        are few, else for those that find least."""
        pieces = [*self._words(), *self._filters()]
        if len(pieces) < 2:
            return ()
        pieces = pieces[: MOST_CALLS * 2 // 3]
        alone = [self._count(piece.node, piece.filters) for piece in pieces]
        rarest = sorted(range(len(pieces)), key=alone.__getitem__)[: MOST_CALLS - len(pieces)]
        return tuple(
            Part(
                text=piece.text,
                start=piece.start,
                end=piece.end,
                alone=alone[place],
                others=self._count(piece.others, piece.other_filters),
                rest=written(piece.others),
                field=piece.field,
            )
            for place, piece in enumerate(pieces)
            if place in rarest
        )

    def _words(self) -> Iterable[_Piece]:
        nodes = self.node.nodes if isinstance(self.node, Both) else (self.node,)
        for node in required(nodes, spoken_by(self.node, self.query.reader)):
            if not isinstance(node, Nothing):
                others = tuple(other for other in nodes if other is not node)
                rest = Both(others) if len(others) > 1 else next(iter(others), Nothing())
                text = self.query.text[node.start : node.end]
                yield _Piece(text, node, rest, {}, self.query.filters, node.start, node.end)

    def _filters(self) -> Iterable[_Piece]:
        for name, values in self.query.filters.items():
            if values:
                text = ", ".join(label(name, value, self.query.reader) for value in values)
                others = {other: some for other, some in self.query.filters.items() if other != name}
                yield _Piece(text, Nothing(), self.node, {name: values}, others, field=name)


@dataclass(frozen=True)
class _Slip:
    """A word at [start, end) of the query that may be one of `forms`, the first `alike` of which as likely as each
    other."""

    start: int
    end: int
    forms: Sequence[str]
    alike: int


@dataclass(frozen=True)
class _Piece:
    """A part of a query: `node` under `filters` is the part alone, `others` under `other_filters` the rest."""

    text: str
    node: Node
    others: Node
    filters: Mapping[str, tuple[str, ...]]
    other_filters: Mapping[str, tuple[str, ...]]
    start: int = 0
    end: int = 0
    field: str = field(default="")


def _affirmed(node: Node) -> Iterable[Node]:
    """The node and all below it, but for what is denied."""
    if not isinstance(node, Without):
        yield node
        for child in children(node):
            yield from _affirmed(child)
