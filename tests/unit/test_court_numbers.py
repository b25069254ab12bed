"""The form in which each body numbers its cases, held against numbers of that form (not all were given out)."""

from __future__ import annotations

import time

import pytest

from caselaw.domain.case_number import number_pattern
from caselaw.domain.court import reviewed
from caselaw.domain.text import fold

NUMBERS = {
    "icj": ["General List No. 131"], "un-sc": ["S/RES/1325 (2000)"], "icc": ["ICC-01/04-01/06"],
    "cescr": ["E/C.12/55/D/2/2014"], "hrc": ["CCPR/C/127/D/2728/2016"], "cedaw": ["CEDAW/C/49/D/17/2008"],
    "cerd": ["CERD/C/82/D/48/2010"], "crc": ["CRC/C/88/D/104/2019"], "cat": ["CAT/C/57/D/580/2014"],
    "crpd": ["CRPD/C/9/D/1/2010"], "ced": ["CED/C/10/D/1/2013"], "un-ga": ["A/RES/64/292"],
    "un-hrc": ["A/HRC/RES/17/4"], "ilo-cfa": ["Case No. 2528", "Caso núm. 2528", "Cas no 2528"],
    "icsid": ["ARB/07/26", "ARB(AF)/97/1"], "accc": ["ACCC/C/2008/32"], "wgad": ["A/HRC/WGAD/2019/12"],
    "iacthr": ["Series C No. 349", "Serie C No. 349", "Série C Nº 71"],
    "iachr": ["Case 12.053", "Report No. 40/04", "Informe N° 69/02", "Caso 12.250"],
    "idb-mici": ["MICI-BID-CH-2017-0115"], "eib-cm": ["SG/E/2018/39"],
    "echr": ["46468/06"], "ecomhr": ["9310/81"], "ecsr": ["Complaint No. 39/2006", "Réclamation n° 33/2006"],
    "cjeu": ["C-415/11"], "eu-gc": ["T-315/01"], "eu-ombudsman": ["1409/2014/MHZ"], "efta-court": ["E-16/11"],
    "coe-cm": ["CM/ResDH(2011)67"], "coe-cpt": ["CPT/Inf (2015) 44"],
    "achpr": ["155/96", "241/2001"], "afchpr": ["006/2012"], "acerwc": ["002/Com/002/2009"],
    "ecowas-ccj": ["ECW/CCJ/JUD/18/12"], "eacj": ["Reference No. 5 of 2011"], "comesa-cj": ["Reference No. 1 of 2014"],
    "sadc-tribunal": ["SADC (T) Case No. 2/2007", "SADC (T) 2/07"], "carib-ccj": ["[2015] CCJ 16 (AJ)"],
    "can-tj": ["110-IP-2015"],
    "uk-sc": ["[2021] UKSC 3"], "uk-hl": ["[2005] UKHL 66"], "uk-pc": ["[2003] UKPC 63"],
    "uk-ca": ["[2017] EWCA Civ 1528"], "uk-hc": ["[2016] EWHC 975 (TCC)"], "uk-ut": ["[2021] UKUT 116 (IAC)"],
    "uk-eat": ["UKEAT/0056/17/DA", "[2022] EAT 5"], "uk-csih": ["[2013] CSIH 3"],
    "fr-cc": ["2015-478 QPC", "94-359 DC"], "fr-ce": ["n° 388134"], "fr-cass": ["n° 19-19.463"],
    "be-cc": ["101/2008"], "ch-tf": ["ATF 121 I 367"], "de-bverfg": ["1 BvL 1/09", "1 BvR 2656/18"],
    "de-bverwg": ["BVerwG 7 C 26.16"], "de-olg-hamm": ["5 U 15/17"], "es-tc": ["STC 154/2002"],
    "es-ts": ["STS 12/2015"],
    "pt-tc": ["Acórdão n.º 509/02"], "nl-hr": ["ECLI:NL:HR:2019:2006"], "nl-gh-den-haag": ["ECLI:NL:GHDHA:2021:132"],
    "nl-rb-den-haag": ["ECLI:NL:RBDHA:2021:5337"], "nl-rvs": ["ECLI:NL:RVS:2019:1603"], "ie-sc": ["[2020] IESC 49"],
    "ie-hc": ["[2017] IEHC 695"], "no-sc": ["HR-2020-2472-P"], "fi-kko": ["KKO:2012:11"], "fi-kho": ["KHO:2011:109"],
    "pl-tk": ["K 1/20", "SK 12/03"], "cz-us": ["Pl. ÚS 1/08", "II. ÚS 12/14"], "si-us": ["U-I-13/13"],
    "ba-us": ["AP-12/10"], "lv-st": ["2009-43-01"], "il-sc": ["HCJ 2056/04"],
    "us-scotus": ["No. 10-1491"], "us-ca2": ["No. 06-4800"], "us-ca5": ["No. 12-345"], "us-ca9": ["No. 00-56603"],
    "us-ca11": ["No. 12-345"], "us-cadc": ["No. 09-7125"], "ca-sc": ["2020 SCC 5"], "ca-on-sc": ["2013 ONSC 1414"],
    "ca-bc-ca": ["2017 BCCA 401"], "ca-fc": ["2012 FC 445"], "ca-chrt": ["2016 CHRT 2", "2016 TCDP 2"],
    "ar-csjn": ["Fallos: 335:452", "Fallos 335:452"], "mx-scjn": ["amparo en revisión 307/2016"],
    "co-cc": ["T-760/08", "T-760 de 2008", "SU-039/97"], "co-csj": ["STC4360-2018"], "ec-cc": ["1149-19-JP/21"],
    "pe-tc": ["2945-2003-AA/TC"], "bo-tcp": ["0300/2012", "1948/2013-S3"], "cl-cs": ["Rol N° 5888-2019"],
    "cl-tc": ["Rol N° 976-07"], "gt-cc": ["Expediente 3878-2007"], "cr-sc": ["Voto N° 1923-04"], "sv-csj": ["17-95"],
    "do-tc": ["TC/0168/13"], "br-stf": ["ADPF 45", "RE 657.718"], "br-stj": ["REsp 1.657.156"],
    "br-tst": ["94200-64.2009.5.04.0028"], "br-tjmg": ["12345-67.2010.8.13.0024"],
    "br-tjdft": ["12345-67.2010.8.07.0001"], "br-tjac": ["12345-67.2010.8.01.0001"],
    "br-tjsp": ["12345-67.2010.8.26.0053"], "jm-ca": ["[2019] JMCA Civ 1"],
    "za-cc": ["CCT 11/00", "CCT11/00", "[2000] ZACC 19"], "za-sca": ["[2004] ZASCA 47"], "za-hc": ["[2017] ZAGPPHC 58"],
    "za-lac": ["[2010] ZALAC 1"], "za-lcc": ["[2010] ZALCC 1"], "ke-sc": ["[2021] KESC 34 (KLR)"],
    "ke-ca": ["[2016] KECA 1 (KLR)"], "ke-hc": ["[2013] KEHC 1 (KLR)"], "ke-elc": ["[2013] KEELC 1 (KLR)"],
    "ke-elrc": ["[2013] KEELRC 1 (KLR)"], "ng-sc": ["SC.319/2013", "SC/319/2013"], "ng-fhc": ["FHC/B/CS/53/05"],
    "ng-nic": ["NICN/LA/12/2013"], "ug-sc": ["[2015] UGSC 1"], "ug-cc": ["[2012] UGCC 4"], "tz-ca": ["[2019] TZCA 1"],
    "mw-sca": ["[2007] MWSC 1"], "zm-cc": ["[2016] ZMCC 1"], "zm-sc": ["[2016] ZMSC 1"],
    "zw-cc": ["[2015] ZWCC 12", "CCZ 12/15"], "zw-sc": ["[2015] ZWSC 12"], "bw-ca": ["[2011] BWCA 1"],
    "na-sc": ["[2014] NASC 19"], "ls-ca": ["[2011] LSCA 1"], "sz-sc": ["[2010] SZSC 1"], "mu-sc": ["2019 SCJ 283"],
    "bj-cc": ["DCC 02-144"], "in-sc": ["2024 INSC 1", "Writ Petition (Civil) No. 196 of 2001"],
    "in-ngt": ["Original Application No. 12 of 2014"], "in-hc-del": ["W.P.(C) 8853/2008"],
    "bd-sc": ["Writ Petition No. 3034 of 1999"], "pk-sc": ["PLD 1994 SC 693"], "ph-sc": ["G.R. No. 101083"],
    "id-mk": ["35/PUU-X/2012"], "sg-ca": ["[2012] SGCA 1"], "hk-cfa": ["[2013] HKCFA 1"], "au-hca": ["[1992] HCA 23"],
    "au-fca": ["[2021] FCA 560", "[2022] FCAFC 35"], "nz-sc": ["[2012] NZSC 1"], "nz-ca": ["[2012] NZCA 1"],
    "fj-sc": ["[2012] FJSC 1"], "pg-sc": ["[2010] PGSC 1"],
    "eg-scc": ["القضية رقم ٢٤ لسنة ٢٠ قضائية"], "eg-sac": ["الطعن رقم 123 لسنة 45"],
    "eg-caj": ["الدعوى رقم 21606 لسنة 63"],
    "eg-cass": ["الطعن رقم 123 لسنة 45"], "ma-cass": ["2012/1/4/123", "456/5/1/2011"], "lb-cc": ["القرار رقم 6/2014"],
    "dz-sc": ["ملف رقم 123456"], "kw-cass": ["الطعن رقم 1014 لسنة 2017"], "iq-fsc": ["59/اتحادية/2012"],
}  # fmt: skip


