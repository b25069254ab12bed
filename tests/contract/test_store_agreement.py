"""Decisions on disagreements and agreed codes on both databases: nothing is overwritten, and the index follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import group_audience
from caselaw.domain.coding.adjudication import Agreed, Decision
from caselaw.domain.coding.agreement_units import Unit
from caselaw.domain.coding.codings import Coding
from caselaw.domain.coding.round import Round
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.services.intake.adding import IntakeService
from caselaw.store import Store, documents, jobs
from caselaw.store.blobs import Blobs
from caselaw.store.coding import agreement, codings, rounds
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.tables import coding_rounds
from caselaw.store.tables.base import now
from tests.factories import a_record

WATER = group_audience("water")


class Coded:
    """A round of one record that two have finished: they agree on one code and differ on another."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.document = IntakeService(store, Blobs(folder)).store(a_record(), viewer=OPERATOR).id
        with store.writing() as connection:
            self.coders = tuple(stored_accounts.add(connection, f"{name}@example.org", name, "x", frozenset())
                                for name in ("ana", "ben"))  # fmt: skip
            self.round = Round(new_id(), "First", "corporate-capture", 1, WATER, state="adjudicating",
                               documents=(self.document,), coders=self.coders)  # fmt: skip
            rounds.add(connection, self.round)
            for coder in self.coders:
                self.code(connection, coder, "revolving_door")
                rounds.finish(connection, self.round.id, coder, self.document, done=True)
            self.code(connection, self.coders[0], "judicial_interference")

    def code(self, connection: Connection, coder: str, code: str) -> None:
        codings.add(connection, Coding(
            new_id(), self.round.id, self.document, coder, code, "p-1", "words", "", "", 0, 5, "", 3, WATER,
            "corporate-capture", 1,
        ))  # fmt: skip

    def decision(self, number: int, *, given: bool = True, code: str = "judicial_interference") -> Decision:
        return Decision(Unit(self.document, "p-1"), code, given, f"Reason {number}", "dora", False, now(), number)

    def revision(self) -> int:
        with self.store.reading() as connection:
            return documents.revisions(connection, [self.document])[self.document]


@pytest.fixture
def coded(store: Store, tmp_path: Path) -> Coded:
    return Coded(store, tmp_path / "files")


def test_every_decision_stays_and_none_takes_the_place_of_another(coded: Coded) -> None:
    first = coded.decision(1)
    with coded.store.writing() as connection:
        assert agreement.decide(connection, coded.round.id, first)
        assert not agreement.decide(connection, coded.round.id, coded.decision(1, given=False))
        assert agreement.decide(connection, coded.round.id, coded.decision(2, given=False))
    with coded.store.reading() as connection:
        found = agreement.decisions(connection, coded.round.id)
        (judges, door) = agreement.compared(connection, coded.round.id)
    assert [(one.number, one.given, one.reason) for one in found] == [(1, True, "Reason 1"), (2, False, "Reason 2")]
    assert found[0] == first
    assert (judges.standing, judges.holds, door.standing) == ("decided", False, "agreed")


def test_agreed_codes_are_there_while_the_round_is_closed_and_the_index_follows(coded: Coded) -> None:
    before = coded.revision()
    with coded.store.writing() as connection:
        agreement.decide(connection, coded.round.id, coded.decision(1))
        assert agreement.take_over(connection, coded.round.id) == 2
        assert jobs.waiting(connection, jobs.RECOUNT).total == 1
        assert agreement.take_over(connection, coded.round.id) == 2
        assert agreement.agreed(connection, coded.round.id) == (
            Agreed(coded.round.id, coded.document, "p-1", "judicial_interference", "dora", "Reason 1"),
            Agreed(coded.round.id, coded.document, "p-1", "revolving_door"),
        )
    with coded.store.writing() as connection:
        agreement.take_out(connection, coded.round.id)
        assert agreement.agreed(connection, coded.round.id) == ()
    assert coded.revision() == before  # which the whole world may read


def test_agreed_codes_are_given_for_audiences_and_with_what_is_broader(coded: Coded) -> None:
    asked: list[DocumentId] = [coded.document]
    with coded.store.writing() as connection:
        agreement.take_over(connection, coded.round.id)
        assert agreement.agreed_here(connection, asked, [group_audience("hill")]) == {}
        (here,) = agreement.agreed_here(connection, asked, [WATER])[coded.document]
        (indexed,) = agreement.for_index(connection, asked)[coded.document]
    assert (here.round, here.access, here.codes) == (coded.round.id, WATER, {"p-1": ("revolving_door",)})
    assert indexed == replace(here, codes={"p-1": ("revolving_door", "corporate_capture")})


def test_a_round_takes_its_decisions_and_agreed_codes_with_it(coded: Coded) -> None:
    with coded.store.writing() as connection:
        agreement.decide(connection, coded.round.id, coded.decision(1))
        agreement.take_over(connection, coded.round.id)
        connection.execute(delete(coding_rounds).where(coding_rounds.c.id == coded.round.id))
        assert agreement.decisions(connection, coded.round.id) == ()
        assert agreement.agreed(connection, coded.round.id) == ()
