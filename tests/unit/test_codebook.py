"""Codebooks: the listed one is whole; what becomes of a code; what a code must be; a table read back is the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from caselaw.domain.audience import PUBLIC
from caselaw.domain.codebook.codes import FACETS, JUDGED, Code, Codebook, CodebookVersion, State, Status, plain
from caselaw.domain.codebook.listed import DEFAULT, CodebookFault, listed, read_listed
from caselaw.domain.codebook.moving import carried, differences, moves, unmapped
from caselaw.domain.codebook.rows import code_of_row, codes_of, row_of
from caselaw.domain.codebook.rules import faults, missing, stamp, tidy, undefined
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.taxonomy.terms import taxonomies
from tests.factories.codebooks import any_codes, any_text

FORMS = {
    "legislative_interference", "community_manipulation", "economic_diplomacy", "judicial_interference",
    "privatised_security", "revolving_door", "shaping_narratives", "academic_capture",
}  # fmt: skip
BOOK = Codebook("b", "b", {"en": "Book"}, PUBLIC)


def _version(number: int, *codes: Code, state: State = "published", **maps: tuple[str, ...]) -> CodebookVersion:
    return CodebookVersion(BOOK, number, state, codes, maps=maps)


def _code(key: str, **texts: str) -> Code:
    return Code(key, {"en": texts.get("label", key)}, {"en": texts.get("definition", key)})


def test_the_listed_codebook_has_the_eight_forms_and_every_facet() -> None:
    version = listed()[DEFAULT][0]
    assert {one.key for one in version.codes if one.broader == "corporate_capture"} == FORMS
    assert {one.facet for one in version.codes} == set(FACETS) - {"other"}
    assert {"right", "group"} == set(version.vocabularies)


def test_the_listed_codebook_lacks_no_text_in_any_language() -> None:
    version = listed()[DEFAULT][0]
    assert missing(version) == ()
    for code in version.codes:
        assert all(code.also.get(language) for language in LANGUAGES), code.key
        assert tidy(code) == code


def test_only_what_a_named_text_says_is_said_to_be_from_one() -> None:
    version = listed()[DEFAULT][0]
    for code in version.codes:
        for part in JUDGED:
            for language in LANGUAGES:
                status = code.status(part, language)
                assert status.kind in ("named", "proposed"), "a review is given by a person in the site"
                assert (status.kind == "named") == bool(status.source)
    named = {one.key for one in version.codes if one.status("label", "en").kind == "named"}
    assert named == {*FORMS, "corporate_capture"} - {"shaping_narratives", "academic_capture"}


def test_keys_of_forms_are_the_ids_that_are_proposed_in_texts() -> None:
    terms = taxonomies()["capture"]
    for key in FORMS:
        assert terms[key].names == listed()[DEFAULT][0].code(key).labels  # type: ignore[union-attr]


def test_terms_of_a_vocabulary_are_given_as_codes_and_not_copied() -> None:
    version = listed()[DEFAULT][0]
    housing = version.code("right:housing")
    assert housing is not None
    assert housing.labels is taxonomies()["right"]["housing"].names
    assert (housing.facet, housing.vocabulary) == ("right", "right")
    assert "right:housing" in {one.key for one in version.every()}
    assert version.code("harm:pollution") is None
    assert version.code("right:nothing") is None


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("a,nowhere,form,A", "broader"),
        ("a,,form,A\na,,form,A", "codebook.row.twice"),
        (",,form,A", "codebook.row.no_key"),
        ("A B,,form,A", "codebook.key"),
        ("a,,shape,A", "codebook.facet"),
        ("a,b,form,A\nb,a,form,B", "codebook.itself"),
        ("a,,form,", "codebook.label"),
    ],
)
def test_a_listed_file_that_breaks_a_rule_is_named(rows: str, says: str) -> None:
    with pytest.raises(CodebookFault) as refused:
        read_listed(f"key,broader,facet,label_en\n{rows}\n", BOOK, 1)
    assert says in str(refused.value.params["fault"])


def test_what_became_of_each_code() -> None:
    old = _version(1, *map(_code, ("same", "old_name", "broad", "one", "other", "gone", "unknown")))
    new = _version(
        2, *map(_code, ("same", "new_name", "left", "right", "both")), state="draft",
        old_name=("new_name",), broad=("left", "right"), one=("both",), other=("both",), gone=(),
    )  # fmt: skip
    assert {one.key: one.became for one in moves(old, new)} == {
        "same": "same", "old_name": "renamed", "broad": "split", "one": "merged", "other": "merged", "gone": "dropped",
    }  # fmt: skip
    assert unmapped(old, new) == ("unknown",)


def test_a_map_to_a_code_that_went_away_is_to_be_said_anew() -> None:
    old, new = _version(1, _code("a")), _version(2, _code("c"), state="draft", a=("b",))
    assert unmapped(old, new) == ("a",)


def test_what_was_coded_is_read_through_all_versions() -> None:
    chain = (
        _version(1, _code("a"), _code("z")),
        _version(2, _code("b"), _code("c"), a=("b", "c"), z=()),
        _version(3, _code("b"), _code("d"), c=("d",)),
    )
    assert carried(chain, "a").keys == ("b", "d")
    assert carried(chain, "a").undecided
    assert carried(chain, "z").dropped
    assert carried(chain[1:], "c").keys == ("d",)
    assert carried(chain, "right:housing").keys == ("right:housing",), "a term is the same in all versions"
    joined = _version(3, _code("e"), b=("e",), c=("e",))
    assert not carried((*chain[:2], joined), "a").undecided, "what was split and merged again is decided"


def test_differences_name_the_texts_that_are_not_the_same() -> None:
    old = _version(1, _code("a"), _code("b"), _code("c"))
    new = _version(2, _code("a"), _code("b", definition="else"), _code("d"))
    assert [(one.key, one.parts) for one in differences(old, new)] == [("b", ("definition.en",)), ("d", ()), ("c", ())]


def test_what_a_draft_lacks() -> None:
    version = _version(1, Code("bare", {"fr": "Nu"}))
    assert undefined(version) == ("bare",)
    lacking = {(one.part, one.language) for one in missing(version) if one.key == "bare"}
    assert ("label", "fr") not in lacking
    assert {("label", "en"), ("definition", "fr"), ("examples", "ar")} <= lacking


def test_who_codes_in_another_language_reads_what_was_written_and_in_which() -> None:
    code = Code("suits", {"en": "Lawsuits"}, {"en": "A company sues.", "fr": "Une entreprise poursuit."}, {"ar": "متى"})
    assert [code.told_in("definition", one) for one in ("fr", "ar")] == [
        ("Une entreprise poursuit.", "fr"), ("A company sues.", "en"),
    ]  # fmt: skip
    assert code.told_in("use_when", "es") == ("متى", "ar")
    assert code.told_in("not_when", "es") == ("", "es")


@pytest.mark.parametrize(
    ("code", "field"),
    [
        (Code("Bad Key", {"en": "A"}), "key"),
        (Code("a", {}), "label_en"),
        (Code("a", {"fr": "x" * 121}), "label_fr"),
        (Code("a", {"en": "A"}, examples={"ar": tuple(map(str, range(21)))}), "examples_ar"),
        (Code("a", {"en": "A"}, broader="a"), "broader"),
        (Code("a", {"en": "A"}, facet="colour"), "facet"),
    ],
)
def test_what_stands_against_a_code(code: Code, field: str) -> None:
    assert field in {one.field for one in faults(code, (Code("b", {"en": "B"}),))}


@settings(deadline=None)
@given(any_text())
def test_a_text_is_kept_once_and_for_all(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@settings(max_examples=60, deadline=None)
@given(any_codes())
def test_a_row_says_all_of_a_code(codes: tuple[Code, ...]) -> None:
    for code in codes:
        assert tidy(code) == code
        assert code_of_row(row_of(code)) == code
        assert stamp(code_of_row(row_of(code))) == stamp(code)


def test_a_column_that_lacks_leaves_what_stands_and_an_empty_cell_takes_away() -> None:
    standing = Code("a", {"en": "A", "fr": "A fr"}, {"en": "D"}, statuses={"label.en": Status("named", "Text")})
    row = {name: cell for name, cell in row_of(standing).items() if not name.endswith("_fr") and name != "sources"}
    read, wrong = codes_of([(2, {**row, "label_en": "B", "definition_en": ""})], (standing,))
    assert wrong == ()
    assert read[0].labels == {"en": "B", "fr": "A fr"}
    assert read[0].definition == {}
    assert read[0].statuses == {"label.en": Status("named", "Text")}


def test_a_review_is_never_read_from_a_table() -> None:
    row = row_of(Code("a", {"en": "A"}, statuses={"label.en": Status("reviewed", by="somebody")}))
    assert row["reviewed"] == "label.en"
    assert code_of_row(row).statuses == {}
