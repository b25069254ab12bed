"""The text of a document as HTML: paragraphs with their numbers, pages, links and what stands in their margin.

Written here and not in a template: a judgment has a thousand paragraphs, and a template takes three times as long.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape as escaped
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from caselaw.domain.citing.note import CALL
from caselaw.domain.paragraph import Paragraph, Voice
from caselaw.search.highlight import Span
from web.excerpts import marked, typeset
from web.labels import voice_name
from web.views.reading.body import CELLS
from web.views.reading.citing import Link

_SHORT = 80  # code points: what is shorter says too little to look for its like


@dataclass(frozen=True)
class Around:
    """What is known of the paragraphs beside their words, each by anchor: the notes they call, the citations in them,
    what was looked for in them, what stands in their margin and at their end (HTML), and whose words they begin."""

    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    citations: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    found: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    margins: Mapping[str, Markup] = field(default_factory=dict)
    ends: Mapping[str, Markup] = field(default_factory=dict)
    speakers: Mapping[str, Voice] = field(default_factory=dict)
    shown: Collection[str] = frozenset()


@dataclass(frozen=True)
class _Words:
    """The sentences and addresses that every paragraph repeats, made once."""

    paragraph: str
    link: str
    page: str
    back: str
    similar: str
    quote: str
    similar_to: str
    quotation_of: str
    scan: str


def text_html(
    document_id: str, paragraphs: Sequence[Paragraph], around: Around, *, images: bool, whole: bool
) -> Markup:
    """The paragraphs in reading order. `images` says that there are pictures of the pages to look at, `whole` that
    paragraphs may be quoted as the decision's own."""
    words = _words(document_id, images=images, whole=whole)
    spoken = frozenset(around.speakers.values())
    page: int | None = None
    parts = []
    for one in paragraphs:
        turned = one.page if one.page and one.page != page else None
        page = one.page or page
        parts.append(_paragraph(one, around, words, spoken, turned))
    return Markup("\n".join(parts))  # noqa: S704 - each part is escaped where it is made


def inline(text: str, links: Sequence[Link], found: Sequence[Span]) -> Markup:
    """The text as HTML, its links in place and what was found in it marked; a link that overlaps one before is not
    made."""
    if not links and not found:
        return Markup(escaped(text))  # noqa: S704 - `escape` of markupsafe takes three times as long
    parts: list[Markup] = []
    place = 0
    for link in sorted(links, key=lambda one: (one.start, -one.end)):
        if place <= link.start < link.end <= len(text):
            parts.append(_marked(text, place, link.start, found))
            inside = _marked(text, link.start, link.end, found)
            parts.append(Markup(f"<a {link.attributes}>{inside}</a>"))  # noqa: S704 - both are HTML already
            place = link.end
    parts.append(_marked(text, place, len(text), found))
    return Markup("").join(parts)


def note_links(text: str, called: Mapping[str, str] | None) -> list[Link]:
    """A link on each mark in the text that calls a note of this page."""
    if not called:
        return []
    return [
        Link(mark.start(), mark.end(), Markup('class="call" href="#{}"').format(called[mark.group(1)]))
        for mark in CALL.finditer(text)
        if mark.group(1) in called
    ]


def _words(document_id: str, *, images: bool, whole: bool) -> _Words:
    def address(endpoint: str) -> str:
        return url_for(f"pages.{endpoint}", document_id=document_id)

    return _Words(
        paragraph=_("Paragraph"),
        link=_("Link to this paragraph"),
        page=_("page"),
        back=_("Back to the passage"),
        similar=_("Similar paragraphs"),
        quote=_("Quote this paragraph"),
        similar_to=f"{address('similar')}?paragraph=",
        quotation_of=f"{address('document')}/quotation?paragraphs=" if whole else "",
        scan=f"{address('document')}/scan?page=" if images else "",
    )


