"""A brief whose citations are checked: what it cites, in its order, and what became of each citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from caselaw.domain.citing.citation import ARTICLE, Pinpoint, Reading
from caselaw.domain.citing.who_cites import Place
from caselaw.domain.document import Document
from caselaw.domain.history import HistoryEntry, Treatment

MAX_BRIEF = 500_000
"""Code points of a text that is checked: some 80,000 words."""

BriefStatus = Literal["found", "several", "unknown", "instrument"]
STATUSES: tuple[BriefStatus, ...] = get_args(BriefStatus)
"""One decision; several that the number may mean; none here that the reader may know of; an article of an instrument,
of which there is nothing to find."""

PassageStatus = Literal["there", "missing", "unnumbered"]
"""Whether the version that was found has the paragraph; where it numbers none, that cannot be told."""


@dataclass(frozen=True)
class Passage:
    """The paragraphs that a citation points to, as far as the version found can tell: `anchor` is that of the first
    one that is there, `missing` are the numbers that no paragraph has."""

    at: Pinpoint
    status: PassageStatus
    anchor: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class LaterHistory:
    """What became of a decision that is cited, with the decision that did it where the reader may read it."""

    entry: HistoryEntry
    by: Document | None = None


@dataclass(frozen=True)
class LaterTreatment:
    """How another decision treated one that is cited."""

    treatment: Treatment
    by: Document


@dataclass(frozen=True)
class CheckedCitation:
    """One citation of a brief: `text` is what stands from `start` to `end` (code points) of the brief, in its
    `paragraph`-th paragraph and its `line`-th line, both counted from 1; `before` and `after` are a few words around.

    `readings` are what a number may mean, empty for a case cited by its name alone. `decisions` holds for each decision
    the version to read, one where the status is "found"."""

    paragraph: int
    line: int
    start: int
    end: int
    text: str
    before: str
    after: str
    status: BriefStatus
    readings: tuple[Reading, ...] = ()
    decisions: tuple[Place, ...] = ()
    pinpoint: Pinpoint | None = None
    passage: Passage | None = None
    history: tuple[LaterHistory, ...] = ()
    treatments: tuple[LaterTreatment, ...] = ()

    @property
    def scheme(self) -> str:
        return self.readings[0].scheme if self.readings else "name"

    @property
    def is_instrument(self) -> bool:
        return self.scheme == ARTICLE

    @property
    def needs_a_look(self) -> bool:
        """Something that whoever files the brief wants to see: not found, not certain, no such paragraph, or the
        decision did not stand."""
        missing = self.passage is not None and self.passage.status == "missing"
        return self.status in ("several", "unknown") or missing or bool(self.history) or bool(self.treatments)


@dataclass(frozen=True)
class CheckedBrief:
    """All citations of a brief in its order, those of instruments among them; `cut` says that there were more than are
    listed."""

    citations: tuple[CheckedCitation, ...]
    cut: bool = False

    @property
    def decisions(self) -> tuple[CheckedCitation, ...]:
        return tuple(one for one in self.citations if not one.is_instrument)

    @property
    def instruments(self) -> tuple[CheckedCitation, ...]:
        return tuple(one for one in self.citations if one.is_instrument)

    @property
    def counts(self) -> Mapping[str, int]:
        """Citations by status, then those with later history and those whose paragraph is not there."""
        found = Counter[str](one.status for one in self.citations)
        return {
            **{status: found[status] for status in STATUSES},
            "history": sum(1 for one in self.citations if one.history or one.treatments),
            "missing": sum(1 for one in self.citations if one.passage and one.passage.status == "missing"),
        }
