"""One section of an answer from two sources: documents that have the words, and documents that mean the like.

Measured, no single order serves both languages. In the reader's own language words go first, in their order, and what
is found by meaning alone comes after the last of them. In other languages a free text is ranked by both together; a
few words, for which an encoder is weak, as in the own. What is found by meaning alone is marked, at most MOST of a
section, passes all that the query asks beside its words (the engine is asked), and is in no count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import ENCODER, LEXICON, FoundDocument, SearchQuery, Section
from caselaw.messages import say
from caselaw.search.by_meaning import beside_words, floor_of, is_plain, said_text, says_something, weight_of_words
from caselaw.search.glossary import Saying
from caselaw.search.plan import SearchPlan
from caselaw.search.port import Hit, ParagraphHit, SearchResult
from caselaw.search.query import Loose, Node
from caselaw.search.telling import looked_for, spoken_by
from caselaw.search.vectors import Neighbour
from caselaw.services.search.meaning import Asked, MeaningService

MOST = 100
"""Documents of a section that are found by meaning, and documents found by words that are ranked by both."""

Search = Callable[[SearchPlan], SearchResult]


@dataclass(frozen=True)
class Found:
    """A page of a section. `total` counts as the answer does, `length` is all that can be turned to; `meaning` are
    the hits that no word brought, `near` the paragraphs of each hit that meaning brought; `counted` are the documents
    that counts speak of, where these are not all that have the words."""

    total: int
    length: int
    hits: tuple[Hit, ...] = ()
    meaning: frozenset[DocumentId] = frozenset()
    near: Mapping[DocumentId, frozenset[str]] = field(default_factory=dict)
    counted: frozenset[DocumentId] | None = None


def asked_for(meaning: MeaningService | None, query: SearchQuery, node: Node, *, named: bool = False) -> Asked | None:
    """What of a query is asked by its meaning; None where nothing is: it is not wanted, or cannot be done here. Neither
    is a number, a citation or a name that a decision bears (`named`): what means the like is another decision."""
    if meaning is None or query.mode == "lexical" or ENCODER in query.without:
        return None
    if query.mode == "semantic":
        return meaning.of(query.text if is_plain(node, query.text) else said_text(node))
    if not is_plain(node, query.text) or not (isinstance(node, Loose) or (says_something(query.text) and not named)):
        return None
    return meaning.of(query.text)


def answered(
    search: Search, plan: SearchPlan, query: SearchQuery, node: Node, asked: Asked | None, added: Iterable[Saying]
) -> Found:
    """A page of the section that the plan is of; `asked` is None where nothing is to be found by meaning, `added` what
    is looked for beside the words of the query."""
    if asked is None:
        return by_words(search, plan)
    if query.mode == "semantic":
        return by_meaning(search, plan, asked)
    if plan.sort != "relevance" or plan.scope is not None:
        return by_words(search, plan)
    if isinstance(node, Loose) and plan.languages_out:
        telling = len(looked_for(node, spoken_by(node, query.reader)))
        learned = len({each.concept for each in added if each.source == LEXICON})
        return blended(search, plan, asked, weight_of_words(telling, learned))
    return words_first(search, plan, asked)


def of_counts(counted: SearchPlan, found: Iterable[Found]) -> SearchPlan:
    """The plan of the counts: of what has the words, or, in a search by meaning alone, of the documents it finds."""
    named = [page.counted for page in found if page.counted is not None]
    if not named:
        return counted
    return replace(counted, where=beside_words(counted.where), scope=frozenset().union(*named))


def by_words(search: Search, plan: SearchPlan) -> Found:
    """The section as the words have it."""
    result = search(plan)
    return Found(result.total, result.total, result.hits)


def words_first(search: Search, plan: SearchPlan, asked: Asked) -> Found:
    """What has the words, in its order, then what means the like and has them not."""
    result = search(plan)
    end = plan.offset + plan.size
    if end < result.total:
        return Found(result.total, result.total, result.hits)
    near = _near(asked, plan)
    worded = _among(search, plan, near)
    alone = _allowed(search, plan, [one for one in near if one.id not in worded])
    tail = alone[max(plan.offset - result.total, 0) : max(end - result.total, 0)]
    return _page(result.total, result.total + len(alone), result.hits, tail)


def blended(search: Search, plan: SearchPlan, asked: Asked, words: float) -> Found:
    """The best by words and the best by meaning ranked by both, words counting `words` (0 to 1) beside meaning; then
    what else has any of the words, in its order."""
    first = search(replace(plan, offset=0, size=MOST, paragraphs=0))
    near = _near(asked, plan)
    scores = {hit.id: hit.score for hit in first.hits}
    others = [one for one in near if one.id not in scores]
    if first.total > len(scores):
        scores |= _among(search, plan, others)
    alone = _allowed(search, plan, [one for one in others if one.id not in scores])
    head = _ranked(scores, [one for one in near if one.id in scores], alone, plan, asked, words)
    end = plan.offset + plan.size
    chosen = head[plan.offset : end]
    hits = _with_paragraphs(search, plan, chosen, scores, near)
    if len(head) < end and len(scores) < first.total:
        rest = replace(
            plan,
            withdrawn=plan.withdrawn | scores.keys(),
            offset=max(plan.offset - len(head), 0),
            size=end - max(len(head), plan.offset),
        )
        hits += search(rest).hits
    only = {one.id for one in alone}
    return Found(
        first.total,
        first.total + len(alone),
        hits,
        frozenset(id_ for id_ in chosen if id_ in only),
        {one.id: frozenset(anchor for anchor, _ in one.paragraphs) for one in near},
    )


def by_meaning(search: Search, plan: SearchPlan, asked: Asked) -> Found:
    """What means the like, whatever its words; here it is what is counted."""
    alone = _allowed(search, plan, _near(asked, plan))
    page = _page(len(alone), len(alone), (), alone[plan.offset : plan.offset + plan.size])
    return replace(page, counted=frozenset(one.id for one in alone))


def _page(total: int, length: int, hits: tuple[Hit, ...], tail: Iterable[Neighbour]) -> Found:
    """Hits by words, followed by some by meaning alone."""
    last = [Hit(one.id, one.likeness - 1, _best(one)) for one in tail]
    near = {hit.id: frozenset(each.anchor for each in hit.paragraphs) for hit in last}
    return Found(total, length, (*hits, *last), frozenset(near), near)


def _near(asked: Asked, plan: SearchPlan) -> list[Neighbour]:
    floor = floor_of(asked.text)
    return [one for one in asked.nearest(plan, MOST) if one.likeness >= floor]


def _among(search: Search, plan: SearchPlan, some: Collection[Neighbour]) -> dict[DocumentId, float]:
    """Those of these documents that have the words, with what they score by them."""
    if not some:
        return {}
    ids = frozenset(one.id for one in some)
    found = search(replace(plan, scope=ids, offset=0, size=len(ids), paragraphs=0, facets=()))
    return {hit.id: hit.score for hit in found.hits}


def _allowed(search: Search, plan: SearchPlan, some: list[Neighbour]) -> list[Neighbour]:
    """Those of these documents of which everything is true that the query says beside its words; the nearest first,
    where no other order is wanted."""
    allowed = _among(search, replace(plan, where=beside_words(plan.where)), some)
    if plan.sort != "relevance":
        found = {one.id: one for one in some}
        return [found[id_] for id_ in allowed]
    return [one for one in some if one.id in allowed]


def _ranked(
    scores: Mapping[DocumentId, float],
    both: list[Neighbour],
    alone: list[Neighbour],
    plan: SearchPlan,
    asked: Asked,
    words: float,
) -> list[DocumentId]:
    """Documents by words and meaning, each from 0 to 1. One that has no vectors yet stands where its words put it."""
    like = {one.id: one.likeness for one in (*both, *alone)}
    missing = frozenset(scores.keys() - like.keys())
    if missing:
        like |= {one.id: one.likeness for one in asked.nearest(plan, len(missing), within=missing)}
    most, nearest = max(scores.values(), default=0.0) or 1.0, max(like.values(), default=0.0)

    def rank(id_: DocumentId) -> float:
        said = scores.get(id_, 0.0) / most
        return words * said + (1 - words) * like.get(id_, said * nearest)

    return sorted((*scores, *(one.id for one in alone)), key=lambda id_: (-rank(id_), id_))


def _with_paragraphs(
    search: Search,
    plan: SearchPlan,
    chosen: list[DocumentId],
    scores: Mapping[DocumentId, float],
    near: Iterable[Neighbour],
) -> tuple[Hit, ...]:
    """The chosen documents as hits in this order, each with its best paragraphs: the nearest, then those that have the
    words."""
    worded = frozenset(id_ for id_ in chosen if id_ in scores)
    said: dict[DocumentId, tuple[ParagraphHit, ...]] = {}
    if worded:
        found = search(replace(plan, scope=worded, offset=0, size=len(worded)))
        said = {hit.id: hit.paragraphs for hit in found.hits}
    nearest = {one.id: one for one in near}
    most = max(scores.values(), default=1.0)
    hits = []
    for place, id_ in enumerate(chosen):
        meant = _best(nearest[id_])[:1] if id_ in nearest else ()
        rest = said.get(id_, ()) or (_best(nearest[id_]) if id_ in nearest else ())
        best = {each.anchor: each for each in (*meant, *rest)}
        hits.append(Hit(id_, most / (plan.offset + place + 1), tuple(best.values())[: plan.paragraphs]))
    return tuple(hits)


def _best(one: Neighbour) -> tuple[ParagraphHit, ...]:
    return tuple(ParagraphHit(anchor, likeness) for anchor, likeness in one.paragraphs)


def with_reasons(
    documents: Iterable[FoundDocument], found: Mapping[Section, Found], reader: str
) -> tuple[FoundDocument, ...]:
    """Documents as they are shown, those said to be of like meaning that are, with the paragraphs that are."""
    why = say("why.meaning", reader)

    def shown(one: FoundDocument) -> FoundDocument:
        page = found[one.section]
        if not page.near:
            return one
        near = page.near.get(one.id, frozenset())
        paragraphs = tuple(
            replace(each, why=(*each.why, why)) if each.anchor in near else each for each in one.paragraphs
        )
        if not any(why in each.why for each in paragraphs):
            return replace(one, meaning=one.id in page.meaning)
        return replace(one, meaning=one.id in page.meaning, paragraphs=paragraphs, why=(*one.why, why))

    return tuple(map(shown, documents))
