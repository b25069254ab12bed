"""What the document page says of citations: each thing cited once, with where it stands first and how often; a link at
each citation in the text; and who cites which paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from caselaw.domain.citing.citation import ARTICLE
from caselaw.domain.citing.pinpoint import passage_said
from caselaw.domain.citing.who_cites import Cited, CitedBy, Place, passage_anchor
from caselaw.domain.paragraph import Paragraph
from web.passages import passage_address

_MOST_PASSAGES = 12  # of one decision that is cited in every other line
_About = tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A link on [start, end) of a paragraph's text; `attributes` are those of its element, as HTML."""

    start: int
    end: int
    attributes: Markup


@dataclass(frozen=True)
class Mention:
    """One thing that a document cites: `text` and `anchor` as it stands first, `target` where it leads, if anywhere,
    `passages` the places in it that are pointed to, each with its paragraph there, if it can be told. `name` is the id
    of its line in the list on the page."""

    text: str
    anchor: str
    times: int
    target: Place | None
    passages: tuple[tuple[str, str | None], ...] = ()
    name: str = ""


@dataclass(frozen=True)
class MarginNote:
    """A decision that a paragraph is the first to cite: where it leads, and the passage, in words."""

    target: Place
    passage: str
    anchor: str | None


def mentions(cited: Iterable[Cited], language: str) -> tuple[list[Mention], list[Mention]]:
    """What is cited and is here, and what is not: each once, in the order in which it is cited first.

    Passages are said in `language`.
    """
    first: dict[_About, Cited] = {}
    times: dict[_About, int] = {}
    passages: dict[_About, dict[str, str | None]] = {}
    for one in cited:
        about = _about(one)
        first.setdefault(about, one)
        times[about] = times.get(about, 0) + 1
        told = passages.setdefault(about, {})
        if at := one.citation.pinpoint:
            told.setdefault(passage_said(at, language), passage_anchor(one.target, at) if one.target else None)
    found = [
        Mention(
            one.citation.text, one.citation.paragraph, times[about], one.target,
            tuple(passages[about].items())[:_MOST_PASSAGES], _name(one),
        )
        for about, one in first.items()
    ]  # fmt: skip
    return [one for one in found if one.target], [one for one in found if not one.target]


def links(cited: Iterable[Cited], paragraphs: Iterable[Paragraph]) -> dict[str, list[Link]]:
    """A link on each citation in these paragraphs, by anchor: to the passage of the document it leads to, else to its
    line in the list below. One that does not stand there word for word (a passage is withheld) is none."""
    texts = {paragraph.anchor: paragraph.text for paragraph in paragraphs}
    names: dict[_About, str] = {}
    pages: dict[tuple[str, str | None], str] = {}
    found: dict[str, list[Link]] = {}
    for one in cited:
        citation, name = one.citation, names.setdefault(_about(one), _name(one))
        if texts.get(citation.paragraph, "")[citation.start : citation.end] != citation.text:
            continue
        if one.target:
            leads = one.target.id, passage_anchor(one.target, citation.pinpoint)
            page = pages.get(leads) or pages.setdefault(leads, passage_address(*leads))
            to = f'class="cite" href="{escape(page)}" data-card="{name}"'
        elif citation.scheme == ARTICLE:  # every line of a judgment names one, and it leads nowhere
            continue
        else:
            to = f'class="cite away" href="#{name}" data-card="{name}"'
        link = Link(citation.start, citation.end, Markup(to))  # noqa: S704 - escaped above; a name is ours
        found.setdefault(citation.paragraph, []).append(link)
    return found


def margin_notes(cited: Iterable[Cited], language: str) -> dict[str, list[MarginNote]]:
    """The decisions of this collection that are cited, by the paragraph that cites each first."""
    met: set[str] = set()
    found: dict[str, list[MarginNote]] = {}
    for one in cited:
        if one.target and one.target.work_id not in met:
            met.add(one.target.work_id)
            at = one.citation.pinpoint
            said = passage_said(at, language) if at else ""
            note = MarginNote(one.target, said, passage_anchor(one.target, at))
            found.setdefault(one.citation.paragraph, []).append(note)
    return found


def citing_paragraphs(cited_by: Iterable[CitedBy]) -> dict[str, list[tuple[Place, str]]]:
    """Who cites which paragraph of this document, by its anchor: each document with its own paragraph that does."""
    found: dict[str, list[tuple[Place, str]]] = {}
    for one in cited_by:
        for anchor, there in one.pointed:
            found.setdefault(anchor, []).append((one.source, there))
    return found


def _about(one: Cited) -> _About:
    """What is cited: the same for each citation of one thing."""
    if one.target:
        return (one.target.id,)
    return one.citation.scheme, one.citation.value, str(one.citation.authority)


def _name(first: Cited) -> str:
    return f"cites-{first.position}"
