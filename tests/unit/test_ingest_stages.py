"""Kinds of documents beside judgments, the stages a decision decides, and the States that answer."""

from __future__ import annotations

import pytest

from caselaw.domain.document import Facts
from ingest.draft import Draft
from ingest.stages import default

_BODY = "1. The authors live in houses by the river and were told to leave them without notice.\n\n2. They complain."


def facts(head: str, name: str = "x.txt") -> Facts:
    return default().run(Draft(name, f"{head.replace('|', chr(10) * 2)}\n\n{_BODY}".encode())).facts


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("HUMAN RIGHTS COMMITTEE|Views adopted by the Committee under the Optional Protocol", "views"),
        ("COMITÉ DE DERECHOS HUMANOS|Dictamen aprobado por el Comité", "views"),
        ("COMITÉ DES DROITS DE L’HOMME|Constatations concernant la communication", "views"),
        ("آراء اعتمدتها اللجنة بموجب البروتوكول الاختياري", "views"),
        ("General comment No. 4 on housing", "general_comment"),
        ("Observación general núm. 4", "general_comment"),
        ("Observation générale n° 4", "general_comment"),
        ("التعليق العام رقم 4", "general_comment"),
        ("General recommendation No. 34", "general_comment"),
        ("Concluding observations on the fifth periodic report of Kenya", "concluding_observations"),
        ("Observaciones finales sobre el quinto informe periódico", "concluding_observations"),
        ("الملاحظات الختامية", "concluding_observations"),
        ("Follow-up progress report on individual communications", "follow_up_report"),
        ("Informe de seguimiento", "follow_up_report"),
        ("ADVISORY OPINION OC-12/34", "advisory_opinion"),
        ("Opinión Consultiva", "advisory_opinion"),
        ("THIRD-PARTY INTERVENTION|on behalf of the Rivers Trust", "intervention"),
        ("BRIEF OF AMICUS CURIAE", "intervention"),
        ("URGENT ACTION|Families face eviction", "urgent_action"),
        ("ACCIÓN URGENTE", "urgent_action"),
        ("United Nations|CCPR/C/101/D/1234/2003|International Covenant on Civil and Political Rights", "views"),
        ("E/C.12/GC/99|International Covenant on Economic, Social and Cultural Rights", "general_comment"),
        ("E/C.12/KEN/CO/5|International Covenant on Economic, Social and Cultural Rights", "concluding_observations"),
        ("Order of the Court|Provisional Measures", "order"),
    ],
)
def test_kinds(head: str, kind: str) -> None:
    assert facts(head).kind == kind


@pytest.mark.parametrize(
    ("head", "stages"),
    [
        ("Judgment of May 3, 2011|(Preliminary Objection, Merits, Reparations and Costs)",
         ("preliminary_objections", "merits", "reparations")),
        ("Sentencia|(Fondo, Reparaciones y Costas)", ("merits", "reparations")),
        ("SENTENÇA|(Exceções Preliminares e Mérito)", ("preliminary_objections", "merits")),
        ("ARRÊT|(Fond)", ("merits",)),
        ("Sentencia|(Interpretación de la Sentencia de Reparaciones y Costas)", ("interpretation",)),
        ("Order of the Court|MONITORING COMPLIANCE WITH JUDGMENT|(Reparations)", ("compliance",)),
        ("RESOLUCIÓN DE LA CORTE|SUPERVISIÓN DE CUMPLIMIENTO DE SENTENCIA", ("compliance",)),
        ("Order of the Court|PROVISIONAL MEASURES REGARDING KENYA", ("interim_measures",)),
        ("ORDONNANCE|Mesures provisoires", ("interim_measures",)),
        ("قرار بشأن التدابير المؤقتة", ("interim_measures",)),
        ("REPORT Nº 12/05|ADMISSIBILITY|PETITION 12.345", ("admissibility",)),
        ("INFORME Nº 12/05|ADMISIBILIDAD Y FONDO", ("admissibility", "merits")),
        ("DÉCISION|sur la recevabilité", ("admissibility",)),
        ("JUDGMENT|ON APPEAL FROM THE HIGH COURT", ("appeal",)),
        ("الطعن رقم 12 لسنة 80|حكم", ("appeal",)),
        ("Application for revision of the judgment|JUDGMENT", ("review",)),
        ("JUDGMENT", ()),
    ],
)  # fmt: skip
def test_stages(head: str, stages: tuple[str, ...]) -> None:
    assert facts(head).stages == stages


