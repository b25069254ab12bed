"""What is found by its meaning: marked, counted nowhere, shown to none who may not read it, and each document once."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS
from caselaw.domain.dates import PartialDate
from caselaw.domain.errors import EncoderUnavailable, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import FoundDocument, SearchAnswer, SearchQuery, Section
from caselaw.search.encoder import open_encoder
from caselaw.settings import Settings
from caselaw.wiring import Services, build
from ingest.worker import Worker
from tests.factories import a_record
from tests.factories.documents import facts

ALICE = Viewer(account="alice")

HOMES = (
    "Families may not be put out of their homes unless a judge has heard them and another place to live is offered.",
    "The court weighs what becomes of children, of the old and of the sick when a dwelling is emptied.",
)
VIVIENDA = (
    "Ningún hogar puede ser vaciado sin que la persona sea oída por un tribunal y reciba otro techo.",
    "El tribunal pondera la suerte de los niños, los ancianos y los enfermos.",
)
SALARIOS = (
    "Los trabajadores de la mina no cobraron sus salarios durante seis meses y pidieron el pago.",
    "El empleador alegó que la empresa carecía de fondos.",
)
AGUA = (
    "El vertido de la fábrica contaminó el río del que bebía todo el pueblo.",
    "La empresa debe limpiar las aguas y pagar por el daño.",
)
ASKED = (
    "families must not be driven from their homes without a hearing before a judge "
    "and without somewhere else to live being offered to them"
)


@pytest.fixture(scope="module", autouse=True)
def installed() -> None:
    try:
        open_encoder()
    except EncoderUnavailable as absent:
        pytest.skip(f"the encoder is not installed: {absent.code}")


@pytest.fixture(scope="module", params=["memory", "tantivy"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Site]:
    for site in opened(tmp_path_factory.mktemp("library"), migrated, request.param):
        site.add("homes", "en", HOMES)
        site.add("vivienda", "es", VIVIENDA)
        site.add("salarios", "es", SALARIOS)
        site.add("agua", "es", AGUA)
        site.add("secreto", "es", VIVIENDA, access=MEMBERS)
        site.services.encoding.encode(viewer=OPERATOR)
        yield site


@pytest.fixture
def site(tmp_path: Path, migrated: Path) -> Iterator[Site]:
    yield from opened(tmp_path, migrated, "tantivy")


def opened(folder: Path, migrated: Path, engine: str) -> Iterator[Site]:
    shutil.copy(migrated, folder / "caselaw.db")
    settings = {
        "CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db",
        "CASELAW_FILES": f"{folder}/files",
        "CASELAW_SEARCH_URL": "memory:" if engine == "memory" else f"tantivy:{folder}/index",
    }
    services = build(Settings.from_env(settings))
    services.indexing.rebuild(viewer=OPERATOR)
    yield Site(services)
    services.close()


class Site:
    """The services of a test, with its documents by the names it gives them."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.names: dict[DocumentId, str] = {}

    def add(self, name: str, language: str, texts: tuple[str, ...], **changes: object) -> DocumentId:
        record = a_record(language, texts=texts, title=name, **changes)  # type: ignore[arg-type]
        stored = self.services.intake.store(record, viewer=OPERATOR)
        self.services.indexing.apply_pending()
        self.names[stored.id] = name
        return stored.id

    def ask(self, text: str, *, viewer: Viewer = ANYONE, **changes: Any) -> SearchAnswer:
        return self.services.search.search(replace(SearchQuery(text), **changes), viewer=viewer)

    def found(self, answer: SearchAnswer, section: str = "other") -> list[str]:
        return [self.names[one.id] for one in answer.documents if one.section == section]

    def one(self, answer: SearchAnswer, name: str) -> FoundDocument:
        (only,) = (one for one in answer.documents if self.names[one.id] == name)
        return only

    def pages(self, text: str, size: int, **changes: Any) -> list[str]:
        """All that can be turned to in other languages, page by page."""
        found: list[str] = []
        cursors: Mapping[Section, str] = {}
        for _ in range(20):
            answer = self.ask(text, size=size, sections=("other",), cursors=cursors, **changes)
            found += self.found(answer)
            cursors = answer.next
            if not cursors:
                return found
        raise AssertionError("the pages do not end")


