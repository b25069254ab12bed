"""What an engine is given of a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.citing.citation import Reading
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document, Facts, Party
from caselaw.domain.documentation.abuse import AbuseCase, Company
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.term import Term
from caselaw.search.cited import keyword
from caselaw.search.port import IndexDocument
from caselaw.search.project import Citing, refusal, rows, whole_values

ADDED = datetime(2024, 1, 2, tzinfo=UTC)
GROOTBOOM = Document(
    id=DocumentId("grootboom"),
    work_id="w1",
    language="en",
    status="original",
    facts=Facts(
        kind="judgment",
        title="Government of the Republic of South Africa and Others v  Grootboom and Others",
        case_name="Government v Grootboom",
        headline="Grootboom",
        court="zacc",
        country="ZAF",
        decided=PartialDate(2000, 10),
        identifiers=(Identifier("neutral", "[2000]  ZACC 19"), Identifier("docket", "CCT11/00")),
    ),
    access=MEMBERS,
    revision=3,
    added=ADDED,
    collection="landmarks",
)
PARAGRAPHS = (Paragraph("p-1", 0, "First.", "en", "1"), Paragraph("p-2", 4, "Deuxième.", "fr", "2"))


def row() -> IndexDocument:
    return rows(GROOTBOOM, PARAGRAPHS)[0]


def test_one_row_for_the_audience_of_the_document() -> None:
    (only,) = rows(GROOTBOOM, PARAGRAPHS)
    assert (only.id, only.audience, only.revision, only.superseded_by) == ("grootboom", MEMBERS, 3, ())
    assert rows(replace(GROOTBOOM, access=PUBLIC), ())[0].audience == PUBLIC


def test_paragraphs_keep_their_language_and_count_from_zero() -> None:
    assert [(p.anchor, p.ordinal, p.language) for p in row().paragraphs] == [("p-1", 0, "en"), ("p-2", 1, "fr")]


def test_all_the_names_of_a_decision_are_in_its_title_a_line_each() -> None:
    assert row().title.split("\n") == [
        "Government of the Republic of South Africa and Others v Grootboom and Others",
        "Government v Grootboom",
        "Grootboom",
    ]


def test_a_partial_date_sorts_by_its_first_day() -> None:
    assert (row().year, row().date) == (2000, 20001001)
    undated = rows(replace(GROOTBOOM, facts=Facts()), ())[0]
    assert (undated.year, undated.date, undated.title) == (None, None, "")


def test_identifiers_are_folded_whole() -> None:
    assert row().keywords == ("[2000] zacc 19", "cct11/00")
    assert keyword("  [2000] ZACC\u00a019 ") in row().keywords


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("language", ("en",)),
        ("country", ("ZAF",)),
        ("court", ("zacc",)),
        ("kind", ("judgment",)),
        ("year", ("2000",)),
        ("collection", ("landmarks",)),
        ("identifier", ("[2000] zacc 19", "cct11/00")),
    ],
)
def test_whole_values(field: str, values: tuple[str, ...]) -> None:
    assert whole_values(row(), field) == values


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(KeyError):
        whole_values(row(), "text")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"id": DocumentId("")}, "id"),
        ({"revision": -1}, "revision"),
        ({"court": "za\ud800cc"}, "surrogate"),
        ({"keywords": ("\udfff",)}, "surrogate"),
        ({"paragraphs": (row().paragraphs[0], row().paragraphs[0])}, "same place"),
    ],
)
def test_a_row_no_engine_can_take_says_why(change: dict[str, object], word: str) -> None:
    assert refusal(row()) is None
    assert word in (refusal(replace(row(), **change)) or "")  # type: ignore[arg-type]


def test_a_row_says_where_a_body_stands_and_what_its_decisions_are() -> None:
    inter_american = replace(GROOTBOOM.facts, court="iacthr", country="COL", outcome="violation", stages=("merits",))
    found = rows(replace(GROOTBOOM, facts=replace(inter_american, respondents=("COL",))), ())[0]
    assert found.values["region"] == ("south_america", "latin_america_caribbean", "americas")
    assert (found.values["level"], found.values["binding"]) == (("regional",), ("binding",))
    assert (found.values["outcome"], found.values["stage"], found.values["respondent"]) == (
        ("violation",),
        ("merits",),
        ("COL",),
    )
    higher = rows(replace(GROOTBOOM, facts=Facts(court="icj")), ())[0]
    assert higher.level > found.level > row_of_court("za-cc").level > row_of_court(None).level == 0


def row_of_court(court: str | None) -> IndexDocument:
    return rows(replace(GROOTBOOM, facts=Facts(court=court)), ())[0]


def test_a_term_is_counted_with_all_that_it_lies_under() -> None:
    terms = (Term("right", "natural_resources"), Term("group", "girls", "confirmed"), Term("harm", "killing"))
    found = rows(replace(GROOTBOOM, facts=Facts(terms=terms)), ())[0]
    assert found.values["right"] == ("natural_resources", "self_determination")
    assert found.values["group"] == ("girls", "children")
    assert "harm" not in found.values


def test_companies_are_those_of_claims_and_of_records_of_abuse() -> None:
    facts = Facts(
        allegations=(Allegation("Example  Mining S.A.", "…", "alleged", "a source"),),
        abuse=AbuseCase(companies=(Company("Example Mining S.A."), Company("Parent plc"))),
        parties=(Party("Residents", "applicant"),),
        judges=("Justice A. Example",),
    )
    found = rows(replace(GROOTBOOM, facts=facts), ())[0]
    assert found.values["company"] == ("Example Mining S.A.", "Parent plc")
    assert found.names == {
        "party": ("Residents",),
        "judge": ("Justice A. Example",),
        "company": ("Example Mining S.A.", "Parent plc"),
    }


def test_what_a_document_cites_and_how_often_it_is_cited() -> None:
    readings = ((Reading("article", "ICESCR 11(1)"),), (Reading("docket", "T-760/08", "co-cc"),))
    found = rows(GROOTBOOM, (), Citing(readings, 12))[0]
    assert found.values["article"] == ("ICESCR/11(1)", "ICESCR/11", "ICESCR")
    assert found.values["cites"] == ("number:co-cc:t/760/8", "t-760/08")
    assert (found.cited, found.values["cited_by"]) == (12, ("1", "3", "10"))
    assert (row().cited, "cited_by" in row().values) == (0, False)


def test_a_paragraph_keeps_its_place_its_number_and_whose_words_it_is() -> None:
    texts = (
        Paragraph("p-1", 0, "Held.", "en", "1", section="summary"),
        Paragraph("p-2", 1, "They argue.", "en", "2", section="submissions", voice="party"),
        Paragraph("p-3", 2, "We order.", "en", section="operative"),
    )
    found = rows(GROOTBOOM, texts)[0].paragraphs
    assert [(p.section, p.number, p.voice, p.lead) for p in found] == [
        ("summary", "1", "body", True),
        ("submissions", "2", "party", False),
        ("operative", None, "body", True),
    ]


def test_a_date_lies_between_its_first_and_its_last_day() -> None:
    assert (row().date, row().date_last) == (20001001, 20001031)
