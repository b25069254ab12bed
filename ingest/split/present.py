"""What the command line shows of a split: forms for programs, lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.covering import assigned, case_paragraphs, coverage, pages_of
from caselaw.domain.splitting.parts import Bid, Coverage, Part, Split
from caselaw.domain.text import shown
from caselaw.messages import say
from caselaw.schemas.facts import allegation_form
from caselaw.schemas.splitting import part_form, proposal_form
from ingest.draft import Draft
from ingest.present import present
from ingest.split.drafts import cited, draft_of

_OF_THE_FILE = ("path", "sha256", "format", "bytes", "pages", "text_layer", "paragraphs", "seconds", "title", "country")
"""What `caselaw inspect` says of a whole file, or a part of a split says itself."""


def proposal(report: Draft, bid: Bid, others: Sequence[Bid], reader: str, *, facts: bool = True) -> Any:
    """The report cut by `bid` in the form of `ProposalSchema`, with what was read in each case where `facts` says."""
    of = assigned(bid.parts, report.paragraphs)
    counts = Counter(of)
    spans = pages_of(bid.parts, report.paragraphs, report.pages)
    parts = []
    for number, (part, span) in enumerate(zip(bid.parts, spans, strict=True)):
        form = part_form(part, span, counts[number], report.paragraphs)
        if facts and part.kind == "case":
            own, _ = case_paragraphs(number, of, report.paragraphs)
            form["facts"] = _facts(part, own, report.language, cited(report.facts.title, span, report.language), reader)
        parts.append(form)
    about = {"path": report.path, "title": report.facts.title, "language": report.language}
    covered = coverage(bid.parts, report.paragraphs, report.pages)
    return proposal_form(bid, others, parts, covered, about=about, reader=reader)


def proposal_lines(report: Draft, bid: Bid, others: Sequence[Bid], reader: str) -> Iterator[str]:
    """The report cut by `bid` for a person to read: why, each part with its pages, the coverage, the other ways."""
    yield say(
        "split.summary", reader, path=shown(report.path), count=len(bid.cases), score=f"{bid.score:.2f}",
        strategy=say(f"split.by.{bid.strategy}", reader),
    )  # fmt: skip
    for reason in bid.reasons:
        yield f"  · {say(reason.code, reader, **reason.params)}"
    number = 0
    for part, span in zip(bid.parts, pages_of(bid.parts, report.paragraphs, report.pages), strict=True):
        number += part.kind == "case"
        mark = f"{number:>4}" if part.kind == "case" else "   –"
        yield f"{mark}  {part_line(part, span, reader)}"
    yield from coverage_lines(coverage(bid.parts, report.paragraphs, report.pages), reader)
    if others:
        yield say("split.other_ways", reader)
    for other in others:
        yield "  " + say(
            "split.other", reader, name=other.strategy, strategy=say(f"split.by.{other.strategy}", reader),
            count=len(other.cases), score=f"{other.score:.2f}",
        )  # fmt: skip


def split_lines(split: Split, reader: str) -> Iterator[str]:
    """A stored split for a person to read: each part with its id, what was decided, and the coverage."""
    strategy = say(f"split.by.{split.strategy}", reader)
    title = split.title or say("split.untitled", reader)
    yield say("split.head", reader, title=title, revision=split.revision, strategy=strategy)
    for draft in split.drafts:
        decided = say(f"split.status.{draft.status}", reader) if draft.part.kind == "case" else ""
        more = f" → {draft.case}" if draft.case else f" ({draft.reason})" if draft.reason else ""
        yield f"{draft.id}  {decided:<10}  {part_line(draft.part, draft.pages, reader)}{more}"
    if split.coverage is not None:
        yield from coverage_lines(split.coverage, reader)


def listed_line(split: Split, reader: str) -> str:
    """A stored split in one line."""
    counts = Counter(draft.status for draft in split.drafts if draft.part.kind == "case")
    return say(
        "split.listed", reader, id=split.report, title=split.title or say("split.untitled", reader),
        cases=sum(counts.values()), **{status: counts[status] for status in ("proposed", "approved", "rejected")},
    )  # fmt: skip


def part_line(part: Part, pages: tuple[int, int] | None, reader: str) -> str:
    """A part in one line: title, country and pages of a case; of another what it is."""
    title = shown(part.title)
    if part.kind != "case":
        kind = say(f"split.kind.{part.kind}", reader)
        title = f"[{kind}] {title}" if title else f"[{kind}]"
    country = f" ({part.country})" if part.country and part.kind == "case" else ""
    return f"{title}{country}{_pages(pages, reader)}"


def coverage_lines(covered: Coverage, reader: str) -> Iterator[str]:
    """That nothing was left out, in numbers."""
    if covered.pages:
        yield say(
            "split.coverage.pages", reader, pages=covered.pages, shared=covered.shared, unassigned=covered.unassigned,
            **{str(kind): count for kind, count in covered.pages_of.items()},
        )  # fmt: skip
    by_kind = {str(kind): count for kind, count in covered.paragraphs_of.items()}
    yield say("split.coverage.paragraphs", reader, paragraphs=covered.paragraphs, **by_kind)


def _pages(pages: tuple[int, int] | None, reader: str) -> str:
    if pages is None:
        return ""
    first, last = pages
    code = "split.pages" if first == last else "split.pages.range"
    return f", {say(code, reader, first=first, last=last)}"


def _facts(part: Part, paragraphs: tuple[Paragraph, ...], language: str, source: str, reader: str) -> Mapping[str, Any]:
    draft = draft_of(part, paragraphs, language=language, source=source)
    abuse = draft.facts.abuse
    said: dict[str, Any] = {
        "place": abuse.place if abuse else None,
        "companies": [
            {"name": one.name, "role": one.role, "home_state": one.home_state}
            for one in (abuse.companies if abuse else ())
        ],
        "allegations": [allegation_form(one) for one in draft.facts.allegations],
    }
    return said | {name: value for name, value in present(draft, reader).items() if name not in _OF_THE_FILE}