def test_a_free_text_finds_what_means_the_like_in_another_language(library: Site) -> None:
    answer = library.ask(ASKED)
    assert library.found(answer)[0] == "vivienda"
    assert library.found(answer, "own") == ["homes"]
    found = library.one(answer, "vivienda")
    assert found.meaning
    assert "similar meaning" in found.why
    assert found.paragraphs[0].text == VIVIENDA[0]
    assert found.paragraphs[0].why == ("similar meaning",)


def test_it_is_in_no_count(library: Site) -> None:
    asked, plain = library.ask(ASKED), library.ask(ASKED, mode="lexical")
    assert asked.total == plain.total
    assert asked.facets == plain.facets
    assert not any(one.meaning for one in plain.documents)
    assert len(asked.documents) > len(plain.documents)


def test_who_may_not_read_it_sees_no_trace(library: Site) -> None:
    assert "secreto" not in library.found(library.ask(ASKED))
    assert "secreto" not in library.found(library.ask(ASKED, mode="semantic"))
    assert "secreto" in library.found(library.ask(ASKED, viewer=ALICE))


def test_few_words_find_by_meaning_only_after_the_words(library: Site) -> None:
    answer = library.ask("wages of workers in a mine")
    assert library.found(answer) == ["salarios"]
    assert library.one(answer, "salarios").meaning
    assert answer.total == {"own": 0, "other": 0}


@pytest.mark.parametrize(
    "exact",
    ['"driven from their homes"', "wages AND mine", "(wages mine)", "wages OR mine", "wages -river", "lang:es wages"],
)
def test_an_exact_query_gets_what_it_says(library: Site, exact: str) -> None:
    assert not any(one.meaning for one in library.ask(exact).documents)


@pytest.mark.parametrize("less", [{"mode": "lexical"}, {"without": frozenset({"encoder"})}, {"sort": "newest"}])
def test_it_can_be_left_out(library: Site, less: dict[str, Any]) -> None:
    assert not any(one.meaning for one in library.ask(ASKED, **less).documents)


def test_by_meaning_alone(library: Site) -> None:
    answer = library.ask("wages of workers", mode="semantic")
    assert library.found(answer)[0] == "salarios"
    assert answer.total["other"] == len(library.found(answer))
    assert sum(count.count for count in answer.facets["language"]) == len(answer.documents)
    assert all(one.meaning for one in answer.documents)


def test_fields_and_denials_hold_by_meaning_too(library: Site) -> None:
    assert library.found(library.ask("lang:es wages of workers", mode="semantic"))[0] == "salarios"
    assert library.found(library.ask("lang:fr wages of workers", mode="semantic")) == []
    assert "salarios" not in library.found(library.ask("wages of workers NOT mina", mode="semantic"))
    assert library.found(library.ask(ASKED, filters={"country": ("FRA",)})) == []
    assert library.found(library.ask(ASKED, filters={"country": ("ZAF",)}))[0] == "vivienda"


@pytest.mark.parametrize("nonsense", ["asdf qwer zxcv uiop", "zzzz", "xkcd flibbertigibbet wug blorp snark frumious"])
def test_nonsense_brings_nothing(library: Site, nonsense: str) -> None:
    assert library.ask(nonsense).documents == ()
    assert library.ask(nonsense, mode="semantic").documents == ()


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("text", [ASKED, ASKED + " la mina y el pueblo del tribunal", "wages of mine workers"])
def test_every_document_stands_on_one_page(library: Site, text: str, size: int) -> None:
    pages = library.pages(text, size)
    assert len(pages) == len(set(pages))
    assert pages == library.pages(text, 50)
    lexical = library.pages(text, size, mode="lexical")
    assert set(lexical) <= set(pages)


def test_what_has_no_vectors_yet_stands_where_its_words_put_it(site: Site) -> None:
    site.add("vivienda", "es", VIVIENDA)
    site.services.encoding.encode(viewer=OPERATOR)
    site.add("nuevo", "es", (f"{VIVIENDA[0]} Families, homes, judge, hearing: driven from them without somewhere.",))
    assert set(site.found(site.ask(ASKED))) == {"vivienda", "nuevo"}
    assert site.found(site.ask(ASKED))[0] == "nuevo"


