"""Finding words in a document that is open: the passages in order, each marked, with the way to the one before and the
one after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import get_template_attribute, request
from markupsafe import Markup

from caselaw.domain.paragraph import Paragraph
from caselaw.search.highlight import Span
from caselaw.search.within import LONGEST, found_in
from web.excerpts import excerpt, typeset

_WIDTH = 140
LISTED = 60  # passages in the list; the others are reached from one to the next


@dataclass(frozen=True)
class Passage:
    """A passage that was found: where it is, and what it says there."""

    paragraph: Paragraph
    address: str
    words: Markup


@dataclass(frozen=True)
class Finding:
    """What was looked for in a document (`words`, empty for nothing) and found."""

    words: str = ""
    passages: tuple[Passage, ...] = ()
    spans: Mapping[str, Sequence[Span]] = field(default_factory=dict)

    @property
    def listed(self) -> tuple[Passage, ...]:
        return self.passages[:LISTED]


def asked() -> str:
    """The words that the address asks to find."""
    return request.args.get("find", "").strip()[:LONGEST]


def find(paragraphs: Sequence[Paragraph], words: str, address: Callable[[Paragraph], str]) -> Finding:
    """Where the words stand in these paragraphs; `address` gives the place of each on the site."""
    if not words:
        return Finding()
    spans = found_in(paragraphs, words)
    passages = tuple(
        Passage(one, address(one), excerpt(typeset(one.text, one.language), spans[one.anchor], _WIDTH))
        for one in paragraphs
        if one.anchor in spans
    )
    return Finding(words, passages, spans)


def steps(finding: Finding) -> dict[str, Markup]:
    """At each passage found, by its anchor: which it is, and the way to the one before and the one after."""
    step = get_template_attribute("parts/finding.html", "step")
    found = finding.passages
    return {
        one.paragraph.anchor: step(
            at + 1,
            len(found),
            found[at - 1].address if at else None,
            found[at + 1].address if at + 1 < len(found) else None,
        )
        for at, one in enumerate(found)
    }
