"""A coded paragraph in pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.audience import MEMBERS
from caselaw.domain.coding.codings import Coding
from caselaw.domain.identifiers import DocumentId
from web.coded_text import cut

TEXT = "The court finds a breach"
_CODING = Coding("", None, DocumentId("d"), "c", "k", "p-1", "", "", "", 0, 0, "", 3, MEMBERS, "capture", 1)


def coded(start: int, end: int, name: str) -> Coding:
    return replace(_CODING, id=name, start=start, end=end)


@pytest.mark.parametrize(
    ("codings", "pieces"),
    [
        ([], [(TEXT, "")]),
        ([coded(0, 3, "a")], [("The", "a"), (" court finds a breach", "")]),
        ([coded(0, 9, "a"), coded(4, 15, "b")], [("The ", "a"), ("court", "ab"), (" finds", "b"), (" a breach", "")]),
        ([coded(18, 90, "a")], [("The court finds a ", ""), ("breach", "a")]),  # the text is shorter than it was
    ],
)
def test_a_paragraph_is_cut_where_a_coding_begins_or_ends(
    codings: list[Coding], pieces: list[tuple[str, str]]
) -> None:  # fmt: skip
    assert [(words, "".join(one.id for one in on)) for words, on in cut(TEXT, codings)] == pieces


def test_nothing_is_cut_of_no_text() -> None:
    assert list(cut("", [coded(0, 4, "a")])) == []
