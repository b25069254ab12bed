"""What the index is told of citations — on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.plan import Keyword, SearchPlan
from caselaw.services.indexing.index import IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.store import Store, citing
from caselaw.store.blobs import Blobs
from caselaw.store.finding import headed
from tests.factories import a_record
from tests.factories.documents import facts

CITED = "[2001] ZACC 77"


class Registry:
    """A collection of decisions that cite one."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.index = MemoryIndex()
        self.intake = IntakeService(store, Blobs(folder))
        self._indexing = IndexingService(store, self.index)

    def cited(self, access: Audience = PUBLIC) -> DocumentId:
        known = facts(identifiers=(Identifier("neutral", CITED),))
        return self.intake.store(a_record(facts=known, access=access), viewer=OPERATOR).id

    def citing(self, access: Audience = PUBLIC) -> DocumentId:
        text = f"As was held in {CITED}, the order stands."
        citation = Citation(CITED, 15, 15 + len(CITED), (Reading("neutral", CITED),), "p-1")
        own = facts(identifiers=())
        record = a_record(facts=own, texts=(text,), citations=(citation,), access=access)
        return self.intake.store(record, viewer=OPERATOR).id

    def settle(self) -> None:
        while not self._indexing.apply_pending().idle:
            pass

    def count(self, document: DocumentId) -> int:
        """How often it is cited, as the index and a page of hits say alike."""
        self.settle()
        with self.store.reading() as connection:
            shown = headed(connection, [document], [PUBLIC, MEMBERS])[document].cited
            assert citing.times_cited(connection, [document])[document] == shown
        for least in (1, 3):
            plan = SearchPlan(frozenset({PUBLIC, MEMBERS}), Keyword("cited_by", str(least)))
            found = {hit.id for hit in self.index.search(plan).hits}
            assert (document in found) == (shown >= least)
        return shown


@pytest.fixture
def registry(store: Store, tmp_path: Path) -> Registry:
    return Registry(store, tmp_path / "files")


def test_a_decision_is_counted_anew_when_one_comes_or_goes_that_cites_it(registry: Registry) -> None:
    document = registry.cited()
    assert registry.count(document) == 0
    sources = [registry.citing() for _ in range(3)]
    assert registry.count(document) == 3
    registry.intake.remove(sources[0], viewer=OPERATOR)
    assert registry.count(document) == 2


def test_a_decision_that_comes_after_those_that_cite_it_is_counted_at_once(registry: Registry) -> None:
    registry.citing()
    assert registry.count(registry.cited()) == 1


def test_nobody_is_told_by_a_count_of_what_she_may_not_read(registry: Registry) -> None:
    document, inner = registry.cited(), registry.citing(MEMBERS)
    assert registry.count(document) == 0
    registry.intake.change_access(inner, PUBLIC, viewer=OPERATOR)
    assert registry.count(document) == 1
    registry.intake.change_access(inner, MEMBERS, viewer=OPERATOR)
    assert registry.count(document) == 0


def test_members_are_told_of_what_members_may_read(registry: Registry) -> None:
    document = registry.cited(MEMBERS)
    registry.citing(MEMBERS)
    registry.citing(PUBLIC)
    assert registry.count(document) == 2
    registry.intake.change_access(document, PUBLIC, viewer=OPERATOR)
    assert registry.count(document) == 1


def test_a_number_that_two_decisions_bear_counts_for_neither(registry: Registry) -> None:
    first, second = registry.cited(), registry.cited()
    registry.citing()
    assert (registry.count(first), registry.count(second)) == (0, 0)


def test_a_hidden_twin_changes_no_count_that_the_public_sees(registry: Registry) -> None:
    document = registry.cited()
    registry.cited(MEMBERS)
    registry.citing()
    assert registry.count(document) == 1


def test_what_is_cited_is_found_by_its_number_and_by_its_key(registry: Registry) -> None:
    source = registry.citing()
    registry.settle()
    for value in ("[2001] zacc 77", "neutral:2001/zacc/77"):
        plan = SearchPlan(frozenset({PUBLIC}), Keyword("cites", value))
        assert [hit.id for hit in registry.index.search(plan).hits] == [source]
