"""How a name in Latin letters may be written in Arabic ones: شل for Shell, لافارج for Lafarge, أدنوك for ADNOC.

Arabic writes g as ج (Egypt), غ (the Levant), ق (the Gulf) or ك, p as ب, v as ف, and leaves most short vowels out. So
two names are not turned into one spelling but laid beside each other: each Latin sound may stand for certain Arabic
letters, and what does not fit has a cost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

_CONSONANTS = {
    "pf": "ف بف", "tsch": "تش ش", "sch": "ش سك", "tch": "تش ش", "sh": "ش", "ch": "ش تش ك خ", "kh": "خ",
    "gh": "غ ج ق", "th": "ث ت ذ", "dh": "ذ ض ظ", "ph": "ف", "ck": "ك", "qu": "كو ك ق كي", "gn": "ني ن جن", "ll": "ل ي",
    "tz": "تس تز ز", "ts": "تس", "x": "كس ز س", "j": "ج ي خ ه", "g": "ج غ ق ك", "c": "ك س ق", "q": "ق ك", "k": "ك ق",
    "p": "ب", "b": "ب", "v": "ف و", "w": "و ف", "f": "ف", "s": "س ص ز", "z": "ز س تس ظ ذ", "t": "ت ط", "d": "د ض",
    "r": "ر", "l": "ل", "m": "م", "n": "ن", "h": "ه ح",
}  # fmt: skip
_VOWELS = {
    "eau": "و", "ault": "و ول", "eaux": "و", "eu": "ي و ا", "eo": "و يو", "ou": "و", "oo": "و", "ee": "ي", "ea": "ي يا",
    "ie": "ي يي يا", "ei": "اي ي", "ai": "اي ي ا", "ay": "اي ي", "au": "او و", "oi": "وا وي", "io": "يو", "ia": "يا",
    "ue": "و وي", "ui": "وي", "a": "ا ه ع", "e": "ي", "i": "ي اي ا ع", "o": "و ا ع", "u": "و ا يو ع", "y": "ي اي",
}  # fmt: skip
_LETTERS = {
    "a": "ايه اي ا", "b": "بي", "c": "سي", "d": "دي", "e": "اي", "f": "اف", "g": "جي", "h": "اتش اش", "i": "اي",
    "j": "جيه جي", "k": "كيه كي", "l": "ال", "m": "ام", "n": "ان", "o": "او", "p": "بي", "q": "كيو", "r": "ار",
    "s": "اس", "t": "تي", "u": "يو", "v": "في", "w": "دبليو", "x": "اكس", "y": "واي", "z": "زد زي",
}  # fmt: skip
_UNITS = re.compile("|".join(sorted((*_CONSONANTS, *_VOWELS), key=len, reverse=True)))
_LONG_VOWELS = {"ا": 0.3, "و": 0.35, "ي": 0.3, "ع": 0.2, "ء": 0.05, "ه": 0.4}
_E_AT_START, _E_AT_END = frozenset(("ا", "اي")), frozenset(("ه", "ي", "ا"))
_SILENT_AT_END, _SILENT = frozenset("stxdzhp"), 0.3
_WRONG_VOWEL, _WRONG = 0.4, 1.0
_LEFT_OUT, _LEFT_OUT_AT_EDGE = 0.04, 0.35
_HOPELESS = 0.8
"""A likeness below is not measured to the end: sounds that stand nowhere in the other name tell enough."""
_LONGEST = 60  # letters: a name is short, and the comparison grows with the square of it

Unit = tuple[frozenset[str], float]


def likeness(latin: Sequence[str], arabic: Sequence[str], acronyms: Collection[str] = ()) -> float:
    """From 0 to 1: how well the Arabic words write the Latin ones, all of them folded; `acronyms` are those Latin words
    whose letters may be spelled out one by one (HSBC: إتش إس بي سي)."""
    written = "".join(map(_single, arabic))[:_LONGEST]
    spoken = [unit for word in latin for unit in _units(_single(word)[:_LONGEST])][:_LONGEST]
    if not spoken or not written:
        return 0.0
    best = _likeness(spoken, written)
    if any(word in acronyms for word in latin):
        spelled = [
            unit
            for word in latin
            for unit in (_spelled(word) if word in acronyms else _units(_single(word)[:_LONGEST]))
        ]
        best = max(best, _likeness(spelled[:_LONGEST], written))
    return best


def _likeness(units: list[Unit], arabic: str) -> float:
    sounds = sum(1 for _, cost in units if cost >= _WRONG) + sum(letter not in _LONG_VOWELS for letter in arabic)
    weight = max(2.0, sounds / 2)
    at_most = 1 - sum(cost >= _WRONG and not any(one in arabic for one in written) for written, cost in units) / weight
    return max(0.0, at_most if at_most < _HOPELESS else 1 - _cost(units, arabic) / weight)


def _cost(units: list[Unit], arabic: str) -> float:
    """The least cost of laying the units along the letters, row by row."""
    skips = [_LONG_VOWELS.get(letter, _WRONG) for letter in arabic]
    row = [0.0]
    for skip in skips:
        row.append(row[-1] + skip)
    for letters, left_out in units:
        vowel = left_out < _WRONG
        following = [row[0] + left_out]
        for end in range(1, len(arabic) + 1):
            cheapest = min(row[end] + left_out, following[end - 1] + skips[end - 1])
            wrong = _WRONG_VOWEL if vowel and arabic[end - 1] in _LONG_VOWELS else _WRONG
            cheapest = min(cheapest, row[end - 1] + wrong)
            for written in letters:
                if arabic.endswith(written, 0, end):
                    cheapest = min(cheapest, row[end - len(written)])
            following.append(cheapest)
        row = following
    return row[-1]


def _spelled(word: str) -> list[Unit]:
    return [(frozenset(_LETTERS.get(letter, "").split()), _WRONG) for letter in word]


@lru_cache(maxsize=4096)
def _units(latin: str) -> tuple[Unit, ...]:
    found = _UNITS.findall(latin)
    units: list[Unit] = []
    for at, unit in enumerate(found):
        last = at == len(found) - 1
        if unit in _CONSONANTS:
            cost = _SILENT if (last and unit in _SILENT_AT_END) or unit == "h" else _WRONG
            units.append((frozenset(_CONSONANTS[unit].split()), cost))
        else:
            letters = frozenset(_VOWELS[unit].split())
            if unit == "e":
                letters |= _E_AT_START if at == 0 else _E_AT_END if last else frozenset()
            spoken = at == 0 or (last and unit != "e")
            units.append((letters, _LEFT_OUT_AT_EDGE if spoken else _LEFT_OUT))
    return tuple(units)


def _single(text: str) -> str:
    """Letters alone, a doubled one once."""
    return re.sub(r"(\w)\1+", r"\1", re.sub(r"[\W\d_]+", "", text))
