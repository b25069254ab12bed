"""Which documents are one decision: what two texts print, what speaks against, and the groups that follow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import Identifier
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.versions.grouping import Edition
from caselaw.domain.versions.judging import REASONS, Verdict, judge
from caselaw.domain.versions.marks import marks_of
from caselaw.domain.versions.signs import Signs, figures_of, signs_of
from caselaw.messages import known_codes
from caselaw.services.relations.versions import join_versions

DAY = PartialDate(2011, 5, 17)
ENGLISH = (
    "Order of the Court of Harbours of May 17, 2011, in the case of Marlowe Quintero and Others",
    "The judgment of September 3, 2004, delivered at Puerto Verdugo, ordered the State to pay 12,500 dollars to each"
    " of the 47 fishermen represented by Ignacio Belmonte.",
    "The brief of February 28, 2009, in which Rosario Quintero informed the Court that 1,250 dollars of the 12,500 had"
    " been paid, and that 31 of the 47 fishermen had received nothing at all.",
    "The communication of October 15, 2010, with annexes 118 to 164, in which the State asked for 90 days more.",
    "Articles 33, 62 and 68 of the Convention, and Resolution 2251 of 1998, bind the State to comply promptly.",
    "Therefore the Court decides to require Ignacio Belmonte and the State to report before August 30, 2011, and to"
    " request Rosario Quintero to send observations within 60 days.",
)
SPANISH = (
    "Resolución de la Corte de Puertos de 17 de mayo de 2011, en el caso Marlowe Quintero y otros",
    "La sentencia de 3 de septiembre de 2004, dictada en Puerto Verdugo, ordenó al Estado pagar 12.500 dólares a cada"
    " uno de los 47 pescadores representados por Ignacio Belmonte.",
    "El escrito de 28 de febrero de 2009, en el cual Rosario Quintero informó que 1.250 dólares de los 12.500 habían"
    " sido pagados, y que 31 de los 47 pescadores nada habían recibido.",
    "La comunicación de 15 de octubre de 2010, con los anexos 118 a 164, en la cual el Estado pidió 90 días más.",
    "Los artículos 33, 62 y 68 de la Convención, y la resolución 2251 de 1998, obligan al Estado a cumplir.",
    "Por tanto la Corte resuelve requerir a Ignacio Belmonte y al Estado que informen antes del 30 de agosto de 2011,"
    " y solicitar a Rosario Quintero sus observaciones en 60 días.",
)
FACTS = Facts(kind="order", title=ENGLISH[0], court="iacthr", decided=DAY)


def edition(
    texts: tuple[str, ...], language: str, *, name: str = "", file_format: str = "pdf", facts: Facts = FACTS
) -> Edition:
    """A decision whose paragraphs behind the first are numbered."""
    paragraphs = tuple(
        Paragraph(f"p-{place}", place, text, language, str(place) if place else None)
        for place, text in enumerate(texts)
    )
    return Edition(name or language, language, facts, paragraphs, file_format)


def signs(one: Edition) -> Signs:
    return signs_of(one.facts, one.language, one.paragraphs, file_format=one.format)


def verdict(left: Edition, right: Edition, alike: float | None = None) -> Verdict:
    return judge(signs(left), signs(right), lambda deep: alike)


def changed(texts: tuple[str, ...], **words: str) -> tuple[str, ...]:
    for old, new in words.items():
        texts = tuple(text.replace(old, new) for text in texts)
    return texts


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("US$ 12,500 on 3 May 2004", ["12500", "3", "2004"]),
        ("12.500 dólares, el 03 de mayo", ["12500", "3"]),
        ("1\u00a0250\u202f000 francs", ["1250000"]),
        ("في ١٤ أيار ٢٠٠٥", ["14", "2005"]),
        ("paras. 12, 13 and 140", ["12", "13", "140"]),
        ("nothing", []),
    ],
)
def test_figures_are_the_same_however_a_language_writes_them(text: str, figures: list[str]) -> None:
    assert figures_of(text) == figures


def test_a_translation_is_recognised_by_day_figures_names_and_numbering() -> None:
    found = verdict(edition(ENGLISH, "en"), edition(SPANISH, "es"))
    assert (found.relation, found.status) == ("version", "certain")
    assert {"day", "figures", "paragraphs"} <= set(found.reasons)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (replace(FACTS, decided=PartialDate(2011, 5, 18)), "another day"),
        (replace(FACTS, court="achpr"), "another court"),
        (replace(FACTS, kind="separate_opinion"), "an opinion is no order"),
        (replace(FACTS, kind="summary"), "a summary is never the decision"),
    ],
)
def test_what_speaks_against_a_version_is_heard(facts: Facts, why: str) -> None:
    assert not verdict(edition(ENGLISH, "en"), edition(SPANISH, "es", facts=facts), alike=0.99).joins, why


def test_other_numbers_of_a_case_part_two_translations_alike() -> None:
    ours = replace(FACTS, identifiers=(Identifier("docket", "11.603"),))
    theirs = replace(FACTS, identifiers=(Identifier("docket", "11.604"),))
    assert verdict(edition(ENGLISH, "en", facts=ours), edition(SPANISH, "es", facts=theirs)).relation is None
    assert verdict(edition(ENGLISH, "en", facts=ours), edition(SPANISH, "es", facts=ours)).joins


def test_without_a_day_likeness_decides_and_without_likeness_a_person() -> None:
    undated = replace(FACTS, decided=None)
    left, right = edition(ENGLISH, "en", facts=undated), edition(SPANISH, "es", facts=undated)
    assert verdict(left, right, alike=0.9).status == "certain"
    assert verdict(left, right, alike=None).status == "proposed"
    assert verdict(left, right, alike=0.2).relation is None


def test_figures_that_differ_are_another_decision() -> None:
    figures = {
        "12.500": "9.300",
        "1.250": "640",
        "47": "112",
        "118": "201",
        "164": "377",
        "2004": "1997",
        "2009": "2001",
    }
    others = {"2010": "2003", "68": "44", "62": "51", "90": "35", "2251": "77"}
    other = changed(SPANISH, **figures, **others)
    assert not verdict(edition(ENGLISH, "en"), edition(other, "es"), alike=0.5).joins


def test_one_text_in_two_files_is_said() -> None:
    found = verdict(edition(ENGLISH, "en"), edition(ENGLISH, "en", file_format="docx"))
    assert (found.relation, found.status) == ("same_text", "certain")


def test_two_orders_of_one_day_from_one_draft_are_two_decisions() -> None:
    sister = changed(ENGLISH, Quintero="Zambrano", Belmonte="Urrutia")
    longer = (
        tuple(text + " Quintero Quintero" for text in ENGLISH),
        tuple(text + " Zambrano Zambrano" for text in sister),
    )
    found = verdict(edition(longer[0], "en"), edition(longer[1], "en"))
    assert not found.joins
    assert found.relation in ("similar", None)


@pytest.mark.parametrize(
    ("words", "why"),
    [({"Quintero": "Zambrano"}, "other_names"), ({"4471": "4472"}, "other_number")],
)
def test_a_long_order_whose_first_lines_alone_differ_is_another_decision(words: dict[str, str], why: str) -> None:
    """Nearly every run of words is shared; the number and the party stand once, at the top."""
    body = tuple(
        f"Whereas ground {place} of the petition was heard by the bench and is dismissed." for place in range(90)
    )
    order = ("Order in petition 4471, Marlowe Quintero", *body)
    found = verdict(edition(order, "en"), edition(changed(order, **words), "en", file_format="docx"))
    assert (found.relation, found.joins) == ("similar", False)
    assert why in found.reasons


def test_a_misread_letter_makes_no_other_party() -> None:
    body = tuple(
        f"Whereas ground {place} of the petition was heard by the bench and is dismissed." for place in range(90)
    )
    order = ("Order in petition 4471, Marlowe Quintero", *body)
    found = verdict(edition(order, "en"), edition(changed(order, Quintero="Ouintero"), "en", file_format="docx"))
    assert found.relation == "same_text"


def test_a_correction_says_what_it_corrects() -> None:
    marked = ("Corrected on 2 June 2011", *changed(ENGLISH, **{"118 to 164": "118 to 165"}))
    found = verdict(edition(marked, "en"), edition(ENGLISH, "en"))
    assert (found.relation, found.status, found.turned) == ("corrected", "certain", False)
    assert verdict(edition(ENGLISH, "en"), edition(marked, "en")).turned


def test_small_differences_without_a_word_of_correction_are_two_editions() -> None:
    found = verdict(edition(ENGLISH, "en"), edition(changed(ENGLISH, **{"118 to 164": "118 to 165"}), "en"))
    assert (found.relation, found.status) == ("edition", "certain")


def test_an_opinion_printed_in_its_judgment_is_a_part_and_not_the_same() -> None:
    opinion = tuple(f"I dissent from the reasons given in paragraph {number}, as Rosario said." for number in range(12))
    alone = edition(opinion, "en", facts=replace(FACTS, kind="separate_opinion"))
    found = verdict(
        alone, edition((*ENGLISH, *ENGLISH[1:], *(f"Consequence {n} follows." for n in range(60)), *opinion), "en")
    )
    assert (found.relation, found.turned, found.joins) == ("part", False, False)


def test_a_text_of_few_words_is_nothing() -> None:
    assert verdict(edition(("Order",), "en"), edition(("Order",), "en", file_format="docx")).relation is None


def test_versions_share_a_mark_and_strangers_none() -> None:
    english, spanish = marks_of(signs(edition(ENGLISH, "en"))), marks_of(signs(edition(SPANISH, "es")))
    assert f"day {DAY}" in english & spanish
    other = tuple(f"Clause {number} of {number * 7 + 2000} concerns {number * 31} matters." for number in range(40))
    assert not english & marks_of(signs(edition(other, "en", facts=Facts(kind="law"))))


def test_every_reason_is_said() -> None:
    assert {f"versions.reason.{reason}" for reason in REASONS} <= known_codes("ar")


def test_a_translation_of_the_sister_decision_is_not_certain() -> None:
    """One court, one day, one draft: the case is named otherwise, and the figures of a few paragraphs differ."""
    sister = changed(SPANISH, **{"Marlowe Quintero": "Ambrosio Zambrano", "12.500": "11.900", "118 a 164": "201 a 240"})
    assert verdict(edition(ENGLISH, "en"), edition(SPANISH, "es"), alike=0.9).status == "certain"
    assert not verdict(edition(ENGLISH, "en"), edition(sister, "es"), alike=0.9).joins


def test_groups_hold_every_language_and_file_and_nothing_else() -> None:
    sister = changed(ENGLISH, **{"Quintero": "Zambrano", "12,500": "8,100", "47": "39", "118": "204", "164": "233"})
    joined = join_versions(
        [
            edition(ENGLISH, "en", name="a"),
            edition(ENGLISH, "en", name="b", file_format="docx"),
            edition(SPANISH, "es", name="c"),
            edition(sister, "en", name="d", facts=replace(FACTS, decided=PartialDate(2011, 5, 16))),
        ]
    )
    assert joined.groups == (("a", "b", "c"),)
    assert joined.verdicts["a", "c"].relation == "version"
