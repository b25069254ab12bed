"""Court, country, kind and number from heads of our own making, in the forms that courts use."""

from __future__ import annotations

import pytest

from ingest.draft import Draft
from ingest.extract.lam_alef import mend_lam_alef
from ingest.stages import default

BODY = {
    "en": "1. The applicants ask the Court to find that they were evicted.\n\n2. The claim is well founded.",
    "es": "1. Los demandantes piden a la Corte que declare que fueron desalojados.\n\n2. La demanda es fundada.",
    "fr": "1. Les requérants demandent à la Cour de dire qu’ils ont été expulsés.\n\n2. La demande est fondée.",
    "pt": "1. Os autores pedem que se declare que foram despejados sem aviso prévio.\n\n2. O pedido é procedente.",
    "ar": "1. يطلب المدعون من المحكمة أن تقضي بأنهم أُخلوا من مساكنهم دون إنذار.\n\n2. الطلب قائم على أساس.",
}


def read(head: str, language: str = "en", name: str = "x.txt") -> Draft:
    return default().run(Draft(name, f"{head}\n\n{BODY[language]}".encode()))


@pytest.mark.parametrize(
    ("lines", "language", "court", "country"),
    [
        ("Inter-American Court of Human Rights|Case of Rivers v. Peru|Judgment of May 3, 2011", "en", "iacthr", "PER"),
        ("Corte Interamericana de Derechos Humanos|Caso Ríos Vs. Honduras|Sentencia", "es", "iacthr", "HND"),
        ("CORTE INTERAMERICANA DE DIREITOS HUMANOS|CASO RIOS VS. EQUADOR|SENTENÇA", "pt", "iacthr", "ECU"),
        ("ORDER OF THE PRESIDENT OF THE|INTER-AMERICAN COURT|OF HUMAN RIGHTS1|OF MAY 3, 2011", "en", "iacthr", None),
        ("Neutral Citation Number: [2021] EWCA Civ 99|ON APPEAL FROM THE HIGH COURT OF JUSTICE", "en", "uk-ca", "GBR"),
        ("[2019] UKSC 12|On appeal from: [2017] EWCA Civ 300|JUDGMENT|Rivers v Council", "en", "uk-sc", "GBR"),
        ("THE SUPREME COURT OF APPEAL OF SOUTH AFRICA|JUDGMENT", "en", "za-sca", "ZAF"),
        ("COUR DE CASSATION|Audience publique du 3 mai 2011|Pourvoi n° 10-12.345", "fr", "fr-cass", "FRA"),
        ("SCP Durand, avocat à la Cour de cassation|CONSEIL D’ÉTAT|MEMOIRE", "fr", "fr-ce", "FRA"),
        ("CORTE CONSTITUCIONAL|República de Colombia|Sentencia T-12 de 2011", "es", "co-cc", "COL"),
        ("CORTE CONSTITUCIONAL DEL ECUADOR|Sentencia", "es", "ec-cc", "ECU"),
        ("SUPREME COURT OF THE UNITED STATES|Syllabus|Decided May 3, 2011", "en", "us-scotus", "USA"),
        ("المملكة المغربية|محكمة النقض|قرار عدد 12", "ar", "ma-cass", "MAR"),
        ("United Nations A/HRC/99/51|General Assembly|Human Rights Council|Report", "en", "un-hrc", None),
        ("جمهورية مصر العربية|محكمة النقض|الطعن رقم 12 لسنة 80", "ar", "eg-cass", "EGY"),
    ],
)
def test_courts_and_countries(lines: str, language: str, court: str, country: str | None) -> None:
    facts = read(lines.replace("|", "\n\n"), language).facts
    assert (facts.court, facts.country) == (court, country)


def test_a_name_that_several_courts_share_is_claimed_of_none_without_a_country() -> None:
    assert read("CORTE CONSTITUCIONAL\n\nSentencia", "es").facts.court is None


