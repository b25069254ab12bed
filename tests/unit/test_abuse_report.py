"""Reports of corporate abuse: records with labels and running prose, in four languages; no claim stronger than said."""

from __future__ import annotations

import pytest

from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.documentation.abuse import AbuseCase
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.term import Term
from ingest.parse.abuse.fields import read_span
from ingest.parse.abuse.labels import labels, read_labels
from ingest.parse.abuse.prose import split_sentences
from ingest.parse.abuse.report import AbuseReading, read_abuse, with_abuse
from ingest.parse.abuse.words import established, labelled_status, risk_of

REPORT = "Collective report of examples, 2008"


def told(*texts: str) -> list[Paragraph]:
    """Paragraphs; one that begins with # is a heading, with * a footnote."""
    kinds = {"#": "heading", "*": "footnote"}
    return [
        Paragraph(f"p-{at}", at, text.lstrip("#*"), "en", kind=kinds.get(text[0], "body"))  # type: ignore[arg-type]
        for at, text in enumerate(texts)
    ]


def read(*texts: str) -> AbuseReading:
    return read_abuse(told(*texts), source=REPORT)


def companies(case: AbuseCase) -> list[tuple[str, str | None, str | None]]:
    return [(one.name, one.role, one.home_state) for one in case.companies]


def said(reading: AbuseReading) -> list[tuple[str, str, str | None]]:
    return [(one.company, one.status, one.body) for one in reading.allegations]


def ids(reading: AbuseReading, vocabulary: str) -> set[str]:
    return {term.id for term in reading.terms if term.vocabulary == vocabulary}


RECORD = (
    "Company: Example Mining S.A. (subsidiary, Peru); Example Gold Corp. (parent, Canada)",
    "Country: Peru", "Location: Example Valley", "Industry: Gold mining",
    "Rights affected: right to water; right to health", "Affected groups: Indigenous peoples, women",
    "Date: 2001–2006", "Description: Cyanide from the mine is said to have polluted the river.",
    "State actors: National Police; Ministry of Energy", "Accountability mechanisms: OECD National Contact Point",
    "Status: Dismissed by the Provincial Court in 2007",
    "Company's response: The company was asked for comment and denied the pollution.",
    "Sources: Example Report 2006, p. 4", "Risk to people named: yes, two leaders received death threats",
)  # fmt: skip


def test_a_record_filled_in_under_labels() -> None:
    reading = read(*RECORD)
    case = reading.case
    assert (case.country, case.place) == ("PER", "Example Valley")
    assert companies(case) == [
        ("Example Mining S.A.", "subsidiary", "PER"), ("Example Gold Corp.", "parent", "CAN")
    ]  # fmt: skip
    assert [(one.name, one.kind) for one in case.state_actors] == [
        ("National Police", "police"), ("Ministry of Energy", "ministry"),
    ]  # fmt: skip
    assert (case.began, case.ended) == (PartialDate(2001), PartialDate(2006))
    assert case.response is not None
    assert (case.response.asked, case.response.received, case.response.paragraph) == (True, True, "p-11")
    assert case.sources == ("Example Report 2006, p. 4",)
    assert case.at_risk is True
    assert said(reading) == [
        ("Example Mining S.A.", "dismissed", "Provincial Court"),
        ("Example Gold Corp.", "dismissed", "Provincial Court"),
    ]  # fmt: skip
    assert reading.allegations[0].source == "Example Report 2006, p. 4"
    assert (ids(reading, "right"), ids(reading, "industry")) == ({"water", "health"}, {"gold"})
    assert (ids(reading, "group"), ids(reading, "mechanism")) == ({"indigenous_peoples", "women"}, {"oecd_ncp"})
    anchors = {claim.field: claim.paragraph for claim in reading.claims}
    assert (anchors["country.harm"], anchors["place.harm"], anchors["allegation.dismissed"]) == ("p-1", "p-2", "p-10")
    assert all(claim.confidence >= 0.9 for claim in reading.claims)


RECORDS = [
    (("Empresa: Minera Ejemplo S.A.", "País: Colombia", "Sector: Minería", "Derechos vulnerados: derecho al agua",
      "Fecha: desde 2003", "Hechos: La mina contaminó el río.", "Estado: en trámite",
      "Respuesta de la empresa: La empresa no respondió a la carta.", "Riesgo: no"),
     "COL", [("Minera Ejemplo S.A.", None, None)], "alleged", False, False),
    (("Entreprise : Exemple S.A.S. (maison mère, France)", "Pays : Tunisie", "Secteur : Textile",
      "Faits : Salaires impayés.", "Statut : accord amiable",
      "Réponse de l’entreprise : Elle n’a pas répondu.", "Risque : oui"),
     "TUN", [("Exemple S.A.S.", "parent", "FRA")], "settled", False, True),
    (("الشركة: شركة المثال للتعدين (شركة تابعة، كندا)", "البلد: المغرب", "القطاع: التعدين",
      "الحقوق المنتهكة: الحق في الماء", "الوقائع: تلوث المياه", "الحالة: ادعاء", "رد الشركة: لم ترد الشركة",
      "الخطر: نعم"),
     "MAR", [("شركة المثال للتعدين", "subsidiary", "CAN")], "alleged", False, True),
    (("1. Company: Example, Inc., Canada Country: Ghana Facts: It is said to have evicted two villages.",
      "Company response", "It denies this.", "Risk: none"),
     "GHA", [("Example, Inc.", None, "CAN")], "alleged", True, False),
    (("Company | Example Foods plc", "Country | India", "Facts | Unpaid wages.", "Response | No response."),
     "IND", [("Example Foods plc", None, None)], "alleged", False, None),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "country", "named", "status", "answered", "risk"), RECORDS)
