"""A document that waits for an editor's look: until then only the editors among its readers may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId

HoldReason = Literal["upload", "names"]


@dataclass(frozen=True)
class Hold:
    """Why a document waits: it was sent by somebody and nobody has looked at it ("upload"), or another version of its
    decision does not print a name that it prints ("names"). `wanted` is the audience it is for afterwards, `access` the
    one it has meanwhile, `by` who put it on hold."""

    document: DocumentId
    reason: HoldReason
    wanted: Audience
    access: Audience
    by: str
    added: datetime
