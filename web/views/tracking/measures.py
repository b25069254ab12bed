"""Following an order: what of a decision is followed, one measure with all that was said of it, and its forms."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import may, may_somewhere
from caselaw.domain.audience import PUBLIC, Audience, includes
from caselaw.domain.document import Document
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid
from caselaw.domain.identifiers import id_in
from caselaw.domain.intake.upload import Sent
from caselaw.domain.order import Order
from caselaw.domain.taxonomy.terms import taxonomies, term_name
from caselaw.domain.tracking.assessment import assessments, of_body
from caselaw.domain.tracking.measure import (
    FIELDS,
    FORMS,
    GRADES,
    LINES,
    LONGEST_LINE,
    NAMED,
    NATURES,
    TERMS,
    Measure,
    StatusEntry,
    state,
)
from caselaw.messages import say, say_error
from caselaw.services.reading.documents import OriginalFile
from caselaw.services.tracking.evidence_files import LARGEST
from caselaw.services.tracking.followed import Followed, Keepers
from caselaw.services.tracking.implementation import WrittenMeasure
from web.i18n import language
from web.refusals import for_form, status
from web.security import restrict, seen
from web.session import services, viewer
from web.views.editing import forms
from web.views.editing.facts import WRITES, whole

_PROOFS = 3  # rows of evidence that a form has


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    writes = limiter.limit(WRITES)
    at = "/documents/<document_id>/implementation"
    pages.add_url_rule(at, "implementation", show_document)
    pages.add_url_rule(at, "follow_orders", writes(follow), methods=["POST"])
    pages.add_url_rule("/measures/new", "new_measure", ask_new)
    pages.add_url_rule("/measures/new", "add_measure", writes(add), methods=["POST"])
    pages.add_url_rule("/measures/<measure_id>", "measure", show)
    pages.add_url_rule("/measures/<measure_id>", "assess_measure", writes(assess), methods=["POST"])
    pages.add_url_rule("/measures/<measure_id>/files/<entry_id>", "evidence_file", give_file)
    pages.add_url_rule("/measures/<measure_id>/edit", "edit_measure", ask_edit)
    pages.add_url_rule("/measures/<measure_id>/edit", "change_measure", writes(change), methods=["POST"])

    pages.url_value_preprocessor(_allow)

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals["tracked"] = said
        state.app.jinja_env.globals["body_term"] = body_term


def said(kind: str, value: str) -> str:
    """A word of the tracker in the reader's language: of a grade, a line, a standing …"""
    return say(f"measure.{kind}.{value}", language())


def body_term(entry: StatusEntry) -> tuple[str, str] | None:
    """The body's own term in the reader's language, or in one in which the body has it, and that language."""
    term = assessments().get(entry.assessment or "")
    return term.said(language()) if term else None


def show_document(document_id: str) -> str:
    """What of a decision is followed, and for those who may what else could be."""
    return _document(document_id)


def follow(document_id: str) -> ResponseReturnValue:
    """Follow the orders that were ticked."""
    form = request.form
    try:
        if not form.getlist("order") and _may_follow(document_id):
            raise Invalid("measure.none_ticked")
        made = services().implementation.begin(
            document_id, {}, form.get("keeper", ""), orders=form.getlist("order"), viewer=viewer()
        )
    except (Invalid, Conflict) as refusal:
        return make_response(_document(document_id, refusal), status(refusal))
    if len(made) == 1:
        return redirect(url_for("pages.measure", measure_id=made[0]), 303)
    return redirect(url_for("pages.implementation", document_id=document_id, followed=len(made)), 303)


