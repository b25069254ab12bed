"""`caselaw courts`: the bodies that documents may name, and adding one that the list does not have."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import language, sentence, services, tell, viewer_of
from caselaw.domain.court import Court
from caselaw.domain.court_rules import BINDING, LEVELS, PINPOINTS, TYPES
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import fold, nfc
from caselaw.schemas.courts import court_record_form

_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.group()
def courts() -> None:
    """Courts and other bodies: list, show and add them."""


@courts.command("list")
@click.argument("words", nargs=-1)
@click.option("--country", metavar="CODE", help="Only those of this country (ISO 3166-1 alpha-3).")
@click.option("--type", "kind", type=click.Choice(TYPES), help="Only those of this type.")
@click.option("--added", "only_added", is_flag=True, help="Only those that were added here.")
@_json
@click.pass_context
def list_courts(
    ctx: click.Context, words: tuple[str, ...], country: str | None, kind: str | None, only_added: bool, as_json: bool
) -> None:
    """The courts whose id, names or acronyms hold all these WORDS; all courts where none are given."""
    wanted = [fold(word) for word in words]
    for court in services(ctx).courts.list():
        form = court_record_form(court, language())
        chosen = country in (None, court.country) and kind in (None, court.type) and form["added"] >= only_added
        known_as = fold(" ".join((court.id, *court.all_names, *court.acronyms)))
        if chosen and all(word in known_as for word in wanted):
            click.echo(json.dumps(form, ensure_ascii=False) if as_json else f"{court.id:18}  {form['name']}")


@courts.command()
@click.argument("id")
@_json
@click.pass_context
def show(ctx: click.Context, id: str, as_json: bool) -> None:  # noqa: A002 - the domain's word
    """All that is known of one court."""
    _show(services(ctx).courts.get(id), as_json=as_json)


def _names(command: Callable[..., None]) -> Callable[..., None]:
    for code in reversed(LANGUAGES):
        option = click.option(f"--name-{code}", default="", metavar="NAME", help=f"Its name in {code}.")
        command = option(command)
    return command


@courts.command()
@click.argument("id")
@_names
@click.option("--original", default="", metavar="NAME", help="How it calls itself, in another language than these.")
@click.option("--acronym", "acronyms", multiple=True, help="May be repeated.")
@click.option("--country", metavar="CODE", help="ISO 3166-1 alpha-3; none for an international or regional body.")
@click.option("--level", type=click.Choice(LEVELS), required=True)
@click.option("--type", "kind", type=click.Choice(TYPES), default="court", show_default=True)
@click.option("--binding", type=click.Choice(BINDING), help="What its decisions are to those they are addressed to.")
@click.option("--pattern", help='How it numbers its cases: "Case {no} {n} of {yyyy}"; several parted by "|".')
@click.option("--pinpoint", type=click.Choice(PINPOINTS), help="By which unit its texts are cited.")
@click.option("--as", "email", metavar="USER", help="As this editor, whose name stands in the audit trail.")
@click.pass_context
def add(
    ctx: click.Context, /, id: str, original: str, acronyms: tuple[str, ...], country: str | None, level: str,  # noqa: A002
    kind: str, binding: str | None, pattern: str | None, pinpoint: str | None, email: str | None, **names: str,
) -> None:  # fmt: skip
    """Add a court that the list does not have; found in texts read from now on. An id is for ever."""
    given = {code: nfc(names[f"name_{code}"]).strip() for code in LANGUAGES if names[f"name_{code}"].strip()}
    court = Court(
        id=id, country=country, level=level, type=kind, names=given, original=nfc(original).strip() or None,
        acronyms=tuple(nfc(one).strip() for one in acronyms), binding=binding, pattern=pattern, pinpoint=pinpoint,
    )  # fmt: skip
    services(ctx).courts.add(court, viewer=viewer_of(ctx, email) if email else OPERATOR)
    tell("cli.courts.added", id=id)
    _show(court, as_json=False)


def _show(court: Court, *, as_json: bool) -> None:
    form = court_record_form(court, language())
    if as_json:
        click.echo(json.dumps(form, ensure_ascii=False))
        return
    click.echo(form["name"])
    rows = {
        "names": " · ".join(f"{code}: {name}" for code, name in court.names.items()),
        "original": court.original,
        "acronyms": ", ".join(court.acronyms),
        "country": court.country,
        "level": sentence(f"court.level.{court.level}"),
        "type": sentence(f"court.type.{court.type}"),
        "binding": sentence(f"court.binding.{court.binding}") if court.binding else None,
        "pattern": " | ".join((court.pattern or "").split("|")),
        "pinpoint": sentence(f"court.pinpoint.{court.pinpoint}") if court.pinpoint else None,
    }
    for row, value in rows.items():
        if value:
            click.echo(f"  {sentence(f'court.field.{row}')}: {value}")
    if form["added"]:
        tell("cli.courts.added_here")
