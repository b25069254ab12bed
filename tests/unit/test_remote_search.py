"""A search server elsewhere without a login or encryption is named; this machine and a guarded server are not."""

from __future__ import annotations

import pytest

from caselaw.search.remote import UNAUTHENTICATED, UNENCRYPTED, remote_risks


@pytest.mark.parametrize(
    ("url", "api_key", "expected"),
    [
        ("tantivy:var/index", "", {}),
        ("memory:", "", {}),
        ("http://127.0.0.1:9200", "", {}),
        ("http://localhost:9200,http://[::1]:9201,http://es.localhost", "", {}),
        ("https://search.example.org:9200", "key", {}),
        ("https://elastic:secret@search.example.org:9200", "", {}),
        ("https://search.example.org", "", {UNAUTHENTICATED: ("search.example.org",)}),
        ("http://10.0.0.7:9200", "key", {UNENCRYPTED: ("10.0.0.7",)}),
        (
            "http://a.example.org:9200,https://b.example.org,http://127.0.0.1:9200",
            "",
            {UNAUTHENTICATED: ("a.example.org", "b.example.org"), UNENCRYPTED: ("a.example.org",)},
        ),
        ("http://127.0.0.1.example.org", "key", {UNENCRYPTED: ("127.0.0.1.example.org",)}),
    ],
)
def test_what_is_open_to_others_is_named(url: str, api_key: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert remote_risks(url, api_key) == expected
