"""Addresses of our own pages: every state of a search is one, and no address leads a reader elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from flask import request, url_for

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching import PAGE_SIZE, SECTIONS, SOURCES, Mode, Part, SearchQuery, Section


def search_address(query: SearchQuery) -> str:
    """The page of this search, in the language of the page that asks."""
    values: dict[str, object] = {"like" if query.like else "q": query.text} if query.text else {}
    values |= {field: chosen for field, chosen in query.filters.items() if chosen}
    if query.sort != "relevance":
        values["sort"] = query.sort
    if query.size != PAGE_SIZE:
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
    values |= {str(section): cursor for section, cursor in query.cursors.items()}
    return _with(url_for("pages.search"), values)


def toggled(query: SearchQuery, field: str, value: str) -> str:
    """The same search from its beginning, with one filter value put in, or taken out where it stands already."""
    chosen = query.filters.get(field, ())
    now = tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)
    filters = {**query.filters, field: now}
    return search_address(replace(query, filters=filters, cursors={}))


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
    return _with(page, request.args.to_dict(flat=False))


def _with(page: str, values: Mapping[str, object]) -> str:
    """The page with these values in its address, put there by hand: `language` is a filter as well as a prefix."""
    return f"{page}?{urlencode(values, doseq=True)}" if values else page


def local(address: str | None) -> str | None:
    """The address if it is a path of this site, else None: a link to us must not lead elsewhere."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if any(ord(character) < 0x21 or character == "\\" for character in address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address
