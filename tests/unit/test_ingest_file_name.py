"""What the name of a file tells of its number, its day and its country, and what it does not."""

from __future__ import annotations

import pytest

from ingest.draft import Draft
from ingest.parse.file_name import country_in_name, dates_in_name, numbers_in_name
from ingest.stages import default


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("2021_UKUT_45_AAC.docx", "en", ["neutral [2021] UKUT 45 (AAC)"]),
        ("2003_EWCA_Civ_12.docx", "en", ["neutral [2003] EWCA Civ 12"]),
        ("2015_UKSC_7.pdf", "en", ["neutral [2015] UKSC 7"]),
        ("zacc_2000_19.pdf", "en", ["neutral [2000] ZACC 19"]),
        ("seriec_79_ing.pdf", "en", ["series_c Series C No. 79"]),
        ("serie-c_04_es.txt", "es", ["series_c Series C No. 4"]),
        ("A_HRC_10_5_en.pdf", "en", ["un_symbol A/HRC/10/5"]),
        ("E_C.12_GC_24.pdf", "en", ["un_symbol E/C.12/GC/24"]),
        ("labour_88-2011_2012-05-06.txt", "ar", ["docket 88/2011"]),
        ("labour_88_91-2011.txt", "ar", ["docket 88/2011", "docket 91/2011"]),
        ("cass_10-12345.doc", "fr", ["docket 10-12.345"]),
        ("2011-12_QPC.pdf", "fr", ["docket 2011-12 QPC"]),
        ("cass_10-12345.doc", "en", []),
        ("report_2020-2021.pdf", "en", []),
        ("letter_2015-10-19.pdf", "en", []),
        ("minutes 05-2014.pdf", "en", []),
        ("2019_Annual_2.pdf", "en", []),
        ("some_2014_12.pdf", "en", []),
        ("judgment.pdf", "en", []),
    ],
)
def test_numbers_in_the_forms_that_courts_and_publishers_use(name: str, language: str, expected: list[str]) -> None:
    claims = numbers_in_name(name, language)
    assert [f"{c.field.removeprefix('identifier.')} {c.value}" for c in claims] == expected
    assert all(c.source == "file name" and c.confidence == 0.5 and c.paragraph is None for c in claims)


@pytest.mark.parametrize(
    ("name", "expected"), [("order_2007-02-06.pdf", ["2007-02-06"]), ("x_2007-02-31.pdf", []), ("x_20070206.pdf", [])]
)
def test_days(name: str, expected: list[str]) -> None:
    assert [claim.value for claim in dates_in_name(name)] == expected


@pytest.mark.parametrize(
    ("name", "language", "country"),
    [
        ("kw_labour_12.txt", "ar", "KWT"),
        ("sa-circular.pdf", "ar", "SAU"),
        ("co_tutela.rtf", "es", "COL"),
        ("kw_labour_12.txt", "es", None),  # no language of that country
        ("ar_ruling.pdf", "ar", None),  # Arabic, or Argentina
        ("in_re_rivers.pdf", "en", None),
        ("judgment_kw.pdf", "ar", None),
    ],
)
def test_a_country_only_where_its_language_fits(name: str, language: str, country: str | None) -> None:
    assert [claim.value for claim in country_in_name(name, language)] == ([country] if country else [])


def test_the_text_goes_before_the_name_of_its_file() -> None:
    text = b"THE SUPREME COURT OF APPEAL OF SOUTH AFRICA\n\nCase No: 12/2019\n\nJUDGMENT\n\n1. The appeal fails."
    facts = default().run(Draft("kw_x_88-2011.txt", text)).facts
    assert ([i.value for i in facts.identifiers], facts.country) == (["12/2019"], "ZAF")
