"""The agreement of a round, where its coders disagree, and the page on which a third person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.audience import MEMBERS
from caselaw.domain.coding.adjudication import LONGEST_REASON, AgreedHere, Compared, by_pair, by_record
from caselaw.domain.coding.agreement_round import advice, habit, talk_over
from caselaw.domain.coding.agreement_units import UNIT_KINDS, Unit
from caselaw.domain.coding.codings import Coding
from caselaw.domain.errors import CaselawError, Changed, Conflict, Invalid, NotFound
from caselaw.exchange.agreement_words import figure, interval, share
from caselaw.messages import say, say_error
from caselaw.services.coding.agreement import Comparison, Ruling, UnitPage, unit_name
from caselaw.services.coding.report import Form, reopened_says
from web.coded_text import cut
from web.i18n import language
from web.refusals import by_field, status
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import WRITES, whole

FILES = "30 per hour"
SHOWN = 50
"""Disagreements on one page, and records."""
_AT = "/rounds/<round_id>"


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    pages.add_url_rule(f"{_AT}/agreement", "round_agreement", agreement)
    pages.add_url_rule(f"{_AT}/disagreements", "round_disagreements", disagreements)
    pages.add_url_rule(f"{_AT}/adjudicate/<unit>", "adjudicate", adjudicate)
    counted = limiter.limit(FILES, key_func=lambda: f"round:{viewer().account}")
    pages.add_url_rule(f"{_AT}/report.<any('docx','xlsx'):form>", "round_report", counted(report))
    pages.add_url_rule(f"{_AT}/adjudicate/<unit>", "decide_unit", limiter.limit(WRITES)(decide), methods=["POST"])

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals |= {
            "agreement_says": said, "unit_name": unit_name, "habit_of": habit, "advice_of": advice,
            "agreed_here": agreed_here,
        }  # fmt: skip


def said(code: str, **params: str | int) -> str:
    """A sentence or word of these pages, in the reader's language."""
    return say(f"agreement.{code}", language(), **params)


def agreement(round_id: str) -> str:
    """How far the coders agree, for each code and over all."""
    page = services().agreement.agreement(round_id, request.args.get("unit", ""), viewer=viewer())
    restrict(page.comparison.round.access)
    return render_template(
        "pages/round_agreement.html",
        page=page,
        of=page.comparison,
        reopened=reopened_says(page.comparison.reopened, language()),
        found=page.agreement,
        kinds=UNIT_KINDS,
        talk=talk_over(page.agreement.codes),
        figure=figure,
        share=share,
        interval=interval,
    )


