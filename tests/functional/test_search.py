"""A search from the query as typed to the answer as read, on every engine: Alice is a member, Bob in a group, Charlie
the public."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import Audience, group_audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.errors import Invalid, QueryFault
from caselaw.domain.people.belonging import Group
from caselaw.domain.searching.questions import FACETS, SOURCES, SearchAnswer, SearchQuery
from caselaw.search.port import SearchIndex
from caselaw.services.indexing.index import IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.search.searching import SearchService
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.tables import documents
from tests.contract.conftest import ENGINES, opened
from tests.factories import a_record, paragraphs
from tests.factories.documents import facts

CHARLIE = ANYONE
ALICE = Viewer(account="alice")
BOB = Viewer(account="bob", groups=frozenset({"harbour"}))
LANGUAGES = ("en", "es", "fr", "ar")
AS_TYPED = frozenset(SOURCES)


class Site:
    """A store, an engine and the services of this test, with short ways to fill and ask them."""

    def __init__(self, settings: Settings, index: SearchIndex) -> None:
        self.store = Store(settings.database_url)
        self.index = index
        self.told: dict[str, str] = {}  # language → document, where the library is filled
        self.intake = IntakeService(self.store, Blobs(settings.files))
        self._indexing = IndexingService(self.store, self.index)
        self._search = SearchService(self.store, self.index)
        self._indexing.rebuild(viewer=OPERATOR)
        GroupService(self.store).add(Group("harbour", {"en": "Harbour Town"}), viewer=OPERATOR)

    def add(self, *args: object, **changes: object) -> str:
        stored = self.intake.store(a_record(*args, **changes), viewer=OPERATOR)  # type: ignore[arg-type]
        self._indexing.apply_pending()
        return stored.id

    def ask(self, text: str, *, viewer: Viewer = CHARLIE, **changes: object) -> SearchAnswer:
        return self._search.search(replace(SearchQuery(text), **changes), viewer=viewer)  # type: ignore[arg-type]


ONE_SERVER = [engine for engine in ENGINES if "elasticsearch-8" not in getattr(engine, "values", ())]
"""Both versions of Elasticsearch are held to the port by its own tests; here one is enough."""


@pytest.fixture(params=ONE_SERVER)
def site(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> Iterator[Site]:
    """An empty site of the test's own."""
    with opened(request.param, tmp_path) as index:
        yield from _site(tmp_path, migrated, index)


@pytest.fixture(scope="module", params=ONE_SERVER)
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Site]:
    """The eviction case in four languages, each a document of its own, only read."""
    folder = tmp_path_factory.mktemp("library")
    with opened(request.param, folder) as index:
        for site in _site(folder, migrated, index):
            site.told = {language: site.add(language) for language in LANGUAGES}
            yield site


def _site(folder: Path, migrated: Path, index: SearchIndex) -> Iterator[Site]:
    shutil.copy(migrated, folder / "caselaw.db")
    settings = {"CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db", "CASELAW_FILES": f"{folder}/files"}
    site = Site(Settings.from_env(settings), index)
    yield site
    site.store.close()


def ids(answer: SearchAnswer, section: str | None = None) -> set[str]:
    return {found.id for found in answer.documents if section in (None, found.section)}


def marked(answer: SearchAnswer) -> list[str]:
    return [
        paragraph.text[start:end]
        for found in answer.documents
        for paragraph in found.paragraphs
        for start, end in paragraph.highlights
    ]


@pytest.mark.parametrize(
    ("query", "languages"),
    [
        ("expulsion", {"en", "fr"}),
        ("desalojo forzoso", {"es"}),
        ("desalojos", {"es"}),
        ("evictions", {"en"}),
        ('"forced eviction"', {"en"}),
        ('"forced evictions"', set()),
        ('"l’expulsion"', {"fr"}),
        ("الحق في التعليم", {"ar"}),
        ("سكن", {"ar"}),
        ("housing OR vivienda", {"en", "es"}),
        ("2004", {"en", "es", "fr", "ar"}),
        ("2004 -vivienda", {"en", "fr", "ar"}),
        ("-vivienda", {"en", "fr", "ar"}),
        ("housing vivienda", set()),
        ("lang:fr", {"fr"}),
        ("idioma:árabe OR lang:fr", {"ar", "fr"}),
        ("country:Sudáfrica -lang:ar", {"en", "es", "fr"}),
        ("year:2003..2005 (vivienda OR logement)", {"es", "fr"}),
        ("", {"en", "es", "fr", "ar"}),
    ],
)
def test_a_query_finds_what_says_its_words(library: Site, query: str, languages: set[str]) -> None:
    answer = library.ask(query, reader="en", without=AS_TYPED)
    assert ids(answer) == {library.told[language] for language in languages}
    assert answer.total == {"own": len(languages & {"en"}), "other": len(languages - {"en"})}
    assert sum(count.count for count in answer.facets["language"]) == len(languages)


