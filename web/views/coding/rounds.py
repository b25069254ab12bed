"""Rounds of coding: the list, making one, its page with how far each coder is, and a coder's own queue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from werkzeug.datastructures import MultiDict

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.domain.coding.round import LONGEST_PURPOSE, LONGEST_REASON, LONGEST_TITLE, MOST_DOCUMENTS, Round, reopens
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid, NotFound
from caselaw.messages import say, say_error
from caselaw.services.coding.report import reopened_says
from caselaw.services.coding.round_asked import RoundAsked
from caselaw.services.coding.seeing import RoundPage
from web.asking import asked as asked_search
from web.i18n import language
from web.refusals import by_field, status
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import WRITES, whole
from web.views.paging import SIZE, Part, asked

_ID = re.compile(r"(?:^|/documents/)([0-9a-hjkmnp-tv-z]{16})(?:[/?#]|$)")


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; what is sent is counted."""
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/rounds", "rounds", show_all)
    pages.add_url_rule("/rounds/new", "new_round", ask)
    pages.add_url_rule("/rounds/new", "make_round", writes(make), methods=["POST"])
    pages.add_url_rule("/rounds/<round_id>", "round", show)
    pages.add_url_rule("/rounds/<round_id>", "act_on_round", writes(act), methods=["POST"])
    pages.add_url_rule("/rounds/<round_id>/edit", "edit_round", ask_again)
    pages.add_url_rule("/rounds/<round_id>/edit", "change_round", writes(change), methods=["POST"])
    pages.add_url_rule("/rounds/<round_id>/queue", "round_queue", queue)


def show_all() -> ResponseReturnValue:
    """The rounds of the viewer's groups, and what of hers has lost its place; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.rounds")))
    restrict("members")
    start = asked()
    found, total = services().rounds.some(viewer(), start, SIZE)
    displaced = services().coding.out_of_place(viewer())
    titles = services().documents.some({one.document for one in displaced}, viewer=viewer())
    return render_template(
        "pages/rounds.html",
        part=Part(found, start, total, SIZE, "pages.rounds"),
        makes=bool(services().rounds.groups(viewer())),
        me=viewer().account,
        displaced=displaced,
        titles=titles,
        **_words(),
    )


def ask() -> ResponseReturnValue:
    """The form of a new round: first for which group, then the rest."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.rounds")))
    given = RoundAsked(access=request.args.get("for", ""))
    if calibrates := request.args.get("calibrates"):
        # who practises does so with the codes and the people of the round
        main = services().rounds.show(calibrates, viewer=viewer())
        given = RoundAsked(
            access=main.access, codebook=main.codebook, version=main.version, blind=main.blind, calibrates=main.id,
            coders=main.coders,
        )  # fmt: skip
    return _form(given, search=request.args.get("search", ""))


def make() -> ResponseReturnValue:
    """Make the round that the form asks for."""
    given, search = _typed()
    try:
        made = services().rounds.add(_with_found(given, search), viewer=viewer())
    except Invalid as refusal:
        return make_response(_form(given, search=search, refusal=refusal), 422)
    return redirect(url_for("pages.round", round_id=made.id), 303)


def ask_again(round_id: str) -> ResponseReturnValue:
    """The form of a round that nobody codes yet."""
    found = _managed(round_id)
    given = RoundAsked(
        found.title, found.purpose, found.access, found.codebook, found.version, found.blind, found.calibrates or "",
        found.documents, found.coders,
    )  # fmt: skip
    return _form(given, of=found)


def change(round_id: str) -> ResponseReturnValue:
    """Change a round that nobody codes yet."""
    found = _managed(round_id)
    given, search = _typed()
    revision = whole(request.form.get("revision"))
    try:
        services().rounds.change(round_id, _with_found(given, search), revision, viewer=viewer())
    except Invalid as refusal:
        return make_response(_form(given, of=found, search=search, refusal=refusal), 422)
    except Conflict as refusal:
        return make_response(_form(given, of=found, search=search, refusal=refusal), 409)
    return redirect(url_for("pages.round", round_id=round_id), 303)


def show(round_id: str) -> str:
    return _page(round_id)


def act(round_id: str) -> ResponseReturnValue:
    """A step of the round, or what a coder says of all of it."""
    form, service = request.form, services().rounds
    try:
        if form.get("do") == "move":
            revision = whole(form.get("revision"))
            service.move(round_id, form.get("state", ""), form.get("reason", ""), revision, viewer=viewer())
        elif form.get("do") == "extend":
            given, _ = _typed()
            service.extend(
                round_id, given.documents, given.coders, form.get("reason", ""), whole(form.get("revision")),
                viewer=viewer(),
            )  # fmt: skip
        elif form.get("do") in ("finish", "unfinish"):
            service.finish_whole(round_id, done=form["do"] == "finish", viewer=viewer())
        else:
            raise Invalid("error.invalid")
    except (Invalid, Conflict) as refusal:
        return make_response(_page(round_id, refusal), status(refusal))
    return redirect(url_for("pages.round", round_id=round_id), 303)


