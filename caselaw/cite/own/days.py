"""The day of a decision as it is written in a citation: in full, or as much of it as is known.

Names of months are those of the Unicode CLDR, which has the months of the Levant and of the Maghreb apart. The United
Nations write both Arabic names of a month, one after the other.
"""

from __future__ import annotations

import pycountry
from babel import Locale, UnknownLocaleError

from caselaw.domain.dates import PartialDate

_TWO_NAMES = (
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه", "تموز/يوليه",
    "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
)  # fmt: skip
_BEFORE_VOWEL = frozenset({4, 8, 10})  # avril, août, octobre


def day(date: PartialDate | None, language: str, country: str | None = None) -> str:
    """8 March 2018, 8 de marzo de 2018, 1er mars 2018, 9. Februar 2010, 6 آب 2014 (of a court in Lebanon)."""
    if date is None:
        return ""
    if date.month is None:
        return str(date.year)
    month = _months(language, country)[date.month]
    if language == "es":
        return " de ".join(str(part) for part in (date.day, month, date.year) if part)
    if date.day is None:
        return f"{month} {date.year}"
    first = "1er" if language == "fr" and date.day == 1 else f"{date.day}." if language == "de" else str(date.day)
    return f"{first} {month} {date.year}"


def american_day(date: PartialDate | None) -> str:
    """March 8, 2018: as the bodies of the American States write in English."""
    if date is None or date.day is None or date.month is None:
        return day(date, "en")
    return f"{_months('en', None)[date.month]} {date.day}, {date.year}"


def of_day(date: PartialDate | None, language: str) -> str:
    """The day after a noun: of 8 March 2018, de 8 de marzo de 2018, du 8 mars 2018, d’avril 2018."""
    said = day(date, language)
    if not said or date is None:
        return ""
    if language == "fr":
        if date.day is not None:
            return f"du {said}"
        return f"d’{said}" if date.month in _BEFORE_VOWEL else f"de {said}"
    return f"{'de' if language == 'es' else 'of'} {said}"


def day_of_the_nations(date: PartialDate | None) -> str:
    """20 حزيران/يونيه 2017."""
    if date is None or date.month is None:
        return day(date, "ar")
    return " ".join(str(part) for part in (date.day, _TWO_NAMES[date.month - 1], date.year) if part)


def _months(language: str, country: str | None) -> dict[int, str]:
    known = pycountry.countries.get(alpha_3=country) if country and language == "ar" else None
    try:
        locale = Locale(language, known.alpha_2 if known else None)
    except UnknownLocaleError:
        locale = Locale(language)
    return dict(locale.months["format"]["wide"])
