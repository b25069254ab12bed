"""Dates of the Hijri calendar: kept as they are written, and converted with a mark.

The conversion is that of the Umm al-Qura tables (the civil calendar of Saudi Arabia, 1343–1500). Where months begin
with the sight of the moon a date may lie a day off, so a conversion is never sure, and it is no finer than its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hijridate import Hijri

from caselaw.domain.dates import PartialDate

HIJRI_YEARS = range(1200, 1501)
_TABLED = range(1343, 1501)


@dataclass(frozen=True)
class HijriDate:
    """A date of the Hijri calendar, known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, year: int, month: int, day: int | None) -> HijriDate | None:
        """The date, None for one that no Hijri year can have."""
        if year not in HIJRI_YEARS or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 30):
            return None
        return cls(year, month, day)

    def __str__(self) -> str:
        return "-".join(f"{part:02d}" for part in (self.year, self.month, self.day) if part is not None)

    def gregorian(self) -> PartialDate | None:
        """The date in the Gregorian calendar, as fine as it is certain: a Hijri month that runs through two of ours
        gives the year alone, or nothing where even that is open. None for years that no table covers."""
        if self.year not in _TABLED or self.month is None:
            return None
        length = Hijri(self.year, self.month, 1).month_length()
        if self.day is not None:
            return None if self.day > length else _whole(self._on(self.day))
        first, last = self._on(1), self._on(length)
        if first.year != last.year:
            return None
        return PartialDate(first.year, first.month if first.month == last.month else None)

    def _on(self, day: int) -> date:
        assert self.month is not None  # noqa: S101 - callers have looked
        return Hijri(self.year, self.month, day).to_gregorian()


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
