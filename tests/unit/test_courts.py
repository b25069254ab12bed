"""The list of courts keeps its own rules, and names follow the reader."""

import csv

import pycountry
import pytest

import mappings
from caselaw.domain.court import Court, court_name, courts
from caselaw.domain.text import direction, nfc

LEVELS = {"international", "regional", "apex", "constitutional", "appeal", "first_instance", "specialised"}
TYPES = {"court", "commission", "committee", "tribunal", "council", "assembly"}


def test_list_is_rectangular_with_its_columns() -> None:
    rows = list(csv.reader(mappings.open_text("courts.csv").splitlines()))
    assert ",".join(rows[0]) == "id,country,level,type,name_en,name_es,name_fr,name_ar,name_original,acronyms"
    assert {len(row) for row in rows} == {10}
    assert len(rows) - 1 == len(courts())


@pytest.mark.parametrize("court", courts().values(), ids=lambda court: court.id)
def test_every_court_keeps_the_rules(court: Court) -> None:
    assert court.level in LEVELS
    assert court.type in TYPES
    assert (court.country is None) == (court.level in ("international", "regional"))
    assert court.country is None or pycountry.countries.get(alpha_3=court.country)
    assert court.names.get("ar") is None or direction(court.names["ar"]) == "rtl"
    assert all(nfc(name) == name.strip() for name in court.names.values())


def test_no_two_courts_share_a_name_or_an_acronym_in_one_country() -> None:
    named = [(court.country, name) for court in courts().values() for name in {court.names["en"], *court.acronyms}]
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("court", "language", "name"),
    [
        ("iacthr", "es", "Corte Interamericana de Derechos Humanos"),
        ("fr-ce", "en", "Council of State of France"),
        ("fr-ce", "fr", "Conseil d’État"),
        ("br-tst", "pt", "Tribunal Superior do Trabalho"),
        ("uk-ut", "ar", "الهيئة القضائية العليا للمملكة المتحدة (Upper Tribunal)"),
        ("cescr", "pt", "Committee on Economic, Social and Cultural Rights"),
        ("no-such-court", "en", "no-such-court"),
    ],
)
def test_a_court_is_named_in_the_readers_language(court: str, language: str, name: str) -> None:
    assert court_name(court, language) == name
