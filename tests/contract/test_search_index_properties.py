"""Whatever is asked of whatever documents, the embedded engine answers what the honest scan answers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.engines.tantivy import TantivyIndex
from caselaw.search.plan import All, Clause, Everything, Keyword, Not, Phrase, SearchPlan, Some, Weighted, Word
from caselaw.search.port import IndexDocument, IndexParagraph
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
FACETS = ("language", "country", "court", "kind", "year")

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
leaves = st.one_of(
    st.builds(Word, st.sampled_from(WORDS), st.sampled_from(LANGUAGES)),
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)),
    st.builds(Keyword, st.just("court"), st.sampled_from(("c1", "c2", "c3"))),
    st.builds(Keyword, st.just("language"), st.sampled_from(LANGUAGES)),
    st.just(Everything()),
)
clauses: st.SearchStrategy[Clause] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(Weighted, inner, st.sampled_from((0.25, 1.0, 2.0))),
    ),
    max_leaves=6,
)


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
        date = draw(st.sampled_from((None, 20040101, 20040122, 19990101)))
        for audience in audiences:
            parts = draw(st.lists(st.tuples(st.sampled_from(LANGUAGES), texts), max_size=3))
            rows.append(
                IndexDocument(
                    DocumentId(f"d{number}"),
                    audience,
                    draw(st.integers(0, 3)),
                    title=draw(st.lists(texts, max_size=2).map("\n".join)),
                    date=date,
                    year=date and date // 10_000,
                    paragraphs=tuple(
                        IndexParagraph(f"p-{at}", at, language, text) for at, (language, text) in enumerate(parts)
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
    sort=st.sampled_from(("relevance", "newest", "oldest")),
    size=st.just(100),
    scope=st.none() | st.frozensets(st.sampled_from(("d0", "d1", "d2", "d9")).map(DocumentId)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.lists(plans, min_size=1, max_size=6))
def test_the_embedded_engine_answers_as_the_honest_scan(rows: list[IndexDocument], asked: list[SearchPlan]) -> None:
    honest = MemoryIndex()
    honest.put(rows)
    with tempfile.TemporaryDirectory() as folder:
        embedded = TantivyIndex(Path(folder))
        embedded.put(rows)
        assert embedded.versions() == honest.versions()
        for plan in asked:
            right, answer = honest.search(plan), embedded.search(plan)
            assert (answer.total, answer.facets) == (right.total, right.facets)
            assert set(ids(answer)) == set(ids(right))
            assert len(ids(answer)) == right.total
            assert {hit.id: len(hit.paragraphs) for hit in answer.hits} == {
                hit.id: len(hit.paragraphs) for hit in right.hits
            }
            if plan.sort != "relevance":
                assert ids(answer) == ids(right)
