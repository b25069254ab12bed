"""Search: a query read from the address, two sections of answers, and filters that are links."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from caselaw.domain.errors import QueryFault, SearchUnavailable
from caselaw.domain.identifiers import as_id
from caselaw.domain.searching import (
    ENCODER,
    FILTERS,
    FURTHER_FACETS,
    FURTHEST_PARAGRAPH,
    MAX_QUERY,
    MAX_TEXT,
    MAX_VALUES,
    MODES,
    PAGE_SIZE,
    PARAGRAPHS,
    SECTIONS,
    SOURCES,
    Expansion,
    FoundDocument,
    SearchAnswer,
    SearchQuery,
    Sort,
)
from caselaw.messages import say_error
from caselaw.schemas.search import sections
from caselaw.search.lexing import OPERATORS
from caselaw.search.query import Loose, parse
from web import addresses, excerpts
from web.i18n import language
from web.security import restrict
from web.session import services, viewer

SIZES = (10, 25, 50)
FEW = 6  # values of a filter shown before one asks for more
OPEN = 4  # filters whose values are shown at once
WITHIN = 50  # passages on a page of one document
RETRY = 30  # seconds
log = logging.getLogger(__name__)
_ORDER = ("region", "country", "court", "right", "year", "level", "theme", "group", "kind", "outcome", "language")
_YEAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_WORD = re.compile(r"\w+")


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/search", "search", search)
    pages.add_url_rule("/search", "search_text", search_text, methods=["POST"])
    pages.add_url_rule("/search/text", "text", text)


def search() -> Response | str:
    """The answers to the query in the address; a page also where the query is faulty or the engine is away."""
    return _answered(asked(request.args, language()))


def text() -> str:
    """A form for a text of any length, of which the like is looked for; it is sent where no address shows it."""
    return render_template("pages/search_text.html", longest=MAX_TEXT, modes=MODES)


def search_text() -> Response | str:
    """The answers to a text that was sent by the form: nothing of it stands in an address, and nobody keeps it."""
    given = asked(request.form, language())
    if not given.text.strip():
        return make_response(render_template("pages/search_text.html", longest=MAX_TEXT, modes=MODES, empty=True), 422)
    return _answered(replace(given, like=True, within=None), posted=True)


def _answered(query: SearchQuery, *, posted: bool = False) -> Response | str:
    try:
        answer = services().search.search(query, viewer=viewer())
    except QueryFault as fault:
        return _refused(query, fault)
    except SearchUnavailable as trouble:
        log.warning("search is not available: %s", say_error(trouble, "en"))  # names servers: not for the page
        page = make_response(_page(query, unavailable=True), 503)
        page.retry_after = RETRY
        return page
    for found in (*answer.direct, *answer.documents):
        restrict(found.access)
    if query.within:
        return render_template("pages/passages.html", query=query, answer=answer, addresses=addresses, step=WITHIN)
    return _page(query, answer=answer, found=sections(answer), posted=posted, loose=is_free(query))


def asked(args: MultiDict[str, str], reader: str) -> SearchQuery:
    """The query of an address. What cannot be a value is passed over, so that an old or cut link still opens."""
    filters = {field: tuple(dict.fromkeys(args.getlist(field)))[:MAX_VALUES] for field in FILTERS}
    filters["year"] = tuple(year for year in filters["year"] if _YEAR.fullmatch(year))
    sort = args.get("sort", "")
    size = args.get("size", "")
    cursors = {section: args[section] for section in SECTIONS if args.get(section)}
    like = args.get("like", "").strip()[:MAX_TEXT]
    mode = args.get("mode", "")
    within = as_id(args.get("within", ""))
    passed = args.get("from", "")
    return SearchQuery(
        text=like or args.get("q", "").strip(),
        like=bool(like),
        mode=mode if mode in MODES else "hybrid",
        more=frozenset(args.getlist("more")) & frozenset(FILTERS),
        within=within,
        paragraphs=WITHIN if within else PARAGRAPHS,
        paragraphs_from=min(int(passed), FURTHEST_PARAGRAPH) if within and _NUMBER.fullmatch(passed) else 0,
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


def by_source(answer: SearchAnswer) -> dict[str, int]:
    """What each of SOURCES added: terms, words, or documents on this page."""
    counts = {source: len({one.term for one in answer.expansions if one.from_ == source}) for source in SOURCES}
    return counts | {ENCODER: sum(found.meaning for found in answer.documents)}


def parted(found: Sequence[FoundDocument]) -> tuple[Sequence[FoundDocument], Sequence[FoundDocument]]:
    """The hits of a section in their order, and those after the last that has any of the words: they stand apart. A
    free text may find one by its meaning before that; there it keeps its place, and its passage says why."""
    end = max((place for place, one in enumerate(found, 1) if not one.meaning), default=0)
    return found[:end], found[end:]


def filter_order(answer: SearchAnswer) -> list[str]:
    """The filters that have values, as people choose them: where, by whom, about what, when."""
    known = [field for field in _ORDER if answer.facets.get(field)]
    return [*known, *(field for field in answer.facets if field not in _ORDER and answer.facets[field])]


def is_free(query: SearchQuery) -> bool:
    """The text was read as free text: any of its words will do."""
    return query.like or isinstance(parse(query.text), Loose)


def all_words(query: SearchQuery) -> str | None:
    """The query that wants every word of a free text; None for one that is too long to be a query."""
    words = " AND ".join(f'"{word}"' if word in OPERATORS else word for word in _WORD.findall(query.text))
    return words if len(words) <= MAX_QUERY else None


def label_of(answer: SearchAnswer, field: str, value: str) -> str:
    """What a chosen filter value is called; the value itself where the answer does not name it."""
    return next((facet.label for facet in answer.facets.get(field, ()) if facet.value == value), value)


def _refused(query: SearchQuery, fault: QueryFault) -> Response:
    """The page of a query that cannot be read, with the place that stopped us."""
    place = excerpts.marked(query.text, [(fault.start, max(fault.end, fault.start + 1))])
    repair = getattr(fault, "repair", None)
    return make_response(_page(query, fault=say_error(fault, language()), place=place, repair=repair), 400)


def _page(query: SearchQuery, **parts: object) -> str:
    return render_template(
        "pages/search.html",
        query=query,
        addresses=addresses,
        sorts=get_args(Sort),
        modes=MODES,
        sources=SOURCES,
        by_source=by_source,
        filter_order=filter_order,
        open_filters=OPEN,
        further_facets=FURTHER_FACETS,
        all_words=all_words,
        longest_text=MAX_TEXT,
        label_of=label_of,
        added=added,
        parted=parted,
        few=FEW,
        **parts,
    )
