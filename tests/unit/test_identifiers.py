"""Ids as people paste them."""

from __future__ import annotations

import pytest

from caselaw.domain.identifiers import id_in

ID = "0123456789abcdef"


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        (ID, ID),
        (f" {ID}\n", ID),
        (f"https://cases.example/en/documents/{ID}", ID),
        (f"https://cases.example/en/documents/{ID}/?q=land#p-3", ID),
        (f"/ar/cases/{ID}#ties", ID),
        ("https://cases.example/", "cases.example"),
        ("", ""),
    ],
)
def test_the_id_stands_last_in_an_address(pasted: str, found: str) -> None:
    assert id_in(pasted) == found
