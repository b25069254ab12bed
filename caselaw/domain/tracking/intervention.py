"""Interventions: what a group files in somebody else's case, and what of it the decision took up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from caselaw.domain.audience import Audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import DocumentId

Leave = Literal["unknown", "not_needed", "to_ask", "asked", "granted", "refused"]
LEAVES: tuple[Leave, ...] = get_args(Leave)
"""Where leave to intervene stands, which many bodies ask for."""
FIELDS = (
    "case", "document", "body", "country", "leave", "asked", "decided", "deadline", "filed", "signatories",
    "arguments", "text_document", "table", "access",
)  # fmt: skip
DATES = ("asked", "decided", "deadline", "filed")
MOST_SIGNATORIES = 200


@dataclass(frozen=True)
class TakenUp:
    """A paragraph of the decision that took an argument up, by its anchor; `words` say how. `marks` know it again when
    the decision is read anew (`caselaw.domain.tracking.tie`); `lost`: it was not found then."""

    anchor: str
    marks: tuple[int, ...]
    words: str = ""
    lost: bool = False


@dataclass(frozen=True)
class TextFile:
    """The text as a file: kept under its SHA-256, called `name` by who sent it."""

    sha256: str
    name: str


@dataclass(frozen=True)
class Intervention:
    """One intervention of `keeper`, for `access` to read. `document` is the case here (its decision, once there is
    one), `case` what it is called; `signatories` are names or slugs of organisations; `table` is the id of the
    selection table in which the case was chosen."""

    id: str
    keeper: Audience
    access: Audience
    revision: int
    by: str
    made: datetime
    case: str = ""
    document: DocumentId | None = None
    body: str | None = None
    country: str | None = None
    leave: Leave = "unknown"
    asked: PartialDate | None = None
    decided: PartialDate | None = None
    deadline: PartialDate | None = None
    filed: PartialDate | None = None
    signatories: tuple[str, ...] = ()
    arguments: str = ""
    text_document: DocumentId | None = None
    text_file: TextFile | None = None
    table: str | None = None
    taken_up: tuple[TakenUp, ...] = ()


def state(intervention: Intervention) -> dict[str, Any]:
    """The fields that people write, in the types of JSON."""
    found: dict[str, Any] = {field: getattr(intervention, field) for field in FIELDS}
    for field in DATES:
        found[field] = str(found[field]) if found[field] else None
    return found | {"signatories": list(intervention.signatories)}
