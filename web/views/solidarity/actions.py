"""What is done with a call for solidarity: actions, how far it is, files, passing it on, an open letter, forgetting it.

Whatever leaves the group is shown before it leaves, and takes a second step.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import CaselawError, Changed, Invalid
from caselaw.domain.solidarity.call import FIELDS, Deed
from caselaw.domain.solidarity.leaving import may_go
from caselaw.services.solidarity.files import LARGEST
from web import refusals, unlocking
from web.i18n import language
from web.session import services
from web.views.editing.facts import WRITES, whole
from web.views.solidarity.calls import AT, day_of, group_of, loaded, page, today

_FORM = 100_000
_FILE = f"{AT}/files/<file_id>"


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    writes = limiter.limit(WRITES)
    pages.url_value_preprocessor(_allow)
    pages.add_url_rule(f"{AT}/act", "act_on_call", writes(act), methods=["POST"])
    pages.add_url_rule(f"{AT}/state", "move_call", writes(move), methods=["POST"])
    pages.add_url_rule(f"{AT}/files", "attach_to_call", writes(attach), methods=["POST"])
    pages.add_url_rule(_FILE, "call_file", limiter.limit(WRITES)(give_file))
    pages.add_url_rule(f"{_FILE}/remove", "remove_call_file", writes(remove_file), methods=["POST"])
    pages.add_url_rule(f"{AT}/pass-on", "pass_on", ask_pass_on)
    pages.add_url_rule(f"{AT}/pass-on", "pass_on_call", writes(pass_on), methods=["POST"])
    pages.add_url_rule(f"{AT}/letter", "call_letter", letter)
    pages.add_url_rule(f"{AT}/forget", "ask_forget_call", ask_forget)
    pages.add_url_rule(f"{AT}/forget", "forget_call", writes(forget), methods=["POST"])


def _allow(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A file is larger than other forms may be; said before anything reads the form."""
    if endpoint == "pages.attach_to_call":
        request.max_content_length = LARGEST + _FORM


def act(call_id: str) -> ResponseReturnValue:
    """Add an action, or say that one is done."""
    form, group = request.form, group_of(call_id)
    deed = Deed(
        form.get("deed", ""), form.get("kind", ""),  # type: ignore[arg-type]  # judged by the service
        form.get("what", "").strip(), form.get("who", "").strip(), day_of(form.get("day", "")), "done" in form, "",
    )  # fmt: skip
    try:
        if form.get("day") and deed.day is None:
            raise Invalid("solidarity.refused", {"day": ["solidarity.day"]})
        with unlocking.opened(group) as vault:
            services().calls.act(vault, call_id, deed)
    except Invalid as refusal:
        return _again(call_id, refusal, "act")
    return _back(call_id, "actions")


def move(call_id: str) -> ResponseReturnValue:
    """Say how far it is."""
    form, group = request.form, group_of(call_id)
    try:
        with unlocking.opened(group) as vault:
            services().calls.move(
                vault, call_id, whole(form.get("revision")), form.get("state", ""),  # type: ignore[arg-type]
                form.get("outcome", "").strip(),
            )  # fmt: skip
    except (Invalid, Changed) as refusal:
        return _again(call_id, refusal, "state")
    return _back(call_id, "state")


def attach(call_id: str) -> ResponseReturnValue:
    """Seal a file."""
    group = group_of(call_id)
    file = request.files.get("file")
    try:
        with unlocking.opened(group) as vault:
            content = file.stream.read(LARGEST + 1) if file else b""
            services().call_files.attach(vault, call_id, file.filename or "" if file else "", BytesIO(content))
    except Invalid as refusal:
        return _again(call_id, refusal, "files")
    return _back(call_id, "files")


def give_file(call_id: str, file_id: str) -> Response:
    """A file, to be saved and never shown: nobody on the way keeps it, and its name stands in no address."""
    with unlocking.opened(group_of(call_id)) as vault:
        file = services().call_files.give(vault, call_id, file_id)
    return _handed(file.content, file.name)


def remove_file(call_id: str, file_id: str) -> ResponseReturnValue:
    """Remove a file for good."""
    with unlocking.opened(group_of(call_id)) as vault:
        services().call_files.remove(vault, call_id, file_id)
    return _back(call_id, "files")


def ask_pass_on(call_id: str) -> str:
    """What could go to a contact, and what stays."""
    return _pass_on_page(call_id, None)


def pass_on(call_id: str) -> ResponseReturnValue:
    """Show what would go; once that was read, give it out encrypted."""
    form, group = request.form, group_of(call_id)
    try:
        if form.get("do") != "give":
            return _pass_on_page(call_id, form.getlist("field"))
        with unlocking.opened(group) as vault:
            sealed = services().passing_on.seal(
                vault, call_id, form.getlist("field"), form.get("to", ""), form.get("recipient", ""), language(),
                revision=whole(form.get("revision")),
            )  # fmt: skip
    except (Invalid, Changed) as refusal:
        again = _pass_on_page(call_id, form.getlist("field"), refusal)
        return make_response(again, refusals.status(refusal))
    return _handed(sealed, "sealed-letter.age")


def letter(call_id: str) -> str:
    """An open letter without names, to be printed and completed by hand."""
    with unlocking.opened(group_of(call_id)) as vault:
        said = services().open_letters.of(vault, call_id)
    return render_template("pages/call_letter.html", call_id=call_id, letter=said)


def ask_forget(call_id: str) -> str:
    """What removing it for good means."""
    return render_template("pages/call_forget.html", call=loaded(call_id), refused=False)


def forget(call_id: str) -> ResponseReturnValue:
    """Remove it for good, once that was ticked by itself."""
    group = group_of(call_id)
    if "sure" not in request.form:
        return make_response(render_template("pages/call_forget.html", call=loaded(call_id), refused=True), 422)
    with unlocking.opened(group) as vault:
        services().calls.forget(vault, call_id)
    return redirect(url_for("pages.calls"), 303)


def _pass_on_page(call_id: str, wanted: list[str] | None, refusal: CaselawError | None = None) -> str:
    with unlocking.opened(group_of(call_id)) as vault:
        call = services().calls.get(vault, call_id)
        preview = None if wanted is None else services().passing_on.preview(vault, call_id, wanted, language())
    low = [name for name in FIELDS if call.wording.risk(name) == "low"]
    return render_template(
        "pages/call_pass_on.html",
        call=call,
        could=may_go(call.wording, "contact", today()),
        chosen=low if wanted is None else wanted,
        preview=preview,
        typed=request.form,
        **refusals.for_form(refusal),
    )


def _handed(content: bytes, name: str) -> Response:
    answer = send_file(BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=name)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _again(call_id: str, refusal: CaselawError, where: str) -> Response:
    return make_response(page(call_id, refusal, where), refusals.status(refusal))


def _back(call_id: str, part: str) -> Response:
    return make_response(redirect(url_for("pages.call", call_id=call_id, saved=part, _anchor=part), 303))
