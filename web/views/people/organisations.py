"""Member organisations: seen by all members, changed by those who manage accounts."""

from __future__ import annotations

import pycountry
from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.domain.errors import CaselawError, Conflict, Invalid
from caselaw.domain.people.belonging import LONGEST_ADDRESS, LONGEST_NAME, Organisation
from web.labels import country_name
from web.session import services, viewer
from web.views.people.belonging import said, typed_words

EMPTY = Organisation("", "", {})


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    pages.add_url_rule("/organisations", "organisations", show_all)
    pages.add_url_rule("/organisations", "add_organisation", add, methods=["POST"])
    pages.add_url_rule("/organisations/<slug>", "organisation", show)
    pages.add_url_rule("/organisations/<slug>", "change_organisation", change, methods=["POST"])


def show_all() -> ResponseReturnValue:
    """All of them; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.organisations")))
    return _list()


def add() -> ResponseReturnValue:
    """A new organisation."""
    typed = _typed(request.form.get("slug", "").strip().lower())
    try:
        services().organisations.add(typed, viewer=viewer())
    except (Invalid, Conflict) as refusal:
        return make_response(_list(refusal, typed), 422)
    return redirect(url_for("pages.organisation", slug=typed.slug), 303)


def show(slug: str) -> ResponseReturnValue:
    """One of them."""
    return _page(slug)


def change(slug: str) -> ResponseReturnValue:
    """What is said of it."""
    try:
        services().organisations.change(_typed(slug), viewer=viewer())
    except Invalid as refusal:
        return make_response(_page(slug, refusal, _typed(slug)), 422)
    return redirect(url_for("pages.organisation", slug=slug, done="yes"), 303)


def _typed(slug: str) -> Organisation:
    form = request.form
    return Organisation(
        slug, form.get("short_name", ""), typed_words("name"), form.get("country", ""), form.get("website", "")
    )  # fmt: skip


def _choices() -> list[tuple[str, str]]:
    """Every country by the name that the reader knows it by."""
    named = [(country.alpha_3, country_name(country.alpha_3)) for country in pycountry.countries]
    return sorted(named, key=lambda one: one[1])


def _list(refusal: CaselawError | None = None, typed: Organisation = EMPTY) -> str:
    return _rendered("organisations", refusal, typed, organisations=services().organisations.all(viewer()))


def _page(slug: str, refusal: CaselawError | None = None, typed: Organisation | None = None) -> str:
    found = services().organisations.show(slug, viewer=viewer())
    manages = may(viewer(), Action.MANAGE_ACCOUNTS)
    people = services().organisations.people(slug, viewer=viewer()) if manages else ()
    return _rendered("organisation", refusal, typed or found, kept=found, people=people, done=request.args.get("done"))


def _rendered(page: str, refusal: CaselawError | None, typed: Organisation, **parts: object) -> str:
    manages = may(viewer(), Action.MANAGE_ACCOUNTS)
    return render_template(
        f"pages/{page}.html",
        manages=manages,
        organisation=typed,
        countries=_choices() if manages else (),
        refusal=said(refusal),
        longest_name=LONGEST_NAME,
        longest_address=LONGEST_ADDRESS,
        **parts,
    )
