"""What a query that somebody is typing may become: the name, the court, the term that she has begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CompletionKind = Literal["term", "court", "country", "subject", "case", "number", "party", "judge", "company"]
KINDS: tuple[CompletionKind, ...] = (
    "term", "country", "court", "case", "number", "subject", "company", "party", "judge",
)  # fmt: skip
"""In the order in which they are offered where they begin alike."""

SHORTEST = 2
"""Letters from which on something is offered."""


@dataclass(frozen=True)
class Completion:
    """`text`, in `language` (None: of a document, in its own), is what was begun; `query` the whole query with it."""

    text: str
    kind: CompletionKind
    query: str
    language: str | None = None
