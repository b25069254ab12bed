"""Names of months, of days and of numbers in words, folded, as courts write them in our languages."""

from __future__ import annotations

from collections.abc import Mapping

from caselaw.domain.text import fold

_MONTHS = (
    # English, Spanish, French, Portuguese, with their short forms
    "january jan enero janvier janv janeiro",
    "february feb febrero février févr fevereiro fev",
    "march mar marzo mars março",
    "april apr abril avril avr",
    "may mayo mai maio",
    "june jun junio juin junho",
    "july jul julio juillet juil julho",
    "august aug agosto août",
    "september sept sep septiembre setiembre septembre setembro",
    "october oct octubre octobre outubro",
    "november nov noviembre novembre novembro",
    "december dec diciembre décembre déc dezembro dez",
)
# Egypt and the Gulf · Levant and Iraq · Tunisia and Algeria · Morocco
_ARABIC_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي", "ينّاير"),
    ("فبراير", "شباط", "فيفري"),
    ("مارس", "آذار", "مارص"),
    ("أبريل", "نيسان", "أفريل", "إبريل"),
    ("مايو", "أيار", "ماي", "نوار"),
    ("يونيو", "حزيران", "جوان", "يونيه"),
    ("يوليو", "تموز", "جويلية", "يوليوز", "يوليه"),
    ("أغسطس", "آب", "أوت", "غشت"),
    ("سبتمبر", "أيلول", "شتنبر"),
    ("أكتوبر", "تشرين الأول", "أكتوبر"),
    ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الأول", "دجنبر"),
)
_HIJRI_MONTHS = (
    "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "ربيع الآخر", "جمادى الأولى", "جمادى الثانية", "جمادى الآخرة",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذي القعدة", "ذو الحجة", "ذي الحجة",
)  # fmt: skip

MONTHS: Mapping[str, int] = {
    fold(name): number
    for number, (latin, arabic) in enumerate(zip(_MONTHS, _ARABIC_MONTHS, strict=True), 1)
    for name in (*latin.split(), *arabic)
}
HIJRI_MONTHS = frozenset(fold(name) for name in _HIJRI_MONTHS)

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
    21: "veintiuno veintiún",
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
    900: "novecientos novecentos",
    1000: "thousand mil mille",
}
NUMBER_WORDS: Mapping[str, int] = {fold(word): value for value, words in _NUMBERS.items() for word in words.split()}
JOINING_WORDS = frozenset(
    {"y", "e", "et", "and", "de", "of", "del", "ano", "annee", "an", "the", "do", "mes", "mois", "month"}
)
