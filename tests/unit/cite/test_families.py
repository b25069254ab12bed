"""Every family of citations has its table, and every form that lawyers asked for is read under its body."""

from __future__ import annotations

import pytest

from caselaw.cite import find_citations
from caselaw.cite.decide import Context
from caselaw.cite.find import FAMILIES
from caselaw.cite.view import view
from tests.unit.cite.test_reading import SNIPPETS

LEAST = 6


@pytest.mark.parametrize("family", FAMILIES, ids=range(len(FAMILIES)))
def test_every_family_is_held_against_a_table(family: object) -> None:
    assert callable(family)
    assert sum(bool(list(family(view(text)))) for text in SNIPPETS) >= LEAST


ASKED = [
    ("Series C No. 349, párr. 120", "series_c 349", "iacthr"),
    ("Series A No. 16, OC-16/99", "series_a 16", "iacthr"),
    ("Case 12.053", "docket 12.053", "iachr"),
    ("CIDH, Report No. 40/04", "report 40/04", "iachr"),
    ("Precautionary Measure No. 51-15", "precautionary MC-51-15", "iachr"),
    ("application no. 46468/06", "application 46468/06", "echr"),
    ("ECLI:CE:ECHR:2012:0223JUD002776509", "ecli ECLI:CE:ECHR:2012:0223JUD002776509", None),
    ("Complaint No. 39/2006", "complaint 39/2006", "ecsr"),
    ("African Commission, Communication No. 241/2001", "communication 241/2001", "achpr"),
    ("Communication 155/96", "communication 155/96", "achpr"),
    ("App. No. 006/2012", "application 006/2012", "afchpr"),
    ("002/Com/002/2009", "communication 002/Com/002/2009", "acerwc"),
    ("ECW/CCJ/JUD/18/12", "docket ECW/CCJ/JUD/18/12", "ecowas-ccj"),
    ("East African Court of Justice, Reference No. 5 of 2011", "docket Reference No. 5 of 2011", "eacj"),
    ("E/C.12/55/D/2/2014", "un_symbol E/C.12/55/D/2/2014", None),
    ("CEDAW/C/49/D/17/2008", "un_symbol CEDAW/C/49/D/17/2008", None),
    ("E/C.12/GC/24", "un_symbol E/C.12/GC/24", None),
    ("CESCR General Comment No. 4", "general_comment General Comment 4", "cescr"),
    ("Comité DESC, Observación general núm. 4", "general_comment General Comment 4", "cescr"),
    ("CDESC, Observation générale nº 4", "general_comment General Comment 4", "cescr"),
    ("التعليق العام رقم 4", "general_comment General Comment 4", None),
    ("[2021] UKSC 3", "neutral [2021] UKSC 3", None),
    ("CCT 11/00", "docket CCT 11/00", "za-cc"),
    ("[2000] ZACC 19", "neutral [2000] ZACC 19", None),
    ("T-760 de 2008", "docket T-760/08", "co-cc"),
    ("sentencia SU-039/97", "docket SU-039/97", "co-cc"),
    ("Auto 004 de 2009", "docket A-004/09", "co-cc"),
    ("Fallos 335:452", "reporter Fallos 335:452", "ar-csjn"),
    ("amparo en revisión 307/2016", "docket 307/2016", "mx-scjn"),
    ("Exp. N.° 2945-2003-AA/TC", "docket 2945-2003-AA/TC", "pe-tc"),
    ("1149-19-JP/21", "docket 1149-19-JP/21", "ec-cc"),
    ("STC 154/2002", "docket STC 154/2002", "es-tc"),
    ("Writ Petition (Civil) No. 196 of 2001", "petition WP (C) 196/2001", None),
    ("n° 19-19.463", "docket 19-19.463", "fr-cass"),
    ("Conseil d’État, n° 388134", "docket 388134", "fr-ce"),
    ("n° 2015-478 QPC", "docket 2015-478 QPC", "fr-cc"),
    ("Case C-415/11 Aziz", "docket C-415/11", "cjeu"),
    ("STF, ADPF 347", "docket ADPF 347", "br-stf"),
    ("410 U.S. 113", "reporter 410 U.S. 113", None),
    ("محكمة النقض، الطعن رقم 123 لسنة 45 ق", "docket 123/45 ق", "eg-cass"),
    ("القضية رقم 24 لسنة 20 قضائية دستورية", "docket 24/20 ق دستورية", "eg-scc"),
    ("قرار عدد 12 ملف عدد 2012/1/4/123", "docket 2012/1/4/123", "ma-cass"),
    ("PIDESC, artículo 11", "article ICESCR 11", None),
    ("article 26 of the ACHR", "article ACHR 26", None),
    ("artículo 26 de la CADH", "article ACHR 26", None),
    ("المادة 11", None, None),
    ("حسب المادة 11 منه", "article 11", None),
]


@pytest.mark.parametrize(("text", "read", "body"), ASKED, ids=[row[0] for row in ASKED])
def test_what_was_asked_for_is_read(text: str, read: str | None, body: str | None) -> None:
    found = find_citations(text)
    assert read in {None, *(f"{one.scheme} {one.value}" for one in found)}
    if read:
        (one, *_) = [one for one in found if f"{one.scheme} {one.value}" == read]
        assert one.authority == body


def test_a_number_of_two_courts_keeps_both_until_the_context_decides() -> None:
    for number, luxembourg in (("C-355/06", "cjeu"), ("T-355/06", "eu-gc")):
        (open_one,) = find_citations(number)
        assert {reading.authority for reading in open_one.readings} == {"co-cc", luxembourg}
        (decided,) = find_citations(number, Context(court="co-cc"))
        assert decided.authority == "co-cc"


def test_a_judicial_year_is_no_calendar_year() -> None:
    (judicial,) = find_citations("القضية رقم 24 لسنة 20 قضائية دستورية")
    (calendar,) = find_citations("الطعن رقم 24 لسنة 2020")
    assert (judicial.value, calendar.value) == ("24/20 ق دستورية", "24/2020")
    assert not judicial.keys & calendar.keys


def test_a_bare_article_names_no_document() -> None:
    assert all(not one.keys and one.value == "11" for one in find_citations("تنص المادة 11 على ذلك"))
