"""Checking a brief: a text is pasted, and every citation in it comes back with what it leads to.

A brief is privileged: it comes by POST, so that no address and no history of a browser holds it, it is kept in memory
for this one answer, and the answer may be kept by nobody.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from flask_limiter import Limiter

from caselaw.domain.citing.brief import MAX_BRIEF, CheckedBrief
from caselaw.domain.errors import Invalid
from caselaw.messages import say, say_error
from caselaw.schemas.brief import passage_words, treatment_words
from caselaw.schemas.history import history_words
from web.i18n import language
from web.session import services, viewer

CHECKS = "20 per minute"
COUNTED = ("found", "several", "unknown", "history", "missing", "instrument")
MOST_BYTES = 12 * MAX_BRIEF + 10_000
"""A letter outside the first plane is twelve signs in a form."""
_ENDPOINT = "pages.check_brief"


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up; checks are counted by address."""
    pages.add_url_rule("/check", "check", ask)
    pages.add_url_rule("/check", "check_brief", limiter.limit(CHECKS)(check), methods=["POST"])
    pages.url_value_preprocessor(_allow)


def ask() -> Response:
    """The form alone."""
    return _page()


def check() -> Response:
    """The citations of the text that was sent; the form again, with the text, where it cannot be checked."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    try:
        if not text.strip():
            raise Invalid("brief.empty")
        found = services().brief.check(text, viewer=viewer(), reader=language())
    except Invalid as refusal:
        return _page(422, refusal=say_error(refusal, language()), text=text)
    return _page(found=found)


def _allow(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A brief is longer than other forms may be. This is said before anything reads the form."""
    if endpoint == _ENDPOINT:
        request.max_content_length = MOST_BYTES
        request.max_form_memory_size = MOST_BYTES


def _page(status: int = 200, *, found: CheckedBrief | None = None, refusal: str = "", text: str = "") -> Response:
    page = render_template(
        "pages/check.html",
        found=found,
        refusal=refusal,
        text=text,
        most=MAX_BRIEF,
        counted=COUNTED,
        say=lambda code, **params: say(code, language(), **params),
        passage_words=lambda one: passage_words(one, language()),
        history_words=lambda later: history_words(later.entry, later.by, language()),
        treatment_words=lambda one: treatment_words(one, language()),
    )
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
