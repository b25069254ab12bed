"""What comes in: a validated record, the only thing that services and review pages know of ingest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.citing.citation import Citation
from caselaw.domain.claims import Claim
from caselaw.domain.document import Facts, SourceFile, VersionStatus
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.problems import Problem


@dataclass(frozen=True)
class Record:
    """A document to be stored.

    `key` tells two records apart for ever: the SHA-256 of the file, or a name of ours ("demo:grootboom:en"); a record
    whose key is stored already changes nothing. `work_key` ties language versions of one decision; None makes a work
    of its own. `access` None means the collection's level, else members.
    """

    key: str
    language: str
    facts: Facts
    paragraphs: tuple[Paragraph, ...] = ()
    status: VersionStatus = "unknown"
    languages: Mapping[str, float] = field(default_factory=dict)
    work_key: str | None = None
    access: Audience | None = None
    collection: str | None = None
    source: SourceFile | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Stored:
    """The answer to storing: the document's id, and whether it is new, was there, replaced an earlier state, or is
    worse than that and was left."""

    id: DocumentId
    outcome: Literal["added", "unchanged", "replaced", "worse"]
