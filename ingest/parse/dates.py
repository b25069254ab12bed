"""Dates in running text, in words and digits, in English, Spanish, French, Portuguese and Arabic.

Works on folded text (`caselaw.domain.text.fold`): no case, no accents, ASCII digits, Arabic letters in one form. A date
of the Hijri calendar is recognised so that it is never taken for a Gregorian one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.dates import PartialDate
from ingest.parse.month_names import HIJRI_MONTHS, JOINING_WORDS, MONTHS, NUMBER_WORDS

FIRST_YEAR, LAST_YEAR = 1700, 2100
_HIJRI_YEARS = range(1200, 1501)

Calendar = Literal["gregorian", "hijri"]


@dataclass(frozen=True)
class FoundDate:
    """A date at [start, end) of the folded text. `value` is None for a Hijri date; `words` tells one written with the
    name of its month from one in digits, whose day and month may be the other way round."""

    start: int
    end: int
    value: PartialDate | None
    words: bool = True
    calendar: Calendar = "gregorian"


def _any(names: object) -> str:
    return "|".join(sorted((re.escape(str(name)).replace(r"\ ", r"\s+") for name in names), key=len, reverse=True))  # type: ignore[attr-defined]


_MONTH = rf"(?P<month>{_any(MONTHS)})\.?(?!\w)"
_SECOND_NAME = rf"(?:\s*[/(،,]\s*(?:{_any(MONTHS)})\s*\)?)?"  # كانون الأول/ديسمبر
_DAY = r"(?<![\d/.,])(?P<day>\d{1,2})\s?(?:st|nd|rd|th|er|eme|o|a|°)?"
_OF = r"[\s()]*(?:de\s|do\s|of\s|day\s+of\s|من\s|شهر\s|dia\s)?\s*"
_YEAR = r"(?P<year>[12]\d{3})(?!\d|[/.]\d)"
_BEFORE_YEAR = r"[\s,،().]*(?:(?:de|del|do|of|in|ano|a[nñ]o|سنه|عام|لسنه)\s+){0,2}[\s()]*"
_DAY_MONTH_YEAR = re.compile(rf"{_DAY}{_OF}{_MONTH}{_SECOND_NAME}{_BEFORE_YEAR}{_YEAR}")
_MONTH_DAY_YEAR = re.compile(rf"(?<!\w){_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?:of\s+)?{_YEAR}")
_MONTH_YEAR = re.compile(rf"(?<![\w/])(?<!\d\s){_MONTH}{_SECOND_NAME}{_BEFORE_YEAR}{_YEAR}")
_ISO = re.compile(
    r"(?<![\d/.-])(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/]|-\d)"
)
_DIGITS = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sep)\s?(?P<year>[12]\d{3})(?![\d/]|-\d)"
)
_HIJRI_WORDS = re.compile(
    rf"(?:(?<!\d)\d{{1,2}}\s*(?:من\s+)?(?:شهر\s+)?)?(?:{_any(HIJRI_MONTHS)})(?!\w)[\s,،()]*(?:(?:سنه|عام)\s+)?[\s()]*"
    r"(?P<year>1[2-5]\d\d)(?!\d)\s*(?:هـ?(?!\w))?"
)
_HIJRI_MARK = re.compile(r"\s*هـ?(?!\w)")
_SPELLED_MONTH = re.compile(rf"(?<!\w)(?:{_any(n for n in MONTHS if n.isascii() and len(n) > 2)})(?!\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def find_dates(folded: str, *, month_first: bool = False) -> list[FoundDate]:
    """All dates of a folded text in order, none inside another. `month_first` reads 3/4/2004 as the fourth of March."""
    found: list[FoundDate] = []
    for reader in (_hijri, _in_words, lambda text: _in_digits(text, month_first), _spelled, _month_and_year):
        for date in reader(folded):
            if not any(date.start < other.end and other.start < date.end for other in found):
                found.append(date)
    return sorted(found, key=lambda date: date.start)


def _hijri(text: str) -> Iterator[FoundDate]:
    for match in _HIJRI_WORDS.finditer(text):
        yield FoundDate(match.start(), match.end(), None, calendar="hijri")


def _in_words(text: str) -> Iterator[FoundDate]:
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR):
        for match in pattern.finditer(text):
            month = MONTHS[" ".join(match["month"].split())]
            value = _date(int(match["year"]), month, int(match["day"]))
            if value:
                yield FoundDate(match.start(), match.end(), value)


def _in_digits(text: str, month_first: bool) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        yield from _digit_date(text, match, int(match["month"]), int(match["day"]))
    for match in _DIGITS.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        day, month = (second, first) if (month_first and first <= 12) or second > 12 else (first, second)
        yield from _digit_date(text, match, month, day)


def _digit_date(text: str, match: re.Match[str], month: int, day: int) -> Iterator[FoundDate]:
    year = int(match["year"])
    marked = _HIJRI_MARK.match(text, match.end())
    if marked or year in _HIJRI_YEARS:
        yield FoundDate(match.start(), marked.end() if marked else match.end(), None, words=False, calendar="hijri")
        return
    value = _date(year, month, day)
    if value:
        yield FoundDate(match.start(), match.end(), value, words=False)


def _month_and_year(text: str) -> Iterator[FoundDate]:
    for match in _MONTH_YEAR.finditer(text):
        value = _date(int(match["year"]), MONTHS[" ".join(match["month"].split())])
        if value:
            yield FoundDate(match.start(), match.end(), value)


def _spelled(text: str) -> Iterator[FoundDate]:
    """ "el primero de julio de dos mil nueve", "the fifth day of March two thousand and one"."""
    for match in _SPELLED_MONTH.finditer(text):
        before = list(_WORD.finditer(text, max(0, match.start() - 60), match.start()))[-6:]
        after = list(_WORD.finditer(text, match.end(), match.end() + 90))[:12]
        day, start = _day_before(before)
        year, end = _year_after(after)
        value = _date(year, MONTHS[match.group()], day) if year else None
        if value and start is not None:
            yield FoundDate(start, end, value)


def _day_before(words: list[re.Match[str]]) -> tuple[int | None, int | None]:
    """The number that ends just before the month, passing over "de", "day of"."""
    at = len(words)
    while at and words[at - 1].group() in JOINING_WORDS | {"day", "dias", "dia"}:
        at -= 1
    end = at
    while at and (
        words[at - 1].group() in NUMBER_WORDS or (at < end and words[at - 1].group() in ("y", "e", "et", "and"))
    ):
        at -= 1
    run = [word.group() for word in words[at:end]]
    if run:
        return _value(run), words[at].start()
    if end and words[end - 1].group().isdigit() and len(words[end - 1].group()) <= 2:
        return int(words[end - 1].group()), words[end - 1].start()
    return None, None


def _year_after(words: list[re.Match[str]]) -> tuple[int, int]:
    """The number that follows the month, in words or digits."""
    run: list[str] = []
    end = 0
    for word in words:
        text = word.group()
        if text in NUMBER_WORDS:
            run.append(text)
            end = word.end()
        elif text.isdigit() and not run:
            return (int(text), word.end()) if len(text) == 4 else (0, 0)
        elif text not in JOINING_WORDS:
            break
    return (_value(run), end) if run else (0, 0)


def _value(words: list[str]) -> int:
    """ "mil novecientos noventa y tres" → 1993; "nineteen ninety-three" → 1993; "deux mille neuf" → 2009."""
    total = current = 0
    for word in words:
        value = NUMBER_WORDS.get(word, 0)
        if value == 1000:
            total, current = (current or 1) * 1000, 0
        elif value == 100:
            current = (current or 1) * 100
        elif value == 20 and current % 100 == 4:  # quatre-vingt
            current += 76
        elif 10 < current < 21 and value >= 10 and not total:  # nineteen ninety-three
            current = current * 100 + value
        else:
            current += value
    return total + current


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
