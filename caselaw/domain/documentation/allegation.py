"""What is said against a company, and how far it has been established."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = ("alleged", "found", "admitted", "settled", "dismissed")


@dataclass(frozen=True)
class Allegation:
    """One claim against one company; `status` is one of STATUSES.

    `body` names who found, settled or dismissed it (required for "found"); `source` is public: a citation or address.
    Raises `ValueError` for an unknown status, a finding without its body, or a claim without its source.
    """

    company: str
    statement: str
    status: str
    source: str
    role: str | None = None
    home_state: str | None = None
    body: str | None = None

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"unknown status of a claim: {self.status}")
        if self.status == "found" and not self.body:
            raise ValueError("a finding names the body that made it")
        if not self.source:
            raise ValueError("a claim against a company needs a public source")
