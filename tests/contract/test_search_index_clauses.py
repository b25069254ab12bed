"""What each clause beyond words and phrases finds, on every engine: nearness, patterns, like spellings, names, spans of
days, one part of a decision."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caselaw.search.plan import (
    WIDEST,
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
    Weighted,
    Word,
)
from caselaw.search.port import IndexDocument, IndexParagraph, SearchIndex
from tests.contract.conftest import ENGINES, opened
from tests.contract.rows import found, passages, plan, row


def parted(id_: str, *parts: tuple[str, str | None, str | None, str], **facts: object) -> IndexDocument:
    """A row of paragraphs, each a text, a section, a number and a voice."""
    paragraphs = tuple(
        IndexParagraph(f"p-{at + 1}", at, "en", text, section, number, voice)
        for at, (text, section, number, voice) in enumerate(parts)
    )
    return row(id_, paragraphs=paragraphs, **facts)  # type: ignore[arg-type]


SHELF = (
    row(
        "water",
        "Disconnection of the water supply needs notice, fair notice, in writing.",
        "The supply of electricity is another matter.",
        title="Mazibuko v City of Johannesburg\nThe Phiri water case",
        date=20091008,
        date_last=20091008,
        names={"party": ("Lindiwe Mazibuko", "City of Johannesburg"), "judge": ("O'Regan J",)},
    ),
    row(
        "casa",
        "La vivienda adecuada no es sólo un techo; los desalojos y el desahucio la niegan.",
        "El Comité observó que l’Etat n'avait pas agi.",
        language="es",
        title="Ben Djazia y Bellili contra España",
        date=20170101,
        date_last=20171231,
        names={"party": ("Mohamed Ben Djazia", "Naouel Bellili", "España"), "company": ("Aguas de Valencia S.A.",)},
    ),
    row(
        "haq",
        "الحق في السكن اللائق من حقوق الإنسان.",
        "حظر الإخلاء القسري للسكان.",
        language="ar",
        title="قضية السكن",
        date=20170601,
        date_last=20170630,
        names={"judge": ("القاضي أحمد",)},
    ),
    parted(
        "parts",
        ("The applicants say that the eviction was unlawful.", "arguments", "12", "party"),
        ("We find no unlawful eviction, and no duty to consult.", "reasons", "45", "body"),
        ("There was a duty to consult, and an eviction.", "dissent", "3", "dissent"),
        ("The appeal is dismissed.", "operative", "99", "body"),
        title="Unlawful eviction",
        date=20180303,
    ),
    parted(
        "merits",
        ("The eviction was unlawful for want of a duty kept.", "reasons", "45bis", "body"),
        ("Nothing is said of costs.", None, None, "body"),
        title="Another matter",
    ),
)
EVERY = {each.id for each in SHELF}


@pytest.fixture(scope="module", params=ENGINES)
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    with opened(request.param, tmp_path_factory.mktemp("shelf")) as engine:
        assert engine.put(SHELF) == {}
        yield engine


def near(gap: int, *words: str) -> Near:
    return Near(words, gap)


def inside(clause: Clause, **where: tuple[str, ...]) -> InParagraph:
    return InParagraph(clause, **where)


EVICTION = Word("eviction", "en")
CONSULT = Phrase("consult")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (near(0, "water", "supply"), {"water"}),
        (near(0, "supply", "water"), {"water"}),
        (near(1, "disconnection", "water"), set()),
        (near(2, "disconnection", "water"), {"water"}),
        (near(2, "WATER", "Disconnection"), {"water"}),
        (near(1, "disconnection", "water", "supply"), set()),
        (near(2, "supply", "disconnection", "water"), {"water"}),
        (near(WIDEST, "electricity", "disconnection"), set()),
        (near(WIDEST, "mazibuko", "phiri"), set()),
        (near(3, "mazibuko", "johannesburg"), {"water"}),
        (near(3, "mazibuko", "disconnection"), set()),
        (near(1, "notice", "notice"), {"water"}),
        (near(0, "notice", "notice"), set()),
        (near(9, "fair", "fair"), set()),
        (near(9, "writing", "fair", "notice"), {"water"}),
        (near(0, "notice", "fair", "notice"), {"water"}),
        (near(0, "suppl*", "wat?r"), {"water"}),
        (near(0, "suppl?", "water"), {"water"}),
        (near(5, "not*", "noti?e"), {"water"}),
        (near(9, "fair*", "?air"), set()),
        (near(0, "l'etat", "que"), {"casa"}),
        (near(0, "etat", "que"), set()),
        (near(1, "etat", "que"), {"casa"}),
        (near(0, "l'et*", "que"), {"casa"}),
        (near(3, "solo", "techo"), {"casa"}),
        (near(0, "السكن", "اللائق"), {"haq"}),
        (near(2, "حقوق", "السك*"), {"haq"}),
        (near(1, "حقوق", "السك*"), set()),
        (near(9, "de", "no", "es", "solo", "un", "techo"), set()),
        (near(9, "adecuada", "no", "es", "solo", "techo"), {"casa"}),
        (near(9, "adecuada", "no", "es", "solo", "un", "techo"), set()),  # more than MOST_NEAR
        (near(9, "adecuada", "no", "es", "solo", "un", "techo", "la"), set()),
        (near(0, "—", "techo"), {"casa"}),
        (near(0, "—", "…"), set()),
        (near(3, "eviction", "*"), set()),
        (near(0, "unlawful", "eviction"), {"parts"}),
        (near(1, "unlawful", "eviction"), {"parts", "merits"}),
        (near(10_000, "disconnection", "writing"), {"water"}),
        (Not(near(1, "unlawful", "eviction")), {"water", "casa", "haq"}),
    ],
)
def test_words_near_each_other(shelf: SearchIndex, where: Clause, expected: set[str]) -> None:
    assert found(shelf, where) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("evict*", {"parts", "merits"}),
        ("EVICT*", {"parts", "merits"}),
        ("*viction", {"parts", "merits"}),
        ("e*ct*n", {"parts", "merits"}),
        ("eviction*", {"parts", "merits"}),
        ("evictio?", {"parts", "merits"}),
        ("eviction?", set()),
        ("?viction", {"parts", "merits"}),
        ("des?loj*", {"casa"}),
        ("desa*", {"casa"}),
        ("SÓL?", {"casa"}),
        ("mazib*", {"water"}),
        ("الإخلا?", {"haq"}),
        ("للسكّا*", {"haq"}),
        ("9*", set()),
        ("mazibuko", {"water"}),
        ("l’eta?", {"casa"}),
        ("n'eta?", {"casa"}),
        ("n'av", set()),
        ("wate?-suppl*", {"water"}),
        ("*", set()),
        ("**", set()),
        ("e*", set()),
        ("?", set()),
        ("??", set()),
        ("?*?", set()),
        ("", set()),
        ("—*", set()),
        ("ev*.*n", set()),
        ("evict[a-z]*", set()),
    ],
)
def test_a_pattern_stands_for_letters(shelf: SearchIndex, pattern: str, expected: set[str]) -> None:
    assert found(shelf, Pattern(pattern)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("eviction", {"parts", "merits"}),
        ("evicton", {"parts", "merits"}),
        ("evitcion", {"parts", "merits"}),
        ("evitcoin", {"parts", "merits"}),
        ("evctn", set()),
        ("evitcoins", set()),
        ("unlawfull", {"parts", "merits"}),
        ("unlawflul", {"parts", "merits"}),
        ("dtuy", {"parts", "merits"}),
        ("duy", {"parts", "merits"}),
        ("dt", set()),
        ("du", set()),
        ("duti", {"parts", "merits"}),
        ("duties", set()),
        ("tehco", {"casa"}),
        ("tehoc", set()),
        ("teccho", {"casa"}),
        ("techos", {"casa"}),
        ("desalojoo", {"casa"}),
        ("DESALÓGOS", {"casa"}),
        ("Mazibukko", {"water"}),
        ("السكان", {"haq"}),
        ("السكم", {"haq"}),
        ("السمك", set()),
        ("45", set()),
        ("", set()),
        ("—", set()),
        ("watre-suply", {"water"}),
        ("watre-xxxxx", set()),
    ],
)
def test_words_spelled_alike(shelf: SearchIndex, word: str, expected: set[str]) -> None:
    assert found(shelf, Fuzzy(word)) == expected


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("party", "mazibuko", {"water"}),
        ("party", "City of JOHANNESBURG", {"water"}),
        ("party", "Johannesburg Lindiwe", {"water"}),
        ("party", "Johannesburg Tshwane", set()),
        ("party", "Phiri", set()),
        ("party", "espana", {"casa"}),
        ("party", "España Bellili", {"casa"}),
        ("party", "mazi*", {"water"}),
        ("party", "b* djazia", set()),
        ("party", "be* djazia", {"casa"}),
        ("judge", "o’regan", {"water"}),
        ("judge", "احمد", {"haq"}),
        ("judge", "mazibuko", set()),
        ("company", "aguas valencia", {"casa"}),
        ("party", "", set()),
        ("party", "—", set()),
    ],
)
def test_names_of_a_field(shelf: SearchIndex, field: str, text: str, expected: set[str]) -> None:
    assert found(shelf, Named(field, text)) == expected
    assert found(shelf, Not(Named(field, text))) == EVERY - expected


def test_names_of_an_unknown_field_are_a_mistake_of_ours(shelf: SearchIndex) -> None:
    with pytest.raises(KeyError):
        shelf.search(plan(Named("country", "ZAF")))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (20170101, 20171231, {"casa", "haq"}),
        (20170615, 20170615, {"casa", "haq"}),
        (20170701, 20170731, {"casa"}),
        (20171231, 20180302, {"casa"}),
        (20180101, 20180303, {"parts"}),
        (20180304, 20181231, set()),
        (0, 20091008, {"water"}),
        (0, 20091007, set()),
        (20091008, 20091008, {"water"}),
        (0, 99999999, {"water", "casa", "haq", "parts"}),
        (20171231, 20170101, set()),
    ],
)
def test_days_that_may_be_the_day(shelf: SearchIndex, first: int, last: int, expected: set[str]) -> None:
    assert found(shelf, Between(first, last)) == expected
    assert found(shelf, Not(Between(first, last))) == EVERY - expected


REASONS = {"sections": ("reasons",)}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (inside(EVICTION), {"parts", "merits"}),
        (inside(Word("mazibuko", "en")), set()),
        (inside(EVICTION, sections=("reasons",)), {"parts", "merits"}),
        (inside(EVICTION, sections=("operative",)), set()),
        (inside(EVICTION, sections=("operative", "dissent")), {"parts"}),
        (inside(EVICTION, sections=("no such part",)), set()),
        (inside(EVICTION, numbers=("45",)), {"parts"}),
        (inside(EVICTION, numbers=("45", "45bis")), {"parts", "merits"}),
        (inside(EVICTION, voices=("party",)), {"parts"}),
        (inside(EVICTION, voices=("body",), sections=("dissent",)), set()),
        (inside(Everything(), numbers=("99",)), {"parts"}),
        (inside(Everything(), numbers=("999",)), set()),
        (inside(Everything(), sections=("reasons",)), {"parts", "merits"}),
        (inside(Everything()), EVERY),
        (inside(All((EVICTION, CONSULT))), {"parts"}),
        (inside(All((EVICTION, CONSULT)), sections=("arguments",)), set()),
        (inside(All((Word("supply", "en"), Word("water", "en")))), {"water"}),
        (inside(All((Word("disconnection", "en"), Word("electricity", "en")))), set()),
        (inside(All((EVICTION, Not(CONSULT))), sections=("reasons",)), {"merits"}),
        (inside(All((EVICTION, Not(CONSULT))), voices=("party",)), {"parts"}),
        (inside(Not(EVICTION), sections=("reasons",)), set()),
        (inside(Not(CONSULT), sections=("reasons",)), {"merits"}),
        (inside(Some((CONSULT, Phrase("costs")))), {"parts", "merits"}),
        (inside(Some((CONSULT, Phrase("costs"))), sections=("reasons",)), {"parts"}),
        (inside(near(0, "unlawful", "eviction")), {"parts"}),
        (inside(near(0, "unlawful", "eviction"), voices=("party",)), set()),
        (inside(Pattern("consul*"), voices=("dissent",)), {"parts"}),
        (inside(Fuzzy("consutl"), voices=("dissent",)), {"parts"}),
        (inside(Phrase("duty to consult"), voices=("party",)), set()),
        (inside(Weighted(EVICTION, 0.5), numbers=("12",)), {"parts"}),
        (inside(inside(EVICTION, sections=("dissent",)), numbers=("3",)), {"parts"}),
        (inside(inside(EVICTION, sections=("dissent",)), numbers=("45",)), set()),
        (Not(inside(EVICTION, sections=("reasons",))), {"water", "casa", "haq"}),
        (All((inside(EVICTION), Not(inside(CONSULT)))), {"merits"}),
        (Some((inside(CONSULT), Word("techo", "es"))), {"parts", "casa"}),
    ],
)
def test_one_paragraph_of_a_part_holds_it_all(shelf: SearchIndex, where: Clause, expected: set[str]) -> None:
    assert found(shelf, where) == expected


@pytest.mark.parametrize("asked", [Keyword("court", "zacc"), Named("party", "x"), Between(0, 1)])
def test_a_paragraph_is_not_asked_of_its_document(shelf: SearchIndex, asked: Clause) -> None:
    for clause in (asked, All((EVICTION, Not(asked))), inside(asked)):
        with pytest.raises(ValueError, match="document"):
            shelf.search(plan(inside(clause)))


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800", "x" * 100_000, "a " * 500, '"', "\\", "*\\*", "𝒳*", "\ua000", "[", "?("]
)
def test_hostile_words_break_nothing(shelf: SearchIndex, text: str) -> None:
    for where in (
        Near((text, "water"), 3),
        Pattern(text),
        Fuzzy(text),
        Named("party", text),
        inside(Phrase("water"), numbers=(text,), sections=(text,), voices=(text,)),
    ):
        assert found(shelf, All((where, Phrase("techo")))) == set()


@pytest.mark.parametrize(
    ("where", "id_", "expected"),
    [
        (near(1, "water", "supply"), "water", ["p-1"]),
        (near(WIDEST, "water", "electricity"), "water", []),
        (Pattern("consul*"), "parts", ["p-2", "p-3"]),
        (Pattern("suppl*"), "water", ["p-1", "p-2"]),
        (Fuzzy("applicant"), "parts", ["p-1"]),
        (inside(EVICTION, sections=("dissent",)), "parts", ["p-3"]),
        (inside(Everything(), numbers=("99",)), "parts", ["p-4"]),
        (inside(EVICTION, voices=("body",)), "parts", ["p-2"]),
        (inside(All((EVICTION, Not(CONSULT)))), "parts", ["p-1"]),
        (All((inside(EVICTION, numbers=("12",)), CONSULT, inside(CONSULT, sections=("dissent",)))), "parts", None),
        (Not(inside(EVICTION, sections=("operative",))), "parts", []),
        (Named("party", "mazibuko"), "water", []),
        (Between(0, 99999999), "water", []),
    ],
)
def test_the_paragraphs_that_hold_it(shelf: SearchIndex, where: Clause, id_: str, expected: list[str] | None) -> None:
    if expected is None:
        assert set(passages(shelf, where, id_)) == {"p-1", "p-2", "p-3"}
    else:
        assert passages(shelf, where, id_) == expected


def test_of_a_document_the_paragraphs_from_a_place_on_are_given(index: SearchIndex) -> None:
    index.put([row("a", *(f"water {'and more ' * at}" for at in range(9)), "land")])
    asked = plan(Word("water", "en"), paragraphs=4)
    (first,) = index.search(asked).hits
    assert [paragraph.anchor for paragraph in first.paragraphs] == ["p-1", "p-2", "p-3", "p-4"]
    seen = []
    for start in (0, 4, 8, 12):
        (hit,) = index.search(plan(Word("water", "en"), paragraphs=4, paragraphs_from=start)).hits
        seen.append([paragraph.anchor for paragraph in hit.paragraphs])
    assert seen == [[f"p-{at}" for at in range(start, min(start + 4, 10))] for start in (1, 5, 9, 13)]
