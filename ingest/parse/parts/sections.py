"""Which part of a decision each paragraph stands in, and how deep its headings stand.

A heading names a part by its words (`section_words`); a heading that names none belongs to the part it stands in, until
a higher one ends that part. The operative part may also begin with a phrase inside a paragraph. What the format itself
says (Akoma Ntoso's elements) goes before all words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold
from ingest.parse.parts.operative import (
    agrees_within,
    asks,
    begins_operative,
    closes,
    disposes,
    ends_within,
    is_vote,
    names_body,
    opens_next,
    sentence_that_decides,
)
from ingest.parse.parts.section_words import headings

SECTIONED = frozenset(
    {
        "judgment", "order", "decision", "separate_opinion", "admissibility_report", "views", "concluding_observations",
        "follow_up_report", "advisory_opinion",
    }
)  # fmt: skip
"""Kinds of document that are read in parts: a law or a treaty has articles instead."""
COMMITTEES = frozenset({"views", "concluding_observations", "follow_up_report"})
"""Kinds whose authors ask something of a State in the middle of their text, and have no operative part."""

_NOTE = re.compile(r"\s?\[[\d*]{1,3}\]|[*∗†]+|(?<=[a-z\u0621-\u064a])\d{1,3}$")
_SPACED = re.compile(r"(?:[^\W\d_]\s){3,}[^\W\d_](?=\W*$)")
_NUMBERING = re.compile(
    r"(?:([ivxlc]{1,7})(?:\s?[.)\-–—:]+\s*|\s+)|([a-z])(?:\s?[.)\-–—]+\s+)|(\d{1,2}(?:\.\d{1,2})*)(?:\s?[.)\-–—]+\s*"
    r"|\s+)"
    r"|\(([a-z\d]{1,3})\)\s*|[-–—•]\s+)(?=\S)"
)
_NUMERAL = re.compile(r"[ivxlc]{1,7}")  # a chapter's number, its words on the next line
_EDGES = " \t:.,;–—-\"“”«»'’()"
_BRACKETED = re.compile(r"[^\W\d_]\[[^\W\d_]{1,6}\]")  # "DECIDE[D]": an earlier decision is quoted
_OPENING, _CLOSING = re.compile(r"[“«]"), re.compile(r"[”»]")
_LONGEST, _LONGEST_PLAIN = 300, 130
_HEAD_PARAGRAPHS = 60
_AMBIGUOUS = re.compile(r"(?:the |final )?(?:orders?|decisions?|dispositions?)|conclusions? and recommendations?")
_MOST = 15  # orders whose numbers go on from the reasons
_ITEM = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,4}|[أ-ي])\)\s")
_LAST = 10  # paragraphs at the end of a judgment in which a sentence may say what becomes of the case
_LATE = 0.6  # of the paragraphs: behind it a phrase may open the operative part
_LASTING = frozenset({"reparations", "reasons", "operative", "closing"})  # end with a heading that names another part
_ENDED_BY = frozenset({"separate_opinion", "annex"})
_QUIETLY = {  # paragraphs of courts that write without headings
    "procedure": re.compile(r"vu(?:e|s)? (?:l[ae'’]|les|la|le|la procedure) ?"),
    "reasons": re.compile(r"considerant (?:que|qu'|qu’|,|ce)|attendu (?:que|qu)|(?:و)?حيث ان|(?:و)?حيث انه"),
}


@dataclass(frozen=True, slots=True)
class _Heading:
    """A paragraph that may head a part: its words, folded and bare, and its depth where its number tells it."""

    words: str
    level: int | None


def with_sections(paragraphs: Sequence[Paragraph], kind: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a decision of this kind, each with its part where it is told. Others come back as they are; a
    part that the format gave stays."""
    if kind not in SECTIONED:
        return tuple(paragraphs)
    body = [paragraph for paragraph in paragraphs if paragraph.kind != "footnote"]
    read = list(_read(body, kind))
    if kind in COMMITTEES:
        _tell_asked(read)
    elif kind != "separate_opinion":
        _only_own(read)
        _by_phrase(read)
    if kind != "separate_opinion":
        _close(read)
    found = {p.anchor: p for p in read}
    called = {anchor: paragraph.section for anchor, paragraph in found.items()}
    return tuple(
        found[p.anchor] if p.anchor in found else replace(p, section=called.get(p.called_by or "")) for p in paragraphs
    )


