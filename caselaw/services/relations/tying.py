"""Tying: a document and the other decisions of its case, found by names, numbers and what the later one cites."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping

from caselaw.domain.document import Document
from caselaw.domain.families.ties import HEAD, Standing, Tie, standing_of, tie, within
from caselaw.domain.history import BY_RULE, FROM_OUTCOME, HistoryEntry
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.versions.grouping import MOST
from caselaw.domain.versions.judging import Verdict
from caselaw.store import Store, UnitOfWork, citations
from caselaw.store import documents as stored
from caselaw.store.relations import families, history, versions

_REMEMBERED = 500  # standings: a few hundred bytes each


class Tying:
    """Finds the case of a document; keeps what it has read of others."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._standings: OrderedDict[tuple[DocumentId, int], Standing] = OrderedDict()

    def standing(self, document: Document) -> Standing:
        """How this document stands in its case."""
        key = document.id, document.revision
        if key not in self._standings:
            with self._store.reading() as connection:
                head = stored.load_paragraphs(connection, document.id, stored.EVERYONE, size=HEAD)
                cited = citations.of_document(connection, document.id, stored.EVERYONE)
            self._standings[key] = standing_of(document.facts, head, cited.values())
            while len(self._standings) > _REMEMBERED:
                self._standings.popitem(last=False)
        self._standings.move_to_end(key)
        return self._standings[key]

    def ties(
        self, ours: Document, sharing: Collection[DocumentId], verdicts: Mapping[DocumentId, Verdict]
    ) -> dict[DocumentId, Tie | None]:
        """What ties this document to each that shares a name or a number with it, cites it or is cited by it, or that
        it stands in; None where nothing does."""
        mine = self.standing(ours)
        with self._store.reading() as connection:
            cited = {mark for key in mine.cited for mark in (f"key {key}", f"number {key}")}
            named = versions.bearers(connection, ours.id, cited, MOST)
            citing = families.citing(connection, {*mine.keys, *mine.numbers}, MOST)
            parts = {other for other, verdict in verdicts.items() if verdict.relation == "part"}
            wanted = (set(sharing) | named.keys() | citing | parts) - {ours.id}
            others = stored.load_many(connection, wanted, stored.EVERYONE)
        found: dict[DocumentId, Tie | None] = {}
        for other, theirs in others.items():
            if theirs.work_id == ours.work_id:
                found[other] = None
            elif other in parts:
                found[other] = _part(mine, self.standing(theirs), turned=verdicts[other].turned)
            else:
                found[other] = tie(mine, self.standing(theirs))
        return found


def keep(work: UnitOfWork, ours: DocumentId, ties: Mapping[DocumentId, Tie | None]) -> None:
    """Store what ties a document to others; what a person has said of a pair stays."""
    there = families.of(work.connection, [ours], stored.EVERYONE)
    said = {frozenset((one.source, one.target)) for one in there if one.by}
    for other, found in ties.items():
        if frozenset((ours, other)) in said:
            continue
        if found is None:
            families.forget(work.connection, ours, other)
        else:
            families.save(work.connection, ours, other, found)
            _propose_history(work, ours, other, found)


def _part(mine: Standing, theirs: Standing, *, turned: bool) -> Tie:
    found = within(theirs if turned else mine)
    return Tie(found.relation, found.status, found.rule, found.paragraph, turned)


def _propose_history(work: UnitOfWork, left: DocumentId, right: DocumentId, found: Tie) -> None:
    """The outcome of a certain appeal is proposed as the later history of the decision below."""
    if found.relation != "appeal_from" or found.status != "certain":
        return
    appeal, below = (right, left) if found.turned else (left, right)
    outcome = stored.load_many(work.connection, [appeal], stored.EVERYONE)[appeal].facts
    event = FROM_OUTCOME.get(outcome.outcome or "")
    there = {(one.document, one.event) for one in history.proposed_by(work.connection, appeal)}
    if event is not None and (below, event) not in there:
        entry = HistoryEntry(new_id(), below, event, "proposed", appeal, outcome.decided, source=BY_RULE)
        history.add(work.connection, entry)
