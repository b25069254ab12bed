"""Which paragraphs of a document an answer gives: the best few of each, or, of one document alone, all in turn."""

from __future__ import annotations

from dataclasses import replace

from caselaw.domain.errors import Invalid
from caselaw.domain.searching.questions import FURTHEST_PARAGRAPH, MAX_PAGE_SIZE, PARAGRAPHS, SearchQuery
from caselaw.search.plan import SearchPlan


def giving_passages(asked: SearchPlan, query: SearchQuery) -> SearchPlan:
    """The plan with the paragraphs that the query wants of each document, and one more, which says that there are more.
    The first few are chosen of twice as many (`are_chosen`).

    Within one document nothing is counted. Raises `Invalid` for a number of paragraphs that is none.
    """
    if not (1 <= query.paragraphs <= MAX_PAGE_SIZE and 0 <= query.paragraphs_from <= FURTHEST_PARAGRAPH):
        raise Invalid("helping.paragraphs", limit=MAX_PAGE_SIZE, furthest=FURTHEST_PARAGRAPH)
    wanted = query.paragraphs * (2 if are_chosen(query) else 1)
    given = replace(asked, paragraphs=wanted + 1, paragraphs_from=query.paragraphs_from)
    return replace(given, scope=frozenset({query.within}), facets=()) if query.within else given


def are_chosen(query: SearchQuery) -> bool:
    """The few passages that show what a document says, of which a heading is the last to do so. Who asks for another
    number, or goes on from one, gets all of them in turn."""
    return query.paragraphs == PARAGRAPHS and query.paragraphs_from == 0 and query.within is None
