"""Answers on a selection table: those of one's own organisation, a case at a time; when the table is opened, all of
them side by side, with how far they agree."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import CaselawError, Conflict, Invalid, NotFound
from caselaw.domain.selection.answering import Clash
from caselaw.domain.selection.table import DECLARATIONS, LONGEST_ANSWER, Answer, Declaration, Sheet
from caselaw.services.selection.seeing import Seen
from caselaw.services.selection.sheets import cells
from web.i18n import language
from web.refusals import status
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import WRITES
from web.views.paging import part
from web.views.selection.dots import dots
from web.views.selection.forms import faults_of, revision, typed_answers, typed_weights
from web.views.selection.tables import organisation_names


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; what is sent is counted."""
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/tables/<table>/answer", "answer", show_own)
    pages.add_url_rule("/tables/<table>/answer", "finish_answers", writes(finish), methods=["POST"])
    pages.add_url_rule("/tables/<table>/answer/<candidate>", "answer_candidate", show_one)
    pages.add_url_rule("/tables/<table>/answer/<candidate>", "save_answers", writes(save), methods=["POST"])
    pages.add_url_rule("/tables/<table>/answers", "compare_answers", compare)
    pages.add_url_rule("/tables/<table>/answers/<candidate>", "read_answers", read)


def show_own(table: str) -> ResponseReturnValue:
    """What one's organisation has answered so far, and what it has not."""
    shown, sheet = _sheet(table)
    services().answering.look(viewer(), table, sheet.organisation)
    given = Counter(key[0] for key, one in sheet.answers.items() if one.said)
    restrict("members")
    return render_template(
        "pages/answer.html", shown=shown, table=shown.table, sheet=sheet, organisations=organisation_names(),
        done=request.args.get("done"),
        given={one.id: given[one.id] for one in sheet.candidates},
    )  # fmt: skip


def finish(table: str) -> ResponseReturnValue:
    """Say that one's organisation is done, or that it is not after all."""
    _, sheet = _sheet(table)
    done = request.form.get("do") != "resume"
    services().answering.finish(viewer(), table, sheet.organisation, done=done)
    return redirect(
        url_for("pages.answer", table=table, organisation=sheet.organisation, done="finished" if done else "resumed"),
        303,
    )


def show_one(table: str, candidate: str) -> ResponseReturnValue:
    """The form for one case."""
    return _one(table, candidate)


def save(table: str, candidate: str) -> ResponseReturnValue:
    """Save what was changed; what a colleague changed meanwhile is shown beside it, and asked again."""
    shown, sheet = _sheet(table)
    if shown.table.candidate(candidate) is None:
        raise NotFound()
    said, declared = typed_answers(request.form, sheet, candidate)
    try:
        saved = services().answering.save(
            viewer(), table, sheet.organisation, said, declared, since=max(revision(), 0)
        )  # fmt: skip
    except (Invalid, Conflict) as refusal:
        return make_response(_one(table, candidate, refusal), status(refusal))
    if saved.clashes:
        return make_response(_one(table, candidate, clashes=saved.clashes), 409)
    ids = [one.id for one in sheet.candidates]
    after = ids[ids.index(candidate) + 1 :]
    if request.form.get("do") == "next" and after:
        return redirect(
            url_for(
                "pages.answer_candidate", table=table, candidate=after[0], organisation=sheet.organisation, done="saved"
            ),
            303,
        )
    return redirect(url_for("pages.answer", table=table, organisation=sheet.organisation, done="saved"), 303)


def compare(table: str) -> ResponseReturnValue:
    """All answers, case by case: how they lie, and through which weights one looks."""
    shown = services().selections.show(table, viewer=viewer())
    weights = typed_weights(request.args, shown.table)
    compared = services().deliberating.compare(table, weights, viewer=viewer())
    restrict("members")
    order = list(shown.table.candidates)
    if request.args.get("order") == "lens":
        order.sort(key=lambda one: -(compared.weighed[one.id].middle or 0))
    shown_now = part(order, "pages.compare_answers")
    drawn = {
        (one.id, each.id): dots(each, compared.spreads[one.id, each.id], language())
        for one in shown_now.items
        for each in shown.table.criteria
        if each.scale
    }
    return render_template(
        "pages/answers.html", shown=shown, table=shown.table, part=shown_now, compared=compared, drawn=drawn,
        weights={one.id: weights.get(one.id, one.weight) for one in shown.table.criteria},
        by_lens=request.args.get("order") == "lens",
    )  # fmt: skip


