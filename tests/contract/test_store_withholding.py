"""Names that are withheld stand in no version of a decision but for those they are left to — on both databases."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.document import Party
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.intake.record import Record
from caselaw.domain.order import Order
from caselaw.domain.people.belonging import Group
from caselaw.domain.searching.questions import SearchQuery
from caselaw.domain.withholding.names import WithheldName, find
from caselaw.search.engines.memory import MemoryIndex
from caselaw.services.editing.facts import EditingService
from caselaw.services.editing.summaries import SummaryService
from caselaw.services.indexing.index import IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.rereading import RereadingService
from caselaw.services.people.groups import GroupService
from caselaw.services.reading.documents import DocumentService
from caselaw.services.relations.history import HistoryService
from caselaw.services.relations.versions import VersionService
from caselaw.services.search.completing import CompletingService
from caselaw.services.search.searching import SearchService
from caselaw.services.withholding.name_holds import NameHoldService
from caselaw.services.withholding.names import WithholdingService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.relations import versions as pairs
from caselaw.store.tables import audit_events
from caselaw.store.withholding import names
from caselaw.store.withholding.sealing import opened
from tests.factories import a_record

LITIGATION = group_audience("litigation")
EDITOR = Viewer("erin", frozenset({"editor"}), frozenset({"litigation"}))
INSIDE = Viewer("mara", frozenset({"member"}), frozenset({"litigation"}))
OUTSIDE = Viewer("otto", frozenset({"member"}))
ROSA = WithheldName(("Rosa Quispe Mamani", "روزا كيسبي"), alone=("Quispe",))
TEXTS = {
    "es": (
        "La señora Rosa Quispe Mamani interpuso la acción.",
        "Quispe, R. fue desalojada.",
        "La Corte ordena pagar a Quispe.",
    ),
    "en": ("Ms Quispe brought the action.", "The Court so orders."),
    "ar": ("رفعت السيدة روزا كيسبي الدعوى.", "حكمت المحكمة."),
}


def version(language: str, access: Audience = PUBLIC) -> Record:
    record = a_record(language, texts=TEXTS[language], access=access, work_key="test:quispe")
    facts = replace(
        record.facts,
        title="Quispe Mamani v. Landlord",
        case_name="Quispe Mamani v. Landlord",
        headline="Eviction of R. Quispe",
        parties=(Party("Rosa QUISPE MAMANI", "applicant"), Party("Landlord", "respondent")),
        identifiers=(Identifier("docket", "T-1/2001"), Identifier("docket", "Quispe-7")),
        orders=(Order("Pay Rosa Quispe", addressee="Landlord", paragraph="p-1"),),
    )
    return replace(record, facts=facts)


class Desk:
    """The services that a test asks, on one store."""

    def __init__(self, store: Store, files: Path) -> None:
        GroupService(store).add(Group("litigation", {"en": "Litigation"}), viewer=OPERATOR)
        blobs, self.index = Blobs(files), MemoryIndex()
        self.blobs = blobs
        self.store = store
        self.intake, self.documents = IntakeService(store, blobs), DocumentService(store, blobs)
        self.search = SearchService(store, self.index)
        self.names = WithholdingService(store, self.search, lambda: "a secret of this installation")
        self.versions = VersionService(store)
        self.holds = NameHoldService(store)
        self.summaries = SummaryService(store)

    def add(self, record: Record) -> DocumentId:
        return self.intake.store(record, viewer=OPERATOR).id

    def said(self, document: DocumentId, viewer: Viewer) -> str:
        """All that this viewer is told of a document."""
        found = self.documents.get(document, viewer=viewer)
        texts = [one.text for one in self.documents.paragraphs(document, viewer=viewer)]
        return "\n".join([repr(found.facts), repr(found.claims), repr(found.source), *texts])

    def completed(self) -> list[str]:
        found = CompletingService(self.store).complete("quisp", reader="es", viewer=ANYONE)
        return [one.text for one in found]


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path / "files")


def test_a_name_stands_in_no_version_but_for_whom_it_is_left_to(desk: Desk) -> None:
    ids = [desk.add(version(language)) for language in ("es", "en")]
    id_ = desk.names.withhold(ids[0], ROSA, LITIGATION, viewer=EDITOR)
    for document in ids:
        for viewer in (ANYONE, OUTSIDE):
            said = desk.said(document, viewer)
            assert find(said, ROSA) == (), said
            assert "uispe" not in said.replace("QUISPE", "uispe")
        assert find(desk.said(document, INSIDE), ROSA)
    assert "[nombre reservado] interpuso" in desk.said(ids[0], ANYONE)
    assert "[name withheld] v. Landlord" in desk.said(ids[1], ANYONE)
    desk.names.lift(ids[1], id_, viewer=EDITOR)
    assert find(desk.said(ids[0], ANYONE), ROSA)
    assert "Quispe-7" in desk.said(ids[0], ANYONE)


def test_what_is_marked_later_or_comes_later_obeys_too(desk: Desk) -> None:
    first = desk.add(version("es"))
    desk.names.withhold(first, ROSA, LITIGATION, viewer=EDITOR)
    second = desk.add(version("ar"))
    assert find(desk.said(second, ANYONE), ROSA) == ()
    assert "[الاسم محجوب]" in desk.said(second, ANYONE)


def test_a_version_that_is_joined_or_parted_takes_the_names_along(desk: Desk) -> None:
    first = desk.add(version("es"))
    second = desk.add(replace(version("en"), work_key=None))
    desk.names.withhold(first, ROSA, LITIGATION, viewer=EDITOR)
    assert find(desk.said(second, ANYONE), ROSA)
    desk.versions.confirm(first, second, viewer=EDITOR)
    assert find(desk.said(second, ANYONE), ROSA) == ()
    desk.versions.split(second, viewer=EDITOR)
    for document in (first, second):
        assert find(desk.said(document, ANYONE), ROSA) == ()


def test_the_search_finds_the_name_for_nobody_else(desk: Desk) -> None:
    document = desk.add(version("es"))
    desk.names.withhold(document, ROSA, LITIGATION, viewer=EDITOR)
    indexing = IndexingService(desk.store, desk.index)
    while not indexing.apply_pending().idle:
        pass
    for text in ("quispe", "party:quispe", "quis*", '"rosa quispe"', "mamani"):
        asked = SearchQuery(text=text, mode="lexical")
        assert desk.search.search(asked, viewer=OUTSIDE).documents == (), text
        assert [one.id for one in desk.search.search(asked, viewer=INSIDE).documents] == [document], text


def test_names_are_completed_for_nobody_from_whom_they_are_withheld(desk: Desk) -> None:
    document = desk.add(version("es"))
    assert any("Quispe" in one for one in desk.completed())
    desk.names.withhold(document, ROSA, LITIGATION, viewer=EDITOR)
    assert desk.completed() == []


@pytest.mark.parametrize(
    ("viewer", "refusal"), [(ANYONE, Forbidden), (OUTSIDE, Forbidden), (INSIDE, Forbidden), (OPERATOR, Forbidden)]
)
def test_only_editors_mark_names(desk: Desk, viewer: Viewer, refusal: type[Exception]) -> None:
    document = desk.add(version("es"))
    with pytest.raises(refusal):
        desk.names.withhold(document, ROSA, LITIGATION, viewer=viewer)
    with pytest.raises(refusal):
        desk.names.show(document, viewer=viewer)


def test_what_is_hidden_from_an_editor_she_neither_sees_nor_lifts(desk: Desk) -> None:
    document = desk.add(version("es"))
    id_ = desk.names.withhold(document, ROSA, LITIGATION, viewer=EDITOR)
    other = Viewer("olga", frozenset({"editor"}))
    shown = desk.names.show(document, viewer=other)
    assert (shown.names, shown.others) == ((), True)
    with pytest.raises(NotFound):
        desk.names.lift(document, id_, viewer=other)
    with pytest.raises(NotFound):
        desk.names.change(document, id_, ROSA, MEMBERS, viewer=other)
    assert desk.names.show(document, viewer=EDITOR).names[0].name == ROSA


@pytest.mark.parametrize(
    ("name", "readers", "field"),
    [
        (WithheldName(()), LITIGATION, "forms"),
        (WithheldName(("J. P.",)), LITIGATION, "forms"),
        (WithheldName(tuple(f"Rosa {n}a" for n in range(50))), LITIGATION, "forms"),
        (WithheldName(("Rosa " * 60,)), LITIGATION, "forms"),
        (WithheldName(("Rosa Quispe",), letters="Rosa Q."), LITIGATION, "letters"),
        (ROSA, "public", "readers"),
        (ROSA, "group:none", "readers"),
        (ROSA, "x", "readers"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(desk: Desk, name: WithheldName, readers: str, field: str) -> None:
    document = desk.add(version("es"))
    with pytest.raises(Invalid) as refused:
        desk.names.withhold(document, name, readers, viewer=EDITOR)
    assert list(refused.value.fields) == [field]


def test_before_marking_an_editor_sees_where_the_name_stands_and_what_else_may_be_it(desk: Desk) -> None:
    first, _ = desk.add(version("es")), desk.add(version("ar"))
    preview = desk.names.preview(first, WithheldName(("Rosa Quispe Mamani",)), viewer=EDITOR)
    by_language = {one.document.language: one for one in preview.versions}
    assert by_language["es"].times == 2
    assert by_language["ar"].times == 0
    offers = {(one.kind, one.text) for one in preview.offers}
    assert ("script", "روزا كيسبي") in offers
    assert any(kind == "family" and text.casefold() == "quispe" for kind, text in offers)


def test_the_audit_trail_names_nobody(desk: Desk) -> None:
    document = desk.add(version("es"))
    desk.names.withhold(document, ROSA, LITIGATION, viewer=EDITOR)
    with desk.store.reading() as connection:
        lines = repr(connection.execute(audit_events.select()).all())
    assert "withhold name" in lines
    assert find(lines, ROSA) == ()


LETTERS = {"parties": (Party("R.Q.", "applicant"), Party("Landlord", "respondent")), "title": "R.Q. v. Landlord"}


def anonymised(**changes: object) -> Record:
    record = version("en")
    plain = a_record("en", texts=("The applicant was put out.",), work_key=record.work_key)
    facts = replace(plain.facts, **(LETTERS | {"case_name": None, "headline": None, "orders": ()}))  # type: ignore[arg-type]
    return replace(plain, facts=facts, **changes)  # type: ignore[arg-type]


def test_a_version_that_prints_what_another_does_not_waits_for_an_editor(desk: Desk) -> None:
    printed = desk.add(version("es"))
    assert desk.documents.get(printed, viewer=ANYONE)
    hidden = desk.add(anonymised())
    for viewer in (ANYONE, INSIDE):
        with pytest.raises(NotFound):
            desk.documents.get(printed, viewer=viewer)
        assert desk.documents.get(hidden, viewer=viewer)
    (waiting,) = desk.holds.list(viewer=EDITOR)
    assert (waiting.document.id, waiting.anonymised and waiting.anonymised.id) == (printed, hidden)
    with pytest.raises(NotFound):
        desk.holds.release(printed, viewer=INSIDE)
    desk.holds.release(printed, viewer=EDITOR)
    assert desk.documents.get(printed, viewer=ANYONE)
    desk.add(replace(anonymised(), language="fr"))
    assert desk.documents.get(printed, viewer=ANYONE), "she has looked"
    assert desk.holds.list(viewer=EDITOR) == ()


def test_what_comes_later_and_prints_the_name_waits_from_the_first_moment(desk: Desk) -> None:
    desk.add(anonymised())
    printed = desk.add(version("es"))
    with pytest.raises(NotFound):
        desk.documents.get(printed, viewer=ANYONE)
    desk.names.withhold(printed, ROSA, LITIGATION, viewer=EDITOR)
    desk.holds.release(printed, viewer=EDITOR)
    assert find(desk.said(printed, ANYONE), ROSA) == ()


def test_a_version_that_is_joined_is_compared_too(desk: Desk) -> None:
    printed = desk.add(replace(version("es"), work_key=None))
    hidden = desk.add(anonymised(work_key=None))
    assert desk.documents.get(printed, viewer=ANYONE)
    desk.versions.confirm(printed, hidden, viewer=EDITOR)
    with pytest.raises(NotFound):
        desk.documents.get(printed, viewer=ANYONE)
    with pytest.raises(Invalid):
        desk.holds.release(hidden, viewer=EDITOR)


def test_a_summary_of_the_case_does_not_say_the_name(desk: Desk) -> None:
    document = desk.add(version("en"))
    said = {"headline": "Eviction of Rosa Quispe", "summary": "Ms Quispe was put out of her home."}
    desk.summaries.write(document, "en", said, 0, viewer=EDITOR)
    desk.summaries.review(document, "en", 1, viewer=EDITOR)
    desk.summaries.publish(document, "en", 1, viewer=EDITOR)
    desk.names.withhold(document, ROSA, LITIGATION, viewer=EDITOR)
    shown = {who: desk.summaries.published(document, "en", viewer=who) for who in (ANYONE, INSIDE)}
    assert find(repr(shown[ANYONE]), ROSA) == ()
    assert "[name withheld]" in repr(shown[ANYONE])
    assert find(repr(shown[INSIDE]), ROSA)
    with pytest.raises(Forbidden):
        desk.summaries.desk(document, viewer=Viewer("olga", frozenset({"editor"})))


def test_a_version_that_comes_in_the_moment_of_marking_obeys_too(desk: Desk) -> None:
    first = desk.add(version("es"))
    work_id = desk.documents.get(first, viewer=ANYONE).work_id
    came: list[DocumentId] = []
    other = Thread(target=lambda: came.append(desk.add(version("en"))))
    with desk.store.begin("erin") as work:
        names.locked(work.connection, [work_id])
        with opened(work.connection, first):
            names.add(work.connection, work_id, ROSA, LITIGATION, "erin")
        other.start()
        other.join(0.3)
    other.join(30)
    (second,) = came
    assert desk.documents.get(second, viewer=ANYONE).work_id == work_id
    for document in (first, second):
        assert find(desk.said(document, ANYONE), ROSA) == ()


def test_who_marks_and_who_joins_wait_for_each_other_in_one_order(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody joins a version while somebody else withholds a name: none of them is turned away, and both happen."""
    first, second = desk.add(version("es")), desk.add(replace(version("en"), work_key=None))
    began, keep = Event(), pairs.save

    def keep_slowly(*args: Any, **named: Any) -> None:
        keep(*args, **named)
        began.set()
        time.sleep(0.4)  # the other one begins, and locks what it needs

    monkeypatch.setattr(pairs, "save", keep_slowly)
    with ThreadPoolExecutor(2) as both:
        joins = both.submit(desk.versions.confirm, first, second, viewer=EDITOR)
        assert began.wait(10)
        marks = both.submit(desk.names.withhold, first, ROSA, LITIGATION, viewer=EDITOR)
        joins.result(30)
        marks.result(30)
    assert len({desk.documents.get(one, viewer=ANYONE).work_id for one in (first, second)}) == 1
    for document in (first, second):
        assert find(desk.said(document, ANYONE), ROSA) == ()


