"""A finished draft as a record, the only thing that the services know of ingest."""

from __future__ import annotations

from pathlib import PurePath

from caselaw.domain.audience import Audience
from caselaw.domain.document import SourceFile
from caselaw.domain.intake.record import Record
from ingest.draft import Draft


def record(draft: Draft, *, access: Audience | None = None, collection: str | None = None) -> Record:
    """The record of a draft. Its key is the SHA-256 of the file: the same bytes twice are one document."""
    name = PurePath(draft.path.rpartition("!/")[2]).name
    return Record(
        key=draft.sha256,
        language=draft.language,
        facts=draft.facts,
        paragraphs=draft.paragraphs,
        status=draft.status,
        languages=draft.languages,
        access=access,
        collection=collection,
        source=SourceFile(draft.sha256, name, draft.format, draft.size, draft.pages, draft.text_layer),
        claims=draft.claims,
        citations=draft.citations,
        problems=draft.problems,
    )
