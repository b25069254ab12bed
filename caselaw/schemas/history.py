"""What became of a decision later, as the API tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import fields

from caselaw.domain.document import Document
from caselaw.domain.history import EVENTS, SHOWN, HistoryEntry
from caselaw.messages import say
from caselaw.schemas.form import Among, Form, Text


class NamedDocumentSchema(Form):
    id = Text(required=True)
    title = Text(required=True)
    language = Text(required=True)


class HistorySchema(Form):
    id = Text(required=True)
    event = Text(required=True, validate=Among(EVENTS))
    status = Text(
        required=True,
        validate=Among(SHOWN),
        metadata={"description": "`proposed` from the outcome of an appeal, until a person confirms it."},
    )
    message = Text(required=True, metadata={"description": "In the reader's language, as a citation says it."})
    date = Text(required=True, allow_none=True, metadata={"description": "YYYY, YYYY-MM or YYYY-MM-DD."})
    by = fields.Nested(
        NamedDocumentSchema, required=True, allow_none=True, metadata={"description": "The decision that did it."}
    )
    note = Text(required=True)


def named_form(document: Document) -> dict[str, str]:
    return {"id": document.id, "title": document.facts.title, "language": document.language}


def history_form(found: Sequence[tuple[HistoryEntry, Document | None]], *, reader: str) -> list[dict[str, Any]]:
    """Entries, each with the decision that did it where that may be read, in the form of `HistorySchema`."""
    return [
        {
            "id": entry.id,
            "event": entry.event,
            "status": entry.status,
            "message": history_words(entry, by, reader),
            "date": str(entry.date) if entry.date else None,
            "by": named_form(by) if by else None,
            "note": entry.note,
        }
        for entry, by in found
    ]


def history_words(entry: HistoryEntry, by: Document | None, reader: str) -> str:
    """The entry in a few words, as it stands above the text and behind a citation."""
    words = say(f"history.{entry.event}", reader)
    if by is not None and by.facts.title:
        words = say("history.cited_by", reader, event=words, decision=by.facts.title)
    if entry.date is not None:
        words = f"{words} ({entry.date})"
    return f"{words} – {say('history.proposed', reader)}" if entry.status == "proposed" else words
