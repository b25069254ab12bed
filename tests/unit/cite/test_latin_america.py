"""Latin America: Colombia, Argentina, Mexico, Peru, Ecuador, Brazil."""

from __future__ import annotations

import pytest

from tests.unit.cite.marked import judge

COLOMBIA = [
    ("Sentencia ⟦T-760 de 2008⟧", "docket T-760/08"),
    ("Corte Constitucional, ⟦C-355/06⟧", "docket C-355/06"),
    ("⟦SU-1150 de 2000⟧", "docket SU-1150/00"),
    ("⟦SU-039/97⟧", "docket SU-039/97"),
    ("⟦Auto 004 de 2009⟧", "docket A-004/09"),
    ("⟦A-004/09⟧", "docket A-004/09"),
    ("judgment ⟦C-358 of 1997⟧", "docket C-358/97"),
    ("sentencias ⟦T-025 de 2004⟧ y ⟦T-760 de 2008⟧", "docket T-025/04", "docket T-760/08"),
    ("⟦T‑760 de\n2008⟧", "docket T-760/08"),
    ("sentencia ⟦T-1234/2001⟧ de la Corte Constitucional", "docket T-1234/01"),
    ("arrêt ⟦T-760 du 2008⟧", "docket T-760/08"),
    ("vitamina C-12 de 2008",),
    ("T-760 de 1985",),
    ("el bus T-760 de la ciudad",),
    ("auto de 2009",),
    ("ABT-760/08",),
]  # fmt: skip

ARGENTINA = [
    ("⟦Fallos 335:452⟧", "reporter Fallos 335:452"),
    ("⟦Fallos: 331:1622⟧", "reporter Fallos 331:1622"),
    ("⟦Fallos: 308:1392⟧; ⟦311:208⟧ y ⟦318:1338⟧",
     "reporter Fallos 308:1392", "reporter Fallos 311:208", "reporter Fallos 318:1338"),
    ("(⟦Fallos:335:452⟧)", "reporter Fallos 335:452"),
    ("⟦fallos 335 : 452⟧", "reporter Fallos 335:452"),
    ("CSJN, ⟦Fallos 329:2316⟧ (Mendoza)", "reporter Fallos 329:2316"),
    ("⟦Fallos\xa0335:452⟧", "reporter Fallos 335:452"),
    ("⟦FALLOS 335:452⟧", "reporter Fallos 335:452"),
    ("⟦Fallos tomo 335:452⟧", "reporter Fallos 335:452"),
    ("fallos a las 12.30",),
    ("fallos de 335 jueces",),
    ("los fallos 33 a 45",),
    ("a las 10:30",),
]  # fmt: skip

MEXICO = [
    ("⟦amparo en revisión 307/2016⟧", "docket 307/2016"),
    ("⟦Amparo directo en revisión 2618/2013⟧", "docket 2618/2013"),
    ("⟦amparos en revisión 307/2016⟧ y ⟦566/2015⟧", "docket 307/2016", "docket 566/2015"),
    ("⟦contradicción de tesis 293/2011⟧", "docket 293/2011"),
    ("⟦acción de inconstitucionalidad 148/2017⟧", "docket 148/2017"),
    ("⟦controversia constitucional 32/2012⟧", "docket 32/2012"),
    ("expediente ⟦varios 912/2010⟧", "docket 912/2010"),
    ("⟦amparo directo 9/2018⟧", "docket 9/2018"),
    ("tesis ⟦P./J. 20/2014 (10a.)⟧", "reporter P./J. 20/2014 (10A.)"),
    ("tesis ⟦1a./J. 22/2016⟧", "reporter 1A./J. 22/2016"),
    ("⟦AMPARO EN REVISIÓN núm. 307/2016⟧", "docket 307/2016"),
    ("el amparo del 30/07/2016",),
    ("varios casos 912",),
    ("amparo en revisión 307",),
]  # fmt: skip