@pytest.mark.parametrize(
    ("query", "reader", "languages"),
    [
        ("forced eviction", "en", {"en", "es", "fr", "ar"}),
        ("desalojo forzoso", "es", {"en", "es", "fr", "ar"}),
        ("الإخلاء القسري", "en", {"en", "es", "fr", "ar"}),
        ('"forced eviction"', "en", {"en"}),
        ("forced eviction lang:en", "en", {"en"}),
        ("2004 -desalojo", "es", {"en", "fr", "ar"}),
        ("forced eviction zebras", "en", {"es", "fr", "ar"}),
        ("forced eviction zebras lang:fr", "en", {"fr"}),
        ("forced eviction zebras -lang:fr", "en", {"es", "ar"}),
        ('forced eviction "zebras"', "en", set()),
        ("zebras", "en", set()),
    ],
)
def test_a_concept_is_found_in_every_language_it_is_said_in(
    library: Site, query: str, reader: str, languages: set[str]
) -> None:
    answer = library.ask(query, reader=reader)
    assert ids(answer) == {library.told[language] for language in languages}
    assert sum(answer.total.values()) == sum(count.count for count in answer.facets["language"]) == len(languages)


def test_what_was_added_is_said_marked_and_can_be_taken_out(library: Site) -> None:
    answer = library.ask("forced eviction", reader="en")
    assert ("desalojo forzoso", "es", "glossary", "forced-eviction") in {
        (each.term, each.language, each.from_, each.concept) for each in answer.expansions
    }
    spanish = next(found for found in answer.documents if found.language == "es")
    assert "glossary: desalojo forzoso" in spanish.why
    assert any(paragraph.highlights for paragraph in spanish.paragraphs)
    english = next(found for found in answer.documents if found.language == "en")
    assert "same words" in english.why
    either: tuple[dict[str, Any], ...] = ({"dropped": frozenset({"forced-eviction"})}, {"without": AS_TYPED})
    for less in either:
        typed = library.ask("forced eviction", reader="en", **less)
        assert ids(typed) == {library.told["en"]}
        assert typed.expansions == ()


def test_the_answer_is_in_the_readers_words(library: Site) -> None:
    answer = library.ask("expulsion", reader="fr")
    own, other = answer.documents
    assert (own.id, own.section, own.language) == (library.told["fr"], "own", "fr")
    assert (other.id, other.section) == (library.told["en"], "other")
    assert (own.country, own.country_code, own.date) == ("Afrique du Sud", "ZAF", "2004-03")
    assert own.court_id == "za-cc"
    assert [paragraph.pinpoint for paragraph in other.paragraphs] == ["[2]"]
    assert [paragraph.pinpoint for paragraph in own.paragraphs if paragraph.anchor == "p-4"] == ["[4]"]
    assert set(marked(answer)) == {"expulsion"}
    assert own.why
    assert own.why == (*own.paragraphs[0].why, "rang de l’organe\u00a0: constitutionnel")
    assert answer.said == "documents avec expulsion"
    assert {count.label for count in answer.facets["language"]} == {"français", "anglais"}
    assert [count.label for count in answer.facets["country"]] == ["Afrique du Sud"]
    assert [count.label for count in answer.facets["kind"]] == ["Arrêt ou jugement"]


def test_a_heading_is_the_last_to_show_what_a_document_says(site: Site) -> None:
    sentences = (
        "The State shall answer for the liberty of those it detains.",
        "Liberty is not restored by an apology alone.",
    )
    site.add(
        texts=(
            "(Right to Liberty)",
            "LIBERTY AND PERSONAL LIBERTY",
            "c) Liberty",
            *sentences,
            "A third sentence says it: liberty is the rule.",
        )
    )
    (found,) = site.ask("liberty").documents
    assert {paragraph.anchor for paragraph in found.paragraphs} == {"p-4", "p-5", "p-6"}
    assert found.further
    (all_of_it,) = site.ask("liberty", paragraphs=50).documents
    assert len(all_of_it.paragraphs) == 6


def test_part_of_an_added_term_is_neither_marked_nor_shown_before_the_whole(site: Site) -> None:
    site.add(
        texts=(
            "Persons, persons and persons again are what this long register of persons was made for.",
            "Liberty is a word that the register of this town has never heard of in all its years.",
            "It was deprived of a roof, as the register says of this house and of the ones beside it.",
            "The register names no one, and yet each of the persons deprived of their liberty was heard.",
        )
    )
    (found,) = site.ask("prisoners").documents
    assert found.paragraphs[0].anchor == "p-4"
    marked_there = [one.text[start:end].lower() for one in found.paragraphs for start, end in one.highlights]
    assert sorted(marked_there) == ["deprived", "liberty", "persons"]


