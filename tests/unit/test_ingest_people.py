"""Parties with their roles and the judges who sat, from captions of our own making in the forms that courts use."""

from __future__ import annotations

import pytest

from ingest.draft import Draft
from ingest.stages import default

_BODY = {
    "en": "1. The applicants ask the court to find that they were evicted from their homes without any notice.",
    "es": "1. Los demandantes piden a la corte que declare que fueron desalojados de sus casas sin aviso.",
    "fr": "1. Les requérants demandent à la cour de dire qu’ils ont été expulsés de leurs maisons sans préavis.",
    "pt": "1. Os autores pedem ao tribunal que declare que foram despejados das suas casas sem aviso prévio.",
    "ar": "1. يطلب المدعون من المحكمة أن تقضي بأنهم أُخلوا من مساكنهم دون إنذار سابق.",
}


def read(head: str, language: str = "en") -> Draft:
    return default().run(Draft("x.txt", f"{head.replace('|', chr(10) * 2)}\n\n{_BODY[language]}".encode()))


@pytest.mark.parametrize(
    ("head", "language", "parties"),
    [
        ("HIGH COURT|BETWEEN:|JANE RIVERS|Applicant|- and -|THE MAYOR OF PORTO|Respondent|JUDGMENT", "en",
         ["applicant JANE RIVERS", "respondent THE MAYOR OF PORTO"]),
        ("HIGH COURT|B E T W E E N :|(1) JANE RIVERS|(2) JOHN LAKE|Claimants|- and -|PORTO LTD|Defendant", "en",
         ["applicant JANE RIVERS", "applicant JOHN LAKE", "respondent PORTO LTD"]),
        ("HIGH COURT|Between:|Jane Rivers Appellant|- and -|Porto Limited Respondent|JUDGMENT", "en",
         ["appellant Jane Rivers", "respondent Porto Limited"]),
        ("HIGH COURT|In the matter between:|MEMBER OF THE|COUNCIL OF PORTO APPELLANT and|J R|RESPONDENT|JUDGMENT", "en",
         ["appellant MEMBER OF THE COUNCIL OF PORTO", "respondent J R"]),
        ("HIGH COURT|Between:|Porto Ltd|Claimant|- and -|City of Lagos|Defendant|-and-|Lake Ltd|Interested Party", "en",
         ["applicant Porto Ltd", "respondent City of Lagos", "intervener Lake Ltd"]),
        ("Rivers (Respondent) v Porto Ltd (Appellant)|JUDGMENT", "en", ["respondent Rivers", "appellant Porto Ltd"]),
        ("Inter-American Court of Human Rights|Case of Rivers et al. v. Chile|Judgment", "en",
         ["victim Rivers et al.", "state Chile"]),
        ("Inter-American Court of Human Rights|Case of Rivers et al.|(“Fishers of Porto”) v.|Chile|Judgment", "en",
         ["victim Rivers et al. (“Fishers of Porto”)", "state Chile"]),
        ("Corte Interamericana de Derechos Humanos|Caso Ríos y otros Vs. Honduras|Sentencia", "es",
         ["victim Ríos y otros", "state Honduras"]),
        ("Cour européenne des droits de l’homme|AFFAIRE RIVIÈRE c. FRANCE|ARRÊT", "fr",
         ["applicant RIVIÈRE", "state FRANCE"]),
        ("Human Rights Committee|Submitted by: Jane Rivers|Author: Jane Rivers|State party: Spain", "en",
         ["applicant Jane Rivers", "state Spain"]),
        ("Comité de Derechos Humanos|Presunta víctima: Juana Ríos|Estado parte: España", "es",
         ["victim Juana Ríos", "state España"]),
        ("RECURSO ESPECIAL Nº 1.234.567|RELATOR : MINISTRO JOÃO RIBEIRO|RECORRENTE : UNIÃO|RECORRIDO : LAGO S.A.", "pt",
         ["appellant UNIÃO", "respondent LAGO S.A."]),
        ("Supremo Tribunal Federal|REQTE.(S) : MARIA RIBEIRO|REQDO.(A/S) : UNIÃO", "pt",
         ["applicant MARIA RIBEIRO", "respondent UNIÃO"]),
        ("APELAÇÃO CÍVEL Nº 1.0024.13.000000-0/001 - COMARCA DE PORTO - APELANTE(S): MARIA RIBEIRO - "
         "APELADO(A)(S): LAGO LTDA|A C Ó R D Ã O", "pt", ["appellant MARIA RIBEIRO", "respondent LAGO LTDA"]),
        ("A C Ó R D Ã O|Vistos estes autos, em que é Agravante LAGO S.A. - LAGOSA e são Agravados MARIA RIBEIRO e "
         "PORTO LTDA.", "pt", ["appellant LAGO S.A. - LAGOSA", "respondent MARIA RIBEIRO", "respondent PORTO LTDA"]),
        ("COUR DE CASSATION|ARRÊT DE LA COUR DE CASSATION|La société Rivière, société anonyme, a formé le pourvoi n° Y "
         "10-12.345 contre l’arrêt rendu le 3 mai 2010, dans le litige l’opposant à M. Lac, domicilié à Porto, "
         "défendeur à la cassation.", "fr", ["appellant La société Rivière", "respondent M. Lac"]),
        ("الطاعن: أحمد سالم|المطعون ضده: وزير الإسكان|حكم", "ar", ["appellant أحمد سالم", "respondent وزير الإسكان"]),
        ("Caso 3: Ana Ríos contra Lago S.A.", "es", ["applicant Ana Ríos", "respondent Lago S.A."]),
        ("المدعي: أحمد سالم|المدعى عليه: بلدية الميناء", "ar", ["applicant أحمد سالم", "respondent بلدية الميناء"]),
        ("MEMOIRE EN REPLIQUE|POUR : Association Rivière|CONTRE : Ministre du logement", "fr",
         ["applicant Association Rivière", "respondent Ministre du logement"]),
        ("JUDGMENT|The court has before it the case of Rivers and turns to the facts.", "en", []),
        ("HIGH COURT|The dispute between the neighbours is an old one, says the applicant", "en", []),
    ],
)  # fmt: skip
def test_parties_with_their_roles(head: str, language: str, parties: list[str]) -> None:
    assert [f"{party.role} {party.name}" for party in read(head, language).facts.parties] == parties


