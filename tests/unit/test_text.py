"""Folding, Arabic normal form and direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.domain.text import arabic_normal, direction, fold


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("الْحَقُّ فِي التَّعْلِيم", "الحق في التعليم"),  # harakat
        ("المحكمـــة", "المحكمه"),  # tatweel, ta marbuta
        ("أإآٱ", "اااا"),
        ("مستشفى", "مستشفي"),
        ("مسؤولية شؤون", "مسووليه شوون"),
        ("بيئة", "بييه"),
        ("ﻻ ﷲ", "لا الله"),  # presentation forms
        ("١٩٩٨ ۱۹۹۸", "1998 1998"),
        ("کشور ھہ", "كشور هه"),
    ],
)
def test_arabic_normal_form(text: str, normal: str) -> None:
    assert arabic_normal(text) == normal


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("EXPULSIÓN", "expulsion"),
        ("Œuvre à l’été", "oeuvre a l’ete"),
        ("Straße", "strasse"),
        ("ﬁnding", "finding"),
        ("Ñandú", "nandu"),
        ("الأُمّ", "الام"),
    ],
)
def test_folding_takes_case_and_accents_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The Court", "ltr"),
        ("المحكمة", "rtl"),
        ("قضت المحكمة في قضية Grootboom عام 2000", "rtl"),
        ("In Grootboom (جروتبوم) the Court", "ltr"),
        ("123 — 45", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction_is_that_of_most_letters(text: str, way: str) -> None:
    assert direction(text) == way
