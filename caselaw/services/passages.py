"""Which paragraphs of a document an answer gives: the best few of each, or, of one document alone, all in turn."""

from __future__ import annotations

from dataclasses import replace

from caselaw.domain.errors import Invalid
from caselaw.domain.searching import FURTHEST_PARAGRAPH, MAX_PAGE_SIZE, SearchQuery
from caselaw.search.plan import SearchPlan


def giving_passages(asked: SearchPlan, query: SearchQuery) -> SearchPlan:
    """The plan with the paragraphs that the query wants of each document, and one more, which says that there are more.

    Within one document nothing is counted. Raises `Invalid` for a number of paragraphs that is none.
    """
    if not (1 <= query.paragraphs <= MAX_PAGE_SIZE and 0 <= query.paragraphs_from <= FURTHEST_PARAGRAPH):
        raise Invalid("helping.paragraphs", limit=MAX_PAGE_SIZE, furthest=FURTHEST_PARAGRAPH)
    given = replace(asked, paragraphs=query.paragraphs + 1, paragraphs_from=query.paragraphs_from)
    return replace(given, scope=frozenset({query.within}), facets=()) if query.within else given
