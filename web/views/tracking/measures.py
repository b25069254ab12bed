"""One measure that is followed, with all that was said of it: what each line says, and the files it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.domain.document import Document
from caselaw.domain.errors import CaselawError, Conflict, Invalid
from caselaw.domain.intake.upload import Sent
from caselaw.domain.order import Order
from caselaw.domain.tracking.assessment import of_body
from caselaw.domain.tracking.measure import GRADES, LINES, NAMED, Measure, StatusEntry
from caselaw.services.tracking.followed import Followed, Keepers
from web.refusals import for_form, status
from web.security import restrict, seen
from web.session import services, viewer
from web.views.editing.facts import WRITES, whole
from web.views.tracking.entry_form import PROOFS, asked_again, readers, said_again, typed_entry, typed_rows
from web.views.tracking.files import handed, let_files_in
from web.views.tracking.words import body_term, change_words, said


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/measures/<measure_id>", "measure", show)
    pages.add_url_rule("/measures/<measure_id>", "assess_measure", writes(assess), methods=["POST"])
    pages.add_url_rule("/measures/<measure_id>/files/<entry_id>", "evidence_file", give_file)
    pages.url_value_preprocessor(let_files_in)

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals["tracked"] = said
        state.app.jinja_env.globals["body_term"] = body_term


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
    note_readers(found)
    return handed(services().implementation.file(measure_id, entry_id, viewer=viewer()), entry_id)


def note_readers(found: Followed) -> None:
    """The page is for those who may read the measure, and its decision."""
    restrict(found.measure.access)
    if found.document:
        seen(found.document)


def _measure(measure_id: str, refusal: CaselawError | None = None) -> str:
    found = services().implementation.get(measure_id, viewer=viewer())
    note_readers(found)
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
        readers=readers(measure.access, measure.keeper),
        typed=request.form or said_again(measure if keeps else None),
        rows=range(PROOFS),
        evidence=typed_rows(None if request.form or not keeps else asked_again(measure)),
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
