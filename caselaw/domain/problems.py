"""Expected trouble in data: kept on the document, shown to people, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One trouble: `code` is a message of `caselaw.messages` (for example `problem.pdf.password`).

    `severity` is "error" where text was lost or never read, else "warning"; `where` says the place in words that need
    no translation ("p. 3", "word/document.xml"), empty for the whole file.
    """

    code: str
    severity: Severity = "warning"
    where: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
