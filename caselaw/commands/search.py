"""`caselaw search`: what the public finds, or a named user, for reading or for a program."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from marshmallow import ValidationError
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from caselaw.access.viewer import ANYONE
from caselaw.commands.context import console, language, services, settings, viewer_of
from caselaw.domain.errors import Invalid
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import (
    FILTERS,
    MODES,
    PAGE_SIZE,
    PARAGRAPHS,
    SOURCES,
    FoundDocument,
    FoundParagraph,
    Part,
    SearchAnswer,
    SearchQuery,
    Section,
)
from caselaw.domain.text import shown
from caselaw.exchange.formats import FORMATS
from caselaw.messages import say
from caselaw.schemas.asking import SORTS, SearchArguments
from caselaw.schemas.form import faults
from caselaw.schemas.search import search_form, sections
from caselaw.search.highlight import window
from caselaw.search.labels import field_name
from caselaw.services.reading.exporting import Export

_WINDOW = 600  # code points of a long paragraph that are shown
_SHOWN_VALUES = 6
_WITHIN = 50  # passages of one document
_SECTIONS = {"own": "cli.search.own", "other": "cli.search.other"}


@click.command()
@click.argument("query")
@click.option("--language", "languages", multiple=True, metavar="L", help="Only documents in this language.")
@click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help=f"Fields: {', '.join(FILTERS)}.")
@click.option("--reader", type=click.Choice(LANGUAGES), help="The reader's language; that of the terminal by default.")
@click.option("--sort", default="relevance", help=f"One of {', '.join(SORTS)}.", show_default=True)
@click.option("--mode", default="hybrid", help=f"One of {', '.join(MODES)}.", show_default=True)
@click.option("--without", metavar="A,B", default="", help=f"What is not to add words: {', '.join(SOURCES)}.")
@click.option("--like", is_flag=True, help="QUERY is a text of which the like is wanted; - reads it from the input.")
@click.option("--within", metavar="ID", help="Passages of this document alone.")
@click.option("--more", metavar="A,B", default="", help="Filters of which all values are wanted.")
@click.option("--paragraphs", type=int, help="Passages of each document; 3, or 50 within one.")
@click.option("--paragraphs-from", default=0, help="How many of the best passages are passed over.")
@click.option("--size", default=PAGE_SIZE, show_default=True, help="Documents in each section.")
@click.option(
    "--export",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"Write all results to FILE, by its ending: {', '.join(FORMATS)}.",
)
@click.option("--columns", metavar="A,B", default="", help="Columns of an exported table; id and link always stand.")
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
    mode: str,
    without: str,
    like: bool,
    within: str | None,
    more: str,
    paragraphs: int | None,
    paragraphs_from: int,
    size: int,
    target: Path | None,
    columns: str,
    user: str | None,
    as_json: bool,
) -> None:
    """Find the paragraphs that answer QUERY."""
    reader = reader or language()
    chosen = _filters(filters)
    if languages:
        chosen.setdefault("language", []).extend(languages)
    if like and query == "-":
        query = sys.stdin.read()
    asked = _asked({
        "like" if like else "q": query, "reader": reader, "sort": sort, "mode": mode, "size": size,
        "without": _listed(without), "more": _listed(more), "paragraphs_from": paragraphs_from,
        "paragraphs": paragraphs if paragraphs is not None else _WITHIN if within else PARAGRAPHS,
        **({"within": within} if within else {}), **chosen,
    })  # fmt: skip
    services(ctx).health.check_database()
    viewer = viewer_of(ctx, user) if user else ANYONE
    if target:
        export = services(ctx).exports.results(asked, target.suffix[1:].lower(), _listed(columns), viewer=viewer)
        _write(target, export, reader)
    else:
        _say(ctx, services(ctx).search.search(asked, viewer=viewer), reader, asked.more, as_json)


def _asked(given: Mapping[str, object]) -> SearchQuery:
    try:
        asked: SearchQuery = SearchArguments().load(given)
    except ValidationError as error:
        raise Invalid(fields=faults(error, language())) from None
    return asked


def _say(ctx: click.Context, answer: SearchAnswer, reader: str, more: frozenset[str], as_json: bool) -> None:
    if as_json:
        form = search_form(answer, reader=reader, site=settings(ctx).base_url)
        click.echo(json.dumps(form, ensure_ascii=False))
    else:
        _Page(console(), reader, more).show(answer)


def _write(target: Path, export: Export, reader: str) -> None:
    """Put the file where it is wanted, whole or not at all, and say how much is in it."""
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            written = Path(folder) / "export"
            with written.open("wb") as file:
                file.writelines(export.pieces)
            written.chmod(0o600)  # it may hold what only this reader may read
            written.replace(target)
    except OSError as error:
        raise Invalid("cli.export.unwritable", file=shown(str(target)), reason=error.strerror or "") from None
    click.echo(say("cli.export.done", reader, count=export.documents, file=shown(str(target))))
    if export.found > export.documents:
        click.echo(say("export.note.limit", reader, most=export.documents, found=export.found))


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
    whole: frozenset[str] = frozenset()  # filters that are shown with all their values

    def show(self, answer: SearchAnswer) -> None:
        self._dim(answer.said)
        terms = dict.fromkeys(expansion.term for expansion in answer.expansions)
        if terms:
            self._dim(say("cli.search.also", self.reader, terms=" · ".join(terms)))
        for instead in answer.spellings:
            self.out.print(Text(say("cli.search.instead", self.reader, query=instead.query), style="bold"))
        if not any(answer.total.values()):
            self.out.print(say("cli.search.nothing", self.reader))
        for part in answer.parts:
            self._part(part)
        if answer.direct:
            self.out.print()
            self.out.print(Text(say("cli.search.direct", self.reader), style="bold cyan"))
            for found in answer.direct:
                self._document(found)
        for section, documents in sections(answer).items():
            self._section(section, answer.total.get(section, 0), documents)
        self.out.print()
        for field, counts in answer.facets.items():
            if counts:
                most = None if field in self.whole else _SHOWN_VALUES
                shown = [f"{count.label} {count.count}" for count in counts[:most]]
                more = " · …" if len(counts) > len(shown) or field in answer.more else ""
                self._dim(f"{field_name(field, self.reader)}: {' · '.join(shown)}{more}")

    def _part(self, part: Part) -> None:
        name = f"{field_name(part.field, self.reader)}: {part.text}" if part.field else part.text
        code = say("cli.search.part", self.reader, part=name, alone=part.alone, others=part.others)
        self.out.print(Text(f"  {code}", style="default" if part.alone else "bold red"))

    def _section(self, section: Section, total: int, documents: Sequence[FoundDocument]) -> None:
        """Those that words brought under their count, and then those that only mean the like."""
        if total or documents:
            self.out.print()
            self.out.print(Text(say(_SECTIONS[section], self.reader, count=total), style="bold cyan"))
        for found in documents:
            if not found.meaning:
                self._document(found)
        meant = [found for found in documents if found.meaning]
        if meant:
            self.out.print()
            self.out.print(Text(say("cli.search.meaning", self.reader), style="cyan"))
        for found in meant:
            self._document(found)

    def _document(self, found: FoundDocument) -> None:
        self.out.print()
        self.out.print(_marked(found.title, found.title_highlights, "bold"))
        if found.headline:
            self.out.print(Text(found.headline))
        line = [found.court, found.country, found.date, found.language, found.id]
        self._dim(" · ".join(part for part in line if part))
        for paragraph in found.paragraphs:
            text = _paragraph(paragraph, self.reader)
            # A terminal wraps at an indent; in a file a paragraph stays one line.
            self.out.print(Padding(text, (0, 0, 0, 2)) if self.out.is_terminal else Text("  ").append_text(text))
        if found.further:
            self._dim("  " + say("cli.search.further", self.reader, id=found.id))

    def _dim(self, line: str) -> None:
        self.out.print(Text(line, style="dim"))


def _paragraph(found: FoundParagraph, reader: str) -> Text:
    place = found.pinpoint or found.number or f"#{found.anchor}"
    text = Text(f"{place}  ", style="cyan")
    if found.voice != "body":  # somebody else's words than those of the body that decides
        text.append(f"[{say(f'voice.{found.voice}', reader)}]  ", style="yellow")
    part = window(found.text, found.highlights, _WINDOW)
    text.append("… " if part.cut_before else "", style="dim")
    text.append_text(_marked(part.text, part.highlights, "default"))
    text.append(" …" if part.cut_after else "", style="dim")
    return text


def _marked(text: str, highlights: tuple[tuple[int, int], ...], style: str) -> Text:
    marked = Text(text, style=style)
    for start, end in highlights:
        marked.stylize("bold underline", start, end)
    return marked
