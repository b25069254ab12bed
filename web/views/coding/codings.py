"""Coding a record: its text with what is coded in it, the form that gives a code, and what has become of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.citing.pinpoint import printed
from caselaw.domain.codebook.codes import FACETS, Code, CodebookVersion
from caselaw.domain.coding.codings import CONFIDENCES, LONGEST_NOTE, Coding
from caselaw.domain.errors import CaselawError, Conflict, Invalid, NotFound
from caselaw.domain.paragraph import Paragraph
from caselaw.messages import say, say_error
from caselaw.services.coding.coding_asked import CodingAsked
from caselaw.services.coding.codings import CodingDesk
from caselaw.services.coding.seeing import QueuePlace
from web.coded_text import cut
from web.i18n import language
from web.labels import vocabulary_name
from web.refusals import by_field, status
from web.security import restrict, seen
from web.session import services, viewer
from web.views.coding.carried_codes import in_newest_terms
from web.views.coding.rounds import state_name
from web.views.editing.facts import WRITES, whole

_MOST_LAYERS = 4  # codings over one another that are told apart by their lines


@dataclass(frozen=True)
class Piece:
    """Letters of a paragraph that the same codings stand on."""

    text: str
    codings: tuple[str, ...]
    layers: int


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; what is sent is counted."""
    writes = limiter.limit(WRITES)
    at = "/documents/<document_id>"
    pages.add_url_rule(f"{at}/coding", "coding", show)
    pages.add_url_rule(f"{at}/coding", "code", writes(act), methods=["POST"])
    pages.add_url_rule(f"{at}/codings", "codings", list_all)

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals |= {"may_code": lambda: bool(services().coding.codes_for(viewer()))}


def show(document_id: str) -> str:
    """The record as the viewer codes it."""
    changing = request.args.get("change", "")
    return _page(document_id, _begun(document_id, changing), changing=changing)


def act(document_id: str) -> ResponseReturnValue:
    """One act on the record or on a coding of it; what cannot be is said beside its field, with what was typed."""
    form, service, me = request.form, services().coding, viewer()
    do, coding, revision = form.get("do", ""), form.get("coding", ""), whole(form.get("revision"))
    asked = _asked(document_id) if do in ("write", "change") else CodingAsked()
    try:
        if do == "write":
            service.write(document_id, asked, viewer=me, **_setting())
        elif do == "change":
            service.change(coding, asked, revision, viewer=me)
        elif do == "withdraw":
            service.withdraw(coding, revision, viewer=me)
        elif do == "confirm":
            service.confirm(coding, revision, viewer=me)
        elif do in ("finish", "unfinish"):
            services().rounds.finish(form.get("round", ""), document_id, done=do == "finish", viewer=me)
        else:
            raise Invalid("error.invalid")
    except (Invalid, Conflict) as refusal:
        page = _page(document_id, asked, refusal, changing=coding if do == "change" else "")
        return make_response(page, status(refusal))
    where = url_for("pages.coding", document_id=document_id, done=do, **_kept())
    return redirect(f"{where}#{asked.anchor or 'codes'}" if do in ("write", "change") else f"{where}#codes", 303)


def list_all(document_id: str) -> str:
    """What was coded of a record in any round or group, as far as the viewer may see it."""
    document = services().documents.get(document_id, viewer=viewer())
    found, people = services().coding.of_document(document_id, viewer=viewer())
    seen(document)
    restrict("members")
    rounds = {one.id: one for one in services().coding.rounds_of(document_id, viewer=viewer())}
    groups: dict[str, list[Coding]] = {}
    for one in found:
        groups.setdefault(one.round or "", []).append(one)
    return render_template(
        "pages/codings.html",
        document=document,
        groups=groups,
        rounds=rounds,
        people=people,
        versions=_versions(found),
        newer=in_newest_terms(found),
        **_words(),
    )


def pieces(text: str, codings: Sequence[Coding]) -> tuple[Piece, ...]:
    """The paragraph in pieces, each with the codings that stand on it."""
    return tuple(
        Piece(words, tuple(one.id for one in on), min(len(on), _MOST_LAYERS)) for words, on in cut(text, codings)
    )


def _page(
    document_id: str, given: CodingAsked, refusal: CaselawError | None = None, *, changing: str = ""
) -> str:  # fmt: skip
    desk = services().coding.desk(document_id, viewer=viewer(), **_setting())
    seen(desk.document)
    restrict(desk.setting.access)
    every = (*desk.mine, *desk.others)
    standing = [one for one in every if one.anchor is not None and one.place != "lost"]
    by_anchor: dict[str, list[Coding]] = {}
    for one in standing:
        by_anchor.setdefault(one.anchor or "", []).append(one)
    changed = next((one for one in desk.mine if one.id == changing), None)
    return render_template(
        "pages/coding.html",
        desk=desk,
        document=desk.document,
        round=desk.setting.round,
        codebook=desk.setting.codebook,
        text=[(one, pieces(one.text, by_anchor.get(one.anchor, ()))) for one in desk.paragraphs],
        chosen=_chosen(desk, given.anchor),
        printed=printed,
        given=given,
        changed=changed,
        fields=codes_by_field(desk.setting.codebook),
        groups=services().coding.codes_for(viewer()) if desk.setting.round is None else (),
        shelves=[one for one in services().codebooks.all(viewer()) if one.newest] if desk.setting.round is None else (),
        history=services().coding.history(changing, viewer=viewer()) if changed else (),
        queue=_around(desk),
        kept=_kept(),
        done=request.args.get("done", ""),
        versions={(desk.setting.codebook.codebook.slug, desk.setting.codebook.number): desk.setting.codebook},
        longest_note=LONGEST_NOTE,
        refusal=say_error(refusal, language()) if refusal else None,
        wrong=by_field(refusal),
        **_words(),
    )


