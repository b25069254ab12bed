"""The one spelling of an e-mail address, which tells accounts apart."""

from __future__ import annotations

import pytest

from caselaw.domain.people.account import normal_email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("alice@example.org", "alice@example.org"),
        ("  Alice@Example.ORG\n", "alice@example.org"),
        ("ＡＬＩＣＥ@example.org", "alice@example.org"),
        ("re\u0301ne@exemple.fr", "réne@exemple.fr"),
        ("straße@example.org", "strasse@example.org"),
        ("ليلى@مثال.إختبار", "ليلى@مثال.إختبار"),
        ('"odd@name"@example.org', '"odd@name"@example.org'),
    ],
)
def test_an_address_has_one_spelling(typed: str, kept: str) -> None:
    assert normal_email(typed) == kept
    assert normal_email(kept) == kept


@pytest.mark.parametrize(
    "typed", ["", "alice", "@example.org", "alice@", "al ice@example.org", "alice@ex\x00ample.org", "a\n@b"]
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        normal_email(typed)
