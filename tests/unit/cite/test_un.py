"""Symbols, resolutions and general comments of the United Nations, and ECLI."""

from __future__ import annotations

import pytest

from tests.unit.cite.marked import judge

SYMBOLS = [
    ("I.D.G. v. Spain, ⟦E/C.12/55/D/2/2014⟧, para. 11", "un_symbol E/C.12/55/D/2/2014"),
    ("⟦CEDAW/C/49/D/17/2008⟧", "un_symbol CEDAW/C/49/D/17/2008"),
    ("UN Doc. ⟦A/HRC/17/31⟧.", "un_symbol A/HRC/17/31"),
    ("⟦E/C.12/GC/24⟧ y ⟦CRC/C/GC/16⟧", "un_symbol E/C.12/GC/24", "un_symbol CRC/C/GC/16"),
    ("⟦E/CN.4/1990/22/Add.1⟧ of January 24", "un_symbol E/CN.4/1990/22/Add.1"),
    ("الوثيقة ⟦A/HRC/43/12⟧،", "un_symbol A/HRC/43/12"),
    ("⟦A/RES/217 A (III)⟧", "un_symbol A/RES/217 A (III)"),
    ("⟦HRI/GEN/1/Rev.9⟧ (Vol. I)", "un_symbol HRI/GEN/1/Rev.9"),
    ("⟦CCPR/C/21/Rev.1/Add. 13⟧", "un_symbol CCPR/C/21/Rev.1/Add.13"),
    ("broken ⟦CEDAW/C/49/D/17/ 2008⟧", "un_symbol CEDAW/C/49/D/17/2008"),
    ("⟦A/HRC/RES/17/4⟧", "un_symbol A/HRC/RES/17/4"),
    ("⟦A/HRC/WG.6/34/L.1⟧", "un_symbol A/HRC/WG.6/34/L.1"),
    ("⟦CERD/C/82/D/46/2009⟧; ⟦CAT/C/57/D/580/2014⟧", "un_symbol CERD/C/82/D/46/2009", "un_symbol CAT/C/57/D/580/2014"),
    ("either A/B or C/D",),
    ("see https://undocs.org/A/HRC/17/31 there",),
    ("docket C3/2002/1463 and CO/2032/2022",),
    ("the A/V room and S/N 12345",),
    ("TCP/IP and I/O",),
]  # fmt: skip

RESOLUTIONS = [
    ("General Assembly ⟦resolution 60/147⟧", "resolution 60/147"),
    ("Asamblea General en su ⟦resolución 217 A (III)⟧, de 10 de diciembre", "resolution 217 A (III)"),
    ("Human Rights Council ⟦resolution 17/4⟧", "resolution 17/4"),
    ("Security Council ⟦resolution 1325 (2000)⟧", "resolution 1325 (2000)"),
    ("le Conseil de sécurité, ⟦résolution 1325 (2000)⟧", "resolution 1325 (2000)"),
    ("الجمعية العامة في ⟦القرار 217 ألف (د-3)⟧", "resolution 217 A (د-3)"),
    ("the Commission adopted ⟦Resolution 22/86⟧ (IACHR)", "resolution 22/86"),
    ("l’Assemblée générale, ⟦résolution 64/292⟧", "resolution 64/292"),
    ("United Nations ⟦resolution 2200 A (XXI)⟧", "resolution 2200 A (XXI)"),
    ("a resolution of 60/147 votes",),
    ("the board's resolution 12/34",),
    ("screen resolution 1920 (2000)",),
    ("resolution 12/05/2004 of the General Assembly",),
]  # fmt: skip

COMMENTS = [
    ("CESCR, ⟦General Comment No. 4⟧: The right to adequate housing", "general_comment General Comment 4"),
    ("⟦Observación general núm. 4⟧", "general_comment General Comment 4"),
    ("⟦Observation générale n° 4⟧", "general_comment General Comment 4"),
    ("⟦التعليق العام رقم 4⟧", "general_comment General Comment 4"),
    ("⟦التعليق العام رقم ٤⟧", "general_comment General Comment 4"),
    ("⟦General Comments Nos. 4⟧ and ⟦7⟧", "general_comment General Comment 4", "general_comment General Comment 7"),
    ("⟦General Recommendation No. 35⟧", "general_comment General Recommendation 35"),
    ("⟦Recomendación general núm. 19⟧", "general_comment General Recommendation 19"),
    ("⟦Observação Geral n° 3⟧", "general_comment General Comment 3"),
    ("⟦Comentario General No. 6⟧", "general_comment General Comment 6"),
    ("⟦التوصية العامة رقم 19⟧", "general_comment General Recommendation 19"),
    ("⟦Recommandation générale nº\xa028⟧", "general_comment General Recommendation 28"),
    ("a general comment on 4 houses",),
    ("General Comment No. 400",),
    ("General Comment No. 0",),
    ("observaciones generales sobre 4 casos",),
]  # fmt: skip

ECLI = [
    ("⟦ECLI:NL:GHDHA:2021:132⟧", "ecli ECLI:NL:GHDHA:2021:132"),
    ("⟦ECLI:CE:ECHR:2012:0223JUD002776509⟧", "ecli ECLI:CE:ECHR:2012:0223JUD002776509"),
    ("⟦ecli:eu:c:2014:317⟧", "ecli ECLI:EU:C:2014:317"),
    ("⟦ECLI:FR:CCASS:2020:CO00740⟧.", "ecli ECLI:FR:CCASS:2020:CO00740"),
    ("⟦ECLI:ES:TC:2002:154⟧, FJ 3", "ecli ECLI:ES:TC:2002:154"),
    ("⟦ECLI:DE:BVerfG:2021:rs20210324.1bvr265618⟧", "ecli ECLI:DE:BVERFG:2021:RS20210324.1BVR265618"),
    ("(⟦ECLI:FR:CECHR:2016:388134.20160212⟧)", "ecli ECLI:FR:CECHR:2016:388134.20160212"),
    ("⟦EU:C:2014:317⟧, paragraph 53", "ecli ECLI:EU:C:2014:317"),
    ("⟦EU:T:2010:240⟧", "ecli ECLI:EU:T:2010:240"),
    ("⟦ECLI: NL:RBDHA:2021:5337⟧", "ecli ECLI:NL:RBDHA:2021:5337"),
    ("ECLI:NL:2021",),
    ("DEU:C:2014:317",),
    ("an ECLI has five parts",),
]  # fmt: skip


@pytest.mark.parametrize("row", SYMBOLS, ids=str)
def test_symbols(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", RESOLUTIONS, ids=str)
def test_resolutions(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", COMMENTS, ids=str)
def test_general_comments(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", ECLI, ids=str)
def test_ecli(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])
