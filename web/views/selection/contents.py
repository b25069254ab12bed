"""What stands on a selection table: its criteria, its cases and the sheet of each."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.domain.errors import CaselawError, Conflict, Invalid, NotFound
from caselaw.domain.identifiers import as_id
from caselaw.domain.selection.table import (
    CONSENTS,
    LEAVES,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_CANDIDATES,
    SHEET_FIELDS,
    SHEET_WORDS,
    Candidate,
    CaseSheet,
    Criterion,
    SelectionTable,
)
from caselaw.services.selection.candidates import record_candidate
from caselaw.services.selection.seeing import Seen
from caselaw.services.selection.sheets import cells
from web.i18n import language
from web.refusals import status
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import WRITES
from web.views.selection.forms import faults_of, only, revision, typed_candidate, typed_criteria

_RECORD = re.compile(r"(?:.*/documents/)?([0-9a-z]{16})(?:[/?#].*)?")
_LARGEST = 900_000


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; lists of cases are counted by account, for each may be long."""
    adding = limiter.limit("60 per hour", key_func=lambda: f"candidates:{viewer().account}")
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/tables/<table>/criteria", "criteria", show_criteria)
    pages.add_url_rule("/tables/<table>/criteria", "set_criteria", writes(set_criteria), methods=["POST"])
    pages.add_url_rule("/tables/<table>/candidates", "candidates", show_candidates)
    pages.add_url_rule("/tables/<table>/candidates", "add_candidates", adding(add_candidates), methods=["POST"])
    pages.add_url_rule("/tables/<table>/candidates/<candidate>", "candidate", show_candidate)
    pages.add_url_rule(
        "/tables/<table>/candidates/<candidate>", "change_candidate", writes(change_candidate), methods=["POST"]
    )  # fmt: skip


def show_criteria(table: str) -> ResponseReturnValue:
    """The criteria; for who manages a table that is prepared, as a form."""
    return _criteria(services().selections.show(table, viewer=viewer()))


def set_criteria(table: str) -> ResponseReturnValue:
    """These are the criteria from now on."""
    shown = _managed(table)
    typed = shown.table.criteria
    try:
        typed = typed_criteria()
        services().selections.set_criteria(table, typed, revision=revision(), viewer=viewer())
    except (Invalid, Conflict) as refusal:
        return make_response(_criteria(shown, typed, refusal), status(refusal))
    return redirect(url_for("pages.criteria", table=table, done="yes"), 303)


def show_candidates(table: str) -> ResponseReturnValue:
    """The cases of a table, and for who manages it the ways to add some."""
    return _candidates(services().selections.show(table, viewer=viewer()))


def add_candidates(table: str) -> ResponseReturnValue:
    """Cases from a list that was typed, or from a file."""
    shown = _managed(table)
    text = request.form.get("list", "")
    try:
        lines = text.splitlines() + _file()
        found = [_read(line, shown.table) for line in lines if line.strip()]
        count = services().selections.add_candidates(table, [one for one in found if one], viewer=viewer())
    except (Invalid, Conflict) as refusal:
        return make_response(_candidates(shown, text, refusal), status(refusal))
    return redirect(url_for("pages.candidates", table=table, added=count), 303)


def show_candidate(table: str, candidate: str) -> ResponseReturnValue:
    """The sheet of a case; for who manages the table, as a form."""
    shown = services().selections.show(table, viewer=viewer())
    return _candidate(shown, _one(shown, candidate))


def change_candidate(table: str, candidate: str) -> ResponseReturnValue:
    """Change the sheet of a case, or take the case off."""
    shown = _managed(table)
    before = typed = _one(shown, candidate)
    try:
        if request.form.get("do") == "remove":
            services().selections.remove_candidate(table, candidate, revision=revision(), viewer=viewer())
            return redirect(url_for("pages.candidates", table=table, taken="yes"), 303)
        typed = typed_candidate(before)
        services().selections.change_candidate(table, typed, revision=revision(), viewer=viewer())
    except (Invalid, Conflict) as refusal:
        return make_response(_candidate(shown, typed, refusal), status(refusal))
    return redirect(url_for("pages.candidate", table=table, candidate=candidate, done="yes"), 303)


