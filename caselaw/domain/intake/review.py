"""A draft before an editor's look: what of it is doubtful, so that she looks there first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from caselaw.domain.claims import RANK_EDITOR
from caselaw.domain.document import Document
from caselaw.domain.intake.hold import Hold

SURE = 0.6
"""A fact read with less confidence is doubtful."""
ASKED = {"title": "title", "kind": "kind", "court": "court", "country": "country", "decided": "date.decision"}
"""The facts by which decisions are found and cited, each with the field of its claims: a draft without one of them is
looked at."""
_MADE_BY_NO_COURT = frozenset({"abuse_report", "country_report", "report", "law", "treaty", "declaration", "dataset"})


@dataclass(frozen=True)
class Doubt:
    """A fact that an editor is to look at: it is "missing", or "unsure" with what was read for it."""

    field: str
    why: Literal["missing", "unsure"]
    value: str = ""
    paragraph: str | None = None


@dataclass(frozen=True)
class Draft:
    """A document that waits for a look; `cases` are proposed in it where it is a report of many, `alike` says how many
    other documents may be the same decision."""

    document: Document
    hold: Hold
    doubts: tuple[Doubt, ...] = ()
    cases: int = 0
    alike: int = 0
    file: str = ""
    note: str = ""


def doubts(document: Document) -> tuple[Doubt, ...]:
    """What is missing or unsure among the facts that everybody asks for, the unsure first."""
    facts = document.facts
    known = {
        "title": facts.title, "kind": "" if facts.kind == "other" else facts.kind, "court": facts.court,
        "country": facts.country, "decided": str(facts.decided) if facts.decided else "",
    }  # fmt: skip
    unsure, missing = [], []
    for field, of_claims in ASKED.items():
        if field == "court" and facts.kind in _MADE_BY_NO_COURT:
            continue
        said = [claim for claim in document.claims if claim.field == of_claims]
        ranked = sorted(said, key=lambda claim: (-claim.rank, -claim.confidence))
        best = ranked[0] if ranked else None
        if not known[field]:
            missing.append(Doubt(field, "missing"))
        elif best is not None and best.rank < RANK_EDITOR and best.confidence < SURE:
            unsure.append(Doubt(field, "unsure", best.value, best.paragraph))
    return (*unsure, *missing)
