"""What is restricted in a document lies in no table that all its readers read, and comes back for those it is meant for
— on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.claims import Claim
from caselaw.domain.document import Facts, Party
from caselaw.domain.errors import Changed, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.intake.record import Record
from caselaw.domain.order import Order
from caselaw.domain.people.belonging import Group
from caselaw.domain.veil.access import Wanted
from caselaw.domain.veil.restrictions import Field, Passage, Restriction, Span
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.withholding.restricting import RestrictingService
from caselaw.store import Store, calling, finding, jobs, names, splitting
from caselaw.store import citations as cited
from caselaw.store import documents as stored
from caselaw.store.blobs import Blobs
from caselaw.store.intake import replacing
from caselaw.store.tables import citations, claims, document_keys, documents, paragraphs, sealed
from caselaw.store.withholding import sealing, veil
from tests.factories import a_record

GROUP = group_audience("mining")
EVERY = (frozenset({PUBLIC}), frozenset({PUBLIC, MEMBERS}), frozenset({PUBLIC, MEMBERS, GROUP}))
EDNA = Viewer("edna", frozenset({"editor"}), frozenset({"mining"}))
BOB = Viewer("bob", frozenset({"editor"}))
FIRST = "The prison was inspected in spring."
SECOND = "A witness named Ottilie spoke, citing [2001] ZACC 8 and again Ottilie with [2002] ZACC 9 at the end."
TEXTS = (FIRST, SECOND, "The guards opened every cell that night and nobody was found inside of them.")


@pytest.fixture
def document(store: Store, tmp_path: Path) -> DocumentId:
    GroupService(store).add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    return IntakeService(store, Blobs(tmp_path / "files")).store(_record(), viewer=OPERATOR).id


def _record(texts: tuple[str, ...] = TEXTS) -> Record:
    found = [
        Citation(number, at, at + len(number), (Reading("neutral", number),), "p-2")
        for number in ("[2001] ZACC 8", "[2002] ZACC 9")
        if (at := texts[1].find(number)) >= 0
    ]
    facts = Facts(
        kind="judgment", title="Prisoners v Governor", court="za-cc", country="ZAF", judges=("Justice Quill",),
        parties=(Party("Prisoners"),), identifiers=(Identifier("neutral", "[2010] ZACC 77"),),
        orders=(Order(TEXTS[2], paragraph="p-3"), Order("It shall be inspected.")),
    )  # fmt: skip
    return a_record(
        key="veil:prison", texts=texts, facts=facts, citations=tuple(found),
        claims=(Claim("judge", "Justice Quill", "parser:people", "p-1"), Claim("kind", "judgment", "parser", "p-1")),

    )  # fmt: skip


def _restrict(store: Store, document: DocumentId, *wanted: Restriction) -> None:
    with store.begin("test") as work:
        sealing.restrict(work.connection, document, wanted)


def _state(store: Store, document: DocumentId) -> object:
    tables = (paragraphs, claims, citations, document_keys)
    with store.reading() as connection:
        rows = [connection.execute(select(t).where(t.c.document_id == document)).all() for t in tables]
        own = connection.execute(select(documents).where(documents.c.id == document)).mappings().one()
    return [sorted(map(tuple, some), key=repr) for some in rows], {k: v for k, v in own.items() if k != "revision"}


def test_each_reads_what_is_meant_for_her(store: Store, document: DocumentId) -> None:
    at = SECOND.index("Ottilie")
    _restrict(
        store, document, Restriction(Passage("p-2", Span(at, at + 7)), MEMBERS), Restriction(Passage("p-3"), GROUP),
        Restriction(Field("judges"), GROUP),
    )  # fmt: skip
    with store.reading() as connection:
        read = [stored.load_paragraphs(connection, document, audiences) for audiences in EVERY]
        heads = [stored.load_many(connection, [document], audiences)[document] for audiences in EVERY]
        base = stored.load_all_paragraphs(connection, [document])[document]
        found = [finding.found_paragraphs(connection, {document: ["p-2", "p-3"]}, audiences) for audiences in EVERY]
    assert [[("Ottilie spoke" in one.text, "cell" in one.text) for one in text[1:]] for text in read] == [
        [(False, False), (False, False)],
        [(True, False), (False, False)],
        [(True, False), (False, True)],
    ]
    assert base == read[0]
    assert [one[document] for one in found] == [{each.anchor: each for each in text[1:]} for text in read]
    assert [one.facts.judges for one in heads] == [(), (), ("Justice Quill",)]
    assert [[order.text for order in one.facts.orders] for one in heads] == [
        ["[▮]", "It shall be inspected."], ["[▮]", "It shall be inspected."], [TEXTS[2], "It shall be inspected."],
    ]  # fmt: skip
    assert [[claim.field for claim in one.claims] for one in heads] == [["kind"], ["kind"], ["judge", "kind"]]
    assert [one.is_whole for one in heads] == [False, False, True]
    assert [len(one.restrictions) for one in heads] == [0, 1, 3]


def test_citations_keep_their_place_for_each_reader(store: Store, document: DocumentId) -> None:
    start, end = SECOND.index("named"), SECOND.index("[2002]") - 1
    _restrict(store, document, Restriction(Passage("p-2", Span(start, end)), GROUP))
    for audiences, numbers in zip(
        EVERY, (["[2002] ZACC 9"], ["[2002] ZACC 9"], ["[2001] ZACC 8", "[2002] ZACC 9"]), strict=True
    ):
        with store.reading() as connection:
            text = stored.load_paragraphs(connection, document, audiences)[1].text
            some = cited.of_document(connection, document, audiences)
            first = cited.of_document(connection, document, audiences, size=1)
        assert [text[one.start : one.end] for one in some.values()] == numbers
        assert [one.value for one in some.values()] == numbers
        assert list(first.items()) == list(some.items())[:1]


def test_lifting_all_gives_back_what_was(store: Store, document: DocumentId) -> None:
    before = _state(store, document)
    with store.reading() as connection:
        completed = names.beginning_with(connection, "quill", {PUBLIC}, limit=5)
    wanted = [
        Restriction(Field(name), GROUP) for name in ("title", "judges", "court", "orders", "identifiers", "parties")
    ]
    _restrict(store, document, *wanted, Restriction(Passage("p-1"), MEMBERS), Restriction(Passage("p-2"), GROUP))
    assert _state(store, document) != before
    with store.reading() as connection:
        assert completed
        assert not names.beginning_with(connection, "quill", {PUBLIC, MEMBERS, GROUP}, limit=5)
        assert not names.beginning_with(connection, "prisoners", {PUBLIC, MEMBERS, GROUP}, limit=5)
        assert not calling.called(connection, ["prisoners", "governor"], {PUBLIC, MEMBERS, GROUP})
        assert not cited.by_keys(connection, {"neutral:2010/zacc/77"}, {PUBLIC, MEMBERS, GROUP})
    _restrict(store, document)
    assert _state(store, document) == before
    with store.reading() as connection:
        assert connection.execute(select(sealed)).all() == []
        assert names.beginning_with(connection, "quill", {PUBLIC}, limit=5) == completed


def test_whoever_writes_writes_to_the_whole_document(store: Store, document: DocumentId) -> None:
    _restrict(store, document, Restriction(Field("judges"), GROUP))
    with store.begin("test") as work, sealing.opened(work.connection, document):
        own = documents.c.id == document
        assert work.connection.execute(select(documents.c.judges).where(own)).scalar() == ["Justice Quill"]
        work.connection.execute(documents.update().where(own).values(judges=["Justice Nib"]))
    with store.reading() as connection:
        read = [stored.load_many(connection, [document], audiences)[document].facts.judges for audiences in EVERY]
    assert read == [(), (), ("Justice Nib",)]


READINGS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "the same": (TEXTS, set()),
    "another paragraph changed": (("Something new.", *TEXTS[1:]), set()),
    "a paragraph more in front": (("A new heading", *TEXTS), set()),
    "a letter mended": ((*TEXTS[:2], TEXTS[2].replace("every", "ev’ry")), {"p-3"}),
    "cut in two": ((*TEXTS[:2], TEXTS[2][:33], TEXTS[2][34:]), {"p-3", "p-4"}),
    "joined to another": ((FIRST, f"{SECOND} {TEXTS[2]}"), {"p-2"}),
}


@pytest.mark.parametrize("name", READINGS)
def test_a_text_read_anew_keeps_what_was_restricted(store: Store, document: DocumentId, name: str) -> None:
    texts, unsure = READINGS[name]
    at = SECOND.index("Ottilie")
    _restrict(
        store, document, Restriction(Passage("p-3"), GROUP), Restriction(Passage("p-2", Span(at, at + 7)), MEMBERS),
        Restriction(Field("judges"), GROUP),
    )  # fmt: skip
    with store.begin("test") as work:
        replacing.replace(work.connection, document, _record(texts))
        restricted = veil.of(work.connection, [document])[document]
    with store.reading() as connection:
        shown = stored.load_paragraphs(connection, document, EVERY[0])
        whole = stored.load_paragraphs(connection, document, EVERY[2])
        judges = stored.load_many(connection, [document], EVERY[0])[document].facts.judges
    said = " ".join(one.text for one in shown)
    assert "Ottilie spoke" not in said
    assert "guards" not in said
    assert "nobody" not in said
    assert judges == ()
    assert tuple(one.text for one in whole) == texts
    assert {one.target.anchor for one in restricted if one.unsure and isinstance(one.target, Passage)} == unsure


def test_words_that_are_not_found_again_close_the_document(store: Store, document: DocumentId) -> None:
    _restrict(store, document, Restriction(Passage("p-3"), GROUP))
    with store.begin("test") as work:
        replacing.replace(work.connection, document, _record((FIRST, SECOND, "Wholly other words stand here.")))
    with store.reading() as connection:
        assert [document in stored.load_many(connection, [document], audiences) for audiences in EVERY] == [
            False,
            False,
            True,
        ]


def test_a_reading_that_changes_nothing_changes_nothing(store: Store, document: DocumentId) -> None:
    _restrict(store, document, Restriction(Passage("p-2"), GROUP), Restriction(Field("judges"), GROUP))
    before = _state(store, document)
    with store.begin("test") as work:
        assert replacing.replace(work.connection, document, _record()) is None
    assert _state(store, document) == before


def test_the_index_is_not_trusted_until_it_has_followed(store: Store, document: DocumentId) -> None:
    with store.begin("test") as work:
        for one in jobs.take(work.connection, jobs.INDEX, 10):
            jobs.settle(work.connection, [one.id])
    service = RestrictingService(store)
    service.restrict(document, Wanted("members", anchor="p-2"), viewer=EDNA)
    with store.reading() as connection:
        assert jobs.withdrawn(connection, {PUBLIC}) == {document}


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted("public", anchor="p-1"), "audience"),
        (Wanted("group:others", anchor="p-1"), "audience"),
        (Wanted("nonsense", anchor="p-1"), "audience"),
        (Wanted("editors", anchor="p-1"), "audience"),
        (Wanted("members", field="revision"), "field"),
        (Wanted("members", anchor="p-99"), "anchor"),
        (Wanted("members", anchor="p-1", words="not there"), "words"),
    ],
)
def test_what_cannot_be_is_said_by_its_field(store: Store, document: DocumentId, wanted: Wanted, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        RestrictingService(store).restrict(document, wanted, viewer=EDNA)
    assert set(refusal.value.fields) == {field}


def test_nobody_guesses_at_what_is_hidden_from_her_or_opens_it(store: Store, document: DocumentId) -> None:
    service = RestrictingService(store)
    service.restrict(document, Wanted("group:mining", anchor="p-2", words="named ottilie"), viewer=EDNA)
    with pytest.raises(Invalid):
        service.restrict(document, Wanted("members", anchor="p-2", words="Ottilie spoke"), viewer=BOB)
    shown = service.show(document, viewer=BOB)
    assert shown.shown == ()
    assert shown.document.withheld == (Passage("p-2"),)
    with pytest.raises(NotFound):
        service.lift(document, 0, viewer=BOB)
    service.put(document, [Wanted("members", field="judges")], viewer=BOB)
    assert [one.audience for one in service.show(document, viewer=EDNA).shown] == [GROUP, MEMBERS]
    assert "named Ottilie" not in str(stored_texts(store, document, PUBLIC))


def stored_texts(store: Store, document: DocumentId, *audiences: Audience) -> list[str]:
    with store.reading() as connection:
        return [one.text for one in stored.load_paragraphs(connection, document, audiences)]


def test_words_are_withheld_whole_and_wherever_they_stand_in_the_paragraph(store: Store, document: DocumentId) -> None:
    RestrictingService(store).restrict(document, Wanted("members", anchor="p-2", words="ttil"), viewer=EDNA)
    assert stored_texts(store, document, PUBLIC)[1] == SECOND.replace("Ottilie", "[▮]")


def test_who_may_restrict_and_that_nobody_is_overwritten(store: Store, document: DocumentId) -> None:
    service = RestrictingService(store)
    wanted = Wanted("members", anchor="p-1")
    for viewer in (replace(EDNA, roles=frozenset({"member"})), ANYONE, OPERATOR):
        with pytest.raises(Forbidden):
            service.restrict(document, wanted, viewer=viewer)
        with pytest.raises(Forbidden):
            service.show(document, viewer=viewer)
    revision = service.restrict(document, wanted, viewer=EDNA)
    assert service.show(document, viewer=EDNA).document.revision == revision
    assert service.restrict(document, wanted, viewer=EDNA) == revision
    with pytest.raises(Changed):
        service.lift(document, 0, viewer=EDNA, revision=revision - 1)
    assert service.lift(document, 0, viewer=EDNA, revision=revision) == revision + 1


def test_of_two_who_restrict_at_once_neither_undoes_the_other(store: Store, document: DocumentId) -> None:
    service = RestrictingService(store)
    wanted = [Wanted("members", anchor="p-1"), Wanted("group:mining", anchor="p-2"), Wanted("members", field="judges")]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda one: service.restrict(document, one, viewer=EDNA), wanted))
    assert len(service.show(document, viewer=EDNA).shown) == 3
    assert stored_texts(store, document, PUBLIC)[:2] == ["[▮]", "[▮]"]


def test_the_cases_of_a_report_are_its_words(store: Store, document: DocumentId, tmp_path: Path) -> None:
    texts = ("Something else.", SECOND)
    case = IntakeService(store, Blobs(tmp_path / "files")).store(a_record(texts=texts), viewer=OPERATOR).id
    with store.begin("test") as work:
        splitting.tie(work.connection, case, document, (1, 1), {"p-1": "p-1", "p-2": "p-2"})
    service = RestrictingService(store)
    service.restrict(document, Wanted("members", anchor="p-2", words="Ottilie"), viewer=EDNA)
    assert stored_texts(store, case, PUBLIC) == ["Something else.", SECOND.replace("Ottilie", "[▮]")]
    assert stored_texts(store, case, PUBLIC, MEMBERS) == list(texts)
