"""What goes into the tables comes out again, and for each viewer no more than she may read — on both databases."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts, SourceFile
from caselaw.domain.documentation.abuse import AbuseCase, Company, CompanyResponse, StateActor
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.record import Record
from caselaw.domain.order import Order
from caselaw.domain.people.belonging import Group
from caselaw.domain.problems import Problem
from caselaw.domain.term import Term
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.reading.documents import DocumentService
from caselaw.store import Store, audit, finding
from caselaw.store import documents as stored
from caselaw.store.blobs import Blobs
from tests.factories import TITLES, a_record
from tests.factories.documents import facts

ALICE = Viewer("alice", frozenset({"member"}), frozenset({"litigation"}))
BOB = Viewer("bob", frozenset({"member"}), frozenset({"research"}))
CHARLIE = Viewer("charlie", frozenset({"administrator"}))
LITIGATION = group_audience("litigation")
LEVELS = (PUBLIC, MEMBERS, LITIGATION)
READS: dict[str, tuple[Viewer, set[Audience]]] = {
    "the public": (ANYONE, {PUBLIC}),
    "the operator": (OPERATOR, {PUBLIC}),
    "Alice of the group": (ALICE, {PUBLIC, MEMBERS, LITIGATION}),
    "Bob of another group": (BOB, {PUBLIC, MEMBERS}),
    "Charlie the administrator": (CHARLIE, {PUBLIC, MEMBERS}),
}


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    for group in ("litigation", "research"):
        GroupService(store).add(Group(group, {"en": group.title()}), viewer=OPERATOR)
    return IntakeService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def documents(store: Store, tmp_path: Path) -> DocumentService:
    return DocumentService(store, Blobs(tmp_path / "files"))


def test_what_is_ordered_and_what_it_is_about_come_back(intake: IntakeService, documents: DocumentService) -> None:
    order = Order(
        "The State shall rehouse them.", number="3", addressee="the State", deadline="within one year",
        due=PartialDate(2012, 5), paragraph="p-1",
    )  # fmt: skip
    wanted = facts(
        stages=("merits", "reparations"), outcome="violation", respondents=("ZAF",),
        orders=(order, Order("It will watch over this.", kind="finding")), terms=(Term("right", "housing"),),
    )  # fmt: skip
    record = a_record("en", facts=wanted)
    party = replace(record.paragraphs[0], voice="party")
    stored_id = intake.store(
        replace(record, paragraphs=(party, *record.paragraphs[1:]), access=PUBLIC), viewer=OPERATOR
    ).id
    assert documents.get(stored_id, viewer=ANYONE).facts == wanted
    assert documents.paragraphs(stored_id, viewer=ANYONE)[0].voice == "party"


CASE = AbuseCase(
    country="PER", place="Example Valley", began=PartialDate(2004, 3), ended=PartialDate(2006), at_risk=True,
    companies=(Company("Example Mining S.A.", "subsidiary", "PER", "p-1"), Company("Example plc")),
    state_actors=(StateActor("National Police", "police", "p-2"),), sources=("Example v. Peru, 2007",),
    response=CompanyResponse(asked=True, received=False, text="It did not answer.", paragraph="p-2"),
)  # fmt: skip


@pytest.mark.parametrize("case", [CASE, AbuseCase(), None])
def test_a_case_of_abuse_comes_back(intake: IntakeService, documents: DocumentService, case: AbuseCase | None) -> None:
    record = a_record(facts=facts(kind="abuse_report", abuse=case))
    assert documents.get(intake.store(record, viewer=OPERATOR).id, viewer=ANYONE).facts.abuse == case


@pytest.mark.parametrize("wrong", [{"outcome": "won"}, {"stages": ("merits", "party")}])
def test_an_outcome_that_is_none_is_refused(intake: IntakeService, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        intake.store(a_record("en", facts=facts(**wrong)), viewer=OPERATOR)
    assert refused.value.fields == {"outcome": ["intake.outcome"]}


def test_a_record_comes_back_as_it_was_stored(intake: IntakeService, documents: DocumentService) -> None:
    record = a_record(
        "ar",
        facts=Facts(
            kind="summary",
            title=TITLES["ar"],
            headline="الإخلاء القسري",
            summary_of="[2004] ZACC 99",
            of_kind="judgment",
            allegations=(
                Allegation("Example Mining", "It dug the street away.", "found", "[2004] ZACC 99", body="ZACC"),
            ),
        ),
        languages={"ar": 0.9, "en": 0.1},
        claims=(
            Claim("title", TITLES["ar"], "declared", None, 1.0, 100),
            Claim("country", "ZAF", "parser:court", "p-2"),
        ),
        problems=(Problem("problem.unreadable", "error", "p. 3", {"page": 3}),),
        work_key="reed-street",
    )
    answer = intake.store(record, viewer=OPERATOR)
    document = documents.get(answer.id, viewer=ANYONE)
    assert answer.outcome == "added"
    assert (document.facts, document.claims, document.problems) == (record.facts, record.claims, record.problems)
    assert (document.language, document.status, document.languages) == ("ar", "original", {"ar": 0.9, "en": 0.1})
    assert (document.access, document.revision, document.collection) == (PUBLIC, 1, None)
    assert document.added.tzinfo is not None
    assert documents.paragraphs(answer.id, viewer=ANYONE) == record.paragraphs


@pytest.mark.parametrize("date", [None, "2004", "2004-03", "2004-03-03"])
def test_a_date_keeps_its_precision(intake: IntakeService, documents: DocumentService, date: str | None) -> None:
    record = a_record(facts=facts(decided=PartialDate.parse(date) if date else None))
    document = documents.get(intake.store(record, viewer=OPERATOR).id, viewer=ANYONE)
    assert str(document.facts.decided) == str(date)


def test_the_same_key_again_changes_nothing(intake: IntakeService, documents: DocumentService, store: Store) -> None:
    first = intake.store(a_record(key="same"), viewer=OPERATOR)
    second = intake.store(a_record("fr", key="same", title="Autre"), viewer=OPERATOR)
    assert (second.id, second.outcome) == (first.id, "unchanged")
    assert documents.get(first.id, viewer=ANYONE).facts.title == TITLES["en"]
    assert intake.known(["same", "other"], viewer=OPERATOR) == {"same"}
    with store.reading() as connection:
        assert [row[0] for row in connection.exec_driver_sql("SELECT count(*) FROM jobs")] == [2], "index, relate"
        assert audit.verify(connection).lines == 3  # two groups, one document


def test_thousands_of_keys_can_be_asked_at_once(intake: IntakeService) -> None:
    intake.store(a_record(key="k7"), viewer=OPERATOR)
    assert intake.known([f"k{number}" for number in range(40_000)], viewer=OPERATOR) == {"k7"}


@pytest.mark.parametrize(
    ("of_record", "of_collection", "found"),
    [
        (None, None, MEMBERS),
        (None, PUBLIC, PUBLIC),
        (None, LITIGATION, LITIGATION),
        (PUBLIC, LITIGATION, PUBLIC),
        (LITIGATION, PUBLIC, LITIGATION),
    ],
)
def test_who_a_document_is_for(
    intake: IntakeService,
    documents: DocumentService,
    of_record: Audience | None,
    of_collection: Audience | None,
    found: Audience,
) -> None:
    intake.collection("housing", title="Housing", access=of_collection, viewer=OPERATOR)
    answer = intake.store(a_record(access=of_record, collection="housing"), viewer=OPERATOR)
    document = documents.get(answer.id, viewer=ALICE)
    assert (document.access, document.collection) == (found, "housing")


def test_without_a_word_a_document_is_for_members(intake: IntakeService, documents: DocumentService) -> None:
    answer = intake.store(a_record(access=None), viewer=OPERATOR)
    assert documents.get(answer.id, viewer=BOB).access == MEMBERS
    with pytest.raises(NotFound):
        documents.get(answer.id, viewer=ANYONE)


def test_a_collection_made_twice_stays_as_it_was(intake: IntakeService, documents: DocumentService) -> None:
    intake.collection("housing", access=PUBLIC, viewer=OPERATOR)
    intake.collection("housing", access=MEMBERS, viewer=OPERATOR)
    answer = intake.store(a_record(access=None, collection="housing"), viewer=OPERATOR)
    assert documents.get(answer.id, viewer=ANYONE).access == PUBLIC


def test_the_versions_of_a_work(intake: IntakeService, documents: DocumentService) -> None:
    for language, access in (("fr", PUBLIC), ("en", PUBLIC), ("ar", LITIGATION)):
        answer = intake.store(a_record(language, work_key="reed-street", access=access), viewer=OPERATOR)
    intake.store(a_record("es"), viewer=OPERATOR)
    work = documents.get(answer.id, viewer=ALICE).work_id
    assert [version.language for version in documents.versions(work, viewer=ALICE)] == ["ar", "en", "fr"]
    assert [version.language for version in documents.versions(work, viewer=ANYONE)] == ["en", "fr"]


READ_METHODS: dict[str, Callable[[DocumentService, str, Viewer], object]] = {
    "get": lambda documents, document, viewer: documents.get(document, viewer=viewer),
    "paragraphs": lambda documents, document, viewer: documents.paragraphs(document, viewer=viewer),
    "paragraphs behind the end": lambda documents, document, viewer: documents.paragraphs(
        document, viewer=viewer, after=99
    ),
    "original": lambda documents, document, viewer: documents.original(document, viewer=viewer),
}


@pytest.mark.parametrize("method", READ_METHODS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("who", READS)
def test_who_reads_what(
    intake: IntakeService, documents: DocumentService, who: str, level: Audience, method: str
) -> None:
    viewer, readable = READS[who]
    record, content = a_record_of_file(level)
    document = intake.store(record, viewer=OPERATOR, original=content).id
    if level in readable:
        READ_METHODS[method](documents, document, viewer)
    else:
        with pytest.raises(NotFound) as hidden:
            READ_METHODS[method](documents, document, viewer)
        with pytest.raises(NotFound) as absent:
            READ_METHODS[method](documents, "0" * 16, viewer)
        assert (hidden.value.code, hidden.value.params) == (absent.value.code, absent.value.params)


@pytest.mark.parametrize("who", READS)
def test_lists_and_counts_show_no_trace(
    intake: IntakeService, documents: DocumentService, store: Store, who: str
) -> None:
    viewer, readable = READS[who]
    languages = {PUBLIC: "en", MEMBERS: "fr", LITIGATION: "ar"}
    countries = {PUBLIC: "ZAF", MEMBERS: "FRA", LITIGATION: "EGY"}
    ids = {
        level: intake.store(
            a_record(languages[level], access=level, work_key="one", facts=facts(country=countries[level])),
            viewer=OPERATOR,
        ).id
        for level in LEVELS
    }
    expected = {ids[level] for level in readable}
    page, counts = documents.list(viewer=viewer), documents.counts(viewer=viewer)
    assert {document.id for document in page.documents} == expected
    assert (page.total, counts.documents, counts.countries) == (len(readable),) * 3
    assert counts.languages == {languages[level]: 1 for level in readable}
    work = documents.get(ids[PUBLIC], viewer=viewer).work_id
    assert {version.id for version in documents.versions(work, viewer=viewer)} == expected
    with store.reading() as connection:
        assert set(stored.load_many(connection, list(ids.values()), viewer.audiences)) == expected
        assert set(finding.headed(connection, list(ids.values()), viewer.audiences)) == expected
        anchors = dict.fromkeys(ids.values(), ("p-2", "p-99"))
        found = finding.found_paragraphs(connection, anchors, viewer.audiences)
    assert {document: list(group) for document, group in found.items()} == {document: ["p-2"] for document in expected}


def test_no_audience_reads_nothing(intake: IntakeService, store: Store) -> None:
    document = intake.store(a_record(), viewer=OPERATOR).id
    with store.reading() as connection:
        assert stored.load_many(connection, [document], frozenset()) == {}
        assert stored.count(connection, frozenset()) == 0


def test_paging_through_a_list(intake: IntakeService, documents: DocumentService) -> None:
    stored_ids = [intake.store(a_record(), viewer=OPERATOR).id for _ in range(5)]
    hidden = intake.store(a_record(access=MEMBERS), viewer=OPERATOR).id
    seen: list[DocumentId] = []
    place: str | None = None
    while True:
        page = documents.list(viewer=ANYONE, after=place, size=2)
        assert page.total == 5
        seen += [document.id for document in page.documents]
        if page.next is None:
            break
        place = page.next
    assert sorted(seen) == sorted(stored_ids)
    assert hidden not in seen
    assert seen == [document.id for document in documents.list(viewer=ANYONE, size=5).documents]


@pytest.mark.parametrize("place", ["", "x", "ééé", "MjAyNg", "bm9uc2Vuc2UgYWJj"])
def test_a_place_that_no_page_gave_is_refused(documents: DocumentService, place: str) -> None:
    with pytest.raises(Invalid):
        documents.list(viewer=ANYONE, after=place)


@pytest.mark.parametrize("size", [0, -1, 101])
def test_a_page_of_no_size_is_refused(documents: DocumentService, size: int) -> None:
    with pytest.raises(Invalid):
        documents.list(viewer=ANYONE, size=size)


def test_paragraphs_a_page_at_a_time(intake: IntakeService, documents: DocumentService) -> None:
    record = a_record()
    document = intake.store(record, viewer=OPERATOR).id
    assert documents.paragraphs(document, viewer=ANYONE, size=2) == record.paragraphs[:2]
    assert documents.paragraphs(document, viewer=ANYONE, after=1, size=2) == record.paragraphs[2:4]
    assert documents.paragraphs(document, viewer=ANYONE, after=4) == ()


def a_record_of_file(level: Audience) -> tuple[Record, bytes]:
    content = f"The file of {level}.".encode()
    source = SourceFile(hashlib.sha256(content).hexdigest(), "reed street.txt", "txt", len(content), 1, "native")
    return a_record(access=level, source=source), content


def test_the_original_comes_back_byte_for_byte(
    intake: IntakeService, documents: DocumentService, tmp_path: Path
) -> None:
    record, content = a_record_of_file(PUBLIC)
    document = intake.store(record, viewer=OPERATOR, original=content).id
    original = documents.original(document, viewer=ANYONE)
    assert (original.name, original.format, original.path.read_bytes()) == ("reed street.txt", "txt", content)
    assert original.path.stat().st_mode & 0o777 == 0o600
    assert original.path.parent.stat().st_mode & 0o777 == 0o700
    assert original.path.is_relative_to(tmp_path / "files")


def test_two_documents_of_one_file_keep_their_names_apart(intake: IntakeService, documents: DocumentService) -> None:
    record, content = a_record_of_file(LITIGATION)
    intake.store(record, viewer=OPERATOR, original=content)
    assert record.source is not None
    renamed = replace(record, key="public", access=PUBLIC, source=replace(record.source, name="published.txt"))
    document = intake.store(renamed, viewer=OPERATOR, original=content).id
    source = documents.get(document, viewer=ANYONE).source
    assert source is not None
    assert source.name == "published.txt"


@pytest.mark.parametrize("viewer", [ANYONE, ALICE, BOB])
def test_who_may_not_add_documents(intake: IntakeService, viewer: Viewer) -> None:
    with pytest.raises(Forbidden):
        intake.store(a_record(), viewer=viewer)
    with pytest.raises(Forbidden):
        intake.known(["x"], viewer=viewer)
    with pytest.raises(Forbidden):
        intake.collection("x", viewer=viewer)


def test_changing_who_may_read(intake: IntakeService, documents: DocumentService) -> None:
    document = intake.store(a_record(access=PUBLIC), viewer=OPERATOR).id
    intake.change_access(document, LITIGATION, viewer=OPERATOR)
    intake.change_access(document, LITIGATION, viewer=OPERATOR)  # no change, no revision
    assert documents.get(document, viewer=ALICE).revision == 2
    with pytest.raises(NotFound):
        documents.get(document, viewer=BOB)
    with pytest.raises(NotFound):  # an administrator outside the group cannot even tell that it is there
        intake.change_access(document, PUBLIC, viewer=CHARLIE)
    with pytest.raises(Forbidden):
        intake.change_access(document, PUBLIC, viewer=ALICE)


def test_removing_a_document_takes_all_that_hangs_on_it(intake: IntakeService, store: Store) -> None:
    document = intake.store(a_record(problems=(Problem("problem.unreadable"),)), viewer=OPERATOR).id
    intake.remove(document, viewer=OPERATOR)
    with store.reading() as connection:
        for table in ("documents", "paragraphs", "claims", "identifiers", "problems", "allegations"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0  # noqa: S608
    with pytest.raises(NotFound):
        intake.remove(document, viewer=OPERATOR)


@pytest.mark.parametrize(
    "text", ["", "x", "0" * 15, "0" * 17, "\x00" * 16, "\ud800" * 16, "ٱ" * 16, "' OR 1=1 --' OR 1", "O" * 16]
)
def test_what_can_be_no_id_is_not_found(intake: IntakeService, documents: DocumentService, text: str) -> None:
    for read in READ_METHODS.values():
        with pytest.raises(NotFound):
            read(documents, text, ALICE)
    assert documents.versions(text, viewer=ALICE) == ()
    with pytest.raises(NotFound):
        intake.remove(text, viewer=OPERATOR)
