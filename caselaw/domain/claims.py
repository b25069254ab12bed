"""Facts with their source: a claim says what a field holds, who says so, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass

RANK_PARSER = 0
RANK_EDITOR = 100  # an editor's claim outranks a parser's; parsing again never destroys it


@dataclass(frozen=True)
class Claim:
    """`field` holds `value`, says `source` ("parser:court", "editor:ACCOUNT_ID", "declared").

    `paragraph` is the anchor of the passage it was read from, or None; `confidence` runs from 0 to 1.
    """

    field: str
    value: str
    source: str
    paragraph: str | None = None
    confidence: float = 1.0
    rank: int = RANK_PARSER
