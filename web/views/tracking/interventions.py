"""Interventions: what a group files in somebody else's case, by when, with whom, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.audience import PUBLIC, includes
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid
from caselaw.domain.intake.upload import Sent
from caselaw.domain.tracking.intervention import DATES, FIELDS, LEAVES, state
from caselaw.exchange.measures_table import Cell, Sheet
from caselaw.messages import say
from caselaw.services.tracking.intervened import Shown, may_keep
from caselaw.services.tracking.intervening import WrittenIntervention
from web.i18n import language
from web.labels import country_name, court_label
from web.refusals import for_form, status
from web.security import restrict, seen
from web.session import services, viewer
from web.views.editing import forms
from web.views.editing.facts import WRITES, whole
from web.views.paging import part
from web.views.tracking.files import handed
from web.views.tracking.overview import EXPORTS, sent_table
from web.views.tracking.words import change_words

_PASSAGES = 4  # empty rows for paragraphs that took it up


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    writes = limiter.limit(WRITES)
    at = "/interventions/<intervention_id>"
    pages.add_url_rule("/interventions", "interventions", show_all)
    pages.add_url_rule(
        "/interventions.<any(csv,xlsx):kind>", "interventions_table", limiter.limit(EXPORTS)(take_along)
    )  # fmt: skip
    pages.add_url_rule("/interventions/new", "new_intervention", ask_new)
    pages.add_url_rule("/interventions/new", "add_intervention", writes(add), methods=["POST"])
    pages.add_url_rule(at, "intervention", show)
    pages.add_url_rule(at, "take_up", writes(take_up), methods=["POST"])
    pages.add_url_rule(f"{at}/text", "filed_text", give_text)
    pages.add_url_rule(f"{at}/edit", "edit_intervention", ask_edit)
    pages.add_url_rule(f"{at}/edit", "change_intervention", writes(change), methods=["POST"])

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals["intervening"] = lambda kind, value: say(f"intervention.{kind}.{value}", language())


def show_all() -> str:
    """All that the viewer may know of, the last begun first; of one selection table where the address names it."""
    return render_template(
        "pages/interventions.html",
        part=part(_listed(), "pages.interventions"),
        asked_table=request.args.get("table"),
        keepers=services().implementation.keepers(viewer()),
    )


def take_along(kind: str) -> Response:
    """What the page lists, all of it, as a table."""
    found = _listed(whole=True)
    columns = (
        *(_name(f"intervention.field.{one}") for one in ("case", "body", "country", "leave", *DATES)),
        _name("intervention.signed"), _name("intervention.field.arguments"), _name("intervention.field.taken_up"),
        _name("intervention.link"),
    )  # fmt: skip
    sheet = Sheet(_name("intervention.sheet"), language(), columns, [_row(one) for one in found])
    services().intervening.taken(found, viewer=viewer())
    return sent_table(sheet, kind, "interventions")


def _name(code: str) -> str:
    return say(code, language())


def _listed(*, whole: bool = False) -> tuple[Shown, ...]:
    found = services().intervening.all(viewer=viewer(), table=request.args.get("table"), whole=whole)
    if any(one.intervention.access != PUBLIC for one in found):
        restrict("members")
    return found


def _row(one: Shown) -> list[Cell]:
    it, names = one.intervention, _organisations()
    address = url_for("pages.intervention", intervention_id=it.id)
    return [
        one.title, court_label(one.body), ", ".join(map(country_name, one.countries)),
        say(f"intervention.leave.{it.leave}", language()), *(str(getattr(it, day) or "") for day in DATES),
        ", ".join(names.get(slug, slug) for slug in it.signatories), it.arguments,
        ", ".join((at.number if at else None) or taken.anchor for taken, at in one.passages),
        services().settings.base_url.rstrip("/") + address,
    ]  # fmt: skip


def ask_new() -> ResponseReturnValue:
    """The form of a new one."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.new_intervention")))
    if not services().implementation.keepers(viewer()):
        raise Forbidden()
    given = {name: request.args.get(name) for name in ("document", "table", "case")}
    return _form(None, {"leave": "unknown", **given})


def add() -> ResponseReturnValue:
    """Record it."""
    wanted = typed()
    try:
        made = services().intervening.begin(wanted, request.form.get("keeper", ""), viewer=viewer())
    except Invalid as refusal:
        return make_response(_form(None, wanted, refusal), 422)
    return redirect(url_for("pages.intervention", intervention_id=made), 303)


def show(intervention_id: str) -> str:
    """One of them."""
    return _page(intervention_id)


