"""Word translations learned from a small invented parallel text, and what is made of them."""

from __future__ import annotations

import pytest

from caselaw.bench.judged import JudgedQuery
from caselaw.search.analysis import exact, stem
from caselaw.search.lexicon import BEST, LEAST, NOTHING_LEARNED, Course, Entry, Learned, Lesson, Lexicon

ENGLISH = (
    "1. The old harbour belongs to the village.",
    "2. The village fears the eviction of the fishermen.",
    "3. The fishermen repair their nets in the harbour.",
    "4. The judge visited the harbour and the village.",
    "5. The judge forbade the eviction.",
    "6. The nets of the fishermen were burnt.",
    "7. The harbour was closed by the judge.",
    "8. The village repaired the burnt nets.",
)
SPANISH = (
    "1. El viejo puerto pertenece a la aldea.",
    "2. La aldea teme el desahucio de los pescadores.",
    "3. Los pescadores reparan sus redes en el puerto.",
    "4. La jueza visitó el puerto y la aldea.",
    "5. La jueza prohibió el desahucio.",
    "6. Las redes de los pescadores fueron quemadas.",
    "7. El puerto fue cerrado por la jueza.",
    "8. La aldea reparó las redes quemadas.",
)
LESSONS = [Lesson(left, "en", right, "es", group=left[0]) for left, right in zip(ENGLISH, SPANISH, strict=True)]


def lexicon(*tables: list[Learned]) -> Lexicon:
    return Lexicon([map(Entry.of, table) for table in tables])


@pytest.fixture(scope="module")
def learned() -> list[Learned]:
    return list(Course(LESSONS).learn())


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("harbour", "en", "puerto"),
        ("Harbours", "en", "puerto"),
        ("village", "en", "aldea"),
        ("eviction", "en", "desahucio"),
        ("judges", "en", "jueza"),
        ("nets", "en", "redes"),
        ("fishermen", "en", "pescadores"),
        ("puertos", "es", "harbour"),
        ("DESAHUCIO", "es-CO", "eviction"),
        ("aldeas", "es", "village"),
    ],
)
def test_the_likeliest_translation(learned: list[Learned], word: str, language: str, expected: str) -> None:
    first = lexicon(learned).translations(word, language)[0]
    assert first.term == expected
    assert first.probability > 0.5


def test_function_words_and_figures_are_never_learned(learned: list[Learned]) -> None:
    words = {one.word for one in learned} | {one.target for one in learned}
    assert not words & {"the", "of", "el", "la", "los", "1", "2", "8", ""}


def test_what_is_kept_is_likely_and_shown_by_lessons(learned: list[Learned]) -> None:
    for one in learned:
        assert LEAST <= one.probability <= 1
        assert 2 <= one.together <= one.times
        assert 1 <= len(one.lessons) <= 3
        for number in one.lessons:
            said = {stem(word, one.language) for word in exact(ENGLISH[number] + SPANISH[number])}
            said |= {stem(word, one.target_language) for word in exact(ENGLISH[number] + SPANISH[number])}
            assert {stem(one.word, one.language), stem(one.target, one.target_language)} <= said
    by_word: dict[tuple[str, str], int] = {}
    for one in learned:
        by_word[one.language, one.word] = by_word.get((one.language, one.word), 0) + 1
    assert max(by_word.values()) <= BEST


def test_what_a_group_taught_can_be_left_out() -> None:
    course = Course(LESSONS)
    with_all, without = (
        {(one.word, one.target) for one in course.learn(without=groups)} for groups in (set(), {"2", "5"})
    )
    assert ("eviction", "desahucio") in with_all
    assert not any("eviction" in pair for pair in without)
    assert list(course.learn(without={"2", "5"}, evidence=False)) != []
    again = Course([one for one in LESSONS if one.group not in {"2", "5"}])
    probabilities = {(one.word, one.target): one.probability for one in again.learn()}
    for one in course.learn(without={"2", "5"}):
        assert one.probability == pytest.approx(probabilities[one.word, one.target])


def test_the_same_lessons_always_teach_the_same(learned: list[Learned]) -> None:
    assert list(Course(LESSONS).learn()) == learned


@pytest.mark.parametrize(
    "lessons",
    [
        [],
        [Lesson("", "en", "", "es")] * 3,
        [Lesson("harbour", "en", "harbour", "en")] * 3,
        [Lesson("harbour", "xx", "puerto", "es")] * 3,
        [Lesson("the of and", "en", "el la los", "es")] * 3,
        [Lesson("12 34 ١٢", "ar", "12", "es")] * 3,
        [Lesson("\x00 \ud800 \u202e", "en", "�", "es")] * 3,
        [
            Lesson(
                "harbour " * 5,
                "en",
                " ".join(f"palabra{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600)),
                "es",
            )
        ]
        * 3,
        [Lesson("harbour", "en", "puerto", "es")],
    ],
)
def test_texts_that_teach_nothing(lessons: list[Lesson]) -> None:
    assert list(Course(lessons).learn()) == []


def test_a_word_of_enormous_length_does_no_harm() -> None:
    found = list(Course([Lesson("a" * 100_000, "en", "ب" * 100_000, "ar")] * 2).learn())
    assert {one.language for one in found} == {"en", "ar"}
    assert all(len(one.word) <= 200 for one in found)


def test_several_tables_count_by_what_they_have_seen() -> None:
    often = [
        Learned("en", "remedy", "es", "recurso", 0.9, 90, 80),
        Learned("en", "remedy", "es", "remedio", 0.1, 90, 9),
    ]
    seldom = [
        Learned("en", "remedies", "es", "remedio", 1.0, 10, 10),
        Learned("en", "remedies", "fr", "recours", 1.0, 4, 4),
    ]
    found = lexicon(often, seldom).translations("remedy", "en")
    assert [(one.term, one.language) for one in found] == [("recurso", "es"), ("remedio", "es"), ("recours", "fr")]
    assert found[0].probability == pytest.approx(81 / 100)
    assert found[1].probability == pytest.approx(19 / 100)


def test_nothing_was_learned() -> None:
    assert not NOTHING_LEARNED
    assert NOTHING_LEARNED.translations("harbour", "en") == ()
    assert lexicon([Learned("en", "harbour", "es", "puerto", 1.0, 2, 2)]).translations("", "en") == ()


@pytest.mark.parametrize(
    ("id_", "language", "group"),
    [
        ("q:some-case|2001-02-03|judgment|en|4", "en", "some-case"),
        ("qsome-case|x", "en", "some-case"),
        ("qen-7", "en", "7"),
        ("qpt-7", "pt", "7"),
        ("q:folder/one_en.pdf", "en", "folder/one_en.pdf"),
    ],
)
def test_the_group_of_a_judged_query(id_: str, language: str, group: str) -> None:
    assert JudgedQuery(id_, language, "", frozenset()).group == group
