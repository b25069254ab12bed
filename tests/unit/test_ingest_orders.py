"""What a decision orders is read with who must act and by when, in the forms of many courts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.dates import PartialDate
from caselaw.domain.document import OUTCOMES, Facts
from caselaw.domain.order import Order
from caselaw.domain.paragraph import Paragraph
from ingest.draft import Draft
from ingest.parse.dates.deadlines import deadline_of, due_date
from ingest.parse.parts.orders import read_orders
from ingest.parse.parts.structure import read_operative, tell_parts
from tests.unit.test_ingest_sections import Piece, paragraphs

DECIDED = PartialDate(2012, 1, 31)
FACTS = Facts(kind="judgment", decided=DECIDED)


def orders(*operative: Piece | str, heading: str = "ORDERS:", kind: str = "judgment") -> list[Order]:
    """The orders of a short decision with this operative part."""
    body = paragraphs("COURT", ("1", "It was so."), ("2", "Thus we think."), heading, *operative)
    facts = replace(FACTS, kind=kind)
    read = tell_parts(Draft("x", paragraphs=body, facts=facts)).paragraphs
    found = read_orders(read, facts)
    texts = {paragraph.anchor: paragraph.text for paragraph in read}
    assert all(order.paragraph in texts and order.text in texts[order.paragraph] for order in found if order.paragraph)
    return list(found)


@pytest.mark.parametrize(
    ("text", "addressee", "deadline"),
    [
        # the Inter-American Court
        (
            "The State shall publish this judgment within six months of notification of this Judgment, in the terms "
            "of paragraph 40.",
            "The State",
            "within six months of notification of this Judgment",
        ),
        (
            "The State must, within a reasonable time, search for the remains of the victim.",
            "The State",
            "within a reasonable time",
        ),
        (
            "To require the State of Freedonia to adopt, without delay, the measures that protect the residents.",
            "the State of Freedonia",
            "without delay",
        ),
        (
            "To request the State to present a report no later than May 24, 2012, on what it has done.",
            "the State",
            "no later than May 24, 2012",
        ),
        (
            "To request that the Secretariat of the Court notify this Order to the parties.",
            "the Secretariat of the Court",
            None,
        ),
        (
            "El Estado debe pagar las cantidades fijadas, dentro del plazo de un año, contado a partir de la "
            "notificación de la presente Sentencia.",
            "El Estado",
            "dentro del plazo de un año, contado a partir de la notificación de la presente Sentencia",
        ),
        (
            "Requerir al Estado que informe, a más tardar el 15 de octubre de 2012, sobre lo hecho.",
            "Estado",
            "a más tardar el 15 de octubre de 2012",
        ),
        (
            "Solicitar a la Secretaría de la Corte que notifique la presente Resolución.",
            "la Secretaría de la Corte",
            None,
        ),
        ("Disponer que la Secretaría notifique la presente Resolución a las partes.", "la Secretaría", None),
        (
            "O Estado deve pagar as quantias no prazo de um ano, contado a partir da notificação desta Sentença.",
            "O Estado",
            "no prazo de um ano, contado a partir da notificação desta Sentença",
        ),
        # the European Court
        (
            "Holds that the respondent State is to pay the applicant, within three months, EUR 5,000.",
            "the respondent State",
            "within three months",
        ),
        (
            "Dit que l'État défendeur doit verser à la requérante, dans les trois mois, 5 000 EUR.",
            "l'État défendeur",
            "dans les trois mois",
        ),
        # committees of the United Nations
        (
            "The State party is under an obligation to provide the author with an effective remedy.",
            "The State party",
            None,
        ),
        (
            "The Committee requests the State party to submit, within 180 days, information about the measures taken.",
            "the State party",
            "within 180 days",
        ),
        ("توصي اللجنة الدولة الطرف بأن تعتمد قانوناً في غضون سنة.", "الدولة الطرف", "في غضون سنة"),
        # Colombia
        (
            "ORDENAR a la Alcaldía de Puerto Ejemplo que, en el término de cuarenta y ocho (48) horas, suministre "
            "agua potable.",
            "la Alcaldía de Puerto Ejemplo",
            "en el término de cuarenta y ocho (48) horas",
        ),
        (
            "ORDENAR al Ministerio de Vivienda que dentro de las 48 horas siguientes a la notificación de esta "
            "providencia, inicie los trámites.",
            "Ministerio de Vivienda",
            "dentro de las 48 horas siguientes a la notificación de esta providencia",
        ),
        # the Commonwealth
        (
            "The first respondent is directed to file a report within 60 days of this order.",
            "The first respondent",
            "within 60 days of this order",
        ),
        (
            "The Municipality must provide water to the residents by 30 June 2012.",
            "The Municipality",
            "by 30 June 2012",
        ),
        (
            "The applicant's costs are to be paid by the second respondent, including those of two counsel.",
            "the second respondent",
            None,
        ),
        # French courts
        (
            "Il est enjoint au préfet de la région de réexaminer la demande dans un délai de deux mois à compter de "
            "la notification du présent arrêt.",
            "au préfet de la région",
            "dans un délai de deux mois à compter de la notification du présent arrêt",
        ),
        ("Condamne la société Exemple aux dépens.", "la société Exemple", None),
        # Brazil
        (
            "Determinar ao Município que, no prazo de 30 dias, restabeleça o fornecimento de água.",
            "ao Município",
            "no prazo de 30 dias",
        ),
        # Arab courts
        ("إلزام المدعى عليها بأن تؤدي للمدعي مبلغ ألف دينار خلال ثلاثين يوماً.", "المدعى عليها", "خلال ثلاثين يوماً"),
        # what the body leaves to itself
        ("To keep open the monitoring of what is still to be done.", None, None),
        ("Publicar esta decisión en su informe anual.", None, None),
    ],
)
def test_who_must_act_and_by_when(text: str, addressee: str | None, deadline: str | None) -> None:
    (order,) = orders(("1", text))
    assert (order.kind != "finding", order.addressee, order.deadline, order.text, order.number) == (
        True,
        addressee,
        deadline,
        text,
        "1",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The State violated the right to a home of the residents, in the terms of paragraphs 20 to 30.",
        "That the State is responsible for the violation of Article 21.",
        "Declares that the State failed to comply with Article 2.",
        "This Judgment constitutes, per se, a form of reparation.",
        "To dismiss the preliminary objection raised by the State.",
        "Holds that there has been a violation of Article 8 of the Convention;",
        "Declares the application admissible;",
        "El Estado violó el derecho a la propiedad, en perjuicio de los pobladores.",
        "El Estado es responsable por la violación del artículo 5.",
        "Declarar admisible el presente caso.",
        "Desestimar la excepción preliminar interpuesta por el Estado.",
        "Esta Sentencia constituye per se una forma de reparación.",
        "Dit qu'il y a eu violation de l'article 8 ;",
        "Les articles 1 et 2 de la loi sont conformes à la Constitution.",
        "La requête de l'association est rejetée.",
        "O Estado violou o direito à propriedade.",
        "Declarar admissível este caso.",
        "رفض الطعن وإلزام الطاعن بالمصروفات.",
    ],
)
def test_what_only_declares_is_a_finding_and_addresses_nobody(text: str) -> None:
    (order,) = orders(("1", text))
    assert (order.kind, order.addressee, order.deadline, order.due) == ("finding", None, None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Committee recommends that the State party adopt a law on water.", "concluding_observations"),
        ("Recommends that the State make full reparation to the residents.", "decision"),
        ("Recomendar al Estado que repare a los pobladores.", "decision"),
    ],
)
def test_a_recommendation_is_told_from_an_order(text: str, kind: str) -> None:
    (order,) = orders(("1", text), heading="RECOMMENDATIONS", kind=kind)
    assert order.kind == "recommendation"
    assert order.addressee in ("the State party", "the State", "Estado")


@pytest.mark.parametrize(
    ("items", "numbers"),
    [
        (
            ["Article 1er : La décision est annulée.", "Article 2 : Il est enjoint au maire de délivrer le permis."],
            ["1er", "2"],
        ),
        (
            ["PRIMERO.- REVOCAR la sentencia de instancia.", "SEGUNDO.- ORDENAR al alcalde que pague."],
            ["PRIMERO", "SEGUNDO"],
        ),
        (["Primero: Confirmar el fallo.", "Segundo: Ordenar al ministerio que informe."], ["Primero", "Segundo"]),
        (["1. The appeal is upheld with costs.", "2. The order is set aside."], ["1", "2"]),
        (["(a) The petition is allowed.", "(b) The respondents shall pay the costs."], ["a", "b"]),
        (["أولاً: إلغاء القرار المطعون فيه.", "ثانياً: إلزام الجهة الإدارية بالمصروفات."], ["أولاً", "ثانياً"]),
        (["REJETTE le pourvoi ;", "Condamne la société Exemple aux dépens ;"], [None, None]),
        (
            [("1", "To pay."), "a continuation of the first that orders nothing of its own", ("2", "To report.")],
            ["1", "2"],
        ),
        (["unanimously,", ("1", "To pay."), "by four votes to one,", ("2", "To report.")], ["1", "2"]),
    ],
)
def test_items_are_numbered_as_printed(items: list[Piece | str], numbers: list[str | None]) -> None:
    assert [order.number for order in orders(*items)] == numbers


def test_parts_of_an_item_are_orders_where_it_is_only_their_verb() -> None:
    found = orders(
        ("3", "Holds"),
        "(a) that the respondent State is to pay the applicant, within three months, EUR 5,000;",
        "(b) that simple interest shall be payable;",
    )
    assert [(order.number, order.addressee) for order in found] == [("3(a)", "the respondent State"), ("3(b)", None)]
    found = orders(("2", "Requerir al Estado que:"), "a) adopte, sin dilación, las medidas;", "b) informe a la Corte;")
    assert [(order.number, order.addressee, order.deadline) for order in found] == [
        ("2(a)", "Estado", "sin dilación"),
        ("2(b)", "Estado", None),
    ]


def test_what_stays_open_is_one_item_with_its_list() -> None:
    found = orders(
        ("2", "To keep open the monitoring of the following points:"),
        "a) to investigate the facts;",
        "b) to pay;",
        ("3", "To go on."),
    )
    assert [order.number for order in found] == ["2", "3"]


def test_under_a_heading_that_declares_nothing_is_ordered() -> None:
    found = orders(
        ("1", "That in accordance with paragraph 9 the State has paid:"),
        "AND DECIDES:",
        ("1", "To close the case."),
        heading="DECLARES:",
    )
    assert [order.kind for order in found] == ["finding", "order"]


def test_numbers_that_go_on_from_the_reasons_number_no_orders() -> None:
    reasons = [(str(number), "The judge thinks about the case for a while.") for number in range(1, 12)]
    body = paragraphs(
        "COURT",
        *reasons,
        ("12", "I have found no error. For these reasons I find against the appellant. The appeal must be dismissed."),
    )
    draft = read_operative(tell_parts(Draft("x", paragraphs=body, facts=FACTS)))
    assert [(o.number, o.text, o.paragraph) for o in draft.facts.orders] == [
        (None, "The appeal must be dismissed.", "p-12")
    ]
    assert draft.facts.outcome == "upheld"


def test_a_text_without_breaks_holds_its_orders_too() -> None:
    text = (
        "بعد الاطلاع على الأوراق وسماع المرافعة. وحيث إن الطعن استوفى أوضاعه. "
        "فلهذه الأسباب حكمت المحكمة برفض الطعن وإلزام الطاعن بالمصروفات."
    )
    (order,) = read_orders((Paragraph("p-u1", 0, text, "ar"),), FACTS)
    assert order.text == "برفض الطعن وإلزام الطاعن بالمصروفات."


def test_a_quoted_order_and_an_opinion_order_nothing() -> None:
    found = orders(
        "1. The order is replaced by the following:",
        "‘The claim is dismissed with costs.’",
        "DISSENTING OPINION OF JUDGE EXAMPLE",
        ("1", "The State must pay."),
    )
    assert [order.number for order in found] == ["1"]
    assert not read_orders(paragraphs("ORDERS:", ("1", "The State must pay.")), Facts(kind="law"))


@pytest.mark.parametrize(
    ("deadline", "due"),
    [
        ("no later than May 24, 2012", "2012-05-24"),
        ("by 30 June 2012", "2012-06-30"),
        ("a más tardar el 15 de octubre de 2012", "2012-10-15"),
        ("au plus tard le 1er mars 2012", "2012-03-01"),
        ("até 5 de maio de 2012", "2012-05-05"),
        ("within 60 days of this order", "2012-03-31"),
        ("within one month of the date of this judgment", "2012-02-29"),
        ("within two (2) years of this judgment", "2014-01-31"),
        ("dans un délai de deux mois à compter du présent jugement", "2012-03-31"),
        ("en el plazo de seis meses a partir de la presente sentencia", "2012-07-31"),
        # the day of a notice is not told by the decision, nor is that of a "reasonable time"
        ("within one year of notification of this judgment", None),
        ("within a reasonable time", None),
        ("within three months", None),
        ("every two months", None),
        ("en el plazo de un año contado a partir de la notificación de la presente Sentencia", None),
    ],
)
def test_the_day_a_deadline_ends_is_told_only_where_it_is_known(deadline: str, due: str | None) -> None:
    found = due_date(deadline, DECIDED)
    assert (str(found) if found else None) == due
    assert deadline_of(f"The State must pay {deadline}.") == deadline
    assert due_date("within 60 days of this order", PartialDate(2012, 1)) is None


@pytest.mark.parametrize(
    ("items", "outcome"),
    [
        (["The State violated Article 5.", "To pay."], "violation"),
        (["El Estado violó el artículo 5.", "El Estado no violó el artículo 26."], "partial_violation"),
        (["Holds that there has been no violation of Article 8;"], "no_violation"),
        (["Declarar admisible el presente caso.", "Publicar esta decisión."], "admissible"),
        (["Declares the petition inadmissible."], "inadmissible"),
        (["The appeal is dismissed with costs."], "upheld"),
        (["The appeal is allowed."], "reversed"),
        (["The appeal is allowed in part."], "varied"),
        (["REVOCAR la sentencia de instancia."], "reversed"),
        (["CONCEDER el amparo solicitado."], "granted"),
        (["REJETTE le pourvoi."], "upheld"),
        (["CASSE ET ANNULE l'arrêt attaqué."], "reversed"),
        (["La requête de M. Exemple est rejetée."], "refused"),
        (["Decides to strike the application out of its list of cases."], "struck_out"),
        (["Approves the friendly settlement between the parties."], "settled"),
        (["Negar provimento ao recurso."], "upheld"),
        (["Dar provimento ao recurso."], "reversed"),
        (["برفض الطعن."], "upheld"),
        (["بإلغاء الحكم المطعون فيه."], "reversed"),
        (["To pay what is due."], None),
    ],
)
def test_what_became_of_the_case(items: list[str], outcome: str | None) -> None:
    body = paragraphs("COURT", ("1", "It was so."), "ORDERS:", *((str(n), text) for n, text in enumerate(items, 1)))
    draft = read_operative(tell_parts(Draft("x", paragraphs=body, facts=FACTS)))
    assert draft.facts.outcome == outcome
    assert outcome is None or outcome in OUTCOMES
    assert [claim.value for claim in draft.claims if claim.paragraph][:1] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("To require the State to adopt the measures that protect the life of the residents.", "granted"),
        ("To reject the request for provisional measures.", "refused"),
    ],
)
def test_interim_measures_are_granted_or_refused(text: str, outcome: str) -> None:
    body = paragraphs(
        "ORDER OF THE COURT", "PROVISIONAL MEASURES", "CONSIDERING:", ("1", "That."), "DECIDES:", ("1", text)
    )
    draft = read_operative(tell_parts(Draft("x", paragraphs=body, facts=replace(FACTS, kind="order"))))
    assert draft.facts.outcome == outcome


def test_what_a_committee_asks_stands_in_the_middle_of_its_text() -> None:
    body = paragraphs(
        "COMMITTEE ON EXAMPLES",
        ("1", "The Committee welcomes the new law."),
        ("2", "The Committee is concerned about evictions."),
        ("3", "The Committee recommends that the State party:"),
        "(a) Adopt a law on evictions;",
        "(b) Provide housing.",
        ("4", "Water is scarce. The Committee requests the State party to report, within 24 months, on paragraph 3."),
    )
    facts = replace(FACTS, kind="concluding_observations")
    draft = read_operative(tell_parts(Draft("x", paragraphs=body, facts=facts)))
    assert [(o.kind, o.number, o.addressee, o.deadline) for o in draft.facts.orders] == [
        ("recommendation", "3(a)", "the State party", None),
        ("recommendation", "3(b)", "the State party", None),
        ("recommendation", "4", "the State party", "within 24 months"),
    ]
    assert [p.section for p in draft.paragraphs] == ["head", "reasons", "reasons", *["operative"] * 4]


def test_views_find_and_ask() -> None:
    body = paragraphs(
        "COMMITTEE ON EXAMPLES",
        ("1", "The author lives by the river."),
        "# Consideration of the merits",
        (
            "2",
            "The Committee is of the view that the facts before it disclose a violation of article 6 of the Covenant.",
        ),
        ("3", "The State party is under an obligation to provide the author with an effective remedy."),
        "# Individual opinion of Committee member A. Example (dissenting)",
        ("1", "The State party is under no such obligation."),
    )
    draft = read_operative(tell_parts(Draft("x", paragraphs=body, facts=replace(FACTS, kind="views"))))
    assert [(o.kind, o.number, o.addressee) for o in draft.facts.orders] == [
        ("finding", "2", None),
        ("order", "3", "The State party"),
    ]
    assert draft.facts.outcome == "violation"
    assert draft.paragraphs[-1].voice == "opinion"
