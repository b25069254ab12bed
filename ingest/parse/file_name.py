"""What the name of a file tells: somebody wrote a number, a day or a country there. A weak source, told as such.

Only forms that courts or their publishers use are read; what the text itself says always goes before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

import pycountry
from babel.languages import get_official_languages

from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from ingest.parse.courts.names import acronyms

SOURCE = "file name"
_SURE_NUMBER = 0.5
_SURE_COUNTRY = 0.4
_SURE_DATE = 0.3
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.](\d{2})[-_.](\d{2})(?!\d)")
_COUNTRY = re.compile(r"([a-z]{2,3})[-_]")
# Two letters that are a small word or a language of ours before they are a country.
_WORDS = frozenset({
    "al", "am", "an", "ar", "as", "at", "au", "be", "by", "ca", "de", "do", "el", "en", "es", "fr", "id", "il",
    "in", "is", "it", "la", "lt", "me", "mr", "ms", "mt", "my", "no", "pt", "so", "to", "us",
})  # fmt: skip

_Reading = Callable[[re.Match[str]], Iterator[tuple[str, str]]]


def _neutral(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """2022_UKUT_59_AAC → [2022] UKUT 59 (AAC); 2003_EWCA_Civ_547 → [2003] EWCA Civ 547."""
    court, division, number, chamber = match["court"], match["division"], match["number"], match["chamber"]
    if court in acronyms():
        middle = f"{court} {division}" if division else court
        yield "neutral", f"[{match['year']}] {middle} {int(number)}" + (f" ({chamber})" if chamber else "")


def _neutral_after(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """zasca_2024_21 → [2024] ZASCA 21, as the free law institutes name their files."""
    if match["court"].upper() in acronyms():
        yield "neutral", f"[{match['year']}] {match['court'].upper()} {int(match['number'])}"


def _series_c(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """seriec_109_ing → Series C No. 109, as the Inter-American Court names its files."""
    yield "series_c", f"Series C No. {int(match['number'])}"


def _un_symbol(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "un_symbol", match[0].replace("_", "/")


def _of_a_year(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """1014-2017 → 1014/2017; 1777_1571-2019, two cases joined → 1777/2019 and 1571/2019."""
    numbers = re.split(r"[_,]", match["numbers"])
    if all(not re.fullmatch(r"0?\d|1[0-2]|(?:19|20)\d\d", number) for number in numbers):  # a month, a span of years
        for number in numbers:
            yield "docket", f"{number}/{match['year']}"


def _pourvoi(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "docket", f"{match['year']}-{match['number'][:2]}.{match['number'][2:]}"


def _qpc(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "docket", f"{match['number']} {match['kind'].upper()}"


_START, _END = r"(?:^|(?<=[_\W]))", r"(?=$|[_\W])"
_FORMS: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (re.compile(rf"{_START}(?P<year>(?:19|20)\d\d)_(?P<court>[A-Z][A-Za-z]{{2,7}})_(?:(?P<division>Civ|Crim|Fam)_)?"
                rf"(?P<number>\d{{1,5}})(?:_(?P<chamber>[A-Z][A-Za-z]{{1,5}}))?{_END}"), _neutral),
    (re.compile(rf"{_START}(?P<court>[a-z]{{3,7}})_(?P<year>(?:19|20)\d\d)_(?P<number>\d{{1,5}}){_END}"),
     _neutral_after),
    (re.compile(rf"(?i){_START}seri?es?[-_ ]?c[-_ ]?(?:no[-_. ]*)?0*(?P<number>[1-9]\d{{0,2}}){_END}"), _series_c),
    (re.compile(rf"{_START}(?:A_(?:HRC|RES)|E_C\.\d+|E_CN\.\d|CCPR_C|CEDAW_C|CERD_C|CRC_C|CAT_C|CRPD_C|CED_C|CMW_C)"
                r"(?:_[A-Z\d][A-Z\d.]*)+(?=$|_[a-z]|\.|-)"), _un_symbol),
    (re.compile(rf"(?i){_START}(?P<number>(?:19|20)\d\d-\d{{1,4}})[-_ ]?(?P<kind>qpc|dc){_END}"), _qpc),
    (re.compile(rf"{_START}(?P<numbers>\d{{1,5}}(?:[_,]\d{{1,5}})*)-(?P<year>(?:19|20)\d\d)(?!\d|-\d)"), _of_a_year),
    (re.compile(rf"{_START}(?P<year>[0-4]\d|[789]\d)-(?P<number>[1-9]\d{{4}})(?!\d|-)"), _pourvoi),
)  # fmt: skip
_FRENCH_ALONE = frozenset({_pourvoi, _qpc})


def numbers_in_name(name: str, language: str) -> list[Claim]:
    """Claims of the numbers that a file's name gives, in forms of known families."""
    stem = PurePath(name).stem
    for pattern, reading in _FORMS:
        if reading in _FRENCH_ALONE and language != "fr":
            continue
        found = [pair for match in pattern.finditer(stem) for pair in reading(match)]
        if found:
            return [Claim(f"identifier.{scheme}", value, SOURCE, None, _SURE_NUMBER) for scheme, value in found]
    return []


def dates_in_name(name: str) -> list[Claim]:
    """A date in the file's own name: somebody wrote it there, we do not know why."""
    for match in _DATE.finditer(name):
        try:
            value = PartialDate(*(int(part) for part in match.groups()))
        except ValueError:
            continue
        return [Claim("date.decision", str(value), SOURCE, None, _SURE_DATE)]
    return []


def country_in_name(name: str, language: str) -> list[Claim]:
    """The country whose code a file's name begins with, where the text is in a language that it has made official."""
    match = _COUNTRY.match(PurePath(name).name)
    if not match or match[1] in _WORDS:
        return []
    code = match[1].upper()
    found = pycountry.countries.get(alpha_2=code) if len(code) == 2 else pycountry.countries.get(alpha_3=code)
    if found is None or language not in get_official_languages(found.alpha_2, de_facto=True):
        return []
    return [Claim("country", str(found.alpha_3), SOURCE, None, _SURE_COUNTRY)]
