"""Decisions of one case, later history and treatment: kept, shown to who may read both ends, to nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import PUBLIC, Audience, group_audience
from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.people.belonging import Group
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.relations.families import FamilyService
from caselaw.services.relations.history import HistoryService
from caselaw.services.relations.relating import RelatingService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.factories import a_record

ALICE = Viewer("alice", frozenset({"editor"}), frozenset({"litigation"}))
BOB = Viewer("bob", frozenset({"member"}))
LITIGATION = group_audience("litigation")
REED = "Case of the Reed Gatherers v. Ecuador"


class Registry:
    """The services of one store."""

    def __init__(self, store: Store, folder: Path) -> None:
        GroupService(store).add(Group("litigation", {"en": "Litigation"}), viewer=OPERATOR)
        self.store = store
        self.intake = IntakeService(store, Blobs(folder / "files"))
        self.relating = RelatingService(store, lambda: None)
        self.families = FamilyService(store)
        self.history = HistoryService(store)

    def add(
        self,
        texts: tuple[str, ...],
        *,
        access: Audience = PUBLIC,
        citations: tuple[Citation, ...] = (),
        **facts: Any,
    ) -> DocumentId:
        values = {"kind": "judgment", "title": texts[0], "court": "iacthr", "respondents": ("ECU",), **facts}
        paragraphs = tuple(Paragraph(f"p-{place}", place, text, "en") for place, text in enumerate(texts))
        record = a_record(
            facts=Facts(**values),
            paragraphs=paragraphs,
            access=access,
            citations=citations,
            claims=(),
        )
        document = self.intake.store(record, viewer=OPERATOR).id
        while not self.relating.apply_pending().idle:
            pass
        return document

    def judgment(self, **changes: Any) -> DocumentId:
        values: dict[str, Any] = {"decided": PartialDate(2004, 7, 5), "stages": ("merits",), **changes}
        return self.add((REED, "The gatherers lost their reeds to a dam."), **values)

    def order(self, **changes: Any) -> DocumentId:
        values: dict[str, Any] = {
            "kind": "order", "decided": PartialDate(2009, 7, 8), "stages": ("compliance",), **changes
        }  # fmt: skip
        return self.add((REED, "The Court asks what the State has done since."), **values)

    def below(self, **changes: Any) -> DocumentId:
        return self.add(
            ("Meadow v Harbour Board", "The claim is dismissed."), court="uk-hc", country="GBR", respondents=(),
            identifiers=(Identifier("neutral", "[2019] EWHC 77 (Admin)"),), decided=PartialDate(2019, 2, 1), **changes,
        )  # fmt: skip

    def appeal(self, **changes: Any) -> DocumentId:
        passage = "On appeal from [2019] EWHC 77 (Admin), decided by one judge."
        cited = "[2019] EWHC 77 (Admin)"
        start = passage.index(cited)
        citation = Citation(cited, start, start + len(cited), (Reading("neutral", cited),), "p-1")
        values: dict[str, Any] = {"outcome": "reversed", **changes}
        return self.add(
            ("Harbour Board v Meadow", passage, "The appeal is allowed."), court="uk-ca", country="GBR", respondents=(),
            identifiers=(Identifier("neutral", "[2020] EWCA Civ 11"),), decided=PartialDate(2020, 3, 2),
            citations=(citation,), **values,
        )  # fmt: skip


@pytest.fixture
def registry(store: Store, tmp_path: Path) -> Registry:
    return Registry(store, tmp_path)


def related(registry: Registry, document: DocumentId, viewer: Viewer = ANYONE) -> list[tuple[DocumentId, str, bool]]:
    found = registry.families.of(document, viewer=viewer)
    return [(one.document.id, one.relation, one.turned) for one in found]


@pytest.mark.parametrize("judgment_first", [True, False])
def test_decisions_of_one_case_are_tied_in_whatever_order_they_come(registry: Registry, judgment_first: bool) -> None:
    if judgment_first:
        judgment, order = registry.judgment(), registry.order()
    else:
        order, judgment = registry.order(), registry.judgment()
    assert related(registry, judgment) == [(order, "compliance_with", False)]
    assert related(registry, order) == [(judgment, "compliance_with", True)]


def test_another_case_of_the_same_name_against_another_state_is_not_tied(registry: Registry) -> None:
    judgment = registry.judgment()
    registry.order(respondents=("PER",))
    assert related(registry, judgment) == []


def test_a_restricted_decision_ties_nothing_for_the_public(registry: Registry) -> None:
    judgment = registry.judgment()
    order = registry.order(access=LITIGATION)
    assert related(registry, judgment) == []
    assert related(registry, judgment, ALICE) == [(order, "compliance_with", False)]
    with pytest.raises(NotFound):
        registry.families.of(order, viewer=ANYONE)


def test_a_hidden_decision_is_no_bridge_between_two_others(registry: Registry) -> None:
    """Two decisions that only a third ties are strangers to whoever may not read the third."""
    first = registry.judgment()
    hidden = registry.order(access=LITIGATION, identifiers=(Identifier("docket", "12.345"),))
    other = registry.add(
        ("Order of the President", "A hearing is held."), kind="order", decided=PartialDate(2010, 1, 1), respondents=(),
        identifiers=(Identifier("docket", "12.345"),),
    )  # fmt: skip
    assert related(registry, first) == []
    assert {one for one, _, _ in related(registry, first, ALICE)} == {hidden, other}


def test_a_person_ties_and_unties(registry: Registry) -> None:
    judgment, order = registry.judgment(), registry.order()
    with pytest.raises(Forbidden):
        registry.families.untie(order, judgment, viewer=BOB)
    registry.families.untie(order, judgment, viewer=ALICE)
    with registry.store.begin("operator") as work:
        work.relate(order)
    registry.relating.apply_pending()
    assert related(registry, judgment) == []
    registry.families.tie(order, judgment, "interpretation_of", viewer=ALICE)
    assert related(registry, judgment) == [(order, "interpretation_of", False)]
    with pytest.raises(Invalid):
        registry.families.tie(order, judgment, "cousin", viewer=ALICE)
    with pytest.raises(Invalid):
        registry.families.tie(order, order, "same_case", viewer=ALICE)


def test_an_appeal_is_tied_and_its_outcome_proposed_as_later_history(registry: Registry) -> None:
    below, appeal = registry.below(), registry.appeal()
    assert related(registry, below) == [(appeal, "appeal_from", False)]
    (later,) = registry.history.of(below, viewer=ANYONE)
    assert (later.entry.event, later.entry.status) == ("reversed", "proposed")
    assert later.by is not None
    assert later.by.id == appeal
    confirmed = registry.history.confirm(later.entry.id, viewer=ALICE)
    assert confirmed.status == "confirmed"
    assert registry.history.of(below, viewer=ANYONE)[0].entry.source == "editor:alice"


@pytest.mark.parametrize("confirmed_first", [False, True])
def test_a_history_that_a_person_took_away_is_not_proposed_again(registry: Registry, confirmed_first: bool) -> None:
    below, appeal = registry.below(), registry.appeal()
    (later,) = registry.history.of(below, viewer=ANYONE)
    if confirmed_first:
        registry.history.confirm(later.entry.id, viewer=ALICE)
    registry.history.remove(later.entry.id, viewer=ALICE)
    with registry.store.begin("operator") as work:
        work.relate(appeal)
    registry.relating.apply_pending()
    assert registry.history.of(below, viewer=ANYONE) == ()
    with pytest.raises(NotFound):
        registry.history.confirm(later.entry.id, viewer=ALICE)


def test_an_outcome_that_says_nothing_of_the_decision_below_proposes_nothing(registry: Registry) -> None:
    below = registry.below()
    registry.appeal(outcome="inadmissible")
    assert registry.history.of(below, viewer=ANYONE) == ()


def test_the_history_that_a_restricted_appeal_made_is_hidden_with_it(registry: Registry) -> None:
    below = registry.below()
    appeal = registry.appeal(access=LITIGATION)
    assert registry.history.of(below, viewer=ANYONE) == ()
    assert len(registry.history.of(below, viewer=ALICE)) == 1
    registry.intake.remove(appeal, viewer=OPERATOR)
    assert registry.history.of(below, viewer=ALICE) == ()


def test_history_is_entered_by_editors_alone(registry: Registry) -> None:
    judgment = registry.judgment()
    with pytest.raises(Forbidden):
        registry.history.add(judgment, "upheld", viewer=BOB)
    entry = registry.history.add(judgment, "settled", date="2006-03", note=" agreed\n in court ", viewer=ALICE)
    (later,) = registry.history.of(judgment, viewer=ANYONE)
    assert (later.entry.event, str(later.entry.date), later.entry.note) == ("settled", "2006-03", "agreed in court")
    registry.history.remove(entry.id, viewer=ALICE)
    assert registry.history.of(judgment, viewer=ANYONE) == ()


@pytest.mark.parametrize(
    ("event", "date", "code"), [("eternal", None, "history.event"), ("upheld", "yesterday", "history.date")]
)
def test_history_that_breaks_a_rule_is_refused(registry: Registry, event: str, date: str | None, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        registry.history.add(registry.judgment(), event, date=date, viewer=ALICE)
    assert refused.value.code == code


def test_history_by_a_hidden_decision_is_hidden(registry: Registry) -> None:
    judgment, order = registry.judgment(), registry.order(access=LITIGATION)
    registry.history.add(judgment, "varied", by=order, viewer=ALICE)
    assert registry.history.of(judgment, viewer=ANYONE) == ()
    assert len(registry.history.of(judgment, viewer=ALICE)) == 1


def test_history_by_a_hidden_decision_does_not_come_out_when_that_is_taken_away(registry: Registry) -> None:
    judgment, order, later = registry.judgment(), registry.order(access=LITIGATION), registry.order()
    registry.history.add(judgment, "reversed", by=order, note="For the group alone", viewer=ALICE)
    registry.history.add(judgment, "varied", by=later, viewer=ALICE)
    registry.intake.remove(order, viewer=OPERATOR)
    registry.intake.remove(later, viewer=OPERATOR)
    assert [(one.entry.event, one.by) for one in registry.history.of(judgment, viewer=ANYONE)] == [("varied", None)]
    assert registry.history.of(judgment, viewer=ALICE) == registry.history.of(judgment, viewer=ANYONE)


def test_treatment_is_told_on_both_sides_to_who_may_read_both(registry: Registry) -> None:
    cited, citing = registry.judgment(), registry.below(access=LITIGATION)
    one = registry.history.treat(citing, cited, "distinguished", paragraph="p-1", viewer=ALICE)
    assert registry.history.treatments(cited, viewer=ANYONE) == ()
    (treated,) = registry.history.treatments(cited, viewer=ALICE)
    assert (treated.other.id, treated.ours, treated.treatment.treatment) == (citing, False, "distinguished")
    (treating,) = registry.history.treatments(citing, viewer=ALICE)
    assert (treating.other.id, treating.ours) == (cited, True)
    registry.history.remove_treatment(one.id, viewer=ALICE)
    assert registry.history.treatments(cited, viewer=ALICE) == ()


def test_treatment_that_breaks_a_rule_is_refused(registry: Registry) -> None:
    cited, citing = registry.judgment(), registry.below()
    with pytest.raises(Forbidden):
        registry.history.treat(citing, cited, "followed", viewer=BOB)
    for kind, paragraph, code in (
        ("admired", None, "treatment.kind"),
        ("followed", "p-99", "treatment.paragraph"),
    ):
        with pytest.raises(Invalid) as refused:
            registry.history.treat(citing, cited, kind, paragraph=paragraph, viewer=ALICE)
        assert refused.value.code == code
    with pytest.raises(Invalid):
        registry.history.treat(cited, cited, "followed", viewer=ALICE)
    with pytest.raises(NotFound):
        registry.history.remove_treatment("0" * 16, viewer=ALICE)
