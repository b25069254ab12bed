"""Documentation records: made, changed by two hands, tied, and of no trace for those who may not read — on both
databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, group_audience
from caselaw.domain.document import Facts
from caselaw.domain.documentation.abuse import AbuseCase, Company
from caselaw.domain.documentation.company_decision import CompanyDecision
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import new_id
from caselaw.domain.people.belonging import Group
from caselaw.domain.veil.restrictions import Field, Passage, Restriction, Span
from caselaw.services.documentation.records import DocumentationService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.store import Store, tables
from caselaw.store.blobs import Blobs
from caselaw.store.documentation import company_decisions
from caselaw.store.tables.base import now
from caselaw.store.withholding import sealing
from tests.factories import a_record

CODER = Viewer("cleo", frozenset(), frozenset({"delta"}), {"delta": frozenset({"coder"})})
EVA = Viewer("eva", frozenset({"editor"}), frozenset({"delta"}))
BOB = Viewer("bob", frozenset({"editor"}))
WANTED: dict[str, Any] = {
    "title": "The mine above the village", "places": [{"country": "PER", "words": "the upper valley"}],
    "began": "2011", "ended": "2013-04", "terms": [{"vocabulary": "capture", "id": "corporate_capture"}],
    "companies": [{"name": "Example Mining S.A.", "home_state": "CHE", "parent": "Example Holding AG"}],
    "response": {"asked_on": "2014-01-10"}, "events": [{"day": "2012", "words": "The well ran dry"}],
}  # fmt: skip


@pytest.fixture
def records(store: Store) -> DocumentationService:
    return DocumentationService(store)


def test_a_record_is_its_groups(records: DocumentationService) -> None:
    made = records.begin(WANTED, "group:delta", viewer=CODER)
    case = records.get(made, viewer=EVA).case
    assert (case.title, case.countries, case.years) == (WANTED["title"], ("PER",), (2011, 2012, 2013))
    assert (case.companies[0].parent, case.response.asked) == ("Example Holding AG", True)
    assert case.of("capture") == ("corporate_capture",)
    for outsider in (ANYONE, BOB):
        assert records.all(viewer=outsider) == ()
        for act in (lambda by: records.get(made, viewer=by), lambda by: records.change(made, {}, 1, viewer=by)):
            with pytest.raises(NotFound):
                act(outsider)
    with pytest.raises(Forbidden):
        records.begin(WANTED, "group:delta", viewer=BOB)
    with pytest.raises(Forbidden):
        records.begin(WANTED, "group:delta", viewer=ANYONE)


CANNOT_BE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"title": " "}, "title"),
    ({"ended": "2010"}, "ended"),
    ({"places": [{"country": "XXX"}]}, "places"),
    ({"companies": [{"parent": "x"}]}, "companies"),
    ({"companies": [{"name": "x"}, {"name": "x"}]}, "companies"),
    ({"terms": [{"vocabulary": "capture", "id": "none"}]}, "terms"),
    ({"events": [{"day": "2012"}]}, "events"),
    ({"response": {"asked": False, "asked_on": "2012"}}, "response"),
    ({"response": {"asked_on": "2012", "received_on": "2011"}}, "response"),
    ({"at_risk": "yes"}, "at_risk"),
)


def test_what_cannot_be(records: DocumentationService) -> None:
    for wanted, field in CANNOT_BE:
        with pytest.raises(Invalid) as refused:
            records.begin({**WANTED, **wanted}, "group:delta", viewer=CODER)
        assert field in refused.value.fields, wanted


def test_a_person_in_danger(records: DocumentationService) -> None:
    with pytest.raises(Invalid):
        records.begin({**WANTED, "at_risk": True}, "members", viewer=EVA)
    made = records.begin({**WANTED, "at_risk": True}, "group:delta", viewer=EVA)
    (listed,) = records.all(viewer=CODER)
    assert (listed.title, listed.companies, listed.places[0].words) == ("", (), "")
    assert records.get(made, viewer=CODER).case.title == WANTED["title"]
    with pytest.raises(Invalid) as refused:
        records.change(made, {"access": "members"}, 1, viewer=EVA)
    assert "access" in refused.value.fields


def test_two_hands(records: DocumentationService) -> None:
    made = records.begin(WANTED, "group:delta", viewer=CODER)
    assert records.change(made, {"notes": "By Eva"}, 1, viewer=EVA).revision == 2
    assert records.change(made, {"ended": "2014"}, 1, viewer=CODER).revision == 3
    written = records.change(made, {"notes": "By Cleo"}, 1, viewer=CODER)
    assert [(one.field, one.theirs, one.mine) for one in written.collisions] == [("notes", "By Eva", "By Cleo")]
    with pytest.raises(Changed):
        records.change(made, {"notes": "x"}, 9, viewer=CODER)
    assert [(one.field, one.by) for one in records.history(made, viewer=CODER)[0]] == [
        ("ended", "cleo"), ("notes", "eva")
    ]  # fmt: skip


def test_made_from_a_document_and_tied(records: DocumentationService, store: Store, tmp_path: Path) -> None:
    GroupService(store).add(Group("delta", {"en": "Delta"}), viewer=OPERATOR)
    intake = IntakeService(store, Blobs(tmp_path / "files"))
    abuse = AbuseCase("PER", companies=(Company("Example Mining S.A.", home_state="CHE", paragraph="p-1"),))
    facts = Facts(kind="abuse_report", title="A mine", abuse=abuse)
    told = intake.store(a_record(key="told", facts=facts, access=group_audience("delta")), viewer=OPERATOR).id
    seen = intake.store(a_record(key="seen", access=PUBLIC), viewer=OPERATOR).id
    wanted = records.offered(told, viewer=EVA)
    with pytest.raises(Invalid):
        records.begin(wanted, "members", document=told, viewer=EVA)
    with pytest.raises(NotFound):
        records.offered(told, viewer=BOB)
    made = records.begin(wanted, "group:delta", document=told, viewer=EVA)
    found = records.get(made, viewer=CODER)
    assert found.case.companies[0].passage == f"{told}#p-1"
    assert [one.id for one, _ in found.documents] == [told]
    with pytest.raises(Invalid):
        records.change(made, {"access": "members"}, 1, viewer=EVA)
    common = records.begin(WANTED, "members", viewer=EVA)
    records.link_document(common, told, "filing", viewer=EVA)
    records.link_document(common, f"/en/documents/{seen}#p-1", "judgment", viewer=EVA)
    records.link_case(common, made, "same_company", viewer=EVA)
    theirs = records.get(common, viewer=BOB)
    assert ([one.id for one, _ in theirs.documents], theirs.cases) == ([seen], ())
    assert [(one.id, tie.turned) for one, tie in records.get(made, viewer=EVA).cases] == [(common, True)]
    assert records.of_document(told, viewer=BOB) == ()
    assert [one.id for one in records.of_document(seen, viewer=BOB)] == [common]
    with pytest.raises(Invalid):
        records.link_document(common, told, "filing", viewer=BOB)
    with pytest.raises(Invalid):
        records.link_case(common, made, "follows", viewer=BOB)
    records.unlink_document(common, told, viewer=BOB)
    records.unlink_case(common, made, viewer=BOB)
    assert len(records.get(common, viewer=EVA).documents) == 2
    records.unlink_document(common, told, viewer=EVA)
    records.unlink_case(common, made, viewer=EVA)
    mine = records.get(common, viewer=EVA)
    assert ([one.id for one, _ in mine.documents], mine.cases) == ([seen], ())


def test_what_a_document_says_no_longer_a_record_does_not_say_in_its_place(
    records: DocumentationService, store: Store, tmp_path: Path
) -> None:  # fmt: skip
    intake = IntakeService(store, Blobs(tmp_path / "files"))
    abuse = AbuseCase("PER", companies=(Company("Example Mining S.A.", paragraph="p-1"),))
    facts = Facts(kind="abuse_report", title="A mine", abuse=abuse)
    told = intake.store(a_record(key="told", facts=facts, access=PUBLIC), viewer=OPERATOR).id
    wanted = {**records.offered(told, viewer=EVA), "notes": "Two families"}
    wanted["companies"] = [*wanted["companies"], {"name": "By hand Ltd"}]
    made = records.begin(wanted, "members", document=told, viewer=EVA)

    def names(viewer: Viewer) -> tuple[list[str], list[str]]:
        (one,) = records.all(viewer=viewer)
        whole = records.get(made, viewer=viewer)
        assert whole.masked == (len(whole.case.companies) == 1)
        return [each.name for each in one.companies], [each.name for each in whole.case.companies]

    both, by_hand = ["Example Mining S.A.", "By hand Ltd"], ["By hand Ltd"]
    assert names(BOB) == (both, both)
    for target in (Passage("p-1", Span(0, 4)), Field("abuse")):
        kept = Restriction(target, group_audience("delta"))
        with store.begin("eva") as work:
            sealing.restrict(work.connection, told, (kept,))
        assert (names(EVA), names(BOB)) == ((both, both), (by_hand, by_hand)), target
        with store.begin("eva") as work:
            sealing.restrict(work.connection, told, ())
    with store.begin("eva") as work:
        this = tables.documents.c.id == told
        work.connection.execute(update(tables.documents).where(this).values(access="group:delta"))
    assert (names(EVA), names(BOB)) == ((both, both), (by_hand, by_hand))
    with pytest.raises(Conflict):
        records.change(made, {"notes": "x"}, 1, viewer=BOB)


def test_a_decision_on_names_is_kept_and_taken_back(store: Store) -> None:
    one = CompanyDecision(new_id(), MEMBERS, "Example SA", "Ejemplo SA", True, "One group", "eva", now())
    with store.begin("eva") as work:
        company_decisions.add(work.connection, one)
    with store.begin("cleo") as work:
        assert company_decisions.undo(work.connection, one.id, "cleo")
        assert not company_decisions.undo(work.connection, one.id, "eva")
        (found,) = company_decisions.load_many(work.connection, {MEMBERS})
        assert (found, found.stands, found.undone_by) == (found, False, "cleo")
        assert company_decisions.load_many(work.connection, {group_audience("delta")}) == ()