def test_a_version_that_is_read_again_is_compared_again(desk: Desk) -> None:
    """An editor let a version go that named nobody; read better, it prints the name that the other does not."""
    desk.add(anonymised())
    read = replace(version("es"), key="scan")
    blank = a_record("es", texts=("La Corte ordena pagar.",), key="scan", work_key=read.work_key)
    facts = {"title": "T-1/2001", "case_name": None, "headline": None, "parties": (), "orders": ()}
    unread = replace(blank, facts=replace(read.facts, **facts))  # type: ignore[arg-type]
    document = desk.add(unread)
    desk.holds.release(document, viewer=EDITOR)
    assert desk.documents.get(document, viewer=ANYONE)
    again = RereadingService(desk.store, desk.blobs)
    assert again.replace(document, read, viewer=OPERATOR).outcome == "replaced"
    with pytest.raises(NotFound):
        desk.documents.get(document, viewer=ANYONE)
    desk.holds.release(document, viewer=EDITOR)
    changed = replace(read, facts=replace(read.facts, country="COL"))
    assert again.replace(document, changed, viewer=OPERATOR).outcome == "replaced"
    assert desk.documents.get(document, viewer=ANYONE), "she has looked at this name"


def test_notes_about_a_decision_do_not_say_the_name(desk: Desk) -> None:
    """Later history and treatment, on either side, and what a correction rests on."""
    document, citing = desk.add(version("es")), desk.add(a_record("en", title="Another decision"))
    history, editing = HistoryService(desk.store), EditingService(desk.store)
    history.add(document, "upheld", by=citing, note="Rosa Quispe lost again", viewer=EDITOR)
    history.treat(citing, document, "followed", note="as Quispe, R. asked", viewer=EDITOR)
    editing.correct(document, {"country": "KEN"}, 1, ("knowledge", "a letter of Rosa Quispe"), viewer=EDITOR)
    desk.names.withhold(document, ROSA, LITIGATION, viewer=EDITOR)
    other = Viewer("olga", frozenset({"editor"}))

    def notes(viewer: Viewer) -> list[str]:
        sides = [one for id_ in (document, citing) for one in history.treatments(id_, viewer=viewer)]
        later = [one.entry.note for one in history.of(document, viewer=viewer)]
        return [*later, *(one.treatment.note for one in sides)]

    assert notes(OUTSIDE) == ["[name withheld] lost again", *["as [name withheld] asked"] * 2]
    assert notes(INSIDE) == ["Rosa Quispe lost again", *["as Quispe, R. asked"] * 2]
    (change,) = editing.changes(document, viewer=other)
    assert change.change.source.text == "a letter of [nombre reservado]"
    assert editing.changes(document, viewer=EDITOR)[0].change.source.text == "a letter of Rosa Quispe"


def test_what_comes_into_a_sensitive_collection_is_for_a_group(desk: Desk) -> None:
    desk.intake.collection("defenders", sensitive=True, viewer=EDITOR)
    mine = desk.intake.store(a_record("en", access=None, collection="defenders"), viewer=EDITOR).id
    assert desk.documents.get(mine, viewer=EDITOR).access == LITIGATION
    with pytest.raises(Invalid) as refused:
        desk.intake.store(a_record("en", access=None, collection="defenders"), viewer=OPERATOR)
    assert refused.value.code == "intake.sensitive"
    said = desk.intake.store(a_record("en", access=MEMBERS, collection="defenders"), viewer=OPERATOR).id
    assert desk.documents.get(said, viewer=OUTSIDE).access == MEMBERS
