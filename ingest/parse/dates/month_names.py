"""Names of months, of days and of numbers in words, folded, as courts write them in our languages."""

from __future__ import annotations

from collections.abc import Mapping

from caselaw.domain.text import fold

_MONTHS = (
    # English, Spanish, French, Portuguese, with their short forms
    "january jan enero ene janvier janv janeiro",
    "february feb febrero février févr fevereiro fev",
    "march mar marzo mars março",
    "april apr abril abr avril avr",
    "may mayo mai maio",
    "june jun junio juin junho",
    "july jul julio juillet juil julho",
    "august aug agosto ago août",
    "september sept sep septiembre setiembre septembre setembro set",
    "october oct octubre octobre outubro out",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic décembre déc dezembro dez",
)
# Egypt and the Gulf · Levant and Iraq · Tunisia and Algeria · Morocco
_ARABIC_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي", "ينّاير"),
    ("فبراير", "شباط", "فيفري", "فبرائر"),
    ("مارس", "آذار", "مارص"),
    ("أبريل", "نيسان", "أفريل", "إبريل"),
    ("مايو", "أيار", "ماي", "نوار", "مايه"),
    ("يونيو", "حزيران", "جوان", "يونيه", "يونيوه"),
    ("يوليو", "تموز", "جويلية", "يوليوز", "يوليه"),
    ("أغسطس", "آب", "أوت", "غشت", "أغشت"),
    ("سبتمبر", "أيلول", "شتنبر", "شتمبر"),
    ("أكتوبر", "تشرين الأول", "أكتوبر"),
    ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الأول", "دجنبر"),
)
_HIJRI_MONTHS = (
    ("محرم", "محرم الحرام"),
    ("صفر", "صفر الخير"),
    ("ربيع الأول", "ربيع الاول", "ربيع أول"),
    ("ربيع الثاني", "ربيع الآخر", "ربيع ثاني"),
    ("جمادى الأولى", "جمادى الأول", "جمادى الاولى"),
    ("جمادى الثانية", "جمادى الآخرة", "جمادى الثاني", "جمادى الآخر"),
    ("رجب", "رجب الفرد"),
    ("شعبان",),
    ("رمضان", "رمضان المبارك"),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة", "القعدة"),
    ("ذو الحجة", "ذي الحجة", "الحجة"),
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii"

MONTHS: Mapping[str, int] = {
    fold(name): number
    for number, (latin, arabic) in enumerate(zip(_MONTHS, _ARABIC_MONTHS, strict=True), 1)
    for name in (*latin.split(), *arabic)
}
HIJRI_MONTHS: Mapping[str, int] = {
    fold(name): number for number, names in enumerate(_HIJRI_MONTHS, 1) for name in names
}
ROMAN_MONTHS: Mapping[str, int] = {name: number for number, name in enumerate(_ROMAN.split(), 1)}

_NUMBERS: Mapping[int, str] = {
    0: "",
    1: "one first uno primero primer primera un une premier um primeiro primeira",
    2: "two second dos deux deuxième dois segundo",
    3: "three third tres trois troisième três terceiro",
    4: "four fourth cuatro quatre quatrième quatro",
    5: "five fifth cinco cinq cinquième",
    6: "six sixth seis sixième",
    7: "seven seventh siete sept septième sete",
    8: "eight eighth ocho huit huitième oito",
    9: "nine ninth nueve neuf neuvième nove",
    10: "ten tenth diez dix dixième dez",
    11: "eleven eleventh once onze onzième",
    12: "twelve twelfth doce douze douzième doze",
    13: "thirteen thirteenth trece treize treizième treze",
    14: "fourteen fourteenth catorce quatorze quatorzième catorze quatorze",
    15: "fifteen fifteenth quince quinze quinzième",
    16: "sixteen sixteenth dieciséis seize seizième dezesseis dezasseis",
    17: "seventeen seventeenth diecisiete dezessete dezassete",
    18: "eighteen eighteenth dieciocho dezoito",
    19: "nineteen nineteenth diecinueve dezenove dezanove",
    20: "twenty twentieth veinte vingt vingts vingtième vinte",
    21: "veintiuno veintiún veintiuna",
    22: "veintidós",
    23: "veintitrés",
    24: "veinticuatro",
    25: "veinticinco",
    26: "veintiséis",
    27: "veintisiete",
    28: "veintiocho",
    29: "veintinueve",
    30: "thirty thirtieth treinta trente trentième trinta",
    40: "forty cuarenta quarante quarenta",
    50: "fifty cincuenta cinquante cinquenta",
    60: "sixty sesenta soixante sessenta",
    70: "seventy setenta septante",
    80: "eighty ochenta oitenta",
    90: "ninety noventa nonante",
    100: "hundred cien ciento cent cents cem cento",
    200: "doscientos duzentos",
    500: "quinientos quinhentos",
    700: "setecientos setecentos",
    800: "ochocientos oitocentos",
    900: "novecientos novecentos",
    1000: "thousand mil mille",
}
# Arabic counts units before tens ("eight and forty") and writes "and" on to the word that follows.
_ARABIC_NUMBERS: Mapping[int, str] = {
    1: "واحد واحدة أحد إحدى الأول أول الحادي الحادية الواحد",
    2: "اثنان اثنين اثنتين اثنتان اثنا اثني اثنتي اثنتا الثاني الثانية ثاني",
    3: "ثلاث ثلاثة الثالث الثالثة ثالث",
    4: "أربع أربعة الرابع الرابعة رابع",
    5: "خمس خمسة الخامس الخامسة خامس",
    6: "ست ستة السادس السادسة سادس",
    7: "سبع سبعة السابع السابعة سابع",
    8: "ثمان ثماني ثمانية الثامن الثامنة ثامن",
    9: "تسع تسعة التاسع التاسعة تاسع",
    10: "عشر عشرة العاشر العاشرة عاشر",
    20: "عشرون عشرين العشرون العشرين",
    30: "ثلاثون ثلاثين الثلاثون الثلاثين",
    40: "أربعون أربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
    100: "مائة مئة ماية",
    200: "مائتان مائتين مئتين",
    700: "سبعمائة سبعمئة سبعماية",
    800: "ثمانمائة ثمانمئة ثمانماية ثمانيمائة",
    900: "تسعمائة تسعمئة تسعماية",
    1000: "ألف الألف",
    2000: "ألفين ألفان الألفين",
}
NUMBER_WORDS: Mapping[str, int] = {
    fold(word): value
    for numbers in (_NUMBERS, _ARABIC_NUMBERS)
    for value, words in numbers.items()
    for word in words.split()
}
JOINING_WORDS = frozenset(
    {
        "y", "e", "et", "and", "de", "of", "del", "du", "ano", "annee", "an", "the", "do", "mes", "mois", "month", "in",
        "l", "d", "en", "year", "days", "jour", "jours", "من", "شهر", "سنه", "عام", "لسنه", "لعام", "للعام", "في",
    }
)  # fmt: skip


def number_of(word: str) -> int | None:
    """What a folded word counts, None for a word that is no number; the Arabic "and" before it is passed over."""
    value = NUMBER_WORDS.get(word)
    return NUMBER_WORDS.get(word[1:]) if value is None and word.startswith("و") else value
