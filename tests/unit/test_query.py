"""The query language: what is read, what is refused and where, and that nothing typed can break it."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caselaw.domain.errors import QueryFault
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say_error
from caselaw.search.lexing import OPERATORS
from caselaw.search.query import (
    MOST_WORDS,
    Both,
    Either,
    Field,
    Loose,
    Node,
    Nothing,
    Quoted,
    Typed,
    Without,
    free,
    parse,
)


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
        ("a evict*", "query.wildcard", (6, 8)),
        ("a" * 2001, "query.long", (2000, 2001)),
        ("(" * 60 + "a" + ")" * 60, "query.deep", (20, 21)),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(QueryFault) as fault:
        parse(text)
    assert (fault.value.code, (fault.value.start, fault.value.end)) == (code, place)
    assert len({say_error(fault.value, language) for language in LANGUAGES}) == len(LANGUAGES)


def test_more_than_a_dozen_words_are_free_text() -> None:
    twelve, thirteen = "one two three four five six seven eight nine ten eleven twelve", "zero one"
    assert isinstance(parse(twelve), Both)
    loose = parse(f"{twelve} thirteen")
    assert isinstance(loose, Loose)
    assert (len(loose.nodes), loose.nodes[-1]) == (13, Typed("thirteen"))
    for sign in (f"{twelve} AND thirteen", f"({twelve} thirteen)", f"{twelve} -thirteen", f'{twelve} "{thirteen}"'):
        assert not isinstance(parse(sign), Loose)
        assert parse(unparse(parse(sign))) == parse(sign)


def test_free_text_has_no_signs_and_may_be_long() -> None:
    assert free('NOT (this* AND "that') == Loose((Typed("NOT"), Typed("this"), Typed("AND"), Typed("that")))
    assert free(" … ") == Nothing()
    assert isinstance(free("word " * 100_000), Loose)


def test_nodes_know_where_they_were_typed() -> None:
    node = parse('housing -"forced labour" país:Chad')
    assert isinstance(node, Both)
    assert [(part.start, part.end) for part in node.nodes] == [(0, 7), (8, 24), (25, 34)]
    assert (node.start, node.end) == (0, 34)


SIGNS = [
    "a", "housing", "AND", "OR", "NOT", "Y", "O", "NO", "و", "أو", "ليس", "(", ")", "-", '"', "«", "»", "“", "country:",
    "x:", ":", "*", "،", "؟", "l’eau", "الحَقّ", " ", "  ", "\u00ad", "\ud800", "1", ".", "/", "🌊",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join) | st.lists(
    st.sampled_from(SIGNS), max_size=60
).map(" ".join)


@settings(max_examples=600, deadline=None)
@given(st.text() | HOSTILE)
@example("(" * 1999)
@example("-(" * 900)
@example("NOT " * 499)
@example('"' * 1999)
@example("a OR " * 399 + "a")
def test_any_string_is_read_or_refused_in_time(text: str) -> None:
    began = time.perf_counter()
    node, fault = _read(text)
    if fault:
        assert 0 <= fault.start <= fault.end <= len(text)
        assert say_error(fault, "ar")
    else:
        assert parse(unparse(node)) == node
    assert time.perf_counter() - began < 1


def _read(text: str) -> tuple[Node, QueryFault | None]:
    try:
        return parse(text), None
    except QueryFault as fault:
        return Nothing(), fault


def unparse(node: Node) -> str:
    """A query that parses to this node again."""
    match node:
        case Typed():
            return f"{node.text}." if node.text in OPERATORS else node.text
        case Quoted():
            return _between_quotes(node.text)
        case Field():
            return f"{node.name}:{_between_quotes(node.value)}"
        case Loose():
            return " ".join(unparse(part) for part in node.nodes)
        case Both():
            joint = " AND " if len(node.nodes) > MOST_WORDS else " "
            return joint.join(
                f"({unparse(part)})" if isinstance(part, Either) else unparse(part) for part in node.nodes
            )
        case Either():
            return " OR ".join(unparse(part) for part in node.nodes)
        case Without():
            inner = unparse(node.node)
            return f"-({inner})" if isinstance(node.node, Both | Either) else f"-{inner}"
        case Nothing():
            return ""


def _between_quotes(text: str) -> str:
    """The text in the first pair of quotation marks that does not occur in it; one pair was around it when typed."""
    for opening, closing, family in (('"', '"', '"“”„‟＂'), ("«", "»", "«»"), ("‹", "›", "‹›")):
        if not any(sign in text for sign in family):
            return f"{opening}{text}{closing}"
    raise ValueError("a phrase with every quotation mark in it was never typed as one")