def _marked(text: str, start: int, end: int, found: Sequence[Span]) -> Markup:
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in found if a < end and b > start]
    return marked(text[start:end], inside) if inside else escape(text[start:end])


def _paragraph(one: Paragraph, around: Around, words: _Words, spoken: Collection[Voice], page: int | None) -> str:
    margin = around.margins.get(one.anchor, "")
    names = ["para", one.kind]
    if one.voice in spoken:
        names.append(one.voice)
    if margin:
        names.append("noted")
    anchor = escape(one.anchor)
    return (
        f'<div class="{" ".join(names)}" id="{anchor}">{_number(one, anchor, words)}'
        f"{_body(one, anchor, around, words, spoken)}"
        f"{around.ends.get(one.anchor, '')}{_page(page, anchor, words)}{margin}</div>"
    )


def _number(one: Paragraph, anchor: Markup, words: _Words) -> str:
    if one.number:
        number = escape(one.number)
        return f'<a class="number" href="#{anchor}" aria-label="{words.paragraph} {number}"><bdi>{number}</bdi></a>'
    return f'<a class="number" href="#{anchor}" aria-label="{words.link}"><span aria-hidden="true">¶</span></a>'


def _body(one: Paragraph, anchor: Markup, around: Around, words: _Words, spoken: Collection[Voice]) -> str:
    text = typeset(one.text, one.language)
    attributes = f'lang="{escape(one.language)}" dir="{one.direction}"'
    found = around.found.get(one.anchor, ())
    if one.kind == "heading":
        return f"<h2 {attributes}>{inline(text, (), found)}</h2>"
    if one.kind == "table":
        cells = " ".join(f"<span>{escape(cell)}</span>" for cell in text.split(CELLS))
        return f'<p class="row" {attributes}>{cells}</p>'
    links = [*note_links(text, around.notes.get(one.anchor)), *around.citations.get(one.anchor, ())]
    html = f"{inline(text, links, found)}{_leads(one, anchor, words)}"  # `+` of Markup would escape the second again
    if one.kind == "quote":
        return f"<blockquote {attributes}>{html}</blockquote>"
    said = around.speakers.get(one.anchor)
    voice = f'<span class="voice" aria-hidden="true">{escape(voice_name(said))}</span>' if said else ""
    described = f' aria-describedby="voice-{one.voice}"' if one.voice in spoken else ""
    back = ""
    if one.called_by in around.shown:
        back = f' <a class="back" href="#{escape(one.called_by)}" aria-label="{words.back}">↩</a>'
    return f"{voice}<p {attributes}{described}>{html}{back}</p>"


def _leads(one: Paragraph, anchor: Markup, words: _Words) -> str:
    """Where a paragraph leads on: to those like it, and to its quotation."""
    if one.kind not in ("body", "quote"):
        return ""
    number = f": {escape(one.number)}" if one.number else ""
    leads = ""
    if len(one.text) >= _SHORT:
        leads = (
            f'<a class="alike" rel="nofollow" href="{words.similar_to}{anchor}" title="{words.similar}"'
            f' aria-label="{words.similar}{number}">≈</a>'
        )
    if words.quotation_of and one.number and one.kind == "body":
        leads += (
            f'<a class="alike" rel="nofollow" href="{words.quotation_of}{_quoted(one.number)}" title="{words.quote}"'
            f' aria-label="{words.quote}{number}">❞</a>'
        )
    return f' <span class="leads">{leads}</span>' if leads else ""


def _quoted(number: str) -> str:
    return number if number.isdecimal() and number.isascii() else quote(number)


def _page(page: int | None, anchor: Markup, words: _Words) -> str:
    if page is None:
        return ""
    said = f'class="page" aria-label="{words.page} {page}"'
    if words.scan:
        return f'<a {said} rel="nofollow" href="{words.scan}{page}&amp;mark={anchor}"><bdi>{page}</bdi></a>'
    return f"<span {said}><bdi>{page}</bdi></span>"
