"""From a query to a plan: what each word means to the search, for one viewer and one section of the answer.

Every wanted word is looked for by the analysis of every language, so that one query finds decisions in any of them
that say the word. A word that says nothing by itself (the, de la, في) is not required, unless there is no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Invalid
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching import FILTERS, MAX_PAGE_SIZE, SearchQuery, Section
from caselaw.search.analysis import CHAINS, is_stop
from caselaw.search.facets import counted
from caselaw.search.fields import meant
from caselaw.search.glossary import Saying
from caselaw.search.lexicon import NOTHING_LEARNED, Lexicon
from caselaw.search.plan import (
    All,
    Clause,
    Everything,
    Keyword,
    Not,
    Phrase,
    SearchPlan,
    Some,
    Weighted,
    Word,
)
from caselaw.search.query import Both, Either, Field, Loose, Node, Nothing, Quoted, Typed, Without
from caselaw.search.standing import priors
from caselaw.search.telling import looked_for, required, spoken_by, telling
from caselaw.search.weights import WEIGHTS
from caselaw.search.widening import Group, Widening, added, rows_of, widening


def plan(
    query: SearchQuery,
    node: Node,
    *,
    viewer: Viewer,
    section: Section | None,
    offset: int = 0,
    withdrawn: frozenset[DocumentId] = frozenset(),
    lexicon: Lexicon = NOTHING_LEARNED,
) -> SearchPlan:
    """The plan of one section of the answer, or, for `section` None, of the counts over both.

    `node` is the parsed text of the query; `withdrawn` are left out (see `SearchPlan`);
    `lexicon` is what the collection has taught itself, from texts that the viewer may read. Raises `QueryFault` for a
    field or value nobody knows, `Invalid` for a filter that is none or a page of impossible size.
    """
    unknown = [name for name in query.filters if name not in FILTERS]
    if unknown:
        raise Invalid("query.filter", field=unknown[0], known=", ".join(FILTERS))
    if not 1 <= query.size <= MAX_PAGE_SIZE:
        raise Invalid("query.size", limit=MAX_PAGE_SIZE)
    lists = counted(query)
    common = SearchPlan(
        audiences=viewer.audiences,
        where=clause(node, reader=query.reader, how=how_widened(query, node, lexicon)),
        filters={name: tuple(values) for name, values in query.filters.items() if values},
        facets=lists.fields,
        facet_sizes=lists.sizes,
        priors=priors(query.sort),
        sort=query.sort,
        offset=offset,
        size=0,
        withdrawn=withdrawn,
    )
    return common if section is None else of_section(common, query, section, offset)


def of_section(counted: SearchPlan, query: SearchQuery, section: Section, offset: int = 0) -> SearchPlan:
    """The plan of one section, from that of the counts: what is looked for is understood once for all of them."""
    return replace(
        counted,
        languages_in=(query.reader,) if section == "own" else (),
        languages_out=(query.reader,) if section == "other" else (),
        facets=(),
        offset=offset,
        size=query.size,
    )


def clause(node: Node, *, reader: str, how: Widening | None = None) -> Clause:
    """What a query asks of a document, widened where it is said how. Raises `QueryFault` for a field or value nobody
    knows."""
    return _clause(node, spoken_by(node, reader), how)


def additions(query: SearchQuery, node: Node, lexicon: Lexicon = NOTHING_LEARNED) -> tuple[Saying, ...]:
    """What is looked for beside the words of the query, each once."""
    return added(node, how_widened(query, node, lexicon))


def said_by(saying: Saying) -> tuple[str, ...]:
    """The words of an added term that say something, as typed."""
    words = telling(saying.term)
    return tuple(word for word in words if not is_stop(word, saying.language)) or tuple(words)


def how_widened(query: SearchQuery, node: Node, lexicon: Lexicon) -> Widening | None:
    """How this query is widened; None where it is not."""
    return widening(query, node, spoken_by(node, query.reader), lexicon)


def _clause(node: Node, spoken: frozenset[str], how: Widening | None) -> Clause:
    match node:
        case Typed():
            return _all(tuple(_parts((node,), spoken, how)))
        case Quoted():
            return Phrase(node.text)
        case Field():
            name, values = meant(node)
            return _any(tuple(Keyword(name, value) for value in values))
        case Both():
            every = _all(tuple(_parts(node.nodes, spoken, how)))
            abroad = _abroad(node.nodes, spoken, how)
            return _any((every, abroad)) if abroad else every
        case Either():
            return _any(tuple(_clause(part, spoken, how) for part in node.nodes))
        case Without():
            return Not(_clause(node.node, spoken, None))
        case Loose():
            groups = how.groups(node.nodes) if how else ()
            added_to = (_added(group, WEIGHTS.added_to_free) for group in groups)
            return _any((*(_learned(word, how) for word in looked_for(node, spoken)), *added_to))
        case Nothing():
            return Everything()


def _parts(nodes: tuple[Node, ...], spoken: frozenset[str], how: Widening | None) -> Iterator[Clause]:
    """Each of the nodes that are all wanted, without function words; words that are a term together, as one."""
    kept = required(nodes, spoken)
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


def _abroad(nodes: tuple[Node, ...], spoken: frozenset[str], how: Widening | None) -> Clause | None:
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
    others = tuple(_clause(node, spoken, how) for node in nodes if not isinstance(node, Typed))
    return _all((*named, *others)) if named and unnamed else None


def _alone(node: Node, spoken: frozenset[str], how: Widening | None) -> Clause:
    return _learned(node, how) if isinstance(node, Typed) else _clause(node, spoken, how)


def _added(group: Group, weight: float = WEIGHTS.added) -> Clause:
    """Any of the terms that are added, each with all its words, in texts of its language."""
    terms = tuple(_all(tuple(Word(word, each.language) for word in said_by(each))) for each in group.sayings)
    return Weighted(_any(terms), weight)


def _learned(node: Typed, how: Widening | None) -> Clause:
    """One typed word, or what the collection says for it in other languages."""
    sayings = how.learned(node) if how else ()
    if not sayings:
        return _word(node)
    said = tuple(Weighted(Word(saying.term, saying.language), saying.weight) for saying in sayings)
    return Some((_word(node), Weighted(_any(said), WEIGHTS.learned)))


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
