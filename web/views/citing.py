"""What the document page says of citations: each thing cited once, with where it stands first and how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caselaw.domain.citing import Cited, Place


@dataclass(frozen=True)
class Mention:
    """One thing that a document cites: `text` and `anchor` as it stands first, `target` where it leads, if anywhere."""

    text: str
    anchor: str
    times: int
    target: Place | None


def mentions(cited: Iterable[Cited]) -> tuple[list[Mention], list[Mention]]:
    """What is cited and is here, and what is not: each once, in the order in which it is cited first."""
    first: dict[tuple[str, ...], Cited] = {}
    times: dict[tuple[str, ...], int] = {}
    for one in cited:
        about = (
            (one.target.id,) if one.target else (one.citation.scheme, one.citation.value, str(one.citation.authority))
        )
        first.setdefault(about, one)
        times[about] = times.get(about, 0) + 1
    found = [
        Mention(one.citation.text, one.citation.paragraph, times[about], one.target) for about, one in first.items()
    ]
    return [one for one in found if one.target], [one for one in found if not one.target]
