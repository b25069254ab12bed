"""Regional courts and commissions, each with forms that are found and near misses that are not."""

from __future__ import annotations

import pytest

from tests.unit.cite.marked import judge

INTER_AMERICAN = [
    ("Judgment of March 8, 2018. ⟦Series C No. 349⟧, para. 120.", "series_c 349"),
    ("Sentencia de 8 de marzo de 2018. ⟦Serie C No. 349⟧, párr. 120.", "series_c 349"),
    ("Sentença de 30 de janeiro de 2001. ⟦Série C Nº 71⟧, par. 90", "series_c 71"),
    ("⟦SERIE C Nº 4⟧", "series_c 4"),
    ("السلسلة جيم: ⟦السلسلة جيم رقم 349⟧", "series_c 349"),
    ("a note glued to it: ⟦Series C No. 171⟧14 and the text", "series_c 171"),
    ("Advisory Opinion ⟦OC-16/99⟧ of October 1, 1999. ⟦Series A No. 16⟧", "docket OC-16/99", "series_a 16"),
    ("Orden de 22 de mayo de 2013. ⟦Serie E No. 2⟧", "series_e 2"),
    ("⟦Caso 12.053⟧, Comunidades Indígenas Mayas; ⟦Case No. 11,603⟧", "docket 12.053", "docket 11.603"),
    ("⟦Cases 11.603⟧ and ⟦12.250⟧", "docket 11.603", "docket 12.250"),
    ("Inter-American Commission, ⟦Report No. 40/04⟧, ⟦Case 12.053⟧", "report 40/04", "docket 12.053"),
    ("CIDH, ⟦Informe de Admisibilidad N° 69/02⟧1 y ⟦Petición 419/01⟧", "report 69/02", "petition 419/01"),
    ("⟦Petition P-123-05⟧ and ⟦petición 12.357⟧", "petition 123/05", "petition 12.357"),
    ("⟦MC-382-10⟧ and ⟦Medida Cautelar No. 51-15⟧ and ⟦PM 340/10⟧",
     "precautionary MC-382-10", "precautionary MC-51-15", "precautionary MC-340-10"),
    ("the case of 12.053 hectares", ),
    ("Series D, No. 349 of the catalogue",),
    ("in case 12.053.111 the amount was paid",),
    ("a serie de 349 casos",),
    ("Report of 12/05/2004 to the Assembly",),
    ("the PCIJ, P.C.I.J., ⟦Series A, No. 9⟧, p. 21", "other PCIJ Series A 9"),
]  # fmt: skip

EUROPEAN_COURT = [
    ("(⟦application no. 46468/06⟧)", "application 46468/06"),
    ("⟦requête n° 46468/06⟧ c. Russie", "application 46468/06"),
    ("⟦demanda núm. 46468/06⟧", "application 46468/06"),
    ("الطلب: ⟦الطلب رقم 46468/06⟧", "application 46468/06"),
    ("⟦applications nos. 46468/06⟧, ⟦30562/04⟧ and ⟦30566/04⟧",
     "application 46468/06", "application 30562/04", "application 30566/04"),
    ("Burdov v. Russia, ⟦no. 59498/00⟧, § 35", "application 59498/00"),
    ("Marper c. Royaume-Uni, ⟦n° 30562/04⟧ et ⟦30566/04⟧", "application 30562/04", "application 30566/04"),
    ("Eur. Court H.R., Hirsi Jamaa, ⟦no. 27765/09⟧", "application 27765/09"),
    ("⟦requêtes nᵒ 46468/06⟧", "application 46468/06"),
    ("⟦application\nno. 46468/06⟧", "application 46468/06"),
    ("⟦application no. 46468∕06⟧", "application 46468/06"),
    ("Lei nº 8666/93 e o decreto",),
    ("invoice no. 4646/06 was paid",),
    ("application of 12/06 notes",),
    ("application 46468/06/2 to the council",),
    ("Airey v. Ireland, 9 October 1979, ⟦Series A no. 32⟧", "series_a 32"),
]  # fmt: skip