def ask_new() -> ResponseReturnValue:
    """The form of something that is followed by hand: of a document here, or of one that is not."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.new_measure")))
    document = _named(request.args.get("document", ""))
    if not services().implementation.keepers(viewer(), document):
        raise Forbidden()
    form = request.args.get("form", "order")
    return _form(None, {"form": form if form in FORMS else "order"}, document)


def add() -> ResponseReturnValue:
    """Follow it."""
    document = _named(request.form.get("document", ""))
    wanted = typed()
    try:
        made = services().implementation.begin(
            document.id if document else None, wanted, request.form.get("keeper", ""), viewer=viewer()
        )
    except Invalid as refusal:
        return make_response(_form(None, wanted, document, refusal), 422)
    return redirect(url_for("pages.measure", measure_id=made[0]), 303)


def show(measure_id: str) -> str:
    """One measure."""
    return _measure(measure_id)


def assess(measure_id: str) -> ResponseReturnValue:
    """Say what a line says, take back what was said, or say which order is meant."""
    form, service = request.form, services().implementation
    try:
        if form.get("do") == "withdraw":
            service.withdraw(measure_id, form.get("entry", ""), form.get("why", ""), viewer=viewer())
        elif form.get("do") == "tie":
            service.tie(measure_id, form.get("order", ""), whole(form.get("revision")), viewer=viewer())
        else:
            file = request.files.get("file")
            sent = Sent(file.filename, file.stream) if file and file.filename else None
            service.assess(measure_id, typed_entry(), sent, viewer=viewer())
    except (Invalid, Conflict) as refusal:
        return make_response(_measure(measure_id, refusal), status(refusal))
    return redirect(url_for("pages.measure", measure_id=measure_id, saved=1), 303)


def give_file(measure_id: str, entry_id: str) -> Response:
    """The file that an entry rests on: it goes by the id, for names tell too much."""
    found = services().implementation.get(measure_id, viewer=viewer())
    _seen(found)
    return handed(services().implementation.file(measure_id, entry_id, viewer=viewer()), entry_id)


def handed(file: OriginalFile, name: str) -> Response:
    """A file as it is given out, under this name: nobody on the way keeps it."""
    answer = send_file(
        file.path.resolve(),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=f"{name}.{file.format}",
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _allow(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A file is larger than other forms may be, for who follows something; said before anything reads the form."""
    if endpoint in ("pages.assess_measure", "pages.take_up") and may_somewhere(viewer(), Action.FOLLOW_MEASURE):
        request.max_content_length = LARGEST + 100_000


def ask_edit(measure_id: str) -> str:
    """The form with what stands."""
    found = _kept(measure_id)
    return _form(found, state(found.measure), found.document)


def change(measure_id: str) -> ResponseReturnValue:
    """Change a measure; where that cannot be, the page says why and keeps what was typed."""
    wanted, revision = typed(), whole(request.form.get("revision"))
    try:
        written = services().implementation.change(measure_id, wanted, revision, viewer=viewer())
    except Invalid as refusal:
        found = _kept(measure_id)
        return make_response(_form(found, wanted, found.document, refusal, revision=revision), 422)
    except Conflict as refusal:
        found = _kept(measure_id)
        return make_response(_form(found, wanted, found.document, refusal), 409)
    if written.collisions:
        found = _kept(measure_id)
        kept = written.kept or {}
        return make_response(_form(found, kept, found.document, written=written, revision=written.revision), 409)
    return redirect(url_for("pages.measure", measure_id=measure_id, saved=1), 303)


def typed() -> dict[str, Any]:
    """The fields of the form that were sent."""
    form = request.form
    wanted: dict[str, Any] = {field: form[field] for field in FIELDS if field in form and field != "terms"}
    if "terms_shown" in form:
        chosen = dict.fromkeys(form.getlist("terms"))
        pairs = [one.partition(":") for one in chosen if one]
        wanted["terms"] = [{"vocabulary": name, "id": term, "status": "confirmed"} for name, _, term in pairs]
    named = {"country": forms.country_choices(), "body": forms.court_choices()}
    wanted |= {
        field: by.get(wanted[field].strip(), wanted[field].strip()) for field, by in named.items() if field in wanted
    }
    return {field: value or None if field in ("due", "next_by", "nature") else value for field, value in wanted.items()}


