"""Addresses of our own pages: every state of a search is one, and no address leads a reader elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote_plus, urlencode, urlsplit

from flask import g, request, url_for

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import PAGE_SIZE, SECTIONS, SOURCES, Mode, Part, SearchQuery, Section
from web.asking import FEW, Asked, Layer, View
from web.light import LIGHT, chosen, light

_VALUE = "\ufdd0"  # stands for a value of a filter: a code point that is no character


def search_address(query: SearchQuery) -> str:
    """The page of this search, in the language of the page that asks."""
    if "search_page" not in g:  # a page names some hundred searches
        g.search_page = url_for("pages.search")
    return _with(g.search_page, said_of(query))


def feed_address(query: SearchQuery) -> str:
    """The feed of this search, from its beginning."""
    return _with(url_for("pages.feed"), said_of(replace(query, cursors={})))


def export_address(query: SearchQuery) -> str:
    """The page that asks in which form the results of this search are to be taken along."""
    return _with(url_for("pages.export"), said_of(replace(query, cursors={})))


def said_of(query: SearchQuery) -> dict[str, object]:
    """What an address says of a search, by the names of `web.asking.asked`; what is usual is left unsaid."""
    values: dict[str, object] = {"like" if query.like else "q": query.text} if query.text else {}
    values |= {field: chosen for field, chosen in query.filters.items() if chosen}
    if query.sort != "relevance":
        values["sort"] = query.sort
    if query.size != (FEW if light() else PAGE_SIZE):
        values["size"] = query.size
    if query.mode != "hybrid":
        values["mode"] = query.mode
    if query.without:
        values["without"] = sorted(query.without)
    if query.dropped:
        values["drop"] = sorted(query.dropped)
    if query.more:
        values["more"] = sorted(query.more)
    if query.within:
        values["within"] = query.within
    if query.paragraphs_from:
        values["from"] = query.paragraphs_from
    values |= query.manner() if isinstance(query, Asked) else {}
    return values | {str(section): cursor for section, cursor in query.cursors.items()}


def held(query: SearchQuery, *without: str) -> list[tuple[str, str]]:
    """What a form of the page has to send along so that the rest of the search stays as it is, from its beginning."""
    said = said_of(replace(query, cursors={}))
    return [
        (name, str(one))
        for name, value in said.items()
        if name not in without
        for one in (value if isinstance(value, list | tuple) else [value])
    ]


def viewed(query: Asked, view: View) -> str:
    """The same answers as a list, a table, a map or a timeline."""
    return search_address(replace(query, view=view, cursors={}))


def in_layer(query: Asked, layer: Layer) -> str:
    """The same map, shaded by something else."""
    return search_address(replace(query, layer=layer))


def folded(query: Asked, *, fold: bool) -> str:
    """The same search with the language versions of a decision together, or each by itself."""
    return search_address(replace(query, fold=fold))


def sized(query: SearchQuery, size: int) -> str:
    """The same search from its beginning with so many documents on a page."""
    return search_address(replace(query, size=size, cursors={}))


def in_years(query: SearchQuery, value: str) -> str:
    """The same search from its beginning, of one year or of years from and to alone."""
    return search_address(replace(query, filters={**query.filters, "year": (value,)}, cursors={}))


def unfiltered(query: SearchQuery) -> str:
    """The same search from its beginning, without any filter."""
    return search_address(replace(query, filters={}, cursors={}))


def toggled(query: SearchQuery, field: str, value: str) -> str:
    """The same search from its beginning, with one filter value put in, or taken out where it stands already."""
    chosen = query.filters.get(field, ())
    if value in chosen:
        return _filtered(query, field, tuple(one for one in chosen if one != value))
    kept = g.setdefault("put_in", {})  # a page puts in some hundred values, each in an address like the others
    of, before, after = kept.get(field, (None, "", ""))
    if of is not query:
        before, _, after = _filtered(query, field, (*chosen, _VALUE)).rpartition(quote_plus(_VALUE))
        kept[field] = query, before, after
    return f"{before}{quote_plus(value)}{after}"


def _filtered(query: SearchQuery, field: str, values: tuple[str, ...]) -> str:
    return search_address(replace(query, filters={**query.filters, field: values}, cursors={}))


def without_concept(query: SearchQuery, concept: str) -> str:
    """The same search from its beginning, without the terms of one concept of the glossary."""
    return search_address(replace(query, dropped=query.dropped | {concept}, cursors={}))


def widened(query: SearchQuery, *, wide: bool) -> str:
    """The same search from its beginning with everything added that can be, or with nothing."""
    without = frozenset() if wide else frozenset(SOURCES)
    return search_address(replace(query, without=without, dropped=frozenset(), cursors={}))


def with_source(query: SearchQuery, source: str, *, wanted: bool) -> str:
    """The same search from its beginning with what one of SOURCES adds, or without it."""
    without = query.without - {source} if wanted else query.without | {source}
    return search_address(replace(query, without=without, cursors={}))


def in_mode(query: SearchQuery, mode: Mode) -> str:
    """The same search from its beginning by words, by meaning, or by both."""
    return search_address(replace(query, mode=mode, cursors={}))


def all_values(query: SearchQuery, field: str) -> str:
    """The same search with all values of one filter."""
    return search_address(replace(query, more=query.more | {field}, cursors={})) + f"#filter-{field}"


def within(query: SearchQuery, document: DocumentId, passed: int = 0) -> str:
    """All passages of one document that answer, without the first `passed`."""
    return search_address(replace(query, within=document, paragraphs_from=passed, cursors={}))


def everywhere(query: SearchQuery) -> str:
    """The same search in all documents."""
    return search_address(replace(query, within=None, paragraphs_from=0))


def asking(query: SearchQuery, text: str, *, like: bool = False) -> str:
    """Another text asked in the same way, as a query or as a text of which the like is wanted."""
    return search_address(replace(query, text=text, like=like, dropped=frozenset(), cursors={}))


def without_part(query: SearchQuery, part: Part) -> str:
    """The same search without one part of the query, or without one filter."""
    if not part.field:
        return asking(query, part.rest)
    filters = {field: chosen for field, chosen in query.filters.items() if field != part.field}
    return search_address(replace(query, filters=filters, cursors={}))


def sorted_by(query: SearchQuery, sort: str) -> str:
    return search_address(replace(query, sort=sort, cursors={}))  # type: ignore[arg-type]


def going_on(query: SearchQuery, section: Section, cursor: str) -> str:
    """The next page of one section."""
    return search_address(replace(query, cursors={section: cursor})) + f"#{section}"


def from_the_start(query: SearchQuery) -> str:
    return search_address(replace(query, cursors={}, sections=SECTIONS))


def in_language(code: str) -> str:
    """This page in another language, its state kept; the home page where this one has no such twin."""
    endpoint = request.endpoint or ""
    if not endpoint.startswith("pages.") or request.method not in ("GET", "HEAD"):
        return url_for("pages.home", language=code)
    page = url_for(endpoint, **{**(request.view_args or {}), "language": code})
    return _with(page, {name: values for name, values in request.args.to_dict(flat=False).items() if name != LIGHT})


def other_weight() -> str:
    """This page with all that belongs to it, or without what weighs; the home page where it cannot be asked again."""
    endpoint = request.endpoint or ""
    again = endpoint.startswith("pages.") and request.method in ("GET", "HEAD")
    named = {**(request.view_args or {}), LIGHT: None} if again else {LIGHT: None}
    page = url_for(endpoint if again else "pages.home", **named)
    kept = request.args.to_dict(flat=False) if again else {}
    kept.pop(LIGHT, None)
    return _with(page, kept if chosen() else {**kept, LIGHT: "1"})


def _with(page: str, values: Mapping[str, object]) -> str:
    """The page with these values in its address, put there by hand: `language` is a filter as well as a prefix."""
    if not values:
        return page
    path, asked, already = page.partition("?")
    return f"{path}?{already}{'&' if asked else ''}{urlencode(values, doseq=True)}"


def local(address: str | None) -> str | None:
    """The address if it is a path of this site, else None: a link to us must not lead elsewhere."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if any(ord(character) < 0x21 or character == "\\" for character in address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address