SOCIAL_RIGHTS = [
    ("FEANTSA v. France, ⟦Complaint No. 39/2006⟧", "complaint 39/2006"),
    ("⟦réclamation n° 33/2006⟧", "complaint 33/2006"),
    ("⟦reclamación colectiva núm. 39/2006⟧", "complaint 39/2006"),
    ("⟦Complaint\xa0no.\xa013/2002⟧", "complaint 13/2002"),
    ("⟦Complaints Nos. 33/2006⟧ and ⟦39/2006⟧", "complaint 33/2006", "complaint 39/2006"),
    ("⟦complaint No. 047/2008⟧", "complaint 47/2008"),
    ("⟦réclamations nos 33/2006⟧ et ⟦39/2006⟧", "complaint 33/2006", "complaint 39/2006"),
    ("⟦Complaint No. ٣٩/٢٠٠٦⟧", "complaint 39/2006"),
    ("⟦الشكوى رقم 39/2006⟧", "complaint 39/2006"),
    ("Complaint No. 39/1996",),
    ("a complaint of 39/2006 pages",),
    ("complaint no. 39/06/2006",),
    ("complaints 39 and 2006",),
]  # fmt: skip

AFRICAN = [
    ("⟦Communication No. 155/96⟧, SERAC v. Nigeria", "communication 155/96"),
    ("African Commission, ⟦Communication 241/2001⟧, Purohit", "communication 241/2001"),
    ("⟦Communications 25/89⟧, ⟦47/90⟧, ⟦56/91⟧ and ⟦100/93⟧",
     "communication 25/89", "communication 47/90", "communication 56/91", "communication 100/93"),
    ("⟦communication n° 276/03⟧", "communication 276/03"),
    ("⟦Comunicación núm. 5/2015⟧", "communication 5/2015"),
    ("⟦البلاغ رقم 5/2015⟧", "communication 5/2015"),
    ("⟦Comm. No. 155/96⟧ (2001)", "communication 155/96"),
    ("Communication No. ⟦002/Com/002/2009⟧, Nubian Minors", "communication 002/Com/002/2009"),
    ("⟦Application No. 006/2012⟧, Ogiek", "application 006/2012"),
    ("⟦App. No. 003/2011⟧ and ⟦requête n° 009/2011⟧", "application 003/2011", "application 009/2011"),
    ("⟦ACHPR/Res.79 (XXXVIII) 05⟧ on the death penalty", "resolution ACHPR/Res.79 (XXXVIII) 05"),
    ("⟦ACHPR/Res. 227 (LII) 2012⟧", "resolution ACHPR/Res.227 (LII) 2012"),
    ("communication between 155 and 96 people",),
    ("communication of 15/06/1996",),
    ("Communication No. 24/1066",),
    ("telecommunication 155/96 standards",),
]  # fmt: skip

AFRICAN_REGIONS = [
    ("Judgment No. ⟦ECW/CCJ/JUD/18/12⟧", "docket ECW/CCJ/JUD/18/12"),
    ("Suit No. ⟦ECW/CCJ/APP/08/09⟧", "application ECW/CCJ/APP/08/09"),
    ("⟦ECW / CCJ / JUD / 07 / 10⟧", "docket ECW/CCJ/JUD/07/10"),
    ("arrêt n° ⟦ECW/CCJ/JUD/07/10⟧", "docket ECW/CCJ/JUD/07/10"),
    ("ruling ⟦ECW/CCJ/RUL/04/13⟧", "docket ECW/CCJ/RUL/04/13"),
    ("⟦ECW/CCJ/JUD/05/10/REV⟧", "docket ECW/CCJ/JUD/05/10/REV"),
    ("East African Court of Justice, ⟦Reference No. 5 of 2011⟧", "docket Reference No. 5 of 2011"),
    ("EACJ ⟦Appeal No. 3 of 2011⟧", "docket Appeal No. 3 of 2011"),
    ("⟦SADC (T) Case No. 2/2007⟧, Campbell", "docket SADC (T) 2/2007"),
    ("⟦SADC(T) 2/07⟧", "docket SADC (T) 2/07"),
    ("Reference No. 5 of 2011 of this ministry",),
    ("ECW/CCJ/JUD",),
    ("the ECW of 18/12",),
    ("SADC met in 2/2007",),
]  # fmt: skip


@pytest.mark.parametrize("row", INTER_AMERICAN, ids=str)
def test_inter_american(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", EUROPEAN_COURT, ids=str)
def test_european_court(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", SOCIAL_RIGHTS, ids=str)
def test_social_rights(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", AFRICAN, ids=str)
def test_african(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", AFRICAN_REGIONS, ids=str)
def test_african_regions(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])
