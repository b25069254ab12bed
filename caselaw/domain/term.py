"""Terms: what a document is about, in the words of a vocabulary and not in its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TermStatus = Literal["proposed", "confirmed"]


@dataclass(frozen=True, order=True)
class Term:
    """One term given to a document: `id` in its `vocabulary` ("right", "theme", "group", …).

    A parser proposes; only a person confirms.
    """

    vocabulary: str
    id: str
    status: TermStatus = "proposed"
