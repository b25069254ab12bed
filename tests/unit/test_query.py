"""The query language: what is read, what is refused and where, and what is offered instead."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caselaw.domain.errors import QueryFault
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say_error
from caselaw.search.query import (
    Both,
    Either,
    Field,
    Loose,
    Masked,
    Nearby,
    Node,
    Nothing,
    Quoted,
    Spelled,
    Typed,
    Without,
    children,
    free,
    parse,
)
from caselaw.search.writing import written


def both(*nodes: Node) -> Both:
    return Both(nodes)


def either(*nodes: Node) -> Either:
    return Either(nodes)


A, B, C, D = Typed("a"), Typed("b"), Typed("c"), Typed("d")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", Nothing()),
        ("  ؟ ، … ", Nothing()),
        ("eviction", Typed("eviction")),
        ("eviction, housing?", both(Typed("eviction"), Typed("housing"))),
        ("هل السكن حق؟", both(Typed("هل"), Typed("السكن"), Typed("حق"))),
        ("a AND b", both(A, B)),
        ("a Y b ET c", both(A, B, C)),
        ("a OR b", either(A, B)),
        ("a O b OU c", either(A, B, C)),
        ("a and b or c", both(A, Typed("and"), B, Typed("or"), C)),
        ("a b OR c d", either(both(A, B), both(C, D))),
        ("a (b OR c) d", both(A, either(B, C), D)),
        ("((a)) (b c)", both(A, B, C)),
        ("a OR (b OR c)", either(A, B, C)),
        ("a -b", both(A, Without(B))),
        ("a −b", both(A, Without(B))),
        ("-a", Without(A)),
        ("a NOT b", both(A, Without(B))),
        ("a NO b NON c SAUF d", both(A, Without(B), Without(C), Without(D))),
        ("a AND NOT b", both(A, Without(B))),
        ("NOT NOT a", A),
        ("-(-a)", A),
        ("a -(b c)", both(A, Without(both(B, C)))),
        ("سكن أو تعليم", either(Typed("سكن"), Typed("تعليم"))),
        ("سكن و تعليم", both(Typed("سكن"), Typed("تعليم"))),
        ("سكن ليس سجن", both(Typed("سكن"), Without(Typed("سجن")))),
        ("سكن وتعليم", both(Typed("سكن"), Typed("وتعليم"))),
        ('"forced disappearance"', Quoted("forced disappearance")),
        ("“a b” „c d” «b» ‹c d›", both(Quoted("a b"), Quoted("c d"), Quoted("b"), Quoted("c d"))),
        ("«\u202fdroit à l’eau\u202f»", Quoted("droit à l’eau")),
        ("« le \"droit\" »", Quoted('le "droit"')),
        ('a -"b c"', both(A, Without(Quoted("b c")))),
        ('"" a', A),
        ("l’eau d'office", both(Typed("l’eau"), Typed("d'office"))),
        ("well-being", Typed("well-being")),
        ("11/00 (2001)", both(Typed("11/00"), Typed("2001"))),
        ("country:ZAF", Field("country", "ZAF")),
        ('country:"South Africa" a', both(Field("country", "South Africa"), A)),
        ("país:«Costa Rica»", Field("país", "Costa Rica")),
        ("محكمة:CIDH", Field("محكمة", "CIDH")),
        ("-kind:law", Without(Field("kind", "law"))),
        ("year:2004..2010", Field("year", "2004..2010")),
        ("article: housing", both(Typed("article"), Typed("housing"))),
        # Patterns and like spellings; a question mark at the end of a word is a question's.
        ("evict*", Masked("evict*")),
        ("wom?n pol**cy", both(Masked("wom?n"), Masked("pol*cy"))),
        ("محك؟ة إخلا٭", both(Masked("محك?ة"), Masked("إخلا*"))),
        ("¿derecho al agua?", both(Typed("derecho"), Typed("al"), Typed("agua"))),
        ("هل السكن حق؟ وماذا؟", both(Typed("هل"), Typed("السكن"), Typed("حق"), Typed("وماذا"))),
        ("water? (really?) ?", both(Typed("water"), Typed("really"))),
        ("evict*, anti-discrim*", both(Masked("evict*"), Typed("anti"), Masked("discrim*"))),
        ("l’expuls*", Masked("expuls*")),
        ("* evict", Typed("evict")),
        ("evicton~ l’expulson~", both(Spelled("evicton"), Spelled("expulson"))),
        ("~ evict ~x", both(Typed("evict"), Typed("x"))),
        # Words near each other.
        ('"forced eviction"~5', Nearby(("forced", "eviction"), 5)),
        ("«éviction forcé*»~٣", Nearby(("éviction", "forcé*"), 3)),
        ("forced w/5 evict*", Nearby(("forced", "evict*"), 5)),
        ('a NEAR/2 "b" w/2 l’eau', Nearby(("a", "b", "eau"), 2)),
        ("(a OR be*) w/3 (c d)", either(Nearby(("a", "c", "d"), 3), Nearby(("be*", "c", "d"), 3))),
        ("-a w/5 b c", both(Without(Nearby(("a", "b"), 5)), C)),
        ("a w/5 b OR c", either(Nearby(("a", "b"), 5), C)),
        ("w/o housing", both(Typed("w/o"), Typed("housing"))),
        # A field before parentheses; what speaks of one paragraph stays with what is beside it.
        ("country:(ZAF OR -KEN)", either(Field("country", "ZAF"), Without(Field("country", "KEN")))),
        ("in:(facts OR reasons) a", both(Field("in", "facts,reasons"), A)),
        ("(in:facts a) b", both(both(Field("in", "facts"), A), B)),
        ("in:facts (a b)", both(Field("in", "facts"), A, B)),
        ("(in:facts) a", both(both(Field("in", "facts")), A)),
        ("(in:facts a) OR (b c)", either(both(Field("in", "facts"), A), both(B, C))),
        ("article:11(1)(b) a", both(Field("article", "11(1)(b)"), A)),
        ("(article:11)", Field("article", "11")),
        # The acronym behind an article's number is its instrument; no other word is.
        ("article:11 PIDESC a", both(Field("article", "11 PIDESC"), A)),
        ("a -article:11(1)  ICESCR", both(A, Without(Field("article", "11(1) ICESCR")))),
        ("(article:11 PIDESC)", Field("article", "11 PIDESC")),
        ("article:PIDESC a", both(Field("article", "PIDESC"), A)),
        ("article:11 pidesc", both(Field("article", "11"), Typed("pidesc"))),
        ("article:11 WATER", both(Field("article", "11"), Typed("WATER"))),
        ("ECLI:ES:TC:2010:1", Typed("ECLI:ES:TC:2010:1")),
        ("12:30", Typed("12:30")),
        # Operators that are initials or everyday words are read as such where they join nothing.
        ("Y v Turkey", both(Typed("Y"), Typed("v"), Typed("Turkey"))),
        ("A. O.", both(Typed("A"), Typed("O"))),
        ("CASE NO 11.603", both(Typed("CASE"), Typed("NO"), Typed("11.603"))),
        ("أو", Typed("أو")),
    ],
)  # fmt: skip
def test_query_is_read(text: str, node: Node) -> None:
    assert parse(text) == node


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a AND", "query.operator_alone", (2, 5)),
        ("OR a", "query.operator_alone", (0, 2)),
        ("a OR AND b", "query.operator_alone", (2, 4)),
        ("a NOT", "query.operator_alone", (2, 5)),
        ("(AND)", "query.operator_alone", (1, 4)),
        ("a ()", "query.parenthesis_empty", (2, 4)),
        ("(a (b)", "query.parenthesis_open", (0, 1)),
        ("a) b", "query.parenthesis_close", (1, 2)),
        ('a "b c', "query.quote_open", (2, 6)),
        ("«عبارة", "query.quote_open", (0, 6)),
        ("a *evict", "query.pattern_short", (2, 8)),
        ("e*", "query.pattern_short", (0, 2)),
        ("w?men", "query.pattern_short", (0, 5)),
        ("ab*c*d*e*f*g*h*i*j*k*l*", "query.pattern_signs", (0, 23)),
        ("party:ab???????????c", "query.pattern_signs", (6, 20)),
        ('"forced evict*"', "query.pattern_quoted", (0, 15)),
        ('"a b"~', "query.near_distance", (0, 6)),
        ('"a b"~51', "query.near_far", (5, 8)),
        ("a w/51 b", "query.near_far", (2, 6)),
        ('"a"~5', "query.near_words", (0, 5)),
        ('"a b c d e f"~5', "query.near_words", (0, 15)),
        ("a w/5 b w/5 c w/5 d w/5 e w/5 f", "query.near_words", (0, 31)),
        ("w/5 a", "query.near_unit", (0, 3)),
        ("a w/5 -b", "query.near_unit", (2, 5)),
        ("a w/5 (b OR country:ZAF)", "query.near_unit", (2, 5)),
        ("a AND w/5 b", "query.operator_alone", (2, 5)),
        ("a w/5 b w/4 c", "query.near_mixed", (8, 11)),
        ('"a b" w/5 c', "query.near_phrase", (0, 11)),
        ("(a OR b OR c OR d OR e OR f) w/5 (g OR h OR i OR j OR k OR l)", "query.near_many", (1, 60)),
        ("evict*~", "query.fuzzy_pattern", (0, 7)),
        ("evict~2", "query.fuzzy_number", (0, 7)),
        ("ab~", "query.fuzzy_short", (0, 3)),
        ("country:(Kenya~)", "query.value_sign", (9, 15)),
        ("a in:(facts -law)", "query.value_sign", (12, 16)),
        ("housing colour:red", "query.field_unknown", (8, 14)),
        ("country:Atlantis", "query.value_unknown", (8, 16)),
        ("date:12.3.2004", "query.date_unknown", (5, 14)),
        ("country:(Kenya OR Atlantis)", "query.value_unknown", (18, 26)),
        ("party:p*", "query.pattern_short", (6, 8)),
        ("judge:Pérez~", "query.value_sign", (6, 12)),
        ("in:reasons (water OR country:ZAF)", "query.mixed", (21, 32)),
        ("water -para:12", "query.number_denied", (6, 14)),
        (" ".join(f"wo{number}*" for number in range(11)), "query.patterns", (50, 55)),
        (" AND ".join(f"a{number:03}" for number in range(151)), "query.parts", (1350, 1354)),
        ("x AND " + "-".join(f"a{number:03}" for number in range(151)), "query.parts", (6, 760)),
        ("a" * 2001, "query.long", (2000, 2001)),
        ("(" * 60 + "a" + ")" * 60, "query.deep", (20, 21)),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(QueryFault) as fault:
        parse(text)
    assert (fault.value.code, (fault.value.start, fault.value.end)) == (code, place)
    assert len({say_error(fault.value, language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("housing AND", "housing"),
        ("a OR AND b", "a AND b"),
        ("a ()", "a"),
        ("a) b", "a b"),
        ("(a (b", "(a (b))"),
        ('a "b c', 'a "b c"'),
        ("«عبارة", "«عبارة»"),
        ("a *evict*", "a evict"),
        ("ab*c*d*e*f*g*h*i*j*k*l*", "ab*"),
        ('"forced evict*"', '"forced evict*"~0'),
        ('"evict*"', "evict*"),
        ('"a b"~', '"a b"~5'),
        ('"a b"~51', '"a b"~50'),
        ("a w/99 b", "a w/50 b"),
        ('"a"~5', '"a"'),
        ('"a b c d e f"~5', '(in:paragraph "a" "b" "c" "d" "e" "f")'),
        ("a w/5", "a"),
        ("a w/5 b w/4 c", "a w/5 b w/5 c"),
        ('"a b" w/5 c', '"a b c"~5'),
        ("evict*~", "evict*"),
        ("evict~2", "evict~"),
        ("contry:Kenya", "country:Kenya"),
        ("colour:red", "red"),
        ("country:South Africa water", 'country:"South Africa" water'),
        ("court:Supreme Court of India", 'court:"Supreme Court of India"'),
        ("country:Kenyo", "country:kenya"),
        ("article:21-achr", 'article:"21 ACHR"'),
        ("water article:ILO-169-6", 'water article:"ILO-169 6"'),
        ("article:21-xyz", "21-xyz"),
        ("country:Atlantis", "Atlantis"),
        ("country:(Kenya OR Ugand)", "country:(Kenya OR uganda)"),
        ("country:(Kenya OR Atlantis)", "country:(Kenya)"),
        ("judge:Pérez~", "judge:Pérez"),
        ("date:2004/3/5", "date:2004-03-05"),
        ("date:٢٠١٠..٢٠٠٤", "date:2004..2010"),
        ("date:2004-2010", "date:2004..2010"),
        ("year:2004-03", "year:2004"),
        ("date:soon", "soon"),
        ("in:reasons (water OR country:ZAF)", "in:reasons (water) country:ZAF"),
        ("a AND " + "(" * 30 + "b" + ")" * 30, "a b"),
        ('"', None),
    ],
)
def test_a_repair_is_offered(text: str, repair: str | None) -> None:
    with pytest.raises(QueryFault) as fault:
        parse(text)
    assert fault.value.repair == repair
    assert repair is None or parse(repair)


def test_more_than_a_dozen_words_are_free_text() -> None:
    twelve, thirteen = "one two three four five six seven eight nine ten eleven twelve", "zero one"
    assert isinstance(parse(twelve), Both)
    loose = parse(f"{twelve} thirteen")
    assert isinstance(loose, Loose)
    assert (len(loose.nodes), loose.nodes[-1]) == (13, Typed("thirteen"))
    for text in (
        f"{twelve} AND {thirteen}", f"{twelve} -thirteen", f"{twelve} kind:law", f"{twelve} one w/5 two",
        f'{twelve} "{thirteen}"~3', f"{twelve} o Y pan O agua", f'"{twelve} {thirteen}"', "A AND " * 12 + "B",
    ):  # fmt: skip
        assert not isinstance(parse(text), Loose)
        assert parse(written(parse(text))) == parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Court (see paragraph 12) finds that “the right to water” is not: a gift. So what? It stands",
        "تقرر المحكمة (الفقرة 12) أن الحق في السكن و الحق في الماء أو الغذاء مكفولان للجميع دون تمييز",
        "CASE OF THE COMMUNITIES OF THE RIVER AND OTHERS v. THE STATE OF X AND ITS MINISTERS",
        "one two three four five six seven eight nine ten eleven twelve (thirteen",
        'one two three four five six seven eight nine ten eleven twelve thirteen" e* Re:Smith',
    ],
)
def test_a_pasted_sentence_is_free_text_whatever_its_marks(text: str) -> None:
    assert isinstance(parse(text), Loose)


def test_free_text_has_no_signs_and_may_be_long() -> None:
    assert free('NOT (this* AND "that') == Loose((Typed("NOT"), Typed("this"), Typed("AND"), Typed("that")))
    assert free(" … ") == Nothing()
    assert isinstance(free("word " * 100_000), Loose)


def test_nodes_know_where_they_were_typed() -> None:
    node = parse('housing -"forced labour" país:Chad')
    assert isinstance(node, Both)
    assert [(part.start, part.end) for part in node.nodes] == [(0, 7), (8, 24), (25, 34)]
    assert (node.start, node.end) == (0, 34)


def nodes() -> st.SearchStrategy[str]:
    """Queries that can be read, as people who know the language write them."""
    words = st.sampled_from(("a", "land", "evict*", "wom?n", "evicton~", '"b"', "«droit à l’eau»", "السكن", "T-025/04"))
    near = st.sampled_from(('"a be*"~3', "a w/5 b", "(a OR be*) w/0 (c OR d)"))
    fields = st.sampled_from(("country:Kenya", "date:2004-03..2010", "party:(Pérez OR Ruiz)", "article:11(1)"))
    places = st.sampled_from(("in:reasons", "-in:facts", "said:court", "para:12-14", "in:(facts OR law)"))
    leaves = st.one_of(words, words, near, fields, places)
    joined = st.sampled_from((" ", " AND ", " OR ", " -", " NOT "))

    def wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pairs = st.tuples(inner, joined, inner)
        return pairs.map(lambda pair: "(" + "".join(pair) + ")") | pairs.map("".join) | inner.map("-({})".format)

    return st.recursive(leaves, wider, max_leaves=9)


@settings(max_examples=500, deadline=None)
@given(nodes() | st.text())
@example("(in:facts) -(in:facts a)")
@example("🌊W/٣")
@example("AND. NO. w/5.")
def test_what_is_read_can_be_written_and_read_again(text: str) -> None:
    node, fault = read(text)
    if fault:
        assert fault.repair is None or parse(fault.repair)
    else:
        assert parse(written(node)) == node
        assert all(0 <= part.start <= part.end <= len(text) for part in (node, *children(node)))


def read(text: str) -> tuple[Node, QueryFault | None]:
    try:
        return parse(text), None
    except QueryFault as fault:
        return Nothing(), fault
