"""What editors change in the taxonomies: laid over the lists, never over one another's, and what was coded stays — on
both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from caselaw.access.viewer import ANYONE, Viewer
from caselaw.domain.errors import Changed, Forbidden, Invalid, NotFound
from caselaw.domain.taxonomy.terms import broader_terms, current, find_terms, learn, taxonomies, term_name
from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.fields import known_values
from caselaw.search.labels import standing
from caselaw.services.search.searching import SearchService
from caselaw.services.vocabulary.subjects import SubjectService
from caselaw.store import Store
from caselaw.store.tables import audit_events

EDITOR = Viewer("alice", frozenset({"editor"}))
READER = Viewer("bob", frozenset({"member", "coder"}))


@pytest.fixture
def service(store: Store) -> Iterator[SubjectService]:
    index = MemoryIndex()
    index.rebuild(())
    yield SubjectService(store, SearchService(store, index))
    learn("", {})


def test_an_added_term_is_named_defined_and_placed(service: SubjectService) -> None:
    made = service.add(
        "right", {"en": "Right to rest at night", "fr": "Droit au repos nocturne"}, viewer=EDITOR, broader="work",
        definitions={"en": "Sleep undisturbed."},
    )  # fmt: skip
    assert made == "right_to_rest_at_night"
    shown = service.show("right", made, viewer=ANYONE, reader="en")
    assert (shown.term.added, shown.revision, [one.id for one in shown.above]) == (True, 1, ["work"])
    assert shown.term.definitions == {"en": "Sleep undisturbed."}
    assert term_name("right", made, "fr") == "Droit au repos nocturne"
    assert made in {mention.id for mention in find_terms("the right to rest at night", ("right",))}


def test_names_and_definitions_are_translated_and_taken_away(service: SubjectService) -> None:
    after = service.describe(
        "right", "housing", {"es": "Derecho al techo"}, {"en": "A roof."}, revision=0, viewer=EDITOR
    )
    assert (after, term_name("right", "housing", "es")) == (1, "Derecho al techo")
    service.describe("right", "housing", {}, {"en": ""}, revision=1, viewer=EDITOR)
    assert "en" not in service.show("right", "housing", viewer=ANYONE, reader="en").term.definitions


def test_a_merged_term_is_found_under_the_one_that_took_its_place(service: SubjectService) -> None:
    service.merge("right", "tenure", "land", revision=0, viewer=EDITOR)
    assert current("right", "tenure") == "land"
    assert broader_terms("right", "tenure") == ("land",)
    assert standing("right", ("tenure", "land")) == ("land",)
    assert known_values("right")["tenure"] == ("land",)
    assert term_name("right", "tenure", "en") == term_name("right", "land", "en")
    assert {mention.id for mention in find_terms("legal security of tenure", ("right",))} == {"land"}
    assert [one.id for one in service.show("right", "land", viewer=ANYONE, reader="en").merged] == ["tenure"]
    service.retire("right", "tenure", revision=1, viewer=EDITOR, again=True)
    assert current("right", "tenure") == "tenure"


def test_what_lay_under_a_merged_term_lies_under_the_other(service: SubjectService) -> None:
    service.merge("right", "food", "health", revision=0, viewer=EDITOR)
    assert broader_terms("right", "hunger") == ("hunger", "health")


def test_a_retired_term_is_offered_no_more_and_keeps_its_name(service: SubjectService) -> None:
    service.retire("right", "hunger", revision=0, viewer=EDITOR)
    assert not taxonomies()["right"]["hunger"].offered
    assert term_name("right", "hunger", "en") == "Freedom from hunger"
    assert "hunger" not in {mention.id for mention in find_terms("freedom from hunger", ("right",))}


def test_no_term_comes_to_lie_under_itself(service: SubjectService) -> None:
    for above in ("hunger", "food"):
        with pytest.raises(Invalid):
            service.move("right", "food", above, revision=0, viewer=EDITOR)
    with pytest.raises(Invalid):
        service.merge("right", "food", "hunger", revision=0, viewer=EDITOR)
    service.move("right", "hunger", "health", revision=0, viewer=EDITOR)
    assert broader_terms("right", "hunger") == ("hunger", "health")
    service.move("right", "hunger", "", revision=1, viewer=EDITOR)
    assert broader_terms("right", "hunger") == ("hunger",)


def test_two_editors_never_overwrite_each_other(service: SubjectService) -> None:
    service.describe("right", "water", {"en": "Right to clean water"}, {}, revision=0, viewer=EDITOR)
    for revision in (0, 2):
        with pytest.raises(Changed):
            service.describe("right", "water", {"en": "Water"}, {}, revision=revision, viewer=EDITOR)
    assert term_name("right", "water", "en") == "Right to clean water"


def test_who_is_no_editor_changes_nothing(service: SubjectService) -> None:
    for viewer in (ANYONE, READER):
        with pytest.raises(Forbidden):
            service.add("right", {"en": "A"}, viewer=viewer)
        with pytest.raises(Forbidden):
            service.retire("right", "food", revision=0, viewer=viewer)


@pytest.mark.parametrize(
    ("names", "code"),
    [({"fr": "Nom"}, "taxonomy.english"), ({"en": "Right to work"}, "taxonomy.taken"),
     ({"en": "a\x07b"}, "taxonomy.signs"), ({"en": "x" * 121}, "taxonomy.long")],
)  # fmt: skip
def test_what_cannot_be_a_name_is_refused(service: SubjectService, names: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        service.add("right", names, viewer=EDITOR)
    assert refused.value.code == code


def test_unknown_terms_and_vocabularies(service: SubjectService) -> None:
    with pytest.raises(NotFound):
        service.show("right", "none", viewer=ANYONE, reader="en")
    with pytest.raises(NotFound):
        service.add("none", {"en": "A"}, viewer=EDITOR)
    with pytest.raises(NotFound):
        service.retire("right", "none", revision=0, viewer=EDITOR)


def test_each_change_is_a_line_in_the_trail_that_names_no_word(service: SubjectService, store: Store) -> None:
    service.describe("right", "water", {"en": "Secret wording"}, {}, revision=0, viewer=EDITOR)
    with store.reading() as connection:
        count = connection.execute(select(func.count()).select_from(audit_events)).scalar()
        rows = [tuple(map(str, row)) for row in connection.execute(select(audit_events))]
    assert count == 1
    assert any("right:water" in cell for cell in rows[0])
    assert not any("Secret" in cell for cell in rows[0])


def test_another_process_takes_it_in_at_its_next_look(service: SubjectService, store: Store) -> None:
    service.retire("right", "hunger", revision=0, viewer=EDITOR)
    learn("", {})
    index = MemoryIndex()
    SubjectService(store, SearchService(store, index)).refresh()
    assert taxonomies()["right"]["hunger"].retired
