"""Your work: what somebody who is signed in may do on this site, one line a subject."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caselaw.access.actions import Action
from caselaw.access.policy import may, may_somewhere
from caselaw.access.predicates import Guarded
from web.session import services, viewer


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/work", "work", show)


def show() -> ResponseReturnValue:
    """The page; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.work")))
    return render_template(
        "pages/work.html",
        waiting=services().second_factor.standing(viewer()).waiting,
        lost=services().lost_factor.waiting_for(viewer()),
    )


def may_do(action: str, thing: Guarded | None = None) -> bool:
    """True where the viewer of this page may do this on this thing, or on something: whether to offer a link to it."""
    return may(viewer(), Action(action), thing) if thing else may_somewhere(viewer(), Action(action))
