"""Decisions cited as the bodies that gave them cite themselves."""

from __future__ import annotations

import pytest

from caselaw.cite.own import FAMILIES, own_citations
from caselaw.domain.citing.citation import Pinpoint
from caselaw.domain.court import courts
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import SUMMARY, Facts
from caselaw.domain.identifiers import Identifier


def facts(court: str, name: str, day: str = "", *numbers: str, kind: str = "judgment", **more: object) -> Facts:
    """The facts of a decision; each number is "scheme value"."""
    return Facts(
        kind=kind,
        title=str(more.pop("title", name)),
        case_name=name,
        court=court,
        decided=PartialDate.parse(day) if day else None,
        identifiers=tuple(Identifier(*one.split(" ", 1)) for one in numbers),
        **more,  # type: ignore[arg-type]
    )


def own_citation(known: Facts, language: str, at: Pinpoint | None = None) -> str | None:
    """In the language of the document."""
    found = own_citations(known, language, language, at)
    return found[0].text if found else None


HEALTH = facts(
    "iacthr", "Caso Poblete Vilches y otros vs. Chile", "2018-03-08", "series_c Series C No. 349",
    stages=("merits", "reparations"),
)  # fmt: skip
HOUSING = facts(
    "cescr", "Ben Djazia and Bellili v. Spain", "2017-06-20", "communication 5/2015", "un_symbol E/C.12/61/D/5/2015",
    kind="views",
)  # fmt: skip