def _read(body: Sequence[Paragraph], kind: str) -> Iterator[Paragraph]:
    """Each paragraph with the part that headings and the format give it."""
    opinion = kind == "separate_opinion"
    parts: dict[int, str] = {}  # the part that a heading opened, by the heading's depth
    current, last_level, chapter = "head", 1, False
    for at, paragraph in enumerate(body):
        heading = _heading(paragraph)
        named = _named(heading, paragraph, body, at, current) if heading and heading.words else None
        if paragraph.section is not None:
            current = paragraph.section
        elif current in _ENDED_BY and named not in _ENDED_BY:
            named = None
        elif heading is not None and not heading.words:
            chapter = current != "head"
        elif named is not None:
            chapter = False
            last_level = (heading.level if heading else None) or last_level
            parts = {level: part for level, part in parts.items() if level < last_level} | {last_level: named}
            current = named
        elif heading is not None and (chapter or (paragraph.kind == "heading" and heading.level is not None)):
            current = _after_unnamed(1 if chapter else heading.level or 1, parts, current)
            chapter = False
        else:
            chapter = False
            current = _without_heading(paragraph, current, at, opinion)
        yield _told(paragraph, current, heading, named)


def _tell_asked(found: list[Paragraph]) -> None:
    """What a committee asks of a State, with the list that may follow."""
    asked = False
    for at, one in enumerate(found):
        goes_on = asked and one.number is None and _ITEM.match(one.text) is not None
        asked = one.kind == "body" and one.section not in _ENDED_BY and (goes_on or asks(one.text) is not None)
        if asked:
            found[at] = replace(one, section="operative")


def _only_own(found: list[Paragraph]) -> None:
    """An operative part that another one follows is an earlier decision's, quoted among what was seen; but some courts
    print their order before their reasons. What goes on for pages under such a heading are reasons."""
    runs = _runs(found, "operative")
    for start, end in runs:
        before = found[start - 1].section if start else "head"
        earlier = (start, end) != runs[-1] and before not in ("head", "summary")
        if earlier or _goes_on(found, start, end):
            found[start:end] = [replace(one, section=before or "reasons") for one in found[start:end]]


def _goes_on(found: Sequence[Paragraph], start: int, end: int) -> bool:
    """So many paragraphs whose numbers go on from those before are reasons under a heading such as "The decision"."""
    numbers = [int(one.number) for one in found[start:end] if one.number and one.number.isdecimal()]
    known = {one.number for one in found[:start]}
    rising = len(numbers) > _MOST and numbers[-1] - numbers[0] >= len(numbers) - 1
    return rising and str(numbers[0] - 1) in known


def _by_phrase(found: list[Paragraph]) -> None:
    """Without a heading the operative part begins with a phrase, near the end; a judge who says "I would dismiss the
    appeal" says it in that paragraph."""
    own = [at for at, one in enumerate(found) if one.section not in _ENDED_BY]
    runs = _runs(found, "operative")
    if not own or (runs and runs[-1][1] > own[-1] * 0.5):
        return
    late = [at for at in own if at >= own[-1] * _LATE and found[at].kind in ("body", "heading")]
    votes = [at for at in late if is_vote(found[at])]
    opening = votes[0] if votes else None
    if opening is None:
        opening = next((at for at in reversed(late) if _opens(found[at])), None)
    if opening is not None:
        first = opening + (not begins_operative(found[opening]) and not is_vote(found[opening]))
        found[first : own[-1] + 1] = [replace(one, section="operative") for one in found[first : own[-1] + 1]]
        return
    for at in late:
        last = at in own[-_LAST:]
        if begins_operative(found[at]) or (last and sentence_that_decides(found[at].text) is not None):
            found[at] = replace(found[at], section="operative")
    if not _runs(found, "operative"):
        found[:] = [replace(one, section="operative") if agrees_within(one.text) else one for one in found]


def _opens(paragraph: Paragraph) -> bool:
    return opens_next(paragraph) or begins_operative(paragraph) == "all"


