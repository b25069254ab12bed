"""What the document page says of citations: each thing cited once, with where it stands first and how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caselaw.domain.citing import Cited, Place, passage_anchor
from caselaw.domain.pinpoint import passage_said

_MOST_PASSAGES = 12  # of one decision that is cited in every other line


@dataclass(frozen=True)
class Mention:
    """One thing that a document cites: `text` and `anchor` as it stands first, `target` where it leads, if anywhere,
    `passages` the places in it that are pointed to, each with its paragraph there, if it can be told."""

    text: str
    anchor: str
    times: int
    target: Place | None
    passages: tuple[tuple[str, str | None], ...] = ()


def mentions(cited: Iterable[Cited], language: str) -> tuple[list[Mention], list[Mention]]:
    """What is cited and is here, and what is not: each once, in the order in which it is cited first.

    Passages are said in `language`.
    """
    first: dict[tuple[str, ...], Cited] = {}
    times: dict[tuple[str, ...], int] = {}
    passages: dict[tuple[str, ...], dict[str, str | None]] = {}
    for one in cited:
        about = (
            (one.target.id,) if one.target else (one.citation.scheme, one.citation.value, str(one.citation.authority))
        )
        first.setdefault(about, one)
        times[about] = times.get(about, 0) + 1
        told = passages.setdefault(about, {})
        if at := one.citation.pinpoint:
            told.setdefault(passage_said(at, language), passage_anchor(one.target, at) if one.target else None)
    found = [
        Mention(
            one.citation.text, one.citation.paragraph, times[about], one.target,
            tuple(passages[about].items())[:_MOST_PASSAGES],
        )
        for about, one in first.items()
    ]  # fmt: skip
    return [one for one in found if one.target], [one for one in found if not one.target]