@pytest.mark.parametrize(
    ("known", "language", "at", "cited"),
    [
        (
            HEALTH, "es", "paragraph 105",
            "Corte IDH. Caso Poblete Vilches y otros Vs. Chile. Fondo, Reparaciones y Costas. Sentencia de 8 de "
            "marzo de "
            "2018. Serie C No. 349, párr. 105",
        ),
        (
            facts("iacthr", "Poblete Vilches et al. v. Chile", "2018-03-08", "series_c 349",
                  stages=("merits", "reparations")),
            "en", "paragraph 105",
            "I/A Court H.R., Case of Poblete Vilches et al. v. Chile. Merits, Reparations and Costs. Judgment of March "
            "8, 2018. Series C No. 349, para. 105",
        ),
        (
            facts("iacthr", "X Vs. Perú", "2009-07-01", "series_c 198", stages=("preliminary_objections", "merits"),
                  title="Caso X Vs. Perú. Excepción Preliminar, Fondo, Reparaciones y Costas. Sentencia"),
            "es", "",
            "Corte IDH. Caso X Vs. Perú. Excepción Preliminar, Fondo, Reparaciones y Costas. Sentencia de 1 de "
            "julio de "
            "2009. Serie C No. 198",
        ),
        (
            facts("iacthr", "X Vs. Perú", "2015-11-24", kind="order", stages=("compliance",)),
            "es", "",
            "Corte IDH. Caso X Vs. Perú. Supervisión de Cumplimiento de Sentencia. Resolución de la Corte "
            "Interamericana "
            "de Derechos Humanos de 24 de noviembre de 2015",
        ),
        (
            facts("iacthr", "Medio ambiente y derechos humanos. Opinión Consultiva OC-23/17", "2017-11-15",
                  "docket OC-23/17", kind="advisory_opinion"),
            "es", "paragraph 44-46",
            "Corte IDH. Medio ambiente y derechos humanos. Opinión Consultiva OC-23/17 de 15 de noviembre de "
            "2017. Serie A "
            "No. 23, párrs. 44-46",
        ),
        (
            facts("iachr", "X. Brasil", "2018-03-02", "report Report 25/18", "docket 12.428",
                  kind="admissibility_report", stages=("admissibility", "merits")),
            "es", "paragraph 44",
            "CIDH. Informe No. 25/18. Caso 12.428. Admisibilidad y Fondo. X. Brasil. 2 de marzo de 2018, párr. 44",
        ),
        (
            facts("echr", "CASE OF DUPONT AND OTHERS v. FRANCE", "2010-01-01", "application 12345/06"),
            "en", "section 44", "Dupont and others v. France, no. 12345/06, § 44, 1 January 2010",
        ),
        (
            facts("echr", "Dupont c. France", "2010-01-01", "application 1/06", "application 2/06"),
            "fr", "section 44-46", "Dupont c. France, nos 1/06 et 2/06, §§ 44-46, 1er janvier 2010",
        ),
        (
            facts("ecsr", "ATD Fourth World v. France", "2007-12-05", "complaint 33/2006", kind="decision",
                  stages=("merits",)),
            "en", "section 44",
            "ATD Fourth World v. France, Complaint No. 33/2006, decision on the merits of 5 December 2007, § 44",
        ),
        (
            HOUSING, "en", "paragraph 15.1",
            "Committee on Economic, Social and Cultural Rights, Ben Djazia and Bellili v. Spain, communication No. "
            "5/2015, views of 20 June 2017 (E/C.12/61/D/5/2015), para. 15.1",
        ),
        (
            facts("cescr", "Ben Djazia y Bellili c. España", "2017-06-20", "un_symbol E/C.12/61/D/5/2015", kind=
            "views"),
            "es", "paragraph 13-15",
            "Comité de Derechos Económicos, Sociales y Culturales, Ben Djazia y Bellili c. España, comunicación núm. "
            "5/2015, dictamen de 20 de junio de 2017 (E/C.12/61/D/5/2015), párrs. 13 a 15",
        ),
        (
            facts("cescr", "بن جازية وبليلي ضد إسبانيا", "2017-06-20", "communication 5/2015", kind="views"),
            "ar", "paragraph 15",
            "اللجنة المعنية بالحقوق الاقتصادية والاجتماعية والثقافية، بن جازية وبليلي ضد إسبانيا، البلاغ رقم "
            "5/2015، الآراء المؤرخة 20 "
            "حزيران/يونيه 2017، الفقرة 15",
        ),
        (
            facts("cescr", "", "1991", "un_symbol E/1992/23", kind="general_comment",
                  title="General comment No. 4 (1991) on the right to adequate housing"),
            "en", "paragraph 8(d)",
            "Committee on Economic, Social and Cultural Rights, General comment No. 4 (1991) on the right to adequate "
            "housing (E/1992/23), para. 8(d)",
        ),
        (
            facts("achpr", "SERAC and CESR v. Nigeria", "2001-10-27", "communication 155/96", kind="decision"),
            "en", "paragraph 44", "Communication 155/96 – SERAC and CESR v Nigeria (2001) ACHPR, para. 44",
        ),
        (
            facts("afchpr", "A v. Republic of Kenya", "2017-05-26", "application 006/2012"), "en", "",
            "African Court on Human and Peoples’ Rights, A v. Republic of Kenya, Application No. 006/2012, "
            "Judgment of 26 "
            "May 2017",
        ),
        (
            facts("ecowas-ccj", "SERAP v. Nigeria", "2010-11-30", "docket ECW/CCJ/JUD/07/10"), "en", "",
            "SERAP v. Nigeria, Judgment No. ECW/CCJ/JUD/07/10 of 30 November 2010",
        ),
        (
            facts("cjeu", "Aziz", "2013-03-14", "docket C-415/11", "ecli ECLI:EU:C:2013:164"), "en", "point 44-46",
            "Judgment of 14 March 2013, Aziz, C-415/11, EU:C:2013:164, paragraphs 44 to 46",
        ),
        (
            facts("cjeu", "Aziz", "2013-03-14", "docket C-415/11", "ecli ECLI:EU:C:2013:164"), "fr", "point 44",
            "Arrêt du 14 mars 2013, Aziz, C-415/11, EU:C:2013:164, point 44",
        ),
        (
            facts("za-cc", "Government v Grootboom", "2000-10-04", "neutral [2000] ZACC 19",
                  "reporter 2001 (1) SA 46 (CC)"),
            "en", "bracket 44", "Government v Grootboom [2000] ZACC 19; 2001 (1) SA 46 (CC) at para 44",
        ),
        (
            facts("za-cc", "Government v Grootboom", "2000-10-04", "neutral [2000] ZACC 19",
                  "reporter 2001 (1) SA 46 (CC)"),
            "es", "page 12", "Government v Grootboom [2000] ZACC 19 at p. 12",
        ),
        (facts("uk-sc", "X v Y", "", "neutral [2019] UKSC 12"), "en", "bracket 44-46",
         "X v Y [2019] UKSC 12 at [44]–[46]"),
        (facts("ca-sc", "X v Y", "", "neutral 2019 SCC 65"), "en", "paragraph 44", "X v Y, 2019 SCC 65 at para 44"),
        (facts("ke-sc", "X v Y", "", "neutral [2021] KESC 34 (KLR)"), "en", "paragraph 44",
         "X v Y [2021] KESC 34 (KLR), para 44"),
        (facts("in-sc", "X v Y", "", "reporter (1985) 3 SCC 545"), "en", "paragraph 44-46",
         "X v Y, (1985) 3 SCC 545, paras 44–46"),
        (facts("us-scotus", "X v. Y", "1973-01-22", "reporter 410 U.S. 113"), "en", "", "X v. Y, 410 U.S. 113 (1973)"),
        (facts("co-cc", "X", "2008-07-31", "docket T-760/08"), "es", "",
         "Corte Constitucional, Sentencia T-760 de 2008"),
        (facts("co-cc", "X", "1997", "docket SU-225/98"), "en", "", "Corte Constitucional, Sentencia SU-225 de 1998"),
        (
            facts("ar-csjn", "X c/ Estado Nacional s/ amparo", "2008-07-08", "reporter Fallos 331:1622"), "es",
            "recital 5-7", "CSJN, “X c/ Estado Nacional s/ amparo”, Fallos: 331:1622, considerandos 5-7",
        ),
        (
            facts("ec-cc", "X", "2022-01-27", "docket 253-20-JH/22"), "es", "paragraph 44",
            "Corte Constitucional del Ecuador, Sentencia No. 253-20-JH/22, 27 de enero de 2022, párr. 44",
        ),
        (
            facts("pe-tc", "X", "2004", "docket 02945-2003-AA/TC"), "es", "ground 12",
            "Tribunal Constitucional, sentencia recaída en el Expediente 02945-2003-AA/TC, fundamento 12",
        ),
        (facts("es-tc", "X", "2010-06-28", "docket 31/2010"), "es", "ground 3-4",
         "STC 31/2010, de 28 de junio, FFJJ 3 y 4"),
        (facts("fr-cass", "X c. Y", "2018-03-08", "docket 17-12.345"), "fr", "", "Cass., 8 mars 2018, n° 17-12.345"),
        (
            facts("fr-ce", "Commune de Calais", "2017-07-31", "docket 412125", "docket 412171", kind="order"),
            "en", "point 5", "CE, 31 juillet 2017, Commune de Calais, nos 412125, 412171, point 5",
        ),
        (
            facts("fr-cc", "Loi relative à l’habitat", "1995-01-19", "docket 94-359 DC", kind="decision"), "fr",
            "paragraph 7", "Cons. const., décision n° 94-359 DC du 19 janvier 1995, Loi relative à l’habitat, cons. 7",
        ),
        (
            facts("fr-cc", "Loi", "2020-01-30", "docket 2019-823 QPC", kind="decision"), "fr", "paragraph 4-6",
            "Cons. const., décision n° 2019-823 QPC du 30 janvier 2020, Loi, paragr. 4-6",
        ),
        (facts("de-bverfg", "Hartz IV", "2010-02-09", "docket 1 BvL 1/09"), "de", "paragraph 133",
         "BVerfG, Urteil vom 9. Februar 2010 – 1 BvL 1/09, Rn. 133"),
        (
            facts("eg-scc", "القضية رقم 24", "2024-11-09", "docket 24/20 ق دستورية"), "ar", "page 3",
            "المحكمة الدستورية العليا المصرية، القضية رقم 24 لسنة 20 قضائية «دستورية»، جلسة 9 نوفمبر 2024، ص 3",
        ),
        (
            facts("lb-cc", "قانون الإيجارات", "2014-08-06", "docket 6/2014", kind="decision"), "en", "",
            "المجلس الدستوري اللبناني، القرار رقم 6/2014، تاريخ 6 آب 2014",
        ),
        (
            facts("bo-tcp", "X", "2012-08", "docket 1472/2012"), "es", "",
            "Tribunal Constitucional Plurinacional de Bolivia, X, núm. 1472/2012, agosto de 2012",
        ),
    ],
)  # fmt: skip
def test_a_decision_is_cited_as_its_body_does(known: Facts, language: str, at: str, cited: str) -> None:
    assert own_citation(known, language, Pinpoint.parse(at) if at else None) == cited


