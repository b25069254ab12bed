"""All families over one text: overlaps settled, shared numbers read in context, spans led back to the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from caselaw.cite import (
    african,
    african_regions,
    arabic,
    argentina,
    articles,
    brazil,
    colombia,
    commonwealth,
    ecli,
    ecuador,
    eu,
    european_court,
    france,
    general_comments,
    india,
    inter_american,
    kenya,
    listed,
    mexico,
    peru,
    social_rights,
    south_africa,
    spain,
    uk,
    un,
    usa,
)
from caselaw.cite.decide import Context, decide
from caselaw.cite.family import Family, Found
from caselaw.cite.passage import passage_cited
from caselaw.cite.view import View, view
from caselaw.domain.citing.citation import ARTICLE, Citation, Reading

FAMILIES: tuple[Family, ...] = tuple(
    module.find
    for module in (
        ecli,
        inter_american,
        european_court,
        social_rights,
        african,
        african_regions,
        un,
        general_comments,
        uk,
        commonwealth,
        south_africa,
        india,
        kenya,
        colombia,
        argentina,
        mexico,
        peru,
        ecuador,
        spain,
        france,
        eu,
        brazil,
        usa,
        arabic,
        listed,
        articles,
    )
)
_PARALLEL = frozenset({"neutral", "reporter"})
_DIGIT = re.compile(r"\d")
_BEFORE, _AFTER = 160, 60  # letters in which a body may be named


def find_citations(text: str, context: Context | None = None) -> tuple[Citation, ...]:
    """Everything that `text` cites, in its order; `text[c.start:c.end] == c.text` for each, and none overlap."""
    if not _DIGIT.search(text):
        return ()
    seen = view(text)
    kept = settle(found for family in FAMILIES for found in family(seen))
    return _passages_shared(text, [_citation(text, seen, found, context or Context()) for found in kept])


def settle(found: Iterable[Found]) -> list[Found]:
    """Those that remain: of two that overlap the longer, of two of one span all readings; in the order of the text.

    An article yields to anything else, for its list may run into the number of the next citation.
    """
    same: dict[tuple[int, int], Found] = {}
    for one in found:
        there = same.get((one.start, one.end))
        same[one.start, one.end] = replace(one, readings=_joined(there.readings, one.readings)) if there else one
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(same.values(), key=lambda f: (f.readings[0].scheme == ARTICLE, f.start - f.end, f.start)):
        span = range(one.start, one.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _passages_shared(text: str, found: Sequence[Citation]) -> tuple[Citation, ...]:
    """One judgment by two numbers, "[2005] EWCA Civ 595; [2006] QB 125, para 246": the paragraph is said behind the
    report and belongs to both."""
    told: list[Citation] = []
    for one in reversed(found):
        behind = told[-1] if told else None
        parallel = behind and one.scheme in _PARALLEL and behind.scheme == "reporter"
        if behind and parallel and one.pinpoint is None and text[one.end : behind.start] in (", ", "; "):
            said = behind.pinpoint
            told.append(replace(one, pinpoint=said if said and said.unit != "page" else None))
        else:
            told.append(one)
    return tuple(reversed(told))


def _joined(first: Sequence[Reading], second: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of both; one without a body says nothing beside one that has it."""
    both = tuple(dict.fromkeys((*first, *second)))
    return tuple(one for one in both if one.authority) or both


def _citation(text: str, seen: View, found: Found, context: Context) -> Citation:
    start, end = seen.span(found.start, found.end)
    near = replace(
        context,
        before=seen.folded[max(0, found.start - _BEFORE) : found.start],
        after=seen.folded[found.end : found.end + _AFTER],
    )
    readings = decide(found.readings, near)
    scheme = readings[0].scheme
    pinpoint = None if scheme == ARTICLE else passage_cited(seen.folded, found.start, found.end, scheme)
    return Citation(text[start:end], start, end, readings, pinpoint=pinpoint)