PERU = [
    ("Caso ⟦2945-2003-AA/TC⟧", "docket 2945-2003-AA/TC"),
    ("STC ⟦1417-2005-PA/TC⟧, FJ 3", "docket 1417-2005-PA/TC"),
    ("⟦00022-2009-PI/TC⟧", "docket 00022-2009-PI/TC"),
    ("⟦Expediente 3741-2004-AA⟧ del Tribunal", "docket 3741-2004-AA/TC"),
    ("⟦exp. n.º 2945-2003-AA⟧,", "docket 2945-2003-AA/TC"),
    ("⟦01865-2010-PA / TC⟧", "docket 01865-2010-PA/TC"),
    ("⟦0050-2004-AI/TC⟧", "docket 0050-2004-AI/TC"),
    ("⟦10087-2005-PA/TC⟧", "docket 10087-2005-PA/TC"),
    ("⟦2016-2004-AA/TC⟧", "docket 2016-2004-AA/TC"),
    ("⟦0168-2005-PC/TC⟧", "docket 0168-2005-PC/TC"),
    ("teléfono 2945-2003",),
    ("2945-2003-AB",),
    ("Expediente 2945-2003-XYZ",),
    ("la AA/TC",),
]  # fmt: skip

ECUADOR = [
    ("Sentencia No. ⟦1149-19-JP/21⟧", "docket 1149-19-JP/21"),
    ("⟦1072-21-JP/24⟧", "docket 1072-21-JP/24"),
    ("caso No. ⟦1149-19-JP⟧", "docket 1149-19-JP"),
    ("⟦11-18-CN/19⟧", "docket 11-18-CN/19"),
    ("⟦34-19-IN/21⟧", "docket 34-19-IN/21"),
    ("⟦253-20-JH/22⟧ (Estrellita)", "docket 253-20-JH/22"),
    ("⟦001-10-PJO-CC⟧", "docket 001-10-PJO-CC"),
    ("⟦092-14-SEP-CC⟧", "docket 092-14-SEP-CC"),
    ("⟦001-14-DCP-CC⟧", "docket 001-14-DCP-CC"),
    ("⟦22-18-IN / 21⟧", "docket 22-18-IN/21"),
    ("proceso penal 327-96-EP",),
    ("1149-19-XX/21",),
    ("el 11-18-2019",),
    ("artículo 11-18 en",),
]  # fmt: skip

BRAZIL = [
    ("⟦0016947-70.2017.8.07.0000⟧", "docket 0016947-70.2017.8.07.0000"),
    ("(RR - ⟦10258-45.2013.5.04.0271⟧)", "docket 10258-45.2013.5.04.0271"),
    ("⟦ADPF 347⟧ MC", "docket ADPF 347"),
    ("⟦ADI 1809⟧, Relator", "docket ADI 1809"),
    ("⟦RE 580.252/MS⟧", "docket RE 580252"),
    ("⟦RE nº 586453⟧", "docket RE 586453"),
    ("⟦REsp 1.583.083/RS⟧", "docket REsp 1583083"),
    ("⟦REsp n. 1694984/MS⟧", "docket REsp 1694984"),
    ("STF, ⟦HC 143.641⟧", "docket HC 143641"),
    ("⟦Recurso Extraordinário nº 592.581⟧", "docket RE 592581"),
    ("⟦RCL 16258/DF⟧", "docket Rcl 16258"),
    ("⟦ADC 16/DF⟧", "docket ADC 16"),
    ("Lei nº 8.666/93",),
    ("re 12 de 2010",),
    ("HC 12",),
    ("CEP 70175-900",),
    ("R$ 580.252,00",),
]  # fmt: skip


@pytest.mark.parametrize("row", COLOMBIA, ids=str)
def test_colombia(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", ARGENTINA, ids=str)
def test_argentina(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", MEXICO, ids=str)
def test_mexico(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", PERU, ids=str)
def test_peru(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", ECUADOR, ids=str)
def test_ecuador(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", BRAZIL, ids=str)
def test_brazil(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])