@pytest.mark.parametrize(
    ("known", "cited"),
    [
        (
            facts("iacthr", "CASO X Y OTROS VS. COLOMBIA", "2008-11-26", kind="order", stages=("compliance",),
                  title="Resolución de la Presidenta de la Corte Interamericana de 26 de noviembre de 2008 — Caso X"),
            "Corte IDH. Caso X y otros Vs. Colombia. Supervisión de Cumplimiento de Sentencia. Resolución de la "
            "Presidenta de la Corte Interamericana de Derechos Humanos de 26 de noviembre de 2008",
        ),
        (
            facts("iacthr", "Asunto de la Cárcel de X", "2007-05-12", kind="order", stages=("interim_measures",)),
            "Corte IDH. Asunto de la Cárcel de X. Medidas Provisionales. Resolución de la Corte Interamericana de "
            "Derechos Humanos de 12 de mayo de 2007",
        ),
        (
            facts("uk-sc", "X (Deceased) (Appellant) v Y and another (Respondents)", "", "neutral [2012] UKSC 4"),
            "X (Deceased) v Y and another [2012] UKSC 4",
        ),
        (
            facts("fr-ce", "", "2016-02-12", "docket 2015-478 QPC", "docket 388134", kind="decision",
                  title="CONSEIL D'ETAT — AU NOM DU PEUPLE FRANÇAIS"),
            "CE, 12 février 2016, n° 388134",
        ),
        (
            facts("", "", "2022", "law 39/2022", "law 17/1972", kind="law", title="Act No. (39) of 2022 on schools"),
            "Act No. (39) of 2022 on schools, 2022",
        ),
        (facts("", "", "2022-05-18", "docket 1777/2019", title="1777/2019 — 2022-05-18"), "No. 1777/2019, 18 May 2022"),
    ],
)  # fmt: skip
def test_what_first_pages_print_around_a_name_is_not_cited(known: Facts, cited: str) -> None:
    assert own_citation(known, "en" if cited.startswith(("X", "Act", "No.")) else "es") == cited


