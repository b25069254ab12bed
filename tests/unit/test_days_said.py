"""Days are written out alike wherever one is said: on pages, in letters, in files."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from caselaw.messages import say_day


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        (date(2007, 12, 5), "en", "5 December 2007"),
        (date(2007, 12, 5), "es", "5 de diciembre de 2007"),
        (date(2007, 12, 5), "fr", "5 décembre 2007"),
        (date(2007, 12, 1), "fr", "1er décembre 2007"),
        (date(2007, 12, 11), "fr", "11 décembre 2007"),
        (date(2007, 12, 5), "ar", "5 ديسمبر 2007"),
        (datetime(2007, 12, 5, 23, 30, tzinfo=UTC), "en", "5 December 2007"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(day: date, language: str, said: str) -> None:
    assert say_day(day, language) == said
