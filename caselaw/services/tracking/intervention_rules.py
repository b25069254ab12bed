"""What may be written of an intervention: each field as it is read, and who may read the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC, includes
from caselaw.domain.errors import Invalid
from caselaw.domain.identifiers import DocumentId, as_id, id_in
from caselaw.domain.tracking.intervention import DATES, FIELDS, LEAVES, MOST_SIGNATORIES, Intervention
from caselaw.domain.tracking.measure import LONGEST_LINE, LONGEST_TEXT
from caselaw.services.tracking.followed import Keepers
from caselaw.services.tracking.rules import choice, country, court, day, line, readers, text
from caselaw.store import documents as stored


def changed(stands: Intervention, wanted: Mapping[str, Any]) -> Intervention:
    """The intervention with these fields. Raises `Invalid` that names each faulty one."""
    faults: dict[str, list[str]] = {}
    read: dict[str, Any] = {}
    for field, value in wanted.items():
        if field in FIELDS:
            try:
                read[field] = _READ[field](value)
            except ValueError as fault:
                faults[field] = [str(fault)]
            except (AttributeError, TypeError):
                faults[field] = ["measure.choice"]
    found = replace(stands, **read)
    if not faults and not (found.case or found.document):
        faults["case"] = ["intervention.case"]
    if not faults and any(
        one and other and other.last < one.first
        for one, other in ((found.asked, found.decided), (found.asked, found.filed))
    ):
        faults["decided" if found.decided else "filed"] = ["intervention.order"]
    if faults:
        raise Invalid("intervention.invalid", faults)
    return found


def require_documents(connection: Connection, made: Intervention, viewer: Viewer) -> None:
    """The decision and the text are documents that the viewer reads. `Invalid`."""
    for field, one in (("document", made.document), ("text_document", made.text_document)):
        if one and not stored.exists(connection, one, viewer.audiences):
            raise Invalid("intervention.invalid", {field: ["measure.document"]})


def require_readers(
    connection: Connection, after: Intervention, before: Intervention | None, viewer: Viewer
) -> None:  # fmt: skip
    """Who keeps it reads it, nobody who may not read its decision does, and the public only by somebody who may
    publish. `Invalid`, `Forbidden`."""
    document = None
    if after.document:
        document = stored.load_many(connection, [after.document], viewer.audiences).get(after.document)
    same = before is not None and after.access == before.access
    wrong = not same and (after.access not in viewer.audiences or not includes(after.access, after.keeper))
    if wrong or (document is not None and not includes(document.access, after.access)):
        raise Invalid("intervention.invalid", {"access": ["measure.access"]})
    if after.access == PUBLIC and not same:
        require(viewer, Action.PUBLISH_MEASURE, Keepers(after.keeper))


def _id(value: Any) -> DocumentId | None:
    """The id of a document, or the one in its address."""
    if not value:
        return None
    found = as_id(id_in(value))
    if found is None:
        raise ValueError("measure.document")
    return found


def _signatories(value: Any) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(name for one in value or () if (name := line(one))))
    if len(found) > MOST_SIGNATORIES:
        raise ValueError("measure.too_many")
    return found


def _long(value: Any) -> str:
    return text(value, LONGEST_TEXT * 3)


def _leave(value: Any) -> Any:
    return choice(value, LEAVES)


def _table(value: Any) -> str | None:
    return line(value)[:LONGEST_LINE] or None


_READ: Mapping[str, Callable[[Any], Any]] = {
    "case": line, "document": _id, "body": court, "country": country, "leave": _leave, "signatories": _signatories,
    "arguments": _long, "text_document": _id, "table": _table, "access": readers, **dict.fromkeys(DATES, day),
}  # fmt: skip