def typed_entry() -> dict[str, Any]:
    """What was written of a line, with its evidence."""
    form = request.form
    lists = [form.getlist(f"evidence.{name}") for name in ("kind", "value", "label")]
    rows = zip_longest(*lists, fillvalue="")
    proofs = [{"kind": kind, "value": id_in(value) if kind == "document" else value, "label": label}
              for kind, value, label in rows if value.strip()]  # fmt: skip
    line = form.get("line", "")
    return {
        "line": line, "grade": form.get("grade", ""), "on": form.get("on", ""), "words": form.get("words", ""),
        "assessment": form.get("assessment") if line == "body" else None, "access": form.get("access") or None,
        "consent": form.get("consent") == "yes", "evidence": proofs,
    }  # fmt: skip


def _named(document_id: str) -> Document | None:
    return services().documents.get(document_id, viewer=viewer()) if document_id else None


def _may_follow(document_id: str) -> bool:
    """Whether the viewer may follow something of a document that she may read; `NotFound` for another."""
    return bool(services().implementation.keepers(viewer(), _named(document_id)))


def _kept(measure_id: str) -> Followed:
    found = services().implementation.get(measure_id, viewer=viewer())
    if not may(viewer(), Action.FOLLOW_MEASURE, Keepers(found.measure.keeper)):
        raise Forbidden()
    _seen(found)
    return found


def _seen(found: Followed) -> None:
    restrict(found.measure.access)
    if found.document:
        seen(found.document)


def _document(document_id: str, refusal: CaselawError | None = None) -> str:
    shown = services().implementation.of_document(document_id, viewer=viewer())
    seen(shown.document)
    for one in shown.measures:
        restrict(one.measure.access)
    family = services().families.of(document_id, viewer=viewer())
    return render_template(
        "pages/implementation.html",
        document=shown.document,
        measures=shown.measures,
        open=shown.open,
        keepers=services().implementation.keepers(viewer(), shown.document),
        reports=[one for one in family if _follows_up(one.document, one.relation)],
        interventions=services().intervening.all(viewer=viewer(), document=document_id),
        refusal=say_error(refusal, language()) if refusal else None,
        ticked=request.form.getlist("order"),
        lines=LINES,
    )


def _follows_up(document: Document, relation: str) -> bool:
    """The body came back to the case to see what was carried out."""
    facts = document.facts
    return relation == "compliance_with" or facts.kind == "follow_up_report" or "compliance" in facts.stages


def _measure(measure_id: str, refusal: CaselawError | None = None) -> str:
    found = services().implementation.get(measure_id, viewer=viewer())
    _seen(found)
    measure = found.measure
    keeps = may(viewer(), Action.FOLLOW_MEASURE, Keepers(measure.keeper))
    history = services().implementation.history(measure_id, viewer=viewer())
    orders: tuple[tuple[str, Order], ...] = ()
    if keeps and found.document and measure.lost:
        orders = services().implementation.of_document(found.document.id, viewer=viewer()).open
    return render_template(
        "pages/measure.html",
        one=found,
        measure=measure,
        document=found.document,
        keeps=keeps,
        entries={line: _newest(measure, line) for line in LINES},
        history=history,
        orders=orders,
        terms=of_body(found.body),
        grades=GRADES,
        kinds=NAMED,
        documents=_proofs(found),
        readers=_readers(measure.access, measure.keeper),
        typed=request.form or _again(measure if keeps else None),
        rows=range(_PROOFS),
        evidence=_typed_rows(None if request.form or not keeps else _asked_again(measure)),
        saved="saved" in request.args,
        change_words=change_words,
        **for_form(refusal),
    )


def _newest(measure: Measure, line: str) -> list[StatusEntry]:
    said = [one for one in measure.entries if one.line == line]
    return sorted(said, key=lambda one: (one.on.last, one.at, one.id), reverse=True)


