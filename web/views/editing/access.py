"""Who may read what of a document: its level, and single facts and passages kept for fewer, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, readable
from caselaw.domain.errors import CaselawError, Changed, Invalid
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.veil.access import BY_EDITOR, AccessOf, Wanted
from caselaw.domain.veil.restrictions import FIELDS, MARK, Field, Passage, Restriction, Target, views
from caselaw.messages import say, say_error
from web.i18n import language
from web.refusals import by_field
from web.security import seen
from web.session import services, viewer

LONGEST = 5_000  # code points of a passage that is named by its words
_SHOWN = 300
_IN_WORDS = ("text/html", "text/csv", "application/atom+xml")
"""What is for people, and made for one language."""


def register(pages: Blueprint) -> None:
    """Put the page up, and see to it that marks are said in the reader's language on every page."""
    pages.add_url_rule("/documents/<document_id>/access", "access", show)
    pages.add_url_rule("/documents/<document_id>/access", "change_access", change, methods=["POST"])
    pages.after_request(_say_marks)
    pages.add_app_template_filter(_restricted_fields, "restricted_fields")
    pages.add_app_template_filter(_restricted_parts, "restricted_parts")


@dataclass(frozen=True)
class _Line:
    """A restriction as the page shows it: `name` of the fact, or the paragraph and the words in it."""

    number: int
    restriction: Restriction
    name: str = ""
    paragraph: Paragraph | None = None
    anchor: str = ""
    words: str = ""

    @property
    def by_editor(self) -> bool:
        return self.restriction.origin == BY_EDITOR


def show(document_id: str) -> ResponseReturnValue:
    """Who reads what, and the forms to change it."""
    return _page(services().restricting.show(document_id, viewer=viewer()))


def change(document_id: str) -> ResponseReturnValue:
    """One change. Where somebody was faster, the page shows what stands now, and what was wanted in its form still."""
    act = _ACTS.get(request.form.get("do", ""), _nothing)
    try:
        act(document_id)
    except (Invalid, Changed) as refusal:
        shown = services().restricting.show(document_id, viewer=viewer())
        return make_response(_page(shown, refusal), 409 if isinstance(refusal, Changed) else 422)
    return redirect(url_for("pages.access", document_id=document_id, done=request.form.get("do")), 303)


def _level(document_id: str) -> None:
    found = services().documents.get(document_id, viewer=viewer())
    require(viewer(), Action.CHANGE_ACCESS, found)
    if found.revision != _revision():
        raise Changed()
    services().intake.change_access(document_id, Audience(request.form.get("level", "")), viewer=viewer())


def _fact(document_id: str) -> None:
    wanted = Wanted(request.form.get("readers", ""), field=request.form.get("field", ""))
    services().restricting.restrict(document_id, wanted, viewer=viewer(), revision=_revision())


def _passage(document_id: str) -> None:
    form = request.form
    paragraphs = services().documents.paragraphs(document_id, viewer=viewer())
    anchor = _anchor(form.get("paragraph", ""), paragraphs)
    wanted = Wanted(form.get("readers", ""), anchor=anchor, words=form.get("words", "")[:LONGEST])
    services().restricting.restrict(document_id, wanted, viewer=viewer(), revision=_revision())


def _lift(document_id: str) -> None:
    number = request.form.get("number", "")
    services().restricting.lift(
        document_id, int(number) if number.isdecimal() else -1, viewer=viewer(), revision=_revision()
    )


def _nothing(document_id: str) -> None:
    raise Invalid("error.invalid")


_ACTS = {"level": _level, "fact": _fact, "passage": _passage, "lift": _lift}


def _revision() -> int:
    text = request.form.get("revision", "")
    return int(text) if text.isdecimal() else -1


def _anchor(typed: str, paragraphs: Sequence[Paragraph]) -> str:
    """The paragraph that is meant: by the number it is printed with, its anchor, or a link to it."""
    wanted = typed.strip().rpartition("#")[2].strip("§¶[]()., \u00a0")
    printed = (one.anchor for one in paragraphs if one.number == wanted)
    return next(printed, wanted)


def _page(shown: AccessOf, refusal: CaselawError | None = None) -> str:
    document = shown.document
    seen(document)
    paragraphs = services().documents.paragraphs(document.id, viewer=viewer())
    return render_template(
        "pages/access.html",
        document=document,
        shown=shown,
        lines=[_line(number, one, paragraphs) for number, one in enumerate(shown.shown)],
        ways=views(shown.meant, shown.shown) if shown.shown else (),
        facts=[(name, field_name(name)) for name in FIELDS if Field(name) not in document.withheld],
        levels=_levels(shown),
        versions=[one.document for one in services().versions.of(document.id, viewer=viewer())],
        refusal=say_error(refusal, language()) if refusal else None,
        faults=by_field(refusal),
        changed=isinstance(refusal, Changed),
        typed=request.form if refusal else {"paragraph": request.args.get("paragraph", "")},
        done=request.args.get("done", "") if not refusal else "",
    )


def _line(number: int, one: Restriction, paragraphs: Sequence[Paragraph]) -> _Line:
    target = one.target
    if isinstance(target, Field):
        return _Line(number, one, field_name(target.name))
    if not isinstance(target, Passage):
        return _Line(number, one)
    paragraph = next((each for each in paragraphs if each.anchor == target.anchor), None)
    text = paragraph.text if paragraph else ""
    if MARK in text:  # other words of it are hidden from this editor too, and places in it are not those of the whole
        return _Line(number, one, paragraph=paragraph, anchor=target.anchor)
    words = text[target.span.start : target.span.end] if target.span else text
    cut = words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")
    return _Line(number, one, paragraph=paragraph, anchor=target.anchor, words=cut)


def _levels(shown: AccessOf) -> list[Audience]:
    """The levels that this viewer may give a document: what she could no longer read she does not choose."""
    own = [one for one in sorted(viewer().audiences) if readable(one).level == "group"]
    return [PUBLIC, MEMBERS, *own]


def field_name(name: str) -> str:
    """What a fact that can be restricted is called."""
    return say(f"veil.field.{name}", language())


@dataclass(frozen=True)
class _Part:
    """A part that is restricted: a fact by name, or a paragraph by its number; and who reads it."""

    audience: Audience
    said: str = ""
    anchor: str = ""


def _restricted_fields(targets: Sequence[Target]) -> list[str]:
    """The facts among what is withheld, by name."""
    return [field_name(one.name) for one in targets if isinstance(one, Field)]


def _restricted_parts(restrictions: Sequence[Restriction]) -> list[_Part]:
    """What is restricted, each once."""
    return list(dict.fromkeys(_part(one) for one in restrictions))


def _part(one: Restriction) -> _Part:
    target = one.target
    if isinstance(target, Field):
        return _Part(one.audience, field_name(target.name))
    if isinstance(target, Passage):
        return _Part(one.audience, target.anchor.removeprefix("p-"), target.anchor)
    return _Part(one.audience)


def _say_marks(response: Response) -> Response:
    """The mark in place of what is withheld, in the reader's language."""
    if response.mimetype in _IN_WORDS and not response.direct_passthrough and not response.is_streamed:
        body = response.get_data(as_text=True)
        if MARK in body:
            response.set_data(body.replace(MARK, say("veil.mark", language())))
    return response