def test_words_of_the_title_are_marked(library: Site) -> None:
    (found,) = library.ask("roseaux", reader="fr").documents
    assert [found.title[start:end] for start, end in found.title_highlights] == ["Roseaux"]


def test_a_summary_has_no_pinpoint(site: Site) -> None:
    site.add(facts=facts(kind="summary", summary_of="[2004] ZACC 99"))
    (found,) = site.ask("eviction").documents
    assert found.paragraphs
    assert all(paragraph.pinpoint is None for paragraph in found.paragraphs)


def test_a_facet_counts_without_its_own_filter(library: Site) -> None:
    answer = library.ask("2004", filters={"language": ("es",), "year": ("1999",)})
    assert ids(answer) == set()
    assert {count.value for count in answer.facets["language"]} == {"es"}  # chosen, and counted under year 1999: none
    answer = library.ask("2004", filters={"language": ("es",)})
    assert ids(answer) == {library.told["es"]}
    assert {count.value: count.count for count in answer.facets["language"]} == dict.fromkeys(LANGUAGES, 1)
    assert [count.value for count in answer.facets["language"] if count.chosen] == ["es"]
    assert [(count.value, count.count) for count in answer.facets["country"]] == [("ZAF", 1)]
    assert set(answer.facets) == set(FACETS)


RESTRICTED = [(Audience("members"), {"alice", "bob"}), (group_audience("harbour"), {"bob"})]


QUERIES = ("zanzibarite", '"zanzibarite secret"', "-nothing", "", "country:Chad", "kind:law", "year:1811", "reed")


@pytest.mark.parametrize(("access", "readers"), RESTRICTED)
def test_no_trace_of_what_may_not_be_read(site: Site, access: Audience, readers: set[str]) -> None:
    before = {query: site.ask(query) for query in QUERIES}
    title = "Zanzibarite secret of Reed Street v. Chad"
    hidden = site.add(
        texts=("A zanzibarite secret of 1811.",),
        title=title,
        facts=facts(title=title, country="TCD", kind="law", court="icj", decided=PartialDate(1811)),
        access=access,
    )
    for query in QUERIES:
        assert site.ask(query) == before[query]
        for name, viewer in (("alice", ALICE), ("bob", BOB)):
            assert (hidden in ids(site.ask(query, viewer=viewer))) == (name in readers)


@pytest.mark.parametrize(("access", "readers"), RESTRICTED)
def test_a_score_does_not_count_what_may_not_be_read(site: Site, access: Audience, readers: set[str]) -> None:
    """How rare a word is the engine counts over all that it holds; its numbers, and their ratios, would tell."""
    both = site.add(texts=("Quicksilver ran down to the quay.",))
    one = site.add(texts=("The quay was closed that year.",))
    queries = ("quicksilver", "quicksilver OR quay", "", "lang:en")
    before = {query: site.ask(query) for query in queries}
    assert [(found.id, found.score) for found in before["quicksilver OR quay"].documents] == [(both, 1), (one, 1 / 2)]
    for _ in range(3):
        hidden = site.add(texts=("Quicksilver, and quicksilver again.",), access=access)
    for query in queries:
        assert site.ask(query) == before[query]
    assert {
        name
        for name, viewer in (("alice", ALICE), ("bob", BOB))
        if hidden in ids(site.ask("quicksilver", viewer=viewer))
    } == readers


def test_scores_fall_from_page_to_page(site: Site) -> None:
    for number in range(7):
        site.add("en" if number % 2 else "fr", texts=("Eviction, expulsion. " * (number + 1),))
    fallen: dict[str, list[float]] = {"own": [], "other": []}
    cursors: dict[str, str] = {}
    while True:
        answer = site.ask("eviction OR expulsion", size=2, cursors=cursors, sections=tuple(cursors) or ("own", "other"))
        for found in answer.documents:
            fallen[found.section].append(found.score)
        cursors = {str(section): cursor for section, cursor in answer.next.items()}
        if not cursors:
            break
    assert max(fallen["own"][0], fallen["other"][0]) == 1
    for scores in fallen.values():
        assert scores == sorted(set(scores), reverse=True)
    assert len(fallen["own"] + fallen["other"]) == 7


def test_what_the_index_still_has_but_the_reader_may_no_longer_read_is_not_shown(site: Site) -> None:
    restricted = site.add(title="Restricted since")
    kept = site.add(title="Still public")
    with site.store.writing() as connection:
        connection.execute(update(documents).where(documents.c.id == restricted).values(access="members"))
    assert ids(site.ask("eviction")) == {kept}