def _setting() -> dict[str, Any]:
    """For what is coded, as the address or the form says."""
    values = request.values
    number = values.get("version", "")
    return {
        "round_id": values.get("round", ""),
        "access": values.get("for", ""),
        "codebook": values.get("codebook", ""),
        "version": max(whole(number), 0) if number else None,
    }


def _kept() -> dict[str, Any]:
    """What every address of this page keeps."""
    return {name: request.values[name] for name in ("round", "for", "codebook", "version") if request.values.get(name)}


def _asked(document_id: str) -> CodingAsked:
    form = request.form
    start, end = whole(form.get("start")), whole(form.get("end"))
    placed = start >= 0 and end >= 0
    return CodingAsked(
        form.get("code", ""), _anchor(document_id, form.get("anchor", "")), form.get("words", ""),
        start if placed else None, end if placed else None, form.get("note", ""), whole(form.get("confidence")),
    )  # fmt: skip


def _anchor(document_id: str, typed: str) -> str:
    """A paragraph as a person names it: by its mark, or by the number that is printed before it."""
    wanted = typed.strip().strip("[]()§¶. ")
    if not wanted:
        return ""
    there = services().documents.paragraphs(document_id, viewer=viewer())
    if any(one.anchor == wanted for one in there):
        return wanted
    return next((one.anchor for one in there if printed(one).strip("[]()§¶. ") == wanted), wanted)


def _begun(document_id: str, changing: str) -> CodingAsked:
    """What the form begins with: a coding that is to be changed, or a paragraph that was chosen."""
    if changing:
        found = services().coding.get(changing, viewer=viewer())
        if found.document != document_id:
            raise NotFound()
        stays = found.place != "lost"
        return CodingAsked(
            found.code, (found.anchor or "") if stays else "", found.quote if stays and found.anchor else "",
            found.start if stays and found.anchor else None, found.end if stays and found.anchor else None,
            found.note, found.confidence,
        )  # fmt: skip
    code, at = request.args.get("code", ""), request.args.get("at", "")
    return CodingAsked(code, _anchor(document_id, at), confidence=2)


def _chosen(desk: CodingDesk, anchor: str) -> Paragraph | None:
    return next((one for one in desk.paragraphs if one.anchor == anchor), None)


def codes_by_field(version: CodebookVersion) -> Mapping[str, list[tuple[Code, int]]]:
    """The codes that may be given, by what they tell of, each with how deep it lies under others."""
    every = version.every()
    parents = {one.key: one.broader for one in every}
    found: dict[str, list[tuple[Code, int]]] = {}
    for one in every:
        depth, above = 0, one.broader
        while above and depth < _MOST_LAYERS:
            depth, above = depth + 1, parents.get(above)
        found.setdefault(one.facet, []).append((one, depth))
    return found


def _around(desk: CodingDesk) -> QueuePlace | None:
    """Where in her queue the coder is."""
    if desk.setting.round is None or viewer().account not in desk.setting.round.coders:
        return None
    return services().rounds.place_in_queue(desk.setting.round.id, desk.document.id, viewer=viewer())


def _versions(found: Sequence[Coding]) -> dict[tuple[str, int], CodebookVersion]:
    versions: dict[tuple[str, int], CodebookVersion] = {}
    for slug, number in {(one.codebook, one.version) for one in found}:
        try:
            versions[slug, number] = services().codebooks.version(viewer(), slug, number)
        except NotFound:
            continue
    return versions


def _words() -> dict[str, Any]:
    spoken = language()

    def code_label(versions: Mapping[tuple[str, int], CodebookVersion], one: Coding) -> str:
        version = versions.get((one.codebook, one.version))
        code = version.code(one.code) if version else None
        return code.label(spoken) if code else one.code

    return {
        "state_name": state_name,
        "place_name": lambda place: say(f"coding_place.{place}", spoken),
        "act_name": lambda name: say(f"coding_act.{name}", spoken),
        "confidences": {one: say(f"coding_confidence.{one}", spoken) for one in CONFIDENCES},
        "code_label": code_label,
        "facet_of": facet_name,
        "suggestions_title": say("suggestion.title", language()),
    }


def facet_name(facet: str) -> str:
    """What codes of this field tell of, in the reader's language."""
    return say(f"codebook.facet.{facet}", language()) if facet in FACETS else vocabulary_name(facet)