def test_records_in_four_languages(
    texts: tuple[str, ...], country: str, named: list[object], status: str, answered: bool, risk: object
) -> None:
    reading = read(*texts)
    assert reading.case.country == country
    assert companies(reading.case) == named
    assert [one.status for one in reading.allegations] == [status]
    assert reading.case.response is not None
    assert reading.case.response.received is answered
    assert reading.case.at_risk is risk


@pytest.mark.parametrize(("value", "country"), [("تونس", "TUN"), ("Chad", "TCD"), ("Mali", "MLI"), ("Perú", "PER")])
def test_a_country_under_its_label_is_certain(value: str, country: str) -> None:
    assert read(f"Company: Example Ltd Country: {value}").case.country == country


def test_no_label_stands_for_two_fields_and_every_language_has_all() -> None:
    assert {"company", "country", "status", "response", "risk", "source"} <= set(labels().values())


def test_prose_with_a_colon_is_no_record() -> None:
    assert read_labels(told("The company said: nothing happened.", "It was clear: the State failed.")) == []


PROSE = [
    ("In 2004 the Canadian company Example Gold Corp., through its subsidiary Minera Ejemplo S.A., polluted the "
     "Example River in Peru. The Provincial Court of Lima found that Minera Ejemplo S.A. had polluted the river "
     "in Peru.",
     "PER", [("Example Gold Corp.", "parent", "CAN"), ("Minera Ejemplo S.A.", "subsidiary", None)],
     [("Example Gold Corp.", "alleged", None), ("Minera Ejemplo S.A.", "found", "Provincial Court of Lima")]),
    ("La empresa española Ejemplo Agua S.A., con sede en Madrid, contaminó el agua de mil familias en Bolivia. El "
     "Tribunal Supremo de Justicia condenó a Ejemplo Agua S.A. a pagar. Las familias siguen en Bolivia.",
     "BOL", [("Ejemplo Agua S.A.", None, "ESP")],
     [("Ejemplo Agua S.A.", "found", "Tribunal Supremo de Justicia")]),
    ("La société française Exemple S.A. est accusée de complicité au Maroc. La cour d’appel de Paris a condamné la "
     "société Exemple S.A. pour complicité.",
     "MAR", [("Exemple S.A.", None, "FRA")], [("Exemple S.A.", "found", "cour d’appel de Paris")]),
    ("تتهم شركة النور الفرنسية بتلويث النهر في المغرب. قضت محكمة الاستئناف بالدار البيضاء بإدانة شركة النور.",
     "MAR", [("النور", None, "FRA")], [("النور", "found", "محكمة الاستئناف بالدار البيضاء")]),
    ("Example Timber Ltd is accused of threats in Ghana. The Commission found that the State failed to protect people "
     "from Example Timber Ltd.", "GHA", [("Example Timber Ltd", None, None)],
     [("Example Timber Ltd", "alleged", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "country", "named", "expected"), PROSE)
def test_running_prose(text: str, country: str, named: list[object], expected: list[object]) -> None:
    reading = read(text)
    assert reading.case.country == country
    assert companies(reading.case) == named
    assert said(reading) == expected
    assert {one.source for one in reading.allegations} == {REPORT}
    assert all(claim.paragraph == "p-0" and claim.confidence <= 0.6 for claim in reading.claims)


ESTABLISHED = [
    ("The High Court dismissed the claim against the company.", "dismissed", "High Court"),
    ("The lawsuit was dismissed in 2008.", "dismissed", None),
    ("The company settled the lawsuit out of court.", "settled", None),
    ("The parties reached a settlement in 2009.", "settled", None),
    ("The company settled the case without admitting liability.", "settled", None),
    ("The company admitted that its guards opened fire.", "admitted", None),
    ("The company pleaded guilty.", "admitted", None),
    ("The Supreme Court held that the company was liable.", "found", "Supreme Court"),
    ("The company was convicted by the Criminal Court of Example.", "found", "Criminal Court of Example"),
    ("La Corte Suprema condenó a la empresa.", "found", "Corte Suprema"),
    ("El Tribunal desestimó la demanda.", "dismissed", "Tribunal"),
    ("La empresa reconoció que vertió residuos.", "admitted", None),
    ("Llegaron a un acuerdo extrajudicial.", "settled", None),
    ("La Cour de cassation a rejeté la plainte.", "dismissed", "Cour de cassation"),
    ("Un accord à l’amiable a été signé.", "settled", None),
    ("L’entreprise a reconnu avoir déversé des déchets.", "admitted", None),
    ("رفضت المحكمة العليا الدعوى", "dismissed", "المحكمة العليا"),
    ("توصلت الشركة إلى تسوية مع الضحايا", "settled", None),
    ("اعترفت الشركة بأنها صرفت النفايات", "admitted", None),
    # Nothing established: it stays alleged.
    ("The company polluted the river.", None, None),
    ("The company was found to have polluted the river.", None, None),
    ("Residents asked the Court to order the company to pay.", None, None),
    ("The Court may find that the company is liable.", None, None),
    ("The company settled in the valley in 1990.", None, None),
    ("The company has not admitted that it polluted.", None, None),
    ("The High Court found that the company was not liable.", None, None),
    ("The company dismissed forty workers.", None, None),
    ("The workers found a way to the Ministry of Labour.", None, None),
    ("The case is pending before the High Court.", None, None),
    ("La empresa niega haber contaminado.", None, None),
    ("Las familias pidieron que se declare culpable a la empresa ante la Corte.", None, None),
    ("L’entreprise n’a pas reconnu sa responsabilité.", None, None),
    ("لم تعترف الشركة بمسؤوليتها", None, None),
    ("طالب السكان بإدانة الشركة أمام المحكمة", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "status", "body"), ESTABLISHED)
def test_what_a_sentence_establishes(sentence: str, status: str | None, body: str | None) -> None:
    found = established(sentence)
    assert (found.status if found else None, found.body if found else None) == (status, body)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("alleged", None), ("pending", None), ("Settled", "settled"), ("found", None), ("dismissed", "dismissed"),
        ("Found by the Supreme Court", "found"), ("conciliado", "settled"), ("rechazada", "dismissed"),
        ("rejeté", "dismissed"), ("تسوية", "settled"), ("not settled", None), ("admis", "admitted"),
    ],
)  # fmt: skip
def test_a_status_in_a_word(value: str, status: str | None) -> None:
    found = labelled_status(value)
    assert (found.status if found else None) == status


