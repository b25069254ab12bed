"""Facts corrected by editors: written with their source, remembered, joined with what others did — on both
databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, group_audience
from caselaw.domain.claims import Claim
from caselaw.domain.document import Document, Facts, Party
from caselaw.domain.editing import FIELDS
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.intake.record import Record
from caselaw.domain.order import Order
from caselaw.domain.term import Term
from caselaw.domain.veil.restrictions import Field, Passage, Restriction
from caselaw.services.editing.facts import EditingService, Written
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.rereading import RereadingService
from caselaw.services.reading.documents import DocumentService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.tables import audit_events, document_keys, document_names
from caselaw.store.withholding import sealing, veil
from tests.factories import a_record

EVA = Viewer("eva", frozenset({"editor"}))
FINN = Viewer("finn", frozenset({"editor"}))
MEMBER = Viewer("mara", frozenset({"member"}))
SOURCE = ("publication", "The court’s own register")
READ = Facts(
    kind="judgment",
    title="Rivers v. State",
    court="cescr",
    country="ZAF",
    parties=(Party("Rivers", "applicant"),),
    judges=("Jane Rivers",),
    identifiers=(Identifier("docket", "12/2009"),),
    orders=(Order("The State is to pay.", number="1"),),
    terms=(Term("right", "housing"), Term("right", "water")),
)


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    return IntakeService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def editing(store: Store) -> EditingService:
    return EditingService(store)


@pytest.fixture
def documents(store: Store, tmp_path: Path) -> DocumentService:
    return DocumentService(store, Blobs(tmp_path / "files"))


def a_reading(**changed: Any) -> Record:
    values = {**vars(READ), **changed}
    return a_record(key="key", access=MEMBERS, facts=Facts(**values))


@pytest.fixture
def document(intake: IntakeService) -> DocumentId:
    return intake.store(a_reading(), viewer=OPERATOR).id


def correct(
    editing: EditingService, document: str, revision: int = 1, viewer: Viewer = EVA, **wanted: object
) -> Written:
    return editing.correct(document, wanted, revision, SOURCE, viewer=viewer)


def whole(documents: DocumentService, document: DocumentId) -> Document:
    return documents.get(document, viewer=EVA)


WANTED: dict[str, Any] = {
    "title": "Rivers and Others v. State",
    "case_name": "Rivers",
    "headline": "Water for a village",
    "court": "icj",
    "country": "COL",
    "kind": "order",
    "stages": ["merits", "reparations"],
    "outcome": "granted",
    "decided": "2009-07",
    "status": "official",
    "identifiers": [{"scheme": "ecli", "value": "ECLI:FR:CCASS:2010:C100001"}],
    "parties": [{"name": "Rivers", "role": "applicant"}, {"name": "State", "role": "respondent"}],
    "judges": ["Jane Rivers", "Omar Haddad"],
    "respondents": ["COL"],
    "orders": [
        {
            "kind": "order", "number": "2", "text": "The State is to act.", "addressee": "The State",
            "deadline": "within a year", "due": "2010-07", "paragraph": None,
        }
    ],
    "terms": [
        {"vocabulary": "right", "id": "housing", "status": "confirmed"},
        {"vocabulary": "right", "id": "water", "status": "rejected"},
    ],
    "allegations": [
        {
            "company": "Example Mining", "statement": "It took the water.", "status": "alleged",
            "source": "Report of 2008", "role": None, "home_state": "CAN", "body": None,
        }
    ],
}  # fmt: skip


def test_every_fact_can_be_corrected(editing: EditingService, document: DocumentId) -> None:
    assert set(WANTED) == set(FIELDS)
    written = correct(editing, document, **WANTED)
    assert (written.revision, written.fields, written.collisions) == (2, FIELDS, ())
    shown = editing.show(document, viewer=EVA)
    assert shown.facts == WANTED
    assert sorted(told.change.field for told in editing.changes(document, viewer=EVA)) == sorted(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_reading_again_keeps_what_was_corrected(
    field: str, editing: EditingService, store: Store, document: DocumentId, tmp_path: Path
) -> None:
    correct(editing, document, **{field: WANTED[field]})
    rereading = RereadingService(store, Blobs(tmp_path / "files"))
    rereading.replace(document, a_reading(title="Read anew", judges=("Another",), orders=()), viewer=OPERATOR)
    facts = editing.show(document, viewer=EVA).facts
    assert facts[field] == WANTED[field]
    if field != "title":
        assert facts["title"] == "Read anew"
        newest = next(told.change for told in editing.changes(document, viewer=EVA) if told.change.field == "title")
        assert (newest.origin, newest.source.kind, newest.before) == ("reading", "reading", "Rivers v. State")


def test_an_emptied_fact_stays_empty(
    editing: EditingService, store: Store, document: DocumentId, tmp_path: Path
) -> None:
    correct(editing, document, court="", judges=[], orders=[])
    RereadingService(store, Blobs(tmp_path / "files")).replace(document, a_reading(kind="order"), viewer=OPERATOR)
    facts = editing.show(document, viewer=EVA).facts
    assert (facts["court"], facts["judges"], facts["orders"], facts["kind"]) == (None, [], [], "order")


def test_a_correction_says_who_and_on_what(
    editing: EditingService, documents: DocumentService, document: DocumentId
) -> None:
    editing.correct(document, {"court": "icj"}, 1, ("paragraph", "p-1"), viewer=EVA)
    found = whole(documents, document)
    assert Claim("court", "icj", "editor:eva", "p-1", 1.0, 100) in found.claims
    (told,) = editing.changes(document, viewer=FINN)
    change = told.change
    assert (change.field, change.before, change.after, change.revision) == ("court", "cescr", "icj", 2)
    assert (change.by, change.source.kind, change.source.paragraph) == ("eva", "paragraph", "p-1")
    correct(editing, document, 2, court="hrc")
    assert [claim.value for claim in whole(documents, document).claims if claim.source.startswith("editor:")] == ["hrc"]


def test_names_and_numbers_follow(editing: EditingService, store: Store, document: DocumentId) -> None:
    correct(
        editing,
        document,
        parties=[{"name": "Zenobia Marsh"}],
        identifiers=[{"scheme": "ecli", "value": "ECLI:FR:CE:2020:1"}],
    )
    with store.reading() as connection:
        names = connection.execute(select(document_names.c.name)).scalars().all()
        keys = connection.execute(select(document_keys.c.key)).scalars().all()
    assert "Zenobia Marsh" in names
    assert keys == ["ecli:ecli:fr:ce:2020:1"]


def test_what_does_not_collide_is_joined(editing: EditingService, document: DocumentId) -> None:
    correct(editing, document, title="By Eva")
    form = dict(editing.show(document, viewer=FINN).facts) | {"title": "Rivers v. State", "country": "COL"}
    written = correct(editing, document, 1, FINN, **form)
    assert (written.fields, written.collisions) == (("country",), ())
    facts = editing.show(document, viewer=EVA).facts
    assert (facts["title"], facts["country"]) == ("By Eva", "COL")


def test_two_hands_on_one_fact_collide_and_nothing_is_written(editing: EditingService, document: DocumentId) -> None:
    correct(editing, document, title="By Eva")
    written = correct(editing, document, 1, FINN, title="By Finn", country="COL")
    (collision,) = written.collisions
    assert (collision.base, collision.theirs, collision.mine) == ("Rivers v. State", "By Eva", "By Finn")
    assert written.others
    assert written.others["title"].change.by == "eva"
    assert editing.show(document, viewer=EVA).facts["country"] == "ZAF"
    assert correct(editing, document, written.revision, FINN, title="By Finn").fields == ("title",)
    assert not correct(editing, document, 1, FINN, title="By Finn").collisions, "both want the same"


def test_blanks_and_old_trouble_are_no_correction(editing: EditingService, intake: IntakeService) -> None:
    """What a parser left behind is not judged while an editor leaves it alone."""
    odd = intake.store(
        a_record(key="odd", facts=Facts(title="", parties=(Party("  Two   blanks", "witness"),))), viewer=OPERATOR
    )
    form = dict(editing.show(odd.id, viewer=EVA).facts) | {"headline": "Right", "title": "  "}
    assert correct(editing, odd.id, **form).fields == ("headline",)
    assert correct(editing, odd.id, 2, **form).fields == ()
    with pytest.raises(Invalid) as refused:
        correct(editing, odd.id, 2, parties=[{"name": "New", "role": "witness"}])
    assert refused.value.fields == {"parties": ["editing.party_role"]}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"title": " "}, "editing.title_needed"),
        ({"court": "The court of nowhere"}, "editing.no_court"),
        ({"country": "ZZZ"}, "editing.no_country"),
        ({"kind": "novel"}, "editing.kind"),
        ({"stages": ["dreams"]}, "editing.stage"),
        ({"outcome": "won"}, "editing.outcome"),
        ({"decided": "2009-02-30"}, "editing.date"),
        ({"decided": "2999"}, "editing.date_future"),
        ({"decided": "0201"}, "editing.date_early"),
        ({"identifiers": [{"scheme": "ecli", "value": "ECLI:FR:2010"}]}, "editing.number_ecli"),
        ({"identifiers": [{"scheme": "un_symbol", "value": "12"}]}, "editing.number_un"),
        ({"identifiers": [{"scheme": "docket", "value": "none"}]}, "editing.number_figure"),
        ({"respondents": ["COL", "COL"]}, "editing.twice"),
        ({"orders": [{"kind": "order", "text": "Do", "paragraph": "p-999"}]}, "editing.order_paragraph"),
        ({"terms": [{"vocabulary": "right", "id": "nothing", "status": "confirmed"}]}, "editing.term"),
        (
            {"allegations": [{"company": "A", "statement": "B", "status": "found", "source": "C"}]},
            "editing.allegation_body",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    editing: EditingService, document: DocumentId, wanted: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        correct(editing, document, **wanted)
    assert refused.value.fields == {next(iter(wanted)): [code]}
    assert editing.changes(document, viewer=EVA) == ()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (("", "x"), "editing.source_kind"),
        (("revert", "x"), "editing.source_kind"),
        (("knowledge", " "), "editing.source_needed"),
        (("link", "javascript:alert(1)"), "editing.source_link"),
        (("paragraph", "p-999"), "editing.source_paragraph"),
        (("publication", "x" * 501), "editing.source_long"),
    ],
)
def test_a_correction_needs_its_source(
    editing: EditingService, document: DocumentId, source: tuple[str, str], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        editing.correct(document, {"title": "New"}, 1, source, viewer=EVA)
    assert refused.value.fields == {"source": [code]}


def test_a_change_is_taken_back_by_another(editing: EditingService, document: DocumentId) -> None:
    correct(editing, document, title="First")
    correct(editing, document, 2, title="Second")
    second, first = (told.change for told in editing.changes(document, viewer=EVA))
    with pytest.raises(Conflict):
        editing.revert(document, first.id, viewer=FINN)
    assert editing.revert(document, second.id, viewer=FINN).revision == 4
    newest = editing.changes(document, viewer=EVA)[0].change
    assert (newest.after, newest.reverts, newest.source.kind) == ("First", second.id, "revert")
    assert editing.show(document, viewer=EVA).facts["title"] == "First"


def test_two_states_are_compared(editing: EditingService, document: DocumentId) -> None:
    correct(editing, document, title="First")
    correct(editing, document, 2, country="COL", title="Second")
    compared = editing.compare(document, 1, 3, viewer=EVA)
    assert compared.fields == ("title", "country")
    assert (compared.before["title"], compared.after["title"]) == ("Rivers v. State", "Second")
    assert editing.compare(document, 2, 2, viewer=EVA).fields == ()
    assert editing.compare(document, None, None, viewer=EVA).revisions == (2, 3)
    with pytest.raises(NotFound):
        editing.compare(document, 1, 9, viewer=EVA)


def test_who_may(editing: EditingService, document: DocumentId) -> None:
    correct(editing, document, title="First")
    for act in (
        lambda viewer: editing.show(document, viewer=viewer),
        lambda viewer: correct(editing, document, viewer=viewer, title="Mine"),
        lambda viewer: editing.changes(document, viewer=viewer),
        lambda viewer: editing.compare(document, 1, 2, viewer=viewer),
        lambda viewer: editing.revert(document, "x", viewer=viewer),
    ):
        with pytest.raises(Forbidden):
            act(MEMBER)
        with pytest.raises(NotFound):
            act(Viewer())
    with pytest.raises(Changed):
        correct(editing, document, 7, title="From the future")


GROUP = group_audience("defenders")
GINA = Viewer("gina", frozenset({"editor"}), frozenset({"defenders"}))


def restrict(store: Store, document: DocumentId, *targets: Field | Passage) -> None:
    with store.begin("gina") as work, sealing.opened(work.connection, document):
        veil.put(work.connection, document, [Restriction(target, GROUP) for target in targets])


def test_a_restricted_fact_is_none_for_others(
    editing: EditingService, documents: DocumentService, store: Store, document: DocumentId
) -> None:
    """Neither its value nor its past is shown to whom it is closed, and what she corrects elsewhere leaves it whole."""
    correct(editing, document, title="A secret name v. State")
    restrict(store, document, Field("title"))
    assert "title" not in editing.show(document, viewer=EVA).facts
    assert editing.show(document, viewer=GINA).facts["title"] == "A secret name v. State"
    for told in (editing.changes(document, viewer=EVA), editing.compare(document, 1, 2, viewer=EVA)):
        assert "secret" not in repr(told)
    assert len(editing.changes(document, viewer=GINA)) == 1
    revision = editing.show(document, viewer=EVA).revision
    with pytest.raises(Invalid) as refused:
        correct(editing, document, revision, title="Open")
    assert refused.value.fields == {"title": ["editing.field"]}
    assert correct(editing, document, revision, country="COL").fields == ("country",)
    assert correct(editing, document, revision + 1, GINA, title="Another secret").fields == ("title",)
    assert documents.get(document, viewer=GINA).facts.title == "Another secret"
    assert "ecret" not in repr(documents.get(document, viewer=EVA))


def test_withheld_words_close_the_past_of_all_words(
    editing: EditingService, store: Store, document: DocumentId, tmp_path: Path
) -> None:
    correct(editing, document, headline="A name that is withheld now", country="COL")
    restrict(store, document, Passage("p-1"))
    assert [told.change.field for told in editing.changes(document, viewer=EVA)] == ["country"]
    assert {told.change.field for told in editing.changes(document, viewer=GINA)} == {"country", "headline"}
    RereadingService(store, Blobs(tmp_path / "files")).replace(document, a_reading(title="Read anew"), viewer=OPERATOR)
    assert "title" not in {told.change.field for told in editing.changes(document, viewer=GINA)}


def test_the_audit_line_keeps_no_value(editing: EditingService, store: Store, document: DocumentId) -> None:
    correct(editing, document, title="A secret word")
    with store.reading() as connection:
        line = connection.execute(select(audit_events).order_by(audit_events.c.number.desc())).first()
    assert line is not None
    assert (line.actor, line.action, line.subject) == ("eva", "correct facts", document)
    assert (line.revision_from, line.revision_to) == (1, 2)
    assert "secret" not in repr(line)
