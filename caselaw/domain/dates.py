"""Dates as courts give them: a year, a month or a day, each first class and sorted honestly."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["year", "month", "day"]
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=False)
class PartialDate:
    """A Gregorian date known to the day, the month or only the year.

    Raises `ValueError` for a date that does not exist (2004-02-30) or a day without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError(f"no such year: {self.year}")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"no such month: {self.month}")
        if self.month is not None and self.day is not None:
            days = calendar.monthrange(self.year, self.month)[1]
            if not 1 <= self.day <= days:
                raise ValueError(f"no such day: {self}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ISO 8601 `2004`, `2004-03` or `2004-03-03`; `ValueError` for anything else."""
        match = _ISO.fullmatch(text.strip())
        if not match:
            raise ValueError(f"not a date: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101 - the pattern demands it
        return cls(year, month, day)

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    @property
    def first(self) -> int:
        """The first day it can mean, as yyyymmdd."""
        return self.year * 10000 + (self.month or 1) * 100 + (self.day or 1)

    @property
    def last(self) -> int:
        """The last day it can mean, as yyyymmdd."""
        month = self.month or 12
        return self.year * 10000 + month * 100 + (self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)
