"""What holds for all families: exact spans, shared numbers read in context, overlaps settled, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.cite import find_citations
from caselaw.cite.decide import Context, decide
from caselaw.cite.family import Found
from caselaw.cite.find import settle
from caselaw.cite.view import view
from caselaw.domain.citing.citation import Reading, key, keys_of
from caselaw.domain.identifiers import Identifier
from tests.unit.cite import (
    test_arabic,
    test_articles,
    test_common_law,
    test_europe,
    test_latin_america,
    test_listed,
    test_regional,
    test_un,
)
from tests.unit.cite.marked import unmarked

TABLES = {
    f"{module.__name__.rpartition('_')[2]} {name}": table
    for module in (
        test_regional, test_un, test_common_law, test_latin_america, test_europe, test_arabic, test_listed,
        test_articles,
    )
    for name, table in vars(module).items()
    if name.isupper() and isinstance(table, list)
}  # fmt: skip
SNIPPETS = sorted({unmarked(row[0])[0] for table in TABLES.values() for row in table})
MARKS = ["\u200f", "\u0640", "\u064e", "\u00a0", "\n", "  ", "\u00ad", "–", "١", "İ", "ß", "n°", "(", "art. 1, 2, 3"]
TEXTS = st.lists(st.sampled_from(SNIPPETS + MARKS) | st.text(max_size=12), max_size=8).map("".join)


@given(TEXTS)
def test_a_span_is_the_text_it_names_and_none_overlaps(text: str) -> None:
    last = 0
    for citation in find_citations(text):
        assert last <= citation.start < citation.end <= len(text)
        assert text[citation.start : citation.end] == citation.text
        assert citation.readings
        last = citation.end


@given(st.text())
def test_the_view_of_any_text_leads_back_to_it(text: str) -> None:
    seen = view(text)
    assert len(seen.plain) == len(seen.folded)
    for place in range(len(seen.plain)):
        start, end = seen.span(place, place + 1)
        assert end - start == 1
        assert view(text[start:end]).plain in ("", seen.plain[place])


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_every_family_has_a_table_with_found_forms_and_near_misses(table: list[tuple[str, ...]]) -> None:
    assert len(table) >= 12
    assert sum(len(row) > 1 for row in table) >= 8
    assert sum(len(row) == 1 for row in table) >= 2


@pytest.mark.parametrize(
    ("text", "context", "authority"),
    [
        ("C-355/06", Context(), None),
        ("C-355/06", Context(court="co-cc"), "co-cc"),
        ("C-355/06", Context(court="cjeu"), "cjeu"),
        ("C-355/06", Context(country="COL"), "co-cc"),
        ("C-355/06", Context(country="FRA"), "cjeu"),
        ("C-355/06", Context(country="PER"), None),
        ("asunto C-355/06", Context(country="COL"), "cjeu"),
        ("sentencia C-355/06", Context(country="ESP"), "co-cc"),
        ("la Corte Constitucional en C-355/06", Context(court="iacthr"), "co-cc"),
        ("Court of Justice of the European Union, C-355/06", Context(), "cjeu"),
        ("C-355 de 2006", Context(court="cjeu"), "co-cc"),
        ("T-315/01", Context(), None),
        ("T-315/01", Context(country="COL"), "co-cc"),
        ("T-315/01", Context(country="FRA"), "eu-gc"),
        ("T-315/01", Context(court="cjeu"), "eu-gc"),
        ("Case T-315/01 Kadi v Council and Commission", Context(), "eu-gc"),
        ("General Comment No. 4", Context(), None),
        ("General Comment No. 4", Context(court="crc"), "crc"),
        ("General Comment No. 4 of the Committee on Economic, Social and Cultural Rights", Context(), "cescr"),
        ("General Comment No. 36", Context(), "hrc"),
        ("General Recommendation No. 48", Context(), "cedaw"),
        ("Communication No. 5/2015", Context(), None),
        ("Communication No. 5/2015", Context(court="cescr"), "cescr"),
        ("Communication No. 241/2001", Context(court="afchpr"), "achpr"),
        ("Communication No. 241/01", Context(), "achpr"),
        ("Report No. 40/04", Context(), None),
        ("Report No. 40/04", Context(court="iacthr"), "iachr"),
        ("Airey v. Ireland, Series A no. 32", Context(court="iacthr"), "echr"),
        ("Advisory Opinion, Series A No. 14", Context(), "iacthr"),
        ("HC 143.641", Context(), None),
        ("HC 143.641 do STF", Context(), "br-stf"),
    ],
    ids=str,
)
def test_a_shared_number_is_read_in_its_context(text: str, context: Context, authority: str | None) -> None:
    (citation,) = find_citations(text, context)
    assert citation.authority == authority


def test_undecided_readings_are_all_kept() -> None:
    (citation,) = find_citations("C-355/06")
    assert {reading.authority for reading in citation.readings} == {"co-cc", "cjeu"}
    assert len(citation.keys) == 2


def test_deciding_never_leaves_nothing() -> None:
    readings = (Reading("docket", "C-355/06", "co-cc"), Reading("docket", "C-355/06", "cjeu"))
    assert decide(readings, Context(court="za-cc")) == readings
    assert decide(readings[:1], Context(court="cjeu")) == readings[:1]


def test_of_two_that_overlap_the_longer_remains() -> None:
    one, longer = Reading("docket", "1"), Reading("docket", "2")
    assert settle([Found(0, 4, (one,)), Found(2, 9, (longer,))]) == [Found(2, 9, (longer,))]
    assert settle([Found(0, 4, (one,)), Found(4, 9, (longer,))]) == [Found(0, 4, (one,)), Found(4, 9, (longer,))]


def test_an_article_yields_to_a_case() -> None:
    article, case = Reading("article", "8"), Reading("docket", "1")
    assert settle([Found(0, 40, (article,)), Found(30, 36, (case,))]) == [Found(30, 36, (case,))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("docket", "CCT11/00", "za-cc"), ("docket", "CCT 11/00", "za-cc")),
        (("docket", "T-760/08", "co-cc"), ("docket", "T-760 de 2008", "co-cc")),
        (("petition", "12.357", "iachr"), ("docket", "12,357", "iachr")),
        (("application", "006/2012", "afchpr"), ("application", "6/2012", "afchpr")),
        (("communication", "155/96", "achpr"), ("docket", "155/1996", "achpr")),
        (("report", "REPORT 47/02", "iachr"), ("report", "47/02", "iachr")),
        (("docket", "Y 19-19.463", "fr-cass"), ("docket", "19-19.463", "fr-cass")),
        (("docket", "388.134", "fr-ce"), ("docket", "388134", "fr-ce")),
        (("neutral", "[2021] UKUT 00116 (IAC)", None), ("neutral", "[2021] UKUT 116 (IAC)", "uk-ut")),
        (("neutral", "[2010] EWHC 465 (COMM)", None), ("neutral", "[2010] EWHC 465 (Comm)", None)),
        (("docket", "RR-94200-64.2009.5.04.0028", "br-tst"), ("docket", "94200-64.2009.5.04.0028", None)),
        (("docket", "amparo en revisión 307/2016", "mx-scjn"), ("docket", "307/2016", "mx-scjn")),
        (("ecli", "ECLI:NL:GHDHA:2021:132", "nl-gh-den-haag"), ("ecli", "ecli:nl:ghdha:2021:132", None)),
        (("docket", "21606/63 ق", "eg-caj"), ("docket", "٢١٦٠٦/٦٣ ق", "eg-caj")),
        (("docket", "T-315/01", "eu-gc"), ("docket", "T-315/01", "cjeu")),
        (("application", "9310/81", "ecomhr"), ("application", "9310/81", "echr")),
    ],
    ids=str,
)
def test_two_ways_to_write_a_number_have_one_key(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert key(*first) == key(*second) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("docket", "C-355/06", "co-cc"), ("docket", "C-355/06", "cjeu")),
        (("docket", "C-355/06", "co-cc"), ("docket", "T-355/06", "co-cc")),
        (("series_c", "198", "iacthr"), ("series_a", "198", "iacthr")),
        (("neutral", "[2010] EWHC 465 (Comm)", None), ("neutral", "[2010] EWHC 465 (Admin)", None)),
        (("un_symbol", "E/C.12/55/D/2/2014", None), ("un_symbol", "E/C.12/55/D/2/2015", None)),
    ],
    ids=str,
)
def test_different_numbers_have_different_keys(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert key(*first) != key(*second)


def test_what_names_no_document_has_no_key() -> None:
    assert key("article", "ICESCR 11", None) is None
    assert key("docket", "12/2009", None) is None


def test_the_keys_of_a_document_are_those_it_is_cited_by() -> None:
    identifiers = (Identifier("neutral", "[2000] ZACC 19"), Identifier("docket", "CCT11/00"))
    (number, neutral, report) = find_citations("(CCT 11/00) [2000] ZACC 19; 2001 (1) SA 46 (CC)")
    assert number.keys | neutral.keys == keys_of(identifiers, "za-cc")
    assert not report.keys & keys_of(identifiers, "za-cc")


HOSTILE = [
    "1" * 50_000, "1/" * 25_000, "(" * 50_000, "art. " * 10_000, "art. 1, " * 8_000, "No. " * 12_000, "A/" * 25_000,
    "E/C.12/" * 8_000, "[2000] " * 8_000, "n° 123 456 " * 5_000, "C-1" * 16_000, "الطعن رقم 1 و" * 4_000, " " * 50_000,
    "article 1 (" * 5_000, "1-2-3-4." * 6_000, "U. S. " * 8_000, "Communications 1/96, " * 3_000, "المادة 1 و" * 5_000,
    "v. " * 16_000 + "no. 123/45", "constitution of " * 3_000, "\u064e" * 50_000, "a " * 25_000, "ملف " * 12_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_no_text_costs_more_than_its_length(text: str) -> None:
    """Four times the text takes about four times as long, never sixteen."""
    quarter = min(_seconds(text[: len(text) // 4]) for _ in range(2))
    assert min(_seconds(text) for _ in range(2)) < 9 * quarter + 0.25


def _seconds(text: str) -> float:
    started = time.process_time()
    find_citations(text)
    return time.process_time() - started