def _runs(found: Sequence[Paragraph], section: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at, one in enumerate(found):
        if one.section == section:
            runs[-1:] = [(runs[-1][0], at + 1)] if runs and runs[-1][1] == at else [*runs[-1:], (at, at + 1)]
    return runs


def _told(paragraph: Paragraph, section: str, heading: _Heading | None, named: str | None) -> Paragraph:
    is_heading = paragraph.kind == "heading" or (named is not None and paragraph.kind == "body")
    level = paragraph.level or (heading.level if heading and is_heading else None)
    return replace(paragraph, section=section, kind="heading" if is_heading else paragraph.kind, level=level)


def _heading(paragraph: Paragraph) -> _Heading | None:
    if paragraph.kind not in ("heading", "body") or (paragraph.number is not None and paragraph.kind != "heading"):
        return None
    text = paragraph.text
    if len(text) > (_LONGEST if paragraph.kind == "heading" else _LONGEST_PLAIN) or _BRACKETED.search(text):
        return None
    if _CLOSING.search(text) and not _OPENING.search(text):  # the end of a quotation
        return None
    plain = fold(_SPACED.sub(lambda spaced: re.sub(r"\s", "", spaced.group()), text))
    plain = _NOTE.sub("", plain).strip(_EDGES)
    numbered = _NUMBERING.match(plain)
    words = (plain[numbered.end() :] if numbered else plain).strip(_EDGES)
    if _NUMERAL.fullmatch(plain) and paragraph.text.strip(_EDGES).isupper():
        return _Heading("", 1)
    level = _level(numbered) if numbered else None
    return _Heading(words, level or (1 if text.isupper() and not numbered else None)) if words else None


def _level(numbered: re.Match[str]) -> int | None:
    """How deep: a Roman number or a whole one is the highest, a letter the next."""
    roman, letter, decimal, bracketed = numbered.groups()
    if roman and (len(roman) > 1 or roman in "ivx"):
        return 1
    if letter or roman:
        return 2
    if decimal:
        return 1 + decimal.count(".") if "." in decimal else 3
    return 4 if bracketed else None


def _named(
    heading: _Heading, paragraph: Paragraph, body: Sequence[Paragraph], at: int, current: str
) -> str | None:  # fmt: skip
    for section, words in headings():
        if words.fullmatch(heading.words) and _believed(section, heading, paragraph, body, at, current):
            capitals = heading.words == "the law" and paragraph.text.isupper()  # the European Court's reasons
            return "reasons" if capitals else section
    return None


def _believed(
    section: str, heading: _Heading, paragraph: Paragraph, body: Sequence[Paragraph], at: int, current: str
) -> bool:  # fmt: skip
    """A line that is no heading by its look is one by its words only where they stand alone and end in no sentence."""
    if paragraph.kind == "body":
        if paragraph.text.rstrip().endswith((".", ";")) and section not in ("separate_opinion",):
            return False
        if not paragraph.text[:1].isupper() and paragraph.text[:1].islower():
            return section == "operative" and paragraph.text.rstrip().endswith(":")
    if section == "operative" and closes(paragraph):
        return False
    if section == "operative" and _AMBIGUOUS.fullmatch(heading.words) and not paragraph.text.endswith(":"):
        at_an_end = current in ("head", "summary") or at > len(body) * _LATE
        return at_an_end and disposes(body[at + 1 : at + 7])
    if section == "operative" and heading.words.startswith("acord"):  # a headnote may stand under it
        return any("acorda" in fold(one.text) for one in body[at + 1 : at + 4])
    if (
        section == "reasons" and current == "head" and heading.words.startswith("judg")
    ):  # not what the first page says it is
        ahead = [_heading(one) for one in body[at + 1 : at + 9] if one.kind == "heading"]
        return not any(one and one.words in ("procedure", "the facts", "facts", "en fait") for one in ahead)
    if section == "separate_opinion":
        return current == "operative" or current in ("annex", "closing", "separate_opinion", "reasons") or at == 0
    if section == "annex":
        return at > len(body) // 2
    return True


def _after_unnamed(level: int, parts: dict[int, str], current: str) -> str:
    """A heading without a name of a part ends what was opened at its depth or below."""
    opened = [depth for depth, part in parts.items() if part == current]
    if not opened or level > min(opened) or current in ("head", *_LASTING):
        return current
    above = [part for depth, part in sorted(parts.items()) if depth < level]
    return above[-1] if above else "reasons"


def _without_heading(paragraph: Paragraph, current: str, at: int, opinion: bool) -> str:
    if opinion:
        return "separate_opinion" if current == "head" and (paragraph.number or len(paragraph.text) > 300) else current
    if current in ("head", "procedure", "facts"):
        start = fold(paragraph.text[:60])
        for section, words in _QUIETLY.items():
            if words.match(start):
                return section
    if current == "head" and (paragraph.number is not None or at > _HEAD_PARAGRAPHS):
        return "reasons"
    return current


def _close(found: list[Paragraph]) -> None:
    """The lines before the first order that name the body that decides join it; date and signatures leave it."""
    closing = False
    for at, paragraph in enumerate(found):
        if paragraph.section != "operative":
            closing = False
            continue
        if at and found[at - 1].section not in ("operative", "closing"):
            _take_back(found, at)
        goes_on = paragraph.number is None and not (paragraph.kind == "heading" and paragraph.text.endswith(":"))
        closing = (closing and goes_on) or closes(paragraph)
        if closing:
            found[at] = replace(paragraph, section="closing")
        closing = closing or ends_within(paragraph.text) < len(paragraph.text)


def _take_back(found: list[Paragraph], at: int) -> None:
    for before in range(at - 1, max(at - 4, -1), -1):
        if found[before].number is not None or found[before].section == "head":
            return
        if names_body(found[before]) or begins_operative(found[before]) == "all":
            found[before:at] = [replace(one, section="operative") for one in found[before:at]]
            return
