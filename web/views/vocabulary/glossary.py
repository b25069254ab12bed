"""The glossary: leafed through by everybody, changed on the page of a concept by those who may."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.domain.errors import CaselawError, Changed, Invalid
from caselaw.domain.glossary.changes import HERE, NewTerm, ShownConcept
from caselaw.domain.glossary.concepts import RELATIONS, SUBJECTS, TERM_LANGUAGES, Concept
from caselaw.domain.glossary.listing import chosen, letters
from caselaw.domain.instrument import instruments
from caselaw.messages import say, say_error
from web.i18n import language
from web.session import services, viewer

NONE = "none"  # the choice that two concepts are not related
NEW_TERMS = 5  # rows of the form for a new concept
LONGEST = 200  # letters of a word that is looked for


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    pages.add_url_rule("/glossary", "glossary", browse)
    pages.add_url_rule("/glossary/new", "new_concept", new)
    pages.add_url_rule("/glossary/new", "add_concept", add, methods=["POST"])
    pages.add_url_rule("/glossary/<concept_id>", "concept", show)
    pages.add_url_rule("/glossary/<concept_id>", "change_concept", change, methods=["POST"])


def browse() -> str:
    """All concepts, or those under a letter, of a subject, or with a word."""
    text, letter, subject = (request.args.get(name, "").strip()[:LONGEST] for name in ("q", "letter", "subject"))
    concepts = services().glossary.all(viewer=viewer())
    found = chosen(concepts, language(), text=text, letter=letter, subject=subject)
    tallies = [(one, sum(concept.subject == one for concept in concepts)) for one in (*SUBJECTS, HERE)]
    return render_template(
        "pages/glossary.html",
        found=found,
        total=len(concepts),
        letters=letters(concepts, language()),
        subjects=[(one, count) for one, count in tallies if count],
        text=text,
        letter=letter,
        subject=subject,
        **words(),
    )


def show(concept_id: str) -> ResponseReturnValue:
    """One concept with its terms in every language."""
    return page(services().glossary.show(concept_id, viewer=viewer()))


def change(concept_id: str) -> ResponseReturnValue:
    """One change by an editor. Where somebody was faster, the page shows what stands now beside what was wanted."""
    form = request.form
    try:
        CHANGES.get(form.get("do", ""), _unknown)(concept_id, _revision())
    except (Invalid, Changed) as refusal:
        shown = services().glossary.show(concept_id, viewer=viewer())
        status = 409 if isinstance(refusal, Changed) else 422
        return make_response(page(shown, refusal=refusal), status)
    return redirect(url_for("pages.concept", concept_id=concept_id) + "#" + form.get("do", "main"), 303)


def new() -> ResponseReturnValue:
    """The form for a concept that the glossary lacks."""
    require(viewer(), Action.EDIT_GLOSSARY)
    return _new_page()


def add() -> ResponseReturnValue:
    """A concept that an editor adds; what cannot be is said above the form as it was sent."""
    rows = zip(*(request.form.getlist(name)[:NEW_TERMS] for name in ("language", "text", "source")), strict=False)
    terms = [NewTerm(*row) for row in rows if row[1].strip()]
    try:
        made = services().glossary.add_concept(
            terms, viewer=viewer(), subject=request.form.get("subject", ""), sense=request.form.get("sense", "")
        )
    except Invalid as refusal:
        return make_response(_new_page(terms, refusal), 422)
    return redirect(url_for("pages.concept", concept_id=made), 303)


def page(shown: ShownConcept, refusal: CaselawError | None = None) -> str:
    """The page of a concept; with a refusal, what was wanted stands in its form still."""
    editing = may(viewer(), Action.EDIT_GLOSSARY)
    return render_template(
        "pages/concept.html",
        shown=shown,
        concept=shown.concept,
        editing=editing,
        reviewing=may(viewer(), Action.REVIEW_TERMS),
        said={
            code: [term for term in shown.terms if term.language == code and (term.used or editing)]
            for code in TERM_LANGUAGES
        },
        relations=RELATIONS,
        concepts=chosen(services().glossary.all(viewer=viewer()), language()) if editing else (),
        refusal=say_error(refusal, language()) if refusal else None,
        changed=isinstance(refusal, Changed),
        wanted=request.form if refusal else {},
        **words(),
    )


def words() -> dict[str, object]:
    """How the parts of the glossary are named on a page."""
    return {
        "subject_name": lambda subject: say(f"glossary.subject.{subject}", language()),
        "status_name": lambda status: say(f"glossary.status.{status}", language()),
        "relation_name": lambda relation: say(f"glossary.relation.{relation}", language()),
        "source_name": source_name,
        "term_languages": TERM_LANGUAGES,
        "may_edit": may(viewer(), Action.EDIT_GLOSSARY),
        "may_decide": may(viewer(), Action.PROPOSE_TERMS),
    }


def source_name(source: str) -> str:
    """An official text in the reader's words: *ICESCR 11* is an article of a treaty; any other is as it was entered."""
    name, _space, article = source.partition(" ")
    instrument = instruments().get(name)
    if instrument is None:
        return source
    named = instrument.name(language())
    return str(_("%(text)s, article %(number)s", text=named, number=article)) if article else named


def _new_page(terms: Sequence[NewTerm] = (), refusal: Invalid | None = None) -> str:
    blank = [NewTerm(code, "") for code in TERM_LANGUAGES if code not in {term.language for term in terms}]
    return render_template(
        "pages/new_concept.html",
        rows=[*terms, *blank][:NEW_TERMS],
        subjects=SUBJECTS,
        refusal=say_error(refusal, language()) if refusal else None,
        wanted=request.form,
        **words(),
    )


def _revision() -> int:
    typed = request.form.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _add_term(concept_id: str, revision: int) -> None:
    form = request.form
    term = NewTerm(form.get("language", ""), form.get("text", ""), form.get("source", ""))
    services().glossary.add_terms(concept_id, [term], revision=revision, viewer=viewer())


def _retire(concept_id: str, revision: int) -> None:
    code, text = request.form.get("language", ""), request.form.get("text", "")
    services().glossary.retire_term(concept_id, code, text, revision=revision, viewer=viewer())


def _review(concept_id: str, revision: int) -> None:
    code, text = request.form.get("language", ""), request.form.get("text", "")
    services().glossary.review_term(concept_id, code, text, revision=revision, viewer=viewer())


def _relate(concept_id: str, revision: int) -> None:
    other, relation = meant(request.form.get("other", "")), request.form.get("relation", "")
    wanted = None if relation == NONE else relation
    services().glossary.relate(concept_id, other, wanted, revision=revision, viewer=viewer())  # type: ignore[arg-type]


def _unknown(_concept_id: str, _revision: int) -> None:
    raise Invalid("error.invalid")


CHANGES: dict[str, Callable[[str, int], None]] = {
    "add": _add_term, "retire": _retire, "review": _review, "relate": _relate,
}  # fmt: skip


def meant(typed: str) -> str:
    """The id of the concept that is meant by what was typed: its id, or its preferred term here; else as typed."""
    concepts: Sequence[Concept] = services().glossary.all(viewer=viewer())
    plain = typed.strip()
    return next((one.id for one in concepts if plain in (one.id, one.called(language()))), plain)