@pytest.mark.parametrize("gone", [True, False])
def test_what_was_withdrawn_is_not_counted_either(site: Site, gone: bool) -> None:
    """Before the index has followed: a number, or a filter's value, would tell what can no longer be read."""
    before = site.ask("quicksilver")
    withdrawn = site.add(texts=("Quicksilver ran down to the quay.",))
    if gone:
        site.intake.remove(withdrawn, viewer=OPERATOR)
    else:
        site.intake.change_access(withdrawn, Audience("group:harbour"), viewer=OPERATOR)
    assert site.ask("quicksilver") == before
    assert ids(site.ask("quicksilver", viewer=BOB)) == (set() if gone else {withdrawn})


def test_pages_follow_one_another_to_the_end(site: Site) -> None:
    added = {site.add(texts=(f"An eviction of number {number}.",)) for number in range(7)}
    seen: list[str] = []
    cursors: dict[str, str] = {}
    while True:
        answer = site.ask("eviction", size=3, cursors=cursors)
        seen += [found.id for found in answer.documents]
        assert answer.total == {"own": 7, "other": 0}
        if "own" not in answer.next:
            break
        cursors = {"own": answer.next["own"]}
    assert len(seen) == 7
    assert set(seen) == added


@pytest.mark.parametrize("cursor", ["x", "!!!", "é", "MTAuMDAwMDAwMDAwMDAwMDAwMA", "9" * 500])
def test_a_cursor_of_nobody_is_refused(library: Site, cursor: str) -> None:
    with pytest.raises(Invalid):
        library.ask("eviction", cursors={"own": cursor})


def test_a_cursor_of_another_search_is_refused(site: Site) -> None:
    for number in range(3):
        site.add(texts=(f"An eviction of number {number}.",))
    cursor = site.ask("eviction", size=1).next["own"]
    assert site.ask("eviction", size=2, cursors={"own": cursor}).documents
    for changes in ({"sort": "newest"}, {"reader": "es"}, {"filters": {"kind": ("law",)}}):
        with pytest.raises(Invalid):
            site.ask("eviction", cursors={"own": cursor}, **changes)
    with pytest.raises(Invalid):
        site.ask("evictions", cursors={"own": cursor})


def test_a_pasted_sentence_finds_what_is_most_like_it(library: Site) -> None:
    sentence = (
        "Nobody may be evicted by force without a genuine consultation before, and nobody left without any shelter"
    )
    for answer in (library.ask(sentence), library.ask("consultation AND shelter OR (", like=True)):
        assert answer.documents[0].id == library.told["en"]
        assert answer.documents[0].paragraphs[0].anchor == "p-4"


def test_sorting_by_date(site: Site) -> None:
    for year in (2001, 1999, 2010):
        site.add(facts=facts(decided=PartialDate(year)))
    undated = site.add(facts=facts(decided=None))
    newest = site.ask("eviction", sort="newest").documents
    assert [found.date for found in newest] == ["2010", "2001", "1999", None]
    oldest = site.ask("eviction", sort="oldest").documents
    assert [found.date for found in oldest] == ["1999", "2001", "2010", None]
    assert oldest[-1].id == undated


def test_one_section_alone(library: Site) -> None:
    answer = library.ask("2004", reader="ar", sections=("own",))
    assert ids(answer) == {library.told["ar"]}
    assert answer.total == {"own": 1}


def test_words_count_over_the_whole_document(site: Site) -> None:
    found = site.add(texts=("The tenants were evicted.", "Clean water was cut off."))
    site.add(texts=("The tenants were evicted.",))
    assert ids(site.ask("evicted water")) == {found}
    assert ids(site.ask("evicted NOT water")) & {found} == set()


def test_a_paragraph_in_another_language_is_found_by_its_own_analysis(site: Site) -> None:
    mixed = (
        *paragraphs("The court quotes:"),
        replace(paragraphs("Desalojos forzosos.", language="es")[0], anchor="p-2", position=1),
    )
    found = site.add(paragraphs=mixed)
    answer = site.ask("desalojo", without=AS_TYPED)
    assert ids(answer) == {found}
    assert marked(answer) == ["Desalojos"]


def test_faults_reach_the_reader(library: Site) -> None:
    with pytest.raises(QueryFault):
        library.ask("(eviction")
    with pytest.raises(Invalid):
        library.ask("eviction", filters={"colour": ("red",)})


def test_a_reader_of_an_unknown_language_is_answered_in_english(library: Site) -> None:
    assert library.ask("", reader="tlh").said == "all documents"


def test_a_hostile_query_is_answered(library: Site) -> None:
    for query in (
        "a OR " * 390 + "b",
        "-" * 1999,
        '"' + "a " * 900 + '"',
        "housing " * 240,
        "\ud800 housing",
        "x" * 2000,
    ):
        assert library.ask(query).query == query, query[:20]
