"""Checking a brief: every citation with what it leads to, what became of that, and whether the paragraph exists.

A brief is privileged. It is read in memory, nothing of it is stored, logged or kept in a session, and nobody is told
that it was here. Each citation is looked up among what the viewer may read: what is here for others only is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.cite.names import words_of
from caselaw.cite.sought import Sought, is_named
from caselaw.domain.audience import Audience
from caselaw.domain.citing.brief import MAX_BRIEF, BriefStatus, CheckedBrief, CheckedCitation
from caselaw.domain.citing.citation import ARTICLE, Citation
from caselaw.domain.citing.who_cites import Place, meant, one_decision
from caselaw.domain.document import SUMMARY
from caselaw.domain.errors import Invalid
from caselaw.services.citing.brief_reading import MOST, BriefText, Seen
from caselaw.services.citing.standing import with_history, with_passages
from caselaw.store import Store, calling
from caselaw.store import citations as rows
from caselaw.store.checking import keys_borne

_MOST_NAMES = 500  # names that are looked for, each once
_MOST_CASES = 5  # decisions that one citation may mean and that are named
_NEAR = 200  # letters behind a name in which the number of the same case may follow
_ANOTHER = re.compile(
    r";|\s(?:and|y|e|et|also|see|cf\.?|v[ée]ase|voir|ver|with|con|avec|انظر)\s*[(\[]?$|\sو$", re.IGNORECASE
)
_SURROGATES = re.compile("[\ud800-\udfff]")


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
        brief = BriefText(_SURROGATES.sub("\ufffd", text))
        seen = brief.seen(reader)
        with self._store.reading() as connection:
            found = list(_Leads(connection, viewer.audiences, reader, brief).checked(seen[:MOST]))
            found = with_passages(connection, found, viewer.audiences)
            found = with_history(connection, found, viewer.audiences)
        return CheckedBrief(tuple(brief.placed(one) for one in found), cut=len(seen) >= MOST)


class _Leads:
    """Where citations lead, among what some audiences may read."""

    def __init__(self, connection: Connection, audiences: Collection[Audience], reader: str, brief: BriefText) -> None:
        self._connection = connection
        self._audiences = audiences
        self._reader = reader
        self._brief = brief
        self._names: dict[Sought, tuple[tuple[Place, ...], frozenset[str]]] = {}
        self._numbers: dict[frozenset[str], CheckedCitation] = {}

    def checked(self, seen: Sequence[Seen]) -> Iterator[CheckedCitation]:
        """Each citation with its status and decisions. A name that a number of the same case follows is that
        citation's own, and is not told twice; nor is one that is known to nobody where a number follows. A number that
        is not known here leads where the name before it does, unless that decision bears another such number."""
        keys = {key for one in seen if one.cited for key in one.cited.keys}
        by_key = rows.by_keys(self._connection, keys, self._audiences) if keys else {}
        lent: Sequence[Place] = ()
        for one, following in zip(seen, (*seen[1:], None), strict=False):
            if one.cited is not None:
                yield self._told(one, lent) if lent else self._numbered(one, one.cited, by_key)
                lent = ()
                continue
            if one.named is None:
                continue
            places, words = self._named(one.named)
            passage = None
            if following and following.cited and self._belong(one, following):
                works = {place.work_id for place in _targets(following.cited, by_key)}
                if not places or works & {place.work_id for place in places}:
                    continue
                if not works and self._may_bear(places, following.cited):
                    lent = places
                    continue
                passage = None if works else following.pinpoint
            if places:
                name = self._brief.narrowed(one, words)
                yield self._told(replace(name, pinpoint=name.pinpoint or passage), places)
            elif one.certain:
                yield self._told(one, ())

    def _belong(self, name: Seen, number: Seen) -> bool:
        """The number behind a name may be that case's own: near, in one paragraph, with nothing between that begins
        another citation."""
        near = number.block == name.block and number.start - name.end <= _NEAR
        article = number.cited is not None and number.cited.scheme == ARTICLE
        return near and not article and not _ANOTHER.search(self._brief.text[name.end : number.start])

    def _may_bear(self, places: Sequence[Place], cited: Citation) -> bool:
        """One decision, of the court that gave the number out, of which no other number of that kind is known: a name
        beside another number than its own is what whoever checks a brief wants to see."""
        courts = {place.court for place in places if place.court}
        given = {reading.authority for reading in cited.readings if reading.authority}
        if not cited.keys or not one_decision(meant(places)) or (courts and given and courts.isdisjoint(given)):
            return False
        borne = keys_borne(self._connection, [place.id for place in places])
        return {_kind(key) for key in borne}.isdisjoint(map(_kind, cited.keys))

    def _numbered(self, one: Seen, cited: Citation, by_key: Mapping[str, Sequence[Place]]) -> CheckedCitation:
        if cited.scheme == ARTICLE:
            return replace(self._told(one, ()), status="instrument")
        keys = frozenset(cited.keys)
        if keys not in self._numbers:  # a brief cites its leading cases again and again
            self._numbers[keys] = self._told(one, _targets(cited, by_key))
        known = self._numbers[keys]
        return replace(known, start=one.start, end=one.end, readings=cited.readings, pinpoint=one.pinpoint)

    def _named(self, wanted: Sought) -> tuple[tuple[Place, ...], frozenset[str]]:
        """The documents of the cases that a name means, and the words of their names; each name is looked for once,
        the first _MOST_NAMES."""
        if wanted not in self._names:
            if len(self._names) >= _MOST_NAMES:
                return (), frozenset()
            called = calling.called(self._connection, wanted.keys, self._audiences)
            named = [one for one in called if is_named(wanted, one.names, one.telling) is not None]
            works = {one.work_id for one in named}
            versions = rows.of_works(self._connection, works, self._audiences) if works else {}
            words = frozenset(word for one in named for word in words_of(one.names))
            self._names[wanted] = tuple(place for places in versions.values() for place in places), words
        return self._names[wanted]

    def _told(self, one: Seen, leads: Sequence[Place]) -> CheckedCitation:
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


def _kind(key: str) -> str:
    """Of which kind a number is: its key begins so."""
    return key.partition(":")[0]
