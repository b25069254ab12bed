"""Which passage of the decision a citation points to: "para. 44", "párrs. 44-46", "§ 35", "at [12]", "FJ 3", "p. 21",
"الفقرة 44" — behind the citation, or before it as the United Nations write ("paragraph 8 of general comment No. 4").
"""

from __future__ import annotations

import re

from caselaw.cite.view import ARABIC_LETTERS
from caselaw.domain.citing.citation import Pinpoint

# In folded text, the unit by the words that say it. Spanish cites Luxembourg by "apartado", French by "point".
_UNITS = {
    "section": r"§{1,2}",
    "paragraph": r"(?:paragraph(?:es?|s)?|paras?|parr?s?|parrafos?|paragrafos?|¶{1,2}|(?:ال)?فقر(?:ه|ات|تين|تان))",
    "point": r"(?:points?|apartados?|النقطه)",
    "recital": r"(?:considerandos?|considerants?|consids?|cons|recitals?|الحيثيه)",
    "ground": r"(?:fundamentos? (?:juridicos?|de derecho)|fundamentos?|f\. ?j|fj|f\. ?d)",
    "page": r"(?:pp?\.|pages?|pags?|paginas?|صفحه|ص)",
}
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,3}(?: ?\(?[a-h]\)(?: ?\(?[ivx]{1,4}\))?)?(?![0-9/])"
_NOT_A_DATE = r"(?! (?:de )?(?!and\b|et\b|y\b|e\b|to\b|al?\b|au\b)[^\W\d_]{3,12},? (?:de )?[0-9]{4})"
_MORE = rf"(?: ?(?:-|,|;|&| and | et | y | e | to | al? | au | و ?) ?{_NUMBER}{_NOT_A_DATE}){{0,6}}"
_NUMBERS = rf"{_NUMBER}{_NOT_A_DATE}{_MORE}"
_BRACKETS = r"\[[0-9]{1,3}\](?: ?(?:-|,|and|to) ?\[[0-9]{1,3}\]){0,5}"
_SAID = "|".join(rf"(?P<{unit}>{words}\.?)" for unit, words in _UNITS.items())
# What may stand between a citation and its passage: marks, a year or chamber in brackets, the date of the decision.
_GAP = (
    r"[ ,;:.)\]»”\"]{0,4}(?:\([^()]{1,24}\))?[ ,;:.)]{0,3}"
    r"(?:(?:judgment |decision |views |arret |sentencia |dictamen )?(?:of |du |de |del )?[0-9]{1,2}(?:er)? (?:de )?"
    r"[^\W\d_]{3,10} (?:de )?[0-9]{4}[ ,;]{1,3})?(?:at |en el |en los |au |aux |em )?"
)
_BEHIND = re.compile(
    rf"{_GAP}(?:(?:paras?\.? |¶{{1,2}} ?)?(?P<bracket>{_BRACKETS})"
    rf"|(?:{_SAID}) ?(?:n(?:os?|um)?\.? ?°?)?(?P<n>{_NUMBERS}))"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_SAID}) ?(?P<n>{_NUMBERS}),? (?:of|de|du|del|da|do|من)(?: (?:the|its|la|el|su|sa|son|le)| l')? ?"
    r"(?:cescr |crc |committee's )?$".translate(ARABIC_LETTERS)
)
_REPORT_PAGE = re.compile(r",? ?(?:at )(?P<n>[0-9]{1,4}(?:-[0-9]{1,4})?)(?![0-9/.:])")
_AND = re.compile(r" ?(?:;|&|\band\b|\bet\b|\by\b|\be\b|و) ?")
_TO = re.compile(r" ?(?:-|\bto\b|\bal?\b|\bau\b) ?")
_LOOK = 120


def passage_cited(folded: str, start: int, end: int, scheme: str) -> Pinpoint | None:
    """The passage that the citation from `start` to `end` of a view's folded text points to; None where it means the
    whole decision."""
    behind = folded[end : end + _LOOK]
    if match := _BEHIND.match(behind):
        return _pinpoint(match)
    if scheme == "reporter" and (page := _REPORT_PAGE.match(behind)):
        return Pinpoint("page", page["n"])
    if match := _BEFORE.search(folded[max(0, start - _LOOK) : start]):
        return _pinpoint(match)
    return None


def _pinpoint(match: re.Match[str]) -> Pinpoint:
    groups = match.groupdict()
    if groups.get("bracket"):
        return Pinpoint("bracket", _plain(re.sub(r"[\[\]]", "", groups["bracket"])))
    unit = next(unit for unit in _UNITS if groups[unit])
    return Pinpoint(unit, _plain(groups["n"]))


def _plain(numbers: str) -> str:
    """ "44 y 45" is "44, 45", "44 to 46" is "44-46": the same in every language."""
    listed = _TO.sub("-", _AND.sub(", ", numbers))
    return re.sub(r" ?, ?", ", ", re.sub(r"(?<=[0-9]) ?\(?([a-h])\)", r"(\1)", listed)).strip()
