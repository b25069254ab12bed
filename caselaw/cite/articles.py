"""Articles of treaties, declarations and constitutions: "arts. 8 y 25 de la Convención Americana".

The instrument is named after the articles or, by its acronym, before them. Where it is called by its kind alone (the
Convention), every instrument that a court so calls is a reading; where it is not named, the article stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from caselaw.cite.countries import country_names
from caselaw.cite.family import AND, Found, Match, Readings
from caselaw.cite.view import View, view
from caselaw.domain.citing.citation import ARTICLE, Reading
from caselaw.domain.instrument import instruments

CONSTITUTION = "constitution"
# What a body calls by its kind alone in its own decisions.
_CALLED: Mapping[str, Mapping[str, str]] = {
    "convention": {
        "iacthr": "ACHR",
        "iachr": "ACHR",
        "echr": "ECHR",
        "cedaw": "CEDAW",
        "cat": "CAT",
        "crc": "CRC",
        "crpd": "CRPD",
        "cerd": "ICERD",
        "ced": "CED",
        "cmw": "CMW",
    },
    "covenant": {"cescr": "ICESCR", "hrc": "ICCPR"},
    "charter": {"achpr": "BANJUL", "afchpr": "BANJUL", "ecsr": "ESC", "acerwc": "ACRWC"},
}
KIND_OF = {instrument: kind for kind, bodies in _CALLED.items() for instrument in bodies.values()}
KINDS: Mapping[str, re.Pattern[str]] = {
    "convention": re.compile(r"conventions?\b|convencion\b|convencao\b|convenio\b|الاتفاقيه(?!\w)"),
    "covenant": re.compile(r"covenant\b|pacto\b|pacte\b|العهد(?!\w)"),
    "charter": re.compile(r"charter\b|carta\b|charte\b|الميثاق(?!\w)"),
}
_NAMED_ON = re.compile(
    r" (?:on|sobre|para|relative|contre|contra|against|for|de (?:viena|vienne|ginebra|geneve)|interamerican|"
    r"americ|europ|african|arab)"
)

_WORD = (
    r"(?:\b(?:articles?|articulos?|artigos?|arts?\.?)|(?<!\w)[وفبك]?(?:ال|لل)(?:ماده|مادتين|مادتان|مواد|فصل|فصلين|"
    r"فصول)) ?"
)
_SECTION = (
    r"|\b(?:sections?|secs?\.|ss?\.) ?(?=[0-9]{1,3}(?: ?\([0-9a-z]{1,3}\)){0,3} of the (?:[a-z ]{1,30} )?constitution)"
)
_NUMBER = (
    r"(?P<open>\()?(?P<n>(?:[lrd]\.? ?)?[0-9]{1,4}(?:-?[a-z]\b)?(?:[.-][0-9]{1,3}){0,3}(?: ?\([0-9a-z]{1,4}\)){0,3}(?: "
    r"(?:bis|ter|quater)\b)?)(?:°|er\b|st\b)?(?(open)\))"
    r"(?![0-9]|/[0-9])(?:,? ?(?:§+|paragraphs?|paras?\.?|parrafos?|incisos?|inc\.|numerales?|numeral|alinea|"
    r"الفقره|فقره) ?\(?[0-9a-z]{1,3}\b\)?"
    r"(?:\([a-z]{1,3}\))?)?"
)
_GLOSS = r"(?: ?\([^()]{2,80}\))?"
_FIRST = re.compile(rf"(?:{_WORD}{_SECTION}){_NUMBER}")
_MORE = re.compile(
    rf"{_GLOSS}(?:{AND}| a | to | through | al | a la | الي )(?P<it>{_NUMBER})(?! ?(?:january|february|march|"
    rf"april|may|june|july|august|september|october|november|december)\b)"
)
_LINK = re.compile(
    rf"{_GLOSS},? ?(?:(?:of|in|under|to|del|des|du|de|dos|do|da|من|في)\b)? ?(?:(?:the|la|el|los|las|le|les|lo|as"
    rf"|os|ال)\b ?|l'|d')?"
    r"(?:(?:said|same|aforementioned|citada|dicha|referida|mencionada|ladite|presente|present)\b ?)?"
)
_LETTER = re.compile(r"\w")
_MARKS = 4  # quotation marks that may stand before a heading
_ACRONYM = 8  # letters of the longest
_BEFORE = 14  # letters in which an acronym may stand before its article
_OF = re.compile(
    r" (?:of|de|du|de la|d'|des) ?(?:the )?(?:(?:republic|republica|republique|kingdom|state|reino) "
    r"(?:of|de|du) (?:the )?)?(?:l'|la |le )?"
)
_CONSTITUTION = re.compile(
    r"(?:(?:political|federal|national|interim) )?(?:constitution|constitucion|constituicao|الدستور|دستور)\b"
    r"(?: (?:politica|nacional|federal|espanola|francaise|del estado|da republica))*"
)


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The full names and acronyms in folded form, and the instrument that each means."""
    meant: dict[str, str] = {}
    for one in instruments().values():
        for name in (*one.acronyms, *(name for names in one.names.values() for name in names)):
            meant.setdefault(view(name).folded, one.id)
    ordered = sorted(meant, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, ordered))})(?!\w)"), meant


