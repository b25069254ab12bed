"""The parts of a decision are known by their headings, in the forms of many courts, else by phrases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.paragraph import Paragraph, ParagraphKind, anchors
from caselaw.domain.section import SECTIONS
from ingest.parse.parts.section_words import headings
from ingest.parse.parts.sections import with_sections

Piece = tuple[str | None, str]


def paragraphs(*pieces: Piece | str, language: str = "en") -> tuple[Paragraph, ...]:
    """Paragraphs from texts; `(number, text)` where one is numbered; capitals alone, or a "#", make a heading."""
    told: list[Piece] = [piece if isinstance(piece, tuple) else (None, piece) for piece in pieces]
    found = []
    for position, (anchor, (number, text)) in enumerate(zip(anchors(n for n, _ in told), told, strict=True)):
        kind: ParagraphKind = "heading" if text.startswith("# ") or (number is None and text.isupper()) else "body"
        found.append(Paragraph(anchor, position, text.removeprefix("# "), language, number, kind=kind))
    return tuple(found)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        # the Inter-American Court and Commission
        ("II. PROCEEDINGS BEFORE THE COMMISSION", "procedure"),
        ("HAVING SEEN:", "procedure"),
        ("VISTOS:", "procedure"),
        ("III. POSITIONS OF THE PARTIES", "submissions"),
        ("B. Posición del Estado", "submissions"),
        ("Alegatos de la Comisión", "submissions"),
        ("Arguments of the representatives", "submissions"),
        ("COMPETENCIA", "admissibility"),
        ("PRELIMINARY OBJECTION RATIONE MATERIAE", "admissibility"),
        ("EXCEPCIÓN PRELIMINAR", "admissibility"),
        ("B) Valoración de la Prueba", "evidence"),
        ("PROVEN FACTS", "facts"),
        ("HECHOS PROBADOS", "facts"),
        ("Considerations of the Court", "reasons"),
        ("CONSIDERANDO QUE:", "reasons"),
        ("VIOLACIÓN DEL ARTÍCULO 26", "reasons"),
        ("REPARACIONES", "reparations"),
        ("PUNTOS RESOLUTIVOS", "operative"),
        ("Y RESUELVE:", "operative"),
        ("AND DECIDES:", "operative"),
        # the European Court
        ("PROCEDURE", "procedure"),
        ("THE FACTS", "facts"),
        ("I. THE CIRCUMSTANCES OF THE CASE", "facts"),
        ("RELEVANT DOMESTIC LAW AND PRACTICE", "law"),
        ("EN FAIT", "facts"),
        ("EN DROIT", "reasons"),
        ("FOR THESE REASONS, THE COURT UNANIMOUSLY", "operative"),
        ("APPLICATION OF ARTICLE 41 OF THE CONVENTION", "reparations"),
        # committees of the United Nations
        ("The facts as presented by the author", "facts"),
        ("The complaint", "submissions"),
        ("State party's observations on admissibility and the merits", "submissions"),
        ("Issues and proceedings before the Committee", "reasons"),
        ("Consideration of admissibility", "admissibility"),
        ("Consideration of the merits", "reasons"),
        ("Hechos expuestos por la autora", "facts"),
        ("Observations de l'État partie", "submissions"),
        ("الوقائع كما عرضها صاحب البلاغ", "facts"),
        ("النظر في المقبولية", "admissibility"),
        # French courts
        ("Vu la procédure suivante :", "procedure"),
        ("Faits et procédure", "facts"),
        ("Énoncé du moyen", "submissions"),
        ("Réponse de la Cour", "reasons"),
        ("D É C I D E :", "operative"),
        # Colombia, Brazil
        ("I. ANTECEDENTES", "facts"),
        ("II. CONSIDERACIONES DE LA CORTE", "reasons"),
        ("RESUELVE", "operative"),
        ("R E L A T Ó R I O", "facts"),
        ("V O T O", "reasons"),
        ("EMENTA", "summary"),
        ("DISPOSITIVO", "operative"),
        # the Commonwealth and the United States
        ("Factual background", "facts"),
        ("The claimant’s submissions", "submissions"),
        ("The statutory framework", "law"),
        ("Discussion", "reasons"),
        ("Syllabus", "summary"),
        # Arab courts
        ("الوقائع", "facts"),
        ("الأسباب", "reasons"),
        ("الحيثيات", "reasons"),
        ("لهذه الأسباب", "operative"),
        ("منطوق الحكم", "operative"),
        ("حكمت المحكمة:", "operative"),
    ],
)
def test_a_heading_names_a_part(heading: str, section: str) -> None:
    decision = paragraphs(
        "COURT OF EXAMPLES",
        ("1", "It began so."),
        *([("2", "It went on so.")] * 9),
        f"# {heading}",
        ("3", "What stands under it."),
    )
    found = with_sections(decision, "judgment")
    assert found[-1].section == section
    assert found[-2].kind == "heading"


@pytest.mark.parametrize(
    "heading",
    [
        "CONCURRING OPINION OF JUDGE A. EXAMPLE",
        "PARTLY DISSENTING OPINION OF JUDGES EXAMPLE AND SAMPLE",
        "VOTO RAZONADO DEL JUEZ A. EJEMPLO",
        "SALVAMENTO DE VOTO DEL MAGISTRADO A. EJEMPLO",
        "OPINION DISSIDENTE DU JUGE EXEMPLE",
        "VOTO EM SEPARADO DO JUIZ EXEMPLO",
        "JUSTICE EXAMPLE, dissenting",
        "رأي مخالف",
    ],
)
def test_an_opinion_behind_the_orders_is_no_part_of_the_judgment(heading: str) -> None:
    decision = paragraphs(
        "COURT", ("1", "A."), "THEREFORE", ("1", "Dismisses the case."), f"# {heading}", ("1", "I differ.")
    )
    found = with_sections(decision, "judgment")
    assert [p.section for p in found[2:]] == ["operative", "operative", "separate_opinion", "separate_opinion"]


@pytest.mark.parametrize("text", ["DECIDE[D]:", "RES[OLVIÓ]:", "DECLAR[Ó]:"])
def test_the_orders_of_an_earlier_decision_are_not_its_own(text: str) -> None:
    decision = paragraphs(
        "ORDER",
        "HAVING SEEN:",
        ("1", "The judgment, in which the Court"),
        text,
        ("1", "To pay."),
        "CONSIDERING:",
        ("2", "That."),
        "DECIDES:",
        ("1", "To go on."),
    )
    found = with_sections(decision, "order")
    assert [p.section for p in found if p.number] == ["procedure", "procedure", "reasons", "operative"]


def test_orders_quoted_without_brackets_are_not_its_own_either() -> None:
    decision = paragraphs(
        "ORDEN",
        "VISTOS:",
        ("1", "La Resolución que"),
        "RESUELVE:",
        ("1", "Pagar."),
        "CONSIDERANDO:",
        ("2", "Que."),
        "RESUELVE:",
        ("1", "Seguir."),
    )
    assert [p.section for p in with_sections(decision, "order") if p.number] == [
        "procedure",
        "procedure",
        "reasons",
        "operative",
    ]


def test_an_order_printed_before_the_reasons_stays_one() -> None:
    decision = paragraphs(
        "SUPREME COURT",
        "ORDER",
        "1. The appeal is upheld with costs.",
        "JUDGMENT",
        ("1", "The appeal is against an order."),
        ("2", "It was wrong."),
    )
    assert [p.section for p in with_sections(decision, "judgment")] == [
        "head",
        "operative",
        "operative",
        "reasons",
        "reasons",
        "reasons",
    ]


@pytest.mark.parametrize(
    ("ending", "operative"),
    [
        (["PAR CES MOTIFS, la Cour :", "REJETTE le pourvoi ;"], 2),
        ([("9", "Le moyen n'est pas fondé. PAR CES MOTIFS, la Cour :"), "CASSE ET ANNULE l'arrêt."], 1),
        ([("41", "For these reasons I would dismiss the appeal.")], 1),
        ([("41", "There is nothing in the other ground. It follows that the appeal must be dismissed.")], 1),
        (["ACORDAM os Ministros, por unanimidade, dar provimento ao recurso."], 1),
        (["فلهذه الأسباب", "حكمت المحكمة برفض الطعن."], 2),
        (["por unanimidad,", ("1", "Fija la indemnización en mil pesos."), "por cinco votos contra uno,", ("2",
        "Ordena publicar.")], 4),
        (["In the result, the following order is made:", "1. The respondent is to pay the costs."], 2),
    ],
)  # fmt: skip
def test_without_a_heading_the_operative_part_begins_with_a_phrase(ending: list[Piece | str], operative: int) -> None:
    reasons = [(str(number), "The court has thought about it.") for number in range(1, 9)]
    found = with_sections(paragraphs("COURT", *reasons, *ending), "judgment")
    assert [p.section for p in found].count("operative") == operative
    assert found[-1].section == "operative"


def test_date_and_signatures_close_the_orders_and_are_none() -> None:
    decision = paragraphs(
        "COURT",
        ("1", "A."),
        "DECIDES:",
        ("1", "To pay."),
        "Done at The Hague, on 3 May 2004.",
        "A. Example President",
        "B. Sample Registrar",
    )
    assert [p.section for p in with_sections(decision, "judgment")][-4:] == [
        "operative",
        "closing",
        "closing",
        "closing",
    ]


def test_the_name_of_the_body_before_its_verb_stands_with_the_orders() -> None:
    decision = paragraphs(
        "REPORT",
        ("1", "A."),
        "V. CONCLUSION",
        ("2", "B."),
        "THE COMMISSION ON EXAMPLES,",
        "DECIDES:",
        ("1", "To go on."),
    )
    assert [p.section for p in with_sections(decision, "admissibility_report")][-3:] == ["operative"] * 3


def test_headings_stand_as_deep_as_their_numbers_say() -> None:
    decision = paragraphs(
        "COURT",
        ("1", "A."),
        "# IV. ANALYSIS",
        "# A. Competence",
        "# 1. The Court's own",
        "# Without a number",
        "MERITS",
    )
    assert [p.level for p in with_sections(decision, "judgment")][2:] == [1, 2, 3, None, 1]


def test_a_heading_that_names_no_part_belongs_to_what_it_stands_in_until_a_higher_one_ends_it() -> None:
    decision = paragraphs(
        "COURT",
        ("1", "A."),
        "# II. The facts",
        "# A. The dam",
        ("2", "B."),
        "# B. The valley",
        ("3", "C."),
        "# III. The right to water",
        ("4", "D."),
    )
    assert [p.section for p in with_sections(decision, "judgment") if p.number] == [
        "reasons",
        "facts",
        "facts",
        "reasons",
    ]


def test_a_chapter_whose_number_stands_alone_ends_the_one_before() -> None:
    decision = paragraphs("COURT", ("1", "A."), "EVIDENCE", ("2", "B."), "VII", "RIGHT TO A HOME", ("3", "C."))
    assert [p.section for p in with_sections(decision, "judgment") if p.number] == ["reasons", "evidence", "reasons"]


def test_what_the_format_says_goes_before_words() -> None:
    first, second = paragraphs(("1", "A."), ("2", "B."))
    told = (Paragraph("p-0", 0, "FACTS", "en", kind="heading", section="reasons"), first, second)
    assert [p.section for p in with_sections(told, "judgment")] == ["reasons"] * 3


def test_a_sentence_is_no_heading_and_laws_have_no_parts() -> None:
    decision = paragraphs(
        "COURT", ("1", "A."), "The facts of this case are simple and nobody disputes them.", ("2", "B.")
    )
    assert [p.section for p in with_sections(decision, "judgment")][1:] == ["reasons"] * 3
    law = paragraphs("LAW", "DECISION", ("1", "A."))
    assert with_sections(law, "law") == law


def test_a_note_stands_in_the_part_of_the_paragraph_that_calls_it() -> None:
    note = Paragraph("p-u9", 4, "1 See there.", "en", kind="footnote", called_by="p-2")
    decision = (*paragraphs("COURT", ("1", "A."), "EVIDENCE", ("2", "B.[1]")), note)
    assert with_sections(decision, "judgment")[-1].section == "evidence"


def test_every_form_is_one_of_the_list() -> None:
    assert {name for name, _ in headings()} <= set(SECTIONS)


def test_a_headnote_under_the_heading_of_a_brazilian_judgment_is_no_order() -> None:
    decision = paragraphs(
        "A C Ó R D Ã O", "AGRAVO. ÁGUA.", "Recurso conhecido.", "Agravo provido.", "V O T O", "Conheço."
    )
    decision += paragraphs("ISTO POSTO", "ACORDAM os Ministros, por unanimidade, negar provimento.")
    told = with_sections(tuple(replace(p, anchor=f"p-{at}", position=at) for at, p in enumerate(decision)), "judgment")
    assert [p.text for p in told if p.section == "operative"] == [
        "ISTO POSTO",
        "ACORDAM os Ministros, por unanimidade, negar provimento.",
    ]
