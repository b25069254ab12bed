"""Rows of the tables of documents as the values that they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caselaw.domain.audience import Audience
from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document, Facts, Party, SourceFile
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.order import Order
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.problems import Problem
from caselaw.domain.term import Term
from caselaw.store.documentation import abuse


def as_document(row: Any, hung: Mapping[str, Sequence[Any]]) -> Document:
    """A row of `documents`, joined with that of its file, and what hangs on it by table, as the value they hold."""
    return Document(
        id=DocumentId(row.id),
        work_id=row.work_id,
        language=row.language,
        status=row.status,
        facts=_facts(row, hung),
        access=Audience(row.access),
        revision=row.revision,
        added=row.added,
        languages=row.languages,
        collection=row.collection,
        source=_source(row),
        claims=tuple(map(claim, hung["claims"])),
        problems=tuple(map(problem, hung["problems"])),
    )


def _facts(row: Any, hung: Mapping[str, Sequence[Any]]) -> Facts:
    return Facts(
        kind=row.kind,
        title=row.title,
        case_name=row.case_name,
        headline=row.headline,
        court=row.court,
        country=row.country,
        decided=PartialDate.parse(row.decided) if row.decided else None,
        identifiers=tuple(Identifier(i.scheme, i.value) for i in hung["identifiers"]),
        parties=tuple(Party(party["name"], party["role"]) for party in row.parties),
        judges=tuple(row.judges),
        allegations=tuple(map(allegation, hung["allegations"])),
        summary_of=row.summary_of,
        of_kind=row.of_kind,
        stages=tuple(row.stages),
        outcome=row.outcome,
        respondents=tuple(row.respondents),
        orders=tuple(map(order, hung["orders"])),
        terms=tuple(Term(t.vocabulary, t.term, t.status) for t in hung["document_terms"]),
        abuse=abuse.value(row.abuse),
    )


def claim(row: Any) -> Claim:
    """A row of `claims` as the value it holds."""
    return Claim(row.field, row.value, row.source, row.paragraph, row.confidence, row.rank)


def problem(row: Any) -> Problem:
    """A row of `problems` as the value it holds."""
    return Problem(row.code, row.severity, row.place, row.params)


def allegation(row: Any) -> Allegation:
    """A row of `allegations` as the value it holds."""
    return Allegation(row.company, row.statement, row.status, row.source, row.role, row.home_state, row.body)


def order(row: Any) -> Order:
    """A row of `orders` as the value it holds."""
    return Order(
        text=row.text,
        kind=row.kind,
        number=row.number,
        addressee=row.addressee,
        deadline=row.deadline,
        due=PartialDate.parse(row.due) if row.due else None,
        paragraph=row.paragraph,
    )


def _source(row: Any) -> SourceFile | None:
    if row.source_sha256 is None:
        return None
    return SourceFile(row.source_sha256, row.source_name or "", row.format, row.size, row.pages, row.text_layer)


def paragraph(row: Any) -> Paragraph:
    """A row of `paragraphs` as the value it holds."""
    return Paragraph(
        anchor=row.anchor,
        position=row.position,
        text=row.text,
        language=row.language,
        number=row.number,
        page=row.page,
        kind=row.kind,
        section=row.section,
        voice=row.voice,
        level=row.level,
        called_by=row.called_by,
    )
