"""Every court of the list is found in a title by each of its names, and courts of one name are told apart."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator

import pycountry
import pytest
from babel import Locale

import mappings
from caselaw.domain.court import Court, courts, learn, reviewed
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold
from ingest.parse.courts.court import claim_court
from ingest.parse.courts.names import court_called
from ingest.parse.zones import Zones

ALIASES = list(csv.DictReader(mappings.open_text("court_aliases.csv").splitlines()))


def found(*lines: str) -> str | None:
    """The court that a document with these lines at its head is claimed for first."""
    paragraphs = [Paragraph(f"p-{place}", place, line, "en") for place, line in enumerate(lines)]
    claims = claim_court(Zones(paragraphs, "en"))
    return claims[0].value if claims else None


def country_named(court: Court, language: str) -> list[str]:
    """A line that names the court's country, as the title of a decision does."""
    country = pycountry.countries.get(alpha_3=court.country or "")
    return [str(Locale(language).territories[country.alpha_2])] if country else []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("court", reviewed().values(), ids=lambda court: court.id)
def test_a_court_is_found_by_each_of_its_names(court: Court, language: str) -> None:
    name = court.names.get(language)
    if name is None:
        pytest.skip("no certain name in this language")
    assert found(name, *country_named(court, language), "2019") == court.id


@pytest.mark.parametrize("row", ALIASES, ids=lambda row: row["name"])
def test_a_court_is_found_by_its_other_names(row: dict[str, str]) -> None:
    court = reviewed()[row["id"]]
    assert found(row["name"], row["beside"], *country_named(court, "en"), "2019") == court.id


def test_no_other_name_is_given_to_two_courts() -> None:
    assert len({fold(row["name"]) for row in ALIASES}) == len(ALIASES)


def test_courts_of_one_name_are_told_apart_by_their_country() -> None:
    called: dict[str, set[str]] = defaultdict(set)
    for court in reviewed().values():
        for name in court.all_names:
            called[fold(name)].add(court.id)
    shared = {name: ids for name, ids in called.items() if len(ids) > 1}
    for name, ids in shared.items():
        countries = {reviewed()[one].country for one in ids}
        assert len(countries) == len(ids), name
        assert None not in countries, name
    assert "tribunal constitucional" in shared


@pytest.mark.parametrize(
    ("line", "court"),
    [("ESPAÑA", "es-tc"), ("República del Perú", "pe-tc"), ("Chile", "cl-tc"), ("Angola", "ao-tc")],
)
def test_a_shared_name_is_that_of_the_country_named(line: str, court: str) -> None:
    assert found("TRIBUNAL CONSTITUCIONAL", line, "Sentencia") == court


def test_a_shared_name_alone_is_nobodys() -> None:
    assert found("TRIBUNAL CONSTITUCIONAL", "Sentencia") is None


@pytest.fixture
def added() -> Iterator[str]:
    names = {"en": "National Environment Tribunal of Kenya", "ar": "المحكمة البيئية الوطنية الكينية"}
    learn([Court(id="ke-net", country="KEN", level="specialised", type="tribunal", names=names, acronyms=("KENET",))])
    yield "ke-net"
    learn(())


def test_a_court_that_editors_add_is_found_as_well(added: str) -> None:
    for name in courts()[added].all_names:
        assert found(name, "2019") == added
    assert found("[2021] KENET 7 (KLR)", "Judgment") == added
    assert court_called("KENET-7") == added


def test_it_is_unknown_before_it_is_added(added: str) -> None:
    learn(())
    assert found("National Environment Tribunal of Kenya", "2019") != added
