"""A decision of a court without a family of numbers goes by the number in the form that the list says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caselaw.cite import find_citations
from caselaw.domain.court import Court, learn
from caselaw.domain.paragraph import Paragraph
from ingest.parse.courts.numbers import claim_court_numbers
from ingest.parse.zones import Zones

LONG = "The court recalls what was said in Rol N° 111-2018, " + "and in many other decisions of these years, " * 6


def claimed(court: str | None, *lines: str) -> list[tuple[str, float]]:
    paragraphs = [Paragraph(f"p-{place}", place, line, "en") for place, line in enumerate(lines)]
    return [(claim.value, claim.confidence) for claim in claim_court_numbers(Zones(paragraphs, "en"), court)]


@pytest.fixture
def added() -> Iterator[str]:
    names = {"en": "National Environment Tribunal of Kenya"}
    form = "Tribunal Appeal {no} {n} of {yyyy}"
    learn([Court(id="ke-net", country="KEN", level="specialised", type="tribunal", names=names, pattern=form)])
    yield "ke-net"
    learn(())


@pytest.mark.parametrize(
    ("court", "line", "number"),
    [
        ("cl-cs", "Rol N° 5888-2019", "5888-2019"),
        ("de-bverfg", "1 BvL 1/09", "1 BvL 1/09"),
        ("ph-sc", "G.R. No. 101083", "G.R. No. 101083"),
        ("do-tc", "Sentencia TC/0168/13", "TC/0168/13"),
        ("icsid", "ICSID Case No. ARB/07/26", "ARB/07/26"),
        ("wb-panel", "Case No. 12", None),
        ("cl-cs", "5888-2019", None),
        (None, "Rol N° 5888-2019", None),
    ],
)
def test_the_number_stands_in_the_head(court: str | None, line: str, number: str | None) -> None:
    assert claimed(court, "Judgment", line) == ([(number, 0.88)] if number else [])


def test_a_number_in_a_long_passage_is_less_sure_and_none_is_said_twice() -> None:
    assert claimed("cl-cs", "Rol N° 5888-2019", "Rol Nº 5888-2019", LONG) == [("5888-2019", 0.88), ("111-2018", 0.45)]


def test_an_added_court_gives_the_number_it_is_cited_by(added: str) -> None:
    text = "National Environment Tribunal of Kenya, Tribunal Appeal No. 7 of 2021"
    assert claimed(added, "Tribunal Appeal No. 7 of 2021") == [(find_citations(text)[0].value, 0.88)]