def test_what_is_closed_or_gone_is_near_no_longer(site: Site) -> None:
    id_ = site.add("vivienda", "es", VIVIENDA)
    site.services.encoding.encode(viewer=OPERATOR)
    assert site.found(site.ask(ASKED)) == ["vivienda"]
    site.services.intake.change_access(id_, MEMBERS, viewer=OPERATOR)
    assert site.found(site.ask(ASKED)) == []
    site.services.indexing.apply_pending()
    assert site.found(site.ask(ASKED)) == []
    assert site.found(site.ask(ASKED, viewer=ALICE)) == ["vivienda"]
    site.services.encoding.encode(viewer=OPERATOR)
    assert site.found(site.ask(ASKED, viewer=ALICE)) == ["vivienda"]
    site.services.intake.remove(id_, viewer=OPERATOR)
    assert site.found(site.ask(ASKED, viewer=ALICE)) == []
    site.services.indexing.apply_pending()
    assert site.services.vectors.held() == {}


def test_another_encoder_leaves_the_search_to_words_until_all_is_encoded_again(site: Site) -> None:
    site.add("vivienda", "es", VIVIENDA)
    site.services.encoding.encode(viewer=OPERATOR)
    assert site.ask(ASKED, mode="semantic").mode == "semantic"
    site.services.vectors.begin("another encoder", 512)
    assert site.ask(ASKED, mode="semantic").mode == "lexical"
    assert site.found(site.ask(ASKED)) == []
    site.services.indexing.apply_pending()  # sees that there is nothing left to index
    assert site.services.encoding.apply_pending() is False  # its one turn did all of it
    assert site.found(site.ask(ASKED)) == ["vivienda"]


def test_the_database_and_the_vectors_are_compared(site: Site) -> None:
    gone = site.add("vivienda", "es", VIVIENDA)
    site.services.encoding.encode(viewer=OPERATOR)
    fresh = site.add("agua", "es", AGUA)
    site.services.intake.remove(gone, viewer=OPERATOR)
    found = site.services.encoding.check(viewer=OPERATOR)
    assert (found.missing, found.stale, found.extra) == ((fresh,), (), (gone,))
    status = site.services.encoding.status(viewer=OPERATOR)
    assert (status.documents, status.vectors, status.waiting) == (1, 2, 2)
    assert site.services.encoding.encode(viewer=OPERATOR) == 2
    assert site.services.encoding.check(viewer=OPERATOR).agrees


def test_the_worker_encodes_what_comes_in_and_drops_what_goes(site: Site) -> None:
    worker = Worker(site.services)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        id_ = site.add("vivienda", "es", VIVIENDA)
        waited(lambda: set(site.services.vectors.held()) == {id_})
        site.services.intake.remove(id_, viewer=OPERATOR)
        waited(lambda: not site.services.vectors.held())
    finally:
        worker.stop()
        thread.join()


def test_by_meaning_alone_may_be_sorted_by_day(site: Site) -> None:
    for name, year in (("1999", 1999), ("2015", 2015), ("2007", 2007)):
        site.add(name, "es", VIVIENDA, facts=facts("es", title=name, decided=PartialDate(year)))
    site.services.encoding.encode(viewer=OPERATOR)
    assert site.found(site.ask(ASKED, mode="semantic", sort="newest")) == ["2015", "2007", "1999"]
    assert site.found(site.ask(ASKED, mode="semantic", sort="oldest")) == ["1999", "2007", "2015"]


@pytest.mark.parametrize("anew", [True, False])
def test_damaged_vectors_are_made_again_and_searches_go_by_words_meanwhile(site: Site, anew: bool) -> None:
    site.add("vivienda", "es", VIVIENDA)
    site.services.encoding.encode(viewer=OPERATOR)
    (folder,) = Path(site.services.settings.search_url.removeprefix("tantivy:") + "-vectors").glob("v-*")
    (folder / "format").write_text("{", encoding="utf-8")
    site.services.vectors.close()
    assert site.found(site.ask(ASKED)) == []
    with pytest.raises(SearchUnavailable):
        site.services.encoding.check(viewer=OPERATOR)
    site.services.encoding.encode(viewer=OPERATOR, anew=anew)
    assert site.found(site.ask(ASKED)) == ["vivienda"]


def waited(seen: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not seen():
        assert time.monotonic() < until
        time.sleep(0.1)
