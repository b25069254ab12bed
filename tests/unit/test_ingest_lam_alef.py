"""Lam-alef that was turned round is mended where a text is full of it, and right words are left."""

from __future__ import annotations

import re

import pytest

from ingest.extract.lam_alef import mend_lam_alef

BROKEN = "األطفال واالتفاقية لألمم باألمر"  # no Arabic word is like these
MENDED = "الأطفال والاتفاقية للأمم بالأمر"


@pytest.mark.parametrize(
    "right",
    [
        "الأطفال والأحكام بالاتفاق للاتفاقية اللازمة اللاإنسانية",
        "خلال الإعلان والإعلانات إعلام الإسلامية استقلال باستغلال الملاحظات العلاقات",
        "هؤلاء العملاء ملاءمة الملائمة لائحة اللائحة ولاء استيلاء",
        "حالات المجالات المعاملات والتعديلات محاولات المؤهلات",
        "لا ولا إلا وألا فلا لاسيما أعلاه قليلا تفصيلا مقبولا أولا",
        "ثلاثة ثلاثين السلام ولاية لولايتها البلاد ملايين",
        "أحكام لأحكام الأغراض ولأغراض إبرام لإبرام استخدام لاستخدام التعديلات تعديلاته",
        "عملا بأحكام المادة",
    ],
)
def test_each_word_is_mended(right: str) -> None:
    turned = re.sub("ل([اأإآ])", r"\1ل", right)
    assert mend_lam_alef([BROKEN, turned]) == [MENDED, right]


@pytest.mark.parametrize(
    "right",
    [
        "العالم العالمية مجالس المجالس صالح مصالح المصالحة طالب الطالب والد والدة الوالدين مال أعمال الأموال",
        "قالت أحالت استقالت مازالت توالت زالت حالته رسالته عدالته وكالتها",
        "بالغ البالغين ثالث الثالث سالف الموالية بالدين بالدولة كالمعتاد واليابان المالك مالية انتقال احتيال أجيال",
        "ألف ألزم إلزام إلى إلغاء ألم التزام التحاق الدعاء الحق",
        "المحكمة قررت في ٣ مارس: article 5",
    ],
)
def test_right_words_are_left_even_there(right: str) -> None:
    words = [word for word in right.split() if not re.search("ل[اأإآ]", word)]
    assert mend_lam_alef([BROKEN, " ".join(words)])[1] == " ".join(words)


def test_a_text_without_impossible_words_is_left_as_it_is() -> None:
    text = ["خالل السنة", "عالقة بالملف", "المعامالت"]
    assert mend_lam_alef(text) == text
