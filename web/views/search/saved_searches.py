"""Searches that somebody keeps under her account: a list, a form on the page of a search, and one to forget them."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.domain.errors import Invalid
from caselaw.domain.searching.saved_search import LONGEST_NAME
from caselaw.messages import say_error
from web.i18n import language
from web.session import services, viewer


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/account/searches", "saved_searches", show)
    pages.add_url_rule("/account/searches", "save_search", save, methods=["POST"])
    pages.add_url_rule("/account/searches/forget", "forget_search", forget, methods=["POST"])


def show() -> ResponseReturnValue:
    """The list; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.saved_searches")))
    return _page()


def save() -> ResponseReturnValue:
    """Keep the search that the form names; what cannot be is said above the list, with the name as it was typed."""
    name, address = request.form.get("name", ""), request.form.get("search", "").removeprefix("?")
    try:
        services().saved.keep(name, address, viewer=viewer())
    except Invalid as refusal:
        return make_response(_page(refusal=say_error(refusal, language()), name=name, address=address), 422)
    return redirect(url_for("pages.saved_searches"), 303)


def forget() -> ResponseReturnValue:
    services().saved.forget(request.form.get("id", ""), viewer=viewer())
    return redirect(url_for("pages.saved_searches"), 303)


def _page(**parts: object) -> str:
    found = services().saved.of(viewer())
    return render_template("pages/saved_searches.html", found=found, longest=LONGEST_NAME, **parts)