def _managed(table: str) -> Seen:
    shown = services().selections.show(table, viewer=viewer())
    require(viewer(), Action.MANAGE_SELECTION, shown.table)
    return shown


def _one(shown: Seen, candidate: str) -> Candidate:
    found = shown.table.candidate(candidate)
    if found is None:
        raise NotFound()
    return found


def _file() -> list[str]:
    """The first cell of each row of a CSV file: as our own exports have it, the id of the record. A row of names above
    ids is passed over. Raises `Invalid`."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return []
    try:
        content = sent.stream.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise Invalid("selection.file_large", {"file": ["selection.file_large"]}, most=_LARGEST // 1000)
        text = content.decode("utf-8-sig")
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text)) if any(row)]
    except (UnicodeDecodeError, csv.Error):
        raise Invalid("selection.list", {"file": ["selection.list"]}) from None
    first = [next((cell for cell in row if cell), "").removeprefix("'") for row in rows]
    if len(first) > 1 and not _RECORD.fullmatch(first[0]) and _RECORD.fullmatch(first[1]):
        del first[0]
    return first


def _read(line: str, table: SelectionTable) -> Candidate | None:
    """A line as a case: the id or the address of a record, else a title in the reader's language."""
    text = line.strip()
    found = _RECORD.fullmatch(text)
    record = as_id(found[1]) if found else None
    if record is None:
        return Candidate("", {language(): text}, None, CaseSheet(), table.access)
    known = services().documents.some([record], viewer=viewer()).get(record)
    return record_candidate(known.id, known.access, table) if known else None


def _criteria(
    shown: Seen, typed: tuple[Criterion, ...] | None = None, refusal: CaselawError | None = None
) -> str:  # fmt: skip
    restrict("members")
    return render_template(
        "pages/criteria.html",
        shown=shown,
        table=shown.table,
        criteria=shown.table.criteria if typed is None else typed,
        changes=shown.manages and shown.table.state == "preparing",
        faults=faults_of(refusal),
        done=request.args.get("done"),
        longest_line=LONGEST_LINE,
        longest_text=LONGEST_TEXT,
    )


def _candidates(shown: Seen, typed: str = "", refusal: CaselawError | None = None) -> str:
    restrict("members")
    return render_template(
        "pages/candidates.html",
        shown=shown,
        table=shown.table,
        changes=shown.manages and not shown.open,
        typed=typed,
        faults=faults_of(refusal),
        added=request.args.get("added"),
        taken=request.args.get("taken") == "yes",
        most=MOST_CANDIDATES,
        most_kb=_LARGEST // 1000,
    )


def _candidate(shown: Seen, candidate: Candidate, refusal: CaselawError | None = None) -> str:
    restrict("members")
    kept = replace(candidate, sheet=replace(candidate.sheet, words={
        name: only(words) for name, words in candidate.sheet.words.items()
    }))  # fmt: skip
    return render_template(
        "pages/candidate.html",
        shown=shown,
        table=shown.table,
        candidate=kept,
        cells=tuple(cells(shown.table.candidate(candidate.id) or kept, language(), bare=False)),
        changes=shown.manages and shown.table.state != "decided",
        audiences=sorted({shown.table.access, candidate.access, *_narrower(shown)}),
        sheet_words=SHEET_WORDS,
        sheet_fields=SHEET_FIELDS,
        leaves=LEAVES,
        consents=CONSENTS,
        faults=faults_of(refusal),
        done=request.args.get("done"),
        longest_line=LONGEST_LINE,
        longest_text=LONGEST_TEXT,
    )


def _narrower(shown: Seen) -> set[str]:
    """The groups of whoever manages the table, to one of which she may keep a case."""
    return {one for one in viewer().audiences if one.startswith("group:")}