def test_an_order_says_its_stage_in_its_text_where_the_title_does_not() -> None:
    seen = "1. The Judgment.\n\n2. The reports on monitoring compliance.\n\n3. The monitoring of compliance goes on."
    draft = default().run(Draft("x.txt", f"ORDER OF THE COURT\n\nHAVING SEEN:\n\n{seen}".encode()))
    assert (draft.facts.kind, draft.facts.stages) == ("order", ("compliance",))


@pytest.mark.parametrize(
    ("head", "respondents"),
    [
        ("Inter-American Court of Human Rights|Case of Rivers v. Chile|Judgment", ("CHL",)),
        ("Inter-American Court of Human Rights|Case of Rivers v.|Chile|Judgment", ("CHL",)),
        ("Corte Interamericana de Derechos Humanos|Caso Ríos y otros Vs. Chile", ("CHL",)),
        ("Corte Interamericana de Derechos Humanos|Medidas provisionales respecto de la República de Chile",
         ("CHL",)),
        ("European Court of Human Rights|AFFAIRE RIVIÈRE c. FRANCE", ("FRA",)),
        ("European Court of Human Rights|Rivers v. Italy and Malta", ("ITA", "MLT")),
        ("Human Rights Committee|State party: Spain", ("ESP",)),
        ("Comité des droits de l’homme|État partie : Maroc", ("MAR",)),
        ("Comité de Derechos Humanos|Estado parte: España", ("ESP",)),
        ("اللجنة المعنية بحقوق الإنسان|الدولة الطرف: إسبانيا", ("ESP",)),
        ("ضد الكويت", ("KWT",)),
        ("Inter-American Commission on Human Rights|REPORT Nº 12/05|JUAN RIVERS|ECUADOR", ("ECU",)),
        ("THE SUPREME COURT OF APPEAL OF SOUTH AFRICA|Rivers v. Kenya", ()),
        ("Inter-American Court of Human Rights|Judgment", ()),
    ],
)  # fmt: skip
def test_respondent_states(head: str, respondents: tuple[str, ...]) -> None:
    assert facts(head).respondents == respondents


def test_a_state_that_answers_is_not_the_one_of_a_case_that_is_cited_later() -> None:
    text = (
        "CONCURRING OPINION OF JUDGE RIVERS\n\n1. I voted for the Judgment in the case of Ríos versus Ecuador, given "
        "by the Inter-American Court of Human Rights.\n\n2. In the case of Lagos versus Nicaragua the Court said more."
    )
    assert default().run(Draft("x.txt", text.encode())).facts.respondents == ("ECU",)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Place of the events: Puerto Rivers", "Puerto Rivers"),
        ("Lugar de los hechos: Puerto Ríos", "Puerto Ríos"),
        ("The events took place in Puerto Rivers, by the sea.", "Puerto Rivers"),
        ("Los hechos ocurrieron en Puerto Ríos, junto al mar.", "Puerto Ríos"),
    ],
)
def test_the_place_of_harm_is_a_claim_of_its_own(line: str, place: str) -> None:
    draft = default().run(Draft("x.txt", f"REPORT\n\n{line}\n\n{_BODY}".encode()))
    assert [claim.value for claim in draft.claims if claim.field == "place.harm"] == [place]


def test_a_court_that_a_gazette_speaks_of_did_not_make_it() -> None:
    head = "الجريدة الرسمية للجمهورية الجزائرية|مجلس الدولة"
    draft = default().run(Draft("x.txt", f"{head.replace('|', chr(10) * 2)}\n\nالقانون رقم 12".encode()))
    assert (draft.facts.kind, draft.facts.court, draft.facts.country) == ("official_gazette", None, "DZA")
