"""Lam-alef that was turned round on its way: "الإعالن" for "الإعلان", "خالل" for "خلال".

A font draws lam and alef as one glyph, and a program that reads letter by letter from the left takes it apart in the
wrong order. Once a text has words that no Arabic word can be like (two alefs at its beginning: "األطفال"), each
lam-alef of it was turned, and "ال" inside a word may be its own or a turned one. What spelling decides is mended by
rule; then the words of a closed list; then those that the text itself writes in another place. Where both readings are
words ("العالم", "بالغ", "صالح", "ثالث") nothing is changed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from importlib.resources import files

_WORD = re.compile("[\u0621-\u064a]+")
_IMPOSSIBLE = re.compile("(?<![\u0621-\u0652])[وفبك]?ا[أإآا]ل(?=[\u0621-\u064a])")
_LEAST = 3
_LAM_ALEF = re.compile("ل([اأإآ])")

# What no Arabic word holds, so that it must be turned. The article before lam-alef comes first: the rules behind it
# would make again what it looks for.
_RULES = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        ("^([وف]?[بك]?)الال", r"\1اللا"),
        ("ا([أإآا])ل", r"ال\1"),  # two alefs
        ("آال", "آلا"),
        ("^([وف]?)ل([اأإآ])ل(?=..)", r"\1لل\2"),  # li- and the article are written as two lams
        ("ال([ءؤ]|ئ(?=.))", r"لا\1"),  # a hamza behind a bare lam behind an alef
    )
)
# A feminine plural ("المعامالت"), unless one consonant stands before: that may be a hollow verb ("قالت", "أحالت").
_PLURAL = re.compile("(?<=[^اأإآ])الت$")
_HOLLOW = re.compile("[وفل]?(?:ا?ست|ا[نم]|[أاتين]|تت|ما)?[^اأإآ]الت$")
_ADVERB = re.compile("^([وفبك]?ت..ي|[وفبك]?م..و)ال$")  # "تفصيلا", "مقبولا"


def _listed(where: str) -> dict[str, str]:
    """The words of the list, by how they look when each lam-alef in them is turned."""
    lines = (files("mappings") / "lam_alef.csv").read_text(encoding="utf-8").splitlines()
    right = [row["word"] for row in csv.DictReader(lines) if row["where"] == where]
    return {_LAM_ALEF.sub(r"\1ل", word): word for word in right}


_WHOLE, _TURNED = _listed("whole"), _listed("stem")
_STEM = re.compile(
    "([وف]?(?:لل|[بك]?ال|[بكل])?)(" + "|".join(sorted(_TURNED, key=len, reverse=True)) + ")"
    "((?:ات|ية|ي|ة|ين|ون|ا|ت)?(?:ها|هما|هم|هن|ه|نا)?)"
)  # fmt: skip
_ACTING_UNDER = re.compile(
    "(?<![\u0621-\u0652])(و?)عمال(?= ب(?:أحكام|المادة|المادتين|المواد|الفقرة|الفصل|الفصول|مقتضيات|القانون|القرار|"
    "المرسوم|النظام|هذا|هذه|ذلك)(?![\u0621-\u0652]))"
)
_SUFFIXED = re.compile("الت(ها|هم|هن|ه|نا|ي)$")
_TO = re.compile("([وف]?)([أإ])ل(.{2,})")  # li- before a hamza: "ألحكام" for "لأحكام"
# li- before a verbal noun of the forms that begin with a bare alef: "الستخدام" for "لاستخدام"
_TO_BARE = re.compile("([وف]?)ال((?:ست|نت|[^اتلأإآ]ت|تفاق|تخاذ|تصال|تجاه|تهام|نض).{2,})")
_CLITICS = re.compile("^[وف]?(?:لل|[بك]?ال|[بكل])?(?=...)")


def mend_lam_alef(texts: Sequence[str]) -> list[str]:
    """Texts in which lam-alef was turned round, mended; other texts as they are."""
    if sum(len(_IMPOSSIBLE.findall(text)) for text in texts) < _LEAST:
        return list(texts)
    mended = [_WORD.sub(lambda word: _by_spelling(word.group()), text) for text in texts]
    known = {word for text in mended for word in _WORD.findall(text)}
    return [
        _ACTING_UNDER.sub(r"\1عملا", _WORD.sub(lambda word: _by_the_text(word.group(), known), text)) for text in mended
    ]


def _by_spelling(word: str) -> str:
    """What a word must be, from its letters alone."""
    if "ل" not in word or not any(alef in word for alef in "اأإآ"):
        return word
    for wrong, right in _RULES:
        word = wrong.sub(right, word)
    clitic = "و" if word.startswith("و") and word not in _WHOLE else ""
    whole = _WHOLE.get(word.removeprefix(clitic))
    if whole is not None:
        return clitic + whole
    stem = _STEM.fullmatch(word)
    if stem is not None:
        return f"{stem.group(1)}{_TURNED[stem.group(2)]}{stem.group(3)}"
    if _PLURAL.search(word) and not _HOLLOW.fullmatch(word):
        return _PLURAL.sub("لات", word)
    return _ADVERB.sub(r"\1لا", word)


def _by_the_text(word: str, known: set[str]) -> str:
    """What a word is, where the text has the same word in a form that leaves no doubt."""
    plural = _SUFFIXED.sub("لات", word)
    if plural != word:
        bare = _CLITICS.sub("", plural)
        return _SUFFIXED.sub(r"لات\1", word) if {plural, bare, f"ال{bare}"} & known else word
    for to, alef in ((_TO.fullmatch(word), None), (_TO_BARE.fullmatch(word), "ا")):
        if to is not None:
            noun = f"{alef or to.group(2)}{to.groups()[-1]}"
            if {noun, f"ال{noun}", f"وال{noun}"} & known:
                return f"{to.group(1)}ل{noun}"
    return word
