"""Names of countries in our languages, found in text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import pycountry
from babel import Locale

from caselaw.domain.text import fold
from ingest.parse.any_of import any_of

_LANGUAGES = ("en", "es", "fr", "ar", "pt")
# Names courts use that no standard list has.
_OTHER_NAMES: Mapping[str, str] = {
    "Surinam": "SUR", "Viet Nam": "VNM", "Burma": "MMR", "Côte d’Ivoire": "CIV", "Ivory Coast": "CIV",
    "Türkiye": "TUR", "Turkey": "TUR", "Turquía": "TUR", "Turquie": "TUR", "Russian Federation": "RUS",
    "Republic of Korea": "KOR", "Great Britain": "GBR", "England": "GBR", "Scotland": "GBR", "Inglaterra": "GBR",
    "Angleterre": "GBR", "United States of America": "USA", "Estados Unidos de América": "USA",
    "États-Unis d’Amérique": "USA", "Islamic Republic of Iran": "IRN", "Democratic Republic of the Congo": "COD",
    "República Democrática del Congo": "COD", "République démocratique du Congo": "COD", "Syrian Arab Republic": "SYR",
    "Plurinational State of Bolivia": "BOL", "Bolivarian Republic of Venezuela": "VEN", "Swaziland": "SWZ",
    "المملكة المغربية": "MAR", "الجمهورية التونسية": "TUN", "الجمهورية الجزائرية": "DZA", "دولة الكويت": "KWT",
    "المملكة العربية السعودية": "SAU", "دولة الإمارات العربية المتحدة": "ARE", "الإمارات العربية المتحدة": "ARE",
    "جمهورية مصر العربية": "EGY", "الجمهورية اللبنانية": "LBN", "المملكة الأردنية الهاشمية": "JOR",
    "مملكة البحرين": "BHR", "دولة قطر": "QAT", "سلطنة عمان": "OMN", "الجمهورية اليمنية": "YEM",
    "دولة فلسطين": "PSE", "جمهورية العراق": "IRQ", "الجمهورية العربية السورية": "SYR", "دولة ليبيا": "LBY",
    "République française": "FRA", "República Federativa do Brasil": "BRA", "Inglaterra y Gales": "GBR",
}  # fmt: skip
# Short or ambiguous: also a word, a person or a place within another State …
_LEFT_OUT = frozenset(
    fold(name) for name in ("Georgia", "Jersey", "Chad", "Niger", "Mali", "Togo", "Oman", "عمان", "تونس")
)
# … but a State where it stands as one: "In 2021, Niger made …", "Rivers v. Georgia", "the Government of Mali".
_DOUBTFUL = {"georgia": "GEO", "chad": "TCD", "niger": "NER", "mali": "MLI", "togo": "TGO", "oman": "OMN"}
_AS_STATE = re.compile(
    r"(?:^\W*|\bin (?:19|20)\d\d,? |\b(?:v|vs|c)\.? |\b(?:against|contra|contre) |\bstates? part(?:y|ies): ?"
    r"|\b(?:government|republic|people|parliament|constitution) of (?:the )?|\breport (?:of|on) )"
    rf"(?P<name>{any_of(_DOUBTFUL)})(?!\w| river| delta|'s river)"
)


@cache
def country_names() -> Mapping[str, str]:
    """Folded name → ISO 3166-1 alpha-3."""
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in codes and fold(str(name)) not in _LEFT_OUT and "(" not in str(name):
                names[fold(str(name))] = codes[code]
    names |= {
        fold(country.name): country.alpha_3 for country in pycountry.countries if fold(country.name) not in _LEFT_OUT
    }
    names |= {fold(name): code for name, code in _OTHER_NAMES.items()}
    return names | {f"لل{name[2:]}": code for name, code in names.items() if name.startswith("ال")}  # "of the …"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(country_names())})(?![\w-])")


def find_countries(folded: str) -> Iterator[tuple[int, str]]:
    """Where each country is named in a folded text, and which it is."""
    names = country_names()
    for match in _pattern().finditer(folded):
        yield match.start(), names[match.group()]
    if any(name in folded for name in _DOUBTFUL):
        for match in _AS_STATE.finditer(folded):
            yield match.start("name"), _DOUBTFUL[match["name"]]


def country_of_code(text: str) -> str | None:
    """Alpha-3 of a code as a header gives it: "GB-UKM", "za", "COL"; None for what is no country."""
    code = text.strip().upper().partition("-")[0]
    found = pycountry.countries.get(alpha_2=code) if len(code) == 2 else pycountry.countries.get(alpha_3=code)
    return str(found.alpha_3) if found else None


def alpha_2(code: str) -> str | None:
    """ISO 3166-1 alpha-2 of an alpha-3 code, None for what is no country."""
    found = pycountry.countries.get(alpha_3=code)
    return str(found.alpha_2) if found else None


def is_country(text: str) -> bool:
    """The text is the name of a country and nothing else."""
    name = fold(text).strip(" .\n")
    return name in country_names() or name in _DOUBTFUL