def test_objections_are_one_or_several_as_the_title_says_in_either_language() -> None:
    known = facts("iacthr", "X Vs. Chile", "2002-06-12", stages=("preliminary_objections",),
                  title="Caso X Vs. Chile — Sentencia de 12 de junio de 2002 (Excepción Preliminar)")  # fmt: skip
    told = own_citations(known, "es", "en", names={"en": "X v. Chile"})
    assert told[0].text == "Corte IDH. Caso X Vs. Chile. Excepción Preliminar. Sentencia de 12 de junio de 2002"
    assert told[1].text == "I/A Court H.R., Case of X v. Chile. Preliminary Objection. Judgment of June 12, 2002"


def test_what_is_not_known_is_left_out() -> None:
    assert own_citation(facts("iacthr", "X Vs. Chile"), "es") == "Corte IDH. Caso X Vs. Chile. Sentencia"
    assert own_citation(facts("echr", "X v. Y", "2010"), "en") == "X v. Y, 2010"
    assert own_citation(facts("cescr", "A v. Spain", kind="views"), "en") == (
        "Committee on Economic, Social and Cultural Rights, A v. Spain"
    )
    objections = facts("iacthr", "X Vs. Chile", "2010-01-02", stages=("preliminary_objections", "merits"))
    assert own_citation(objections, "es") == "Corte IDH. Caso X Vs. Chile. Sentencia de 2 de enero de 2010"


def test_the_number_of_an_appeal_is_no_number_of_a_ruling() -> None:
    known = facts("es-tc", "X", "2010-06-28", "docket 31/2007")
    assert own_citation(known, "es") == "Tribunal Constitucional, X, núm. 31/2007, 28 de junio de 2010"


@pytest.mark.parametrize("kind", ["separate_opinion", "pleading", "intervention"])
def test_what_is_not_the_decision_is_not_cited_as_it(kind: str) -> None:
    known = facts("iacthr", "Voto razonado", "2018-03-08", "series_c 349", kind=kind)
    assert "Serie C" not in str(own_citation(known, "es"))


def test_a_summary_is_never_cited_as_the_decision() -> None:
    assert own_citations(facts("za-cc", "X v Y", "2000", "neutral [2000] ZACC 19", kind=SUMMARY), "en", "en") == ()


def test_a_body_is_cited_in_the_languages_that_it_is_official_in() -> None:
    found = own_citations(HOUSING, "en", "es")
    assert [one.language for one in found] == ["en", "es"]
    assert found[1].text.startswith(
        "Comité de Derechos Económicos, Sociales y Culturales, Ben Djazia y Bellili c. España"
    )
    assert [one.language for one in own_citations(HEALTH, "es", "fr")] == ["es"]


def test_a_name_that_would_be_translated_has_a_form_only_where_a_version_tells_it() -> None:
    massacre = facts("iacthr", "Masacres de Río Negro vs. Guatemala", "2012-09-04", "series_c 250")
    told = own_citations(massacre, "es", "en", names={"en": "Río Negro Massacres v. Guatemala"})
    assert told[1].text.startswith("I/A Court H.R., Case of Río Negro Massacres v. Guatemala.")
    assert [one.language for one in own_citations(massacre, "es", "en")] == ["es"]


def test_parts_of_a_citation_keep_their_direction() -> None:
    known = facts("cescr", "بن جازية ضد إسبانيا", "", "un_symbol E/C.12/61/D/5/2015", kind="views")
    assert "(\u2066E/C.12/61/D/5/2015\u2069)" in str(own_citation(known, "ar"))


def test_every_family_is_of_a_listed_body() -> None:
    assert set(FAMILIES) <= set(courts())
