"""The names of a decision that are withheld: marked by an editor, shown where they stand before anything is changed;
and the versions that wait until somebody has looked at their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.domain.errors import Forbidden, Invalid
from caselaw.domain.withholding.names import WithheldName
from caselaw.messages import say, say_error
from caselaw.services.withholding.name_holds import PAGE
from caselaw.services.withholding.names import NamesOfWork, Preview
from web.i18n import language
from web.security import seen
from web.session import services, viewer


@dataclass(frozen=True)
class Typed:
    """A form as it was sent, or as it is filled from a name that is withheld already (`id`)."""

    forms: str = ""
    alone: str = ""
    capital: str = ""
    letters: str = ""
    readers: str = ""
    id: str = ""


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    pages.add_url_rule("/documents/<document_id>/names", "names", show)
    pages.add_url_rule("/documents/<document_id>/names", "mark_names", mark, methods=["POST"])
    pages.add_url_rule("/holds", "holds", waiting)


def show(document_id: str) -> ResponseReturnValue:
    """What is withheld, and a form for one name more; `?name=` fills it with one that is there."""
    found = services().withholding.show(document_id, viewer=viewer())
    wanted = request.args.get("name", "")
    known = next((one for one in found.names if one.id == wanted), None)
    typed = Typed()
    if known is not None:
        name = known.name
        forms, alone, capital = ("\n".join(words) for words in (name.forms, name.alone, name.capital))
        typed = Typed(forms, alone, capital, name.letters, known.audience, known.id)
    return _page(found, typed)


def mark(document_id: str) -> ResponseReturnValue:
    """Show where a name stands, withhold it, change it, or let it go. What was typed goes into no address."""
    form = request.form
    service, typed = services().withholding, _typed(form)
    if form.get("do") == "lift":
        service.lift(document_id, typed.id, viewer=viewer())
        return redirect(url_for("pages.names", document_id=document_id, done="lifted"), 303)
    try:
        if form.get("do") == "release":
            services().name_holds.release(document_id, viewer=viewer())
            return redirect(url_for("pages.names", document_id=document_id, done="released"), 303)
        if form.get("do") != "withhold":
            return _page(
                service.show(document_id, viewer=viewer()), typed,
                preview=service.preview(document_id, _name(typed), viewer=viewer()),
            )  # fmt: skip
        if typed.id:
            service.change(document_id, typed.id, _name(typed), typed.readers, viewer=viewer())
        else:
            service.withhold(document_id, _name(typed), typed.readers, viewer=viewer())
    except Invalid as refusal:
        return _page(service.show(document_id, viewer=viewer()), typed, refusal=refusal)
    return redirect(url_for("pages.names", document_id=document_id, done="withheld"), 303)


def waiting() -> ResponseReturnValue:
    """The versions that wait until somebody has looked at their names, the oldest first."""
    if not may_somewhere(viewer(), Action.RESTRICT):
        raise Forbidden()
    typed = request.args.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
    found = services().name_holds.list(viewer=viewer(), after=after)
    further = after + PAGE if len(found) > PAGE else None
    answer = make_response(render_template("pages/holds.html", found=found[:PAGE], further=further))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _typed(form: MultiDict[str, str]) -> Typed:
    """The form, with what was taken of the offers put into its fields."""

    def lines(field: str) -> str:
        return "\n".join(line for line in (form.get(field, ""), *form.getlist(f"take_{field}")) if line.strip())

    return Typed(
        lines("forms"), lines("alone"), lines("capital"), form.get("letters", ""), form.get("readers", ""),
        form.get("name", ""),
    )  # fmt: skip


def _name(typed: Typed) -> WithheldName:
    forms, alone, capital = (tuple(text.splitlines()) for text in (typed.forms, typed.alone, typed.capital))
    return WithheldName(forms, alone, capital, typed.letters)


def _page(
    found: NamesOfWork, typed: Typed, *, preview: Preview | None = None, refusal: Invalid | None = None
) -> Response:  # fmt: skip
    seen(found.document)
    faults: dict[str, list[str]] = {}
    if refusal is not None:
        faults = {
            field: [say(code, language(), **refusal.params) for code in codes]
            for field, codes in refusal.fields.items()
        }
    parts: dict[str, Any] = {
        "document": found.document, "found": found, "typed": typed, "preview": preview, "faults": faults,
        "waits": services().name_holds.of(found.document.id, viewer=viewer()),
        "refusal": say_error(refusal, language()) if refusal else None, "done": request.args.get("done", ""),
    }  # fmt: skip
    answer = make_response(render_template("pages/names.html", **parts), 422 if refusal else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer
