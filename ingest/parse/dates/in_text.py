"""Dates in running text, in words and digits, in English, Spanish, French, Portuguese and Arabic.

Works on folded text (`caselaw.domain.text.fold`): no case, no accents, ASCII digits, Arabic letters in one form. A date
of the Hijri calendar is kept as such and never taken for a Gregorian one; `ingest.parse.dates.hijri` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caselaw.domain.dates import PartialDate
from ingest.parse.any_of import any_of
from ingest.parse.dates.hijri import HIJRI_YEARS, HijriDate
from ingest.parse.dates.month_names import HIJRI_MONTHS, JOINING_WORDS, MONTHS, ROMAN_MONTHS, number_of

FIRST_YEAR, LAST_YEAR = 1700, 2100


@dataclass(frozen=True)
class FoundDate:
    """A date at [start, end) of the folded text. `value` is None for a Hijri date, which `hijri` then holds; `words`
    tells one written with the name of its month from one in digits, whose day and month may be the other way round."""

    start: int
    end: int
    value: PartialDate | None
    words: bool = True
    hijri: HijriDate | None = None


def _any(names: Iterable[str]) -> str:
    return any_of(names).replace(r"\ ", r"\s+")


_MONTH = rf"(?P<month>{_any(MONTHS)})\.?(?!\w)"
_SECOND_NAME = rf"(?:\s*[/(،,]\s*(?:{_any(MONTHS)})\s*\)?)?"  # كانون الأول/ديسمبر
_DAY = r"(?<![\d/.,])(?P<day>\d{1,2})\s?(?:st|nd|rd|th|er|eme|o|a|°|º)?"
_OF = r"(?:[\s()]*(?:(?:de|do|of|day\s+of|من|شهر|من\s+شهر|dia)\s)?\s*|\s?[-–/.]\s?)"
_YEAR = r"(?P<year>[12]\d{3})(?!\d|[/.]\d)"
_BEFORE_YEAR = r"[\s,،().\-–/]*(?:(?:de|del|do|of|in|ano|a[nñ]o|l'an|سنه|عام|لسنه|لعام|من)\s+){0,2}[\s()]*"
_DAY_MONTH_YEAR = re.compile(rf"{_DAY}{_OF}{_MONTH}{_SECOND_NAME}{_BEFORE_YEAR}{_YEAR}")
_MONTH_DAY_YEAR = re.compile(rf"(?<!\w){_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?:of\s+)?{_YEAR}")
# A bracket that a program for right-to-left text turned round: "27(1437 April )2016" is "1437 (27 April 2016)".
_TURNED = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s?\((?P<hijri>1[2-5]\d\d)\s*{_MONTH}\s*\)\s*{_YEAR}")
_MONTH_YEAR = re.compile(rf"(?<![\w/])(?<!\d\s){_MONTH}{_SECOND_NAME}{_BEFORE_YEAR}{_YEAR}")
_ISO = re.compile(
    r"(?<![\d/.-])(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/]|-\d)"
)
_DIGITS = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sep)\s?(?P<year>[12]\d{3})(?![\d/]|-\d)"
)
_ROMAN = re.compile(
    rf"(?<![\w/.-])(?P<day>\d{{1,2}})\s?(?P<sep>[-/.])\s?(?P<month>{_any(ROMAN_MONTHS)})\s?(?P=sep)\s?{_YEAR}"
)
_HIJRI_WORDS = re.compile(
    rf"(?:(?<!\d)(?P<day>\d{{1,2}})\s*(?:من\s+)?(?:شهر\s+)?)?(?<!\w)(?P<month>{_any(HIJRI_MONTHS)})(?!\w)[\s,،()]*"
    r"(?:(?:سنه|عام|لسنه|لعام)\s+)?[\s()]*(?P<year>1[2-5]\d\d)(?!\d)(?:\s*\)?\s*(?:هـ?(?!\w)|هجري\w*))?"
)
# The day glued on before a month that stands right after another bracket: "9رجب 1417".
_HIJRI_GLUED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?P<month>{_any(HIJRI_MONTHS)})(?!\w)[\s,،()]*(?P<year>1[2-5]\d\d)(?!\d)"
)
_HIJRI_MARK = re.compile(r"\s*(?:هـ?(?!\w)|هجري\w*|ah\b|h\b)")
_SPELLED_MONTH = re.compile(rf"(?<!\w)(?:{_any(n for n in MONTHS if len(n) > 2)})(?!\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_BEFORE_MONTH = JOINING_WORDS | {"day", "dias", "dia", "days"}
_AND = frozenset({"y", "e", "et", "and"})


def find_dates(folded: str, *, month_first: bool = False) -> list[FoundDate]:
    """All dates of a folded text in order, none inside another. `month_first` reads 3/4/2004 as the fourth of March."""
    found: list[FoundDate] = []
    for reader in (_turned, _hijri, _in_words, lambda text: _in_digits(text, month_first), _spelled, _month_and_year):
        for date in reader(folded):
            if not any(date.start < other.end and other.start < date.end for other in found):
                found.append(date)
    return sorted(found, key=lambda date: date.start)


def _turned(text: str) -> Iterator[FoundDate]:
    if "(1" in text:
        for match in _TURNED.finditer(text):
            yield from _named(match)


def _hijri(text: str) -> Iterator[FoundDate]:
    for pattern in (_HIJRI_GLUED, _HIJRI_WORDS):
        for match in pattern.finditer(text):
            day = int(match["day"]) if match["day"] else None
            month = HIJRI_MONTHS[" ".join(match["month"].split())]
            hijri = HijriDate.of(int(match["year"]), month, day)
            yield FoundDate(match.start(), match.end(), None, hijri=hijri)


def _in_words(text: str) -> Iterator[FoundDate]:
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR):
        for match in pattern.finditer(text):
            yield from _named(match)


def _named(match: re.Match[str]) -> Iterator[FoundDate]:
    value = _date(int(match["year"]), MONTHS[" ".join(match["month"].split())], int(match["day"]))
    if value:
        yield FoundDate(match.start(), match.end(), value)


def _in_digits(text: str, month_first: bool) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        yield from _digit_date(text, match, int(match["month"]), int(match["day"]))
    for match in _DIGITS.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        day, month = (second, first) if (month_first and first <= 12) or second > 12 else (first, second)
        yield from _digit_date(text, match, month, day)
    for match in _ROMAN.finditer(text):
        value = _date(int(match["year"]), ROMAN_MONTHS[match["month"]], int(match["day"]))
        if value:
            yield FoundDate(match.start(), match.end(), value)


def _digit_date(text: str, match: re.Match[str], month: int, day: int) -> Iterator[FoundDate]:
    year = int(match["year"])
    marked = _HIJRI_MARK.match(text, match.end())
    if year in HIJRI_YEARS:
        end = marked.end() if marked else match.end()
        yield FoundDate(match.start(), end, None, words=False, hijri=HijriDate.of(year, month, day))
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
        before = list(_WORD.finditer(text, max(0, match.start() - 60), match.start()))[-7:]
        after = list(_WORD.finditer(text, match.end(), match.end() + 90))[:12]
        day, start = _day_before(before)
        year, end = _year_after(after) if start is not None else (0, 0)
        value = _date(year, MONTHS[" ".join(match.group().split())], day) if year else None
        if value and start is not None:
            yield FoundDate(start, end, value)


def _day_before(words: list[re.Match[str]]) -> tuple[int | None, int | None]:
    """The number that ends just before the month, passing over "de", "day of"."""
    at = len(words)
    while at and words[at - 1].group() in _BEFORE_MONTH:
        at -= 1
    end = at
    while at and (number_of(words[at - 1].group()) is not None or (at < end and words[at - 1].group() in _AND)):
        at -= 1
    while at < end and words[at].group() in _AND:
        at += 1
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
        if number_of(text) is not None:
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
        value = number_of(word) or 0
        if value == 1000:
            total, current = (current or 1) * 1000, 0
        elif value == 100:
            current = (current or 1) * 100
        elif current % 100 == 4 and word.startswith("vingt"):  # quatre-vingt
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
