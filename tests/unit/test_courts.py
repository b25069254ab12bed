"""The list of courts keeps its own rules, and names follow the reader."""

import csv

import pycountry
import pytest

import mappings
from caselaw.domain.court import Court, court_name, reviewed
from caselaw.domain.court_rules import faults

COLUMNS = "id,country,level,type,name_en,name_es,name_fr,name_ar,name_original,acronyms,binding,pattern,pinpoint"


def test_list_is_rectangular_with_its_columns() -> None:
    rows = list(csv.reader(mappings.open_text("courts.csv").splitlines()))
    assert ",".join(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {13}
    assert len(rows) - 1 == len(reviewed())


@pytest.mark.parametrize("court", reviewed().values(), ids=lambda court: court.id)
def test_every_court_keeps_the_rules(court: Court) -> None:
    assert faults(court) == {}
    assert court.country is None or pycountry.countries.get(alpha_3=court.country)


def test_no_two_courts_share_an_english_name_or_an_acronym_in_one_country() -> None:
    named = [(court.country, name) for court in reviewed().values() for name in {court.names["en"], *court.acronyms}]
    assert len(named) == len(set(named))


def test_no_two_courts_of_one_country_share_any_name() -> None:
    assert [court.id for court in reviewed().values() if faults(court, reviewed())] == []


KINDS = [
    ("the regional and sub-regional courts and commissions", 25, lambda c: c.level == "regional"),
    ("treaty bodies, special procedures, supervisory bodies", 30, lambda c: c.level == "international"),
    ("special procedures of the United Nations", 11, lambda c: c.type == "special_procedure" and not c.country),
    ("national contact points", 12, lambda c: c.type == "contact_point"),
    ("accountability mechanisms of financial institutions", 8, lambda c: c.type == "accountability_mechanism"),
    ("national human rights institutions", 15, lambda c: c.type == "human_rights_institution"),
]


@pytest.mark.parametrize(("what", "least", "is_one"), KINDS, ids=[row[0] for row in KINDS])
def test_the_list_covers_the_bodies_that_decide_on_these_rights(what: str, least: int, is_one: object) -> None:
    assert callable(is_one)
    assert sum(bool(is_one(court)) for court in reviewed().values()) >= least, what


def test_the_courts_of_sixty_countries_are_listed() -> None:
    judging = {c.country for c in reviewed().values() if c.level in ("apex", "constitutional", "appeal")}
    assert len(judging) >= 60
    assert len(reviewed()) >= 160


@pytest.mark.parametrize(
    ("court", "language", "name"),
    [
        ("iacthr", "es", "Corte Interamericana de Derechos Humanos"),
        ("fr-ce", "en", "Council of State of France"),
        ("fr-ce", "fr", "Conseil d’État"),
        ("br-tst", "pt", "Tribunal Superior do Trabalho"),
        ("uk-ut", "ar", "الهيئة القضائية العليا للمملكة المتحدة (Upper Tribunal)"),
        ("cescr", "pt", "Committee on Economic, Social and Cultural Rights"),
        ("undp-secu", "es", "Social and Environmental Compliance Unit of the United Nations Development Programme"),
        ("no-such-court", "en", "no-such-court"),
    ],
)
def test_a_court_is_named_in_the_readers_language(court: str, language: str, name: str) -> None:
    assert court_name(court, language) == name


def a_court(**changed: object) -> Court:
    fields: dict[str, object] = {
        "id": "xx-sc", "country": "KEN", "level": "apex", "type": "court",
        "names": {"en": "Supreme Court of Somewhere"},
    }  # fmt: skip
    return Court(**(fields | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({}, None, None),
        ({"id": "Not An Id"}, "id", "court.id"),
        ({"id": "a" * 40}, "id", "court.id"),
        ({"country": None}, "country", "court.country_level"),
        ({"country": "KE"}, "country", "court.country"),
        ({"level": "regional"}, "country", "court.country_level"),
        ({"level": "highest"}, "level", "court.level"),
        ({"type": "jury"}, "type", "court.type"),
        ({"binding": "perhaps"}, "binding", "court.binding"),
        ({"binding": "mediation"}, None, None),
        ({"pinpoint": "verse"}, "pinpoint", "court.pinpoint"),
        ({"pattern": "Case {no} {n} of {yyyy}"}, None, None),
        ({"pattern": "Case {number}"}, "pattern", "court.pattern"),
        ({"pattern": "Case"}, "pattern", "court.pattern"),
        ({"pattern": "{n}{n}"}, "pattern", "court.pattern"),
        ({"names": {"fr": "Cour suprême"}}, "names", "court.name_english"),
        ({"names": {"en": "Court", "ar": "Court"}}, "names", "court.name"),
        ({"names": {"en": " Court"}}, "names", "court.name"),
        ({"names": {"en": "High Court\u200b of Zedland"}}, "names", "court.name"),
        ({"names": {"en": "High Court \u202eof Zedland"}}, "names", "court.name"),
        ({"names": {"en": "the"}}, "names", "court.name_short"),
        ({"names": {"en": "Court"}}, "names", "court.name_short"),
        ({"names": {"en": "2004 (1)"}}, "names", "court.name_short"),
        ({"names": {"en": "High Court of Zedland"}, "original": "Zedgerichtshof"}, "", ""),
        ({"names": {"en": "Court", "de": "Gericht"}}, "names", "court.name"),
        ({"names": {"en": "SUPREME COURT OF KENYA"}}, "names", "court.name_taken"),
        ({"country": "UGA", "names": {"en": "Supreme Court of Kenya"}}, None, None),
        ({"acronyms": ("KESC",)}, "acronyms", "court.acronym_taken"),
        ({"acronyms": ("A|B",)}, "acronyms", "court.acronym"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_court_is_said_by_field(
    changed: dict[str, object], field: str | None, code: str | None
) -> None:
    assert faults(a_court(**changed), reviewed()) == ({field: code} if field else {})
