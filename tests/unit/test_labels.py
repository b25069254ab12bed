"""What a reader calls the values of fields."""

from __future__ import annotations

import pytest

from caselaw.search.labels import language_name


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [
        ("pt", "en", "Portuguese"),
        ("pt-PT", "en", "European Portuguese"),
        ("pt-PT", "ar", "البرتغالية الأوروبية"),
        ("es-CO", "fr", "espagnol"),
        ("und", "es", "lengua desconocida"),
        ("qaa", "en", "qaa"),
    ],
)
def test_a_language_with_a_region_has_a_name(code: str, reader: str, name: str) -> None:
    assert language_name(code, reader) == name