def _proofs(found: Followed) -> Mapping[str, Document]:
    ids = [
        proof.value for entry in found.measure.entries for proof in entry.evidence if proof.kind == "document"
    ]  # fmt: skip
    return {str(key): value for key, value in services().documents.some(ids, viewer=viewer()).items()}  # type: ignore[arg-type]


def _asked_again(measure: Measure) -> StatusEntry | None:
    """The entry that the address asks to say again, for more readers: an entry itself is never changed."""
    asked = request.args.get("again")
    return next((one for one in measure.entries if one.id == asked and not one.withdrawn), None)


def _again(measure: Measure | None) -> Mapping[str, str]:
    """The form with an entry as it was said, for all who read the measure."""
    entry = _asked_again(measure) if measure else None
    if measure is None or entry is None:
        return {}
    return {
        "line": entry.line, "grade": entry.grade, "on": str(entry.on), "words": entry.words,
        "assessment": entry.assessment or "", "access": measure.access,
    }  # fmt: skip


def _typed_rows(again: StatusEntry | None) -> list[tuple[str, str, str]]:
    form = request.form
    lists = [form.getlist(f"evidence.{name}") for name in ("kind", "value", "label")]
    rows = [(kind, value, label) for kind, value, label in zip_longest(*lists, fillvalue="")]
    if again:
        rows = [(one.kind, one.value, one.label) for one in again.evidence if one.kind in NAMED]
    return [*rows, *[("link", "", "")] * _PROOFS][:_PROOFS]


def _readers(most: Audience, keeper: Audience) -> list[Audience]:
    """Whom of her own the viewer may give something to, the keepers first."""
    publishes = may(viewer(), Action.PUBLISH_MEASURE, Keepers(keeper))
    mine = [one for one in viewer().audiences if includes(most, one) and not one.startswith("editors")]
    mine = [one for one in mine if one != PUBLIC or publishes]
    return sorted(mine, key=lambda one: (one != keeper, one))


def _form(
    found: Followed | None, fields: Mapping[str, Any], document: Document | None,
    refusal: CaselawError | None = None, *, revision: int | None = None, written: WrittenMeasure | None = None,
) -> str:  # fmt: skip
    keeper = found.measure.keeper if found else None
    keepers = services().implementation.keepers(viewer(), document)
    chosen = {f"{one['vocabulary']}:{one['id']}" for one in fields.get("terms") or ()}
    if document:
        seen(document)
    readers = _readers(document.access if document else PUBLIC, keeper or (keepers[0] if keepers else PUBLIC))
    return render_template(
        "pages/edit_measure.html",
        one=found,
        document=document,
        fields=fields,
        revision=revision if revision is not None else (found.measure.revision if found else 0),
        keepers=keepers,
        keeper=request.form.get("keeper", ""),
        readers=[one for one in readers if keeper is None or includes(one, keeper)],
        forms=FORMS,
        natures=NATURES,
        longest=LONGEST_LINE,
        courts=forms.court_choices(),
        court_choice=forms.court_choice,
        countries=forms.country_choices(),
        terms=term_choices(),
        chosen=chosen,
        collisions={one.field: one for one in written.collisions} if written else {},
        change_words=change_words,
        **for_form(refusal),
    )


def term_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The terms by which measures are grouped, by vocabulary, each by its name."""
    found = []
    for name in TERMS:
        offered = [
            (f"{name}:{one.id}", term_name(name, one.id, language()))
            for one in taxonomies()[name].values()
            if one.offered
        ]
        found.append((name, sorted(offered, key=lambda pair: pair[1].casefold())))
    return found


def change_words(field: str, value: Any) -> str:
    """A former or a present value of a field, for people to read."""
    if field == "terms":
        return " · ".join(term_name(one["vocabulary"], one["id"], language()) for one in value or ())
    if isinstance(value, list):
        return " · ".join(str(one) for one in value)
    if value and field in ("form", "nature"):
        return said(field, value)
    return "" if value is None else str(value)
