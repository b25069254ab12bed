"""Whether what is cited stands: the paragraph that is pointed to exists, and the decision was not undone later."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from caselaw.domain.audience import Audience
from caselaw.domain.citing.brief import CheckedCitation, LaterHistory, LaterTreatment, Passage
from caselaw.domain.citing.citation import Pinpoint
from caselaw.domain.citing.who_cites import Place
from caselaw.domain.document import SUMMARY
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import anchors
from caselaw.store import checking
from caselaw.store import citations as rows
from caselaw.store import documents as stored
from caselaw.store.relations import history

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def with_passages(
    connection: Connection, found: Sequence[CheckedCitation], audiences: Collection[Audience]
) -> list[CheckedCitation]:
    """The citations with what is known of the paragraphs they point to; a page cannot be looked up, and a summary has
    not the paragraphs of its decision."""
    wanted: dict[DocumentId, set[str]] = {}
    for one in found:
        if (place := _pointed(one)) and one.pinpoint:
            wanted.setdefault(place.id, set()).update(_anchors(one.pinpoint).values())
    there = checking.anchors_there(connection, wanted, audiences)
    numbering = checking.numbering(connection, wanted, audiences)
    return [
        replace(one, passage=_passage(one.pinpoint, there.get(place.id, frozenset()), numbered=place.id in numbering))
        if one.pinpoint and (place := _pointed(one))
        else one
        for one in found
    ]


def _passage(at: Pinpoint, there: Collection[str], *, numbered: bool) -> Passage:
    known = _anchors(at)
    if not numbered:
        return Passage(at, "unnumbered")
    missing = tuple(number for number, anchor in known.items() if anchor not in there)
    first = next((anchor for anchor in known.values() if anchor in there), None)
    return Passage(at, "missing" if missing else "there", first, missing)


def _anchors(at: Pinpoint) -> dict[str, str]:
    """The numbers of a pinpoint, both ends of "44-46", each with the anchor of its paragraph."""
    return {number: anchors([number])[0] for number in _NUMBER.findall(at.numbers)}


def _pointed(one: CheckedCitation) -> Place | None:
    """The decision whose paragraph a citation points to, if that can be looked up."""
    if one.status != "found" or one.pinpoint is None or one.pinpoint.unit == "page":
        return None
    (place,) = one.decisions
    return place if place.kind != SUMMARY and _anchors(one.pinpoint) else None


def with_history(
    connection: Connection, found: Sequence[CheckedCitation], audiences: Collection[Audience]
) -> list[CheckedCitation]:
    """The citations of one decision with what became of it and how others treated it."""
    works = dict.fromkeys(place.work_id for one in found if one.status == "found" for place in one.decisions)
    if not works:
        return list(found)
    told_of = checking.with_later_history(connection, works)
    entries = {work: history.of_work(connection, work, audiences) for work in told_of}
    versions = rows.of_works(connection, works, audiences)
    work_of = {place.id: work for work, places in versions.items() for place in places}
    treatments = [one for one in checking.treated(connection, work_of, audiences) if one.target in work_of]
    others = {entry.by for told in entries.values() for entry in told if entry.by}
    others |= {one.document for one in treatments}
    named = stored.load_many(connection, others, audiences) if others else {}
    later = {
        work: tuple(LaterHistory(entry, named.get(entry.by) if entry.by else None) for entry in told)
        for work, told in entries.items()
    }
    treated: dict[str, tuple[LaterTreatment, ...]] = {}
    for each in treatments:
        if by := named.get(each.document):
            work = work_of[each.target]
            treated[work] = (*treated.get(work, ()), LaterTreatment(each, by))
    return [
        replace(
            one, history=later.get(one.decisions[0].work_id, ()), treatments=treated.get(one.decisions[0].work_id, ())
        )
        if one.status == "found"
        else one
        for one in found
    ]
