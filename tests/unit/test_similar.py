"""What tells what a decision is about."""

from __future__ import annotations

from caselaw.domain.paragraph import Paragraph
from caselaw.services.search.similar import ENOUGH, gist


def paragraph(number: int, text: str, section: str | None = None, kind: str = "body") -> Paragraph:
    return Paragraph(f"p-{number}", number, text, "en", section=section, kind=kind)  # type: ignore[arg-type]


def test_a_summary_and_the_operative_part_tell_it() -> None:
    summary, order = "The tenants were evicted. " * 60, "The eviction order is set aside. " * 30
    text = [
        paragraph(1, summary, "summary"),
        paragraph(2, "The facts. " * 50, "facts"),
        paragraph(3, order, "operative"),
    ]
    assert gist(text) == f"{summary}\n{order}"


def test_without_them_passages_of_the_reasons_do_evenly() -> None:
    reasons = [
        paragraph(number, f"Reason {number} is given here at some length. " * 10, "reasons") for number in range(40)
    ]
    chosen = [one for one in reasons if one.text in gist(reasons)]
    assert 3 <= len(chosen) <= 8
    assert chosen[0] is reasons[0]
    assert chosen[-1].position >= 30
    assert len(gist(reasons)) <= 2 * ENOUGH


def test_headings_notes_and_signatures_tell_nothing() -> None:
    assert gist([paragraph(1, "THE LAW " * 20, "reasons", "heading"), paragraph(2, "Signed", "closing")]) == ""
    assert gist([]) == ""
