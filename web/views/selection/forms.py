"""What the forms of selection tables say, read into values; and what is wrong with them, by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from flask import request
from werkzeug.datastructures import ImmutableMultiDict

from caselaw.domain.audience import Audience
from caselaw.domain.errors import CaselawError, Invalid
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.belonging import Words
from caselaw.domain.selection.answering import Declared, Said
from caselaw.domain.selection.rules import read_day
from caselaw.domain.selection.table import (
    CONSENTS,
    DECLARATIONS,
    LEAVES,
    SHEET_FIELDS,
    SHEET_WORDS,
    Candidate,
    CaseSheet,
    Criterion,
    DeclarationKind,
    Level,
    SelectionTable,
    Sheet,
)
from caselaw.messages import say_error
from web.i18n import language
from web.refusals import by_field
from web.views.people.belonging import typed_words

Form = ImmutableMultiDict[str, str]
_LEVEL = re.compile(r"\s*([0-9\u0660-\u0669]{1,3})\s*[=:\uff1a]\s*(.+?)\s*")
_WHOLE = re.compile(r"\s*[0-9\u0660-\u0669]{1,3}\s*")


def faults_of(refusal: CaselawError | None) -> Mapping[str, str]:
    """The sentence beside each field; under "" that of the whole, which always stands above the form."""
    if refusal is None:
        return {}
    beside = {field.replace("_", "-"): " ".join(faults) for field, faults in by_field(refusal).items()}
    return {"": say_error(refusal, language()), **beside}


def revision() -> int:
    """The revision at which the thing was that the form shows; -1, at which nothing ever is, where it says none."""
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def typed_table(before: SelectionTable) -> SelectionTable:
    """What is said of a table. Raises `Invalid` for a day that is none."""
    form = request.form
    return replace(
        before,
        titles=typed_words("title"),
        purposes=typed_words("purpose"),
        guidelines=typed_words("guidelines"),
        languages=tuple(code for code in LANGUAGES if code in form.getlist("languages")),
        committee=frozenset(form.getlist("committee")),
        blind=form.get("blind") == "yes",
        scored=form.get("scored") == "yes",
        confidential=form.get("confidential") == "yes",
        due=read_day(form.get("due", ""), "due"),
        decides=read_day(form.get("decides", ""), "decides"),
    )


def typed_criteria() -> tuple[Criterion, ...]:
    """The criteria in the order of their numbers, without those that are ticked to go and the empty new one."""
    form = request.form
    found: list[tuple[int, Criterion]] = []
    for place, key in enumerate(form.getlist("criterion")):
        labels = typed_words(f"{key}.label")
        identifier = form.get(f"{key}.id", key).strip()
        if form.get(f"{key}.gone") == "yes" or not (identifier or any(labels.values())):
            continue
        scale = _levels(key) if form.get(f"{key}.scored") == "yes" else None
        least = _whole(form.get(f"{key}.must_have", ""))
        criterion = Criterion(
            identifier, labels, typed_words(f"{key}.definition"), scale, _weight(form.get(f"{key}.weight", "1")), least
        )  # fmt: skip
        order = _whole(form.get(f"{key}.place", ""))
        found.append((order if order is not None else place + 1, criterion))
    return tuple(criterion for _, criterion in sorted(found, key=lambda one: one[0]))


def _levels(key: str) -> tuple[Level, ...]:
    """The levels of a scale: in each language one a line, its number and its words."""
    labels: dict[int, dict[str, str]] = {}
    for code in LANGUAGES:
        for line in request.form.get(f"{key}.scale-{code}", "").splitlines():
            read = _LEVEL.fullmatch(line)
            if read:
                labels.setdefault(int(read[1]), {})[code] = read[2]
            elif line.strip():
                raise Invalid("selection.scale", {f"{key}.scale": ["selection.scale"]}, most=11)
    return tuple(Level(value, words) for value, words in sorted(labels.items()))


def typed_candidate(before: Candidate) -> Candidate:
    """A candidate and its sheet. Raises `Invalid` for a day that is none."""
    form = request.form
    return replace(
        before,
        titles=typed_words("title"),
        access=Audience(form.get("access", before.access)),
        mentioned=form.get("mentioned") == "yes",
        sheet=CaseSheet(
            words={name: typed_words(name) for name in SHEET_WORDS},
            deadline=read_day(form.get("deadline", ""), "deadline"),
            leave=next((one for one in LEAVES if one == form.get("leave")), "unknown"),
            claimants=next((one for one in CONSENTS if one == form.get("claimants")), "unknown"),
            claimants_date=read_day(form.get("claimants_date", ""), "claimants-date"),
            counsel=next((one for one in CONSENTS if one == form.get("counsel")), "unknown"),
            counsel_date=read_day(form.get("counsel_date", ""), "counsel-date"),
            links=tuple(form.get("links", "").splitlines()),
            restricted=frozenset(name for name in form.getlist("restricted") if name in SHEET_FIELDS),
        ),
    )


def typed_answers(form: Form, sheet: Sheet, candidate: str) -> tuple[list[Said], list[Declared]]:
    """What an organisation says of one candidate: an answer a criterion, and a declaration. A score that is no number
    is none of any scale, and is refused as that."""
    tongue = form.get("language", sheet.language)
    said = []
    for one in sheet.criteria:
        typed = form.get(f"{one.id}.score", "").strip()
        score = (_whole(typed) if _WHOLE.fullmatch(typed) else -1) if typed and one.levels else None
        said.append(Said(candidate, one.id, score, _lines(form.get(f"{one.id}.words", "")), tongue))
    kind: DeclarationKind = next((one for one in DECLARATIONS if one == form.get("declaration")), "none")
    return said, [Declared(candidate, kind, _lines(form.get("declaration.words", "")), tongue)]


def typed_weights(args: Mapping[str, str], table: SelectionTable) -> dict[str, int]:
    """The weights of a lens, by criterion; what is none is passed over."""
    found = {one.id: _whole(args.get(f"weight-{one.id}", "")) for one in table.criteria}
    return {key: min(weight, 10) for key, weight in found.items() if weight is not None}


def only(words: Words) -> dict[str, str]:
    """The words without languages in which nothing is said."""
    return {code: text for code, text in words.items() if text.strip()}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _weight(text: str) -> int:
    found = _whole(text)
    return -1 if found is None else found


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None
