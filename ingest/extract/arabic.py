"""Arabic and Hebrew from PDF: glyphs lie there as they are seen, and are wanted as they are read.

Works on glyphs and not on characters: a ligature glyph (lam-alef) holds its letters in reading order already and must
not be turned round inside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
_DIGIT = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9]")
# The bidirectional algorithm keeps numbers together over these, but not over a hyphen: ٢٣-١٢ is seen as ١٢-٢٣.
_BETWEEN_DIGITS = re.compile(r"[.,:/\u066b\u066c]")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_STRETCHED = re.compile("(?<=[\u0621-\u064a])\u0640+(?=[\u0621-\u064a])")
_PARTED = re.compile("(?<=[\u0621-\u064a]) (?=[\u0629\u0649\u064a](?:[^\u0620-\u0652]|$))")
_ISOLATED_MARKS = re.compile("[\ufc5e-\ufc63\ufe70-\ufe7f]")


def logical(glyphs: Sequence[str]) -> str:
    """The text of one line in reading order, from its glyphs in visual (left to right) order.

    Runs of right-to-left glyphs are turned round and their brackets mirrored; Latin words and numbers keep their order.
    """
    rtl = sum(bool(RTL.search(glyph)) for glyph in glyphs)
    if not rtl:
        return "".join(glyphs)
    ltr = sum(bool(_LTR.search(glyph)) for glyph in glyphs)
    runs = _runs(glyphs, _directions(glyphs))
    if rtl >= ltr:
        runs.reverse()
    plain, mirrored = (letters(_joined(runs, mirror)) for mirror in (False, True))
    # Some producers map a bracket by its shape, some by its meaning: the reading in which brackets pair is right.
    return plain if _unpaired(plain) < _unpaired(mirrored) else mirrored


def _joined(runs: Sequence[tuple[bool, list[str]]], mirror: bool) -> str:
    parts: list[str] = []
    for leftward, run in runs:
        if leftward and mirror:
            parts += [glyph.translate(_MIRRORED) if len(glyph) == 1 else glyph for glyph in reversed(run)]
        else:
            parts += reversed(run) if leftward else run
    return "".join(parts)


def _unpaired(text: str) -> int:
    """Brackets that close what was not opened, or open what is not closed."""
    depth = wrong = 0
    for character in text:
        if character in "([{«":
            depth += 1
        elif character in ")]}»":
            if depth:
                depth -= 1
            else:
                wrong += 1
    return wrong + depth


def letters(text: str) -> str:
    """Presentation forms (the drawn shapes of letters) as the letters they are; the rest as it stands."""
    if not _PRESENTATION.search(text):
        return text
    text = _ISOLATED_MARKS.sub(lambda mark: unicodedata.normalize("NFKC", mark.group()).strip(), text)
    return _PRESENTATION.sub(lambda form: unicodedata.normalize("NFKC", form.group()), text)


def mend_words(text: str) -> str:
    """Words made whole that the setting of the page stretched or parted: a stroke between two letters is no letter, and
    a ta marbuta, an alef maqsura or a ya that stands alone behind a word is its end."""
    return _PARTED.sub("", _STRETCHED.sub("", text))


def _directions(glyphs: Sequence[str]) -> list[bool]:
    """For each glyph: does it belong to a right-to-left run? What has no direction goes with both its neighbours where
    they are Latin, or digits that it parts; else with the line."""
    kinds = [_kind(glyph) for glyph in glyphs]
    at, count = 0, len(kinds)
    while at < count:
        if kinds[at] != "-":
            at += 1
            continue
        end = at
        while end < count and kinds[end] == "-":
            end += 1
        before = kinds[at - 1] if at else "R"
        after = kinds[end] if end < count else "R"
        between = "".join(glyphs[at:end])
        stays = (
            (before == "L" and after in "LN")
            or (before in "LN" and after == "L")
            or (before == after == "N" and _BETWEEN_DIGITS.fullmatch(between) is not None)
        )
        kinds[at:end] = ["L" if stays else "R"] * (end - at)
        at = end
    return [kind == "R" for kind in kinds]


def _kind(glyph: str) -> str:
    if _LTR.search(glyph):
        return "L"
    if _DIGIT.search(glyph):
        return "N"
    return "R" if RTL.search(glyph) else "-"


def _runs(glyphs: Sequence[str], leftward: Sequence[bool]) -> list[tuple[bool, list[str]]]:
    runs: list[tuple[bool, list[str]]] = []
    for glyph, turned in zip(glyphs, leftward, strict=True):
        if not runs or runs[-1][0] != turned:
            runs.append((turned, []))
        runs[-1][1].append(glyph)
    return runs
