"""Search: a query read from the address, two sections of answers, and filters that are links."""

from __future__ import annotations

import logging
import re
from typing import get_args

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from caselaw.domain.errors import QueryFault, SearchUnavailable
from caselaw.domain.searching import (
    FILTERS,
    MAX_VALUES,
    PAGE_SIZE,
    SECTIONS,
    SOURCES,
    Expansion,
    SearchAnswer,
    SearchQuery,
    Sort,
)
from caselaw.messages import say_error
from caselaw.schemas.search import sections
from web import addresses, excerpts
from web.i18n import language
from web.security import restrict
from web.session import services, viewer

SIZES = (10, 25, 50)
FEW = 8  # values of a filter shown before one asks for more
RETRY = 30  # seconds
log = logging.getLogger(__name__)
_YEAR = re.compile(r"[0-9]{4}")


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/search", "search", search)


def search() -> Response | str:
    """The answers to the query in the address; a page also where the query is faulty or the engine is away."""
    query = asked(request.args, language())
    try:
        answer = services().search.search(query, viewer=viewer())
    except QueryFault as fault:
        return _refused(query, fault)
    except SearchUnavailable as trouble:
        log.warning("search is not available: %s", say_error(trouble, "en"))  # names servers: not for the page
        page = make_response(_page(query, unavailable=True), 503)
        page.retry_after = RETRY
        return page
    for found in answer.documents:
        restrict(found.access)
    return _page(query, answer=answer, found=sections(answer))


def asked(args: MultiDict[str, str], reader: str) -> SearchQuery:
    """The query of an address. What cannot be a value is passed over, so that an old or cut link still opens."""
    filters = {field: tuple(dict.fromkeys(args.getlist(field)))[:MAX_VALUES] for field in FILTERS}
    filters["year"] = tuple(year for year in filters["year"] if _YEAR.fullmatch(year))
    sort = args.get("sort", "")
    size = args.get("size", "")
    cursors = {section: args[section] for section in SECTIONS if args.get(section)}
    return SearchQuery(
        text=args.get("q", "").strip(),
        reader=reader,
        filters={field: values for field, chosen in filters.items() if (values := tuple(filter(None, chosen)))},
        sort=sort if sort in get_args(Sort) else "relevance",  # type: ignore[arg-type]
        size=int(size) if size in map(str, SIZES) else PAGE_SIZE,
        cursors=cursors,
        without=frozenset(args.getlist("without")) & frozenset(SOURCES),
        dropped=frozenset(args.getlist("drop")[:MAX_VALUES]),
        sections=tuple(cursors) or SECTIONS,  # further on in one section, the other does not come again
    )


def added(answer: SearchAnswer) -> dict[str, list[Expansion]]:
    """What was added to the query by concept: of each language its first term, which is the preferred one."""
    concepts: dict[str, dict[str, Expansion]] = {}
    for expansion in answer.expansions:
        concepts.setdefault(expansion.concept, {}).setdefault(expansion.language, expansion)
    return {concept: list(terms.values()) for concept, terms in concepts.items()}


def label_of(answer: SearchAnswer, field: str, value: str) -> str:
    """What a chosen filter value is called; the value itself where the answer does not name it."""
    return next((facet.label for facet in answer.facets.get(field, ()) if facet.value == value), value)


def _refused(query: SearchQuery, fault: QueryFault) -> Response:
    """The page of a query that cannot be read, with the place that stopped us."""
    place = excerpts.marked(query.text, [(fault.start, max(fault.end, fault.start + 1))])
    return make_response(_page(query, fault=say_error(fault, language()), place=place), 400)


def _page(query: SearchQuery, **parts: object) -> str:
    return render_template(
        "pages/search.html",
        query=query,
        addresses=addresses,
        sorts=get_args(Sort),
        label_of=label_of,
        added=added,
        few=FEW,
        **parts,
    )
