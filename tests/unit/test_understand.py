"""What a query asks of a document: words in every language, whole values, and what is not required."""

from __future__ import annotations

import pytest

from caselaw.access.viewer import ANYONE, Viewer
from caselaw.domain.errors import Invalid, QueryFault
from caselaw.domain.searching.questions import FACETS, SearchQuery
from caselaw.messages import say_error
from caselaw.search.analysis import CHAINS
from caselaw.search.plan import (
    All,
    Between,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Keyword,
    Named,
    Near,
    Not,
    Pattern,
    Phrase,
    Some,
    Word,
)
from caselaw.search.query import parse
from caselaw.search.understand import clause, plan


def understood(text: str, reader: str = "en") -> Clause:
    return clause(parse(text), reader=reader)


def word(text: str) -> Some:
    return Some(tuple(Word(text, language) for language in CHAINS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Everything()),
        ("eviction", word("eviction")),
        ("eviction housing", All((word("eviction"), word("housing")))),
        ('"forced eviction"', Phrase("forced eviction")),
        ('"eviction"', Phrase("eviction")),
        ("a OR b", Some((word("a"), word("b")))),
        ("-prison", Not(word("prison"))),
        ("food/water", All((word("food"), word("water")))),
        ("112/99", Phrase("112/99")),
        ("T-025", Phrase("T-025")),
        ("l’expulsion", word("expulsion")),
        ("court's", word("court")),
        ("country:ZAF", Keyword("country", "ZAF")),
        ("year:2004..2005", Between(20040101, 20051231)),
        ("evict*", Pattern("evict*")),
        ("evicton~", Fuzzy("evicton")),
        ("forced w/5 evict*", Near(("forced", "evict*"), 5)),
        ("-country:ZAF", Not(Keyword("country", "ZAF"))),
        ("country:(ZAF OR KEN)", Some((Keyword("country", "ZAF"), Keyword("country", "KEN")))),
        ("party:Pérez", Named("party", "Pérez")),
        ("juez:«Pérez Ruiz»", Named("judge", "Pérez Ruiz")),
        ("company:Acme", Named("company", "Acme")),
        ("number:T-025/04", Keyword("identifier", "t-025/04")),
        # One paragraph holds what stands beside in:, para: and said:; fields of the document stay outside.
        ("in:reasons", InParagraph(Everything(), ("reasons",))),
        ("in:reasons a", InParagraph(word("a"), ("reasons",))),
        ("in:paragraph a -b", InParagraph(All((word("a"), Not(word("b")))))),
        ("in:(facts OR law) a", InParagraph(word("a"), ("facts", "law"))),
        ("in:facts in:law a", InParagraph(word("a"), ("facts", "law"))),
        ("para:12-14 a", InParagraph(word("a"), (), ("12", "13", "14"))),
        ("said:court para:7 a", InParagraph(word("a"), (), ("7",), ("body",))),
        ("-said:party a", InParagraph(word("a"), (), (), ("body", "quoted", "opinion", "translation"))),
        ("in:facts -in:facts a", Not(Everything())),
        ("in:reasons a country:ZAF", All((InParagraph(word("a"), ("reasons",)), Keyword("country", "ZAF")))),
        ("(in:reasons a) b", All((InParagraph(word("a"), ("reasons",)), word("b")))),
        ("in:reasons a OR b", Some((InParagraph(word("a"), ("reasons",)), word("b")))),
        ("in:reasons (a OR b)", InParagraph(Some((word("a"), word("b"))), ("reasons",))),
        ("-(in:reasons a)", Not(InParagraph(word("a"), ("reasons",)))),
        ("in:reasons (in:facts a) b", All((InParagraph(word("b"), ("reasons",)), InParagraph(word("a"), ("facts",))))),
    ],
)
def test_query_asks(text: str, expected: Clause) -> None:
    assert understood(text) == expected


