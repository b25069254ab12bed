"""`caselaw search`: what the public finds, or a named user, for reading or for a program."""

from __future__ import annotations

import json
from dataclasses import dataclass

import click
from marshmallow import ValidationError
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from caselaw.access.viewer import ANYONE
from caselaw.commands.context import console, language, services, settings, viewer_of
from caselaw.domain.errors import Invalid
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching import FILTERS, PAGE_SIZE, SOURCES, FoundDocument, FoundParagraph, SearchAnswer
from caselaw.messages import say
from caselaw.schemas.form import faults
from caselaw.schemas.search import SearchArguments, search_form, sections
from caselaw.search.highlight import window
from caselaw.search.labels import field_name

_WINDOW = 600  # code points of a long paragraph that are shown
_SHOWN_VALUES = 6
_SECTIONS = {"own": "cli.search.own", "other": "cli.search.other"}


@click.command()
@click.argument("query")
@click.option("--language", "languages", multiple=True, metavar="L", help="Only documents in this language.")
@click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help=f"Fields: {', '.join(FILTERS)}.")
@click.option("--reader", type=click.Choice(LANGUAGES), help="The reader's language; that of the terminal by default.")
@click.option("--sort", default="relevance", help="relevance, newest or oldest.", show_default=True)
@click.option("--without", metavar="A,B", default="", help=f"What is not to add words: {', '.join(SOURCES)}.")
@click.option("--size", default=PAGE_SIZE, show_default=True, help="Documents in each section.")
@click.option("--as", "user", metavar="USER", help="Search as this account; as the public by default.")
@click.option("--json", "as_json", is_flag=True, help="The whole answer as one JSON object.")
@click.pass_context
def search(
    ctx: click.Context,
    query: str,
    languages: tuple[str, ...],
    filters: tuple[str, ...],
    reader: str | None,
    sort: str,
    without: str,
    size: int,
    user: str | None,
    as_json: bool,
) -> None:
    """Find the paragraphs that answer QUERY."""
    reader = reader or language()
    chosen = _filters(filters)
    if languages:
        chosen.setdefault("language", []).extend(languages)
    try:
        given = {"q": query, "reader": reader, "sort": sort, "size": size, "without": _listed(without)}
        asked = SearchArguments().load({**given, **chosen})
    except ValidationError as error:
        raise Invalid(fields=faults(error, language())) from None
    services(ctx).health.check_database()
    viewer = viewer_of(ctx, user) if user else ANYONE
    answer = services(ctx).search.search(asked, viewer=viewer)
    if as_json:
        form = search_form(answer, reader=reader, site=settings(ctx).base_url)
        click.echo(json.dumps(form, ensure_ascii=False))
    else:
        _Page(console(), reader).show(answer)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _filters(texts: tuple[str, ...]) -> dict[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    for text in texts:
        field, equals, value = text.partition("=")
        if not equals or not value or field not in FILTERS:
            raise Invalid("cli.filter", filter=text, known=", ".join(FILTERS))
        chosen.setdefault(field, []).append(value)
    return chosen


@dataclass(frozen=True)
class _Page:
    """An answer on a terminal or in a file, in the words of its reader."""

    out: Console
    reader: str

    def show(self, answer: SearchAnswer) -> None:
        self._dim(answer.said)
        terms = dict.fromkeys(expansion.term for expansion in answer.expansions)
        if terms:
            self._dim(say("cli.search.also", self.reader, terms=" · ".join(terms)))
        if not any(answer.total.values()):
            self.out.print(say("cli.search.nothing", self.reader))
        for section, documents in sections(answer).items():
            total = answer.total.get(section, 0)
            if total:
                self.out.print()
                self.out.print(Text(say(_SECTIONS[section], self.reader, count=total), style="bold cyan"))
            for found in documents:
                self._document(found)
        self.out.print()
        for field, counts in answer.facets.items():
            if counts:
                shown = [f"{count.label} {count.count}" for count in counts[:_SHOWN_VALUES]]
                more = " · …" if len(counts) > _SHOWN_VALUES else ""
                self._dim(f"{field_name(field, self.reader)}: {' · '.join(shown)}{more}")

    def _document(self, found: FoundDocument) -> None:
        self.out.print()
        self.out.print(_marked(found.title, found.title_highlights, "bold"))
        if found.headline:
            self.out.print(Text(found.headline))
        line = [found.court, found.country, found.date, found.language, found.id]
        self._dim(" · ".join(part for part in line if part))
        for paragraph in found.paragraphs:
            text = _paragraph(paragraph)
            # A terminal wraps at an indent; in a file a paragraph stays one line.
            self.out.print(Padding(text, (0, 0, 0, 2)) if self.out.is_terminal else Text("  ").append_text(text))

    def _dim(self, line: str) -> None:
        self.out.print(Text(line, style="dim"))


def _paragraph(found: FoundParagraph) -> Text:
    place = found.pinpoint or found.number or f"#{found.anchor}"
    part = window(found.text, found.highlights, _WINDOW)
    text = Text(f"{place}  ", style="cyan")
    text.append("… " if part.cut_before else "", style="dim")
    text.append_text(_marked(part.text, part.highlights, "default"))
    text.append(" …" if part.cut_after else "", style="dim")
    return text


def _marked(text: str, highlights: tuple[tuple[int, int], ...], style: str) -> Text:
    marked = Text(text, style=style)
    for start, end in highlights:
        marked.stylize("bold underline", start, end)
    return marked
