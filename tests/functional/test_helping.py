"""Helping on where little was found: other spellings, the part that finds nothing, and nothing of what is hidden."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS
from caselaw.domain.document import Facts
from caselaw.domain.searching.questions import Instead, Part, SearchAnswer, SearchQuery
from caselaw.search.plan import SearchPlan
from caselaw.search.port import SearchIndex, SearchResult
from caselaw.services.indexing.index import IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.search.helping import MOST_CALLS
from caselaw.services.search.searching import SearchService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.contract.conftest import ENGINES, opened
from tests.factories import a_record


@dataclass(frozen=True)
class Collection:
    search: SearchService
    index: SearchIndex


MEMBER = Viewer("alice", frozenset({"member"}))
PUBLIC_TEXTS = {
    "en": (
        "The eviction of the families was unlawful.",
        "Housing is a right of everyone.",
        "The quarry polluted the river.",
        "The tarwock met the torwock.",
    ),
    "es": ("La educación pública es un derecho.", "El desalojo fue ilegal.", "Víctor Quarez habló."),
    "fr": ("L’expulsion était illégale.", "La pollution de la rivière a continué."),
    "ar": ("كان الإخلاء القسري غير قانوني.", "التعليم حق للجميع."),
}
HIDDEN = "The zanzariste hid the quarrystone beside the eviction."


@pytest.fixture(scope="module", params=ENGINES)
def collection(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> Iterator[Collection]:
    """One public decision in each language, and one for members that has words of its own; only read."""
    folder = tmp_path_factory.mktemp("helping")
    shutil.copy(migrated, folder / "caselaw.db")
    store = Store(f"sqlite:///{folder}/caselaw.db")
    intake = IntakeService(store, Blobs(folder / "files"))
    for language, texts in PUBLIC_TEXTS.items():
        facts = Facts(kind="judgment", title=f"Decision {language}", country="ZAF")
        intake.store(a_record(language, texts=texts, facts=facts), viewer=OPERATOR)
    facts = Facts(kind="judgment", title="Hidden", country="KEN")
    intake.store(a_record("en", texts=(HIDDEN,), facts=facts, access=MEMBERS), viewer=OPERATOR)
    with opened(request.param, folder) as index:
        IndexingService(store, index).rebuild(viewer=OPERATOR)
        yield Collection(SearchService(store, index), index)
    store.close()


def answer(services: Collection, text: str, viewer: Viewer = ANYONE, **changes: object) -> SearchAnswer:
    return services.search.search(SearchQuery(text, **changes), viewer=viewer)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("evicton", "eviction"),
        ("Evicton", "Eviction"),
        ("houzing rigth", "housing right"),
        ("-naranja quary", "-naranja quarry"),
        ('"quary polluted"', '"quarry polluted"'),
        ("quary country:ZAF", "quarry country:ZAF"),
        ("(houzing OR zzzzzz)", "(housing OR zzzzzz)"),
        ("educasión", "educación"),
        ("polution rivière", "pollution rivière"),
        ("التعلييم", "التعليم"),
    ],
)
def test_a_word_that_nobody_wrote_is_spelled_as_somebody_did(collection: Collection, typed: str, instead: str) -> None:
    found = answer(collection, typed)
    assert [one.query for one in found.spellings][:1] == [instead]
    assert sum(answer(collection, instead).total.values()) > sum(found.total.values())


def test_what_was_typed_and_what_is_meant(collection: Collection) -> None:
    (one,) = answer(collection, "housing evicton").spellings
    assert one == Instead("housing eviction", "evicton", "eviction")


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("evicton", ["eviction"]),  # not Victor, who is farther
        ("quarey", ["quarry"]),  # not Quarez, who is as near, in another language
        ("tirwock", ["tarwock", "torwock"]),  # nobody can tell
    ],
)
def test_one_spelling_is_offered_unless_others_are_as_likely(
    collection: Collection, typed: str, instead: list[str]
) -> None:
    assert sorted(one.query for one in answer(collection, typed).spellings) == instead


@pytest.mark.parametrize("typed", ["eviction", "xq", "2004", "", "housing river", "zzzzzzzzzzz"])
def test_no_other_spelling_is_offered(collection: Collection, typed: str) -> None:
    assert answer(collection, typed).spellings == ()


def test_a_text_is_not_spelled_otherwise(collection: Collection) -> None:
    assert answer(collection, "evicton", like=True).spellings == ()


@pytest.mark.parametrize(
    "typed", ["zanzariste", "zanzarist", "zanzarists", "quarystone", '"quarrystons"', "quarrystona housing"]
)
def test_no_word_is_spelled_that_only_others_may_read(collection: Collection, typed: str) -> None:
    shown = answer(collection, typed)
    assert not any("zanzariste" in one.query or "quarrystone" in one.query for one in shown.spellings)
    assert all("zanzariste" not in one.term for one in shown.spellings)


def test_who_may_read_it_is_helped(collection: Collection) -> None:
    assert [one.query for one in answer(collection, "zanzarisste", MEMBER).spellings] == ["zanzariste"]


def parts(found: SearchAnswer) -> list[tuple[str, int, int, str, str]]:
    return [(part.text, part.alone, part.others, part.rest, part.field) for part in found.parts]


def test_the_part_that_finds_nothing_is_named(collection: Collection) -> None:
    assert parts(answer(collection, "quarry gibberishly")) == [
        ("quarry", 1, 0, "gibberishly", ""),
        ("gibberishly", 0, 1, "quarry", ""),
    ]


def test_each_part_knows_its_place(collection: Collection) -> None:
    found = answer(collection, 'housing  "polluted the river" -quarry')
    assert [found.query[part.start : part.end] for part in found.parts] == [
        "housing",
        '"polluted the river"',
        "-quarry",
    ]
    assert [part.rest for part in found.parts] == [
        '"polluted the river" -quarry',
        "housing -quarry",
        'housing "polluted the river"',
    ]
    assert [part.others for part in found.parts] == [0, 0, 1]


def test_a_filter_is_a_part_as_well(collection: Collection) -> None:
    found = answer(collection, "housing", filters={"country": ("KEN", "COL")}, reader="es")
    assert found.parts == (
        Part("housing", 0, 7, 1, 0, "", ""),
        Part("Kenya, Colombia", 0, 0, 0, 1, "housing", "country"),
    )


@pytest.mark.parametrize("typed", ["gibberishly", "eviction", ""])
def test_what_has_no_parts_is_not_taken_apart(collection: Collection, typed: str) -> None:
    assert answer(collection, typed).parts == ()


def test_no_part_counts_what_only_others_may_read(collection: Collection) -> None:
    assert parts(answer(collection, "zanzariste gibberishly")) == [
        ("zanzariste", 0, 0, "gibberishly", ""),
        ("gibberishly", 0, 0, "zanzariste", ""),
    ]
    hidden = answer(collection, "gibberishly", filters={"country": ("KEN",)})
    assert [(part.alone, part.others) for part in hidden.parts] == [(0, 0), (0, 0)]
    assert [part.alone for part in answer(collection, "zanzariste gibberishly", MEMBER).parts] == [1, 0]


def test_a_long_query_is_taken_apart_in_few_searches(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[SearchPlan] = []
    search = collection.index.search

    def counting(plan: SearchPlan) -> SearchResult:
        asked.append(plan)
        return search(plan)

    monkeypatch.setattr(collection.index, "search", counting)
    found = answer(collection, " AND ".join(f"gibberish{number}{number}" for number in range(12)) + " AND quarry")
    assert 0 < len(found.parts) <= MOST_CALLS
    of_spelling = 2  # quarry: how many have it, by its stem and as it stands
    assert len([plan for plan in asked if plan.size == 0 and not plan.facets]) <= MOST_CALLS + of_spelling
