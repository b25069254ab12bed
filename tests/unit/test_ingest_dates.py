"""Dates as courts write them, in words and digits, in five languages and two calendars."""

from __future__ import annotations

import pytest

from caselaw.domain.text import fold
from ingest.draft import Draft
from ingest.parse.dates.in_text import find_dates
from ingest.stages import default


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Judgment of July 5, 2004", "2004-07-05"),
        ("Date: 15TH April 2003", "2003-04-15"),
        ("the 3rd day of March, 2011", "2011-03-03"),
        ("the fifth day of March two thousand and one", "2001-03-05"),
        ("in March 2004", "2004-03"),
        ("Sentencia de 26 de junio de 1987", "1987-06-26"),
        ("el primero de julio de dos mil nueve", "2009-07-01"),
        ("diez de setiembre de mil novecientos noventa y tres", "1993-09-10"),
        ("a los 7 días del mes de mayo de 2019", "2019-05-07"),
        ("Lecture du 12 février 2016", "2016-02-12"),
        ("1er août 2014", "2014-08-01"),
        ("le vingt-deux mars mille neuf cent quatre-vingt-dix-neuf", "1999-03-22"),
        ("SENTENÇA DE 1° DE JULHO DE 2009", "2009-07-01"),
        ("Brasília, 3 de Fevereiro de 2016", "2016-02-03"),
        ("10 كانون الأول / ديسمبر 1948", "1948-12-10"),
        ("٢٦ كانون الثاني ٢٠٠٤", "2004-01-26"),
        ("بتاريخ 6 غشت سنة 2023", "2023-08-06"),
        ("5 جويلية 1999", "1999-07-05"),
        ("19 نونبر 2010", "2010-11-19"),
        ("الصادر في ( 26ديسمبر )2000", "2000-12-26"),
        ("04/05/2017", "2017-05-04"),
        ("12/25/2017", "2017-12-25"),
        ("3.4.2004", "2004-04-03"),
        ("2000-08-10", "2000-08-10"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert [str(date.value) for date in find_dates(fold(text))] == [expected]


@pytest.mark.parametrize(
    "text", ["30 February 2004", "Law 25.326", "Series C No. 109", "paras. 12-14", "21/2004/1", "1990/5"]
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(fold(text)) == []


@pytest.mark.parametrize("text", ["1392/7/3", "16/3/1392هـ", "29 من رمضان 1421", "12 ذي الحجة عام 1436"])
def test_a_hijri_date_is_never_taken_for_a_gregorian_one(text: str) -> None:
    (found,) = find_dates(fold(text))
    assert found.hijri is not None
    assert found.value is None


def test_months_first_where_the_country_writes_so() -> None:
    assert str(find_dates("3/4/2004", month_first=True)[0].value) == "2004-03-04"
    assert str(find_dates("3/4/2004")[0].value) == "2004-04-03"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("SUPREME COURT\n\nArgued April 23, 2013 - Decided June 13, 2013\n\nThe question is whether", "2013-06-13"),
        ("CONSEIL D'ETAT\n\nSéance du 27 janvier 2016\nLecture du 12 février 2016\n\nVu la procédure", "2016-02-12"),
        ("HIGH COURT\n\nHeard: 7 March 2023\n\nDelivered: 5 March 2024\n\nJUDGMENT", "2024-03-05"),
        ("ORDER OF THE\n\nCOURT OF RIVERS\n\nOF MAY 22, 2013\n\nHAVING SEEN the order of June 1, 2010", "2013-05-22"),
    ],
)
def test_the_date_of_the_decision_is_not_that_of_the_hearing(head: str, expected: str) -> None:
    draft = default().run(Draft("x.txt", head.encode()))
    assert str(draft.facts.decided) == expected


def test_what_a_report_tells_of_a_day_is_not_its_own_date() -> None:
    told = (
        b"Reed Street\n\nDate of events: 3 March 2021\n\nOn 5 May 2022 the council tore the houses of Reed Street down."
    )
    facts = default().run(Draft("x.txt", told, wanted_kind="abuse_report")).facts
    assert facts.decided is None


def test_a_date_in_the_file_name_is_a_weak_claim_and_marked_so() -> None:
    draft = default().run(
        Draft("decision_2015-10-19.txt", b"The text of a letter that bears no date of its own at all.")
    )
    claim = next(claim for claim in draft.claims if claim.field == "date.decision")
    assert (claim.value, claim.source, claim.confidence) == ("2015-10-19", "file name", 0.3)