@pytest.mark.parametrize(
    ("text", "reader", "words"),
    [
        ("the right to water", "en", ["right", "water"]),
        ("right to water", "ar", ["right", "water"]),
        ("derecho a la vivienda", "en", ["derecho", "vivienda"]),
        ("le droit à l’eau", "en", ["droit", "eau"]),
        ("droit de l'homme", "fr", ["droit", "homme"]),
        ("الحق في السكن", "en", ["الحق", "السكن"]),
        ("son custody", "en", ["son", "custody"]),  # French for his: one such word proves nothing
        ("to be or not to be", "en", ["to", "be", "or", "not", "to", "be"]),
        ("the -prison", "en", ["the"]),
        ("X v. Y", "en", ["X", "Y"]),
    ],
)
def test_words_that_say_nothing_are_not_required(text: str, reader: str, words: list[str]) -> None:
    asked = understood(text, reader)
    wanted = [part for part in (asked.clauses if isinstance(asked, All) else (asked,)) if not isinstance(part, Not)]
    assert wanted == [word(each) for each in words]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("country:ZAF", "country", "ZAF"), ("country:za", "country", "ZAF"), ("country:Kenya", "country", "KEN"),
        ("país:Sudáfrica", "country", "ZAF"), ("pais:sudafrica", "country", "ZAF"),
        ('pays:"Afrique du Sud"', "country", "ZAF"), ('بلد:"جنوب أفريقيا"', "country", "ZAF"),
        ("بلد:مصر", "country", "EGY"), ("lang:es", "language", "es"), ("language:Spanish", "language", "es"),
        ("idioma:francés", "language", "fr"), ("langue:arabe", "language", "ar"), ("لغة:العربية", "language", "ar"),
        ("kind:judgment", "kind", "judgment"), ("tipo:sentencia", "kind", "judgment"),
        ('type:"separate opinion"', "kind", "separate_opinion"), ("نوع:قانون", "kind", "law"),
        ("court:icj", "court", "icj"), ("tribunal:CIJ", "court", "icj"),
        ('court:"International Court of Justice"', "court", "icj"), ('محكمة:"محكمة العدل الدولية"', "court", "icj"),
        ("year:2004", "year", "2004"), ("سنة:٢٠٠٤", "year", "2004"), ("año:2004", "year", "2004"),
        ("collection:demo", "collection", "demo"), ("región:África", "region", "africa"),
        ("right:water", "right", "water"), ('derecho:"derecho al agua"', "right", "water"),
        ("حق:السكن", "right", "housing"), ("derecho:vivienda", "right", "housing"),
        ("droit:logement", "right", "housing"),
        ('droit:"droit à l’eau"', "right", "water"), ('النتيجة:"رفض الطلب"', "outcome", "refused"),
        ('doctrine:"minimum core obligations"', "doctrine", "minimum_core"),
        ('doctrina:"obligaciones mínimas básicas"', "doctrine", "minimum_core"),
        ("doctrine:minimum_core", "doctrine", "minimum_core"),
        ("doctrine:non-régression", "doctrine", "non_retrogression"),
        ('مبدأ:"معيار المعقولية"', "doctrine", "reasonableness"), ("remedy:Restitution", "remedy", "restitution"),
        ('reparación:"disculpas públicas"', "remedy", "public_apology"),
        ("mesure:indemnisation", "remedy", "compensation"), ("انتصاف:التعويض", "remedy", "compensation"),
        ('objetivo:"vínculos entre luchas diversas"', "objective", "connected_struggles"),
        ('condition:"aggravation des inégalités"', "condition", "deepening_inequality"),
        ('وضع:"القمع المتزايد"', "condition", "growing_repression"),
        ("stage:merits", "stage", "merits"), ("etapa:fondo", "stage", "merits"),
        ("level:regional", "level", "regional"),
        ("nivel:apelación", "level", "appeal"), ('binding:"recommendations"', "binding", "recommendation"),
        ("demandado:Perú", "respondent", "PER"), ("capture:lobbying", "capture", "legislative_interference"),
        ('captura:"puertas giratorias"', "capture", "revolving_door"),
        ("coded:revolving_door", "coded", "corporate-capture/revolving_door"),
        ("code:our-own/a_code", "coded", "our-own/a_code"),
        ("industry:cocoa", "industry", "cocoa"),
        ('article:"ICESCR 11"', "article", "ICESCR/11"), ('artículo:"art. 11 PIDESC"', "article", "ICESCR/11"),
        ('article:"PIDESC, art. 2(1)"', "article", "ICESCR/2(1)"), ("article:ICESCR", "article", "ICESCR"),
        ('مادة:"المادة ١١ من العهد الدولي الخاص بالحقوق الاقتصادية والاجتماعية والثقافية"', "article", "ICESCR/11"),
    ],
)  # fmt: skip
def test_fields_and_values_have_names_in_four_languages(text: str, field: str, value: str) -> None:
    assert understood(text) == Keyword(field, value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("date:2004", 20040101, 20041231), ("date:2004-02", 20040201, 20040229),
        ("fecha:2004-03-05", 20040305, 20040305),
        ("date:2004-03..2010", 20040301, 20101231), ("date:..2010-06-30", 15000101, 20100630),
        ("date:2004..", 20040101, 21001231), ("تاريخ:٢٠٠٤-٠٣..٢٠١٠", 20040301, 20101231),
        ("year:2098..", 20980101, 21001231),
    ],
)  # fmt: skip
def test_dates_may_be_partial_and_open_at_one_end(text: str, first: int, last: int) -> None:
    assert understood(text) == Between(first, last)


