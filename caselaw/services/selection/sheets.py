"""The sheet that one organisation gets of a table: in its language, with its own answers and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from caselaw.domain.selection.table import (
    Candidate,
    Criterion,
    Sheet,
    SheetCandidate,
    SheetCell,
    SheetCriterion,
    SheetLevel,
    in_language,
)
from caselaw.messages import say, say_day
from caselaw.services.selection.seeing import Seen
from caselaw.store.people import organisations
from caselaw.store.selection import answers

_ORDER = (
    "forum", "stage", "deadline", "leave", "asks", "claimants", "claimants_date", "counsel", "counsel_date", "about",
    "links",
)  # fmt: skip


def sheet_of(connection: Connection, shown: Seen, organisation: str, language: str, *, bare: bool) -> Sheet:
    """The sheet of an organisation that is on the table; `bare`: without what is restricted."""
    table = shown.table
    invited = table.asked(organisation)
    known = organisations.load(connection, organisation)
    own = answers.answers(connection, table.id, organisation)
    declared = answers.declarations(connection, table.id, organisation)
    visible = {one.id for one in table.candidates}
    return Sheet(
        table=table.id,
        revision=invited.revision if invited else 0,
        organisation=organisation,
        organisation_name=(known.names.get(language) or known.short_name) if known else organisation,
        language=language,
        title=in_language(table.titles, language),
        purpose=in_language(table.purposes, language),
        guidelines=in_language(table.guidelines, language),
        due=table.due,
        confidential=table.confidential,
        scored=table.scored,
        open=table.state == "answering",
        candidates=tuple(_candidate(shown, one, language, bare=bare) for one in table.candidates),
        criteria=tuple(_criterion(one, language, scored=table.scored) for one in table.criteria),
        answers={(one.candidate, one.criterion): one for one in own.values() if one.candidate in visible},
        declarations={one.candidate: one for one in declared.values() if one.candidate in visible},
        hidden=shown.hidden,
        finished=bool(invited and invited.finished),
    )


def cells(candidate: Candidate, language: str, *, bare: bool) -> Iterator[SheetCell]:
    """What the sheet of a candidate says, in one language; what is unknown has no cell."""
    sheet = candidate.sheet
    said = {name: in_language(words, language) for name, words in sheet.words.items()}
    said["deadline"] = _day(sheet.deadline, language)
    if sheet.leave != "unknown":
        said["leave"] = say(f"selection.leave.{sheet.leave}", language)
    for name, consent, day in (
        ("claimants", sheet.claimants, sheet.claimants_date), ("counsel", sheet.counsel, sheet.counsel_date),
    ):  # fmt: skip
        if consent != "unknown":
            said[name] = say(f"selection.consent.{consent}", language)
            said[f"{name}_date"] = _day(day, language)
    said["links"] = "\n".join(sheet.links)
    for name in _ORDER:
        if said.get(name) and not (bare and name in sheet.restricted):
            yield SheetCell(name, said[name])


def _candidate(shown: Seen, candidate: Candidate, language: str, *, bare: bool) -> SheetCandidate:
    omitted = tuple(sorted(candidate.sheet.restricted)) if bare else ()
    return SheetCandidate(
        candidate.id, shown.title(candidate, language) or say("selection.gone", language),
        tuple(cells(candidate, language, bare=bare)), omitted, candidate.document,
    )  # fmt: skip


def _criterion(criterion: Criterion, language: str, *, scored: bool) -> SheetCriterion:
    scale = criterion.scale if scored else None
    levels = tuple(SheetLevel(one.value, in_language(one.labels, language)) for one in scale) if scale else None
    return SheetCriterion(
        criterion.id, in_language(criterion.labels, language), in_language(criterion.definitions, language), levels,
        criterion.must_have, criterion.labels, scale,
    )  # fmt: skip


def _day(day: date | None, language: str) -> str:
    return say_day(day, language) if day else ""
