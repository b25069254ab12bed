"""A query that names a decision brings it first, for who may read it; a query that names none brings none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import FoundDocument, SearchQuery
from caselaw.search.engines.memory import MemoryIndex
from caselaw.services.indexing.index import IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.search.direct import MOST
from caselaw.services.search.searching import SearchService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.factories import a_record, paragraphs

BOB = Viewer("bob", frozenset({"member"}))
TITLES = {
    "en": "Naidoo v Minister of Housing",
    "es": "Naidoo c. Ministro de Vivienda",
    "fr": "Naidoo c. Ministre du logement",
    "ar": "نايدو ضد وزير الإسكان",
}
NUMBERS = (
    Identifier("neutral", "[2011] ZACC 90"), Identifier("docket", "CCT 99/10"),
    Identifier("ecli", "ECLI:ZA:CC:2011:90"),
)  # fmt: skip


class Library:
    """Decisions and the search over them."""

    def __init__(self, store: Store, folder: Path) -> None:
        index = MemoryIndex()
        self._intake = IntakeService(store, Blobs(folder))
        self._indexing = IndexingService(store, index)
        self._search = SearchService(store, index)
        self._indexing.rebuild(viewer=OPERATOR)

    def add(self, language: str, facts: Facts, **changes: object) -> DocumentId:
        stored = self._intake.store(a_record(language, facts=facts, **changes), viewer=OPERATOR).id  # type: ignore[arg-type]
        self._indexing.apply_pending()
        return stored

    def direct(self, text: str, viewer: Viewer = ANYONE, **changes: object) -> tuple[FoundDocument, ...]:
        query = replace(SearchQuery(text), **changes)  # type: ignore[arg-type]
        return self._search.search(query, viewer=viewer).direct

    def named(self, text: str, viewer: Viewer = ANYONE, **changes: object) -> list[DocumentId]:
        return [one.id for one in self.direct(text, viewer, **changes)]


@pytest.fixture
def library(store: Store, tmp_path: Path) -> Library:
    return Library(store, tmp_path / "files")


@pytest.fixture
def naidoo(library: Library) -> dict[str, DocumentId]:
    """One decision in four languages."""
    return {
        language: library.add(
            language,
            Facts(kind="judgment", title=TITLES[language], court="za-cc", country="ZAF", identifiers=NUMBERS),
            work_key="naidoo",
            key=f"naidoo:{language}",
        )
        for language in LANGUAGES
    }


@pytest.mark.parametrize(
    "query",
    [
        "Naidoo",
        "Naidoo v. Minister of Housing",
        "Ministro de Vivienda c. Naidoo",
        "نايدو ضد وزير الإسكان",
        "[2011] ZACC 90",
        "2011 ZACC 90",
        "CCT 99/10",
        "cct99/10",
        "ECLI:ZA:CC:2011:90",
        "See Naidoo v Minister of Housing and Others [2011] ZACC 90, para 12, where the Court held that the State must"
        " show that the measures it took were reasonable and that nobody was left out of them without good reason.",
    ],
)
@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_decision_that_is_named_stands_first(
    library: Library, naidoo: dict[str, DocumentId], query: str, reader: str
) -> None:
    found = library.direct(query, reader=reader)
    assert found[0].id == naidoo[reader], "the reader's language first"
    assert {one.id for one in found} == set(naidoo.values())
    assert all(len(one.why) == 1 for one in found)


@pytest.mark.parametrize(
    "query",
    [
        "", "housing", "right to housing", "Minister of Housing", "eviction", "2011", "ZACC", "court:za-cc Naidoo",
        'cites:"[2011] ZACC 90"', "NOT Naidoo", "Naidoo OR eviction", "party:Naidoo", "article 11 of the ICESCR",
        "90", "10/99", "2011-09",
    ],
)  # fmt: skip
def test_what_names_none_brings_none(library: Library, naidoo: dict[str, DocumentId], query: str) -> None:
    assert library.direct(query) == ()


def test_under_a_filter_and_on_later_pages_there_is_none(library: Library, naidoo: dict[str, DocumentId]) -> None:
    assert library.direct("Naidoo", filters={"language": ("en",)}) == ()
    assert library.direct("Naidoo", within=naidoo["en"]) == ()


def test_what_is_for_members_is_named_for_members_alone(library: Library) -> None:
    okello = Facts(kind="judgment", title="Okello v. Kenya", court="ke-sc", identifiers=NUMBERS)
    secret = library.add("en", okello, access=MEMBERS)
    for query in ("Okello", "Okello v. Kenya", "[2011] ZACC 90", "CCT 99/10"):
        assert (library.named(query), library.named(query, BOB)) == ([], [secret])


def test_one_number_of_two_bodies_brings_both_and_says_so(library: Library) -> None:
    number = (Identifier("docket", "C-355/06"),)
    two = {
        library.add("en", Facts(kind="judgment", title=f"Decision of {court}", court=court, identifiers=number))
        for court in ("co-cc", "cjeu")
    }
    found = library.direct("C-355/06")
    assert {one.id for one in found} == two
    assert all("more than once" in one.why[0] for one in found)


def test_a_name_of_too_many_cases_is_the_name_of_none(library: Library) -> None:
    for other in ("Abara", "Bello", "Chukwu", "Danjuma"):
        library.add("en", Facts(kind="judgment", title=f"Smithson v {other}"))
    assert library.direct("Smithson") == ()
    (one,) = library.direct("Smithson v Bello")
    assert one.title == "Smithson v Bello"


def test_the_judgment_comes_before_the_orders_of_its_case_and_no_more_than_a_few(library: Library) -> None:
    for day in range(1, 9):
        library.add("en", Facts(kind="order", title="Case of Tarumá v. Brazil", court="iacthr"), key=f"order:{day}")
    judgment = library.add("en", Facts(kind="judgment", title="Case of Tarumá v. Brazil", court="iacthr"))
    found = library.named("Tarumá")
    assert (found[0], len(found)) == (judgment, MOST)


def test_a_word_that_other_texts_write_small_is_a_word(library: Library) -> None:
    library.add("en", Facts(kind="judgment", title="Marigold v Minister of Housing"))
    assert len(library.direct("Marigold")) == 1
    library.add("en", Facts(kind="judgment", title="Another"), paragraphs=paragraphs("en", "She sold marigold seeds."))
    assert library.direct("Marigold") == ()
