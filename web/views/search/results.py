"""Search: a query read from the address, two sections of answers, and filters that are links."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from caselaw.domain.errors import QueryFault, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import reading_direction
from caselaw.domain.searching.questions import (
    ENCODER,
    FURTHER_FACETS,
    MAX_QUERY,
    MAX_TEXT,
    MODES,
    PAGE_SIZE,
    SOURCES,
    TOGETHER,
    Expansion,
    FoundDocument,
    Kin,
    SearchAnswer,
    SearchQuery,
    Section,
    Sort,
)
from caselaw.messages import say_error
from caselaw.schemas.search import sections
from caselaw.search.labels import label, month_name, years
from caselaw.search.lexing import OPERATORS
from caselaw.search.query import Loose, parse
from web import addresses, charts, countries, excerpts, worldmap
from web.asking import COLUMNS, FEW, LAYERS, SIZES, VIEWS, WITHIN, Asked, asked, needed, one_year
from web.i18n import language
from web.light import light
from web.security import restrict
from web.session import services, viewer
from web.views.vocabulary.subjects import about_terms

SHOWN = 6  # values of a filter shown before one asks for more
OPEN = 4  # filters whose values are shown at once
BARS, WIDE_BARS = 14, 60  # of a histogram beside the answers, and of a timeline
EACH_YEAR = 40  # years that are listed one by one; of more, bars and fields are enough
RETRY = 30  # seconds
SIGNED_IN = 5  # times as many searches as an address has that nobody is known at
log = logging.getLogger(__name__)
_ORDER = (
    "region", "country", "court", "right", "year", "group", "theme", "doctrine", "level", "kind", "outcome", "remedy",
    "language",
)  # fmt: skip
Hits = Mapping[Section, Sequence[FoundDocument]]
Versions = Mapping[DocumentId, Sequence[Kin]]
_WORD = re.compile(r"\w+")


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the search page, the form for a text, and the shapes of its map on the blueprint."""
    counted = limiter.shared_limit(_a_minute, scope="searches", key_func=_who)
    pages.add_url_rule("/search", "search", counted(search))
    pages.add_url_rule("/search", "search_text", counted(search_text), methods=["POST"])
    pages.add_url_rule("/search/text", "text", text)
    pages.add_url_rule("/world.svg", "world", world)


def search() -> Response | str:
    """The answers to the query in the address; a page also where the query is faulty or the engine is away."""
    return _answered(_asked(light=light()))


def text() -> str:
    """A form for a text of any length, of which the like is looked for; it is sent where no address shows it."""
    return render_template("pages/search_text.html", longest=MAX_TEXT, modes=MODES)


def search_text() -> Response | str:
    """The answers to a text that was sent by the form: nothing of it stands in an address, and nobody keeps it."""
    given = asked(request.form, language())
    if not given.text.strip():
        return make_response(render_template("pages/search_text.html", longest=MAX_TEXT, modes=MODES, empty=True), 422)
    return _answered(replace(given, like=True, within=None, view="list", fold=False), posted=True)


def _who() -> str:
    """Whose searches are counted together: those of a reader who is signed in, wherever she is; else of an address,
    which may be a whole office."""
    account = viewer().account
    return f"account:{account}" if account else get_remote_address()


def _a_minute() -> str:
    often = services().settings.searches_a_minute * (SIGNED_IN if viewer().account else 1)
    return f"{often} per minute"


def world() -> Response:
    """The shapes of the countries, which the map of an answer names one by one."""
    sheet = Response(worldmap.sheet(), mimetype="image/svg+xml")
    sheet.headers["Cache-Control"] = "public, max-age=86400"
    sheet.add_etag()
    sheet.make_conditional(request)
    return sheet


def world_address() -> str:
    """Where the shapes are; another address where they change."""
    return url_for("pages.world", v=worldmap.mark(), light=None)


def _asked(*, light: bool) -> Asked:
    return asked(request.args, language(), usual_size=FEW if light else PAGE_SIZE)


def _answered(query: Asked, *, posted: bool = False) -> Response | str:
    try:
        answer = services().search.search(needed(query), viewer=viewer())
    except QueryFault as fault:
        return _refused(query, fault)
    except SearchUnavailable as trouble:
        log.warning("search is not available: %s", say_error(trouble, "en"))  # names servers: not for the page
        page = make_response(_page(query, unavailable=True), 503)
        page.retry_after = RETRY
        return page
    for one in (*answer.direct, *answer.documents):
        restrict(one.access)
    if query.within:
        return render_template("pages/passages.html", query=query, answer=answer, addresses=addresses, step=WITHIN)
    found, kin = _with_versions(query, answer)
    return _page(query, answer=answer, found=found, kin=kin, posted=posted, loose=is_free(query))


