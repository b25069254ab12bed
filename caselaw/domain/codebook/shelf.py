"""Which codebooks there are, and in which versions: what a list shows without any code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caselaw.domain.codebook.codes import Codebook, State

HIGHEST = 9_999
"""No codebook has a version of a higher number."""


@dataclass(frozen=True)
class Edition:
    """That there is a version."""

    number: int
    state: State
    codes: int
    published: datetime | None = None


@dataclass(frozen=True)
class Shelved:
    """A codebook with the versions of it that a viewer may know of, the first first."""

    codebook: Codebook
    editions: tuple[Edition, ...]

    @property
    def newest(self) -> Edition | None:
        """The latest version that is offered for coding; None where none is."""
        return next((one for one in reversed(self.editions) if one.state == "published"), None)

    @property
    def draft(self) -> Edition | None:
        return next((one for one in self.editions if one.state == "draft"), None)
