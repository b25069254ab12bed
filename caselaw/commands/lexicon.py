"""`caselaw lexicon`: word translations that the collection taught itself, and what they propose for the glossary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click
from rich.text import Text

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.commands.context import console, services, tell, viewer_of
from caselaw.domain.paragraph import Paragraph
from caselaw.search.highlight import window
from caselaw.services.vocabulary.lexicon import Passages, ShownEntry, likeliest, places

_WINDOW = 160  # code points of a passage that are shown
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_as = click.option("--as", "email", metavar="USER", help="As this account; as the public by default.")


@click.group()
def lexicon() -> None:
    """Word translations learned from versions that were aligned."""


@lexicon.command()
@_json
@click.pass_context
def learn(ctx: click.Context, as_json: bool) -> None:
    """Learn now what the worker would learn: only lexicons whose texts have changed."""
    services(ctx).health.check_database()
    found = services(ctx).lexicon.learn(viewer=OPERATOR)
    for one in found:
        if as_json:
            form = {"audience": one.audience, "version": one.version, "lessons": one.lessons, "entries": one.entries}
            click.echo(json.dumps(form))
        else:
            tell("lexicon.learned", audience=one.audience, pairs=one.lessons, count=one.entries)
    if not found and not as_json:
        tell("lexicon.nothing_new")


@lexicon.command()
@click.argument("word")
@click.option("--all", "everything", is_flag=True, help="The weak translations too.")
@_as
@_json
@click.pass_context
def show(ctx: click.Context, word: str, everything: bool, email: str | None, as_json: bool) -> None:
    """How WORD is said in other languages, with the passages that show it."""
    found = services(ctx).lexicon.show(word, viewer=_viewer(ctx, email))
    shown = found if everything else likeliest(found)
    _show(shown, as_json=as_json)
    if not found and not as_json:
        tell("lexicon.unknown", word=word)
    elif len(shown) < len(found) and not as_json:
        tell("lexicon.weaker", count=len(found) - len(shown))


@lexicon.command()
@click.option("--most", default=50, show_default=True, type=click.IntRange(1, 1000), help="Translations shown.")
@_as
@_json
@click.pass_context
def propose(ctx: click.Context, most: int, email: str | None, as_json: bool) -> None:
    """Strong translations that no concept of the glossary has yet: for an editor to judge."""
    found = services(ctx).lexicon.propose(viewer=_viewer(ctx, email), most=most)
    _show(found, as_json=as_json)
    if not found and not as_json:
        tell("lexicon.nothing_to_propose")


def _viewer(ctx: click.Context, email: str | None) -> Viewer:
    services(ctx).health.check_database()
    return viewer_of(ctx, email) if email else OPERATOR


def _show(found: Iterable[ShownEntry], *, as_json: bool) -> None:
    out = console()
    for one in found:
        if as_json:
            click.echo(json.dumps(_form(one), ensure_ascii=False))
            continue
        entry = one.entry
        said = f"{entry.word} ({entry.language}) → {entry.target} ({entry.target_language})  {entry.probability:.2f}"
        out.print(Text(said, style="bold"))
        tell("lexicon.seen", count=entry.together)
        for passages in one.passages:
            words = {entry.language: entry.word, entry.target_language: entry.target}
            out.print(_passage(passages.document, passages.paragraph, words))
            out.print(_passage(passages.other_document, passages.other, words))


def _passage(document: str, paragraph: Paragraph, words: dict[str, str]) -> Text:
    """Where the word stands in a paragraph, marked."""
    part = window(paragraph.text, places(paragraph, words), _WINDOW)
    text = Text(f"  {document}#{paragraph.anchor}  ", style="cyan")
    shown = Text(part.text.replace("\n", " "), style="default")
    for start, end in part.highlights:
        shown.stylize("bold underline", start, end)
    return text.append_text(shown)


def _form(one: ShownEntry) -> dict[str, Any]:
    entry = one.entry
    return {
        "audience": entry.audience,
        "language": entry.language,
        "word": entry.word,
        "target_language": entry.target_language,
        "target": entry.target,
        "probability": entry.probability,
        "times": entry.times,
        "together": entry.together,
        "passages": [_passages_form(each) for each in one.passages],
    }


def _passages_form(passages: Passages) -> list[dict[str, str]]:
    sides = (passages.document, passages.paragraph), (passages.other_document, passages.other)
    return [
        {"document": document, "anchor": found.anchor, "language": found.language, "text": found.text}
        for document, found in sides
    ]
