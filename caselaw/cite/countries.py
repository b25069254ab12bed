"""Names of countries in our languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pycountry
from babel import Locale

from caselaw.domain.text import fold

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
# Short or ambiguous: also a word, a person or a place within another State.
_LEFT_OUT = frozenset(
    fold(name) for name in ("Georgia", "Jersey", "Chad", "Niger", "Mali", "Togo", "Oman", "عمان", "تونس")
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
