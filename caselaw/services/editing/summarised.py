"""The published summaries of many decisions at once, as a viewer reads them: for lists and for hits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.summary import PublishedSummary
from caselaw.store import summaries
from caselaw.store.withholding import names


def summaries_read(
    connection: Connection, ids: Collection[DocumentId], audiences: Collection[Audience]
) -> dict[DocumentId, PublishedSummary]:
    """What of the summaries of these documents' decisions is published for these audiences, without the names that are
    withheld from them; a document without any is not there."""
    found = summaries.published(connection, ids, audiences)
    return {document: _masked(connection, told, audiences) for document, told in found.items()}


def _masked(connection: Connection, told: PublishedSummary, audiences: Collection[Audience]) -> PublishedSummary:
    masked = names.masking(connection, told.work, audiences)
    if masked is None:
        return told
    texts = {
        language: {name: masked(text, language) for name, text in fields.items()}
        for language, fields in told.texts.items()
    }
    return replace(told, texts=texts)
