"""A decision is found by the published summary of it, by those who read the summary and by nobody else, in every
engine: Eva edits and is in the group, Bob is a member, Charlie the public."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.belonging import Group
from caselaw.domain.searching.questions import MODES, SOURCES, SearchAnswer, SearchQuery
from caselaw.search.port import SearchIndex
from caselaw.services.editing.summaries import SummaryService
from caselaw.services.indexing.index import IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.search.completing import CompletingService
from caselaw.services.search.searching import SearchService
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.contract.conftest import ENGINES, opened
from tests.factories import a_record

GROUP = group_audience("harbour")
EVA = Viewer("eva", frozenset({"editor"}), frozenset({"harbour"}))
BOB = Viewer("bob", frozenset({"member"}))
ENGLISH = {
    "headline": "Vermilion homes",
    "summary": "The orpiment mine drove people away.\n\nIt was closed.",
    "keywords": "cinnabar",
}
SPANISH = {"headline": "Casas bermellón", "summary": "La mina de oropimente fue cerrada."}
AS_TYPED = frozenset(SOURCES)


class Site:
    def __init__(self, settings: Settings, index: SearchIndex) -> None:
        self.store = Store(settings.database_url)
        self.intake = IntakeService(self.store, Blobs(settings.files))
        self.indexing = IndexingService(self.store, index)
        self.search = SearchService(self.store, index)
        self.summaries = SummaryService(self.store)
        self.indexing.rebuild(viewer=OPERATOR)
        GroupService(self.store).add(Group("harbour", {"en": "Harbour"}), viewer=OPERATOR)

    def add(self, language: str = "en", *, access: Audience = PUBLIC) -> DocumentId:
        record = a_record(language, key=f"key:{language}", work_key="work", access=access)
        document = self.intake.store(record, viewer=OPERATOR).id
        self.follow()
        return document

    def follow(self) -> None:
        while not self.indexing.apply_pending().idle:
            pass

    def publish(self, document: DocumentId, language: str = "en", **fields: str) -> None:
        revision = self._revision(document, language)
        written = self.summaries.write(document, language, fields or ENGLISH, revision, viewer=EVA).revision
        self.summaries.review(document, language, written, viewer=EVA)
        self.summaries.publish(document, language, written, viewer=EVA)

    def _revision(self, document: DocumentId, language: str) -> int:
        summary = self.summaries.desk(document, viewer=EVA).summary
        text = summary.texts.get(language) if summary else None
        return text.revision if text else 0

    def ask(self, text: str, viewer: Viewer = ANYONE, reader: str = "en") -> SearchAnswer:
        return self.search.search(SearchQuery(text, reader=reader, without=AS_TYPED), viewer=viewer)

    def finds(self, text: str, viewer: Viewer = ANYONE) -> set[str]:
        answer = self.ask(text, viewer)
        assert sum(answer.total.values()) == len(answer.documents)
        return {one.id for one in answer.documents}


@pytest.fixture(params=ENGINES)
def site(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> Iterator[Site]:
    shutil.copy(migrated, tmp_path / "caselaw.db")
    places = {"CASELAW_DATABASE_URL": f"sqlite:///{tmp_path}/caselaw.db", "CASELAW_FILES": f"{tmp_path}/files"}
    with opened(request.param, tmp_path) as index:
        made = Site(Settings.from_env(places), index)
        yield made
        made.store.close()


def test_what_was_found_in_the_summary_is_said_to_be(site: Site) -> None:
    document = site.add()
    site.publish(document)
    site.follow()
    (hit,) = site.ask("orpiment").documents
    assert (hit.id, hit.paragraphs) == (document, ())
    assert hit.summary
    assert [hit.summary.text[a:b] for a, b in hit.summary.highlights] == ["orpiment"]
    assert "found in the case summary" in hit.why
    assert (hit.headline, hit.headline_language) == ("Vermilion homes", "en")


def test_a_hit_by_the_decision_itself_has_no_passage_of_the_summary(site: Site) -> None:
    document = site.add()
    site.publish(document)
    site.follow()
    (hit,) = site.ask("eviction").documents
    assert hit.paragraphs
    assert hit.summary is None
    assert "found in the case summary" not in hit.why


def test_the_headline_is_that_of_the_readers_language_or_the_documents(site: Site) -> None:
    document = site.add()
    site.publish(document)
    site.publish(document, "es", **SPANISH)
    site.follow()
    for reader, headline in (("en", "Vermilion homes"), ("es", "Casas bermellón")):
        (hit,) = site.ask("orpiment OR oropimente", reader=reader).documents
        assert (hit.headline, hit.headline_language) == (headline, reader)
        assert hit.summary
        assert hit.summary.language == reader
    (hit,) = site.ask("oropimente", reader="fr").documents
    assert hit.headline_language is None
    assert hit.summary
    assert hit.summary.language == "es"


def test_a_draft_is_found_by_nobody(site: Site) -> None:
    document = site.add()
    site.summaries.write(document, "en", ENGLISH, 0, viewer=EVA)
    site.follow()
    site.indexing.rebuild(viewer=OPERATOR)
    for viewer in (ANYONE, BOB, EVA):
        assert site.finds("orpiment", viewer) == set()
        assert site.finds("eviction", viewer) == {document}


def test_work_on_a_published_text_goes_on_unseen(site: Site) -> None:
    document = site.add()
    site.publish(document)
    site.summaries.write(document, "en", {"summary": "The realgar mine."}, 1, viewer=EVA)
    site.follow()
    site.indexing.rebuild(viewer=OPERATOR)
    assert (site.finds("realgar", EVA), site.finds("orpiment")) == (set(), {document})
    site.publish(document, headline="Vermilion homes", summary="The realgar mine.")
    site.follow()
    assert (site.finds("realgar"), site.finds("orpiment")) == ({document}, set())


@pytest.mark.parametrize("indexed", [True, False])
def test_a_withdrawn_text_is_found_no_more_at_once(site: Site, *, indexed: bool) -> None:
    document = site.add()
    site.publish(document)
    site.follow()
    site.summaries.withdraw(document, "en", viewer=EVA)
    if indexed:
        site.follow()
    for viewer in (ANYONE, BOB, EVA):
        assert site.finds("orpiment", viewer) == set()
    site.follow()
    assert site.finds("eviction") == {document}


@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize("access", [MEMBERS, GROUP])
def test_a_summary_for_fewer_is_found_by_them_alone(site: Site, access: Audience, *, indexed: bool) -> None:
    document = site.add()
    site.publish(document)
    site.follow()
    site.summaries.restrict(document, access, viewer=EVA)
    others = (ANYONE,) if access == MEMBERS else (ANYONE, BOB)
    if indexed:
        site.follow()
        assert site.finds("orpiment", EVA) == {document}
    for viewer in others:
        assert site.finds("orpiment", viewer) == set()
    site.follow()
    for viewer in others:
        (hit,) = site.ask("eviction", viewer).documents
        assert (hit.headline_language, hit.summary) == (None, None)


def test_the_versions_share_it_as_far_as_it_may_be_read(site: Site) -> None:
    english, spanish = site.add(access=MEMBERS), site.add("es")
    site.publish(english)
    site.follow()
    assert site.finds("orpiment") == set()
    assert site.finds("orpiment", BOB) == {english, spanish}


def test_the_other_versions_follow_where_its_document_is_closed_or_gone(site: Site) -> None:
    english, spanish = site.add(), site.add("es")
    site.publish(english)
    site.follow()
    assert site.finds("orpiment") == {english, spanish}
    site.intake.change_access(english, GROUP, viewer=OPERATOR)
    assert site.finds("orpiment") == set()
    site.follow()
    assert site.finds("orpiment") == set()
    assert site.finds("orpiment", EVA) == {english, spanish}
    site.intake.remove(english, viewer=OPERATOR)
    site.follow()
    assert site.finds("orpiment", EVA) == set()


@pytest.mark.parametrize("query", ["in:paragraph orpiment", 'in:summary "orpiment mine"', "orpimemt", "cinnabra"])
def test_no_other_way_finds_or_tells_it(site: Site, query: str) -> None:
    document = site.add()
    site.publish(document)
    site.summaries.restrict(document, GROUP, viewer=EVA)
    site.follow()
    for viewer in (ANYONE, BOB):
        for mode in MODES:
            answer = site.search.search(SearchQuery(query, mode=mode), viewer=viewer)
            assert (answer.documents, answer.direct, answer.spellings) == ((), (), ())
    if query.startswith("in:"):
        assert site.finds(query, EVA) == set()


def test_nothing_is_completed_from_a_summary(site: Site) -> None:
    document = site.add()
    site.publish(document)
    site.follow()
    completing = CompletingService(site.store)
    for typed in ("orpim", "vermil", "cinna"):
        assert completing.complete(typed, reader="en", viewer=EVA) == ()
