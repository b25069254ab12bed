"""The query as understood, in the reader's words."""

from __future__ import annotations

import pytest

from caselaw.domain.searching.questions import SearchQuery
from caselaw.search.query import parse
from caselaw.search.saying import said


@pytest.mark.parametrize(
    ("text", "reader", "sentence"),
    [
        ("", "en", "all documents"),
        ("", "ar", "جميع الوثائق"),
        ("the eviction housing -prison country:ZAF", "en",
         "documents with eviction and housing, without prison, concerning South Africa"),
        ('"forced disappearance" OR tortura', "en", "documents with “forced disappearance” or tortura"),
        ('derecho "a la vivienda"', "es", "documentos con derecho y «a la vivienda»"),
        ("-prison -jail", "en", "documents without prison or jail"),
        ("land (water OR food)", "en", "documents with land and (water or food)"),
        ("eau tribunal:icj", "fr", "documents avec eau, rendus par\u00a0: Cour internationale de Justice"),
        ('"حقوق الإنسان" السكن', "ar", "وثائق فيها عبارة «حقوق الإنسان» و«السكن»"),
        ("l’eau year:2004..2010", "fr", "documents avec eau, de 2004 à 2010"),
        ("السكن والتعليم -السجن", "ar", "وثائق فيها «السكن» و«والتعليم»، ليس فيها «السجن»"),
        ("السكن housing", "ar", "وثائق فيها «السكن» و«\u2068housing\u2069»"),
        ("kind:law -lang:es", "en", "documents of the kind Law, not in Spanish"),
        ("evict* evicton~", "en", "documents with words of the form evict* and evicton or a word spelled like it"),
        ("forced w/1 evict*", "en",
         "documents with “forced” and “evict*” with at most 1 other word between"),
        ("«حق سكن»~٣ أرض", "ar",
         "وثائق فيها (عبارة «حق» وعبارة «سكن» وبينها 3 كلمات أخرى على الأكثر) و«أرض»"),
        ("in:reasons the eviction -prison", "en",
         "documents with one paragraph (part: Reasons) with eviction and without prison"),
        ("(in:reasons agua) tierra", "es", "documentos con (un párrafo (parte: Consideraciones) con agua) y tierra"),
        ("-in:facts dit:partie eau", "fr",
         "documents avec un paragraphe (hors la partie\u00a0: Faits et voix\u00a0: Propos d’une partie) avec eau"),
        ("in:paragraph", "en", "documents with one paragraph"),
        ("date:2004-03..2010-06-30", "fr", "documents rendus du 1er mars 2004 au 30 juin 2010"),
        ("date:..2010 party:Pérez", "en", "documents decided up to 31 December 2010, with the party Pérez"),
        ("date:2004", "es", "documentos de 2004"),
        ('article:"ICESCR 11"', "ar", "وثائق تستشهد بالمادة \u2068ICESCR 11\u2069"),
        ("country:(Kenya OR ZAF) water", "en", "documents with water, concerning Kenya or South Africa"),
        ("-(kind:law OR lang:es)", "en", "documents not of the kind Law or in Spanish"),
        ("cites:T-025/04", "en", "documents citing T-025/04"),
        ("group:women", "en", "documents Groups affected: Women"),
    ],
)  # fmt: skip
def test_the_query_is_said(text: str, reader: str, sentence: str) -> None:
    assert said(SearchQuery(text, reader=reader), parse(text)) == sentence


def test_filters_are_said_too() -> None:
    query = SearchQuery("water", reader="en", filters={"country": ("KEN", "UGA"), "kind": ("judgment",)})
    assert said(query, parse("water")) == "documents with water, concerning Kenya or Uganda, of the kind Judgment"


def test_a_code_of_a_group_is_said_by_its_name() -> None:
    query = SearchQuery("", reader="en", filters={"coded": ("own/suits",)})
    assert "own" not in said(query, parse("")), "who may not know of the codebook reads the key alone"
    assert said(query, parse(""), {"coded": {"own/suits": "Lawsuits"}}).endswith("Agreed code: Lawsuits")


def test_free_text_is_said_as_such() -> None:
    text = "the municipality evicted " + " ".join(f"word{number}" for number in range(12))
    sentence = said(SearchQuery(text), parse(text))
    assert sentence.startswith("documents with any of the words municipality, evicted, word0")
    assert sentence.endswith("… , those with more of them first".replace(" ,", ","))