@cache
def _acronyms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Acronyms as they stand just before an article: ICESCR, art. 11."""
    meant = {acronym: one.id for one in reversed(list(instruments().values())) for acronym in one.acronyms}
    return re.compile(rf"\b(?P<a>{'|'.join(sorted(meant, key=len, reverse=True))})[ ,(]{{1,3}}$"), meant


_ILO = re.compile(
    r"(?:ilo |oit )?(?:convention|convenio|convencao|(?:ال)?اتفاقيه)(?: (?:ilo|oit))? "
    r"(?:n(?:o|um|°|ro)?\.? ?°? ?|رقم ?)?(?P<n>[0-9]{1,3})(?![0-9])"
    r"(?: (?:of the |de la |de l')?(?:ilo|oit|international labour organi[sz]ation|organizacion internacional "
    r"del trabajo|organisation internationale du travail))?"
)


def find(text: View) -> Iterator[Found]:
    """Each article cited, the first with its word, the last with its instrument."""
    if not any(sign in text.folded for sign in ("art", "section", "s.", "ماد", "مواد", "فصل", "فصول")):
        return
    position = 0
    while match := _FIRST.search(text.folded, position):
        members = [(match.start(), match.end(), match["n"])]
        while more := _MORE.match(text.folded, members[-1][1]):
            members.append((*more.span("it"), more["n"]))
        position = members[-1][1]
        named, end = _instrument(text, position)
        if not named:
            named, start = _acronym_before(text, match.start())
            members[0] = (start, *members[0][1:])
        if not named and match.start() < _MARKS and not _LETTER.search(text.plain[: match.start()]):
            continue  # the heading of a provision, not a citation of it
        members[-1] = (members[-1][0], max(end, members[-1][1]), members[-1][2])
        position = max(position, end)
        for start, stop, number in members:
            yield Found(start, stop, _readings(named, _tidy(number)))


def _tidy(number: str) -> str:
    return (
        re.sub(r" (?=\()", "", number.strip()).upper()
        if number[:1] in "lrd"
        else re.sub(r" (?=\()", "", number.strip())
    )


def _readings(named: Sequence[tuple[str, str | None]], number: str) -> Readings:
    """The bare article comes first where nothing but the kind of the instrument is said."""
    if not named:
        return (Reading(ARTICLE, number),)
    found = tuple(Reading(ARTICLE, f"{instrument} {number}", body) for instrument, body in named)
    return found if len(found) == 1 else (Reading(ARTICLE, number), *found)


def _instrument(text: View, position: int) -> tuple[Sequence[tuple[str, str | None]], int]:
    """What stands behind the articles: the instruments it may be, each with the body that calls it so; and its end."""
    link = _LINK.match(text.folded, position)
    start = link.end() if link else position
    if start == position:
        return (), position
    pattern, meant = _names()
    if (match := pattern.match(text.folded, start)) and _is_name(text, match):
        return ((meant[match.group()], None),), match.end()
    if match := _ILO.match(text.folded, start):
        return ((f"ILO-{int(match['n']):03}", None),), match.end()
    if match := _CONSTITUTION.match(text.folded, start):
        return _constitution(text, match)
    for kind, words in KINDS.items():
        if (match := words.match(text.folded, start)) and not _NAMED_ON.match(text.folded, match.end()):
            return tuple((instrument, body) for body, instrument in _CALLED[kind].items()), match.end()
    return (), position


def instrument_at(folded: str, start: int, end: int) -> str | None:
    """The last instrument named in full between two places of a folded text."""
    pattern, meant = _names()
    last = None
    for match in pattern.finditer(folded, start, end):
        last = meant[match.group()] if len(match.group()) > _ACRONYM else last
    return last


def _is_name(text: View, match: Match) -> bool:
    """An acronym stands in capitals: "article 3 cat" is no article of the Convention against Torture."""
    return (
        len(match.group()) > _ACRONYM
        or any(c > "\u0600" for c in match.group())
        or text.plain[slice(*match.span())].isupper()
    )


def _constitution(text: View, match: Match) -> tuple[Sequence[tuple[str, str | None]], int]:
    """A constitution with its country, where the text says whose it is."""
    if of := _OF.match(text.folded, match.end()):
        following = text.folded[of.end() : of.end() + 60]
        for length in range(min(5, len(words := re.findall(r"[\w']+", following))), 0, -1):
            name = " ".join(words[:length])
            if (country := country_names().get(name)) and following.startswith(name):
                return ((f"{CONSTITUTION}-{country}", None),), of.end() + len(name)
    return ((CONSTITUTION, None),), match.end()


def _acronym_before(text: View, start: int) -> tuple[Sequence[tuple[str, str | None]], int]:
    pattern, meant = _acronyms()
    first = max(0, start - _BEFORE)
    match = pattern.search(text.plain[first:start])
    return (((meant[match["a"]], None),), first + match.start()) if match else ((), start)