def take_up(intervention_id: str) -> ResponseReturnValue:
    """Say which paragraphs took it up, or put its text here as a file."""
    form = request.form
    passages = [
        (at.strip(), words)
        for at, words in zip(form.getlist("anchor"), form.getlist("how"), strict=False)
        if at.strip()
    ]
    file = request.files.get("file")
    try:
        if form.get("do") == "attach" and file and file.filename:
            sent, revision = Sent(file.filename, file.stream), whole(form.get("revision"))
            services().intervening.attach(intervention_id, sent, revision, viewer=viewer())
            return redirect(url_for("pages.intervention", intervention_id=intervention_id, saved=1), 303)
        services().intervening.take_up(intervention_id, passages, whole(form.get("revision")), viewer=viewer())
    except (Invalid, Conflict) as refusal:
        return make_response(_page(intervention_id, refusal), status(refusal))
    return redirect(url_for("pages.intervention", intervention_id=intervention_id, saved=1), 303)


def give_text(intervention_id: str) -> Response:
    """The text that was filed, clean of who made it."""
    _seen(services().intervening.get(intervention_id, viewer=viewer()))
    return handed(services().intervening.file(intervention_id, viewer=viewer()), intervention_id)


def ask_edit(intervention_id: str) -> str:
    """The form with what stands."""
    found = _kept(intervention_id)
    return _form(found, state(found.intervention))


def change(intervention_id: str) -> ResponseReturnValue:
    """Change it; where that cannot be, the page says why and keeps what was typed."""
    wanted, revision = typed(), whole(request.form.get("revision"))
    try:
        written = services().intervening.change(intervention_id, wanted, revision, viewer=viewer())
    except Invalid as refusal:
        return make_response(_form(_kept(intervention_id), wanted, refusal, revision=revision), 422)
    except Conflict as refusal:
        return make_response(_form(_kept(intervention_id), wanted, refusal), 409)
    if written.collisions:
        found = _kept(intervention_id)
        return make_response(_form(found, written.kept or {}, revision=written.revision, written=written), 409)
    return redirect(url_for("pages.intervention", intervention_id=intervention_id, saved=1), 303)


def typed() -> dict[str, Any]:
    """The fields of the form that were sent."""
    form = request.form
    wanted: dict[str, Any] = {field: form[field] for field in FIELDS if field in form}
    named = {"country": forms.country_choices(), "body": forms.court_choices()}
    wanted |= {
        field: by.get(wanted[field].strip(), wanted[field].strip()) for field, by in named.items() if field in wanted
    }
    if "signatories" in wanted:
        wanted["signatories"] = form["signatories"].splitlines()
    return wanted


def _kept(intervention_id: str) -> Shown:
    found = services().intervening.get(intervention_id, viewer=viewer())
    if not may_keep(viewer(), found.intervention.keeper):
        raise Forbidden()
    _seen(found)
    return found


def _seen(found: Shown) -> None:
    restrict(found.intervention.access)
    for document in (found.document, found.text):
        if document:
            seen(document)


def _page(intervention_id: str, refusal: CaselawError | None = None) -> str:
    found = services().intervening.get(intervention_id, viewer=viewer())
    _seen(found)
    changes, people = services().intervening.history(intervention_id, viewer=viewer())
    rows = [(one.anchor, one.words) for one in found.intervention.taken_up]
    if request.form:
        rows = list(zip(request.form.getlist("anchor"), request.form.getlist("how"), strict=False))
    return render_template(
        "pages/intervention.html",
        one=found,
        intervention=found.intervention,
        dates=DATES,
        keeps=may_keep(viewer(), found.intervention.keeper),
        changes=changes,
        people=people,
        rows=[*[row for row in rows if row[0]], *[("", "")] * _PASSAGES],
        organisations=_organisations(),
        saved="saved" in request.args,
        change_words=change_words,
        **for_form(refusal),
    )


def _organisations() -> Mapping[str, str]:
    """What organisations are called, by slug, for those who may know them."""
    if viewer().account is None:
        return {}
    every = services().organisations.all(viewer())
    return {one.slug: one.names.get(language()) or one.short_name for one in every}


def _form(
    found: Shown | None, fields: Mapping[str, Any], refusal: CaselawError | None = None, *,
    revision: int | None = None, written: WrittenIntervention | None = None,
) -> str:  # fmt: skip
    keepers = services().implementation.keepers(viewer())
    keeper = found.intervention.keeper if found else None
    mine = [one for one in viewer().audiences if not one.startswith("editors")]
    return render_template(
        "pages/edit_intervention.html",
        one=found,
        fields=fields,
        revision=revision if revision is not None else (found.intervention.revision if found else 0),
        keepers=keepers,
        keeper=request.form.get("keeper", ""),
        readers=sorted((one for one in mine if keeper and includes(one, keeper)), key=lambda one: (one != keeper, one)),
        leaves=LEAVES,
        dates=DATES,
        courts=forms.court_choices(),
        court_choice=forms.court_choice,
        countries=forms.country_choices(),
        collisions={one.field: one for one in written.collisions} if written else {},
        change_words=change_words,
        **for_form(refusal),
    )
