"""Codebooks on both databases: made, edited, published for ever, followed by a new version; nobody overwrites."""

from __future__ import annotations

import pytest

from caselaw.access.viewer import ANYONE, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, group_audience
from caselaw.domain.codebook.codes import Code
from caselaw.domain.codebook.rules import stamp
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.services.codebooks.editing import CodebookEditing
from caselaw.services.codebooks.reading import CodebookService
from caselaw.store import Store

EDNA = Viewer("edna", frozenset({"member"}), frozenset({"water"}), {"water": frozenset({"editor"})})
COCO = Viewer("coco", frozenset({"member"}), frozenset({"water"}), {"water": frozenset({"coder"})})
OLGA = Viewer("olga", frozenset({"member", "editor"}))
WATER = group_audience("water")
BRIBE = Code("bribe", {"en": "Bribe", "ar": "رشوة"}, {"en": "Money for a decision."}, facet="means")
GIFT = Code("gift", {"en": "Gift"}, {"en": "A gift for a decision."}, broader="bribe", facet="means")


@pytest.fixture
def codebooks(store: Store) -> CodebookService:
    return CodebookService(store)


@pytest.fixture
def editing(store: Store, codebooks: CodebookService) -> CodebookEditing:
    return CodebookEditing(store, codebooks)


@pytest.fixture
def slug(editing: CodebookEditing) -> str:
    made = editing.create({"en": "Money"}, WATER, viewer=EDNA)
    for code in (BRIBE, GIFT):
        editing.put_code(made, 1, code, stood=None, viewer=EDNA)
    return made


def _publish(editing: CodebookEditing, codebooks: CodebookService, slug: str, number: int) -> None:
    revision = codebooks.version(EDNA, slug, number).revision
    editing.publish(slug, number, revision=revision, viewer=EDNA, accept_missing=True)


def test_a_code_is_kept_whole(codebooks: CodebookService, slug: str) -> None:
    version = codebooks.version(EDNA, slug, 1)
    assert version.codes == (BRIBE, GIFT)
    assert version.state == "draft"


def test_a_codebook_of_a_group_is_there_for_nobody_else(
    codebooks: CodebookService, editing: CodebookEditing, slug: str
) -> None:
    _publish(editing, codebooks, slug, 1)
    assert codebooks.version(COCO, slug).codes == (BRIBE, GIFT)
    for other in (ANYONE, OLGA):
        assert slug not in {one.codebook.slug for one in codebooks.all(other)}
        with pytest.raises(NotFound):
            codebooks.version(other, slug)
        with pytest.raises(NotFound):
            editing.put_code(slug, 1, BRIBE, stood=None, viewer=other)


def test_a_draft_is_for_those_who_may_write_it(codebooks: CodebookService, editing: CodebookEditing, slug: str) -> None:
    with pytest.raises(NotFound):
        codebooks.version(COCO, slug)
    _publish(editing, codebooks, slug, 1)
    assert editing.begin_version(slug, viewer=EDNA) == 2
    assert [one.number for one in codebooks.shelf(COCO, slug).editions] == [1]
    assert [one.number for one in codebooks.shelf(EDNA, slug).editions] == [1, 2]
    with pytest.raises(NotFound):
        codebooks.version(COCO, slug, 2)
    with pytest.raises(NotFound):
        codebooks.compare(COCO, slug, 1, 2)
    with pytest.raises(Forbidden):
        editing.begin_version(slug, viewer=COCO)


def test_who_may_make_a_codebook_for_whom(editing: CodebookEditing) -> None:
    assert editing.audiences(EDNA) == (WATER,)
    assert editing.audiences(OLGA) == (MEMBERS, PUBLIC)
    with pytest.raises(Forbidden):
        editing.create({"en": "Mine"}, WATER, viewer=COCO)
    with pytest.raises(Invalid, match=r"codebook\.access"):
        editing.create({"en": "Mine"}, PUBLIC, viewer=EDNA)


def test_a_published_version_is_changed_by_nobody(
    codebooks: CodebookService, editing: CodebookEditing, slug: str
) -> None:
    _publish(editing, codebooks, slug, 1)
    before = codebooks.version(EDNA, slug, 1)
    for change in (
        lambda: editing.put_code(slug, 1, Code("late", {"en": "Late"}), stood=None, viewer=EDNA),
        lambda: editing.drop_code(slug, 1, "gift", viewer=EDNA),
        lambda: editing.move_code(slug, 1, "gift", -1, viewer=EDNA),
        lambda: editing.set_vocabularies(slug, 1, ["right"], viewer=EDNA),
        lambda: editing.put_codes(slug, 1, (), revision=before.revision, viewer=EDNA),
        lambda: editing.discard(slug, 1, viewer=EDNA),
    ):
        with pytest.raises(Conflict, match=r"codebook\.frozen"):
            change()
    assert codebooks.version(EDNA, slug, 1) == before


def test_who_was_slower_overwrites_nothing(codebooks: CodebookService, editing: CodebookEditing, slug: str) -> None:
    seen = stamp(BRIBE)
    faster = Code("bribe", {"en": "Bribery"}, {"en": "Money for a decision."}, facet="means")
    editing.put_code(slug, 1, faster, stood=seen, viewer=EDNA)
    with pytest.raises(Changed):
        editing.put_code(slug, 1, Code("bribe", {"en": "Graft"}), stood=seen, viewer=EDNA)
    with pytest.raises(Changed):
        editing.publish(slug, 1, revision=1, viewer=EDNA, accept_missing=True)
    assert codebooks.version(EDNA, slug, 1).codes[0] == faster