@pytest.mark.parametrize(
    ("value", "risk"),
    [("yes", True), ("no", False), ("Sí", True), ("ninguno", False), ("oui", True), ("aucun", False), ("نعم", True),
     ("لا", False), ("see annex", None), ("they fear reprisals", True)],
)  # fmt: skip
def test_risk_in_a_word(value: str, risk: bool | None) -> None:
    assert risk_of(value) is risk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2001–2006", (PartialDate(2001), PartialDate(2006))), ("since 2003", (PartialDate(2003), None)),
        ("12 March 2004", (PartialDate(2004, 3, 12), PartialDate(2004, 3, 12))),
        ("de marzo de 2004 a junio de 2005", (PartialDate(2004, 3), PartialDate(2005, 6))),
        ("منذ 2005", (PartialDate(2005), None)), ("unknown", None),
    ],
)  # fmt: skip
def test_from_when_to_when(text: str, expected: object) -> None:
    assert read_span(text) == expected


@pytest.mark.parametrize(
    ("text", "began", "ended"),
    [
        ("Since 2003 Example Ltd has polluted the river.", PartialDate(2003), None),
        ("Between 2001 and 2006 Example Ltd polluted the river.", PartialDate(2001), PartialDate(2006)),
        ("In 2001 Example Ltd polluted the river.", None, None),
        ("Example Ltd was founded in 1990 and sold in 1995.", None, None),
    ],
)
def test_prose_gives_dates_only_where_it_says_from_when(
    text: str, began: PartialDate | None, ended: PartialDate | None
) -> None:
    case = read(text.replace("polluted the river", "caused pollution")).case
    assert (case.began, case.ended) == (began, ended)


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "Example Co. Ltd. of Accra sued. Mr. A. Example S.A. Lost? نعم. لا."
    assert split_sentences(text) == ["Example Co. Ltd. of Accra sued.", "Mr. A. Example S.A. Lost?", "نعم.", "لا."]


def test_footnotes_are_the_sources_of_prose() -> None:
    assert read("Example Ltd polluted the river.", "*Example Report, p. 3").case.sources == ("Example Report, p. 3",)


def test_nothing_said_is_nothing_claimed() -> None:
    reading = read("The weather was fine.")
    assert (reading.case, reading.allegations, reading.terms, reading.claims) == (AbuseCase(), (), (), ())
    with pytest.raises(ValueError, match="report"):
        read_abuse((), source=" ")


def test_what_was_read_joins_the_facts() -> None:
    facts = with_abuse(Facts(kind="abuse_report", terms=(Term("right", "water", "confirmed"),)), read(*RECORD))
    assert facts.abuse is not None
    assert facts.terms[0].status == "confirmed"
    assert len(facts.allegations) == 2
