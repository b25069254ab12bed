"""What stands beside a word of a name and says that it means a person: a title before it, also one that several share
(las señoras Gómez y Pérez), whose son or daughter she is, or the other side of a case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from caselaw.domain.text import fold
from caselaw.domain.withholding.words import AGAINST, CASE, FAMILIES, LINEAGE, PARTICLES, TITLES, Word

_SIDE = 5  # words of one side of a case: Pérez y otros c. España
_LIST = 12  # words of a list of people who share a title
_SHARED = frozenset(map(fold, (
    "messrs", "mesdames", "messieurs", "mesdemoiselles", "mm", "mmes", "mlles", "sres", "sras", "señores", "señoras",
    "srtas", "señoritas", "doctores", "doctoras", "drs", "ciudadanos", "ciudadanas", "licenciados", "licenciadas",
    "hermanos", "hermanas", "esposos", "cónyuges", "niños", "niñas", "jóvenes", "frères", "sœurs", "soeurs", "époux",
    "senhores", "senhoras", "السادة", "السيدات", "السيدين", "السيدان", "السيدتين", "السيدتان", "الإخوة", "الأخوين",
    "الأخوان", "الشقيقين", "الشقيقان", "المواطنين", "المواطنان", "الدكتورين", "المحاميين",
)))  # fmt: skip
_AND = frozenset({"y", "e", "and", "et", "o", "or", "ou", "و"})
_ON = re.compile(r"[\s.]*[,،&]?\s*")


def is_introduced(read: Sequence[Word], first: int, after: int) -> bool:
    """A title stands before the words from `first` to before `after`, or whose son or daughter the person is, or they
    stand in the name of a case."""
    before = read[first - 1] if first else None
    if before and before.plain in LINEAGE:
        return True
    if not (read[first].capital or read[first].arabic):
        return False
    if before and (before.plain in TITLES or before.plain in _SHARED or before.plain in CASE):
        return True
    if before and before.plain == "the" and after < len(read) and read[after].plain in FAMILIES:
        return True
    if _shares_a_title(read, first):
        return True
    return _is_against(reversed(read[max(0, first - _SIDE) : first + 1])) or _is_against(read[after : after + _SIDE])


def _shares_a_title(read: Sequence[Word], first: int) -> bool:
    """The word is another one of a list of people before whom one title stands: los señores Ruiz, Gómez y Pérez."""
    joined = read[first].arabic and read[first].folded.startswith("و")
    if not first or not (joined or read[first - 1].folded in _AND or read[first].gap.strip() in {",", "،", "&"}):
        return False
    for at in range(first - 1, max(-1, first - 1 - _LIST), -1):
        word, gap = read[at], read[at + 1].gap
        if not _ON.fullmatch(gap) or ("." in gap and word.plain not in _SHARED and len(word.folded) > 1):
            return False
        if word.plain in _SHARED:
            return True
        if not (word.capital or word.arabic or word.folded in PARTICLES or word.folded in _AND):
            return False
    return False


def _is_against(near: Iterable[Word]) -> bool:
    """One of the words stands between the sides of a case, and no sentence ends before it."""
    for word in near:
        if word.plain in AGAINST:
            return True
        if any(sign in word.gap for sign in ".;:!?"):
            return False
    return False