def find_numbers(forms: str, text: str) -> list[str]:
    return [match.group() for match in number_pattern(forms).finditer(fold(text))]


def test_every_form_of_the_list_has_its_number_here() -> None:
    assert set(NUMBERS) == {court.id for court in reviewed().values() if court.pattern}


@pytest.mark.parametrize(
    ("court", "number"), [(court, number) for court, numbers in NUMBERS.items() for number in numbers], ids=str
)
def test_a_number_is_found_whole_in_its_courts_form(court: str, number: str) -> None:
    forms = reviewed()[court].pattern
    assert forms
    assert find_numbers(forms, f"({number})") == [fold(number)]
    assert find_numbers(forms, f"x{number}9x") == []


@pytest.mark.parametrize("forms", ["", "Case", "{n}{n}", "{n", "n}", "{x} {n}", "{a}", "|{n}/{yy}", "T-{n}" * 100])
def test_a_form_that_names_no_number_is_refused(forms: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        number_pattern(forms)


def test_no_form_makes_a_long_text_slow() -> None:
    number_pattern("{a} {n} {n} {n} {n} {n}/{yy}")  # compiled before the clock runs
    for text in ("1 " * 50_000, "ab 1 2 3 4 " * 10_000, " " * 100_000):
        started = time.process_time()
        find_numbers("{a} {n} {n} {n} {n} {n}/{yy}", text)
        assert time.process_time() - started < 1.5