def disagreements(round_id: str) -> str:
    """Who disagreed with whom, where, and the passages side by side."""
    found = services().agreement.comparison(round_id, viewer=viewer())
    restrict(found.round.access)
    asked = {name: request.args.get(name, "") for name in ("record", "code", "one", "other")}
    every = [one for one in found.disputed if _is_asked(one, asked)]
    start, row = (max(0, whole(request.args.get(name))) // SHOWN * SHOWN for name in ("from", "row"))
    cells = by_record(found.compared)
    records = [record for record in found.round.documents if record in cells]
    return render_template(
        "pages/round_disagreements.html",
        of=found,
        other_part=lambda first: url_for("pages.round_disagreements", round_id=round_id, **{**asked, "from": first}),
        shown=every[start : start + SHOWN],
        start=start,
        size=SHOWN,
        total=len(every),
        pairs=by_pair(found.compared),
        coders=sorted(
            {coder for one in found.compared for coder in one.coders}, key=lambda one: found.names.get(one, one)
        ),
        cells={record: cells[record] for record in records[row : row + SHOWN]},
        row=row,
        records=len(records),
        codes=sorted({code for row in cells.values() for code in row}, key=lambda one: found.label(one, language())),
        first=_first(found),
    )


def report(round_id: str, form: Form) -> Response:
    """The report of the round as a file, in the reader's language; its coders as letters, if so asked."""
    named = request.args.get("names") != "no"
    made, media_type = services().round_reports.file(round_id, form, language(), named=named, viewer=viewer())
    answer = Response(made, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="round-{round_id}-{language()}.{form}"'
    restrict(MEMBERS)
    return answer


def adjudicate(round_id: str, unit: str) -> str:
    """One unit: what each coder said of it, and the form to decide."""
    return _unit(services().agreement.unit(round_id, unit, viewer=viewer()))


def decide(round_id: str, unit: str) -> ResponseReturnValue:
    """Decide; what cannot be taken over is said beside its field, with all that was typed."""
    wanted = _rulings()
    try:
        after = services().agreement.decide(round_id, unit, wanted, viewer=viewer())
    except (Invalid, Conflict) as refusal:
        page = services().agreement.unit(round_id, unit, viewer=viewer())
        return make_response(_unit(page, wanted, refusal), status(refusal))
    following = unit_name(after) if after and request.form.get("do") == "next" else unit
    return redirect(url_for("pages.adjudicate", round_id=round_id, unit=following, saved=1), 303)


def agreed_here(document_id: str) -> list[tuple[AgreedHere, list[tuple[str, str, list[str | None]]]]]:
    """The agreed codes of a document by round: each by its name and its key, with the paragraphs it stands on."""
    found = services().agreement.agreed(document_id, viewer=viewer())
    return [(one, _codes_of(one)) for one in found]


def _codes_of(here: AgreedHere) -> list[tuple[str, str, list[str | None]]]:
    places: dict[str, list[str | None]] = {}
    for anchor, codes in here.codes.items():
        for code in codes:
            places.setdefault(code, []).append(anchor)
    try:
        book = services().codebooks.version(viewer(), here.codebook, here.version)
    except NotFound:
        book = None
    known = {code: book.code(code) if book else None for code in places}
    names = {code: one.label(language()) if one else code for code, one in known.items()}
    return sorted(((names[code], code, anchors) for code, anchors in places.items()), key=lambda one: one[:2])


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph and by how many coders they were coded, three at most being told apart."""

    text: str
    coders: int


def pieces(text: str, codings: Sequence[Coding]) -> tuple[Piece, ...]:
    """The paragraph cut where a passage begins or ends."""
    return tuple(Piece(words, min(3, len({one.coder for one in on}))) for words, on in cut(text, codings))


def _unit(page: UnitPage, typed: Mapping[str, Ruling] | None = None, refusal: CaselawError | None = None) -> str:
    of = page.comparison
    restrict(of.round.access)
    restrict(page.document.access)
    codings = [coding for one in page.said for some in one.given.values() for coding in some]
    return render_template(
        "pages/adjudicate.html",
        page=page,
        of=of,
        pieces=pieces(page.paragraph.text, codings) if page.paragraph else (),
        longest=LONGEST_REASON,
        typed=typed or {},
        refusal=None if refusal is None or isinstance(refusal, Changed) else say_error(refusal, language()),
        changed=isinstance(refusal, Changed),
        wrong={code: " ".join(faults) for code, faults in by_field(refusal).items()},
        saved="saved" in request.args and refusal is None,
        people=sorted({coder for one in page.said for coder in one.coders}, key=lambda one: of.names.get(one, one)),
    )


def _rulings() -> dict[str, Ruling]:
    """What was chosen for each code; a code for which nothing was chosen stays as it is."""
    form = request.form
    return {
        code: Ruling(form[f"given-{code}"] == "yes", form.get(f"why-{code}", ""), whole(form.get(f"seen-{code}")))
        for code in dict.fromkeys(form.getlist("code"))
        if form.get(f"given-{code}") in ("yes", "no")
    }


def _is_asked(one: Compared, asked: Mapping[str, str]) -> bool:
    if asked["record"] and one.unit.document != asked["record"]:
        return False
    if asked["code"] and one.code != asked["code"]:
        return False
    if asked["one"] and asked["other"]:
        both = {asked["one"], asked["other"]}
        return both <= one.coders and len(both & one.given.keys()) == 1
    return True


def _first(found: Comparison) -> Unit | None:
    """Where adjudication goes on: the first unit on which something waits for a decision."""
    return next((one.unit for one in found.disputed if one.standing == "disputed"), None)
