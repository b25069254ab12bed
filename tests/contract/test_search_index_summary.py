"""The published summary of a decision brings the decision up, and is never a paragraph of it, in every engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.summary import PublishedSummary
from caselaw.domain.veil.restrictions import Name, Restriction
from caselaw.domain.withholding.names import WithheldName
from caselaw.search.plan import All, Clause, InParagraph, Near, Not, Phrase, SearchPlan, Word
from caselaw.search.port import SearchIndex, SearchResult
from caselaw.search.project import rows
from tests.factories import a_document
from tests.factories.documents import paragraphs

GROUP = group_audience("a")
DOCUMENT = a_document()
TEXTS = paragraphs("The tenants were evicted.", "Clean water was cut off.")
TEXT = {
    "headline": "Vermilion water for a village",
    "summary": "The orpiment mine was closed.\n\nMaría Zworykin spoke.",
    "date": "heliotrope",
}


def told(access: Audience = PUBLIC, **texts: dict[str, str]) -> PublishedSummary:
    return PublishedSummary(DocumentId(DOCUMENT.id), "work", access, "en", texts or {"en": TEXT})


def asked(index: SearchIndex, where: Clause, *audiences: Audience) -> SearchResult:
    plan = SearchPlan(frozenset(audiences or (PUBLIC,)), where=where, size=10, paragraphs=5, facets=("language",))
    return index.search(plan)


@pytest.mark.parametrize(
    "where",
    [
        Word("vermilion", "en"),
        Phrase("orpiment mine"),
        Near(("orpiment", "closed"), 3),
        All((Word("vermilion", "en"), Word("tenants", "en"))),
    ],
)
def test_its_words_bring_the_decision_up(index: SearchIndex, where: Clause) -> None:
    assert index.put(rows(DOCUMENT, TEXTS, summary=told())) == {}
    answer = asked(index, where)
    assert (answer.total, answer.facets["language"]) == (1, {"en": 1})
    (hit,) = answer.hits
    assert {one.anchor for one in hit.paragraphs} <= {"p-1"}, "no line of a summary is a paragraph of the decision"


def test_words_that_stand_in_both_give_the_paragraph_alone(index: SearchIndex) -> None:
    index.put(rows(DOCUMENT, TEXTS, summary=told()))
    (hit,) = asked(index, Word("water", "en")).hits
    assert [one.anchor for one in hit.paragraphs] == ["p-2"]


def test_no_single_paragraph_is_found_in_a_summary(index: SearchIndex) -> None:
    index.put(rows(DOCUMENT, TEXTS, summary=told()))
    assert asked(index, InParagraph(Word("orpiment", "en"))).total == 0
    assert asked(index, InParagraph(All((Word("water", "en"), Not(Word("vermilion", "en")))))).total == 1
    assert asked(index, InParagraph(Not(Word("tenants", "en")))).total == 1


def test_each_language_is_found_by_its_own_words(index: SearchIndex) -> None:
    index.put(rows(DOCUMENT, TEXTS, summary=told(es={"headline": "Desalojos de una aldea"}, en=TEXT)))
    assert asked(index, Word("desalojo", "es")).total == 1
    assert asked(index, Word("desalojo", "en")).total == 0


def test_what_is_a_date_or_a_link_is_not_searched(index: SearchIndex) -> None:
    index.put(rows(DOCUMENT, TEXTS, summary=told()))
    assert asked(index, Word("heliotrope", "en")).total == 0


def test_a_summary_for_fewer_is_found_by_them_alone(index: SearchIndex) -> None:
    index.put(rows(DOCUMENT, TEXTS, summary=told(GROUP)))
    of_group = (PUBLIC, MEMBERS, GROUP)
    assert asked(index, Word("vermilion", "en"), *of_group).total == 1
    for others in ((PUBLIC,), (PUBLIC, MEMBERS), (PUBLIC, MEMBERS, group_audience("b"))):
        assert asked(index, Word("vermilion", "en"), *others).total == 0
        assert asked(index, Word("tenants", "en"), *others).total == 1
    assert asked(index, Word("tenants", "en"), *of_group).total == 1


def test_a_summary_that_nobody_certainly_reads_with_the_document_is_in_no_row() -> None:
    document = replace(DOCUMENT, access=group_audience("b"))
    assert rows(document, TEXTS, summary=told(GROUP)) == rows(document, TEXTS)


def test_a_withheld_name_is_not_found_in_the_summary(index: SearchIndex) -> None:
    name = WithheldName(("María Zworykin",), letters="M.Z.")
    closed = replace(DOCUMENT, restrictions=(Restriction(Name(name, "M.Z."), MEMBERS),))
    index.put(rows(closed, TEXTS, summary=told()))
    assert asked(index, Word("zworykin", "en")).total == 0
    assert asked(index, Word("orpiment", "en")).total == 1
    assert asked(index, Word("zworykin", "en"), PUBLIC, MEMBERS).total == 1


def test_without_a_summary_a_row_is_what_it_was() -> None:
    """The measured rank of decisions rests on these rows."""
    (row,) = rows(DOCUMENT, TEXTS)
    assert rows(DOCUMENT, TEXTS, summary=None) == (row,)
    (with_it,) = rows(DOCUMENT, TEXTS, summary=told())
    own = tuple(one for one in with_it.paragraphs if one.voice != "about")
    assert replace(with_it, paragraphs=own) == row
    assert repr(replace(with_it, paragraphs=own)) == repr(row)
