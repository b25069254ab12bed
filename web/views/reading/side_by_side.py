"""Two language versions of one decision beside each other, paragraph by paragraph, each in its own direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request, url_for

from caselaw.domain.paragraph import FIRST_PART, Paragraph
from caselaw.services.relations.alignments import SideBySide
from web.light import light
from web.security import seen
from web.session import services, viewer
from web.views.reading import finding
from web.views.reading.finding import Finding

ROWS = 1200  # on one page; longer decisions are read in parts, smaller ones where the line is slow
_OTHER = "o-"  # begins the ids of the other side: both number their paragraphs alike
_Row = tuple[Paragraph | None, Paragraph | None, float]


@dataclass(frozen=True)
class Side:
    """A paragraph as one side of a row: its id on the page, and its words with what was found marked; `again` where it
    stands on the page already, beside another paragraph."""

    paragraph: Paragraph
    id: str
    spans: Sequence[tuple[int, int]]
    again: bool = False


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/documents/<document_id>/beside/<other_id>", "beside", beside)


def beside(document_id: str, other_id: str) -> str:
    """The page; what may not be read, or is no version of the same decision, is not there."""
    both = services().alignments.alignment(document_id, other_id, viewer=viewer())
    seen(both.left)
    seen(both.right)
    start = _start(len(both.rows))
    found = [_found(both, side) for side in (0, 1)]
    versions = services().documents.versions(both.left.work_id, viewer=viewer())
    return render_template(
        "pages/beside.html",
        both=both,
        rows=list(_told_once(_sides(row, found) for row in both.rows[start : start + rows()])),
        finding=Finding(finding.asked(), found[0].passages + found[1].passages),
        versions=versions,
        before=_part(both, max(start - rows(), 0)) if start else None,
        after=_part(both, start + rows()) if start + rows() < len(both.rows) else None,
    )


def rows() -> int:
    """How many rows a page shows to this reader."""
    return FIRST_PART if light() else ROWS


def _found(both: SideBySide, side: int) -> Finding:
    """What was looked for and found on one side."""
    column = [row[1] if side else row[0] for row in both.rows]
    where = {one.anchor: at for at, one in enumerate(column) if one}
    words = finding.asked()

    def address(one: Paragraph) -> str:
        at = where[one.anchor] // rows() * rows()
        return f"{_part(both, at, words)}#{_OTHER * side}{one.anchor}"

    return finding.find([one for one in column if one], words, address)


def _sides(row: _Row, found: Sequence[Finding]) -> tuple[Side | None, Side | None]:
    left, right, _ = row
    return (
        Side(left, left.anchor, found[0].spans.get(left.anchor, ())) if left else None,
        Side(right, _OTHER + right.anchor, found[1].spans.get(right.anchor, ())) if right else None,
    )


def _told_once(pairs: Iterable[tuple[Side | None, Side | None]]) -> Iterator[tuple[Side | None, Side | None]]:
    """The rows, in which a paragraph that answers to several of the other side is written the first time alone."""
    seen: set[str] = set()
    for left, right in pairs:
        yield (
            replace(left, again=left.id in seen) if left else None,
            replace(right, again=right.id in seen) if right else None,
        )
        seen |= {one.id for one in (left, right) if one}


def _start(rows: int) -> int:
    text = request.args.get("from", "")
    start = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    return start if start < rows else 0


def _part(both: SideBySide, start: int, words: str = "") -> str:
    more = {"from": start or None, "find": words or None}
    return url_for("pages.beside", document_id=both.left.id, other_id=both.right.id, **more)  # type: ignore[arg-type]
