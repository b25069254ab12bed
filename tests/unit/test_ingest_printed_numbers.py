"""Numbers that a format holds apart: which of them number the paragraphs of the decision."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.draft import Line
from ingest.extract.akoma import AkomaNtosoExtractor
from ingest.extract.port import Sample
from ingest.extract.printed_numbers import only_paragraph_numbers

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("1.", "(1)", "2.", "(e)", "3."), ("1", None, "2", None, "3")),
        (("1.", "2.", "2A.", "3."), ("1", "2", "2A", "3")),
        (("[1]", "[2]", "(a)"), ("1", "2", None)),
        (("(1)", "(2)", "(3)"), ("1", "2", "3")),
        (("1.", "(1)"), ("1", None)),
        (("1.", "2.", "4.43", "4.44", "3."), ("1", "2", None, None, "3")),
        (("1.1", "1.2", "2.1", "3."), ("1.1", "1.2", "2.1", None)),
        ((None, "1", None), (None, "1", None)),
        (("•", "i."), (None, None)),
        ((), ()),
    ],
)
def test_one_form_numbers_the_paragraphs(printed: Sequence[str | None], expected: Sequence[str | None]) -> None:
    found = only_paragraph_numbers([Line("Text", number=number) for number in printed])
    assert [line.number for line in found] == list(expected)


def test_what_numbers_no_paragraph_stands_before_its_text() -> None:
    found = only_paragraph_numbers([Line("One", number="1."), Line("The duty", number="(2)"), Line("Two", number="2.")])
    assert [line.text for line in found] == ["One", "(2) The duty", "Two"]


def read(body: str) -> list[tuple[str | None, str, str]]:
    document = f'<akomaNtoso xmlns="{AKN}"><judgment><judgmentBody>{body}</judgmentBody></judgment></akomaNtoso>'
    found = AkomaNtosoExtractor().extract(Sample(document.encode()))
    return [(line.number, line.kind, line.text) for line in found.lines]


def test_a_rule_quoted_inside_a_paragraph_keeps_its_lines_and_its_numbers() -> None:
    rule = (
        "<paragraph><num>“(1)</num><intro><p>Where rent is due —</p></intro>"
        "<subparagraph><num>(a)</num><content><p>it is paid; or</p></content></subparagraph></paragraph>"
    )
    body = (
        "<paragraph><num>7.</num><intro><p>The rule says:</p><block name='embeddedStructure'><embeddedStructure>"
        f"{rule}</embeddedStructure></block></intro></paragraph>"
    )
    assert read(body) == [
        ("7", "body", "The rule says:"), (None, "quote", "“(1) Where rent is due —"),
        (None, "quote", "(a) it is paid; or"),
    ]  # fmt: skip


def test_bare_text_between_the_parts_of_a_block_is_kept() -> None:
    assert read("<block name='x'>Before<p>Inside</p>after.</block>") == [
        (None, "body", "Before"), (None, "body", "Inside"), (None, "body", "after."),
    ]  # fmt: skip


def test_any_element_may_hold_a_number() -> None:
    assert read("<hcontainer><num>(2)</num><content><p>Remaining terms</p></content></hcontainer>") == [
        (None, "body", "(2) Remaining terms")
    ]
