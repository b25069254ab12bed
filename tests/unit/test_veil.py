"""What is withheld: marks in the place of words, ways of reading a document, and nothing hidden left anywhere."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, editors_of, group_audience
from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.claims import Claim
from caselaw.domain.document import Document, Facts
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.order import Order
from caselaw.domain.problems import Problem
from caselaw.domain.veil.document import veiled
from caselaw.domain.veil.restrictions import FIELDS, MARK, Field, Name, Passage, Restriction, Span, hidden, mask, views
from caselaw.domain.withholding.names import WithheldName
from tests.factories import a_document
from tests.factories.documents import facts, paragraphs

A, B = group_audience("a"), group_audience("b")
AUDIENCES = (PUBLIC, MEMBERS, A, B, editors_of(PUBLIC), editors_of(A))
ROLES = ("reader", "member", "editor", "curator", "administrator")
viewers = st.one_of(
    st.just(Viewer()),
    st.builds(
        lambda roles, groups: Viewer("somebody", frozenset(roles), frozenset(groups)),
        st.sets(st.sampled_from(ROLES)),
        st.sets(st.sampled_from(("a", "b", "c"))),
    ),
)
texts = st.text(st.sampled_from("ab é́ة\u0651و.,\n[▮]"), max_size=30)
spans = st.lists(
    st.tuples(st.integers(0, 34), st.integers(0, 34)).map(lambda pair: Span(min(pair), max(pair))), max_size=5
)


@pytest.mark.parametrize(
    ("text", "where", "shown"),
    [
        ("the name Ana stands here", [(9, 12)], f"the name {MARK} stands here"),
        ("Ana and Eva", [(0, 3), (8, 11)], f"{MARK} and {MARK}"),
        ("Ana Eva", [(0, 3), (3, 7)], MARK),
        ("Ana", [(0, 99)], MARK),
        ("Ana", [(3, 3), (9, 12)], "Ana"),
        ("Ane\u0301 x", [(0, 3)], f"{MARK} x"),
        ("محمّد قال", [(0, 3)], f"{MARK}د قال"),
    ],
)
def test_a_mark_stands_for_words(text: str, where: list[tuple[int, int]], shown: str) -> None:
    assert mask(text, [Span(*pair) for pair in where]).text == shown


@given(texts, spans)
def test_no_withheld_character_survives_and_the_others_stay(text: str, where: list[Span]) -> None:
    masked = mask(text, where)
    covered = {at for span in masked.spans for at in range(span.start, span.end)}
    assert {at for span in where for at in range(span.start, min(span.end, len(text)))} <= covered
    for at, letter in enumerate(text):
        moved = masked.shift(at, at + 1)
        assert (moved is None) == (at in covered)
        if moved is not None:
            assert masked.text[moved[0] : moved[1]] == letter
    assert len(masked.text) == len(text) - len(covered) + len(MARK) * len(masked.spans)


@given(texts, texts, st.integers(0, 30), st.integers(0, 30))
def test_how_long_the_words_were_is_not_told(one: str, other: str, before: int, behind: int) -> None:
    around = "(" * before, ")" * behind
    every = [f"x{words}x" for words in (one, other)]
    shown = {mask(around[0] + said + around[1], [Span(before, before + len(said))]).text for said in every}
    assert len(shown) == 1


@given(st.sampled_from(AUDIENCES), st.lists(st.sampled_from(AUDIENCES[1:4])), viewers)
def test_each_reader_is_served_exactly_one_view(access: Audience, audiences: list[Audience], viewer: Viewer) -> None:
    restrictions = [Restriction(Field(FIELDS[at % len(FIELDS)]), one) for at, one in enumerate(audiences)]
    served = [
        view
        for view in views(access, restrictions)
        if view.audience in viewer.audiences and not viewer.audiences & set(view.superseded_by)
    ]
    assert len(served) == (access in viewer.audiences)
    for view in served:  # the index never gives more than the database
        assert set(hidden(restrictions, viewer.audiences)) <= set(view.hidden)


def test_members_of_the_group_read_more_than_members_and_these_more_than_all() -> None:
    of_members, of_group = Restriction(Field("judges"), MEMBERS), Restriction(Passage("p-1"), A)
    public, members, group = views(PUBLIC, [of_group, of_members])
    assert (public.audience, public.hidden, public.superseded_by) == (PUBLIC, (of_group, of_members), (MEMBERS, A))
    assert (members.audience, members.hidden, members.superseded_by) == (MEMBERS, (of_group,), (A,))
    assert (group.audience, group.hidden, group.superseded_by) == (A, (), ())


def test_what_is_meant_for_two_groups_is_in_no_view() -> None:
    only = views(A, [Restriction(Passage("p-1"), B)])
    assert [(view.audience, len(view.hidden)) for view in only] == [(A, 1)]


SECRET = "Marta Quispe was beaten at Cell Nine"
TEXT = f"On that day {SECRET}, as Rojas v Peru [1999] ZACC 9 says elsewhere in [2001] ZACC 8."


def a_case(**changes: Any) -> Document:
    return a_document(
        facts=replace(
            facts(),
            orders=(Order(f"The State shall pay {SECRET} a sum", paragraph="p-1"), Order("It shall publish this")),
            allegations=(Allegation("Mine Ltd", f"that {SECRET}", "alleged", "source"),),
            headline=f"Whether {SECRET} can sue",
            **changes,
        ),
        claims=(Claim("theme", "torture", "parser", "p-1"), Claim("judge", "Justice A. Example", "parser", "p-2")),
        problems=(Problem("problem.date", params={"text": "Cell Nine"}), Problem("problem.pages", params={"count": 3})),
    )


def test_what_rests_on_hidden_words_goes_with_them() -> None:
    start = TEXT.index(SECRET)
    passage = Restriction(Passage("p-1", Span(start, start + len(SECRET))), A)
    inside, after = TEXT.index("Marta"), TEXT.index("[2001]")
    cited = [
        Citation(TEXT[at : at + 6], at, at + 6, (Reading("neutral", "[2001] ZACC 8"),), "p-1") for at in (inside, after)
    ]
    document, (one, _), kept = veiled(a_case(), paragraphs(TEXT, "Other words."), cited, [passage])
    assert one.text == TEXT.replace(SECRET, MARK)
    assert [one.text[c.start : c.end] for c in kept] == ["[2001]"]
    assert [order.text for order in document.facts.orders] == [
        f"The State shall pay {MARK} a sum",
        "It shall publish this",
    ]
    assert document.facts.allegations == ()
    assert document.facts.headline == f"Whether {MARK} can sue"
    assert [claim.field for claim in document.claims] == ["judge"]
    assert [problem.code for problem in document.problems] == ["problem.pages"]
    assert document.withheld == (Passage("p-1"),)
    assert "Quispe" not in repr(document)


def test_a_name_in_an_address_is_found_as_it_is_read() -> None:
    written = "https://court.example.org/Juan%20P%C3%A9rez.pdf"
    other = Claim("source.url", "https://court.example.org/100%25.pdf", "editor:erin")
    document = a_document(claims=(Claim("source.url", written, "editor:erin"), other))
    juan = Restriction(Name(WithheldName(("Juan Pérez",)), "[name withheld]"), A)
    shown, _, _ = veiled(document, (), (), (juan,))
    assert shown.claims == (other,)


@pytest.mark.parametrize("name", FIELDS)
def test_a_hidden_fact_is_nowhere(name: str) -> None:
    whole = a_case(respondents=("PER",), stages=("merits",), outcome="violation")
    claims = tuple(
        Claim(field, "x", "parser") for field in ("title", "party.applicant", "date.decision", "identifier.ecli")
    )
    shown, _, _ = veiled(replace(whole, claims=claims), (), (), [Restriction(Field(name), MEMBERS)])
    default = Facts()
    for field in fields(Facts):
        value = getattr(shown.facts, field.name)
        if field.name == name and field.name not in ("title", "headline"):
            assert value == getattr(default, field.name)
    if name == "title":
        assert (shown.facts.title, shown.facts.case_name) == (MARK, MARK)
    if name == "parties":
        assert "Harbour" not in repr(shown)
    gone = {
        "title": "title",
        "parties": "party.applicant",
        "decided": "date.decision",
        "identifiers": "identifier.ecli",
    }
    assert (
        {claim.field for claim in claims} - {claim.field for claim in shown.claims} == {gone[name]} & set(gone.values())
        if name in gone
        else True
    )


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_no_hidden_word_survives_in_what_is_shown(one: int, other: int) -> None:
    start, end = sorted((one, other))
    passage = Restriction(Passage("p-1", Span(start, end)), A)
    document, texts, _ = veiled(a_case(), paragraphs(TEXT, "Other words."), (), [passage])
    inside = set(re.findall(r"\w+", TEXT[start:end])) - set(re.findall(r"\w+", TEXT[:start] + " " + TEXT[end:]))
    whole = {word for word in inside if re.search(rf"\b{word}\b", TEXT)}
    assert not whole & set(re.findall(r"\w+", texts[0].text))
    if len(TEXT[start:end].split()) > 1 and TEXT[start:end] == SECRET:
        assert "Quispe" not in repr(document)
