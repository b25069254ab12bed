"""What decisions are called, in the tables: kept with each reading, found for those who may read it — on both
databases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.cite.sought import is_named, sought
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.paragraph import Paragraph
from caselaw.services.intake.adding import IntakeService
from caselaw.store import Store, calling
from caselaw.store import citations as rows
from caselaw.store.blobs import Blobs
from caselaw.store.intake import replacing
from caselaw.store.tables import case_names
from tests.factories import a_record

BOB = Viewer("bob", frozenset({"member"}))
NAIDOO = Facts(
    kind="judgment", title="Naidoo v Minister of Housing", court="za-cc",
    identifiers=(Identifier("neutral", "[2011] ZACC 90"), Identifier("docket", "CCT 99/10")),
)  # fmt: skip


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    return IntakeService(store, Blobs(tmp_path / "files"))


def keep(
    intake: IntakeService, facts: Facts = NAIDOO, access: Audience = PUBLIC, said: str = "It is so."
) -> DocumentId:
    record = a_record("en", facts=facts, access=access, paragraphs=(Paragraph("p-1", 0, said, "en", "1"),))
    return intake.store(record, viewer=OPERATOR).id


def found(store: Store, query: str, viewer: Viewer = ANYONE) -> list[DocumentId]:
    wanted = sought(query)
    with store.reading() as connection:
        candidates = calling.called(connection, wanted.keys, viewer.audiences)
    return [one.id for one in candidates if is_named(wanted, one.names, one.telling) is not None]


def test_a_decision_is_found_by_its_name(store: Store, intake: IntakeService) -> None:
    naidoo = keep(intake)
    keep(intake, replace(NAIDOO, title="Mokoena v Minister of Housing", identifiers=()))
    assert found(store, "Naidoo") == found(store, "naidoo v. Minister of Housing") == [naidoo]
    assert found(store, "Minister of Housing") == found(store, "nobody") == []


def test_only_those_who_may_read_it_find_it(store: Store, intake: IntakeService) -> None:
    naidoo = keep(intake, access=MEMBERS)
    assert (found(store, "Naidoo"), found(store, "Naidoo", BOB)) == ([], [naidoo])
    with store.reading() as connection:
        assert calling.numbered(connection, "cct/99/10", ANYONE.audiences) == ()
        assert rows.by_keys(connection, ["neutral:2011/zacc/90"], ANYONE.audiences) == {}
        (one,) = calling.numbered(connection, "cct/99/10", BOB.audiences)
        assert one.id == naidoo
        (place,) = rows.by_keys(connection, ["neutral:2011/zacc/90", "x"], BOB.audiences)["neutral:2011/zacc/90"]
        assert place.id == naidoo
        assert rows.of_works(connection, [place.work_id], ANYONE.audiences) == {}
        assert rows.of_works(connection, [place.work_id], BOB.audiences) == {place.work_id: (place,)}


def test_a_word_that_the_text_writes_small_tells_no_case(store: Store, intake: IntakeService) -> None:
    keep(intake, replace(NAIDOO, title="Marigold v Minister of Housing"), said="A marigold is a flower.")
    assert found(store, "Marigold") == []


def test_a_new_reading_brings_new_names(store: Store, intake: IntakeService) -> None:
    naidoo = keep(intake)
    again = a_record("en", facts=replace(NAIDOO, title="Mokoena v Minister of Housing", identifiers=()))
    with store.writing() as connection:
        replacing.replace(connection, naidoo, again)
    assert (found(store, "Naidoo"), found(store, "Mokoena")) == ([], [naidoo])


def test_names_go_with_their_document(store: Store, intake: IntakeService) -> None:
    naidoo = keep(intake)
    with store.writing() as connection:
        connection.execute(text("DELETE FROM documents WHERE id = :id"), {"id": naidoo})
    with store.reading() as connection:
        assert connection.execute(select(case_names)).all() == []


def test_a_hidden_decision_of_a_longer_name_puts_no_other_aside(store: Store, intake: IntakeService) -> None:
    """Else whoever asks for a name would learn, from what is found no more, that somebody is called so."""
    naidoo = keep(intake)
    asked = "Thandeka Nomvula Naidoo v Minister of Housing"
    assert found(store, asked) == [naidoo]
    hidden = keep(intake, replace(NAIDOO, title=asked, identifiers=()), access=MEMBERS)
    assert found(store, asked) == [naidoo]
    assert found(store, asked, BOB) == [hidden]
