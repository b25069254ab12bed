"""Versions side by side: what is printed alike, what means the same, what one of them lacks, splits or turns round."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselaw.domain.errors import EncoderUnavailable
from caselaw.domain.paragraph import Paragraph, ParagraphKind
from caselaw.search.align import Alignment, Pair, align, likeness, matching
from caselaw.search.align.evidence import figures_of, printed_number, words_of
from caselaw.search.align.path import SHAPES, best_path
from caselaw.search.encoder import Encoder, open_encoder

ENGLISH = (
    "The application was lodged on 12 March 1998 by fourteen families of the river valley.",
    "The families say that their wells were closed and that no other water was offered to them.",
    "On 3 May 2001 the Ministry of Housing answered that the dam had been approved under Decree 417.",
    "The Court recalls that the right to water is part of the right to an adequate standard of living.",
    "It observes that 212 persons left their homes without any compensation.",
    "The State shall pay 40,000 dollars to each family within six months.",
    "The State shall report on what it has done before 30 June 2009.",
)
SPANISH = (
    "La demanda fue presentada el 12 de marzo de 1998 por catorce familias del valle del río.",
    "Las familias dicen que sus pozos fueron cerrados y que no se les ofreció ninguna otra agua.",
    "El 3 de mayo de 2001 el Ministerio de Vivienda respondió que la presa había sido aprobada por el Decreto 417.",
    "La Corte recuerda que el derecho al agua forma parte del derecho a un nivel de vida adecuado.",
    "Observa que 212 personas dejaron sus hogares sin ninguna indemnización.",
    "El Estado deberá pagar 40.000 dólares a cada familia en el plazo de seis meses.",
    "El Estado deberá informar sobre lo que haya hecho antes del 30 de junio de 2009.",
)
ARABIC = (
    "قُدِّمت الدعوى في 12 مارس 1998 من أربع عشرة أسرة من وادي النهر.",
    "تقول الأسر إن آبارها أُغلقت ولم يُعرض عليها أي ماء آخر.",
    "في 3 مايو 2001 أجابت وزارة الإسكان بأن السد قد أُقر بموجب المرسوم ٤١٧.",
    "تذكّر المحكمة بأن الحق في الماء جزء من الحق في مستوى معيشي لائق.",
    "وتلاحظ أن ٢١٢ شخصا تركوا بيوتهم دون أي تعويض.",
    "على الدولة أن تدفع 40,000 دولار لكل أسرة خلال ستة أشهر.",
    "على الدولة أن تقدم تقريرا عما فعلته قبل 30 يونيو 2009.",
)


def version(texts: Sequence[str], language: str = "en", *, numbered: bool = False) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(f"p-{place}", place, text, language, number=str(place + 1) if numbered else None)
        for place, text in enumerate(texts)
    )


def joined(alignment: Alignment) -> list[tuple[int | None, int | None]]:
    return [(pair.left, pair.right) for pair in alignment.pairs]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    try:
        return open_encoder()
    except EncoderUnavailable as absent:
        if os.environ.get("CASELAW_TEST_REQUIRE") == "1":
            pytest.fail(f"{absent.code}, and everything is required")
        pytest.skip(f"the encoder is not installed: {absent.code}")


EVERY_ONE = [(place, place) for place in range(len(ENGLISH))]


@pytest.mark.parametrize("other", [SPANISH, ARABIC], ids=["es", "ar"])
def test_versions_stand_side_by_side(encoder: Encoder, other: Sequence[str]) -> None:
    found = align(version(ENGLISH), version(other, "es"), encoder=encoder)
    assert joined(found) == EVERY_ONE
    assert found.likeness > 0.9
    assert found.method == f"evidence+{encoder.name} {encoder.version}"
    assert all("meaning" in pair.evidence or "figures" in pair.evidence for pair in found.pairs)


def test_without_an_encoder_what_is_printed_decides() -> None:
    found = align(version(ENGLISH), version(SPANISH, "es"), encoder=None)
    assert joined(found) == EVERY_ONE
    assert found.method == "evidence"
    assert found.pairs[2].evidence == ("figures", "words")


def test_what_one_version_lacks_stands_alone(encoder: Encoder) -> None:
    shorter = version([text for place, text in enumerate(SPANISH) if place not in (1, 4)], "es")
    found = align(version(ENGLISH), shorter, encoder=encoder)
    assert joined(found) == [(0, 0), (1, None), (2, 1), (3, 2), (4, None), (5, 3), (6, 4)]
    assert {pair.score for pair in found.pairs if pair.right is None} == {0.0}
    turned = align(shorter, version(ENGLISH), encoder=encoder)
    assert joined(turned) == [(0, 0), (None, 1), (1, 2), (2, 3), (None, 4), (3, 5), (4, 6)]


def test_a_paragraph_split_in_two_has_two_partners(encoder: Encoder) -> None:
    whole = version([*ENGLISH[:3], f"{ENGLISH[3]} {ENGLISH[4]}", *ENGLISH[5:]])
    found = align(whole, version(SPANISH, "es"), encoder=encoder)
    assert joined(found) == [(0, 0), (1, 1), (2, 2), (3, 3), (3, 4), (4, 5), (5, 6)]
    assert joined(align(version(SPANISH, "es"), whole, encoder=encoder)) == [
        (right, left) for left, right in joined(found)
    ]


@pytest.mark.parametrize("held", [0, 1])
def test_a_quotation_kept_whole_stands_against_all_its_lines(held: int) -> None:
    """Eight lines here are one paragraph there, alone or with the line before them."""
    lines = [
        f"({place}) the tenant of house {300 + place} shall keep the well and the road open;" for place in range(8)
    ]
    left = version([ENGLISH[0], *lines, *ENGLISH[1:]])
    right = version([*[ENGLISH[0]][held:], " ".join([*[ENGLISH[0]][:held], *lines]), *ENGLISH[1:]])
    found = align(left, right, encoder=None)
    quoted = 1 - held
    assert [(pair.left, pair.right) for pair in found.pairs if pair.right == quoted] == [
        (place, quoted) for place in range(1 - held, 9)
    ]
    assert found.likeness == 1.0
    turned = align(right, left, encoder=None)
    assert {(pair.right, pair.left) for pair in turned.pairs} == set(joined(found))


def test_printed_numbers_hold_versions_together() -> None:
    """Nothing else is alike: the numbers alone say that the second is missing."""
    said = ["alpha beta gamma", "delta epsilon zeta", "eta theta iota", "kappa lambda omicron"]
    other = ["uno dos tres", "cuatro cinco seis", "siete ocho nueve", "diez once doce"]
    left = version(said, numbered=True)
    right = tuple(one for one in version(other, "es", numbered=True) if one.number != "2")
    found = joined(align(left, right, encoder=None))
    assert (0, 0) in found
    assert not {(1, 1), (1, 0)} & set(found)


def test_notes_are_matched_with_notes(encoder: Encoder) -> None:
    """One program puts the note at the foot of the page, in the middle of the text, another at the end."""

    def with_note(texts: Sequence[str], language: str, at: int) -> tuple[Paragraph, ...]:
        kinds: list[ParagraphKind] = ["body"] * len(texts)
        moved = [*texts[:3], *texts[4:]]
        kinds.insert(at, "footnote")
        moved.insert(at, texts[3])
        return tuple(
            replace(one, kind=kind) for one, kind in zip(version(moved, language), kinds[: len(moved)], strict=True)
        )

    left, right = with_note(ENGLISH, "en", 1), with_note(SPANISH, "es", 6)
    found = align(left, right, encoder=encoder)
    assert (1, 6) in joined(found)
    assert all(pair.left is not None and pair.right is not None for pair in found.pairs)


def test_headings_between_the_same_pairs_stand_together(encoder: Encoder) -> None:
    def headed(texts: Sequence[str], heading: str, language: str) -> tuple[Paragraph, ...]:
        body = version([*texts[:3], heading, *texts[3:]], language)
        return tuple(replace(one, kind="heading") if one.text == heading else one for one in body)

    found = align(headed(ENGLISH, "HAVING SEEN:", "en"), headed(SPANISH, "POR TANTO:", "es"), encoder=encoder)
    assert (3, 3) in joined(found)


@pytest.mark.parametrize("given", [None, "encoder"])
def test_nothing_on_one_side(given: str | None, request: pytest.FixtureRequest) -> None:
    encoder = request.getfixturevalue(given) if given else None
    text = version(ENGLISH)
    assert align((), (), encoder=encoder).pairs == ()
    assert align((), (), encoder=encoder).likeness == 0
    assert align(text, (), encoder=encoder).pairs == tuple(Pair(place, None, 0.0) for place in range(len(text)))
    assert align((), text, encoder=encoder).pairs == tuple(Pair(None, place, 0.0) for place in range(len(text)))
    assert likeness(text, (), encoder=encoder) == 0


def test_texts_with_nothing_in_common(encoder: Encoder) -> None:
    other = version(
        [
            "Los jugadores entrenan cada mañana en el estadio municipal de la ciudad.",
            "La receta lleva 3 huevos, harina y 250 gramos de azúcar.",
            "El tren de las 17:45 sale con retraso por la nieve.",
        ],
        "es",
    )
    found = align(version(ENGLISH), other, encoder=encoder)
    assert found.likeness < 0.1
    assert likeness(version(ENGLISH), other, encoder=encoder) < 0.05


def test_a_first_look_tells_versions_from_others(encoder: Encoder) -> None:
    assert likeness(version(ENGLISH), version(SPANISH, "es"), encoder=encoder) > 0.8
    assert likeness(version(ENGLISH), version(SPANISH, "es"), encoder=None) > 0.8


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("paid 1,000 in 2005", {"1000", "2005"}),
        ("pagó 1.000 en 2005", {"1000", "2005"}),
        ("سنة ٢٠٠٥", {"2005"}),
        ("Report No. 69/02, case 12.053", {"69", "2", "12053"}),
        ("Chapter VIII", {"VIII"}),
        ("I", {"I"}),
        ("I say", set()),
        ("0", {"0"}),
    ],
)
def test_figures_are_one_in_every_writing(text: str, figures: set[str]) -> None:
    assert figures_of(text) == figures


def test_related_languages_share_the_beginnings_of_words() -> None:
    assert words_of("violation of the Convention") & words_of("violación de la Convención") == {"viola", "conve"}


@pytest.mark.parametrize(
    ("printed", "number"), [("12.", "12"), ("(a)", "a"), ("١٢", "12"), ("12-A", "12-a"), ("[3]", "3"), (None, "")]
)
def test_printed_numbers(printed: str | None, number: str) -> None:
    assert printed_number(Paragraph("p-1", 0, "text", "en", number=printed)) == number


HOSTILE = st.lists(
    st.text(max_size=60) | st.sampled_from(["", "\ud800", "٣" * 50, "1" * 5_000, "\x00", "IVXLC" * 9, "ﷺ" * 40]),
    max_size=12,
)


def whole(pairs: Sequence[Pair], left: int, right: int) -> bool:
    """Each paragraph of both sides is there, none both with and without a counterpart, and the left is in order."""
    ours = [pair.left for pair in pairs if pair.left is not None]
    theirs = [pair.right for pair in pairs if pair.right is not None]
    alone = [pair for pair in pairs if pair.left is None or pair.right is None]
    doubled = any(
        (pair.left is not None and ours.count(pair.left) > 1)
        or (pair.right is not None and theirs.count(pair.right) > 1)
        for pair in alone
    )
    return set(ours) == set(range(left)) and set(theirs) == set(range(right)) and ours == sorted(ours) and not doubled


@settings(deadline=None, max_examples=60)
@given(HOSTILE, HOSTILE)
def test_any_two_texts_are_aligned_whole(ours: list[str], theirs: list[str]) -> None:
    left, right = version(ours), version(theirs, "es", numbered=True)
    found = align(left, right, encoder=None)
    assert whole(found.pairs, len(left), len(right))
    assert 0 <= found.likeness <= 1
    assert all(0 <= pair.score <= 1 for pair in found.pairs)


SOME = st.sets(st.integers(0, len(ENGLISH) - 1), min_size=2).map(sorted)


@settings(deadline=None, max_examples=60)
@given(SOME, SOME)
def test_turned_round_the_pairs_are_the_same(ours: list[int], theirs: list[int]) -> None:
    left, right = version([ENGLISH[place] for place in ours]), version([SPANISH[place] for place in theirs], "es")
    there, back = align(left, right, encoder=None), align(right, left, encoder=None)
    assert {(pair.left, pair.right) for pair in there.pairs} == {(pair.right, pair.left) for pair in back.pairs}
    assert there.likeness == pytest.approx(back.likeness, abs=0.001)


GAINS = st.lists(st.floats(-1, 1, width=32), min_size=25, max_size=25)


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.lists(GAINS, min_size=len(SHAPES), max_size=len(SHAPES)))
def test_no_road_gains_more_than_the_one_taken(rows: int, columns: int, numbers: list[list[float]]) -> None:
    gains = {
        (a, b): np.array(one, dtype=np.float32).reshape(5, 5)[: rows - a + 1, : columns - b + 1]
        for (a, b), one in zip(SHAPES, numbers, strict=True)
        if a <= rows and b <= columns
    }

    @cache
    def most(i: int, j: int) -> float:
        """All that can be gained from here to the end, by trying every road."""
        ways = [most(i + 1, j) if i < rows else 0.0, most(i, j + 1) if j < columns else 0.0]
        ways += [
            float(gain[i, j]) + most(i + a, j + b)
            for (a, b), gain in gains.items()
            if i + a <= rows and j + b <= columns
        ]
        return max(ways)

    taken = best_path(gains, rows, columns)
    assert sum(float(gains[a, b][i, j]) for i, j, a, b in taken) == pytest.approx(most(0, 0), abs=1e-5)
    ends = [(i + a, j + b) for i, j, a, b in taken]
    assert all(i <= step.left and j <= step.right for (i, j), step in zip(ends, taken[1:], strict=False))


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(len(ENGLISH))), st.sets(st.integers(0, len(ENGLISH) - 1), min_size=2))
def test_a_text_is_aligned_with_itself(order: list[int], kept: set[int]) -> None:
    text = version([ENGLISH[place] for place in order if place in kept])
    found = align(text, text, encoder=None)
    assert joined(found) == [(place, place) for place in range(len(text))]
    assert found.likeness == 1.0


def test_hostile_texts_with_the_encoder(encoder: Encoder) -> None:
    texts = ["\ud800", "", "x" * 50_000, "\x00\x01", "CAPITALS " * 200, "٣" * 900, "مـــاء", ENGLISH[0]]
    found = align(version(texts), version(texts[::-1], "es"), encoder=encoder)
    assert whole(found.pairs, len(texts), len(texts))


def long_version(language: str, words: Sequence[str], count: int, chance: random.Random) -> tuple[Paragraph, ...]:
    return version(
        [
            " ".join(
                [*chance.choices(words, k=25), str(1_000 + place * 7 % 9_000), "Rivadeneira" if place % 5 else "Quispe"]
            )
            for place in range(count)
        ],
        language,
    )


def test_two_thousand_paragraphs_take_no_two_seconds() -> None:
    chance = random.Random(4)
    left = long_version("en", ["the", "state", "shall", "water", "housing", "persons"], 1_000, chance)
    right = long_version("es", ["el", "estado", "deberá", "agua", "vivienda", "personas"], 1_000, chance)
    times = []
    for _ in range(2):  # the faster of two: a busy machine lets threads of numpy wait for each other
        started = time.process_time()
        found = align(left, right, encoder=None)
        times.append(time.process_time() - started)
    assert min(times) < 2
    assert sum(pair.left == pair.right for pair in found.pairs) >= 990


def test_a_text_longer_than_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty paragraphs are missing where the first window ends; what follows finds its partners again."""
    monkeypatch.setattr(matching, "_WINDOW", 150)
    monkeypatch.setattr(matching, "_SETTLED", 100)
    left = long_version("en", ["the", "state", "shall", "water"], 450, random.Random(5))
    found = align(left, left[:80] + left[120:], encoder=None)
    assert whole(found.pairs, 450, 410)
    known = {(place, place if place < 80 else place - 40) for place in range(450) if not 80 <= place < 120}
    assert len(known & set(joined(found))) >= 0.99 * len(known)


@pytest.mark.parametrize(("left", "right"), [(700, 30), (30, 700), (320, 320)])
def test_a_window_always_moves_on(monkeypatch: pytest.MonkeyPatch, left: int, right: int) -> None:
    monkeypatch.setattr(matching, "_WINDOW", 60)
    monkeypatch.setattr(matching, "_SETTLED", 40)
    ours = long_version("en", ["the", "state"], left, random.Random(6))
    theirs = long_version("es", ["el", "estado"], right, random.Random(7))
    assert whole(align(ours, theirs, encoder=None).pairs, left, right)


def test_pairs_keep_the_order_of_both_texts() -> None:
    found = align(version(ENGLISH), version(SPANISH[::-1], "es"), encoder=None)
    rights = [pair.right for pair in found.pairs if pair.left is not None and pair.right is not None]
    assert all(one <= other for one, other in pairwise(rights))
