"""Companies in running text: by their legal form or by a word before them, with role and home State."""

from __future__ import annotations

import time

import pytest

from ingest.parse.abuse.companies import find_companies, state_named

FOUND = [
    ("In 2004 the Canadian company Example Gold, through its subsidiary Minera Ejemplo S.A., opened a mine.",
     [("Example Gold", "parent", "CAN"), ("Minera Ejemplo S.A.", "subsidiary", None)]),
    ("Minera Ejemplo S.A., a subsidiary of Example Gold Corp., polluted the river.",
     [("Minera Ejemplo S.A.", "subsidiary", None), ("Example Gold Corp.", "parent", None)]),
    ("La empresa canadiense Ejemplo Minas, con sede en Toronto, Canadá, negó todo.", [("Ejemplo Minas", None, "CAN")]),
    ("La société Exemple S.A., dont le siège est en France, a financé le projet.", [("Exemple S.A.", None, "FRA")]),
    ("L’entreprise Modèle a licencié.", [("Modèle", None, None)]),
    ("قامت شركة المثال الفرنسية بتلويث النهر.", [("المثال", None, "FRA")]),
    ("وقالت شركة «النور للتعدين» إنها لم ترد.", [("النور للتعدين", None, None)]),
    ("Example Security Ltd (contractor, United Kingdom) shot villagers.",
     [("Example Security Ltd", "contractor", "GBR")]),
    ("The project was financed by Example Bank plc.", [("Example Bank plc", "financier", None)]),
    ("Example Brands Inc. (buyer) ordered the shirts.", [("Example Brands Inc.", "buyer", None)]),
    ("The company polluted the river. The Court held it liable.", []),
    ("See 2003 (1) All SA 1.", []),
    ("الشركة التعدين شركة التعدين", []),
    ("The judgment of the Supreme Court of Canada was upheld.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_companies_with_role_and_home_state(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = find_companies(text)
    assert [(one.name, one.role, one.home_state) for one in found] == expected
    assert all(text[one.start : one.end].startswith(one.name.split()[0]) for one in found)


@pytest.mark.parametrize(
    ("text", "state"),
    [("Canada", "CAN"), ("canadiense", "CAN"), ("تونس", "TUN"), ("الكندية", "CAN"), ("nowhere", None), ("Chad", "TCD")],
)
def test_a_state_by_name_or_adjective(text: str, state: str | None) -> None:
    assert state_named(text) == state


@pytest.mark.parametrize("text", ["Xy Ltd " * 20_000, "شركة ال " * 20_000, "Abc de " * 20_000, "(" * 100_000])
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    started = time.process_time()
    assert len(find_companies(text)) <= 200
    assert time.process_time() - started < 5
