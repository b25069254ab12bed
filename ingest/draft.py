"""The working value of the pipeline: what is known of one file so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from caselaw.domain.citing.citation import Citation
from caselaw.domain.claims import Claim
from caselaw.domain.document import Facts, TextLayer, VersionStatus
from caselaw.domain.paragraph import Paragraph, ParagraphKind
from caselaw.domain.problems import Problem
from ingest.files import Member, Source

UNKNOWN_LANGUAGE = "und"
Ocr = Literal["auto", "never", "always"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as its extractor found it, or a whole paragraph where the format knows paragraphs (`whole`).

    `left`, `right` and `size` are in the units of the format (points, columns); `top` runs from 0 at the head of the
    page to 1 at its foot; `apart` says that white space stands above it. `number` is the printed number where the
    format holds it apart from the text, `language` what the format says of this line; `header` that it stands in the
    part of the file that heads the decision; `level` is how deep a heading stands and `section` the part of a decision
    (`caselaw.domain.section`), where the format tells them.
    """

    text: str
    page: int | None = None
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    size: float = 0.0
    apart: bool = False
    whole: bool = False
    number: str | None = None
    kind: ParagraphKind = "body"
    language: str | None = None
    header: bool = False
    level: int | None = None
    section: str | None = None


@dataclass(frozen=True)
class Draft:
    """One file on its way in. Each stage answers with `replace(draft, …)`; nothing is changed in place.

    `declared` holds what the file says of itself outside its text (a language, a title, a court, a date, a number);
    `wanted_kind`, `wanted_language` and `wanted_ocr` are what the person at the command line said. `faulty` maps pages
    without a text of their own to what is wrong with them; `members` are files inside this one. `skipped` is the code
    of the reason why the file is no document at all.
    """

    path: str
    data: bytes = field(default=b"", repr=False)
    wanted_kind: str | None = None
    wanted_language: str | None = None
    wanted_ocr: Ocr = "auto"
    source: Source = Source(Path())
    sha256: str = ""
    size: int = 0
    format: str = ""
    pages: int | None = None
    text_layer: TextLayer = "n/a"
    faulty: Mapping[int, str] = field(default_factory=dict)
    declared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: tuple[Line, ...] = field(default=(), repr=False)
    language: str = UNKNOWN_LANGUAGE
    languages: Mapping[str, float] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: Facts = field(default_factory=Facts)
    status: VersionStatus = "unknown"
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()
    members: tuple[Member, ...] = ()
    skipped: str | None = None
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Text was lost or never read."""
        return any(problem.severity == "error" for problem in self.problems)


def with_problems(draft: Draft, *problems: Problem) -> Draft:
    return replace(draft, problems=(*draft.problems, *problems)) if problems else draft