def read(table: str, candidate: str) -> ResponseReturnValue:
    """Every word of every organisation on one case."""
    shown = services().selections.show(table, viewer=viewer())
    one = shown.table.candidate(candidate)
    compared = services().deliberating.compare(table, {}, viewer=viewer())
    if one is None:
        raise NotFound()
    heard = services().answering.heard(table, viewer=viewer())
    restrict("members")
    criteria = shown.table.criteria
    answers: dict[str, list[Answer]] = {each.id: [] for each in criteria}
    for (_, of, criterion), answer in sorted(heard.answers.items()):
        if of == one.id and answer.said and criterion in answers:
            answers[criterion].append(answer)
    declared = [each for key, each in sorted(heard.declarations.items()) if key[1] == one.id and each.kind != "none"]
    drawn = {
        each.id: dots(each, compared.spreads[one.id, each.id], language()) for each in criteria if each.scale
    }  # fmt: skip
    return render_template(
        "pages/read_answers.html", shown=shown, table=shown.table, candidate=one, compared=compared, answers=answers,
        cells=tuple(cells(one, language(), bare=False)), declarations=declared, organisations=organisation_names(),
        drawn=drawn,
    )  # fmt: skip


def _sheet(table: str) -> tuple[Seen, Sheet]:
    """The table, and the sheet of the organisation that the address names, else of the first for which one answers.
    Who answers for none: the table is there for her, its answers are not hers to give."""
    shown = services().selections.show(table, viewer=viewer())
    chosen = request.values.get("organisation", "") or next(iter(shown.mine), "")
    return shown, services().selections.sheet(viewer(), table, chosen, language())


def _one(
    table: str, candidate: str, refusal: CaselawError | None = None, clashes: tuple[Clash, ...] = ()
) -> str:  # fmt: skip
    shown, sheet = _sheet(table)
    known = next((one for one in sheet.candidates if one.id == candidate), None)
    if known is None:
        raise NotFound()
    answers, declaration, tongue = _typed(sheet, candidate) if request.method == "POST" else _kept(sheet, candidate)
    restrict("members")
    return render_template(
        "pages/answer_candidate.html",
        shown=shown,
        table=shown.table,
        sheet=sheet,
        candidate=known,
        record=next(one.document for one in shown.table.candidates if one.id == candidate),
        answers=answers,
        declaration=declaration,
        own_tongue=tongue,
        standing={
            (one.said.criterion if hasattr(one.said, "criterion") else "declaration"): one.standing for one in clashes
        },
        declarations=DECLARATIONS,
        organisations=organisation_names(),
        since=revision() if refusal else sheet.revision,
        faults={name.removeprefix(f"{candidate}."): said for name, said in faults_of(refusal).items()},
        done=request.args.get("done"),
        longest=LONGEST_ANSWER,
        place=[one.id for one in sheet.candidates].index(candidate) + 1,
    )


Filled = tuple[dict[str, Answer], Declaration, str]


def _kept(sheet: Sheet, candidate: str) -> Filled:
    answers = {key[1]: one for key, one in sheet.answers.items() if key[0] == candidate}
    declared = sheet.declarations.get(candidate, Declaration(sheet.organisation, candidate, "none"))
    tongues = [one.language for one in answers.values() if one.words]
    return answers, declared, tongues[0] if tongues else sheet.language


def _typed(sheet: Sheet, candidate: str) -> Filled:
    said, declared = typed_answers(request.form, sheet, candidate)
    answers = {
        one.criterion: Answer(candidate, one.criterion, sheet.organisation, one.score, one.words, one.language)
        for one in said
    }
    kind = Declaration(sheet.organisation, candidate, declared[0].kind, declared[0].words, declared[0].language)
    return answers, kind, declared[0].language
