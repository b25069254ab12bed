"""A document: one language version of a decision, report or summary — the unit of URL, count, access and citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.documentation.abuse import AbuseCase
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.order import Order
from caselaw.domain.problems import Problem
from caselaw.domain.term import Term
from caselaw.domain.text import Direction, direction
from caselaw.domain.veil.restrictions import Restriction, Target

VersionStatus = Literal["original", "official", "unofficial", "machine", "unknown"]
TextLayer = Literal["native", "ocr", "mixed", "none", "n/a"]

SUMMARY = "summary"
KINDS = (
    "judgment", "order", "decision", "separate_opinion", "admissibility_report", "abuse_report", "country_report",
    "treaty", "declaration", "resolution", "law", "circular", "pleading", "report", "official_gazette", "dataset",
    "views", "general_comment", "concluding_observations", "follow_up_report", "advisory_opinion", "intervention",
    "urgent_action", "summary", "other",
)  # fmt: skip
STAGES = (
    "admissibility", "preliminary_objections", "merits", "reparations", "interpretation", "compliance",
    "interim_measures", "appeal", "review",
)  # fmt: skip
OUTCOMES = (
    "violation", "partial_violation", "no_violation", "admissible", "inadmissible", "granted", "partly_granted",
    "refused", "upheld", "varied", "reversed", "remitted", "struck_out", "settled",
)  # fmt: skip


@dataclass(frozen=True)
class Party:
    """A party as its court names it; `role` is applicant, respondent, amicus … or "party" where not stated."""

    name: str
    role: str = "party"


@dataclass(frozen=True)
class SourceFile:
    """The file a document was read from, kept under its SHA-256 (hex, lower case); `size` in bytes."""

    sha256: str
    name: str
    format: str
    size: int
    pages: int | None = None
    text_layer: TextLayer = "n/a"


@dataclass(frozen=True)
class Facts:
    """What is known of a document beside its text; every field may be unknown, none is guessed.

    `court` is an id of `mappings/courts.csv`, `country` ISO 3166-1 alpha-3, `summary_of` the citation of the decision
    that a summary sums up (only where `kind` is "summary"), `of_kind` the kind of that decision. `stages` are those of
    STAGES that it decides, `outcome` one of OUTCOMES; `respondents` are the States it is directed against.
    """

    kind: str = "other"
    title: str = ""
    case_name: str | None = None
    headline: str | None = None
    court: str | None = None
    country: str | None = None
    decided: PartialDate | None = None
    identifiers: tuple[Identifier, ...] = ()
    parties: tuple[Party, ...] = ()
    judges: tuple[str, ...] = ()
    allegations: tuple[Allegation, ...] = ()
    summary_of: str | None = None
    of_kind: str | None = None
    stages: tuple[str, ...] = ()
    outcome: str | None = None
    respondents: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    terms: tuple[Term, ...] = ()
    abuse: AbuseCase | None = None


@dataclass(frozen=True)
class Document:
    """A stored document without its paragraphs (they are read apart, a page at a time).

    `languages` maps language to its share of the letters; `revision` grows by one with every change. Of what is
    restricted in it, `restrictions` are those that the reader is let through, `withheld` the facts and paragraphs of
    which something is hidden from her.
    """

    id: DocumentId
    work_id: str
    language: str
    status: VersionStatus
    facts: Facts
    access: Audience
    revision: int
    added: datetime
    languages: Mapping[str, float] = field(default_factory=dict)
    collection: str | None = None
    source: SourceFile | None = None
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    withheld: tuple[Target, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Nothing of it is hidden from the reader it was loaded for."""
        return not self.withheld

    @property
    def is_summary(self) -> bool:
        """A summary never yields a pinpoint, a quotation or a citation as if it were the decision."""
        return self.facts.kind == SUMMARY

    @property
    def direction(self) -> Direction:
        return direction(self.facts.title)
