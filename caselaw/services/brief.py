"""Checking a brief: every citation with what it leads to, what became of that, and whether the paragraph exists.

A brief is privileged. It is read in memory, nothing of it is stored, logged or kept in a session, and nobody is told
that it was here. Each citation is looked up among what the viewer may read: what is here for others only is unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.cite import find_citations
from caselaw.cite.called import definitions
from caselaw.cite.decide import Context
from caselaw.cite.named import named_cases
from caselaw.cite.names import Sought, is_named
from caselaw.cite.passage import passage_cited
from caselaw.cite.view import view
from caselaw.domain.audience import Audience
from caselaw.domain.brief import MAX_BRIEF, BriefStatus, CheckedBrief, CheckedCitation
from caselaw.domain.citation import ARTICLE, Citation, Pinpoint
from caselaw.domain.citing import Place, meant, one_decision
from caselaw.domain.document import SUMMARY
from caselaw.domain.errors import Invalid
from caselaw.services.standing import with_history, with_passages
from caselaw.store import Store, calling
from caselaw.store import citations as rows

MOST = 5_000
"""Citations that are listed; a text with more is a list of citations, not a brief."""
_MOST_NAMES = 500  # names that are looked for, each once
_MOST_CASES = 5  # decisions that one citation may mean and that are named
_BETWEEN_BLOCKS = re.compile(r"\n[ \t\r]*\n")
_LINE = re.compile(r"\n")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONGEST_PIECE = 20_000  # code points
_AROUND = 60  # letters shown before and behind a citation
_NEAR = 200  # letters behind a name in which the number of the same case may follow


@dataclass(frozen=True)
class _Seen:
    """A citation in the `block`-th piece of the text before it is looked up: by its number, or by the name of its
    case."""

    block: int
    start: int
    end: int
    cited: Citation | None = None
    named: Sought | None = None
    certain: bool = True
    pinpoint: Pinpoint | None = None


class BriefService:
    """The one verb of checking a brief, for page, API and command line."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def check(self, text: str, *, viewer: Viewer, reader: str) -> CheckedBrief:
        """Every citation of `text` in its order; versions in the language of `reader` are preferred. `Invalid` for a
        text of more than MAX_BRIEF code points."""
        require(viewer, Action.SEARCH)
        if len(text) > MAX_BRIEF:
            raise Invalid("brief.long", {"text": ["brief.long"]}, most=MAX_BRIEF, length=len(text))
        text = _SURROGATES.sub("\ufffd", text)
        blocks = list(_blocks(text))
        seen = _seen(text, blocks, reader)
        with self._store.reading() as connection:
            leads = _Leads(connection, viewer.audiences, reader)
            found = list(leads.checked(seen[:MOST]))
            found = with_passages(connection, found, viewer.audiences)
            found = with_history(connection, found, viewer.audiences)
        places = _Places(text, [start for start, _ in blocks])
        return CheckedBrief(tuple(places.told(one) for one in found), cut=len(seen) >= MOST)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text stand that are parted by empty lines."""
    start = 0
    for gap in _BETWEEN_BLOCKS.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _pieces(text: str, blocks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The paragraphs, those too long for any that a person wrote cut at a line or a space."""
    for first, end in blocks:
        start = first
        while end - start > _LONGEST_PIECE:
            cut = max(text.rfind(mark, start + 1, start + _LONGEST_PIECE) for mark in "\n ")
            cut = cut if cut > start else start + _LONGEST_PIECE
            yield start, cut
            start = cut
        yield start, end


def _seen(text: str, blocks: Sequence[tuple[int, int]], reader: str) -> list[_Seen]:
    """What the text cites, in its order; the name before a number belongs to it, and stands only where it does not."""
    called = dict(definitions(text[start:end] for start, end in blocks))
    context = Context(language=reader, called=called)
    found: list[_Seen] = []
    names = 0
    for number, (start, end) in enumerate(_pieces(text, blocks)):
        if len(found) >= MOST:
            break
        block = text[start:end]
        cited = find_citations(block, context)
        found += [_Seen(number, start + one.start, start + one.end, cited=one, pinpoint=one.pinpoint) for one in cited]
        taken = [(one.start, one.end) for one in cited if one.scheme != ARTICLE]
        for name in islice(named_cases(block), MOST - names):
            names += 1
            if not any(first < name.end and name.start < last for first, last in taken):
                found.append(
                    _Seen(
                        number,
                        start + name.start,
                        start + name.end,
                        named=name.sought,
                        certain=name.certain,
                        pinpoint=passage_cited(
                            view(text[start + name.end : start + name.end + _AROUND * 2]).folded, 0, 0, "name"
                        ),
                    )
                )
    return sorted(found, key=lambda one: one.start)