def test_an_article_alone_is_that_of_any_instrument() -> None:
    asked = understood("article:11")
    assert isinstance(asked, Some)
    assert {Keyword("article", "ICESCR/11"), Keyword("article", "ACHR/11")} <= set(asked.clauses)


def test_a_decision_cited_is_looked_for_by_every_reading_of_what_names_it() -> None:
    assert understood("cites:ECLI:ES:TC:2010:1") == Some(
        (Keyword("cites", "ecli:ecli:es:tc:2010:1"), Keyword("cites", "ecli:es:tc:2010:1"))
    )


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("housing colour:red", "query.field_unknown", (8, 14)),
        ("country:Atlantis", "query.value_unknown", (8, 16)),
        ("lang:klingonese", "query.value_unknown", (5, 15)),
        ("kind:poem", "query.value_unknown", (5, 9)),
        ("court:nowhere", "query.value_unknown", (6, 13)),
        ("year:soon", "query.year_unknown", (5, 9)),
        ("year:2010..2004", "query.year_unknown", (5, 15)),
        ("year:2004-03", "query.year_unknown", (5, 12)),
        ("date:2004-13", "query.date_unknown", (5, 12)),
        ("right:nonsense", "query.value_unknown", (6, 14)),
        ("in:nowhere", "query.value_unknown", (3, 10)),
        ('article:"of nothing"', "query.value_unknown", (8, 20)),
    ],
)
def test_an_unknown_field_or_value_is_named_with_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(QueryFault) as fault:
        understood(text)
    assert (fault.value.code, (fault.value.start, fault.value.end)) == (code, place)
    assert say_error(fault.value, "ar")


def test_a_plan_is_made_for_a_viewer_and_a_section() -> None:
    alice = Viewer(account="alice", groups=frozenset({"kisumu"}))
    query = SearchQuery("housing", reader="es", filters={"kind": ("law",), "court": ()}, sort="newest", size=7)
    own = plan(query, parse(query.text), viewer=alice, section="own", offset=14)
    assert own.audiences == alice.audiences
    assert (own.languages_in, own.languages_out) == (("es",), ())
    assert (own.sort, own.size, own.offset, own.facets) == ("newest", 7, 14, ())
    assert own.filters == {"kind": ("law",)}
    other = plan(query, parse(query.text), viewer=ANYONE, section="other")
    assert other.audiences == ANYONE.audiences
    assert (other.languages_in, other.languages_out) == ((), ("es",))
    counts = plan(query, parse(query.text), viewer=ANYONE, section=None)
    assert (counts.languages_in, counts.languages_out, counts.facets, counts.size) == ((), (), FACETS, 0)


@pytest.mark.parametrize(
    "query", [SearchQuery(filters={"colour": ("red",)}), SearchQuery(size=0), SearchQuery(size=101)]
)
def test_a_filter_or_size_that_is_none_is_refused(query: SearchQuery) -> None:
    with pytest.raises(Invalid):
        plan(query, parse(""), viewer=ANYONE, section="own")
