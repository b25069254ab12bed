"""Uploading: files go in by a form, are read by the worker, and what became of each is told on a page of their own.

Nothing that was sent is opened here, and nothing of it is ever served from here.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.domain.audience import Audience
from caselaw.domain.errors import Conflict, Forbidden, Invalid
from caselaw.domain.intake.upload import LONGEST_NOTE, MOST_FILES, Sent, Upload, Wishes
from caselaw.messages import say, say_problem
from caselaw.settings import Settings
from web.i18n import language
from web.session import services, viewer

UPLOADS = "30 per hour"
PAUSE = 3  # seconds until a page looks again
KINDS = ("judgment", "order", "decision", "views", "admissibility_report", "abuse_report", "report", "general_comment",
         "concluding_observations", "law", "treaty", "resolution", "pleading", "other")  # fmt: skip
TONGUES = ("en", "es", "fr", "ar", "pt")
_ENDPOINT = "pages.send_upload"
_FORM = 100_000  # bytes of a form beside its files


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; uploads are counted by account."""
    counted = limiter.limit(UPLOADS, key_func=lambda: f"upload:{viewer().account}")
    pages.add_url_rule("/upload", "upload", ask)
    pages.add_url_rule("/upload", "send_upload", counted(send), methods=["POST"])
    pages.add_url_rule("/uploads", "uploads", listed)
    pages.add_url_rule("/uploads/<upload_id>", "uploaded", show)
    pages.add_url_rule("/uploads/<upload_id>", "stop_upload", stop, methods=["POST"])
    pages.url_value_preprocessor(_allow)


def ask() -> ResponseReturnValue:
    """The form."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.upload")))
    if not may_somewhere(viewer(), Action.ADD_DOCUMENT):
        raise Forbidden()
    return _form()


def send() -> ResponseReturnValue:
    """Take the files in; the form again, with what was typed, where something of it cannot be."""
    form = request.form
    sent = [Sent(file.filename, file.stream) for file in request.files.getlist("files") if file.filename]
    wishes = Wishes(
        Audience(form.get("access", "")), form.get("collection") or None, form.get("kind") or None,
        form.get("language") or None, form.get("note", ""), form.get("sensitive") == "yes",
    )  # fmt: skip
    try:
        upload = services().uploads.receive(sent, wishes, viewer=viewer())
    except Invalid as refusal:
        return _form(refusal)
    return redirect(url_for("pages.uploaded", upload_id=upload), 303)


def listed() -> ResponseReturnValue:
    """One's own uploads, the newest first."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.uploads")))
    return _kept(make_response(render_template("pages/uploads.html", uploads=services().uploads.list(viewer=viewer()))))


def show(upload_id: str) -> Response:
    """What became of each file; the page looks again by itself while something is being read."""
    found = services().uploads.get(upload_id, viewer=viewer())
    page = render_template(
        "pages/uploaded.html",
        upload=found,
        documents=services().uploads.documents(found, viewer=viewer()),
        said=lambda problem: say_problem(problem, language()),
        pause=PAUSE,
        waits=_why_it_waits(found),
    )
    return _kept(make_response(page))


def _why_it_waits(found: Upload) -> str:
    """Why nothing of an upload is being read just now: "stopped" where no worker is alive, "busy" where it does other
    things first; empty where it goes on, or is over."""
    states = {file.state for file in found.files}
    if found.state != "running" or "waiting" not in states or "reading" in states:
        return ""
    return "busy" if services().health.worker_lives() else "stopped"


def stop(upload_id: str) -> ResponseReturnValue:
    """Read no more of it."""
    with suppress(Conflict):  # it was over already: the page says so
        services().uploads.stop(upload_id, viewer=viewer())
    return redirect(url_for("pages.uploaded", upload_id=upload_id), 303)


def _allow(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Files are larger than other forms may be, for who may send some. This is said before anything reads the form; a
    request that is too large is refused before it is taken apart."""
    if endpoint != _ENDPOINT or not may_somewhere(viewer(), Action.ADD_DOCUMENT):
        return
    most = most_bytes(services().settings)
    request.max_content_length = most
    request.max_form_memory_size = _FORM
    request.max_form_parts = MOST_FILES + 50
    if (request.content_length or 0) > most:
        refusal = Invalid(
            "upload.too_large_all", {"files": ["upload.too_large_all"]}, most=services().settings.upload_all
        )
        abort(_form(refusal, status=413, typed={}))


def most_bytes(settings: Settings) -> int:
    """The largest request of all: the files of one upload, and the form around them."""
    return settings.upload_all * 1_000_000 + _FORM


def _form(refusal: Invalid | None = None, *, status: int = 422, typed: Any = None) -> Response:
    service = services().uploads
    page = render_template(
        "pages/upload.html",
        choices=service.choices(viewer()),
        collections=service.collections(viewer()),
        kinds=KINDS,
        tongues=TONGUES,
        faults=said_faults(refusal) if refusal else {},
        wanted=(request.form if typed is None else typed) if refusal else {},
        most_files=MOST_FILES,
        most_one=services().settings.upload_file,
        most_all=services().settings.upload_all,
        longest_note=LONGEST_NOTE,
    )
    return _kept(make_response(page, status if refusal else 200))


def said_faults(refusal: Invalid) -> dict[str, list[str]]:
    """What is wrong with each field of a form, in the reader's words."""
    return {name: [say(code, language(), **refusal.params) for code in codes] for name, codes in refusal.fields.items()}


def _kept(answer: Response) -> Response:
    """What somebody sends is for nobody's cache."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
