"""A report of many cases, as every door shows it: its parts, what each page became, and the ties of its cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.parts import STRATEGIES, Bid, Coverage, DraftStatus, Matter, Part, Split, SplitDraft, Tie
from caselaw.messages import say
from caselaw.schemas.form import Among, Form, Text


class PageRangeSchema(Form):
    first = fields.Integer(required=True)
    last = fields.Integer(required=True)


class TieSchema(Form):
    """The other side of the tie between a case and its report."""

    id = Text(required=True)
    title = Text(required=True)
    language = Text(required=True)
    pages = fields.Nested(
        PageRangeSchema, required=True, allow_none=True, metadata={"description": "Of the report, where it has pages."}
    )


class ReportTieSchema(TieSchema):
    paragraphs = fields.Dict(
        keys=Text(),
        values=Text(),
        required=True,
        metadata={"description": "For each anchor of the case the anchor of the same paragraph in the report."},
    )


class CoverageSchema(Form):
    cases = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    pages_of = fields.Dict(keys=Text(validate=Among(get_args(Matter))), values=fields.Integer(), required=True)
    shared = fields.Integer(required=True, metadata={"description": "Pages with more than one part."})
    paragraphs = fields.Integer(required=True)
    paragraphs_of = fields.Dict(keys=Text(validate=Among(get_args(Matter))), values=fields.Integer(), required=True)
    unassigned = fields.Integer(required=True, metadata={"description": "Pages left out: 0."})


class PartSchema(Form):
    kind = Text(required=True, validate=Among(get_args(Matter)))
    title = Text(required=True)
    country = Text(required=True, allow_none=True, metadata={"description": "ISO 3166-1 alpha-3."})
    pages = fields.Nested(PageRangeSchema, required=True, allow_none=True)
    first = Text(required=True, metadata={"description": "The anchor of its first paragraph in the report."})
    last = Text(required=True)
    count = fields.Integer(required=True, metadata={"description": "Its paragraphs, with the notes they call."})
    id = Text(metadata={"description": "Of the draft, where the split is stored."})
    status = Text(validate=Among(get_args(DraftStatus)))
    reason = Text(allow_none=True)
    case = Text(allow_none=True, metadata={"description": "The record made of it."})
    facts = fields.Dict(keys=Text(), metadata={"description": "What was read in it, as `caselaw inspect` names it."})


class ReasonSchema(Form):
    code = Text(required=True)
    message = Text(required=True, metadata={"description": "In the reader's language."})


class OtherWaySchema(Form):
    strategy = Text(required=True, validate=Among(STRATEGIES))
    score = fields.Float(required=True)
    cases = fields.Integer(required=True)


class ProposalSchema(Form):
    """A report cut, before anything is stored."""

    path = Text(required=True)
    title = Text(required=True)
    language = Text(required=True)
    strategy = Text(required=True, validate=Among(STRATEGIES))
    score = fields.Float(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)
    alternatives = fields.List(fields.Nested(OtherWaySchema), required=True)
    coverage = fields.Nested(CoverageSchema, required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)


class SplitSchema(Form):
    """A split that is stored, with what was decided on each part."""

    report = Text(required=True)
    title = Text(required=True)
    strategy = Text(required=True, validate=Among(STRATEGIES))
    revision = fields.Integer(required=True)
    coverage = fields.Nested(CoverageSchema, required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)


def tie_form(tie: Tie) -> dict[str, Any]:
    """The other side of a tie in the form of `TieSchema`."""
    pages = (tie.first_page, tie.last_page) if tie.first_page is not None and tie.last_page is not None else None
    return {"id": tie.id, "title": tie.title, "language": tie.language, "pages": pages_form(pages)}


def report_tie_form(tie: Tie | None) -> dict[str, Any] | None:
    """The report of a case in the form of `ReportTieSchema`; None for what is no case of a report."""
    return None if tie is None else {**tie_form(tie), "paragraphs": dict(tie.anchors)}


def pages_form(pages: tuple[int, int] | None) -> dict[str, int] | None:
    return None if pages is None else {"first": pages[0], "last": pages[1]}


def coverage_form(coverage: Coverage) -> dict[str, Any]:
    return {
        "cases": coverage.cases,
        "pages": coverage.pages,
        "pages_of": dict(coverage.pages_of),
        "shared": coverage.shared,
        "paragraphs": coverage.paragraphs,
        "paragraphs_of": dict(coverage.paragraphs_of),
        "unassigned": coverage.unassigned,
    }


def part_form(part: Part, pages: tuple[int, int] | None, count: int, paragraphs: Sequence[Paragraph]) -> dict[str, Any]:
    """A part of a report in the form of `PartSchema`, with `count` paragraphs, its notes among them."""
    return {
        "kind": part.kind,
        "title": part.title,
        "country": part.country,
        "pages": pages_form(pages),
        "first": paragraphs[part.first].anchor,
        "last": paragraphs[part.last].anchor,
        "count": count,
    }


def proposal_form(
    bid: Bid,
    others: Iterable[Bid],
    parts: Sequence[Mapping[str, Any]],
    covered: Coverage,
    *,
    about: Mapping[str, str],
    reader: str,
) -> Any:
    """A report cut, in the form of `ProposalSchema`; `about` holds path, title and language, `parts` their forms."""
    return ProposalSchema().dump(
        {
            **about,
            "strategy": bid.strategy,
            "score": bid.score,
            "reasons": [{"code": one.code, "message": say(one.code, reader, **one.params)} for one in bid.reasons],
            "alternatives": [
                {"strategy": other.strategy, "score": other.score, "cases": len(other.cases)} for other in others
            ],
            "coverage": coverage_form(covered),
            "parts": parts,
        }
    )


def split_form(split: Split, paragraphs: Sequence[Paragraph], counts: Sequence[int]) -> Any:
    """A stored split in the form of `SplitSchema`; `counts` are the paragraphs of each part, notes included."""
    if split.coverage is None:
        raise ValueError("a split is shown with its coverage")
    return SplitSchema().dump(
        {
            "report": split.report,
            "title": split.title,
            "strategy": split.strategy,
            "revision": split.revision,
            "coverage": coverage_form(split.coverage),
            "parts": [
                {**part_form(draft.part, draft.pages, count, paragraphs), **_decided(draft)}
                for draft, count in zip(split.drafts, counts, strict=True)
            ],
        }
    )


def _decided(draft: SplitDraft) -> dict[str, Any]:
    return {"id": draft.id, "status": draft.status, "reason": draft.reason, "case": draft.case}
