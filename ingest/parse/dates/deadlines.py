"""Times given to act: in the decision's words, and the day they end where the decision itself tells it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from caselaw.domain.dates import PartialDate
from caselaw.domain.text import fold
from ingest.parse.dates.in_text import find_dates

_I = re.IGNORECASE
_COUNT = (
    r"(?:(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|eighteen|twenty-four|thirty"
    r"|forty-eight|sixty|ninety|a|an"
    r"|un[ao]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|dieciocho|veinte|treinta|cuarenta y ocho"
    r"|sesenta|noventa"
    r"|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|quinze|trente|quarante-huit|soixante|um|uma|dois|duas|três"
    r"|quatro|doze|trinta)"
    r"(?: ?\([^)]{1,25}\))?)"
)
_UNIT = (
    r"(?:calendar |working |business |court |consecutive |clear )?(?:days?|weeks?|months?|years?|hours?"
    r"|d[ií]as?(?: h[aá]biles| calendario| naturales| corridos)?|semanas?|meses|mes|años?"
    r"|horas?|jours?(?: francs| ouvrés)?|semaines?|mois|ans?|années?|heures?|dias?(?: úteis)?|mês|anos?)\b"
)
_AFTER = (
    r"(?:,? (?:of|from|after|following|as of|as from|starting from|counted from|running from"
    r"|contad[oa]s? a partir|a partir|desde|siguientes? a|posteriores? a|contados? desde|à compter|suivant|a contar"
    r"|contad[oa]s? (?:da|a partir|from)|counted from|à partir|da) [^.;:,]{3,140}?)"
)
_END = (
    r"(?=[.;:,]|,? (?:the state|el estado|l['’]état|o estado)\b|, (?:the |a |an )?(?:report|information|informe"
    r"|relatório)\b|, (?:in accordance|under|pursuant|in the terms|de conformidad|en los términos|dans les conditions"
    r"|nos termos|as well as|así como)|,? (?:to|para) (?:pay|adopt|submit|publish|que)\b|,? in the terms|$)"
)
_MONTH_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th|er|º|°)?(?: de| of)? [A-Za-zÀ-ÿ]{3,12}(?: de|,| del)? \d{4}"
    r"|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)

_PERIOD = re.compile(
    rf"\b(?:within|not later than|no later than|in|for|every|dentro d[eo]l?|en|por|cada|dans|sous|no|em|until"
    rf"|at the latest)\s"
    rf"(?:(?:a|an|the|un[ao]?|el|la|los|las|le|les|o|um|plazo|période|maximum|the following) ){{0,2}}(?:(?:(?:maximum "
    rf"|further |additional |non-extendable )?(?:period|term|time-limit|time limit|deadline|time frame)|(?:plazo"
    rf"|t[eé]rmino)(?: m[aá]ximo| improrrogable| no mayor| perentorio)?|délai(?: maximum| maximal)?|prazo(?: máximo)?)"
    rf"(?: not exceeding| of up to| of no more than| no mayor (?:de|a)| que no exceda| of| de| d['’])? ?)?(?:las |los "
    rf"|les |the )?(?:next |próxim[oa]s |siguientes )?{_COUNT}[ -]{_UNIT}(?: siguientes(?! al? )| period\b| term\b)?"
    rf"(?:{_AFTER}{_END})?", _I,
)  # fmt: skip
_STATED = re.compile(
    rf"\b(?:no later than|not later than|by|before|until|on or before|at the latest (?:by|on)|a m[aá]s tardar (?:el|en"
    rf"|para el)(?: d[ií]a)?|antes del?|hasta el|para el|au plus tard le|avant le|jusqu['’]au|até(?: o dia)?"
    rf"|o mais tardar (?:em|no dia)|no máximo até) (?:\w+day,? )?(?P<date>{_MONTH_DAY})",
    _I,
)  # fmt: skip
_VAGUE = re.compile(
    r"\b(?:within a reasonable (?:time|period)(?: of time)?|without (?:undue )?delay|immediately|forthwith"
    r"|as soon as possible|with immediate effect"
    r"|(?:en|dentro de) un plazo razonable|de (?:forma|manera) inmediata|inmediatamente|sin dilaci[oó]n(?:es)?"
    r"|sin demora|a la (?:mayor )?brevedad(?: posible)?"
    r"|dans un délai raisonnable|sans délai|immédiatement|dans les plus brefs délais|em (?:um )?prazo razoável"
    r"|imediatamente|sem demora|sem dilação)\b", _I,
)  # fmt: skip
_ARABIC = re.compile(
    r"(?:في غضون|خلال|في أجل(?: أقصاه| لا يتجاوز)?|في مهلة|خلال مدة|في موعد أقصاه|قبل|فوراً|فورا|دون إبطاء"
    r"|دون تأخير)(?: (?:مدة|مهلة|أجل|فترة))?(?:(?<=فوراً)|(?<=فورا)|(?<=دون إبطاء)|(?<=دون تأخير)"
    r"| [^.،؛:]{0,12}?(?:[\d\u0660-\u0669]{1,4}|شهر|شهرين|سنة|سنتين|أسبوع|أسبوعين|يوم|ثلاث|ست|خمس|عشر|تسعين|ستين"
    r"|ثلاثين|مائة)[^.،؛:]{0,90})"
)
_NUMBERS = {
    1: "one a an un una uno une um uma", 2: "two dos deux dois duas", 3: "three tres trois", 4:
    "four cuatro quatre quatro", 5: "five cinco cinq",
    6: "six seis", 7: "seven siete sept sete", 8: "eight ocho huit oito", 9: "nine nueve neuf nove", 10:
    "ten diez dix dez", 12: "twelve doce douze doze",
    15: "fifteen quince quinze", 18: "eighteen dieciocho", 20: "twenty veinte vingt vinte", 24: "twenty-four", 30:
    "thirty treinta trente trinta",
    48: "forty-eight quarante-huit", 60: "sixty sesenta soixante sessenta", 90: "ninety noventa",
}  # fmt: skip
_VALUES = {word: number for number, words in _NUMBERS.items() for word in words.split()}
# Courts count mostly from a notice that comes days or weeks later: then the day is not told by the decision.
_ELSEWHERE = re.compile(
    r"notif|notice|service|served|final|receipt|received|transmi|communic|comunic|public|firme|ejecutoria|definitive"
    r"|ciencia|intima|establish|request|solicit"
)
_OWN_DATE = re.compile(
    r"(?:from|of|after|as of|as from|desde|de|a partir de|a compter d[eu]|a contar d[ae]|da|following) (?:the )?(?:la "
    r"|el |le |l'|a |o )?(?:date (?:of|du|de la?) |fecha de |data d[aeo] )?(?:this|the present|present|presente|esta"
    r"|este|la presente"
    r"|el presente|ce|la presente|du present|desta|da presente) (?:judge?ment|order|decision|sentencia|resolucion"
    r"|providencia|fallo|auto|jugement|arret|ordonnance|sentenca|views)"
)
_RECURRING = re.compile(r"\b(?:every|each|cada|chaque|tous les|a cada)\b", _I)


def deadline_of(text: str) -> str | None:
    """The time that an order gives, in its words, or None."""
    found = [match for pattern in (_STATED, _PERIOD, _ARABIC, _VAGUE) for match in [pattern.search(text)] if match]
    if not found:
        return None
    return found[0].group().strip(" ,")


def due_date(deadline: str, decided: PartialDate | None) -> PartialDate | None:
    """The day a deadline ends: where it is stated, or runs from the decision's own date, which is known to the day."""
    stated = _STATED.search(deadline)
    if stated:
        return next((found.value for found in find_dates(fold(stated.group("date"))) if found.value), None)
    folded = fold(deadline)
    if decided is None or decided.day is None or decided.month is None or _RECURRING.search(folded):
        return None
    if not _OWN_DATE.search(folded) or _ELSEWHERE.search(folded):
        return None
    counted = _COUNTED.search(folded)
    if not counted:
        return None
    digits = counted.group("digits") or counted.group("plain")
    number = int(digits) if digits else _VALUES.get(counted.group("word"), 0)
    return _later(date(decided.year, decided.month, decided.day), number, counted.group("unit")) if number else None


_COUNTED = re.compile(
    r"(?:\b(?P<word>[a-z][a-z-]{0,11})(?: ?\((?P<digits>\d{1,3})\))?|(?P<plain>\d{1,3}))[ -](?:calendar "
    r"|consecutive )?(?P<unit>days?|weeks?|months?|years?|dias?|semanas?|mes(?:es)?|anos?|jours?|semaines?|mois|ans?"
    r"|annees?)\b"
)


def _later(start: date, number: int, unit: str) -> PartialDate | None:
    try:
        if unit[0] in "dj":
            end = start + timedelta(days=number)
        elif unit.startswith(("week", "seman", "semain")):
            end = start + timedelta(weeks=number)
        else:
            months = number * (12 if unit.startswith(("year", "an")) else 1)
            year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
            end = date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None
    return PartialDate(end.year, end.month, end.day)
