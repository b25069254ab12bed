"""Courts that write in Arabic."""

from __future__ import annotations

import pytest

from caselaw.cite import find_citations
from caselaw.cite.decide import Context
from tests.unit.cite.marked import judge

ARABIC = [
    ("⟦الطعن رقم 1014 لسنة 2017⟧ عمالي", "docket 1014/2017"),
    ("⟦الطعن رقم 123 لسنة 45 ق⟧", "docket 123/45 ق"),
    ("⟦الطعن رقم ١٢٣ لسنة ٤٥ القضائية⟧", "docket 123/45 ق"),
    ("⟦القضية رقم 24 لسنة 20 قضائية \"دستورية⟧\"", "docket 24/20 ق دستورية"),
    ("⟦القضية رقم 24 لسنة 20 قضائية دستورية⟧", "docket 24/20 ق دستورية"),
    ("⟦الدعوى رقم 21606 لسنة 63 ق⟧", "docket 21606/63 ق"),
    ("⟦الدعويان رقما 21550⟧ و⟦21665⟧ لسنة 61 ق", "docket 21550/61 ق", "docket 21665/61 ق"),
    ("⟦الحكم رقم 12 لسنة 2009⟧", "docket 12/2009"),
    ("وقد قضت في ⟦الدعوى رقم (21606) لسنة 63⟧", "docket 21606/63 ق"),
    ("⟦القرار رقم 6/2014⟧ تاريخ 6/8/2014", "docket 6/2014"),
    ("القرار عدد 123 المؤرخ في 2012 ⟦الملف الاجتماعي عدد 456/5/1/2011⟧", "docket 456/5/1/2011"),
    ("قرار عدد 12 ⟦ملف عدد 2012/1/4/123⟧", "docket 2012/1/4/123"),
    ("⟦قرار تعقيبي مدني عدد 12345⟧", "docket 12345"),
    ("⟦الطَّعْن رقم 123 لسنة 45 ق⟧", "docket 123/45 ق"),
    ("القانون رقم 6 لسنة 2010 في شأن العمل",),
    ("المرسوم بقانون رقم 39 لسنة 2022",),
    ("الطعن في 12 لسنة كاملة",),
    ("بتاريخ 6/8/2014",),
    ("القرار رقم 6/8/2014",),
]  # fmt: skip


@pytest.mark.parametrize("row", ARABIC, ids=str)
def test_arabic(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("محكمة القضاء الإداري، الدعوى رقم 21606 لسنة 63 ق", "eg-caj"),
        ("المحكمة الإدارية العليا في الطعن رقم 123 لسنة 45 ق", "eg-sac"),
        ("محكمة النقض، الطعن رقم 123 لسنة 45 ق", "eg-cass"),
        ("الطعن رقم 123 لسنة 45 ق", None),
    ],
)
def test_a_judicial_year_is_that_of_the_court_named(text: str, court: str | None) -> None:
    (citation,) = find_citations(text, Context(country="EGY"))
    assert citation.authority == court
