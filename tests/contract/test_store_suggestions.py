"""What a coder turned down, on both databases: hers alone, for one code, undone, and gone with its record or round."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import PUBLIC, group_audience
from caselaw.domain.coding.round import Round
from caselaw.domain.coding.suggestion import Spot
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.services.intake.adding import IntakeService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.coding import rounds, suggestions
from caselaw.store.people import accounts
from caselaw.store.tables import coding_rounds, documents
from tests.factories import a_record


@pytest.fixture
def document(store: Store, tmp_path: Path) -> DocumentId:
    taking_in = IntakeService(store, Blobs(tmp_path / "files"))
    return DocumentId(taking_in.store(a_record(key="suggested", access=PUBLIC), viewer=OPERATOR).id)


def a_round(store: Store, document: DocumentId) -> tuple[str, str, str]:
    """A round of this record with two coders: its id and theirs."""
    with store.writing() as connection:
        one, other = (
            accounts.add(connection, f"{name}@example.org", name, "x", frozenset()) for name in ("ada", "bea")
        )
        made = Round(
            new_id(), "Round", "corporate-capture", 1, group_audience("water"), documents=(document,),
            coders=(one, other), made_by=one,
        )  # fmt: skip
        rounds.add(connection, made)
    return made.id, one, other


def test_a_coder_s_rejection_is_hers_for_this_code_and_can_be_undone(store: Store, document: DocumentId) -> None:
    round_id, one, other = a_round(store, document)
    spot, later = Spot(document, "p-1", 90), Spot(document, "p-1", 120)
    with store.writing() as connection:
        suggestions.reject(connection, round_id, one, "bribe", spot)
        suggestions.reject(connection, round_id, one, "bribe", spot)
    with store.reading() as connection:
        assert tuple(suggestions.rejected(connection, round_id, one, "bribe")) == (spot,)
        assert suggestions.rejected(connection, round_id, other, "bribe") == {}
        assert suggestions.rejected(connection, round_id, one, "gift") == {}
    with store.writing() as connection:
        suggestions.reject(connection, round_id, one, "bribe", later)
        assert tuple(suggestions.rejected(connection, round_id, one, "bribe")) == (later,)
        assert not suggestions.restore(connection, round_id, other, "bribe", later)
        assert suggestions.restore(connection, round_id, one, "bribe", later)
        assert suggestions.rejected(connection, round_id, one, "bribe") == {}


@pytest.mark.parametrize("gone", ["record", "round"])
def test_a_rejection_goes_with_its_record_and_its_round(store: Store, document: DocumentId, gone: str) -> None:
    round_id, one, _ = a_round(store, document)
    with store.writing() as connection:
        suggestions.reject(connection, round_id, one, "bribe", Spot(document, "p-1", 90))
        if gone == "round":
            connection.execute(delete(coding_rounds).where(coding_rounds.c.id == round_id))
        else:
            connection.execute(delete(documents).where(documents.c.id == document))
        assert suggestions.rejected(connection, round_id, one, "bribe") == {}
