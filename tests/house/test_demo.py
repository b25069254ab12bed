"""The demo collection keeps what it promises: certain facts, four languages, claims with status and source."""

import re
from collections import Counter

import pytest

from caselaw.domain.audience import PUBLIC
from caselaw.domain.court import courts
from caselaw.domain.document import SUMMARY
from caselaw.domain.intake.record import Record
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import direction
from caselaw.messages import say
from caselaw.schemas.demo import SECTIONS, Summary, SummaryText
from caselaw.services.site.demo import records, summaries

WORKS = summaries()
RECORDS = records()
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_CASE_NUMBER = re.compile(r"\d+/\d+|\d+-\d+-\w+/\d+")
_DECIMALS = {"fr": r"\d{1,3}(?: \d{3})+", "es": r"\d{1,3}(?:\.\d{3})+"}

works = pytest.mark.parametrize(("slug", "work"), WORKS.items(), ids=list(WORKS))
each_record = pytest.mark.parametrize("record", RECORDS, ids=[record.key for record in RECORDS])


def bodies(text: SummaryText) -> list[str]:
    return [body for part in text.sections.values() for body in part]


def test_there_are_enough_works_of_both_kinds() -> None:
    abuse = [work for work in WORKS.values() if work.of_kind == "abuse_report"]
    assert len(WORKS) - len(abuse) >= 24
    assert len(abuse) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_at_least_twelve_records(language: str) -> None:
    assert sum(language in work.texts for work in WORKS.values()) >= 12


def test_legal_cultures_are_present() -> None:
    by_country = Counter(work.country for work in WORKS.values() if work.of_kind != "abuse_report")
    arab = sum(by_country[country] for country in ("EGY", "LBN", "MAR", "TUN", "JOR", "KWT", "DZA", "IRQ", "BHR"))
    assert arab >= 3
    assert sum(work.court.startswith("fr-") for work in WORKS.values()) >= 2
    assert any(work.court == "ecsr" for work in WORKS.values())
    arab_works = [work for work in WORKS.values() if work.court.startswith(("eg-", "lb-"))]
    french_works = [work for work in WORKS.values() if work.court.startswith("fr-")]
    assert all("ar" in work.texts for work in arab_works)
    assert all("fr" in work.texts for work in french_works)


@works
def test_a_work_has_the_country_of_its_national_court_or_says_where_the_harm_was(slug: str, work: Summary) -> None:
    home = courts()[work.court].country
    assert work.country is not None
    if work.of_kind != "abuse_report":
        assert home in (None, work.country), slug


@works
def test_language_versions_tell_the_same_years(slug: str, work: Summary) -> None:
    years = {language: _years(language, text) for language, text in work.texts.items()}
    assert len(set(years.values())) == 1, years


@works
def test_the_citation_holds_the_year_of_the_decision(slug: str, work: Summary) -> None:
    assert str(work.decided.year) in work.citation


@works
def test_language_versions_have_the_same_parts(slug: str, work: Summary) -> None:
    shapes = {tuple((name, len(part)) for name, part in text.sections.items()) for text in work.texts.values()}
    assert len(shapes) == 1


@works
def test_paragraphs_are_of_a_length_to_read_and_none_is_repeated(slug: str, work: Summary) -> None:
    for text in work.texts.values():
        assert 4 <= len(bodies(text)) <= 9
        assert all(5 <= len(body.split()) <= 130 for body in bodies(text))
        assert len(set(bodies(text))) == len(bodies(text))


@works
def test_each_version_is_written_in_its_own_script(slug: str, work: Summary) -> None:
    for language, text in work.texts.items():
        expected = "rtl" if language == "ar" else "ltr"
        assert {direction(words) for words in (text.title, text.headline, *bodies(text))} == {expected}, language


@works
def test_punctuation_is_that_of_print(slug: str, work: Summary) -> None:
    for text in work.texts.values():
        for words in (text.title, text.headline, *bodies(text)):
            assert not re.search(r"[\"']|  |\.\.\.| \.| ,", words), words


@works
def test_cases_of_abuse_name_companies_with_status_and_source(slug: str, work: Summary) -> None:
    if work.of_kind == "abuse_report":
        assert work.allegations
    for claim in work.allegations:
        assert claim.source
        assert set(claim.statement) == set(work.texts)


@pytest.mark.parametrize("slug", ["vedanta-lungowe", "okpabi-shell", "kiobel", "nevsun-araya", "choc-hudbay"])
def test_a_ruling_on_jurisdiction_or_pleadings_finds_nothing(slug: str) -> None:
    assert {claim.status for claim in WORKS[slug].allegations} == {"alleged"}


def test_the_climate_judgment_is_told_to_its_end() -> None:
    work = WORKS["milieudefensie-shell"]
    assert [claim.status for claim in work.allegations] == ["dismissed"]
    for text in work.texts.values():
        assert "12" in text.sections["later_history"][0]
        assert "2024" in text.sections["later_history"][0]
        assert "2024" in text.headline


@pytest.mark.parametrize(
    ("words", "language"),
    [("expulsion", "fr"), ("expulsion", "en"), ("desalojo forzoso", "es"), ("forced disappearance", "en"),
     ("الحق في التعليم", "ar")],
)  # fmt: skip
def test_what_people_search_first_is_there(words: str, language: str) -> None:
    found = [slug for slug, work in WORKS.items() if language in work.texts and words in _all(work.texts[language])]
    assert found


@each_record
def test_a_record_is_a_public_summary_that_names_the_decision(record: Record) -> None:
    slug = record.key.split(":")[1]
    assert record.key == f"demo:{slug}:{record.language}"
    assert record.work_key == f"demo:{slug}"
    assert record.access == PUBLIC
    assert record.facts.kind == SUMMARY
    assert record.facts.summary_of == WORKS[slug].citation
    assert record.facts.title
    assert record.paragraphs[-1].text == say("demo.notice", record.language, citation=WORKS[slug].citation)


@each_record
def test_paragraphs_are_numbered_s1_s2_with_their_section(record: Record) -> None:
    numbered = [one for one in record.paragraphs if one.number]
    assert [one.number for one in numbered] == [f"S{count}" for count in range(1, len(numbered) + 1)]
    assert [one.anchor for one in numbered] == [f"p-{one.number}" for one in numbered]
    assert {one.section for one in numbered} <= set(SECTIONS)
    assert [one.position for one in record.paragraphs] == list(range(len(record.paragraphs)))
    assert len({one.anchor for one in record.paragraphs}) == len(record.paragraphs)
    assert all(one.section and one.language == record.language for one in record.paragraphs)


def _all(text: SummaryText) -> str:
    return " ".join((text.headline, *bodies(text)))


def _years(language: str, text: SummaryText) -> frozenset[str]:
    """Years told in a text, without case numbers and without numbers written with thousands marks."""
    words = _all(text)
    return frozenset(_YEAR.findall(_CASE_NUMBER.sub(" ", re.sub(_DECIMALS.get(language, r"\d,\d{3}"), " ", words))))
