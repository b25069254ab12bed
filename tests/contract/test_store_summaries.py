"""Case summaries: written, translated, outdated, reviewed and published, a language at a time — on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.services.editing.summaries import SummaryService
from caselaw.services.intake.adding import IntakeService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.factories import a_record

EVA = Viewer("eva", frozenset({"editor"}))
FINN = Viewer("finn", frozenset({"editor"}))
MEMBER = Viewer("mara", frozenset({"member"}))
TEXT = {"headline": "Water for a village", "summary": "The court found …\n\nIt ordered …", "keywords": "water"}


@pytest.fixture
def summaries(store: Store) -> SummaryService:
    return SummaryService(store)


@pytest.fixture
def ids(store: Store, tmp_path: Path) -> dict[str, DocumentId]:
    intake = IntakeService(store, Blobs(tmp_path / "files"))
    return {
        language: intake.store(
            a_record(language, key=f"key:{language}", work_key="work", access=PUBLIC), viewer=OPERATOR
        ).id
        for language in ("en", "ar")
    }


@pytest.fixture
def document(ids: dict[str, DocumentId]) -> DocumentId:
    return ids["en"]


def status(summaries: SummaryService, document: str, language: str) -> str:
    summary = summaries.desk(document, viewer=EVA).summary
    return summary.status(language) if summary else "missing"


def published(summaries: SummaryService, document: str, language: str = "en") -> None:
    summary = summaries.desk(document, viewer=EVA).summary
    assert summary
    revision = summary.texts[language].revision
    summaries.review(document, language, revision, viewer=EVA)
    summaries.publish(document, language, revision, viewer=EVA)


def test_the_life_of_a_summary(summaries: SummaryService, document: DocumentId) -> None:
    assert status(summaries, document, "en") == "missing"
    assert summaries.write(document, "en", TEXT, 0, viewer=EVA).revision == 1
    assert (status(summaries, document, "en"), status(summaries, document, "fr")) == ("draft", "missing")
    assert summaries.published(document, "en", viewer=ANYONE) is None, "drafts are for editors"
    with pytest.raises(Invalid):
        summaries.publish(document, "en", 1, viewer=EVA)
    published(summaries, document)
    shown = summaries.published(document, "es", viewer=ANYONE)
    assert shown
    assert (shown.text.language, shown.text.published) == ("en", TEXT)
    summaries.write(document, "es", {"headline": "Agua para un pueblo", "summary": "La corte …"}, 0, viewer=FINN)
    published(summaries, document, "es")
    spanish = summaries.published(document, "es", viewer=ANYONE)
    assert spanish
    assert spanish.text.language == "es"
    summaries.withdraw(document, "es", viewer=EVA)
    again = summaries.published(document, "es", viewer=ANYONE)
    assert again
    assert again.text.language == "en"


def test_a_translation_is_outdated_by_itself(summaries: SummaryService, document: DocumentId) -> None:
    summaries.write(document, "en", TEXT, 0, viewer=EVA)
    summaries.write(document, "ar", {"headline": "ماء لقرية", "summary": "قضت المحكمة"}, 0, viewer=FINN)
    summaries.review(document, "ar", 1, viewer=EVA)
    assert status(summaries, document, "ar") == "reviewed"
    summaries.write(document, "en", {"summary": "The court found more."}, 1, viewer=EVA)
    assert (status(summaries, document, "ar"), status(summaries, document, "en")) == ("outdated", "draft")
    with pytest.raises(Conflict):
        summaries.review(document, "ar", 1, viewer=EVA)
    summaries.write(document, "ar", {}, 1, viewer=FINN)  # looked at, and still right
    assert status(summaries, document, "ar") == "draft"
    summaries.write(document, "en", {"summary": "The court found more."}, 2, viewer=EVA)
    assert status(summaries, document, "ar") == "draft", "the same text again is no change"


def test_two_hands_are_joined_field_by_field(summaries: SummaryService, document: DocumentId) -> None:
    summaries.write(document, "en", TEXT, 0, viewer=EVA)
    summaries.write(document, "en", {"headline": "By Eva"}, 1, viewer=EVA)
    assert not summaries.write(document, "en", {"keywords": "By Finn"}, 1, viewer=FINN).collisions
    collided = summaries.write(document, "en", {"headline": "By Finn", "nature": "Appeal"}, 1, viewer=FINN)
    (one,) = collided.collisions
    assert (one.field, one.base, one.theirs, one.mine) == ("headline", TEXT["headline"], "By Eva", "By Finn")
    assert collided.kept
    assert collided.kept["keywords"] == "By Finn"
    summary = summaries.desk(document, viewer=EVA).summary
    assert summary
    assert summary.texts["en"].fields == {**TEXT, "headline": "By Eva", "keywords": "By Finn"}
    with pytest.raises(Changed):
        summaries.review(document, "en", 1, viewer=EVA)
    told = summaries.changes(document, "en", viewer=EVA)
    assert [(one.field, one.before, one.after) for one, _name in told[:2]] == [
        ("keywords", "water", "By Finn"), ("headline", TEXT["headline"], "By Eva"),
    ]  # fmt: skip


def test_versions_share_it(summaries: SummaryService, ids: dict[str, DocumentId]) -> None:
    summaries.write(ids["en"], "en", TEXT, 0, viewer=EVA)
    published(summaries, ids["en"])
    shown = summaries.published(ids["ar"], "ar", viewer=ANYONE)
    assert shown
    assert shown.document == ids["en"]


def test_fewer_readers_than_the_document(summaries: SummaryService, document: DocumentId) -> None:
    summaries.write(document, "en", TEXT, 0, viewer=EVA)
    published(summaries, document)
    summaries.restrict(document, MEMBERS, viewer=EVA)
    assert summaries.published(document, "en", viewer=ANYONE) is None
    assert summaries.published(document, "en", viewer=MEMBER)
    with pytest.raises(Invalid):
        summaries.restrict(document, Audience("group:strangers"), viewer=EVA)


def test_who_may(summaries: SummaryService, document: DocumentId) -> None:
    summaries.write(document, "en", TEXT, 0, viewer=EVA)
    for act in (
        lambda viewer: summaries.desk(document, viewer=viewer),
        lambda viewer: summaries.write(document, "en", TEXT, 1, viewer=viewer),
        lambda viewer: summaries.review(document, "en", 1, viewer=viewer),
        lambda viewer: summaries.publish(document, "en", 1, viewer=viewer),
        lambda viewer: summaries.withdraw(document, "en", viewer=viewer),
        lambda viewer: summaries.restrict(document, None, viewer=viewer),
        lambda viewer: summaries.changes(document, "en", viewer=viewer),
    ):
        for viewer in (MEMBER, ANYONE):
            with pytest.raises(Forbidden):
                act(viewer)
    with pytest.raises(NotFound):
        summaries.write(document, "de", TEXT, 0, viewer=EVA)
    with pytest.raises(Invalid):
        summaries.write(document, "en", {"headline": "x" * 2000}, 1, viewer=EVA)
