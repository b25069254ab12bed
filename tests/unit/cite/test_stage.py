"""The stage over a whole document: anchors, the document's own numbers, and what it calls "the Convention"."""

from __future__ import annotations

from caselaw.domain.document import Facts
from caselaw.domain.identifiers import Identifier
from caselaw.domain.paragraph import Paragraph
from ingest.citing import cite
from ingest.draft import Draft


def draft(*texts: str, facts: Facts | None = None, language: str = "en") -> Draft:
    paragraphs = tuple(Paragraph(f"p-{n}", n, text, language, str(n)) for n, text in enumerate(texts))
    return Draft("a.txt", language=language, paragraphs=paragraphs, facts=facts or Facts())


def cited(found: Draft) -> list[tuple[str, str]]:
    return [(c.paragraph, c.value) for c in found.citations]


def test_each_citation_has_the_anchor_of_its_paragraph() -> None:
    found = cite(draft("See Series C No. 4.", "Nothing.", "See [2000] ZACC 19 and CCT 11/00."))
    assert cited(found) == [("p-0", "4"), ("p-2", "[2000] ZACC 19"), ("p-2", "CCT 11/00")]


def test_the_number_in_its_own_head_is_no_citation() -> None:
    facts = Facts(court="uk-sc", identifiers=(Identifier("neutral", "[2019] UKSC 20"),))
    found = cite(draft("[2019] UKSC 20", "We follow [2012] UKSC 4.", facts=facts))
    assert cited(found) == [("p-1", "[2012] UKSC 4")]


def test_the_court_of_the_document_decides() -> None:
    text = "In C-355/06 the Chamber held so."
    assert cite(draft(text, facts=Facts(court="co-cc"))).citations[0].authority == "co-cc"
    assert cite(draft(text, facts=Facts(country="FRA"))).citations[0].authority == "cjeu"
    assert cite(draft(text)).citations[0].authority is None


def test_what_the_document_calls_the_convention() -> None:
    found = cite(
        draft(
            "Under the Convention on the Rights of the Child (hereinafter “the Convention”), in force since 1990,",
            "the State breached article 3 of the Convention.",
        )
    )
    assert cited(found) == [("p-1", "CRC 3")]


def test_a_definition_in_spanish_and_french() -> None:
    spanish = cite(
        draft(
            "la Convención Americana sobre Derechos Humanos (en adelante “la Convención”)",
            "el artículo 8 de la Convención",
            language="es",
        )
    )
    french = cite(
        draft(
            "le Pacte international relatif aux droits civils et politiques (ci-après « le Pacte »)",
            "selon l’article 6 du Pacte",
            language="fr",
        )
    )
    assert cited(spanish) == [("p-1", "ACHR 8")]
    assert cited(french) == [("p-1", "ICCPR 6")]
