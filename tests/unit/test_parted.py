"""What was found by meaning alone stands apart on the page only where nothing that has the words comes after it."""

from __future__ import annotations

import pytest

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import FoundDocument
from web.views.search.results import parted


def found(name: str) -> FoundDocument:
    """A hit; one with a small name was found by its meaning alone."""
    return FoundDocument(
        DocumentId(name), name, None, "judgment", None, None, "es", None, "public", 1.0, "other", meaning=name.islower()
    )


@pytest.mark.parametrize(
    ("page", "before", "apart"),
    [("", "", ""), ("AB", "AB", ""), ("ABcd", "AB", "cd"), ("aBc", "aB", "c"), ("ab", "", "ab"), ("aB", "aB", "")],
)
def test_the_order_of_a_section_is_kept(page: str, before: str, apart: str) -> None:
    said, meant = parted(tuple(map(found, page)))
    assert ("".join(one.id for one in said), "".join(one.id for one in meant)) == (before, apart)