def queue(round_id: str) -> str:
    """What the viewer codes in this round, what is done, and which record is next."""
    found = services().rounds.show(round_id, viewer=viewer())
    restrict(found.access)
    waiting = services().rounds.queue(round_id, viewer=viewer())
    following = next((one for one in waiting if not one.finished), None)
    return render_template(
        "pages/round_queue.html",
        round=found,
        queue=waiting,
        following=following,
        reopened=reopened_says(services().rounds.reopened(round_id, viewer=viewer()), language()),
        **_words(),
    )


def state_name(state: str) -> str:
    return say(f"round_state.{state}", language())


def _managed(round_id: str) -> Round:
    page = services().rounds.page(round_id, viewer=viewer())
    if not page.manages:
        raise Forbidden()
    return page.round


def _page(round_id: str, refusal: CaselawError | None = None) -> str:
    page = services().rounds.page(round_id, viewer=viewer())
    restrict(page.round.access)
    main = None
    if page.round.calibrates:
        try:
            main = services().rounds.show(page.round.calibrates, viewer=viewer())
        except NotFound:
            main = None
    return render_template(
        "pages/round.html",
        page=page,
        round=page.round,
        main=main,
        mine=next((one for one in page.progress if one.coder == viewer().account), None),
        documents=services().documents.some(page.round.documents, viewer=viewer()),
        reopens=reopens,
        reopened=reopened_says(page.reopened, language()),
        further=_further(page) if page.manages and page.round.state == "coding" else {},
        typed=request.form,
        refusal=say_error(refusal, language()) if refusal else None,
        wrong=by_field(refusal),
        reason=request.form.get("reason", ""),
        longest_reason=LONGEST_REASON,
        **_words(),
    )


def _further(page: RoundPage) -> Mapping[str, str]:
    """Who may code in a round and does not yet, by account."""
    able = services().rounds.candidates(page.round.access, viewer=viewer())
    return {account: name for account, name in able.items() if account not in page.round.coders}


def _form(
    given: RoundAsked, *, of: Round | None = None, search: str = "", refusal: CaselawError | None = None
) -> str:  # fmt: skip
    restrict("members")
    groups = services().rounds.groups(viewer())
    if not may_somewhere(viewer(), Action.MANAGE_ROUND):
        raise Forbidden()
    if given.access not in groups and len(groups) == 1:
        given = replace(given, access=groups[0])
    chosen = given.access if given.access in groups else ""
    return render_template(
        "pages/round_form.html",
        given=given,
        of=of,
        groups=groups,
        chosen=chosen,
        candidates=services().rounds.candidates(chosen, viewer=viewer()) if chosen else {},
        shelves=[one for one in services().codebooks.all(viewer()) if one.newest is not None],
        others=[one for one in services().rounds.all(viewer()) if one.access == chosen and (not of or one.id != of.id)],
        searches=services().saved.of(viewer()),
        search=search,
        refusal=say_error(refusal, language()) if refusal else None,
        wrong=by_field(refusal),
        longest_title=LONGEST_TITLE,
        longest_purpose=LONGEST_PURPOSE,
        **_words(),
    )


def _typed() -> tuple[RoundAsked, str]:
    """The form as it was filled in, and the address of a search."""
    form = request.form
    slug, _, number = form.get("codebook", "").partition(":")
    lines = [line.strip() for line in form.get("documents", "").splitlines()]
    named = tuple(found.group(1) if (found := _ID.search(line)) else line for line in lines if line)
    given = RoundAsked(
        form.get("title", ""), form.get("purpose", ""), form.get("access", ""), slug,
        max(whole(number), 0), form.get("blind") == "1",
        form.get("calibrates", ""), named, tuple(form.getlist("coder")),
    )  # fmt: skip
    return given, form.get("search", "").strip() or form.get("saved", "").strip()


def _with_found(given: RoundAsked, search: str) -> RoundAsked:
    """What was asked with the records that a search finds, given by its address or by its words."""
    if not search:
        return given
    _, question, behind = search.partition("?")
    looks_like_one = "=" in behind if question else bool(re.match(r"\w+=", search))
    values = parse_qs((behind if question else search) if looks_like_one else "") or {"q": [search]}
    query = asked_search(MultiDict(values), language())
    found = services().search.every(query, viewer=viewer(), most=MOST_DOCUMENTS)
    return replace(given, documents=tuple(dict.fromkeys((*given.documents, *found))))


def _words() -> dict[str, Any]:
    return {
        "state_name": state_name,
        "suggestions_title": say("suggestion.title", language()),
        "place_of": lambda place: say(f"coding_place.{place}", language()),
    }
