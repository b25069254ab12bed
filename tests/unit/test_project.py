"""What an engine is given of a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document, Facts
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.paragraph import Paragraph
from caselaw.search.port import IndexDocument
from caselaw.search.project import keyword, refusal, rows, whole_values

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
