"""What stands around the paragraphs of a document on its page: notes, citations, margins, the report behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask import get_template_attribute
from markupsafe import Markup

from caselaw.domain.citing.who_cites import Cited, CitedBy, Place
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.parts import Tie
from web.i18n import language
from web.views.reading import body
from web.views.reading.citing import MarginNote, citing_paragraphs, links, margin_notes
from web.views.reading.finding import Finding, steps
from web.views.reading.text import Around


def around(
    shown: Sequence[Paragraph],
    cited: Sequence[Cited],
    cited_by: Iterable[CitedBy],
    tie: Tie | None,
    finding: Finding,
) -> Around:
    """All of it, for the paragraphs that are shown; `finding` is what was looked for in the document."""
    return Around(
        notes=body.notes(shown),
        citations=links(cited, shown),
        found=finding.spans,
        margins=_margins(margin_notes(cited, language()), citing_paragraphs(cited_by)),
        ends=_joined(_in_report(tie, shown), steps(finding)),
        speakers=body.speakers(shown, body.whole_voice(shown)),
        shown=frozenset(paragraph.anchor for paragraph in shown),
    )


def _margins(
    notes: Mapping[str, Sequence[MarginNote]], citers: Mapping[str, Sequence[tuple[Place, str]]]
) -> dict[str, Markup]:
    """What stands in the margin, by the anchor of its paragraph."""
    margin = get_template_attribute("parts/margin.html", "margin")
    return {anchor: margin(notes.get(anchor, ()), citers.get(anchor, ())) for anchor in notes.keys() | citers.keys()}


def _in_report(tie: Tie | None, shown: Iterable[Paragraph]) -> dict[str, Markup]:
    """The way to each paragraph in the report that a case was taken from."""
    if tie is None:
        return {}
    lead = get_template_attribute("parts/report.html", "in_report")
    return {one.anchor: lead(tie, one.anchor) for one in shown if one.anchor in tie.anchors}


def _joined(*ends: Mapping[str, Markup]) -> dict[str, Markup]:
    """What stands at the end of each paragraph, in the order in which it is given."""
    found: dict[str, Markup] = {}
    for each in ends:
        for anchor, html in each.items():
            found[anchor] = found.get(anchor, Markup()) + html
    return found
