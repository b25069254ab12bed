"""How values of case selection tables are written as rows, and read from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.selection.table import (
    Answer,
    Candidate,
    CaseSheet,
    Comment,
    Criterion,
    Decision,
    Declaration,
    Dissent,
    Invited,
    Level,
    SelectionTable,
    Step,
)


def table_row(table: SelectionTable) -> dict[str, Any]:
    """What of a table can be changed while it is prepared."""
    return {
        "said": {
            "titles": dict(table.titles), "purposes": dict(table.purposes), "guidelines": dict(table.guidelines),
        },
        "languages": list(table.languages),
        "template": table.template,
        "committee": sorted(table.committee),
        "blind": table.blind,
        "scored": table.scored,
        "confidential": table.confidential,
        "due": _written(table.due),
        "decides": _written(table.decides),
    }  # fmt: skip


def as_table(
    row: Any, criteria: tuple[Criterion, ...], candidates: tuple[Candidate, ...], invited: tuple[Invited, ...]
) -> SelectionTable:  # fmt: skip
    """A table with all that hangs on it."""
    return SelectionTable(
        id=row.id, access=Audience(row.access), **row.said, languages=tuple(row.languages), template=row.template,
        criteria=criteria, candidates=candidates, invited=invited, committee=frozenset(row.committee),
        state=row.state, blind=row.blind, scored=row.scored, confidential=row.confidential, due=_read(row.due),
        decides=_read(row.decides), revision=row.revision, made=row.made, made_by=row.made_by,
    )  # fmt: skip


def criterion_row(criterion: Criterion) -> dict[str, Any]:
    scale = criterion.scale
    return {
        "id": criterion.id,
        "labels": dict(criterion.labels),
        "definitions": dict(criterion.definitions),
        "scale": None if scale is None else [{"value": one.value, "labels": dict(one.labels)} for one in scale],
        "weight": criterion.weight,
        "must_have": criterion.must_have,
    }


def as_criterion(row: Any) -> Criterion:
    scale = None if row.scale is None else tuple(Level(one["value"], one["labels"]) for one in row.scale)
    return Criterion(row.id, row.labels, row.definitions, scale, row.weight, row.must_have)


def candidate_row(candidate: Candidate) -> dict[str, Any]:
    """All of a candidate but its table."""
    sheet = candidate.sheet
    return {
        "id": candidate.id,
        "place": candidate.place,
        "document_id": candidate.document,
        "titles": dict(candidate.titles),
        "access": candidate.access,
        "mentioned": candidate.mentioned,
        "sheet": {
            "words": {name: dict(words) for name, words in sheet.words.items()},
            "deadline": _written(sheet.deadline),
            "leave": sheet.leave,
            "claimants": sheet.claimants,
            "claimants_date": _written(sheet.claimants_date),
            "counsel": sheet.counsel,
            "counsel_date": _written(sheet.counsel_date),
            "links": list(sheet.links),
            "restricted": sorted(sheet.restricted),
        },
    }


def as_candidate(row: Any) -> Candidate:
    """A candidate with its sheet."""
    sheet = dict(row.sheet)
    for name in ("deadline", "claimants_date", "counsel_date"):
        sheet[name] = _read(sheet[name])
    sheet["links"], sheet["restricted"] = tuple(sheet["links"]), frozenset(sheet["restricted"])
    document = DocumentId(row.document_id) if row.document_id else None
    return Candidate(
        row.id, row.titles, document, CaseSheet(**sheet), Audience(row.access), row.mentioned, row.place
    )  # fmt: skip


def as_invited(row: Any) -> Invited:
    return Invited(row.organisation, row.revision, row.finished, row.seen)


def as_answer(row: Any) -> Answer:
    return Answer(
        row.candidate, row.criterion, row.organisation, row.score, row.words, row.language, row.revision, row.at, row.by
    )  # fmt: skip


def as_declaration(row: Any) -> Declaration:
    return Declaration(
        row.organisation, row.candidate, row.kind, row.words, row.language, row.revision, row.at, row.by
    )  # fmt: skip


def as_comment(row: Any) -> Comment:
    translations = {language: (one["words"], one["account"]) for language, one in row.translations.items()}
    return Comment(row.id, row.candidate, row.account, row.words, row.language, row.at, translations)


def as_decision(row: Any) -> Decision:
    dissents = tuple(Dissent(one["who"], one["words"]) for one in row.dissents)
    return Decision(
        row.candidate, row.outcome, row.consensus, row.reason, row.language, dissents, tuple(row.absent), row.number,
        row.at, row.by,
    )  # fmt: skip


def as_step(row: Any) -> Step:
    return Step(row.number, row.state, row.at, row.by, row.reason, row.frozen)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
