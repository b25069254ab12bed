"""Whole heads in the forms of courts, commissions and committees of many systems, with all that is read from them.

The cases, parties and days are of our own making.
"""

from __future__ import annotations

import html

import pytest

from caselaw.domain.document import Facts
from ingest.draft import Draft
from ingest.stages import default

HEADS = [
    ("United Nations|CCPR/C/101/D/1234/2003|International Covenant on Civil and Political Rights|Distr.: General"
     "|21 April 2011|Original: English|Human Rights Committee|Communication No. 1234/2003|Views adopted by it"
     "|Submitted by: P.K. (represented by counsel)|State party: Canada"
     "|Date of communication: 5 November 2003 (initial submission)|Date of adoption of Views: 20 March 2011",
     "views", "hrc", "CAN", "2011-03-20", "CCPR/C/101/D/1234/2003", ["applicant P.K.", "state Canada"]),
    ("Naciones Unidas|E/C.12/61/D/99/2015|Distr. general|21 de julio de 2017|Original: español"
     "|Comité de Derechos Económicos, Sociales y Culturales|Dictamen aprobado por el Comité"
     "|Comunicación presentada por: Juan Ríos|Presunta víctima: Los autores|Estado parte: España"
     "|Fecha de adopción del dictamen: 20 de junio de 2017",
     "views", "cescr", "ESP", "2017-06-20", "E/C.12/61/D/99/2015", ["applicant Juan Ríos", "state España"]),
    ("COUR EUROPÉENNE DES DROITS DE L’HOMME|CINQUIÈME SECTION|AFFAIRE RIVIÈRE c. FRANCE|(Requête no 12345/07)|ARRÊT"
     "|STRASBOURG|17 octobre 2013", "judgment", "echr", "FRA", "2013-10-17", "12345/07",
     ["applicant RIVIÈRE", "state FRANCE"]),
    ("African Commission on Human and Peoples’ Rights|Communication 999/96: Rivers Action Centre v. Nigeria",
     "decision", "achpr", "NGA", None, "999/96", ["applicant Rivers Action Centre", "state Nigeria"]),
    ("AFRICAN COURT ON HUMAN AND PEOPLES’ RIGHTS|THE MATTER OF|RIVERS ACTION CENTRE|V.|REPUBLIC OF KENYA"
     "|APPLICATION NO. 099/2012|JUDGMENT|26 MAY 2017", "judgment", "afchpr", "KEN", "2017-05-26", "099/2012",
     ["applicant RIVERS ACTION CENTRE", "state REPUBLIC OF KENYA"]),
    ("COMMUNITY COURT OF JUSTICE, ECOWAS|THIS FRIDAY, THE 14TH DAY OF DECEMBER, 2012|JUDGMENT N° ECW/CCJ/JUD/99/12"
     "|BETWEEN|RIVERS PROJECT - PLAINTIFF|AND|FEDERAL REPUBLIC OF NIGERIA - DEFENDANT",
     "judgment", "ecowas-ccj", "NGA", "2012-12-14", "ECW/CCJ/JUD/99/12",
     ["applicant RIVERS PROJECT", "respondent FEDERAL REPUBLIC OF NIGERIA"]),
    ("CONSTITUTIONAL COURT OF SOUTH AFRICA|Case CCT 99/00|THE PREMIER OF THE PROVINCE ... First Appellant|versus"
     "|IRENE RIVERS AND OTHERS ... Respondents|Heard on : 11 May 2000|Decided on : 4 October 2000|JUDGMENT",
     "judgment", "za-cc", "ZAF", "2000-10-04", "CCT 99/00",
     ["appellant THE PREMIER OF THE PROVINCE", "respondent IRENE RIVERS AND OTHERS"]),
    ("REPUBLIC OF KENYA|IN THE HIGH COURT OF KENYA AT NAIROBI|PETITION NO. 99 OF 2010|JOHN RIVERS ........ PETITIONER"
     "|VERSUS|THE ATTORNEY GENERAL ........ 1ST RESPONDENT|JUDGMENT", "judgment", "ke-hc", "KEN", None, "99 of 2010",
     ["applicant JOHN RIVERS", "respondent THE ATTORNEY GENERAL"]),
    ("IN THE SUPREME COURT OF INDIA|CIVIL APPEAL NO. 999 OF 2019|RAM RIVERS & ORS. .... APPELLANT(S)|VERSUS"
     "|STATE OF KERALA & ANR. .... RESPONDENT(S)|J U D G M E N T", "judgment", "in-sc", "IND", None, "999 of 2019",
     ["appellant RAM RIVERS & ORS", "respondent STATE OF KERALA & ANR"]),
    ("Quisberto Ríos, Ana c/ Gobierno de la Ciudad s/ amparo|Buenos Aires, 24 de abril de 2012"
     "|Corte Suprema de Justicia de la Nación|República Argentina|Vistos los autos: Quisberto Ríos, Ana c/ Gobierno.",
     "judgment", "ar-csjn", "ARG", "2012-04-24", None, ["party Quisberto Ríos, Ana", "party Gobierno de la Ciudad"]),
    ("CORTE CONSTITUCIONAL|República de Colombia|Sentencia T-999/09|Magistrado Ponente: Dr. LUIS MONTE"
     "|Bogotá, D.C., veintidós (22) de enero de dos mil nueve (2009)", "judgment", "co-cc", "COL", "2009-01-22",
     "T-999/09", []),
    ("CORTE CONSTITUCIONAL DEL ECUADOR|Sentencia No. 999-19-JP/21|Quito, D.M., 10 de noviembre de 2021",
     "judgment", "ec-cc", "ECU", "2021-11-10", "999-19-JP/21", []),
    ("COMISIÓN INTERAMERICANA DE DERECHOS HUMANOS|RESOLUCIÓN 99/2019|Medida cautelar No. 999-18"
     "|Familias del río respecto de Guatemala|15 de marzo de 2019",
     "order", "iachr", "GTM", "2019-03-15", "999-18", []),
    ("JUDGMENT OF THE COURT (Grand Chamber)|14 March 2013|In Case C-999/11,|REQUEST for a preliminary ruling under "
     "Article 267 TFEU from a court of Madrid (Spain), in the proceedings", "judgment", "cjeu", "ESP", "2013-03-14",
     "C-999/11", []),
    ("المملكة المغربية|محكمة النقض|قرار عدد 999/4|المؤرخ في 2011/05/10|ملف إداري عدد 2010/2/4/999|بين: أحمد سالم"
     "|وبين: وزير الداخلية", "decision", "ma-cass", "MAR", "2011-05-10", "999/4",
     ["applicant أحمد سالم", "respondent وزير الداخلية"]),
]  # fmt: skip


def facts(head: str) -> Facts:
    lines = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in head.split("|"))
    page = f"<html><body>{lines}<p>1. So it began, and it went on as such things do.</p></body></html>"
    return default().run(Draft("x.html", page.encode())).facts


@pytest.mark.parametrize(("head", "kind", "court", "country", "decided", "number", "parties"), HEADS)
def test_a_head_is_read_whole(
    head: str, kind: str, court: str, country: str, decided: str | None, number: str | None, parties: list[str]
) -> None:
    found = facts(head)
    assert (found.kind, found.court, found.country) == (kind, court, country)
    assert (str(found.decided) if found.decided else None) == decided
    assert number is None or number in [one.value for one in found.identifiers]
    assert [f"{party.role} {party.name}" for party in found.parties] == parties


def test_a_committees_document_is_not_the_treaty_that_it_names() -> None:
    found = facts(HEADS[0][0])
    assert "A/RES/2200 A (XXI)" not in [one.value for one in found.identifiers]
    assert found.title.startswith("Human Rights Committee") or "Views" in found.title
