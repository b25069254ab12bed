"""What the field of a search offers while somebody types: for the script of the page, of what this reader may read."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from flask_limiter import Limiter

from caselaw.messages import say
from caselaw.schemas.completing import suggest_form
from web.i18n import language
from web.session import services, viewer

OFTEN = "600 per minute"


def register(pages: Blueprint, limiter: Limiter) -> None:
    pages.add_url_rule("/suggest", "suggest", limiter.limit(OFTEN)(suggest))


def suggest() -> Response:
    """How the query may go on, with the name of each kind in the reader's language; nobody keeps it."""
    found = services().completing.complete(request.args.get("q", ""), reader=language(), viewer=viewer())
    form = suggest_form(found)
    for each in form["suggestions"]:
        each["called"] = say(f"completion.{each['kind']}", language())
    answer = jsonify(form)
    answer.headers["Cache-Control"] = "no-store"
    return answer