@pytest.mark.parametrize(
    ("head", "language", "kind"),
    [
        ("JUDGMENT", "en", "judgment"),
        ("Sentencia de 3 de mayo de 2011", "es", "judgment"),
        ("ARRÊT DE LA COUR D’APPEL", "fr", "judgment"),
        ("A C Ó R D Ã O", "pt", "judgment"),
        ("باسم الشعب\n\nحكم", "ar", "judgment"),
        ("Order of the Court of May 3, 2011\n\nHAVING SEEN:", "en", "order"),
        ("RESOLUCIÓN DE LA CORTE\n\nVISTOS:", "es", "order"),
        ("CASO RIOS\n\nSENTENÇA DE 3 DE MAIO DE 2011\n\nVOTO CONCORDANTE DO JUIZ", "pt", "separate_opinion"),
        ("PARTLY DISSENTING OPINION OF JUDGE RIVERS", "en", "separate_opinion"),
        ("REPORT Nº 12/05\n\nADMISSIBILITY\n\nPETITION 12.345", "en", "admissibility_report"),
        ("MÉMOIRE EN RÉPLIQUE\n\nPOUR : Mme Rivière", "fr", "pleading"),
        ("رقم التعميم: 12/ت/34\n\nالموضوع: السكن", "ar", "circular"),
        ("اتفاقية بشأن السكن", "ar", "treaty"),
        ("القانون رقم 12 لسنة 2010 بشأن السكن", "ar", "law"),
        ("Some words about a house", "en", "other"),
        ("Declaration on the Right to Shelter", "en", "declaration"),
    ],
)
def test_kinds(head: str, language: str, kind: str) -> None:
    assert read(head, language).facts.kind == kind


@pytest.mark.parametrize(
    ("head", "scheme", "value"),
    [
        ("Neutral Citation Number: [2021] EWHC 99 (Admin)", "neutral", "[2021] EWHC 99 (Admin)"),
        ("Rivers v Council [2021] UKUT 00099 (LC)", "neutral", "[2021] UKUT 99 (LC)"),
        ("Case No: EA-2020-000123-BA", "docket", "EA-2020-000123-BA"),
        ("REPORT Nº 12/051\n\nPETITION 12.345", "report", "Report 12/05"),
        ("REPORT Nº 12/05\n\nPETITION 12.345", "petition", "12.345"),
        ("Pourvoi n° Y 10-12.345", "docket", "Y 10-12.345"),
        ("Décision n° 2011-123 QPC", "docket", "2011-123 QPC"),
        ("RECURSO ESPECIAL Nº 1.234.567 - RS", "docket", "1.234.567"),
        ("E/C.12/55/D/2/2014", "un_symbol", "E/C.12/55/D/2/2014"),
        ("الطعن رقم 12 لسنة 80", "docket", "12/80"),
        ("مرسوم بقانون رقم (39) لسنة 2022", "law", "39/2022"),
        ("ECLI:ES:TC:2011:12", "ecli", "ECLI:ES:TC:2011:12"),
    ],
)
def test_numbers(head: str, scheme: str, value: str) -> None:
    language = "ar" if "رقم" in head else "en"
    assert (scheme, value) in {(i.scheme, i.value) for i in read(head, language).facts.identifiers}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Order of the|Court|of May 3, 2011|Rivers v. Peru", "Order of the Court of May 3, 2011 — Rivers v. Peru"),
        ("RESOLUCIÓN DE LA|CORTE|DE 3 DE MAYO DE 2011", "RESOLUCIÓN DE LA CORTE DE 3 DE MAYO DE 2011"),
        ("Declaration of Rivers|Declaration of Rivers|Adopted in May", "Declaration of Rivers — Adopted in May"),
    ],
)
def test_a_title_over_several_lines_reads_as_one(lines: str, title: str) -> None:
    assert read(lines.replace("|", "\n\n")).facts.title == title


def test_a_council_of_another_state_is_not_the_one_of_lebanon() -> None:
    court = read("المملكة المغربية\n\nقرار المجلس الدستوري رقم 12", "ar").facts.court
    assert court is None
    assert read("الجمهورية اللبنانية\n\nالمجلس الدستوري\n\nقرار رقم 12", "ar").facts.court == "lb-cc"


def test_every_claim_says_where_it_was_read() -> None:
    draft = read("THE SUPREME COURT OF APPEAL OF SOUTH AFRICA\n\nJUDGMENT\n\nDelivered: 5 March 2024")
    anchors = {paragraph.anchor for paragraph in draft.paragraphs}
    read_from_text = [
        claim for claim in draft.claims if claim.source.startswith("parser:") and claim.field != "country"
    ]
    assert {claim.field for claim in read_from_text} >= {"title", "court", "kind", "date.decision"}
    assert all(claim.paragraph in anchors and 0 < claim.confidence <= 1 for claim in read_from_text)


def test_a_text_turned_round_is_mended_and_a_sound_one_is_left() -> None:
    broken = ["االتفاقية واألطفال", "باإلضافة إلى اإلعالن", "لألمم المتحدة"]
    assert mend_lam_alef(broken) == ["الاتفاقية والأطفال", "بالإضافة إلى الإعلان", "للأمم المتحدة"]
    sound = ["الاتفاقية والأطفال", "الألف"]
    assert mend_lam_alef(sound) == sound


