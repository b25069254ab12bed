"""Orders that are followed: begun, changed by two hands, assessed by three, read again, and seen by nobody else — on
both databases."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import SourceFile
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.order import Order
from caselaw.domain.people.belonging import Group
from caselaw.domain.tracking.measure import GRADES
from caselaw.domain.veil.restrictions import Field, Restriction
from caselaw.domain.withholding.names import WithheldName
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.rereading import RereadingService
from caselaw.services.people.groups import GroupService
from caselaw.services.tracking.implementation import ImplementationService
from caselaw.services.tracking.orders import in_version
from caselaw.services.tracking.overview import Asked, TrackingService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.withholding import names, sealing
from tests.factories import a_record
from tests.factories.documents import facts

DELTA = group_audience("delta")
MARA = Viewer("mara", frozenset(), frozenset({"delta"}), {"delta": frozenset({"coder"})})
EVA = Viewer("eva", frozenset({"editor"}), frozenset({"delta"}))
BOB = Viewer("bob", frozenset({"member"}))
WATER = Order(
    "The State must provide every village with clean water.", number="1", paragraph="p-1", addressee="The State",
    due=PartialDate(2020, 3),
)  # fmt: skip
LAND = Order("The State must return the land to the community.", number="2", paragraph="p-2")
FOUND = Order("The State is responsible for the harm.", "finding", number="3", paragraph="p-3")
PROOF = [{"kind": "link", "value": "https://example.org/visit", "label": "Visit"}]
SAID: dict[str, Any] = {"line": "ours", "grade": "partly", "on": "2024-05", "words": "Pipes lie.", "evidence": PROOF}


@pytest.fixture
def following(store: Store) -> ImplementationService:
    return ImplementationService(store)


@pytest.fixture
def tracking(store: Store) -> TrackingService:
    return TrackingService(store)


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    return IntakeService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def document(intake: IntakeService) -> DocumentId:
    return a_decision(intake)


def a_decision(intake: IntakeService, key: str = "decision", access: Audience = PUBLIC, **more: Any) -> DocumentId:
    held = facts(orders=(WATER, LAND, FOUND), country="KEN", court="achpr", **more)
    return intake.store(a_record(key=key, access=access, facts=held), viewer=OPERATOR).id


def begun(following: ImplementationService, document: str, keeper: str = "group:delta", **wanted: Any) -> str:
    key, _order = following.of_document(document, viewer=MARA).open[0]
    return following.begin(document, wanted, keeper, orders=[key], viewer=MARA)[0]


def test_an_order_is_followed(following: ImplementationService, document: DocumentId) -> None:
    assert [one.number for _key, one in following.of_document(document, viewer=MARA).open] == ["1", "2"]
    measure = begun(following, document)
    found = following.get(measure, viewer=MARA)
    assert (found.words, found.addressee, found.due) == (WATER.text, "The State", PartialDate(2020, 3))
    assert (found.countries, found.body, found.standing) == (("KEN",), "achpr", "overdue")
    assert [one.number for _key, one in following.of_document(document, viewer=MARA).open] == ["2"]
    with pytest.raises(Forbidden):
        following.begin(document, {}, "group:delta", orders=[], viewer=BOB)
    with pytest.raises(Invalid) as refused:
        following.begin(document, {}, "group:delta", viewer=MARA)
    assert refused.value.fields == {"what": ["measure.what"]}
    with pytest.raises(Conflict):
        following.begin(document, {}, "group:delta", orders=["gone"], viewer=MARA)


def test_three_lines_are_kept_apart(
    following: ImplementationService, tracking: TrackingService, document: DocumentId
) -> None:
    measure = begun(following, document)
    for said in (
        SAID,
        {"line": "body", "assessment": "iacthr.pending", "on": "2023", "evidence": PROOF},
        {"line": "community", "grade": "contrary", "on": "2024-06-01", "words": "No water.", "evidence": PROOF},
        {**SAID, "grade": "begun", "on": "2021"},
    ):
        following.assess(measure, said, viewer=MARA)
    found = following.get(measure, viewer=MARA)
    assert [found.grade(line) for line in ("body", "ours", "community")] == ["not_carried_out", "partly", "contrary"]
    assert len(found.measure.entries) == 4
    counts = tracking.overview(Asked(), viewer=MARA).lines
    assert {line: {grade for grade in GRADES if counts[line][grade]} for line in counts} == {
        "body": {"not_carried_out"}, "ours": {"partly"}, "community": {"contrary"},
    }  # fmt: skip
    latest = found.latest("ours")
    assert latest
    following.withdraw(measure, latest.id, "Another village.", viewer=MARA)
    with pytest.raises(Conflict):
        following.withdraw(measure, latest.id, "Again.", viewer=MARA)
    found = following.get(measure, viewer=MARA)
    assert found.grade("ours") == "begun"
    assert len(found.measure.entries) == 4, "the history is kept"


CANNOT_BE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"grade": "carried_out", "evidence": []}, "evidence"),
    ({"on": "2999"}, "on"),
    ({"on": "soon"}, "on"),
    ({"grade": "fine"}, "grade"),
    ({"line": "press"}, "line"),
    ({"line": "body", "words": ""}, "words"),
    ({"assessment": "iacthr.total"}, "assessment"),
    ({"assessment": ["iacthr.total"]}, "assessment"),
    ({"access": "public"}, "access"),
    ({"evidence": [{"kind": "link", "value": "javascript:alert(1)"}]}, "evidence"),
    ({"evidence": [{"kind": "document", "value": "nowhere"}]}, "evidence"),
    ({"evidence": ["words"]}, "evidence"),
    ({"words": "w" * 10_001}, "words"),
)


def test_what_cannot_be_said(following: ImplementationService, document: DocumentId) -> None:
    measure = begun(following, document)
    for wanted, field in CANNOT_BE:
        with pytest.raises(Invalid) as refused:
            following.assess(measure, {**SAID, **wanted}, viewer=MARA)
        assert field in refused.value.fields, wanted
    assert following.get(measure, viewer=MARA).measure.entries == ()


def test_what_is_unknown_is_counted_as_unknown(
    following: ImplementationService, tracking: TrackingService, document: DocumentId
) -> None:
    begun(following, document)
    view = tracking.overview(Asked(), "body", viewer=MARA)
    assert [(row.value, row.total, row.counts["unknown"]) for row in view.tallies] == [("achpr", 1, 1)]
    assert view.lines["ours"] == {**dict.fromkeys(GRADES, 0), "unknown": 1}
    assert tracking.overview(Asked(grade="not_carried_out"), viewer=MARA).measures == ()


def test_the_public_reads_what_is_marked_public(
    following: ImplementationService, tracking: TrackingService, document: DocumentId
) -> None:
    measure = begun(following, document, next_step="Write to the minister")
    following.assess(measure, SAID, viewer=MARA)
    following.assess(measure, {**SAID, "line": "community", "grade": "contrary"}, viewer=MARA)
    for outsider in (ANYONE, BOB):
        with pytest.raises(NotFound):
            following.get(measure, viewer=outsider)
        assert tracking.overview(Asked(), viewer=outsider).measures == ()
        assert following.of_document(document, viewer=outsider).measures == ()
    with pytest.raises(Forbidden):
        following.change(measure, {"access": "public"}, 1, viewer=MARA)
    assert following.change(measure, {"access": "public"}, 1, viewer=EVA).revision == 2
    found = following.get(measure, viewer=ANYONE)
    assert (found.measure.entries, found.measure.next_step, found.keeps) == ((), "", False)
    assert following.history(measure, viewer=ANYONE).changes == ()
    assert tracking.overview(Asked(), "keeper", viewer=ANYONE).choices["keeper"] == ()
    with pytest.raises(Invalid) as refused:
        following.assess(measure, {**SAID, "line": "community", "access": "public"}, viewer=EVA)
    assert refused.value.fields == {"consent": ["measure.consent"]}
    following.assess(measure, {**SAID, "line": "community", "access": "public", "consent": True}, viewer=EVA)
    following.assess(measure, {**SAID, "grade": "begun"}, viewer=MARA)
    assert [one.line for one in following.get(measure, viewer=ANYONE).measure.entries] == ["community"]
    assert following.get(measure, viewer=ANYONE).measure.revision == 2, "entries of a group move no public number"
    assert [one.followed.measure.id for one in tracking.news()] == [measure]


def test_nothing_is_wider_than_its_document(
    following: ImplementationService, intake: IntakeService, store: Store
) -> None:
    GroupService(store).add(Group("delta", {"en": "Delta"}), viewer=OPERATOR)
    restricted = a_decision(intake, "restricted", DELTA)
    assert following.keepers(MARA, following.of_document(restricted, viewer=MARA).document) == (DELTA,)
    measure = begun(following, restricted)
    with pytest.raises(Invalid) as refused:
        following.change(measure, {"access": "members"}, 1, viewer=EVA)
    assert refused.value.fields == {"access": ["measure.access"]}
    with pytest.raises(Invalid):
        following.begin(restricted, {"what": "Water"}, "members", viewer=EVA)
    with pytest.raises(NotFound):
        following.of_document(restricted, viewer=BOB)


def test_two_hands(following: ImplementationService, document: DocumentId) -> None:
    measure = begun(following, document)
    assert following.change(measure, {"next_step": "Visit"}, 1, viewer=MARA).revision == 2
    assert following.change(measure, {"responsible": "River Trust"}, 1, viewer=EVA).revision == 3, "another field"
    written = following.change(measure, {"next_step": "Write"}, 1, viewer=EVA)
    assert [(one.field, one.theirs, one.mine) for one in written.collisions] == [("next_step", "Visit", "Write")]
    assert following.get(measure, viewer=MARA).measure.next_step == "Visit"
    with pytest.raises(Changed):
        following.change(measure, {"next_step": "Write"}, 9, viewer=EVA)
    told = following.history(measure, viewer=MARA).changes
    assert [(one.field, one.after, one.by) for one in told] == [
        ("responsible", "River Trust", "eva"), ("next_step", "Visit", "mara"),
    ]  # fmt: skip


def test_a_recommendation_by_hand(following: ImplementationService, tracking: TrackingService) -> None:
    wanted = {
        "form": "recommendation", "what": "Collect data by sex and disability.", "source": "Concluding observations",
        "country": "KEN", "body": "cescr", "cycle": "second review", "terms": [{"vocabulary": "group", "id": "women"}],
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        following.begin(None, {"what": "Collect data."}, "group:delta", viewer=MARA)
    assert set(refused.value.fields) == {"source", "country"}
    made = following.begin(None, wanted, "group:delta", viewer=MARA)
    for asked in (
        Asked(form="recommendation"),
        Asked(group="women"),
        Asked(cycle="second review"),
        Asked(body="cescr"),
    ):
        assert [one.measure.id for one in tracking.overview(asked, viewer=MARA).measures] == list(made)
        assert tracking.overview(asked, viewer=BOB).measures == ()
    assert tracking.overview(Asked(form="order"), viewer=MARA).measures == ()


def test_a_decision_read_again(store: Store, tmp_path: Path, following: ImplementationService) -> None:
    file = b"%PDF-1.7 orders"
    key = hashlib.sha256(file).hexdigest()
    source = SourceFile(key, "judgment.pdf", "pdf", len(file), 1, "native")
    blobs = Blobs(tmp_path / "files")
    intake, rereading = IntakeService(store, blobs), RereadingService(store, blobs)

    def reading(*orders: Order) -> Any:
        return a_record(key=key, source=source, access=PUBLIC, facts=facts(orders=orders))

    document = intake.store(reading(WATER, LAND), viewer=OPERATOR, original=file).id
    measure = begun(following, document)
    moved = Order(WATER.text.replace("clean", "safe and clean"), number="4", paragraph="p-7")
    assert rereading.replace(document, reading(LAND, moved), viewer=OPERATOR).outcome == "replaced"
    found = following.get(measure, viewer=MARA)
    assert found.order == moved
    assert (found.measure.number, found.measure.lost) == ("4", False)
    assert rereading.replace(document, reading(LAND), viewer=OPERATOR).outcome == "replaced"
    found = following.get(measure, viewer=MARA)
    assert (found.order, found.measure.lost) == (None, True)
    key_of_land = following.of_document(document, viewer=MARA).open[0][0]
    assert following.tie(measure, key_of_land, found.measure.revision, viewer=MARA) == 2
    assert following.get(measure, viewer=MARA).order == LAND


def test_all_members_are_kept_apart_from_the_public(following: ImplementationService, document: DocumentId) -> None:
    with pytest.raises(Forbidden):
        begun(following, document, keeper=MEMBERS)
    key = following.of_document(document, viewer=EVA).open[0][0]
    measure = following.begin(document, {}, MEMBERS, orders=[key], viewer=EVA)[0]
    assert following.get(measure, viewer=BOB).keeps
    with pytest.raises(Forbidden):
        following.assess(measure, SAID, viewer=BOB)
    with pytest.raises(NotFound):
        following.get(measure, viewer=ANYONE)


def test_what_is_hidden_of_a_decision_hides_its_measure(
    following: ImplementationService, tracking: TrackingService, store: Store, document: DocumentId
) -> None:
    measure = begun(following, document)
    following.change(measure, {"access": "public"}, 1, viewer=EVA)
    assert following.get(measure, viewer=ANYONE).words == WATER.text
    with store.begin("eva") as work:
        sealing.restrict(work.connection, document, (Restriction(Field("orders"), DELTA),))
    assert following.get(measure, viewer=MARA).words == WATER.text
    with pytest.raises(NotFound):
        following.get(measure, viewer=ANYONE)
    assert tracking.overview(Asked(), viewer=ANYONE).measures == ()
    assert following.of_document(document, viewer=ANYONE).measures == ()


def test_a_name_that_is_withheld_is_in_no_words_of_ours(
    following: ImplementationService, store: Store, document: DocumentId
) -> None:
    measure = begun(following, document, what="Bring water to Rosa Quispe.")
    following.change(measure, {"access": "public"}, 1, viewer=EVA)
    said = {**SAID, "words": "Rosa Quispe has no water.", "access": "public", "evidence": PROOF}
    following.assess(measure, said, viewer=EVA)
    with store.begin("eva") as work:
        found = following.get(measure, viewer=EVA).document
        assert found
        names.add(work.connection, found.work_id, WithheldName(("Rosa Quispe",)), group_audience("litigation"), "eva")
    shown = following.get(measure, viewer=ANYONE)
    assert "Quispe" not in shown.words + shown.measure.entries[0].words
    assert "Rosa Quispe" in following.get(measure, viewer=Viewer("lia", groups=frozenset({"litigation"}))).words
    assert "Rosa" not in following.get(measure, viewer=MARA).words
    with pytest.raises(Conflict):  # she would write over what she does not read
        following.change(measure, {"what": "Water"}, 2, viewer=MARA)


def test_versions_of_one_decision_share_what_is_followed(
    following: ImplementationService, intake: IntakeService
) -> None:  # fmt: skip
    english, arabic = (
        intake.store(
            a_record(tongue, key=f"v:{tongue}", work_key="v", access=PUBLIC, facts=facts(orders=(WATER,))),
            viewer=OPERATOR,
        ).id
        for tongue in ("en", "ar")
    )
    measure = begun(following, english)
    other = following.of_document(arabic, viewer=MARA)
    assert [one.measure.id for one in other.measures] == [measure]
    assert other.open == (), "what is followed in English is not followed again in Arabic"
    told = following.of_orders(other.document, viewer=MARA)
    assert {order.number: [one.measure.id for one in some] for order, some in told.items()} == {"1": [measure]}
    (water,) = other.measures
    for paragraph, number in (("p-1", "1"), ("p-9", None)):
        order = replace(WATER, text="على الدولة أن توفر الماء النظيف لكل قرية.", paragraph=paragraph)
        translated = replace(other.document, facts=replace(other.document.facts, orders=(order,)))
        assert getattr(in_version(water, translated), "number", None) == number
