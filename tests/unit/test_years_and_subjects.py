"""Years from and to as one value of a filter, and the lists that are read from themes, orders and readers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from caselaw.domain.audience import PUBLIC, Audience, group_audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document, Facts
from caselaw.domain.documentation.abuse import AbuseCase
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.order import Order
from caselaw.domain.searching.questions import SearchQuery
from caselaw.domain.term import Term
from caselaw.search.facets import EARLIEST, LATEST, listed, single_values
from caselaw.search.labels import broader, label, years
from caselaw.search.project import FIELDS, rows, subject_fields, whole_values
from caselaw.search.query import parse
from caselaw.search.saying import said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2000..2010", (2000, 2010)),
        ("2000..", (2000, 9999)),
        ("..2010", (0, 2010)),
        ("2000", None),
        ("..", None),
        ("20..30", None),
        ("2000-2010", None),
    ],
)
def test_years_from_and_to_are_one_value(value: str, expected: tuple[int, int] | None) -> None:
    assert years(value) == expected


def test_an_engine_is_asked_for_each_year_of_a_range() -> None:
    assert single_values("year", ("2000..2002", "1985")) == ("2000", "2001", "2002", "1985")
    assert single_values("year", ("2010..2000",)) == ()
    opened = single_values("year", ("..2010",))
    assert (opened[0], opened[-1]) == (str(EARLIEST), "2010")
    assert single_values("year", ("2010..",))[-1] == str(LATEST)
    assert single_values("court", ("2000..2002",)) == ("2000..2002",)


def test_years_of_a_range_are_chosen_where_they_are_counted_and_no_others_come_in() -> None:
    found = listed({"year": {"1999": 2, "2000": 1, "2004": 3}}, SearchQuery(filters={"year": ("2000..2010",)}))
    assert [(one.value, one.chosen) for one in found.facets["year"]] == [
        ("2004", True),
        ("2000", True),
        ("1999", False),
    ]


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("2000..2010", "en", "documents of 2000 to 2010"),
        ("2000..", "en", "documents of 2000 or after"),
        ("..2010", "es", "documentos de 2010 o antes"),
    ],
)
def test_years_are_said_in_words(value: str, language: str, expected: str) -> None:
    assert said(SearchQuery(filters={"year": (value,)}, reader=language), parse("")) == expected


def test_groups_are_said_together_and_countries_as_a_choice() -> None:
    query = SearchQuery(filters={"group": ("women", "migrants"), "country": ("ZAF", "COL")})
    assert "Women and Migrants" in said(query, parse(""))
    assert "South Africa or Colombia" in said(query, parse(""))


def test_every_new_value_has_a_name_in_each_language() -> None:
    for language in LANGUAGES:
        for field, terms in subject_fields().items():
            assert all(label(field, term, language) not in (term, "") for term in terms), (field, language)
        assert "2004" in label("month", "2004-03", language)
    assert label("month", "2004-13", "en") == "2004-13"
    assert label("place", "COL", "fr") == "Colombie"
    assert broader("conflict", "occupation") == ("armed_conflict",)


def document(access: Audience = PUBLIC, **facts: object) -> Document:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    return Document(DocumentId("d"), "w", "en", "original", Facts(**facts), access, 1, made)  # type: ignore[arg-type]


def test_a_row_holds_doctrines_remedies_place_month_and_its_group() -> None:
    orders = (
        Order("The State shall pay compensation and publish this judgment."),
        Order("It is recommended that training programmes be held.", kind="recommendation"),
    )
    made = document(
        group_audience("miners"),
        terms=(
            Term("theme", "occupation"),
            Term("theme", "minimum_core"),
            Term("theme", "hiv"),
            Term("capture", "revolving_door"),
        ),
        orders=orders,
        abuse=AbuseCase(country="PER"),
        decided=PartialDate(2004, 3),
    )
    (row,) = rows(made, ())
    values = {field: whole_values(row, field) for field in FIELDS}
    assert values["doctrine"] == ("minimum_core",)
    assert set(values["conflict"]) == {"occupation", "armed_conflict"}
    assert set(values["remedy"]) == {"compensation", "publication", "satisfaction"}
    assert (values["place"], values["month"], values["working_group"]) == (("PER",), ("2004-03",), ("miners",))
    assert values["extraterritorial"] == ()
    assert values["capture"] == ("revolving_door", "corporate_capture")


def test_what_all_may_read_belongs_to_no_group_and_what_has_no_month_to_none() -> None:
    (row,) = rows(document(decided=PartialDate(2004)), ())
    assert (whole_values(row, "working_group"), whole_values(row, "month")) == ((), ())