@pytest.mark.parametrize(
    ("head", "language", "decided", "resolution"),
    [
        ("Universal Declaration of Human Rights", "en", "1948-12-10", "A/RES/217 A (III)"),
        ("Declaração Universal dos Direitos Humanos", "pt", "1948-12-10", "A/RES/217 A (III)"),
        ("Convention on the Rights of the Child", "en", "1989-11-20", "A/RES/44/25"),
        ("Pacto Internacional de Derechos Económicos, Sociales y Culturales", "es", "1966-12-16", "A/RES/2200 A (XXI)"),
    ],
)
def test_a_listed_instrument_has_its_day_and_resolution(
    head: str, language: str, decided: str, resolution: str
) -> None:
    facts = read(head, language).facts
    assert (str(facts.decided), [i.value for i in facts.identifiers]) == (decided, [resolution])


def test_a_text_about_an_instrument_is_not_the_instrument() -> None:
    facts = read("Commentary on the Convention on the Rights of the Child").facts
    assert (facts.decided, facts.identifiers) == (None, ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Adopted by General Assembly resolution 217 A (III) of 10 December 1948", "A/RES/217 A (III)"),
        ("resolución 2200 A (XXI) de la Asamblea General", "A/RES/2200 A (XXI)"),
        ("بموجب قرار الجمعية العامة للأمم المتحدة 217 ألف (د-3)", "A/RES/217 A (III)"),
        ("Serie C No. 12", "Series C No. 12"),
    ],
)
def test_numbers_are_written_as_they_are_cited(text: str, value: str) -> None:
    assert value in [i.value for i in read(text, "ar" if "قرار" in text else "en").facts.identifiers]


def test_a_judges_opinion_is_of_the_court_though_it_names_the_commission_alone() -> None:
    head = "CONCURRING OPINION OF JUDGE RIVERS\n\nThe Inter-American Commission on Human Rights has long said so."
    assert read(head).facts.court == "iacthr"
    report = "REPORT Nº 12/05\n\nThe Inter-American Commission on Human Rights admits the petition."
    assert read(report).facts.court == "iachr"


def test_a_courts_decision_with_a_neutral_citation_is_a_judgment() -> None:
    head = "IN THE UPPER TRIBUNAL\n\nADMINISTRATIVE APPEALS CHAMBER\n\nDECISION"
    assert read(head, name="2021_UKUT_45_AAC.txt").facts.kind == "judgment"
    assert read(head).facts.kind == "decision"


def test_a_date_stands_under_the_head_of_its_column_and_under_the_text() -> None:
    signed = "HIGH COURT\n\n7 March 2023\n\n1. The appeal fails.\n\n" + "2. So it is.\n\n" * 40 + "\n\n5 June 2023"
    assert str(default().run(Draft("x.txt", signed.encode())).facts.decided) == "2023-06-05"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Date of communication: 15 July 2009 (initial submission)", "date.filed", "2009-07-15"),
        ("Heard: 7 March 2023", "date.heard", "2023-03-07"),
        ("Date of adoption of Views: 27 July 2012", "date.adopted", "2012-07-27"),
        ("Lecture du 12 février 2016", "date.delivered", "2016-02-12"),
        ("Fecha de la comunicación: 3 de mayo de 2011", "date.filed", "2011-05-03"),
        ("Publicado el 3 de mayo de 2011", "date.published", "2011-05-03"),
        ("Notifiée le 3 mai 2011", "date.notified", "2011-05-03"),
        ("Firmado el 3 de mayo de 2011", "date.signed", "2011-05-03"),
    ],
)
def test_what_happened_on_a_day_is_claimed_with_it(line: str, field: str, value: str) -> None:
    claims = read(f"DECISION\n\n{line}").claims
    assert (field, value) in {(claim.field, claim.value) for claim in claims}


