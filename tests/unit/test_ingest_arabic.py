"""Glyphs as they are seen become words as they are read."""

from __future__ import annotations

import pytest

from ingest.extract.arabic import letters, logical, mend_words


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("ةمكحملا", "المحكمة"),
        ("نكسلا يف قحلا", "الحق في السكن"),
        ("2004 ةنس", "سنة 2004"),
        ("3/2004 مقر", "رقم 3/2004"),
        ("12-23 مقر", "رقم 23-12"),
        ("UN ةنجل", "لجنة UN"),
        ("Article 5 of the Charter", "Article 5 of the Charter"),
    ],
)
def test_visual_order(seen: str, read: str) -> None:
    assert logical(list(seen)) == read


def test_a_ligature_keeps_its_letters_in_order() -> None:
    assert logical(["م", "لا", "س", "ل", "ا"]) == "السلام"


@pytest.mark.parametrize("glyphs", ["ةنسل )39( مقر", "ةنسل (39) مقر"])
def test_brackets_pair_whatever_the_producer_meant(glyphs: str) -> None:
    assert logical(list(glyphs)) == "رقم (39) لسنة"


def test_presentation_forms_are_letters() -> None:
    assert letters("\ufee3\ufea4\ufedc\ufee4\ufe94") == "محكمة"
    assert letters("\ufefb") == "لا"


@pytest.mark.parametrize(
    ("set_so", "read"),
    [
        ("المحـــكـــمة", "المحكمة"),
        ("سنة 1444هـ", "سنة 1444هـ"),
        ("التعليم المدرس ي، ويكون", "التعليم المدرسي، ويكون"),
        ("الجريد ة الرسمي ة", "الجريدة الرسمية"),
        ("حت ى نهاية", "حتى نهاية"),
        ("محكمة يوم", "محكمة يوم"),
        ("ي. البند العاشر", "ي. البند العاشر"),
        ("حق و واجب", "حق و واجب"),
    ],
)
def test_stretched_and_parted_words_are_whole(set_so: str, read: str) -> None:
    assert mend_words(set_so) == read
