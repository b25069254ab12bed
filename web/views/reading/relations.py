"""What the document page says of other documents: versions, files of one text, the case, later history, treatment."""

from __future__ import annotations

from dataclasses import dataclass

from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document
from caselaw.domain.documentation.records import DocumentedCase
from caselaw.messages import say
from caselaw.schemas.relations import relation_words
from web.i18n import language
from web.security import restrict
from web.session import services, viewer


@dataclass(frozen=True)
class Said:
    """Something said of another document, or of a decision: `words` in the reader's language; `passage` is an anchor of
    this document, where a passage of it says so; `day` is when it happened, where no other document shows it."""

    words: str
    other: Document | None = None
    note: str = ""
    proposed: bool = False
    passage: str | None = None
    day: PartialDate | None = None


@dataclass(frozen=True)
class Beside:
    """All of it, as far as this reader may read it."""

    languages: tuple[Document, ...]
    files: tuple[Said, ...]
    history: tuple[Said, ...]
    decisions: tuple[Said, ...]
    treatments: tuple[Said, ...]
    similar: tuple[Document, ...]
    cases: tuple[DocumentedCase, ...]


def beside(document_id: str) -> Beside:
    """What stands beside this document."""
    versions = services().versions.of(document_id, viewer=viewer())
    return Beside(
        languages=tuple(one.document for one in versions if one.relation == "version"),
        files=tuple(
            Said(say(f"versions.{one.relation}", language()), one.document)
            for one in versions
            if one.relation != "version"
        ),
        history=_history(document_id),
        decisions=_decisions(document_id),
        treatments=_treatments(document_id),
        similar=services().versions.look_alikes(document_id, viewer=viewer()),
        cases=_cases(document_id),
    )


def _cases(document_id: str) -> tuple[DocumentedCase, ...]:
    """The records that the document is tied to, without names where lists have none."""
    found = services().documentation.of_document(document_id, viewer=viewer())
    if found:
        restrict("members")
    return found


def _history(document_id: str) -> tuple[Said, ...]:
    return tuple(
        Said(
            say(f"history.{later.entry.event}", language()),
            later.by,
            later.entry.note,
            later.entry.status == "proposed",
            day=None if later.by and later.by.facts.decided == later.entry.date else later.entry.date,
        )
        for later in services().history.of(document_id, viewer=viewer())
    )


def _decisions(document_id: str) -> tuple[Said, ...]:
    return tuple(
        Said(
            relation_words(one.relation, language(), turned=one.turned),
            one.document,
            proposed=one.status == "proposed",
            passage=one.paragraph if one.said_in == document_id else None,
        )
        for one in services().families.of(document_id, viewer=viewer())
    )


def _treatments(document_id: str) -> tuple[Said, ...]:
    """How others treat this decision; what it does to others stands on their pages."""
    return tuple(
        Said(say(f"treatment.{one.treatment.treatment}", language()), one.other, one.treatment.note)
        for one in services().history.treatments(document_id, viewer=viewer())
        if not one.ours
    )
