"""What could not be read: a problem, and the document that has it."""

from __future__ import annotations

from dataclasses import dataclass

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.problems import Problem


@dataclass(frozen=True)
class Unread:
    """A problem of one document; `file` is the name it came under, None where it came from no file."""

    id: DocumentId
    title: str
    file: str | None
    problem: Problem