def _with_versions(query: Asked, answer: SearchAnswer) -> tuple[Hits, Versions]:
    """The hits of each section; where wanted, each decision once, with its versions."""
    hits = sections(answer)
    if not query.fold:
        return hits, {}
    kin = services().documents.kin([one.id for one in answer.documents], viewer=viewer())
    seen: set[DocumentId] = set()
    once: dict[Section, list[FoundDocument]] = {}
    for section in query.sections:
        once[section] = []
        for one in hits[section]:
            if one.id not in seen:
                once[section].append(one)
            seen |= {version.id for version in kin.get(one.id, ())}
    return once, kin


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
    counted = {field: values for field, values in answer.facets.items() if field != "month"}
    known = [field for field in _ORDER if counted.get(field)]
    return [*known, *(field for field, values in counted.items() if field not in _ORDER and values)]


def is_free(query: SearchQuery) -> bool:
    """The text was read as free text: any of its words will do."""
    return query.like or isinstance(parse(query.text), Loose)


def all_words(query: SearchQuery) -> str | None:
    """The query that wants every word of a free text; None for one that is too long to be a query."""
    words = " AND ".join(f'"{word}"' if word in OPERATORS else word for word in _WORD.findall(query.text))
    return words if len(words) <= MAX_QUERY else None


def unquoted(query: SearchQuery) -> str | None:
    """The words of a query without the marks that want them exactly as they stand; None where there are none."""
    plain = re.sub(r'["“”«»„]', " ", query.text)
    return " ".join(plain.split()) if plain != query.text else None


def label_of(answer: SearchAnswer, field: str, value: str) -> str:
    """What a chosen filter value is called, also where the answer does not count it."""
    named = (facet.label for facet in answer.facets.get(field, ()) if facet.value == value)
    return next(named, None) or label(field, value, language())


def histogram(query: SearchQuery, answer: SearchAnswer) -> tuple[charts.Bar, ...]:
    """The years of the answer as some bars beside it; of years that were chosen those alone, so that one comes nearer
    with each click."""
    return _mirrored(charts.year_bars(answer.facets.get("year", ()), BARS, _chosen_years(query)))


def timeline(query: SearchQuery, answer: SearchAnswer) -> tuple[charts.Bar, ...]:
    """The years of the answer as many bars; of one year that was chosen its months."""
    year = one_year(query)
    if year:
        names = [month_name(f"{year}-{month:02}", language()) for month in range(1, 13)]
        return _mirrored(charts.month_bars(answer.facets.get("month", ()), year, names))
    return _mirrored(charts.year_bars(answer.facets.get("year", ()), WIDE_BARS, _chosen_years(query)))


def year_ends(query: SearchQuery) -> tuple[str, str]:
    """What stands in the two fields of the years, from and to."""
    chosen = query.filters.get("year", ())
    if len(chosen) != 1:
        return "", ""
    first, between, last = chosen[0].partition("..")
    return first, last if between else first


def _chosen_years(query: SearchQuery) -> tuple[int, int] | None:
    chosen = query.filters.get("year", ())
    return years(chosen[0]) if len(chosen) == 1 else None


def _mirrored(bars: tuple[charts.Bar, ...]) -> tuple[charts.Bar, ...]:
    """Time goes the way the reader reads."""
    return bars[::-1] if reading_direction(language()) == "rtl" else bars


def _refused(query: Asked, fault: QueryFault) -> Response:
    """The page of a query that cannot be read, with the place that stopped us."""
    place = excerpts.marked(query.text, [(fault.start, max(fault.end, fault.start + 1))])
    repair = getattr(fault, "repair", None)
    return make_response(_page(query, fault=say_error(fault, language()), place=place, repair=repair), 400)


def _page(query: Asked, **parts: object) -> str:
    return render_template(
        "pages/search.html",
        query=query,
        addresses=addresses,
        sorts=get_args(Sort),
        modes=MODES,
        sources=SOURCES,
        views=VIEWS,
        sizes=SIZES,
        all_columns=COLUMNS,
        layers=LAYERS,
        together=TOGETHER,
        by_source=by_source,
        filter_order=filter_order,
        open_filters=OPEN,
        further_facets=[field for field in FURTHER_FACETS if field != "month"],
        all_words=all_words,
        unquoted=unquoted,
        longest_text=MAX_TEXT,
        label_of=label_of,
        about_terms=about_terms,
        histogram=histogram,
        timeline=timeline,
        year_ends=year_ends,
        shaded=countries.shaded,
        shades=countries.shades,
        map_size=(worldmap.WIDTH, worldmap.HEIGHT),
        world_address=world_address,
        added=added,
        parted=parted,
        few=SHOWN,
        each_year=EACH_YEAR,
        **parts,
    )
