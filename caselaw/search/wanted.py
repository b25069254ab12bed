"""What a tree asks of a document: the clause that an engine compiles.

Every wanted word is looked for by the analysis of every language, so that one query finds decisions in any of them
that say the word. A word that says nothing by itself (the, de la, في) is not required, unless there is no other.
What speaks of one paragraph (`caselaw.search.query`) becomes one `InParagraph` with all that stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caselaw.domain.paragraph import VOICES
from caselaw.domain.section import SECTIONS
from caselaw.search.analysis import CHAINS, is_stop
from caselaw.search.asides import by_language
from caselaw.search.field_names import PLACES
from caselaw.search.fields import NAMES_ASKED, PARAGRAPH, meant
from caselaw.search.glossary import Saying
from caselaw.search.nodes import (
    Both,
    Either,
    Field,
    Loose,
    Masked,
    Nearby,
    Node,
    Nothing,
    Quoted,
    Spelled,
    Typed,
    Without,
)
from caselaw.search.parsing import is_bound, speaks_of_place
from caselaw.search.plan import (
    All,
    Between,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Keyword,
    Named,
    Near,
    Not,
    Pattern,
    Phrase,
    Some,
    Weighted,
    Word,
)
from caselaw.search.rules import of_document
from caselaw.search.telling import looked_for, required, telling
from caselaw.search.weights import WEIGHTS
from caselaw.search.widening import Group, Widening, rows_of


def wanted(node: Node, spoken: frozenset[str], how: Widening | None) -> Clause:
    """The clause of a node; `spoken` are the languages whose function words count as such, `how` it is widened.
    Raises `QueryFault` for a field or value nobody knows."""
    if speaks_of_place(node):
        return _paragraph((node,), spoken, how)
    match node:
        case Typed():
            return _every((node,), (node,), spoken, how)
        case Quoted():
            return Phrase(node.text)
        case Field():
            return _of_field(node)
        case Masked():
            return Pattern(node.text)
        case Spelled():
            return Fuzzy(node.text)
        case Nearby():
            return Near(node.words, node.gap)
        case Both() if is_bound(node):
            return _paragraph(node.nodes, spoken, how)
        case Both():
            return _every(node.nodes, node.nodes, spoken, how)
        case Either():
            return _any(tuple(wanted(part, spoken, how) for part in dict.fromkeys(node.nodes)))
        case Without():
            return Not(wanted(node.node, spoken, None))
        case Loose():
            groups = how.groups(node.nodes) if how else ()
            added_to = (_added(group, WEIGHTS.added_to_free) for group in groups)
            return _any((*(_learned(word, how) for word in looked_for(node, spoken)), *added_to))
        case Nothing():
            return Everything()


def _of_field(node: Field) -> Clause:
    name, values = meant(node)
    if name == "date":
        return Between(int(values[0]), int(values[1]))
    if name in NAMES_ASKED:
        return _any(tuple(Named(name, value) for value in values))
    return _any(tuple(Keyword(name, value) for value in values))


def _paragraph(nodes: tuple[Node, ...], spoken: frozenset[str], how: Widening | None) -> Clause:
    """One paragraph that stands where these nodes say and holds what of them speaks of a paragraph; and what speaks of
    the document."""
    places = tuple(node for node in nodes if speaks_of_place(node))
    beside = tuple(node for node in nodes if not speaks_of_place(node))
    inside = tuple(node for node in beside if not of_document(node))
    said = _every(nodes, inside, spoken, how) if inside else Everything()
    bounds = {name: _bounds(name, places) for name in PLACES}
    if None in bounds.values():
        return Not(Everything())  # in the reasons, and not in the reasons
    one = InParagraph(said, bounds["section"] or (), bounds["number"] or (), bounds["voice"] or ())
    return _all((one, *(wanted(node, spoken, how) for node in beside if of_document(node))))


def _bounds(name: str, places: Sequence[Node]) -> tuple[str, ...] | None:
    """The values of a field of one paragraph that will do; none where any will, None where there is no such value."""
    affirmed = [value for place in places if isinstance(place, Field) for value in _values(name, place)]
    denied = {value for place in places if isinstance(place, Without) for value in _values(name, place.node)}
    every = SECTIONS if name == "section" else VOICES
    if not affirmed and not denied:
        return ()
    if PARAGRAPH in denied:
        return None
    if not denied:
        return () if PARAGRAPH in affirmed else tuple(dict.fromkeys(affirmed))
    some = every if PARAGRAPH in affirmed or not affirmed else affirmed
    return tuple(value for value in dict.fromkeys(some) if value not in denied) or None


def _values(name: str, node: Node) -> tuple[str, ...]:
    found, values = meant(node) if isinstance(node, Field) else ("", ())
    return values if found == name else ()


def _every(nodes: tuple[Node, ...], inside: tuple[Node, ...], spoken: frozenset[str], how: Widening | None) -> Clause:
    """All of the nodes that are `inside`, or, in another language, what says them there. Words on either side of a node
    that is not do not stand side by side."""
    every = _all(tuple(_parts(nodes, inside, spoken, how)))
    abroad = _abroad(nodes, inside, spoken, how)
    return _any((every, abroad)) if abroad else every


def _parts(
    nodes: tuple[Node, ...], inside: tuple[Node, ...], spoken: frozenset[str], how: Widening | None
) -> Iterator[Clause]:
    """Each of the nodes that are all wanted, without function words; words that are a term together, as one."""
    kept = required(inside, spoken)
    for row in rows_of(nodes):
        words = tuple(node for node in row if isinstance(node, Typed))
        starts = {group.start: group for group in how.groups(words)} if how else {}
        place = 0
        while place < len(row):
            group = starts.get(place)
            some = row[place : group.end if group else place + 1]
            alone = None if group else how  # a word of a term is known by the other names of the term
            own = tuple(_alone(node, spoken, alone) for node in some if any(node is one for one in kept))
            if group:
                own = own or tuple(map(_word, words[group.start : group.end]))
                yield Some((_all(own), _added(group)))
            else:
                yield from own
            place += len(some)


def _abroad(
    nodes: tuple[Node, ...], inside: tuple[Node, ...], spoken: frozenset[str], how: Widening | None
) -> Clause | None:
    """What is asked of documents in other languages where some typed words name concepts and others do not: the
    concepts as they are said there. A word that we cannot say in their language can only be asked of our own."""
    named: list[Clause] = []
    unnamed = False
    for row in rows_of(nodes):
        words = tuple(node for node in row if isinstance(node, Typed))
        groups = how.groups(words) if how and words else ()
        unnamed = unnamed or sum(group.end - group.start for group in groups) < len(words)
        foreign = [
            Group(group.start, group.end, kept)
            for group in groups
            if (kept := tuple(each for each in group.sayings if how and each.language not in how.spoken))
        ]
        named += map(_added, foreign)
    others = tuple(wanted(node, spoken, how) for node in inside if not isinstance(node, Typed))
    return _all((*named, *others)) if named and unnamed else None


def _alone(node: Node, spoken: frozenset[str], how: Widening | None) -> Clause:
    return _learned(node, how) if isinstance(node, Typed) else wanted(node, spoken, how)


def said_by(saying: Saying) -> tuple[str, ...]:
    """The words of an added term that say something, as typed."""
    words = telling(saying.term)
    return tuple(word for word in words if not is_stop(word, saying.language)) or tuple(words)


def _added(group: Group, weight: float = WEIGHTS.added) -> Clause:
    """Any of the terms that are added, each with all its words, in texts of its language."""
    return _any(by_language(group.sayings, weight, _term))


def _term(saying: Saying) -> Clause:
    return _all(tuple(Word(word, saying.language) for word in said_by(saying)))


def _learned(node: Typed, how: Widening | None) -> Clause:
    """One typed word, or what the collection says for it in other languages."""
    sayings = how.learned(node) if how else ()
    if not sayings:
        return _word(node)
    said = by_language(sayings, WEIGHTS.learned, lambda one: Weighted(Word(one.term, one.language), one.weight))
    return Some((_word(node), *said))


def _word(node: Typed) -> Clause:
    """One typed word: by its stem in every language; figures with signs between (112/99, 2018-32) as they stand."""
    words = telling(node.text)
    if len(words) > 1 and any(character.isdecimal() for character in node.text):
        return Phrase(node.text)
    return _all(tuple(_any(tuple(Word(word, language) for language in CHAINS)) for word in words))


def _all(clauses: tuple[Clause, ...]) -> Clause:
    return clauses[0] if len(clauses) == 1 else All(clauses)


def _any(clauses: tuple[Clause, ...]) -> Clause:
    return clauses[0] if len(clauses) == 1 else Some(clauses)