def test_counsel_are_claims_and_no_parties() -> None:
    caption = (
        "HIGH COURT|Between:|Jane Rivers|Appellant|- and -|Porto Ltd|Respondent|Ann Lake QC (instructed by Lake & Co)"
    )
    draft = read(f"{caption} for the Appellant|Tom Hill for the Respondent|JUDGMENT")
    assert [claim.value for claim in draft.claims if claim.field == "counsel"] == ["Ann Lake QC", "Tom Hill"]
    assert [party.role for party in draft.facts.parties] == ["appellant", "respondent"]


@pytest.mark.parametrize(
    ("head", "language", "judges"),
    [
        ("COURT OF APPEAL|Before :|LORD JUSTICE RIVERS|LADY JUSTICE LAKE|and|MR JUSTICE HILL|Between :|A", "en",
         ["LORD JUSTICE RIVERS", "LADY JUSTICE LAKE", "MR JUSTICE HILL"]),
        ("[2021] UKSC 99|before Lord Rivers, President Lady Lake Lord Hill|JUDGMENT GIVEN ON 10 November 2021", "en",
         ["Lord Rivers", "Lady Lake", "Lord Hill"]),
        ("Coram: RIVERS AP and LAKE, HILL and VAN WYK JJA|Heard: 07 March 2023", "en",
         ["RIVERS", "LAKE", "HILL", "VAN WYK"]),
        ("Inter-American Court of Human Rights|composed of the following judges:|Ana Rivers, President João Lago, "
         "Judge Luis Monte, Judge ad hoc;|also present,|Eva Hill, Secretary", "en",
         ["Ana Rivers", "João Lago", "Luis Monte"]),
        ("la Corte, integrada por los siguientes jueces:|Ana Ríos, Presidenta;|Luis Monte, Juez, y|Eva Lago, Jueza;|"
         "presentes, además,|Juan Sierra, Secretario", "es", ["Ana Ríos", "Luis Monte", "Eva Lago"]),
        ("la Corte Interamericana, integrada por la siguiente composición*:|Ana Ríos, Presidenta;|Luis Monte, Juez;|"
         "presentes, además,|Juan Sierra, Secretario", "es", ["Ana Ríos", "Luis Monte"]),
        ("RELATOR : MINISTRO JOÃO RIBEIRO|RECORRENTE : UNIÃO", "pt", ["MINISTRO JOÃO RIBEIRO"]),
        ("CORTE CONSTITUCIONAL|Magistrado Ponente: LUIS MONTE RÍOS|Sentencia", "es", ["LUIS MONTE RÍOS"]),
        ("COUR DE CASSATION|Mme RIVIÈRE, président|Arrêt n° 7", "fr", ["Mme RIVIÈRE"]),
        ("CONSEIL D’ÉTAT|M. Jean Lac, rapporteur public", "fr", []),
        ("محكمة النقض|برئاسة السيد القاضي أحمد سالم، وعضوية السادة القضاة / سامي نجار ، كريم حداد", "ar",
         ["أحمد سالم", "سامي نجار", "كريم حداد"]),
        ("Order of the Court|DECIDES:|To ask for a report.|Ana Maria Rivers President|Eva Hill Secretary", "en",
         ["Ana Maria Rivers"]),
        ("Before the Court turns to the facts, it recalls the law", "en", []),
    ],
)  # fmt: skip
def test_who_sat(head: str, language: str, judges: list[str]) -> None:
    assert list(read(head, language).facts.judges) == judges


def test_every_person_is_claimed_with_the_passage() -> None:
    draft = read("HIGH COURT|Before:|MR JUSTICE HILL|Between:|Jane Rivers|Appellant|- and -|Porto Ltd|Respondent")
    texts = {paragraph.anchor: paragraph.text for paragraph in draft.paragraphs}
    people = [c for c in draft.claims if c.field == "judge" or c.field.startswith("party.")]
    assert len(people) == 3
    assert all(claim.paragraph and claim.value in texts[claim.paragraph] for claim in people)