def test_what_is_missing_is_told_before_publishing(
    codebooks: CodebookService, editing: CodebookEditing, slug: str
) -> None:
    found = editing.readiness(slug, 1, viewer=EDNA)
    assert found.ready
    assert {(one.key, one.part, one.language) for one in found.missing} >= {
        ("", "title", "fr"), ("bribe", "label", "es"), ("gift", "definition", "ar"), ("gift", "examples", "en"),
    }  # fmt: skip
    revision = codebooks.version(EDNA, slug, 1).revision
    with pytest.raises(Invalid, match=r"codebook\.missing"):
        editing.publish(slug, 1, revision=revision, viewer=EDNA)
    assert codebooks.version(EDNA, slug, 1).state == "draft"
    editing.put_code(slug, 1, Code("bare", {"en": "Bare"}), stood=None, viewer=EDNA)
    with pytest.raises(Invalid, match=r"codebook\.not_ready"):
        _publish(editing, codebooks, slug, 1)


def test_nothing_coded_is_lost_from_one_version_to_the_next(
    codebooks: CodebookService, editing: CodebookEditing, slug: str
) -> None:
    _publish(editing, codebooks, slug, 1)
    editing.begin_version(slug, viewer=EDNA)
    for key in ("cash", "favour"):
        editing.put_code(slug, 2, Code(key, {"en": key}, {"en": key}), stood=None, viewer=EDNA)
    editing.drop_code(slug, 2, "bribe", viewer=EDNA)
    assert codebooks.version(EDNA, slug, 2).code("gift").broader is None  # type: ignore[union-attr]
    assert editing.readiness(slug, 2, viewer=EDNA).unmapped == ("bribe",)
    with pytest.raises(Invalid, match=r"codebook\.not_ready"):
        _publish(editing, codebooks, slug, 2)
    with pytest.raises(Invalid, match=r"codebook\.map"):
        editing.set_maps(slug, 2, {"bribe": ["nowhere"]}, viewer=EDNA)
    editing.set_maps(slug, 2, {"bribe": ["cash", "favour"]}, viewer=EDNA)
    _publish(editing, codebooks, slug, 2)
    assert codebooks.version(COCO, slug).number == 2
    split = codebooks.carried(COCO, slug, "bribe", 1, 2)
    assert split.keys == ("cash", "favour")
    assert split.undecided
    assert codebooks.carried(COCO, slug, "gift", 1, 2).keys == ("gift",)
    assert codebooks.version(COCO, slug, 1).code("bribe") == BRIBE


def test_a_review_is_of_one_text_by_one_person(codebooks: CodebookService, editing: CodebookEditing, slug: str) -> None:
    editing.review(slug, 1, "bribe", "label", "en", viewer=EDNA)
    with pytest.raises(Invalid, match=r"codebook\.nothing"):
        editing.review(slug, 1, "bribe", "label", "fr", viewer=EDNA)
    found = codebooks.version(EDNA, slug, 1).codes[0]
    assert (found.status("label", "en").kind, found.status("label", "en").by) == ("reviewed", "edna")
    assert found.status("label", "ar").kind == "proposed"
    _publish(editing, codebooks, slug, 1)
    with pytest.raises(Forbidden):
        editing.review(slug, 1, "gift", "label", "en", viewer=COCO)
    editing.begin_version(slug, viewer=EDNA)
    assert codebooks.version(EDNA, slug, 2).codes[0].status("label", "en").kind == "reviewed"
    changed = Code("bribe", {"en": "Bribery", "ar": "رشوة"}, {"en": "Money."}, facet="means")
    editing.put_code(slug, 2, changed, stood=stamp(found), viewer=EDNA)
    assert codebooks.version(EDNA, slug, 2).codes[0].status("label", "en").kind == "proposed"
    assert codebooks.version(EDNA, slug, 1).codes[0].status("label", "en").kind == "reviewed"
    editing.review(slug, 1, "bribe", "label", "en", viewer=EDNA, take_back=True)
    assert codebooks.version(EDNA, slug, 1).codes[0].status("label", "en").kind == "proposed"


def test_a_draft_is_thrown_away_and_a_version_retired(
    codebooks: CodebookService, editing: CodebookEditing, slug: str
) -> None:
    _publish(editing, codebooks, slug, 1)
    editing.retire(slug, 1, viewer=EDNA)
    assert codebooks.shelf(COCO, slug).newest is None
    assert codebooks.version(COCO, slug).codes == (BRIBE, GIFT), "it is read still"
    editing.retire(slug, 1, viewer=EDNA, again=True)
    editing.begin_version(slug, viewer=EDNA)
    with pytest.raises(Conflict):
        editing.begin_version(slug, viewer=EDNA)
    editing.discard(slug, 2, viewer=EDNA)
    assert [one.number for one in codebooks.shelf(EDNA, slug).editions] == [1]
    only = editing.create({"fr": "Brouillon"}, WATER, viewer=EDNA)
    editing.discard(only, 1, viewer=EDNA)
    with pytest.raises(NotFound):
        codebooks.shelf(EDNA, only)


def test_what_was_done_is_recorded_without_a_word_of_it(store: Store, slug: str) -> None:
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT actor, action, subject FROM audit_events ORDER BY number").all()
    assert [tuple(row) for row in rows] == [
        ("edna", "add codebook", slug),
        ("edna", "write code", f"{slug}:1:bribe"),
        ("edna", "write code", f"{slug}:1:gift"),
    ]
