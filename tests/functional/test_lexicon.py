"""What two versions teach is found by: the worker learns, and a question in one language finds a text that has only the
learned word in another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import PUBLIC, Audience, group_audience
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import SearchAnswer, SearchQuery
from caselaw.search.port import SearchIndex
from caselaw.services.indexing.index import IndexingService
from caselaw.services.search.searching import SearchService
from caselaw.services.vocabulary.lexicon import LIKELY, MOST_LIKELY, LexiconService, ShownEntry, likeliest
from caselaw.settings import Settings
from caselaw.store.vocabulary.lexicons import Learnt
from caselaw.wiring import Services, build
from ingest.worker import Worker
from tests.contract.conftest import opened
from tests.contract.test_store_lexicons import School
from tests.factories import a_record
from tests.functional.cli.conftest import Run, environ, run
from tests.functional.test_killed import wait_until
from tests.functional.test_search import ONE_SERVER
from tests.functional.test_worker import running
from tests.unit.test_lexicon import ENGLISH, SPANISH
from tests.unit.test_versions import edition

__all__ = ["environ", "run"]
ALICE = Viewer("alice", frozenset({"member"}), frozenset({"litigation"}))
LITIGATION = group_audience("litigation")
UNRELATED = ("Otra cosa.", "El puerto de Brisamar fue dragado.")


class Site:
    """A school whose texts are searched by one engine."""

    def __init__(self, services: Services, index: SearchIndex, folder: Path) -> None:
        self.store = services.store
        self.school = School(services.store, folder)
        self.indexing = IndexingService(services.store, index)
        self._search = SearchService(services.store, index, self.school.lexicon.of)
        self.indexing.rebuild(viewer=OPERATOR)

    def teach(self, access: Audience = PUBLIC) -> None:
        self.school.pair(access, access)
        assert self.school.learned()

    def add(self, texts: tuple[str, ...], language: str) -> DocumentId:
        stored = self.school.intake.store(
            a_record(
                language,
                facts=Facts(title="Brisamar"),
                paragraphs=edition(texts, language).paragraphs,
                access=PUBLIC,
                claims=(),
            ),
            viewer=OPERATOR,
        )
        self.indexing.apply_pending()
        return stored.id

    def ask(self, text: str, *, viewer: Viewer = ANYONE, **changes: object) -> SearchAnswer:
        return self._search.search(replace(SearchQuery(text), **changes), viewer=viewer)  # type: ignore[arg-type]


@pytest.fixture(params=ONE_SERVER)
def site(request: pytest.FixtureRequest, services: Services, tmp_path: Path) -> Iterator[Site]:
    with opened(request.param, tmp_path / "engine") as index:
        yield Site(services, index, tmp_path)


def test_a_learned_word_finds_says_why_and_can_be_taken_out(site: Site) -> None:
    other = site.add(UNRELATED, "es")
    assert site.ask("harbour").documents == ()
    site.teach()
    answer = site.ask("harbour")
    (found,) = answer.documents
    assert (found.id, found.section) == (other, "other")
    assert found.why == ("learned: puerto",)
    assert [found.paragraphs[0].text[a:b] for a, b in found.paragraphs[0].highlights] == ["puerto"]
    assert answer.total == {"own": 0, "other": 1}
    assert sum(count.count for count in answer.facets["language"]) == 1
    assert ("puerto", "es", "lexicon", "lexicon:harbour") in {
        (each.term, each.language, each.from_, each.concept) for each in answer.expansions
    }
    either: tuple[dict[str, Any], ...] = (
        {"without": frozenset({"lexicon"})},
        {"dropped": frozenset({"lexicon:harbour"})},
    )
    for less in either:
        plain = site.ask("harbour", **less)
        assert (plain.documents, plain.expansions) == ((), ())


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("Harbours", True),
        ("harbour Brisamar", True),
        ("harbour xyzzy", False),
        ("harbour OR xyzzy", True),
        ('"harbour"', False),
        ("Brisamar -harbour", True),
        ("harbour lang:es", True),
        ("harbour lang:en", False),
        ("the boats that lie day and night in the old harbour are all of them very small", True),
    ],
)
def test_learned_words_only_ever_add(site: Site, query: str, finds: bool) -> None:
    other = site.add(UNRELATED, "es")
    site.teach()
    assert (other in {found.id for found in site.ask(query).documents}) == finds


def test_a_groups_lexicon_serves_the_group_alone(site: Site) -> None:
    other = site.add(UNRELATED, "es")
    site.teach(LITIGATION)
    anyones = site.ask("harbour")
    assert (anyones.documents, anyones.expansions) == ((), ())
    assert site.ask("harbour", viewer=Viewer("bob", frozenset({"member"}))).expansions == ()
    assert other in {found.id for found in site.ask("harbour", viewer=ALICE).documents}


def test_the_worker_learns_when_nothing_else_waits(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LexiconService.apply_pending, "__kwdefaults__", {"quiet": 0.05})
    ids = [
        services.intake.store(
            a_record(language, paragraphs=edition(texts, language).paragraphs, access=PUBLIC, claims=()),
            viewer=OPERATOR,
        ).id
        for texts, language in ((ENGLISH, "en"), (SPANISH, "es"))
    ]
    services.versions.confirm(ids[0], ids[1], viewer=OPERATOR)
    with running(Worker(services)):
        wait_until(lambda: bool(services.lexicon.show("harbour", viewer=ANYONE)))
    answer = services.search.search(SearchQuery("harbour"), viewer=ANYONE)
    assert {found.id for found in answer.documents} == set(ids)


def test_of_a_words_translations_the_likeliest_are_shown_at_first() -> None:
    def entry(number: int, probability: float) -> ShownEntry:
        return ShownEntry(Learnt(PUBLIC, "en", "harbour", "es", f"word{number}", probability, 9, 3, ()), ())

    many = [entry(number, 0.1 + number / 1000) for number in range(MOST_LIKELY + 10)]
    weak = [entry(100, 0.09), entry(101, 0.02)]
    assert likeliest([*many, *weak]) == tuple(many[10:])
    assert likeliest([entry(1, LIKELY), *weak]) == (entry(1, LIKELY),)
    assert likeliest(weak) == ()


def test_the_command_line_learns_shows_and_proposes(
    run: Run, environ: dict[str, str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init")
    assert "nothing" in run("lexicon", "learn").output.lower()
    assert "harbour" in run("lexicon", "show", "harbour").output
    services = build(Settings.from_env({name: value for name, value in environ.items() if value is not None}))
    School(services.store, tmp_path / "school").pair()
    services.close()
    learned = json.loads(run("lexicon", "learn", "--json").output)
    assert (learned["audience"], learned["lessons"]) == ("public", len(ENGLISH))
    assert learned["entries"] > 0
    shown = run("lexicon", "show", "harbour").output
    assert "harbour (en) → puerto (es)" in shown
    assert "en el puerto" in shown
    (first, *_) = map(json.loads, run("lexicon", "show", "puerto", "--json").output.splitlines())
    assert {first["word"], first["target"]} == {"harbour", "puerto"}
    assert first["passages"]
    everything = run("lexicon", "show", "harbour", "--all", "--json").output.splitlines()
    with monkeypatch.context() as stricter:
        stricter.setattr("caselaw.services.vocabulary.lexicon.LIKELY", 1.1)
        left_out = run("lexicon", "show", "harbour").output
        assert f"{len(everything)} weaker" in left_out
        assert "puerto" not in left_out
        assert run("lexicon", "show", "harbour", "--all").output == shown
    assert "puerto" in run("lexicon", "propose").output
    assert run("lexicon", "propose", "--most", "1", "--json").output.count("\n") == 1
    for language in ("es", "fr", "ar"):
        assert run("lexicon", "learn", LANG=f"{language}.UTF-8").output != run("lexicon", "learn").output
