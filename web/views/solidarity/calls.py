"""Calls for solidarity: the list, its search, and a call as it is read and written.

Whoever has no group with sealed records finds no such pages. The search is sent, not asked: its words stand in no
address, no log and no history of a browser. A title says nothing of what a page shows.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from werkzeug.datastructures import MultiDict

from caselaw.domain.errors import CaselawError, Changed, Invalid, NotFound
from caselaw.domain.solidarity.call import (
    FIELDS,
    KINDS,
    REACHES,
    RISKS,
    STATES,
    Call,
    Consent,
    Wording,
)
from caselaw.messages import say
from caselaw.services.solidarity.calls import find
from web import refusals, unlocking
from web.i18n import language
from web.session import services, viewer
from web.views.editing.facts import WRITES, whole

AT = "/solidarity/<call_id>"
_LONGEST_SEARCH = 300
_LINES = frozenset({"title", "happened", "place", "case"})


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/solidarity", "calls", show_all)
    pages.add_url_rule("/solidarity/search", "search_calls", writes(search), methods=["POST"])
    pages.add_url_rule("/solidarity/new", "new_call", ask_new)
    pages.add_url_rule("/solidarity/new", "begin_call", writes(begin), methods=["POST"])
    pages.add_url_rule(AT, "call", show)
    pages.add_url_rule(f"{AT}/edit", "edit_call", ask_edit)
    pages.add_url_rule(f"{AT}/edit", "change_call", writes(change), methods=["POST"])

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals["solidarity"] = lambda kind, value: say(f"solidarity.{kind}.{value}", language())
        state.app.jinja_env.globals["keeps_calls"] = lambda: bool(services().vault.open_groups(viewer=viewer()))


def groups() -> list[str]:
    """The viewer's groups that keep sealed records which open to her. `NotFound` where there are none."""
    found = sorted(services().vault.open_groups(viewer=viewer()))
    if not found:
        raise NotFound()
    return found


def group_of(call_id: str) -> str:
    """The group that has a call, of the viewer's. `NotFound`."""
    return services().calls.group_of(call_id, viewer=viewer())


def loaded(call_id: str) -> Call:
    """A call of one of the viewer's groups. `NotFound`, `VaultLocked`."""
    with unlocking.opened(group_of(call_id)) as vault:
        return services().calls.get(vault, call_id)


def today() -> date:
    """The day by which a consent holds or is over."""
    return services().calls.today()


def show_all() -> str:
    """All calls of one's groups."""
    return _list("", ())


def search() -> str:
    """Those that have the words."""
    return _list(request.form.get("words", "")[:_LONGEST_SEARCH], request.form.getlist("state"))


def ask_new() -> str:
    """The form of a new call; nothing is asked for that is not needed."""
    own = groups()
    with unlocking.opened(own[0]):  # locked, it is said before anything is typed
        return _form(None, Wording())


def begin() -> ResponseReturnValue:
    """Keep a new call."""
    own = groups()
    group = request.form.get("group", own[0])
    if group not in own:
        raise NotFound()
    wording, wrong = typed(request.form)
    try:
        if wrong:
            raise wrong
        with unlocking.opened(group) as vault:
            made = services().calls.begin(vault, wording)
    except Invalid as refusal:
        return make_response(_form(None, wording, refusal), 422)
    return redirect(url_for("pages.call", call_id=made), 303)


def show(call_id: str) -> str:
    """One call."""
    return page(call_id)


def ask_edit(call_id: str) -> str:
    """The form with what stands."""
    found = loaded(call_id)
    return _form(found, found.wording)


def change(call_id: str) -> ResponseReturnValue:
    """Keep what was written; where somebody else was faster, her words stand above the form, and yours stay in it."""
    group = group_of(call_id)
    wording, wrong = typed(request.form)
    try:
        if wrong:
            raise wrong
        with unlocking.opened(group) as vault:
            services().calls.change(vault, call_id, whole(request.form.get("revision")), wording)
    except (Invalid, Changed) as refusal:
        return make_response(_form(loaded(call_id), wording, refusal), refusals.status(refusal))
    return redirect(url_for("pages.call", call_id=call_id, saved=1), 303)


def typed(form: MultiDict[str, str]) -> tuple[Wording, Invalid | None]:
    """The wording that a form holds; and the refusal of days that are none, for a form that is shown again."""
    words = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
    risks = {name: form[f"risk-{name}"] for name in FIELDS if f"risk-{name}" in form}
    given, until = day_of(form.get("given", "")), day_of(form.get("until", ""))
    wrong = {
        name: ["solidarity.day"] for name, day in (("given", given), ("until", until)) if day is None and form.get(name)
    }
    consent = Consent(
        form.get("reach", "group"),  # type: ignore[arg-type]  # judged by the service
        form.get("terms", "").strip(), form.get("how", "").strip(), given, until,
    )  # fmt: skip
    kept = {name: text for name, text in words.items() if text}
    return Wording(kept, risks, consent), Invalid("solidarity.refused", wrong) if wrong else None  # type: ignore[arg-type]


def day_of(written: str) -> date | None:
    """The day that was typed, in digits of any script; None for none, and for what is no day."""
    digits = "".join(str(int(sign)) if sign.isdigit() and sign.isdecimal() else sign for sign in written.strip())
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None


def page(call_id: str, refusal: CaselawError | None = None, where: str = "") -> str:
    """The page of a call, with what is refused of the form on it that was sent (`where`)."""
    found = loaded(call_id)
    return render_template(
        "pages/call.html",
        call=found,
        day=today(),
        fields=FIELDS,
        kinds=KINDS,
        states=STATES,
        who=services().calls.names(found),
        where=where,
        typed=request.form if refusal else {},
        saved=request.args.get("saved"),
        **refusals.for_form(refusal),
    )


def _list(words: str, states: tuple[str, ...] | list[str]) -> str:
    found: list[Call] = []
    for group in groups():
        with unlocking.opened(group) as vault:
            found += services().calls.all(vault)
    chosen = [state for state in states if state in STATES]
    shown = find(found, words, chosen)
    return render_template(
        "pages/calls.html", calls=shown, words=words, chosen=chosen, states=STATES, day=today(),
        asked=bool(words or chosen), several=len(groups()) > 1,
    )  # fmt: skip


def _form(call: Call | None, wording: Wording, refusal: CaselawError | None = None) -> str:
    return render_template(
        "pages/call_form.html",
        call=call,
        wording=wording,
        fields=FIELDS,
        lines=_LINES,
        risks=RISKS,
        reaches=REACHES,
        groups=groups(),
        group=request.form.get("group", ""),
        typed=request.form,
        **refusals.for_form(refusal),
    )
