"""What editors change in the glossary: kept with who did it, laid over the listed concepts, never over one another's —
on both databases."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.errors import Changed, Forbidden, Invalid, NotFound
from caselaw.domain.glossary.changes import NewTerm, ShownConcept
from caselaw.domain.glossary.concepts import RELATIONS, glossary, learn, listed
from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.glossary import named, sayings
from caselaw.services.people.accounts import AccountService
from caselaw.services.vocabulary.glossary import GlossaryService
from caselaw.store import Store, tables
from caselaw.store.vocabulary import glossary as stored

EDITOR = Viewer("alice", frozenset({"editor"}))
CURATOR = Viewer("carol", frozenset({"curator"}))
READER = Viewer("bob", frozenset({"member", "coder"}))
EVICTION = "forced-eviction"
TERMS = (NewTerm("en", "rain tax"), NewTerm("es", "impuesto a la lluvia"), NewTerm("fr", "taxe sur la pluie"))


@pytest.fixture
def service(store: Store) -> Iterator[GlossaryService]:
    index = MemoryIndex()
    index.rebuild(())
    yield GlossaryService(store, index)
    learn("", {})


def words_of(shown: ShownConcept, language: str, *, used: bool = True) -> set[str]:
    return {term.text for term in shown.terms if term.language == language and term.used is used}


def said_for(text: str) -> set[str]:
    """What a query of these words is widened by."""
    words = text.split()
    return {each.term for term in named(words, ("en",)) for each in sayings(term.concepts, words, "en")}


def test_an_added_concept_is_recognised_and_said_in_other_languages(service: GlossaryService) -> None:
    concept = service.add_concept(TERMS, viewer=EDITOR, subject="housing_land", sense="a charge on roofs")
    assert concept == "rain-tax"
    shown = service.show(concept, viewer=ANYONE)
    assert (shown.added, shown.revision, shown.concept.sense) == (True, 1, "a charge on roofs")
    assert {term.status for term in shown.terms} == {"proposed"}
    assert said_for("rain taxes") == {"impuesto a la lluvia", "taxe sur la pluie"}


def test_a_second_concept_of_a_name_has_an_id_of_its_own(service: GlossaryService) -> None:
    service.add_concept(TERMS, viewer=EDITOR)
    other = (NewTerm("en", "Rain-Tax"), NewTerm("en", "levy on rain"))
    assert service.add_concept(other, viewer=EDITOR) == "rain-tax-2"
    arabic = (NewTerm("ar", "ضريبة المطر"), NewTerm("pt", "imposto da chuva"))
    assert service.add_concept(arabic, viewer=EDITOR) == "concept"


def test_terms_are_added_retired_and_used_again(service: GlossaryService) -> None:
    revision = service.add_terms(EVICTION, [NewTerm("en", "turned out of doors")], revision=0, viewer=EDITOR)
    assert revision == 1
    assert "desalojo forzoso" in said_for("turned out of doors")
    revision = service.retire_term(EVICTION, "es", "desalojo forzoso", revision=revision, viewer=EDITOR)
    revision = service.retire_term(EVICTION, "en", "turned out of doors", revision=revision, viewer=EDITOR)
    shown = service.show(EVICTION, viewer=ANYONE)
    assert words_of(shown, "es", used=False) == {"desalojo forzoso"}
    assert "desalojo forzoso" not in glossary()[EVICTION].terms["es"]
    assert said_for("turned out of doors") == set()
    again = [NewTerm("es", "Desalojo Forzoso")]
    assert service.add_terms(EVICTION, again, revision=revision, viewer=EDITOR) == 4
    assert glossary()[EVICTION] == listed()[EVICTION]


def test_a_status_is_earned(service: GlossaryService) -> None:
    service.add_terms(EVICTION, [NewTerm("en", "ouster", "General comment 7, para. 3")], revision=0, viewer=EDITOR)
    term = next(one for one in service.show(EVICTION, viewer=ANYONE).terms if one.text == "ouster")
    assert (term.status, term.source, term.added) == ("official", "General comment 7, para. 3", True)
    service.review_term(EVICTION, "en", "ouster", revision=1, viewer=CURATOR)
    service.review_term(EVICTION, "fr", "expulsion forcée", revision=2, viewer=CURATOR)
    shown = service.show(EVICTION, viewer=EDITOR)
    reviewed = {one.text: one for one in shown.terms if one.status == "reviewed"}
    assert set(reviewed) == {"ouster", "expulsion forcée"}
    assert all(one.reviewed is not None and one.reviewed.by == "carol" for one in reviewed.values())
    assert reviewed["ouster"].changed is not None
    assert reviewed["ouster"].changed.by == "alice"
    assert glossary()[EVICTION].terms["fr"] == listed()[EVICTION].terms["fr"]


@pytest.mark.parametrize("viewer", [ANYONE, READER, OPERATOR])
def test_only_a_person_with_the_right_reviews(service: GlossaryService, viewer: Viewer) -> None:
    with pytest.raises(Forbidden):
        service.review_term(EVICTION, "en", "eviction", revision=0, viewer=viewer)


@pytest.mark.parametrize("viewer", [ANYONE, READER])
def test_who_is_no_editor_changes_nothing(service: GlossaryService, store: Store, viewer: Viewer) -> None:
    for change in (
        lambda: service.add_concept(TERMS, viewer=viewer),
        lambda: service.add_terms(EVICTION, TERMS[:1], revision=0, viewer=viewer),
        lambda: service.retire_term(EVICTION, "en", "eviction", revision=0, viewer=viewer),
        lambda: service.relate(EVICTION, "deportation", "near", revision=0, viewer=viewer),
    ):
        with pytest.raises(Forbidden):
            change()
    with store.reading() as connection:
        assert stored.stamp(connection) == ""
        assert stored.amendments(connection) == ()


def test_two_editors_never_overwrite_each_other(service: GlossaryService) -> None:
    service.add_terms(EVICTION, [NewTerm("en", "ouster")], revision=0, viewer=EDITOR)
    late_ones: tuple[Callable[[], int], ...] = (
        lambda: service.add_terms(EVICTION, [NewTerm("en", "ejectment")], revision=0, viewer=CURATOR),
        lambda: service.retire_term(EVICTION, "en", "ouster", revision=0, viewer=CURATOR),
        lambda: service.review_term(EVICTION, "en", "ouster", revision=2, viewer=CURATOR),
        lambda: service.relate(EVICTION, "deportation", "near", revision=7, viewer=CURATOR),
    )
    for late in late_ones:
        with pytest.raises(Changed):
            late()
    shown = service.show(EVICTION, viewer=EDITOR)
    assert shown.revision == 1
    assert "ouster" in words_of(shown, "en")
    assert "ejectment" not in words_of(shown, "en")


def test_of_changes_at_one_moment_one_is_made(service: GlossaryService) -> None:
    def add(number: int) -> bool:
        try:
            service.add_terms(EVICTION, [NewTerm("en", f"ouster {number} x")], revision=0, viewer=EDITOR)
        except Changed:
            return False
        return True

    with ThreadPoolExecutor(4) as several:
        done = list(several.map(add, range(4)))
    assert sum(done) == 1
    shown = service.show(EVICTION, viewer=EDITOR)
    assert (shown.revision, sum(term.added for term in shown.terms)) == (1, 1)


def test_a_relation_holds_for_both_and_counts_as_a_change_of_both(service: GlossaryService) -> None:
    service.relate("deportation", EVICTION, "near", revision=0, viewer=EDITOR)
    for one, other in ((EVICTION, "deportation"), ("deportation", EVICTION)):
        shown = service.show(one, viewer=ANYONE)
        assert shown.revision == 1
        assert other in {each.id for each in shown.related["near"]}
    assert "deportación" not in said_for("eviction")
    service.relate(EVICTION, "deportation", None, revision=1, viewer=EDITOR)
    assert EVICTION not in {one.id for one in service.show("deportation", viewer=ANYONE).related["near"]}
    with pytest.raises(Changed):
        service.relate("deportation", EVICTION, "counterpart", revision=1, viewer=EDITOR)


def test_a_listed_relation_can_be_taken_away_and_another_given(service: GlossaryService) -> None:
    demolition = "demolition-of-homes"
    assert EVICTION in listed()[demolition].near
    service.relate(EVICTION, demolition, "counterpart", revision=0, viewer=EDITOR)
    shown = service.show(demolition, viewer=ANYONE)
    assert EVICTION not in {one.id for one in shown.related["near"]}
    assert EVICTION in {one.id for one in shown.related["counterpart"]}


def test_what_is_the_same_widens_and_nothing_else_does(service: GlossaryService) -> None:
    concept = service.add_concept(TERMS, viewer=EDITOR)
    assert "impuesto a la lluvia" not in said_for("eviction")
    for relation in reversed(RELATIONS):
        revision = service.show(concept, viewer=EDITOR).revision
        service.relate(concept, EVICTION, relation, revision=revision, viewer=EDITOR)
        assert ("impuesto a la lluvia" in said_for("eviction")) == (relation == "same")
    assert "desalojo forzoso" in said_for("rain tax")


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (NewTerm("de", "Räumung"), "glossary.language"),
        (NewTerm("en", "  "), "glossary.term.empty"),
        (NewTerm("en", "1949"), "glossary.term.empty"),
        (NewTerm("en", "x" * 121), "glossary.term.long"),
        (NewTerm("en", "a\x00b"), "glossary.term.signs"),
        (NewTerm("en", "eviction|ouster"), "glossary.term.signs"),
        (NewTerm("en", "of the"), "glossary.term.says_nothing"),
        (NewTerm("en", "country:ZAF"), "glossary.term.query"),
        (NewTerm("en", "zorb w/5 blim"), "glossary.term.query"),
        (NewTerm("en", "zorb AND blim"), "glossary.term.query"),
        (NewTerm("es", '"zorba"'), "glossary.term.query"),
        (NewTerm("fr", "zorb*"), "glossary.term.query"),
        (NewTerm("en", "x*"), "glossary.term.query"),
        (NewTerm("ar", "زورب~"), "glossary.term.query"),
        (NewTerm("en", "Eviction"), "glossary.term.double"),
        (NewTerm("en", "minimum wage"), "glossary.term.taken"),
        (NewTerm("en", "ouster", "x" * 201), "glossary.line.long"),
    ],
    ids=str,
)
def test_a_term_that_cannot_be_is_refused_and_nothing_is_changed(
    service: GlossaryService, term: NewTerm, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        service.add_terms(EVICTION, [NewTerm("en", "fine"), term], revision=0, viewer=EDITOR)
    assert refused.value.code == code
    assert service.show(EVICTION, viewer=EDITOR).revision == 0


def test_a_term_may_be_shared_by_concepts_that_are_related(service: GlossaryService) -> None:
    concept = service.add_concept(TERMS, viewer=EDITOR)
    service.relate(concept, EVICTION, "near", revision=1, viewer=EDITOR)
    service.add_terms(EVICTION, TERMS[:1], revision=1, viewer=EDITOR)
    assert {found for term in named(["rain", "tax"], ("en",)) for found in term.concepts} == {EVICTION, concept}


@pytest.mark.parametrize(
    ("terms", "more", "field"),
    [
        (TERMS[:1], {}, "terms"),
        ((TERMS[0], NewTerm("en", "RAIN TAX")), {}, "terms"),
        (TERMS, {"subject": "weather"}, "subject"),
        (TERMS, {"sense": "x" * 301}, "sense"),
        ((*TERMS, NewTerm("en", "eviction")), {}, "text"),
    ],
    ids=str,
)
def test_a_concept_that_cannot_be_is_refused(
    service: GlossaryService, terms: tuple[NewTerm, ...], more: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        service.add_concept(terms, viewer=EDITOR, subject=more.get("subject", ""), sense=more.get("sense", ""))
    assert set(refused.value.fields) == {field}
    assert set(glossary()) == set(listed())


def test_unknown_concepts_and_relations(service: GlossaryService) -> None:
    with pytest.raises(NotFound):
        service.show("no-such-concept", viewer=ANYONE)
    with pytest.raises(NotFound):
        service.add_terms("no-such-concept", TERMS, revision=0, viewer=EDITOR)
    for other, relation in (("no-such-concept", "near"), (EVICTION, "near"), ("deportation", "opposite")):
        with pytest.raises(Invalid):
            service.relate(EVICTION, other, relation, revision=0, viewer=EDITOR)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        service.retire_term(EVICTION, "en", "no such term", revision=0, viewer=EDITOR)


def test_every_change_stands_in_the_audit_trail_without_a_word(service: GlossaryService, store: Store) -> None:
    concept = service.add_concept(TERMS, viewer=EDITOR)
    service.retire_term(concept, "fr", "taxe sur la pluie", revision=1, viewer=EDITOR)
    service.review_term(concept, "en", "rain tax", revision=2, viewer=CURATOR)
    service.relate(concept, EVICTION, "near", revision=3, viewer=CURATOR)
    of = tables.audit_events.c
    with store.reading() as connection:
        rows = connection.execute(select(of.actor, of.action, of.subject, of.revision_from, of.revision_to)).all()
    assert [tuple(row) for row in rows] == [
        ("alice", "add concept", concept, None, 1),
        ("alice", "retire term", concept, 1, 2),
        ("carol", "review term", concept, 2, 3),
        ("carol", "relate concept", EVICTION, None, 1),
        ("carol", "relate concept", concept, 3, 4),
    ]


def test_who_changed_something_is_told_to_editors_alone(service: GlossaryService, store: Store) -> None:
    accounts = AccountService(store)
    accounts.add("eve@example.org", "a long enough password", name="Eve Li", roles=EDITOR.roles, viewer=OPERATOR)
    found = accounts.by_email("eve@example.org", viewer=OPERATOR)
    assert found is not None
    eve = accounts.viewer(found.id)
    service.add_terms(EVICTION, [NewTerm("en", "ouster")], revision=0, viewer=eve)
    assert set(service.show(EVICTION, viewer=EDITOR).people.values()) == {"Eve Li"}
    assert service.show(EVICTION, viewer=ANYONE).people == service.show(EVICTION, viewer=READER).people == {}


def test_another_process_takes_it_in_at_its_next_look_and_looks_cheaply(service: GlossaryService, store: Store) -> None:
    service.add_concept(TERMS, viewer=EDITOR)
    learn("", {})  # as in a process that has not looked yet
    assert said_for("rain tax") == set()
    with store.reading() as connection:
        GlossaryService(store, MemoryIndex()).freshen(connection)
        assert said_for("rain tax") != set()
        before = glossary()
        started = time.perf_counter()
        for _ in range(100):
            service.freshen(connection)
        assert (time.perf_counter() - started) / 100 < 0.005
        assert glossary() is before


def test_a_database_without_changes_leaves_the_listed_glossary(service: GlossaryService) -> None:
    learn("of another database", {})
    service.refresh()
    assert glossary() is listed()
