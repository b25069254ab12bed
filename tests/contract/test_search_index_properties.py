"""Whatever is asked of whatever documents, every engine answers what the honest scan answers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.engines.tantivy import TantivyIndex
from caselaw.search.plan import (
    All,
    Between,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Keyword,
    Named,
    Near,
    Not,
    Pattern,
    Phrase,
    SearchPlan,
    Some,
    Weighted,
    Word,
)
from caselaw.search.port import IndexDocument, IndexParagraph, SearchIndex
from caselaw.search.weights import WEIGHTS
from tests.contract.conftest import opened
from tests.contract.rows import MINERS, ids

WORDS = (
    "the",
    "eviction",
    "evictions",
    "Housing",
    "l’eau",
    "droit",
    "desalojos",
    "protección",
    "والحق",
    "حَقّ",
    "12",
    "a/b",
)
LANGUAGES = ("en", "es", "fr", "ar", "de")
AUDIENCES = (PUBLIC, MEMBERS, MINERS)
FACETS = ("language", "country", "court", "kind", "year", "right")

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
PATTERNS = ("evict*", "*ction?", "h?us*", "*", "e*", "des*s", "eau", "l’e*", "a/b*", "الح*", "1?")
LIKE = ("evictoin", "huosing", "droti", "حقق", "a", "12", "desalojso", "l’aeu")
spans = st.sampled_from((20040101, 20040110, 20040122, 20040630, 20050101, 19990101, 0))
said = st.one_of(
    st.builds(Word, st.sampled_from(WORDS), st.sampled_from(LANGUAGES)),
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)),
    st.builds(
        Near,
        st.lists(st.sampled_from((*WORDS, *PATTERNS)), min_size=1, max_size=4).map(tuple),
        st.sampled_from((0, 1, 2, 60)),
    ),
    st.builds(Pattern, st.sampled_from(PATTERNS)),
    st.builds(Fuzzy, st.sampled_from((*LIKE, *WORDS))),
    st.just(Everything()),
)


def combined(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    return st.one_of(
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(Weighted, inner, st.sampled_from((0.25, 1.0, 2.0))),
    )


def some_of(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


inside = st.builds(
    InParagraph,
    st.recursive(said, combined, max_leaves=3),
    some_of("reasons", "facts"),
    some_of("1", "2"),
    some_of("body", "party"),
)
leaves: st.SearchStrategy[Clause] = st.one_of(
    said,
    inside,
    st.builds(Named, st.sampled_from(("party", "judge")), st.sampled_from((*WORDS, *PATTERNS, "eviction droit"))),
    st.builds(Between, spans, spans),
    st.builds(Keyword, st.just("court"), st.sampled_from(("c1", "c2", "c3"))),
    st.builds(Keyword, st.just("language"), st.sampled_from(LANGUAGES)),
)
clauses: st.SearchStrategy[Clause] = st.recursive(leaves, combined, max_leaves=6)


class Part(NamedTuple):
    language: str
    text: str
    section: str | None
    number: str | None
    voice: str


sections = st.sampled_from((None, "reasons", "facts"))
numbers = st.sampled_from((None, "1", "2"))
voices = st.sampled_from(("body", "party"))


@st.composite
def documents(draw: st.DrawFn) -> list[IndexDocument]:
    """One to three rows of each document, the poorer superseded by the richer."""
    rows = []
    for number in range(draw(st.integers(0, 6))):
        audiences = draw(st.lists(st.sampled_from(AUDIENCES[:2]), min_size=1, max_size=2, unique=True).map(sorted))
        audiences = draw(st.sampled_from(([MINERS], audiences)))
        facts: dict[str, Any] = {
            "language": draw(st.sampled_from(LANGUAGES)),
            "kind": draw(st.sampled_from(("judgment", "order"))),
            "court": draw(st.sampled_from((None, "c1", "c2"))),
            "country": draw(st.sampled_from((None, "COL", "ZAF"))),
        }
        date, last = draw(
            st.sampled_from(
                ((None, None), (20040101, 20040101), (20040122, None), (20040101, 20041231), (19990101, 19990131))
            )
        )
        names = {name: draw(st.lists(texts, max_size=2).map(tuple)) for name in ("party", "judge")}
        for audience in audiences:
            parts = draw(
                st.lists(st.builds(Part, st.sampled_from(LANGUAGES), texts, sections, numbers, voices), max_size=3)
            )
            rows.append(
                IndexDocument(
                    DocumentId(f"d{number}"),
                    audience,
                    draw(st.integers(0, 3)),
                    title=draw(st.lists(texts, max_size=2).map("\n".join)),
                    date=date,
                    date_last=last,
                    names=names,
                    values={"right": draw(some_of("housing", "water"))},
                    cited=draw(st.integers(0, 2)),
                    level=draw(st.integers(0, 2)),
                    year=date and date // 10_000,
                    paragraphs=tuple(
                        IndexParagraph(f"p-{at}", at, part.language, part.text, part.section, part.number, part.voice)
                        for at, part in enumerate(parts)
                    ),
                    superseded_by=tuple(
                        other for other in audiences if AUDIENCES.index(other) > AUDIENCES.index(audience)
                    ),
                    **facts,
                )
            )
    return rows


plans = st.builds(
    SearchPlan,
    audiences=st.frozensets(st.sampled_from(AUDIENCES)).map(frozenset),
    where=clauses,
    filters=st.dictionaries(
        st.sampled_from(("court", "kind", "year", "language")),
        st.lists(st.sampled_from(("c1", "judgment", "2004", "en", "fr")), max_size=2).map(tuple),
        max_size=2,
    ),
    languages_in=st.lists(st.sampled_from(LANGUAGES), max_size=2).map(tuple),
    languages_out=st.lists(st.sampled_from(LANGUAGES), max_size=1).map(tuple),
    facets=st.just(FACETS),
    sort=st.sampled_from(("relevance", "newest", "oldest", "level", "cited")),
    size=st.just(100),
    facet_sizes=st.sampled_from(({}, {"language": 1, "right": 2})),
    paragraphs_from=st.sampled_from((0, 0, 1)),
    weights=st.sampled_from((WEIGHTS, replace(WEIGHTS, title=2.0, lead=1.0, exact=0.5))),
    priors=st.sampled_from(((), ((Keyword("court", "c1"), 2.0),))),
    scope=st.none() | st.frozensets(st.sampled_from(("d0", "d1", "d2", "d9")).map(DocumentId)),
)


rounds = st.lists(plans, min_size=1, max_size=6)


def agree(engine: SearchIndex, rows: list[IndexDocument], asked: list[SearchPlan]) -> None:
    """The engine, which holds these rows, answers as the honest scan."""
    honest = MemoryIndex()
    honest.put(rows)
    assert engine.versions() == honest.versions()
    for plan in asked:
        right, answer = honest.search(plan), engine.search(plan)
        assert (answer.total, answer.facets) == (right.total, right.facets), plan
        assert set(ids(answer)) == set(ids(right))
        assert len(ids(answer)) == right.total
        assert {hit.id: len(hit.paragraphs) for hit in answer.hits} == {
            hit.id: len(hit.paragraphs) for hit in right.hits
        }, plan
        if plan.paragraphs_from == 0:
            everywhere = [
                {hit.id: {part.anchor for part in hit.paragraphs} for hit in each.hits} for each in (answer, right)
            ]
            assert everywhere[0] == everywhere[1], plan
        if plan.sort != "relevance":
            assert ids(answer) == ids(right)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), rounds)
def test_the_embedded_engine_answers_as_the_honest_scan(rows: list[IndexDocument], asked: list[SearchPlan]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        embedded = TantivyIndex(Path(folder))
        embedded.put(rows)
        agree(embedded, rows, asked)


@pytest.fixture(scope="module", params=["elasticsearch-8", "elasticsearch-9"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    with opened(request.param, tmp_path_factory.mktemp("server")) as engine:
        yield engine


@pytest.mark.elasticsearch
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), rounds)
def test_a_server_answers_as_the_honest_scan(
    server: SearchIndex, rows: list[IndexDocument], asked: list[SearchPlan]
) -> None:
    server.rebuild(rows)
    agree(server, rows, asked)
