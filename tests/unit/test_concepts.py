"""Short queries are judged by rules over folded text; the set that is committed keeps its own promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caselaw.bench.concepts import Judged, judge, plain, precisions, read, rule
from caselaw.domain.languages import LANGUAGES

SET = Path(__file__).parents[1] / "relevance" / "short_queries.toml"


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        (r"\bevict", "They were EVICTED at dawn.", True),
        (r"\bevict", "He was convicted.", False),
        (r"expulsión ~ tierra", "La expulsion de sus\n  tierras", True),
        (r"forc ~ home", "forced to leave their only home", True),
        (r"forc ~ home", "forced, as we have said above and below, to go home", False),
        (r"logement ~ décent", "Un logement\u00a0: décent.", True),
        ("الحق ~ السكن", "الحقّ في السَّكن", True),
        ("حق ~ سكن", "والحق لكل شخص في السكن اللائق", True),
        ("إخلاء", "اخلاء المساكن", True),
        ("حق ~ سكن", "الحق في الماء", False),
    ],
)
def test_rules_meet_text_in_its_plain_form(written: str, text: str, found: bool) -> None:
    assert bool(rule(written).search(plain(text))) is found


def test_a_rule_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(open"):
        rule("(open")


def test_a_concept_is_asked_in_every_language(tmp_path: Path) -> None:
    path = tmp_path / "set.toml"
    path.write_text("[water]\nen = ['clean water', 'water']\n", encoding="utf-8")
    with pytest.raises(ValueError, match="water: en"):
        read(path)


def a_set(tmp_path: Path) -> Path:
    path = tmp_path / "set.toml"
    rows = (f"{language} = ['{word} {language}', '{word}']" for language, word in WORDS.items())
    path.write_text("[water]\n" + "\n".join(rows), encoding="utf-8")
    return path


WORDS = {"en": "water", "es": "agua", "fr": "eau", "ar": "ماء"}


def test_judging_by_hand(tmp_path: Path) -> None:
    paragraphs = {
        "en": ["water 1", "Water 2", "water 3", "air"],
        "es": ["agua 1", "el agua", "tierra"],  # two of them are too few to judge by
        "fr": ["l’eau", "les eaux", "eau"],
    }
    given = {("en", "en"): ["water 1", "air", "Water 2"], ("es", "en"): ["water 3"], ("fr", "fr"): ["l’eau"] * 12}

    def answer(query: str, spoken: str, wanted: str) -> list[str]:
        assert query == f"{WORDS[spoken]} {spoken}"
        return given.get((spoken, wanted), [])

    judged = judge(read(a_set(tmp_path)), paragraphs, answer)
    assert judged == (
        Judged("water", "en", 3, 0.2, {"es": 0.1, "fr": 0.0, "ar": 0.0}),
        Judged("water", "fr", 3, 1.0, {"en": 0.0, "es": 0.0, "ar": 0.0}),
    )
    english, french, alike = precisions(judged)
    assert (english.language, english.concepts, english.within) == ("en", 1, 0.2)
    assert english.ratio == pytest.approx(1 / 6)
    assert (french.within, french.across, french.ratio) == (1.0, 0.0, 0.0)
    assert alike.language is None
    assert alike.concepts == 2
    assert alike.within == pytest.approx(0.6)
    assert precisions([]) == ()


def test_the_set_is_what_people_type() -> None:
    concepts = read(SET)
    assert len(concepts) == 100
    for concept in concepts:
        assert list(concept.languages) == list(LANGUAGES)
        for asked in concept.languages.values():
            assert 2 <= len(asked.query.split()) <= 4, asked.query
            assert not re.search("[A-Z]", asked.rule.pattern.replace(r"\W", "")), asked.rule.pattern
            assert not asked.rule.search(""), asked.query


def test_rules_agree_with_their_own_queries() -> None:
    """A paragraph that said no more than what people type would be about it, in nearly every case."""
    concepts = read(SET)
    missed = [
        asked.query
        for concept in concepts
        for asked in concept.languages.values()
        if not asked.rule.search(plain(asked.query))
    ]
    assert len(missed) <= 12, missed
