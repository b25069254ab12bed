"""Lists of values, orders and reasons of a search, on the embedded engine and the honest scan."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS
from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.identifiers import Identifier
from caselaw.domain.searching.questions import FacetCount, SearchAnswer, SearchQuery
from caselaw.domain.term import Term
from caselaw.search.facets import SHOWN
from caselaw.services.indexing.index import IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.search.searching import SearchService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.contract.conftest import opened
from tests.factories import a_record
from tests.factories.documents import facts

TEXT = "The eviction of the tenants was unlawful."
LANDMARK = "[2001] ZACC 77"


class Site:
    def __init__(self, folder: Path, store: Store, engine: Any) -> None:
        self.intake = IntakeService(store, Blobs(folder / "files"))
        self._indexing = IndexingService(store, engine)
        self._search = SearchService(store, engine)
        self._indexing.rebuild(viewer=OPERATOR)

    def add(self, *texts: str, record: Any = None, **known: Any) -> str:
        changes = {"identifiers": (), "title": "A case", "case_name": None} | known
        made = a_record(texts=texts or (TEXT,), facts=facts(**changes))
        return self.intake.store(replace(made, **(record or {})), viewer=OPERATOR).id

    def ask(self, text: str = "eviction", *, viewer: Viewer = ANYONE, **changes: Any) -> SearchAnswer:
        while not self._indexing.apply_pending().idle:
            pass
        return self._search.search(replace(SearchQuery(text), **changes), viewer=viewer)


@pytest.fixture(params=["memory", "tantivy"])
def site(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> Iterator[Site]:
    shutil.copy(migrated, tmp_path / "caselaw.db")
    store = Store(f"sqlite:///{tmp_path}/caselaw.db")
    with opened(request.param, tmp_path) as engine:
        yield Site(tmp_path, store, engine)
    store.close()


def counts(found: tuple[FacetCount, ...]) -> dict[str, int]:
    return {one.value: one.count for one in found}


def test_a_region_counts_its_countries_and_its_bodies_each_list_without_its_own_filter(site: Site) -> None:
    site.add(court="za-cc", country="ZAF")
    site.add(court="iacthr", country="COL")
    site.add(court="iacthr", country=None)
    site.add(court="icj", country=None)
    answer = site.ask()
    assert counts(answer.facets["region"]) == {
        "americas": 2, "latin_america_caribbean": 1, "south_america": 1,
        "africa": 1, "sub_saharan_africa": 1, "southern_africa": 1,
    }  # fmt: skip
    assert counts(answer.facets["level"]) == {"regional": 2, "constitutional": 1, "international": 1}
    narrowed = site.ask(filters={"region": ("americas",)})
    assert narrowed.total == {"own": 2, "other": 0}
    assert counts(narrowed.facets["region"]) == counts(answer.facets["region"])
    assert counts(narrowed.facets["country"]) == {"COL": 1}
    assert [(one.value, one.parent) for one in narrowed.facets["country"]] == [("COL", "south_america")]


def test_a_right_counts_what_lies_under_it(site: Site) -> None:
    site.add(terms=(Term("right", "natural_resources"),))
    site.add(terms=(Term("right", "self_determination", "confirmed"),))
    found = site.ask(filters={"right": ("self_determination",)})
    assert found.total["own"] == 2
    assert [(one.value, one.count, one.parent, one.chosen) for one in found.facets["right"]] == [
        ("self_determination", 2, None, True),
        ("natural_resources", 1, "self_determination", False),
    ]


def test_nothing_hidden_is_counted(site: Site) -> None:
    site.add(country="ZAF")
    site.add(country="KEN", court="ke-sc", record={"access": MEMBERS})
    assert "KEN" not in counts(site.ask().facets["country"])
    assert "eastern_africa" not in counts(site.ask().facets["region"])
    assert "KEN" in counts(site.ask(viewer=Viewer(account="alice")).facets["country"])


def test_a_long_list_says_that_it_goes_on(site: Site) -> None:
    for number in range(SHOWN + 2):
        site.add(court=f"xx-court-{number:02}")
    short = site.ask(size=1)
    assert (len(short.facets["court"]), short.more) == (SHOWN, frozenset({"court"}))
    whole = site.ask(size=1, more=frozenset({"court", "stage"}))
    assert (len(whole.facets["court"]), whole.more) == (SHOWN + 2, frozenset())
    assert "stage" in whole.facets
    assert "stage" not in short.facets


def cited_by(site: Site, count: int) -> None:
    for _ in range(count):
        said = f"As was held in {LANDMARK}, it is so."
        citation = Citation(LANDMARK, 15, 15 + len(LANDMARK), (Reading("neutral", LANDMARK),), "p-1")
        site.add(said, record={"citations": (citation,)})


def test_decisions_are_sorted_by_their_body_and_by_how_often_they_are_cited(site: Site) -> None:
    regional, apex = site.add(court="iacthr", country=None), site.add(court="za-cc")
    landmark = site.add(court=None, country=None, identifiers=(Identifier("neutral", LANDMARK),))
    cited_by(site, 2)
    assert [found.id for found in site.ask(sort="level").documents] == [regional, apex, landmark]
    assert site.ask(sort="cited").documents[0].id == landmark


def test_of_two_that_say_it_alike_the_one_that_is_cited_comes_first_and_says_so(site: Site) -> None:
    plain = [site.add(court=None, country=None) for _ in range(3)]
    landmark = site.add(court=None, country=None, identifiers=(Identifier("neutral", LANDMARK),))
    cited_by(site, 3)
    found = site.ask().documents
    assert found[0].id == landmark
    assert {one.id for one in found} == {*plain, landmark}
    assert "cited by 3 decisions" in found[0].why
    assert not any("cited by" in reason for one in found[1:] for reason in one.why)
    assert "citée par 3 décisions" in site.ask(reader="fr").documents[0].why


def test_words_decide_whatever_the_standing(site: Site) -> None:
    site.add("An eviction is one of many things of which this long text speaks, among them others " * 5, court="icj")
    landmark = site.add(TEXT, identifiers=(Identifier("neutral", LANDMARK),), court="iacthr", country=None)
    better = site.add("Eviction, eviction and tenants: the eviction of tenants.", court=None, country=None)
    cited_by(site, 3)
    assert [found.id for found in site.ask("eviction tenants").documents][:2] == [better, landmark]


def test_a_hit_says_whether_the_words_stand_as_typed(site: Site) -> None:
    typed, stemmed = site.add(court=None), site.add("They were evicted.", court=None)
    why = {found.id: found.why for found in site.ask("eviction").documents}
    assert why == {typed: ("same words", "the words as typed"), stemmed: ("same words",)}
    assert site.ask('"eviction of the tenants"').documents[0].why == ("same words", "the words as typed")
