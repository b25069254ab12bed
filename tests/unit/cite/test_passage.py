"""The passage that a citation points to, as lawyers write it in four languages."""

from __future__ import annotations

import time

import pytest

from caselaw.cite import find_citations
from caselaw.domain.citing.citation import Pinpoint

PASSAGES = [
    ("Series C No. 349, para. 120.", "paragraph 120"),
    ("Serie C No. 349, párr. 120", "paragraph 120"),
    ("Serie C No. 349, párrs. 120 a 122", "paragraph 120-122"),
    ("Serie C No. 349, párrafos 120 y 122", "paragraph 120, 122"),
    ("Série C nº 349, § 120", "section 120"),
    ("E/C.12/55/D/2/2014, paras. 11.1-11.4", "paragraph 11.1-11.4"),
    ("E/C.12/55/D/2/2014, par. 11", "paragraph 11"),
    ("General Comment No. 4, para. 8 (d)", "paragraph 8(d)"),
    ("paragraph 8 of general comment No. 4", "paragraph 8"),
    ("el párrafo 8 d) de la observación general núm. 4", "paragraph 8(d)"),
    ("le paragraphe 8 de l’observation générale nº 4", "paragraph 8"),
    ("الفقرة 8 من التعليق العام رقم 4", "paragraph 8"),
    ("التعليق العام رقم 4، الفقرة ٨", "paragraph 8"),
    ("(application no. 46468/06), §§ 78-80, 22 December 2008", "section 78-80"),
    ("application no. 46468/06 (dec.), § 12", "section 12"),
    ("requête n° 46468/06, arrêt du 22 décembre 2008, § 78", "section 78"),
    ("[2000] ZACC 19 at para 44", "paragraph 44"),
    ("[2000] ZACC 19 at [44]", "bracket 44"),
    ("[2021] UKSC 3, [44]-[46]", "bracket 44-46"),
    ("[2000] ZACC 19 at paras [44] and [46]", "bracket 44, 46"),
    ("ECLI:EU:C:2014:317, point 53", "point 53"),
    ("asunto C-415/11, apartado 53", "point 53"),
    ("STC 154/2002, FJ 3", "ground 3"),
    ("STC 154/2002, fundamento jurídico 3", "ground 3"),
    ("sentencia T-760 de 2008, fundamento jurídico 3.2.1", "ground 3.2.1"),
    ("Fallos 335:452, considerando 12", "recital 12"),
    ("Communication No. 155/96 (2001), para. 60", "paragraph 60"),
    ("410 U.S. 113 at 153", "page 153"),
    ("[2005] EWCA Civ 595; [2006] QB 125, para 246", "paragraph 246"),
    ("[2005] EWCA Civ 595; [2006] QB 125, p 246", None),
    ("[2005] EWCA Civ 595 and [2006] QB 125, para 246", None),
    ("Complaint No. 39/2006, § 54", "section 54"),
    ("الطعن رقم 123 لسنة 45 ق، صفحة 12", "page 12"),
    ("Series C No. 349.", None),
    ("Series C No. 349. Paragraph", None),
    ("[2000] ZACC 19; [2002] ZACC 15", None),
    ("Series C No. 349, of 8 March 2018", None),
    ("(C-415/11) 53 points were raised", None),
]


@pytest.mark.parametrize(("text", "expected"), PASSAGES, ids=[row[0] for row in PASSAGES])
def test_the_passage_is_read(text: str, expected: str | None) -> None:
    first = find_citations(text)[0]
    assert (str(first.pinpoint) if first.pinpoint else None) == expected


@pytest.mark.parametrize("text", ["para. 44", "paragraph 44 of article 11 of the Covenant", "article 11, paragraph 1"])
def test_an_article_has_no_passage_of_a_decision(text: str) -> None:
    assert all(citation.pinpoint is None for citation in find_citations(text))


@pytest.mark.parametrize(
    ("pinpoint", "anchor"),
    [("paragraph 44-46", "p-44"), ("paragraph 11.1", "p-11-1"), ("bracket 12", "p-12"), ("page 153", None)],
)
def test_a_pinpoint_leads_to_its_first_paragraph(pinpoint: str, anchor: str | None) -> None:
    assert Pinpoint.parse(pinpoint).anchor == anchor
    assert str(Pinpoint.parse(pinpoint)) == pinpoint


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="verse"):
        Pinpoint("verse", "3")


def test_a_long_list_of_passages_costs_no_more_than_its_length() -> None:
    text = "Series C No. 349, paras. " + "1, 2 and 3-" * 3_000 + " [2000] ZACC 19 at [1] and [2] " * 300
    started = time.process_time()
    find_citations(text)
    assert time.process_time() - started < 2
