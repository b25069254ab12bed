"""The fields a query can name, by every name they may be called in the four languages of readers.

Accents, case and Arabic spelling do not matter. What a field's values mean is told in `caselaw.search.fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import fold

_NAMES: Mapping[str, tuple[str, str, str, str]] = {
    "court": ("court tribunal", "tribunal corte", "juridiction cour", "محكمة المحكمة هيئة"),
    "country": ("country", "país", "pays", "بلد البلد دولة"),
    "region": ("region", "región", "région", "إقليم الإقليم منطقة"),
    "language": ("lang language", "idioma lengua", "langue", "لغة اللغة"),
    "kind": ("kind type", "tipo clase", "type genre", "نوع النوع"),
    "date": ("date", "fecha", "date", "تاريخ التاريخ"),
    "year": ("year", "año", "année", "سنة السنة عام"),
    "identifier": ("number identifier", "número expediente", "numéro", "رقم الرقم"),
    "party": ("party parties", "parte partes", "partie parties", "طرف الطرف أطراف"),
    "judge": ("judge judges", "juez jueza jueces magistrado magistrada", "juge juges magistrat", "قاضي قاض القاضي"),
    "company": ("company companies", "empresa empresas", "entreprise société", "شركة الشركة شركات"),
    "respondent": ("respondent state", "demandado estado", "défendeur état", "الدولة"),
    "cites": ("cites citing", "cita citando", "cite citant", "يستشهد استشهاد"),
    "article": ("article art", "artículo art", "article art", "مادة المادة"),
    "right": ("right rights", "derecho derechos", "droit droits", "حق الحق حقوق"),
    "theme": ("theme topic", "tema temas", "thème sujet", "موضوع الموضوع"),
    "group": ("group groups", "grupo grupos", "groupe groupes", "فئة الفئة فئات"),
    "doctrine": ("doctrine doctrines", "doctrina doctrinas", "doctrine doctrines", "مبدأ المبدأ مبادئ"),
    "industry": ("industry sector", "sector industria", "secteur industrie", "قطاع القطاع صناعة"),
    "mechanism": ("mechanism", "mecanismo", "mécanisme", "آلية الآلية"),
    "capture": ("capture", "captura", "mainmise captation", "سيطرة السيطرة استحواذ"),
    "coded": ("coded code", "codificado código", "codé code", "مرمز رمز الرمز"),
    "remedy": ("remedy remedies", "medida reparación", "mesure réparation", "انتصاف الانتصاف جبر"),
    "objective": ("objective objectives", "objetivo objetivos", "objectif objectifs", "هدف الهدف أهداف"),
    "condition": ("condition conditions", "condición condiciones", "condition conditions", "وضع الوضع أوضاع"),
    "stage": ("stage", "etapa fase", "étape phase", "مرحلة المرحلة"),
    "outcome": ("outcome result", "resultado fallo", "résultat", "نتيجة النتيجة"),
    "level": ("level", "nivel instancia", "niveau instance", "درجة الدرجة"),
    "binding": ("binding force", "fuerza valor", "portée force", "حجية الحجية"),
    "collection": ("collection", "colección", "collection", "مجموعة المجموعة"),
    "section": ("in section", "en sección", "dans section", "في قسم"),
    "number": ("para paragraph", "párrafo parr", "paragraphe para", "فقرة الفقرة"),
    "voice": ("said voice", "dice voz", "dit voix", "قول صوت"),
}  # fmt: skip
"""The names of each field in English, Spanish, French and Arabic; of each language that which we write comes first."""

FIELDS = tuple(_NAMES)
PLACES = ("section", "number", "voice")
"""Fields that speak of one paragraph, which must then hold all that stands beside them."""


def field_called(name: str) -> str | None:
    """The field that goes by this name in any language; None where none does."""
    return _called().get(fold(name))


def field_names(field: str, language: str) -> tuple[str, ...]:
    """What a field may be called in `language`, first as we write it."""
    return tuple(_NAMES[field][LANGUAGES.index(language)].split())


def all_names() -> frozenset[str]:
    """Every name of every field, folded."""
    return frozenset(_called())


@cache
def _called() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for field, languages in _NAMES.items():
        for name in " ".join(languages).split():
            if found.setdefault(fold(name), field) != field:
                raise ValueError(f"two fields are called {name}")
    return found