def test_a_hijri_date_is_a_claim_as_written_and_the_conversion_says_so() -> None:
    claims = read("رقم التعميم: 12/ت/34\n\nالتاريخ: 1440/5/12", "ar").claims
    (kept,) = [claim for claim in claims if claim.field == "hijri.decision"]
    (converted,) = [claim for claim in claims if claim.field == "date.decision"]
    assert (kept.value, converted.value, converted.source) == ("1440-05-12", "2019-01-18", "converted:hijri")
    assert converted.confidence < kept.confidence < 1


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Syllabus|NOTE: a note|SUPREME COURT OF THE UNITED STATES|Syllabus|RIVERS v.|LAKE ET AL.|No. 12-345",
         "RIVERS v. LAKE ET AL."),
        ("COURT OF APPEAL|[2021] EWCA Civ 9|Between:|JANE RIVERS|Appellant|- and -|PORTO LTD|Respondent",
         "JANE RIVERS v PORTO LTD"),
        ("Inter-American Court of Human Rights|CASE OF RIVERS ET AL.|VS. ECUADOR|I. INTRODUCTION",
         "Inter-American Court of Human Rights — CASE OF RIVERS ET AL. — VS. ECUADOR"),
        ("\u202eRESOLUTION\u202c ON\u200b HOUSING", "RESOLUTION ON HOUSING"),
        ("COURT OF RIVERS|Case of Reed et al. v. Chile|Judgment of May 3, 2011|In the case of Reed et al.,",
         "COURT OF RIVERS — Case of Reed et al. v. Chile — Judgment of May 3, 2011"),
        ("OPINION OF JUDGE LAKE|IN THE CASE OF REED", "OPINION OF JUDGE LAKE — IN THE CASE OF REED"),
        ("ORDER OF THE COURT* OF MAY 3, 2011|CASE OF REED v. CHILE|HAVING SEEN:",
         "ORDER OF THE COURT OF MAY 3, 2011 — CASE OF REED v. CHILE"),
        ("COURT OF RIVERS ________|Public hearing of May 3, 2011", "COURT OF RIVERS — Public hearing of May 3, 2011"),
        ("United Nations A/XYZ/1/2|General Assembly Distr.: General|Council on Homes|Forty-third session"
         "|3 May 2011 Agenda item 6|Report on Shelter", "Council on Homes — Report on Shelter"),
    ],
)  # fmt: skip
def test_titles(lines: str, title: str) -> None:
    assert read(lines.replace("|", "\n\n")).facts.title == title


def test_a_text_without_a_title_is_called_by_its_court_number_and_date() -> None:
    text = "It is settled that a tenant who was told to leave without any notice may ask for damages of the landlord."
    facts = default().run(Draft("labour_88-2011_2012-05-06.txt", text.encode())).facts
    assert facts.title == "88/2011 — 2012-05-06"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("HIGH COURT|MR C M HILL, VICE PRESIDENT", None),
        ("A C Ó R D Ã O|V O T O", None),
        ("CASO RÍOS Y OTROS|VS. ECUADOR", "CASO RÍOS Y OTROS VS. ECUADOR"),
        ("UPPER TRIBUNAL|The following cases are referred to:|Hill v Lake [2021] UKUT 38 (LC)", None),
        ("ont formé le pourvoi contre l’arrêt rendu", None),
    ],
)
def test_the_name_of_the_case(lines: str, name: str | None) -> None:
    assert read(lines.replace("|", "\n\n")).facts.case_name == name


@pytest.mark.parametrize(
    ("head", "own"),
    [
        ("[2022] UKUT 26 (LC)|The following cases are referred to:|Hill v Lake [2021] UKUT 38 (LC)",
         ["[2022] UKUT 26 (LC)"]),
        ("[2022] EAT 36|The tribunal held itself bound by Rivers v Lake [1994] ICR 962.", ["[2022] EAT 36"]),
        ("CASE No: CO/12/2022|The judge followed the ruling in Case No: CO/99/2001, which the claimant had pleaded at "
         "length and which turned on another lease of a house on the river.", ["CO/12/2022"]),
        ("القانون رقم 12 لسنة 2010 بشأن السكن|بعد الاطلاع على الدستور وعلى القانون رقم 1 لسنة 1972 بشأن الوزارات "
         "وتعديلاته وعلى القانون رقم 11 لسنة 1973 في شأن التعليم أصدرنا القانون الآتي", ["12/2010"]),
    ],
)  # fmt: skip
def test_numbers_of_what_is_cited_are_no_numbers_of_its_own(head: str, own: list[str]) -> None:
    language = "ar" if "رقم" in head else "en"
    assert [i.value for i in read(head.replace("|", "\n\n"), language).facts.identifiers] == own


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("In 2021, Niger made moderate advancement in efforts to eliminate the worst forms of child labor.", "NER"),
        ("Georgia\n\nIn 2021, Georgia made moderate advancement against the worst forms of child labor.", "GEO"),
        ("European Court of Human Rights\n\nCASE OF RIVERS v. GEORGIA\n\nJUDGMENT", "GEO"),
        ("The Government of Mali answered the Committee.", "MLI"),
        ("The villages along the Niger river were flooded.", None),
        ("Mr Chad Rivers wore a jersey.", None),
    ],
)
def test_names_that_are_more_than_a_country_count_where_they_stand_as_one(text: str, country: str | None) -> None:
    assert read(text).facts.country == country
