"""A coded passage is found again after its text was changed: exactly, nearly, or not at all – never somewhere else."""

from __future__ import annotations

import pytest

from caselaw.domain.coding.codings import Coding, overlap, passage_of
from caselaw.domain.coding.places import NEAR, find_again, place_of_words
from caselaw.domain.coding.round import next_states, reopens

FIRST = "The company paid the travel of three members of the committee that drafted the new mining code."
SECOND = "The residents were not heard before the licence was granted to the company by the ministry."
THIRD = "The Court orders the State to suspend the licence until the communities have been consulted."
TEXTS = [("p-1", FIRST), ("p-2", SECOND), ("p-3", THIRD)]
QUOTE = "not heard before the licence was granted"
PASSAGE = passage_of("p-2", SECOND, SECOND.index(QUOTE), SECOND.index(QUOTE) + len(QUOTE))


def changed(anchor: str, text: str) -> list[tuple[str, str]]:
    return [(one, text if one == anchor else old) for one, old in TEXTS]


def test_the_same_text_is_where_it_was() -> None:
    found = find_again(PASSAGE, TEXTS, 1, 3)
    assert found is not None
    assert (found.passage, found.place, found.nearness) == (PASSAGE, "here", 1.0)


def test_a_word_before_it_changed() -> None:
    text = SECOND.replace("The residents", "The inhabitants of the valley")
    found = find_again(PASSAGE, changed("p-2", text), 1, 3)
    assert found is not None
    assert found.place == "here"
    assert text[found.passage.start : found.passage.end] == QUOTE == found.passage.quote
    assert found.passage.start > PASSAGE.start


def test_a_word_inside_it_changed() -> None:
    text = SECOND.replace("before the licence", "before the permit")
    found = find_again(PASSAGE, changed("p-2", text), 1, 3)
    assert found is not None
    assert (found.place, found.passage.quote) == ("near", "not heard before the permit was granted")
    assert NEAR <= found.nearness < 1


def test_its_first_and_its_last_word_changed() -> None:
    text = SECOND.replace("not heard", "never heard").replace("granted to", "given to")
    found = find_again(PASSAGE, changed("p-2", text), 1, 3)
    assert found is not None
    assert (found.place, found.passage.quote) == ("near", "never heard before the licence was given")


def test_the_paragraph_was_joined_to_the_one_before() -> None:
    found = find_again(PASSAGE, [("p-1", f"{FIRST} {SECOND}"), ("p-2", THIRD)], 1, 3)
    assert found is not None
    assert (found.place, found.passage.anchor, found.passage.quote) == ("moved", "p-1", QUOTE)


def test_the_paragraph_was_split_before_it() -> None:
    head, tail = SECOND.split(" not heard", 1)
    found = find_again(PASSAGE, [("p-1", FIRST), ("p-2", head), ("p-3", f"not heard{tail}"), ("p-4", THIRD)], 1, 3)
    assert found is not None
    assert (found.place, found.passage.anchor, found.passage.start) == ("moved", "p-3", 0)


def test_the_paragraph_was_split_within_it_and_a_person_looks() -> None:
    def split(at: str) -> list[tuple[str, str]]:
        head, tail = SECOND.split(f" {at}", 1)
        return [("p-1", FIRST), ("p-2", head), ("p-3", f"{at}{tail}"), ("p-4", THIRD)]

    found = find_again(PASSAGE, split("before"), 1, 3)
    assert found is not None
    assert (found.place, found.passage.quote) == ("near", "before the licence was granted")
    assert find_again(PASSAGE, split("the licence"), 1, 3) is None


def test_all_paragraphs_are_numbered_anew() -> None:
    found = find_again(PASSAGE, [("p-u1", FIRST), ("p-u2", SECOND), ("p-u3", THIRD)], 1, 3)
    assert found is not None
    assert (found.place, found.passage.anchor) == ("moved", "p-u2")


def test_what_was_taken_out_is_lost() -> None:
    assert find_again(PASSAGE, changed("p-2", "The licence was granted by decree."), 1, 3) is None
    assert find_again(PASSAGE, [], 1, 3) is None


def test_of_two_equal_places_elsewhere_none_is_guessed() -> None:
    short = passage_of("p-2", "It is so ordered.", 0, 17)
    assert find_again(short, [("p-1", "x"), ("p-7", "It is so ordered."), ("p-8", "It is so ordered.")], 1, 3) is None


def test_of_two_equal_places_the_one_with_the_same_words_around_is_meant() -> None:
    text = "The State shall pay. The State shall pay the costs."
    passage = passage_of("p-1", text, 21, 40)
    after = f"First of all, as follows. {text}"
    found = find_again(passage, [("p-1", after)], 0, 1)
    assert found is not None
    assert found.passage.start == after.rindex("The State shall pay")


def test_a_passage_in_arabic_is_found_by_letters_with_and_without_marks() -> None:
    before = "قررت المحكمة أن الشركة تدخلت في صياغة قانون التعدين الجديد دون علم الأهالي."
    passage = passage_of("p-1", before, 13, len(before))
    found = find_again(passage, [("p-1", before.replace("الجديد", "الجديدِ").replace("أن", "ان"))], 0, 1)
    assert found is not None
    assert (found.place, found.nearness) == ("near", 1.0)


def test_a_passage_has_no_space_at_its_ends() -> None:
    passage = passage_of("p-1", "one two three", 3, 8)
    assert (passage.start, passage.end, passage.quote, passage.prefix, passage.suffix) == (
        4,
        7,
        "two",
        "one ",
        " three",
    )
    with pytest.raises(ValueError, match="no words"):
        passage_of("p-1", "one two", 3, 4)


@pytest.mark.parametrize(
    ("words", "start", "end", "place"),
    [
        ("", None, None, (0, len(SECOND))),
        ("", 4, 13, (4, 13)),
        ("", 4, 4, None),
        ("", 4, 900, None),
        ("not  heard\nbefore", None, None, (19, 35)),
        ("NOT HEARD", None, None, (19, 28)),
        ("the licence", None, None, (36, 47)),
        ("the", None, None, None),
        ("the", 60, None, (63, 66)),
        ("a word that is not there", None, None, None),
    ],
)
def test_words_are_found_where_they_were_chosen(
    words: str, start: int | None, end: int | None, place: tuple[int, int] | None
) -> None:
    assert place_of_words(SECOND, words, start, end) == place


def test_what_overlaps() -> None:
    def coding(anchor: str | None, start: int, end: int) -> Coding:
        return Coding("i", None, "d", "c", "k", anchor, "", "", "", start, end, "", 2, "group:x", "b", 1)  # type: ignore[arg-type]

    assert overlap(coding("p-1", 0, 5), coding("p-1", 4, 9))
    assert not overlap(coding("p-1", 0, 5), coding("p-1", 5, 9))
    assert not overlap(coding("p-1", 0, 5), coding("p-2", 0, 5))
    assert overlap(coding(None, 0, 0), coding(None, 0, 0))


def test_a_round_goes_a_step_on_or_back() -> None:
    assert next_states("preparing") == ("coding",)
    assert next_states("coding") == ("adjudicating",)
    assert next_states("adjudicating") == ("closed", "coding")
    assert next_states("closed") == ("adjudicating",)
    assert reopens("closed", "adjudicating")
    assert not reopens("coding", "adjudicating")