class _Leads:
    """Where citations lead, among what some audiences may read."""

    def __init__(self, connection: Connection, audiences: Collection[Audience], reader: str) -> None:
        self._connection = connection
        self._audiences = audiences
        self._reader = reader
        self._names: dict[Sought, tuple[Place, ...]] = {}

    def checked(self, seen: Sequence[_Seen]) -> Iterator[CheckedCitation]:
        """Each citation with its status and decisions. A name that a number of the same case follows is that
        citation's own, and is not told twice; nor is one that is known to nobody where a number follows."""
        keys = {key for one in seen if one.cited for key in one.cited.keys}
        by_key = rows.by_keys(self._connection, keys, self._audiences) if keys else {}
        for one, following in zip(seen, (*seen[1:], None), strict=False):
            if one.cited is not None:
                yield self._numbered(one, one.cited, by_key)
                continue
            places = self._named(one.named) if one.named else ()
            if following and following.cited and following.block == one.block and following.start - one.end <= _NEAR:
                works = {place.work_id for place in _targets(following.cited, by_key)}
                if following.cited.scheme != ARTICLE and (not places or works & {place.work_id for place in places}):
                    continue
            if places or one.certain:
                yield self._told(one, places)

    def _numbered(self, one: _Seen, cited: Citation, by_key: Mapping[str, Sequence[Place]]) -> CheckedCitation:
        if cited.scheme == ARTICLE:
            return replace(self._told(one, ()), status="instrument")
        return self._told(one, _targets(cited, by_key))

    def _named(self, wanted: Sought) -> tuple[Place, ...]:
        """The documents of the cases that a name means; each name is looked for once, the first _MOST_NAMES."""
        if wanted not in self._names:
            if len(self._names) >= _MOST_NAMES:
                return ()
            called = calling.called(self._connection, wanted.keys, self._audiences)
            works = {one.work_id for one in called if is_named(wanted, one.names, one.telling) is not None}
            versions = rows.of_works(self._connection, works, self._audiences) if works else {}
            self._names[wanted] = tuple(place for places in versions.values() for place in places)
        return self._names[wanted]

    def _told(self, one: _Seen, leads: Sequence[Place]) -> CheckedCitation:
        places = meant(leads)
        status: BriefStatus = "unknown" if not places else "found" if one_decision(places) else "several"
        if status == "found":
            decisions: tuple[Place, ...] = (self._version(places),)
        else:
            works = dict.fromkeys(place.work_id for place in places)
            decisions = tuple(self._version([place for place in places if place.work_id == work]) for work in works)
        return CheckedCitation(
            0, 0, one.start, one.end, "", "", "", status,
            readings=one.cited.readings if one.cited else (), decisions=decisions[:_MOST_CASES], pinpoint=one.pinpoint,
        )  # fmt: skip

    def _version(self, places: Iterable[Place]) -> Place:
        """Of the versions of a decision the one in the reader's language, if there is one."""
        return min(places, key=lambda place: (place.kind == SUMMARY, place.language[:2] != self._reader, place.id))


def _targets(cited: Citation, by_key: Mapping[str, Sequence[Place]]) -> list[Place]:
    return list(dict.fromkeys(place for key in sorted(cited.keys) for place in by_key.get(key, ())))


class _Places:
    """Where in a text something stands, as people count: paragraphs and lines from 1."""

    def __init__(self, text: str, blocks: Sequence[int]) -> None:
        self._text = text
        self._blocks = blocks
        self._lines = [0, *(line.end() for line in _LINE.finditer(text))]

    def told(self, one: CheckedCitation) -> CheckedCitation:
        return replace(
            one,
            paragraph=bisect_right(self._blocks, one.start),
            line=bisect_right(self._lines, one.start),
            text=self._text[one.start : one.end],
            before=_whole_words(self._text[max(0, one.start - _AROUND) : one.start], front=True),
            after=_whole_words(self._text[one.end : one.end + _AROUND], front=False),
        )


def _whole_words(text: str, *, front: bool) -> str:
    """The text on one line, without the half of a word where it was cut."""
    if len(text) == _AROUND:
        text = text.partition(" ")[2] if front else text.rpartition(" ")[0]
    return " ".join(text.split())
