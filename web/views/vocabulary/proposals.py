"""What the lexicon proposes for the glossary, with the passages that show it: for editors to take in or dismiss."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.domain.errors import CaselawError, Changed, Invalid, NotFound
from caselaw.domain.glossary.changes import Pair
from caselaw.domain.glossary.concepts import SUBJECTS
from caselaw.domain.glossary.listing import chosen
from caselaw.messages import say_error
from caselaw.services.vocabulary.lexicon import places
from web.i18n import language
from web.session import services, viewer
from web.views.vocabulary.glossary import meant, words

PAGE = 20
NEW = "new"  # the choice of a concept that is not there yet
OTHER = "other"  # and of one that is named beside


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    pages.add_url_rule("/glossary/proposals", "proposals", waiting)
    pages.add_url_rule("/glossary/proposals", "decide_proposal", decide, methods=["POST"])


def waiting() -> ResponseReturnValue:
    """What waits for a decision, the best shown first."""
    return _page(_after(request.args.get("after", "")))


def decide() -> ResponseReturnValue:
    """Take one proposal in, or dismiss it; what cannot be is said above the list, with the form as it was sent."""
    form = request.form
    pair = Pair(*(form.get(name, "") for name in ("language", "word", "target_language", "target")))
    try:
        if form.get("do") == "dismiss":
            services().proposals.dismiss(pair, viewer=viewer())
        else:
            _accept(pair, form)
    except (Invalid, Changed, NotFound) as refusal:
        status = 422 if isinstance(refusal, Invalid) else 409
        return make_response(_page(_after(form.get("after", "")), refusal, pair), status)
    return redirect(url_for("pages.proposals", after=_after(form.get("after", "")) or None), 303)


def _accept(pair: Pair, form: Mapping[str, str]) -> None:
    """Into a concept as it stands now: terms are put beside those that somebody may have added meanwhile."""
    choice = form.get("concept", NEW)
    concept = "" if choice == NEW else meant(form.get("other", "")) if choice == OTHER else choice
    if choice != NEW and concept not in {one.id for one in services().glossary.all(viewer=viewer())}:
        raise Invalid("glossary.no_concept", {"other": ["glossary.no_concept"]})
    revision = services().glossary.show(concept, viewer=viewer()).revision if concept else 0
    services().proposals.accept(
        pair, (form.get("text", ""), form.get("target_text", "")), viewer=viewer(), concept=concept,
        revision=revision, subject=form.get("subject", ""), knowing=form.get("knowing") == "yes",
    )  # fmt: skip


def _page(after: int, refusal: CaselawError | None = None, pair: Pair | None = None) -> str:
    found = services().proposals.list(viewer=viewer(), after=after, most=PAGE + 1)
    return render_template(
        "pages/proposals.html",
        found=found[:PAGE],
        after=after,
        next=after + PAGE if len(found) > PAGE else None,
        places=places,
        concepts=chosen(services().glossary.all(viewer=viewer()), language()),
        subjects=SUBJECTS,
        refusal=say_error(refusal, language()) if refusal else None,
        refused=pair,
        wanted=request.form,
        **words(),
    )


def _after(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
