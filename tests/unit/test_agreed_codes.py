"""What closed rounds agreed on in the rows of the index: for whom, and resting on what."""

from __future__ import annotations

import pytest

from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.coding.adjudication import AgreedHere
from caselaw.domain.veil.restrictions import Passage, Restriction, Span
from caselaw.search.labels import broader, label
from caselaw.search.project import rows, whole_values
from tests.factories.documents import a_document, paragraphs

MINING, WATER = group_audience("mining"), group_audience("water")


def here(access: Audience, codes: dict[str | None, tuple[str, ...]], number: int = 1) -> AgreedHere:
    return AgreedHere(f"round-{number}", "A round", access, "corporate-capture", 1, codes)


def test_codes_stand_in_the_rows_of_those_who_may_read_the_round() -> None:
    found = rows(a_document(), paragraphs(), agreed=(here(MINING, {"p-1": ("revolving_door",)}),))
    assert [(row.audience, whole_values(row, "coded")) for row in found] == [
        (PUBLIC, ()),
        (MINING, ("corporate-capture/revolving_door",)),
    ]
    assert found[0].superseded_by == (MINING,)


def test_a_round_for_others_than_the_document_is_in_no_row() -> None:
    found = rows(a_document(access=WATER), paragraphs(), agreed=(here(MINING, {"p-1": ("revolving_door",)}),))
    assert [(row.audience, whole_values(row, "coded")) for row in found] == [(WATER, ())]


def test_a_document_of_the_groups_own_has_one_row() -> None:
    found = rows(a_document(access=MINING), paragraphs(), agreed=(here(MINING, {None: ("revolving_door",)}),))
    assert [(row.audience, whole_values(row, "coded")) for row in found] == [
        (MINING, ("corporate-capture/revolving_door",))
    ]


@pytest.mark.parametrize("span", [None, Span(0, 4)])
def test_codes_that_rest_on_a_passage_kept_for_fewer_are_for_them_alone(span: Span | None) -> None:
    document = a_document(restrictions=(Restriction(Passage("p-2", span), MINING),))
    codes: dict[str | None, tuple[str, ...]] = {"p-1": ("company",), "p-2": ("revolving_door",)}
    found = {
        row.audience: whole_values(row, "coded") for row in rows(document, paragraphs(), agreed=(here(MEMBERS, codes),))
    }
    assert found[PUBLIC] == ()
    assert found[MEMBERS] == ("corporate-capture/company",)
    assert set(found[MINING]) == {"corporate-capture/company", "corporate-capture/revolving_door"}


def test_two_rounds_say_a_code_once() -> None:
    agreed = (here(PUBLIC, {"p-1": ("company",)}), here(PUBLIC, {None: ("company", "revolving_door")}, 2))
    (row,) = rows(a_document(), paragraphs(), agreed=agreed)
    assert whole_values(row, "coded") == ("corporate-capture/company", "corporate-capture/revolving_door")


def test_codes_of_listed_codebooks_have_names_and_lie_under_each_other() -> None:
    value = "corporate-capture/revolving_door"
    assert label("coded", value, "es") == "Puertas giratorias"
    assert broader("coded", value) == ("corporate-capture/corporate_capture",)
    assert label("coded", "our-own/a_code", "es") == "a_code"
    assert broader("coded", "our-own/a_code") == ()
