"""Names of documents are found by how they begin, and only among what a reader may read — on both databases."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import insert, select, text

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.claims import RANK_EDITOR, Claim
from caselaw.domain.document import Facts, Party
from caselaw.domain.documentation.abuse import AbuseCase, Company
from caselaw.domain.identifiers import Identifier
from caselaw.domain.intake.record import Record
from caselaw.domain.people.belonging import Group
from caselaw.domain.searching.naming import beginning
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.rereading import RereadingService
from caselaw.services.people.groups import GroupService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.names import beginning_with
from caselaw.store.tables import claims, document_names, name_starts
from caselaw.store.tables.base import now
from tests.factories import a_record

ALICE = Viewer("alice", frozenset({"member"}), frozenset({"litigation"}))
BOB = Viewer("bob", frozenset({"member"}))
LITIGATION = group_audience("litigation")


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    GroupService(store).add(Group("litigation", {"en": "Litigation"}), viewer=OPERATOR)
    return IntakeService(store, Blobs(tmp_path / "files"))


def decision(title: str, *, access: Audience = PUBLIC, key: str | None = None, **facts: object) -> Record:
    """A decision of this name, with nobody and no number in it but what is given."""
    plain = {"case_name": None, "identifiers": (), "parties": (), "judges": (), **facts}
    return a_record(key=key, facts=Facts(kind="judgment", title=title, **plain), access=access)  # type: ignore[arg-type]


def begun(store: Store, typed: str, viewer: Viewer = ANYONE, limit: int = 10) -> list[str]:
    with store.reading() as connection:
        found = beginning_with(connection, beginning(typed), viewer.audiences, limit=limit)
    return [one.name.text for one in found]


NAMES = (
    "Álvarez y otros vs. República",
    "Reed Street Residents v. Harbour Town",
    "Société des eaux c/ Commune de Valmont",
    "سكان شارع القصب ضد بلدية الميناء",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alv", NAMES[0]),
        ("ÁLVAREZ Y", NAMES[0]),
        ("republi", NAMES[0]),
        ("reed", NAMES[1]),
        ("harbour t", NAMES[1]),
        ("Residents v. Harb", NAMES[1]),
        ("societe", NAMES[2]),
        ("eaux c/ comm", NAMES[2]),
        ("سكان", NAMES[3]),
        ("القصب", NAMES[3]),
        ("قصب", NAMES[3]),
        ("الميناء", NAMES[3]),
        ("street x", None),
        ("eed", None),
        ("of", None),
        ("%", None),
        ("", None),
    ],
)
def test_a_name_is_found_by_any_of_its_words(
    store: Store, intake: IntakeService, typed: str, found: str | None
) -> None:
    for name in NAMES:
        intake.store(decision(name), viewer=OPERATOR)
    if beginning(typed):
        assert begun(store, typed) == ([found] if found else [])
    else:
        assert found is None


def test_names_that_begin_so_come_first(store: Store, intake: IntakeService) -> None:
    for name in ("The Garden Case", "Garden Owners v. City", "Abbey Garden"):
        intake.store(decision(name), viewer=OPERATOR)
    assert begun(store, "gard") == ["Garden Owners v. City", "Abbey Garden", "The Garden Case"]
    assert begun(store, "gard", limit=1) == ["Garden Owners v. City"]


def test_numbers_people_and_companies_are_names_too(store: Store, intake: IntakeService) -> None:
    intake.store(
        decision(
            "A",
            identifiers=(Identifier("docket", "CCT 11/04"),),
            parties=(Party("Harbour Town", "respondent"), Party("Mrs Hidden", "victim")),
            judges=("Justice Example",),
            abuse=AbuseCase(companies=(Company("Quarry Ltd"),)),
        ),
        viewer=OPERATOR,
    )
    assert begun(store, "cct 11/") == ["CCT 11/04"]
    assert begun(store, "town") == ["Harbour Town"]
    assert begun(store, "exam") == ["Justice Example"]
    assert begun(store, "quarr") == ["Quarry Ltd"]
    assert begun(store, "hidden") == []


def test_people_of_a_case_at_risk_are_not_named(store: Store, intake: IntakeService) -> None:
    case = AbuseCase(companies=(Company("Quarry Ltd"),), at_risk=True)
    intake.store(decision("A", parties=(Party("Mr Threatened"),), judges=("Judge Named",), abuse=case), viewer=OPERATOR)
    assert begun(store, "threat") == begun(store, "judge") == []
    assert begun(store, "quarr") == ["Quarry Ltd"]


@pytest.mark.parametrize(
    ("access", "readers"),
    [(PUBLIC, (ANYONE, BOB, ALICE)), (MEMBERS, (BOB, ALICE)), (LITIGATION, (ALICE,))],
)
def test_no_name_of_what_one_may_not_read(
    store: Store, intake: IntakeService, access: Audience, readers: tuple[Viewer, ...]
) -> None:
    intake.store(decision("Zanzara v. Nobody", access=access), viewer=OPERATOR)
    for viewer in (ANYONE, BOB, ALICE):
        assert begun(store, "zanz", viewer) == (["Zanzara v. Nobody"] if viewer in readers else [])


def test_a_name_goes_with_its_document(store: Store, intake: IntakeService) -> None:
    stored = intake.store(decision("Zanzara v. Nobody"), viewer=OPERATOR)
    intake.change_access(stored.id, MEMBERS, viewer=OPERATOR)
    assert begun(store, "zanz") == []
    assert begun(store, "zanz", BOB) == ["Zanzara v. Nobody"]
    intake.remove(stored.id, viewer=OPERATOR)
    assert begun(store, "zanz", BOB) == []
    with store.reading() as connection:
        assert connection.execute(select(name_starts)).all() == connection.execute(select(document_names)).all() == []


def test_read_again_it_has_its_new_name_unless_an_editor_gave_one(
    store: Store, intake: IntakeService, tmp_path: Path
) -> None:
    again = RereadingService(store, Blobs(tmp_path / "files"))
    first = decision("Zanzara", key="k1")
    one = intake.store(first, viewer=OPERATOR)
    again.replace(one.id, replace(first, facts=replace(first.facts, title="Moschino")), viewer=OPERATOR)
    assert begun(store, "zanz") == []
    assert begun(store, "mosch") == ["Moschino"]
    said = Claim("title", "Moschino", "editor:alice", None, 1.0, RANK_EDITOR)
    with store.writing() as connection:
        row = {"document_id": one.id, "position": 99, "made": now(), **vars(said)}
        connection.execute(insert(claims), [row])
    again.replace(one.id, replace(first, facts=replace(first.facts, title="Vespa")), viewer=OPERATOR)
    assert begun(store, "vespa") == []
    assert begun(store, "mosch") == ["Moschino"]


def test_a_name_that_thousands_have_is_one(store: Store, intake: IntakeService) -> None:
    """Of a beginning that hides all others behind it in the order of letters, too."""
    intake.store(decision("Seven v. Seven"), viewer=OPERATOR)
    one = intake.store(decision("A", parties=(Party("Secretary of State"),)), viewer=OPERATOR)
    with store.writing() as connection:
        of_party = {"document_id": one.id, "kind": "party", "name": "Secretary of State"}
        begin = {"document_id": one.id, "place": 0, "access": PUBLIC, "inside": False, "start": "secretary of state"}
        many = range(100, 3100)
        connection.execute(insert(document_names), [{**of_party, "position": number} for number in many])
        connection.execute(insert(name_starts), [{**begin, "position": number} for number in many])
    assert begun(store, "se", limit=2) == ["Secretary of State", "Seven v. Seven"]


def test_documents_stored_before_have_their_names_too(store: Store, intake: IntakeService) -> None:
    case = AbuseCase(companies=(Company("Quarry Ltd"),))
    for record in (a_record(), decision("B", access=MEMBERS, abuse=case), a_record("ar"), decision("")):
        intake.store(record, viewer=OPERATOR)
    before = _all(store)
    assert len(before) > 10
    with store.writing() as connection:
        connection.execute(text("DROP TABLE name_starts"))
        connection.execute(text("DROP TABLE document_names"))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("caselaw.store.migrations.versions.0012_names").upgrade()
    assert _all(store) == before


def _all(store: Store) -> set[tuple[object, ...]]:
    with store.reading() as connection:
        rows = [*connection.execute(select(document_names)), *connection.execute(select(name_starts))]
    return {tuple(row) for row in rows}
