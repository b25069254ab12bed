"""The words before and between the numbers of a passage, by unit, language and body: reviewed data.

Where each rule was read. English: an abbreviation that ends with the last letter of its word takes no stop (New Hart's
Rules 10.2.2: para., paras; p., pp.), a range has the long dash; the United Nations write paras. with a stop (Editorial
Manual), Luxembourg spells "paragraphs 44 to 46" out, as its own judgments do. Spanish: párr./párrs., pág./págs.
(Ortografía de la lengua española, list of abbreviations); the Constitutional Court of Peru cites itself by fundamento.
French: par. and p. have no plural; the United Nations and Luxembourg say "44 à 46". Strasbourg: § and §§ in each of its
languages. Brackets are those of the neutral citation (OSCOLA 2.1.8). Arabic has a dual. German Rn. is that of
Karlsruhe's own citations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """What is said with one number, with a pair and with more; `to` stands in a range, where it is a rule of its own.

    `{}` is where the numbers go; `each` what is put around every one of them.
    """

    one: str
    many: str
    two: str = ""
    to: str = ""
    each: str = "{}"

    @property
    def pair(self) -> str:
        return self.two or self.many


PARAGRAPH, SECTION, BRACKET, PAGE = "paragraph", "section", "bracket", "page"

_ARABIC_PARAGRAPHS = Words("الفقرة {}", "الفقرات {}", "الفقرتان {}")
_BRACKETS = Words("{}", "{}", each="[{}]")
_SECTIONS = Words("§ {}", "§§ {}")

UNITS: Mapping[str, Mapping[str, Words]] = {
    PARAGRAPH: {
        "en": Words("para. {}", "paras {}"),
        "es": Words("párr. {}", "párrs. {}"),
        "fr": Words("par. {}", "par. {}"),
        "ar": _ARABIC_PARAGRAPHS,
    },
    SECTION: {"en": _SECTIONS, "es": _SECTIONS, "fr": _SECTIONS, "ar": _ARABIC_PARAGRAPHS},
    BRACKET: dict.fromkeys(("en", "es", "fr", "ar"), _BRACKETS),
    "point": {
        "en": Words("para. {}", "paras {}"),
        "es": Words("apartado {}", "apartados {}"),
        "fr": Words("point {}", "points {}"),
        "ar": _ARABIC_PARAGRAPHS,
    },
    "recital": {
        "en": Words("recital {}", "recitals {}"),
        "es": Words("considerando {}", "considerandos {}"),
        "fr": Words("considérant {}", "considérants {}"),
        "ar": Words("الحيثية {}", "الحيثيات {}", "الحيثيتان {}"),
    },
    "ground": {
        "en": Words("legal ground {}", "legal grounds {}"),
        "es": Words("fundamento jurídico {}", "fundamentos jurídicos {}"),
        "fr": Words("fondement juridique {}", "fondements juridiques {}"),
        "ar": Words("الأساس القانوني {}", "الأسس القانونية {}", "الأساسان القانونيان {}"),
    },
    PAGE: {
        "en": Words("p. {}", "pp. {}"),
        "es": Words("pág. {}", "págs. {}"),
        "fr": Words("p. {}", "p. {}"),
        "ar": Words("ص {}", "الصفحات {}", "الصفحتان {}"),
    },
}
"""Each unit of `caselaw.domain.court_rules.PINPOINTS` as it is said before its numbers."""

_NATIONS = {
    PARAGRAPH: {
        "en": Words("para. {}", "paras. {}"),
        "es": Words("párr. {}", "párrs. {}", to=" a "),
        "fr": Words("par. {}", "par. {}", to=" à "),
    }
}
_LUXEMBOURG = {
    "point": {
        "en": Words("para. {}", "paras {}", to=" to "),
        "es": Words("apartado {}", "apartados {}", to=" a "),
        "fr": Words("point {}", "points {}", to=" à "),
    }
}
_GERMAN = {PARAGRAPH: {"de": Words("Rn. {}", "Rn. {}")}}

BODIES: Mapping[str, Mapping[str, Mapping[str, Words]]] = {
    **dict.fromkeys(
        (
            "cescr", "hrc", "cedaw", "cerd", "crc", "cat", "crpd", "cmw", "ced", "un-ga", "un-hrc", "un-sc", "cat-spt",
            "sr-housing", "sr-health", "sr-food", "sr-water", "sr-education", "sr-poverty", "sr-indigenous",
            "sr-environment", "sr-defenders", "sr-toxics", "sr-slavery", "sr-migrants", "sr-culture", "sr-climate",
            "sr-vaw", "sr-idps", "ie-debt", "wg-business", "wgad", "wgeid",
        ),
        _NATIONS,
    ),
    **dict.fromkeys(("cjeu", "eu-gc"), _LUXEMBOURG),
    **dict.fromkeys(("de-bverfg", "de-bgh", "de-bverwg", "de-bsg"), _GERMAN),
    "iacthr": {PARAGRAPH: {"en": Words("para. {}", "paras. {}", to="-")}},
    "iachr": {PARAGRAPH: {"en": Words("para. {}", "paras. {}", to="-")}},
    "pe-tc": {"ground": {"es": Words("fundamento {}", "fundamentos {}")}},
}  # fmt: skip
"""Where a body writes otherwise than its language does: body → unit → language."""

BETWEEN: Mapping[str, str] = {"en": "–", "es": "-", "fr": "-", "ar": "-"}
"""What stands in a range."""

AND: Mapping[str, str] = {"en": " and ", "es": " y ", "fr": " et ", "ar": " و", "de": " und "}
"""What stands before the last of a list; in Arabic it is written with the number, and before each."""


def words_of(unit: str, language: str, court: str | None = None) -> Words:
    """The words of a unit in a language, as this body writes them; a language without words of its own takes the
    English ones."""
    own = BODIES.get(court or "", {}).get(unit, {})
    general = UNITS[unit]
    return own.get(language) or general.get(language) or own.get("en") or general["en"]
